/** Phone numbers as the API compares them. */

/**
 * International digits without prefix: answers carry numbers this way, however they were sent. Anything that is no
 * phone number (a group id, an alphanumeric sender) comes back as it is.
 */
export function normalized(address: string): string {
  const compact = address.replace(/[\s\-()[\]]/g, "");
  const digits = /^(?:\+|00)?(\d+)$/.exec(compact)?.[1];
  return digits ?? address;
}

export function isNumber(address: string): boolean {
  return /^\d+$/.test(normalized(address));
}
