/** A label that no other batch has: 32 hexadecimal digits. */
export function newLabel(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
