/** One part of a run, and what its results are of the input. */
import type { BatchSnapshot, SubmittedPart } from "../base/types/index.js";
import type { ResultMeaning, RunItem } from "./run-types.js";

/** A part that is out. */
export interface RunPart<Raw> {
  /** As it was sent last. */
  readonly part: SubmittedPart<Raw>;
  readonly round: number;
  /** The ids of its items, one per line where none has lines: an array of texts would take four times as much. */
  readonly ids: string | readonly string[];
  /** Of its items in the input, in a round that does not send all of it. */
  readonly positions: readonly number[] | undefined;
  /** How many parts had ended when it was sent. */
  readonly endedBefore: number;
}

/** A part whose batch has ended. */
export interface EndedPart<Raw> extends RunPart<Raw> {
  readonly snapshot: BatchSnapshot<Raw, unknown>;
}

export function idsOf({ ids }: RunPart<unknown>): readonly string[] {
  return typeof ids === "string" ? ids.split("\n") : ids;
}

/** All that became of a part, each item once. */
export async function* itemsOf<Raw, Result>(
  ended: EndedPart<Raw>,
  results: AsyncIterable<Result>,
  meaning: ResultMeaning<never, Result>,
): AsyncGenerator<RunItem<Result>, void, void> {
  const { snapshot, round, part, positions } = ended;
  const { handle, outcome } = snapshot;
  const ids = idsOf(ended);
  const places = new Map(ids.map((id, place) => [id, place]));
  const isSeen = new Uint8Array(ids.length);
  const itemOf = (id: string, result: Result, position: number): RunItem<Result> => ({
    position,
    id,
    round,
    kind: meaning.kindOf(result),
    result,
    handle,
  });
  const positionOf = (place: number): number => positions?.[place] ?? part.from + place;
  for await (const result of results) {
    const id = meaning.idIn(result);
    const place = places.get(id);
    if (meaning.positionIn) {
      yield itemOf(id, result, meaning.positionIn(result) ?? -1);
    } else {
      if (place !== undefined) isSeen[place] = 1;
      yield itemOf(id, result, place === undefined ? -1 : positionOf(place));
    }
  }
  if (meaning.unspoken === undefined || (outcome !== "canceled" && outcome !== "expired")) return;
  for (const [place, id] of ids.entries())
    if (isSeen[place] === 0) yield itemOf(id, meaning.unspoken(id, outcome), positionOf(place));
}
