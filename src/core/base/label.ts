/** A label that no other batch has: 32 hexadecimal digits. */
export function newLabel(): string {
  return crypto.randomUUID().replaceAll("-", "");
}

/** A label for a body whose `member` holds none yet. Anything but an object is for the server to refuse as it is. */
export function labelFor(body: unknown, member: string, isOn: boolean): string | undefined {
  if (!isOn || typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  return ((body as Readonly<Record<string, unknown>>)[member] ?? null) === null ? newLabel() : undefined;
}
