/** Phone numbers as providers compare them. */

/**
 * International digits without a prefix: answers carry numbers this way or with a plus, however they were sent. Anything
 * that is no phone number (a group id, an alphanumeric sender) comes back as it is.
 */
export function normalized(address: string): string {
  const compact = address.replace(/[\s\-()[\]]/g, "");
  const digits = /^(?:\+|00)?(\d+)$/.exec(compact)?.[1];
  return digits ?? address;
}

/** An address as a text. What is neither text nor number is for the server to refuse. */
export function addressText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** What two spellings of an address have in common. */
export function addressKey(value: unknown): string {
  return normalized(addressText(value));
}

export function isNumber(address: string): boolean {
  return /^\d+$/.test(normalized(address));
}
