/** A part of a run, and how its results map to input positions. */
import { type ErrorContext, IncompleteResultsError } from "../../base/errors/index.js";
import type { BatchSnapshot, SubmittedPart } from "../../base/types/index.js";
import type { PartIds } from "./part-ids.js";
import type { ResultMeaning, RunItem } from "./types.js";

/** A part that was sent. */
export interface RunPart<Raw> {
  /** As last sent, if the provider refused an earlier batch. */
  readonly part: SubmittedPart<Raw>;
  readonly round: number;
  readonly ids: PartIds;
  /** Input positions of its items, for rounds that send only some items. */
  readonly positions: readonly number[] | undefined;
  /** Number of parts that had ended when this part was sent. */
  readonly endedBefore: number;
}

/** A part whose batch has ended. */
export interface EndedPart<Raw> extends RunPart<Raw> {
  readonly snapshot: BatchSnapshot<Raw, unknown>;
}

/**
 * Yields the result of each item of the part once.
 * @throws `IncompleteResultsError` after the last, if items have none: counts of the provider may be missing or wrong
 */
export async function* itemsOf<Raw, Result>(
  ended: EndedPart<Raw>,
  results: AsyncIterable<Result>,
  meaning: ResultMeaning<never, Result>,
  context: ErrorContext,
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
  const expected = ids.size;
  const received = isSeen.reduce((sum, wasSeen) => sum + wasSeen, 0);
  if (positionIn || received === expected) return;
  if (unspoken === undefined || (outcome !== "canceled" && outcome !== "expired"))
    throw new IncompleteResultsError({ expected, received }, context);
  for (const [place, wasSeen] of isSeen.entries())
    if (wasSeen === 0) yield itemOf(ids.at(place), unspoken(ids.at(place), outcome), positionOf(place));
}
