/** Rules by which a candidate is proved to be the lost batch, or ruled out. */
import type { BatchRef, CallOptions, Correlation } from "../../base/types/index.js";

/** Creation times between which the lost batch must lie, in epoch ms of the provider's clock. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The traits of a correlation that a candidate shows; undefined for a trait that it does not show. */
export type Traits = { readonly [trait: string]: string | number | undefined };

/** Content of a candidate that takes further reads. */
export interface BatchContent {
  readonly traits: Traits;
  /**
   * Latest possible creation in epoch ms, for candidates that are dated only by their content. Infinity if that has no
   * date either.
   */
  readonly createdByMs?: number | undefined;
  /** Whether the candidate may show more later. */
  readonly isOpen: boolean;
}

export interface SearchOptions extends CallOptions {
  /** The batch is only seconds old, so it stands near the top of a list with the newest first. */
  readonly isFresh?: boolean | undefined;
}

/** How to recognise a provider's lost batch. Reads data; decides nothing. */
export interface LostBatchSearch<Raw> {
  /** Traits that prove a batch by themselves: a label from this client, or the file that it uploaded. */
  readonly unique: readonly string[];
  /** All batches that may have been created in the window. The list is read to its end. */
  readonly candidates: (lost: Correlation, window: TimeWindow, options: SearchOptions) => AsyncIterable<Raw>;
  /**
   * Whether to search for the batch at once if its create answer has no id. Default: never; such an answer is
   * unreadable.
   */
  readonly followsUp?: (lost: Correlation) => boolean;
  /** Creation time in epoch ms; NaN if the document has none. */
  readonly createdAtMs: (batch: Raw) => number;
  /** The traits in the batch document. */
  readonly traits: (batch: Raw, lost: Correlation) => Traits;
  /** Reads more traits. Called only if the document neither rules the batch out nor proves it. */
  readonly content?: (batch: Raw, lost: Correlation, options: CallOptions) => Promise<BatchContent>;
}

/**
 * The batches of a window from a list with the newest first, and those without a date. Stops at the first older batch.
 */
export async function* newestWithin<Raw>(
  list: AsyncIterable<Raw>,
  createdAtMs: (batch: Raw) => number,
  { fromMs, toMs }: TimeWindow,
): AsyncGenerator<Raw, void, void> {
  for await (const batch of list) {
    const createdMs = createdAtMs(batch);
    if (createdMs < fromMs) return;
    if (!(createdMs > toMs)) yield batch;
  }
}

/** Whether the lost call has a trait that proves its batch alone. */
export function canProveItself(
  { unique }: Pick<LostBatchSearch<never>, "unique">,
  lost: Correlation,
): boolean {
  return unique.some((trait) => lost[trait] !== undefined);
}

/** `unique`: proof by itself. `whole`: every trait is shown and equal. `partly`: the shown traits are equal. */
export type Match = "unique" | "whole" | "partly" | "differs";

/** A candidate with any different trait is ruled out; a missing trait rules nothing out. */
export function match(lost: Correlation, shown: Traits, unique: readonly string[]): Match {
  const traits = Object.keys(lost);
  if (unique.some((trait) => lost[trait] !== undefined && shown[trait] === lost[trait])) return "unique";
  if (traits.some((trait) => shown[trait] !== undefined && shown[trait] !== lost[trait])) return "differs";
  return traits.every((trait) => shown[trait] !== undefined) ? "whole" : "partly";
}

/** The same search, but content that can no longer change is read only once, because a wait looks many times. */
export function remembering<Raw extends object>(search: LostBatchSearch<Raw>): LostBatchSearch<Raw> {
  const { content } = search;
  if (content === undefined) return search;
  const contents = new Map<string, BatchContent>();
  return {
    ...search,
    async content(batch, lost, options) {
      const { id } = batch as { id?: string };
      const known = id === undefined ? undefined : contents.get(id);
      const found = known ?? (await content(batch, lost, options));
      if (id !== undefined && !found.isOpen) contents.set(id, found);
      return found;
    },
  };
}

/** The id of any reference to a batch. */
export function idOf(ref: BatchRef): string {
  return typeof ref === "string" ? ref : ref.id;
}
