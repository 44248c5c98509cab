/** One search for a lost batch: reads the list to its end and compares every candidate. */
import { IncompleteResultsError, NotFoundError, PaginationError } from "../../base/errors/index.js";
import { hasId } from "../../base/json.js";
import type { Correlation } from "../../base/types/index.js";
import {
  type BatchContent,
  canProveItself,
  type LostBatchSearch,
  match,
  type SearchOptions,
  type TimeWindow,
} from "./evidence.js";

// A unique trait proves a batch without its date, so clocks may differ by this much.
const CLOCKS_DIFFER_MS = 24 * 3_600_000;

export interface Survey<Raw> {
  /** Candidates that are proved by their content. */
  readonly proven: readonly Raw[];
  /** Candidates that nothing rules out. */
  readonly possible: readonly Raw[];
  /** Whether a unique trait proves the candidate, whenever it was created. */
  readonly isUnique: boolean;
  /** Whether a candidate may show more later. */
  readonly isOpen: boolean;
  /** Whether part of the list cannot be read: its paging does not advance, or a row has no id. */
  readonly isCutOff: boolean;
}

interface Weighed {
  /** `nameless`: the candidate matches but has no id, so that it cannot be read or returned. */
  readonly verdict: "unique" | "proven" | "possible" | "nameless" | "out";
  readonly isOpen?: boolean;
}

export async function survey<Raw>(
  search: LostBatchSearch<Raw>,
  lost: Correlation,
  window: TimeWindow,
  isFree: (batch: Raw) => boolean,
  options: SearchOptions,
): Promise<Survey<Raw>> {
  const proven: Raw[] = [];
  const possible: Raw[] = [];
  const marginMs = canProveItself(search, lost) ? CLOCKS_DIFFER_MS : 0;
  const listed = { fromMs: window.fromMs - marginMs, toMs: window.toMs + marginMs };
  let isOpen = false;
  let isCutOff = false;
  try {
    for await (const batch of search.candidates(lost, listed, options)) {
      if (!isFree(batch)) continue;
      const weighed = await weigh(search, lost, window, batch, options);
      if (weighed.verdict === "unique")
        return { proven: [batch], possible: [], isUnique: true, isOpen: false, isCutOff: false };
      if (weighed.verdict === "proven") proven.push(batch);
      if (weighed.verdict === "possible") possible.push(batch);
      isOpen ||= weighed.isOpen === true;
      isCutOff ||= weighed.verdict === "nameless";
    }
  } catch (error) {
    if (!PaginationError.is(error)) throw error;
    isCutOff = true;
  }
  return { proven, possible, isUnique: false, isOpen, isCutOff };
}

async function weigh<Raw>(
  search: LostBatchSearch<Raw>,
  lost: Correlation,
  window: TimeWindow,
  batch: Raw,
  { isFresh: _isFresh, ...options }: SearchOptions,
): Promise<Weighed> {
  const shown = search.traits(batch, lost);
  const createdAtMs = search.createdAtMs(batch);
  const first = match(lost, shown, search.unique);
  const isUnique = first === "unique";
  if (first === "differs" || (!isUnique && isOutside(createdAtMs, window))) return { verdict: "out" };
  if (!hasId(batch)) return { verdict: "nameless" };
  if (isUnique) return { verdict: "unique" };
  const isDated = !Number.isNaN(createdAtMs);
  if ((first === "whole" && isDated) || search.content === undefined)
    return { verdict: first === "whole" && isDated ? "proven" : "possible" };
  const content = await search.content(batch, lost, options).catch(nothingToSee);
  const second = match(lost, { ...shown, ...content.traits }, search.unique);
  const { createdByMs = createdAtMs } = content;
  if (second === "differs" || createdByMs < window.fromMs) return { verdict: "out" };
  // Content that is dated after the window does not exclude that the batch was created within it.
  if (second === "whole" && createdByMs <= window.toMs) return { verdict: "proven" };
  return { verdict: "possible", isOpen: content.isOpen };
}

/** Content that is gone or not there yet: the candidate stays possible. */
function nothingToSee(error: unknown): BatchContent {
  if (NotFoundError.is(error) || IncompleteResultsError.is(error)) return { traits: {}, isOpen: false };
  throw error;
}

/** False for an unknown time (NaN). */
function isOutside(createdAtMs: number, { fromMs, toMs }: TimeWindow): boolean {
  return createdAtMs < fromMs || createdAtMs > toMs;
}
