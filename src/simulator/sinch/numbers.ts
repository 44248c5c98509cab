/** A phone number as the API answers it, digits without prefix; undefined for anything else. */
export function digitsOf(number: string): string | undefined {
  return /^(?:\+|00)?(\d{3,15})$/.exec(number.replaceAll(/[\s\-()[\]]/g, ""))?.[1];
}
