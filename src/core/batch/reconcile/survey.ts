/** One look for a lost batch: the list read to its end, and every candidate in it weighed. */
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

// Two clocks may differ by more than anybody knows, and what is unlike any other batch needs no time to prove its own.
const CLOCKS_DIFFER_MS = 24 * 3_600_000;

export interface Survey<Raw> {
  /** Candidates whose content proves them. */
  readonly proven: readonly Raw[];
  /** Candidates that nothing rules out. */
  readonly possible: readonly Raw[];
  /** The proof is one that no other batch can have, whenever it was created. */
  readonly isUnique: boolean;
  /** A candidate may show more later. */
  readonly isOpen: boolean;
  /** The lost batch may be where nobody can look: the server's paging does not advance, or a row has no id. */
  readonly isCutOff: boolean;
}

interface Weighed {
  /** `nameless`: it fits, but has no id, and so can be neither read nor named. */
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
  // Something that is dated later than the window may all the same have been created within it.
  if (second === "whole" && createdByMs <= window.toMs) return { verdict: "proven" };
  return { verdict: "possible", isOpen: content.isOpen };
}

/** What a candidate holds may be gone, or not be there yet: then it stays a candidate. */
function nothingToSee(error: unknown): BatchContent {
  if (NotFoundError.is(error) || IncompleteResultsError.is(error)) return { traits: {}, isOpen: false };
  throw error;
}

/** An unknown time is outside of nothing. */
function isOutside(createdAtMs: number, { fromMs, toMs }: TimeWindow): boolean {
  return createdAtMs < fromMs || createdAtMs > toMs;
}
