/** One part of a run, and what its results are of the input. */
import type { BatchSnapshot, SubmittedPart } from "../../base/types/index.js";
import type { PartIds } from "./part-ids.js";
import type { ResultMeaning, RunItem } from "./types.js";

/** A part that is out. */
export interface RunPart<Raw> {
  /** As it was sent last. */
  readonly part: SubmittedPart<Raw>;
  readonly round: number;
  readonly ids: PartIds;
  /** Of its items in the input, in a round that does not send all of it. */
  readonly positions: readonly number[] | undefined;
  /** How many parts had ended when it was sent. */
  readonly endedBefore: number;
}

/** A part whose batch has ended. */
export interface EndedPart<Raw> extends RunPart<Raw> {
  readonly snapshot: BatchSnapshot<Raw, unknown>;
}

/** All that became of a part, each item once. */
export async function* itemsOf<Raw, Result>(
  ended: EndedPart<Raw>,
  results: AsyncIterable<Result>,
  meaning: ResultMeaning<never, Result>,
): AsyncGenerator<RunItem<Result>, void, void> {
  const { snapshot, round, part, positions, ids } = ended;
  const { handle, outcome } = snapshot;
  const isSeen = new Uint8Array(ids.size);
  const itemOf = (id: string, result: Result, position: number): RunItem<Result> => ({
    position,
    id,
    round,
    kind: meaning.kindOf(result),
    result,
    handle,
  });
  const positionOf = (place: number): number => positions?.[place] ?? part.from + place;
  const { positionIn, unspoken } = meaning;
  const find = positionIn ? undefined : ids.finder();
  for await (const result of results) {
    const id = meaning.idIn(result);
    const place = find?.(id) ?? -1;
    if (place >= 0) isSeen[place] = 1;
    yield itemOf(id, result, positionIn?.(result) ?? (place < 0 ? -1 : positionOf(place)));
  }
  if (unspoken === undefined || (outcome !== "canceled" && outcome !== "expired")) return;
  for (const [place, wasSeen] of isSeen.entries())
    if (wasSeen === 0) yield itemOf(ids.at(place), unspoken(ids.at(place), outcome), positionOf(place));
}
