/**
 * What becomes of a message is decided by the last three or four digits of its recipient, so that a test can ask for it.
 * Each provider has a table of its own, from those digits to the fate.
 */
export function fateOf<Fate>(recipient: string, fates: ReadonlyMap<string, Fate>, usual: Fate): Fate {
  return fates.get(recipient.slice(-4)) ?? fates.get(recipient.slice(-3)) ?? usual;
}
