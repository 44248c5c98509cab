/** A unique label: 32 hexadecimal digits. */
export function newLabel(): string {
  return crypto.randomUUID().replaceAll("-", "");
}

/**
 * A new label, if the body's `member` is unset and labels are on. A body that is no object is left for the server to
 * refuse.
 */
export function labelFor(body: unknown, member: string, isOn: boolean): string | undefined {
  if (!isOn || typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  return ((body as Readonly<Record<string, unknown>>)[member] ?? null) === null ? newLabel() : undefined;
}
