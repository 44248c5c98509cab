/** The options that any call of any client takes, and what each of them must be. A provider adds its own. */
import { isIterable } from "./base/iterable.js";
import { hasId } from "./base/json.js";
import {
  A_BOOLEAN,
  A_COUNT,
  A_FUNCTION,
  atLeast,
  hasFunctions,
  must,
  optionsOf,
  type Rule,
  SHARED,
} from "./base/options.js";
import type { PollSchedule, ReconcileOptions, ResultsOptions } from "./base/types/index.js";
import { isIntegerWithin } from "./base/validation.js";
import type { SearchOptions } from "./batch/reconcile/evidence.js";
import type { RunOptions } from "./batch/run/types.js";
import type { WatchAllOptions } from "./batch/wait/watch-all.js";
import type { SubmitOptions } from "./submit/submit.js";
import type { TransportOptions } from "./transport/transport.js";

type CallOption = keyof (RunOptions &
  WatchAllOptions &
  ReconcileOptions &
  ResultsOptions &
  SearchOptions &
  TransportOptions);

/** The options that only one client's calls have. */
export type OwnCallOptions<Options> = Readonly<Record<Exclude<keyof Options, CallOption>, Rule>>;

const isRef = (ref: unknown): boolean => typeof ref === "string" || hasId(ref);

const FINDING = {
  // The search window for a lost batch needs an end.
  settleMs: must("a finite number of at least 0", (ms) => Number.isFinite(ms) && (ms as number) >= 0),
  // Only a list can be looked at twice.
  known: must(
    "an iterable of batches",
    (known) => isIterable(known) && Symbol.iterator in known && (!Array.isArray(known) || known.every(isRef)),
  ),
  sole: A_BOOLEAN,
} satisfies Record<keyof NonNullable<SubmitOptions["reconcile"]>, Rule>;

export const CALL_OPTIONS: Readonly<Record<CallOption, Rule>> = {
  ...SHARED,
  ...FINDING,
  signal: must("an AbortSignal", (signal) => hasFunctions(signal, "throwIfAborted", "addEventListener")),
  // Anything else would be a wish that is not granted.
  retryUnknown: must('"may-send-twice"', (value) => value === "may-send-twice"),
  timeoutMs: atLeast(0),
  schedule: optionsOf({
    initialMs: atLeast(0),
    factor: atLeast(1),
    maxMs: atLeast(0),
    jitter: atLeast(0),
  } satisfies Record<keyof PollSchedule, Rule>),
  onProgress: A_FUNCTION,
  maxConsecutiveErrors: atLeast(0),
  sleep: A_FUNCTION,
  until: true,
  onError: A_FUNCTION,
  wait: A_BOOLEAN,
  fetch: false,
  isFresh: false,
  after: must("a number of lines", (lines) => isIntegerWithin(lines, 0)),
  skip: A_FUNCTION,
  verify: A_BOOLEAN,
  resume: A_BOOLEAN,
  journal: must("a journal", (journal) => hasFunctions(journal, "open")),
  reconcile: optionsOf(FINDING),
  maxItemsPerBatch: true,
  maxBytesPerBatch: true,
  maxInFlight: atLeast(1),
  rounds: A_COUNT,
  order: must('"arrival" or "input"', (order) => order === "arrival" || order === "input"),
};
