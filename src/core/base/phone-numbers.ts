/** Phone numbers as providers compare them. */

/**
 * International digits without a prefix, because answers may add or drop the plus sign. Anything that is no phone
 * number (a group id, an alphanumeric sender) is returned unchanged.
 */
export function normalized(address: string): string {
  const compact = address.replace(/[\s\-()[\]]/g, "");
  const digits = /^(?:\+|00)?(\d+)$/.exec(compact)?.[1];
  return digits ?? address;
}

/** An address as text; empty for other types, which the server is left to refuse. */
export function addressText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Equal for all spellings of one address. */
export function addressKey(value: unknown): string {
  return normalized(addressText(value));
}

export function isNumber(address: string): boolean {
  return /^\d+$/.test(normalized(address));
}
