/**
 * A test chooses the final status of a message by the last three or four digits of its recipient. Each provider has a
 * table from those digits to the fate; other recipients get the `usual` one.
 */
export function fateOf<Fate>(recipient: string, fates: ReadonlyMap<string, Fate>, usual: Fate): Fate {
  return fates.get(recipient.slice(-4)) ?? fates.get(recipient.slice(-3)) ?? usual;
}
