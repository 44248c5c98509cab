/** What proves that a batch is the lost one, and what rules it out. */
import type { BatchRef, CallOptions, Correlation } from "../../base/types/index.js";

/** Creation times in epoch milliseconds, by the provider's clock, between which the lost batch must lie. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a batch shows of the traits that a correlation holds; undefined: it does not show that one. */
export type Traits = { readonly [trait: string]: string | number | undefined };

/** What takes further reads to see of a batch. */
export interface BatchContent {
  readonly traits: Traits;
  /** Where only the content is dated: the batch was there by then. Infinity where that is not dated either. */
  readonly createdByMs?: number | undefined;
  /** The batch will show more later. */
  readonly isOpen: boolean;
}

export interface SearchOptions extends CallOptions {
  /** The batch is seconds old: in a list that is newest first it stands near the top. */
  readonly isFresh?: boolean | undefined;
}

/** How one provider's lost batch is recognised: data and reads, no decisions. */
export interface LostBatchSearch<Raw> {
  /** Traits of which one alone is proof: a label that this client made, the file that it uploaded. */
  readonly unique: readonly string[];
  /** Every batch that may have been created within the window. The list is read to its end. */
  readonly candidates: (lost: Correlation, window: TimeWindow, options: SearchOptions) => AsyncIterable<Raw>;
  /**
   * Whether a batch is looked for at once if the answer to its create has no id. Default: never, such an answer is unreadable.
   */
  readonly followsUp?: (lost: Correlation) => boolean;
  /** NaN where the document does not say. */
  readonly createdAtMs: (batch: Raw) => number;
  /** What the document itself shows. */
  readonly traits: (batch: Raw, lost: Correlation) => Traits;
  /** Only asked where the document rules nothing out and proves nothing. */
  readonly content?: (batch: Raw, lost: Correlation, options: CallOptions) => Promise<BatchContent>;
}

/** Of a list that is newest first, the batches of a window, and those that bear no time; what is older is not read. */
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

/** Whether the lost batch has a trait that no other has. */
export function canProveItself(
  { unique }: Pick<LostBatchSearch<never>, "unique">,
  lost: Correlation,
): boolean {
  return unique.some((trait) => lost[trait] !== undefined);
}

/** `unique`: proof by itself. `whole`: every trait is shown and equal. `partly`: what is shown is equal. */
export type Match = "unique" | "whole" | "partly" | "differs";

/** What differs in any known trait is ruled out; what lacks a trait is not. */
export function match(lost: Correlation, shown: Traits, unique: readonly string[]): Match {
  const traits = Object.keys(lost);
  if (unique.some((trait) => lost[trait] !== undefined && shown[trait] === lost[trait])) return "unique";
  if (traits.some((trait) => shown[trait] !== undefined && shown[trait] !== lost[trait])) return "differs";
  return traits.every((trait) => shown[trait] !== undefined) ? "whole" : "partly";
}

/** The same search, which reads what will not change only once: a wait looks many times. */
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
