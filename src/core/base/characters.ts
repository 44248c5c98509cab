/** Whether the text has more than `most` Unicode characters. Servers count characters; `length` counts UTF-16 units. */
export function isLongerThan(text: string, most: number): boolean {
  return text.length > most && (text.length > 2 * most || [...text].length > most);
}
