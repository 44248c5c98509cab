/** Whether a text has more characters: servers count those, not the UTF-16 units that `length` does. */
export function isLongerThan(text: string, most: number): boolean {
  return text.length > most && (text.length > 2 * most || [...text].length > most);
}
