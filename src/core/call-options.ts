/** The names of all options that any call of any client takes. A provider adds its own. */
import type { ReconcileOptions, ResultsOptions } from "./base/types/index.js";
import type { SearchOptions } from "./batch/reconcile/evidence.js";
import type { RunOptions } from "./batch/run/types.js";
import type { WatchAllOptions } from "./batch/wait/watch-all.js";
import type { TransportOptions } from "./transport/transport.js";

type CallOption = keyof (RunOptions &
  WatchAllOptions &
  ReconcileOptions &
  ResultsOptions &
  SearchOptions &
  TransportOptions);

/** The names of the options that only one client has. */
export type OwnCallOptions<Options> = Readonly<Record<Exclude<keyof Options, CallOption>, true>>;

/** False: only our own code sets it. */
export const CALL_OPTIONS: Readonly<Record<CallOption, boolean>> = {
  signal: true,
  headers: true,
  retry: true,
  attemptTimeoutMs: true,
  totalTimeoutMs: true,
  retryUnknown: true,
  fetch: false,
  timeoutMs: true,
  schedule: true,
  onProgress: true,
  maxConsecutiveErrors: true,
  sleep: true,
  until: true,
  onError: true,
  wait: true,
  settleMs: true,
  known: true,
  sole: true,
  isFresh: false,
  after: true,
  skip: true,
  verify: true,
  resume: true,
  journal: true,
  reconcile: true,
  maxItemsPerBatch: true,
  maxBytesPerBatch: true,
  maxInFlight: true,
  rounds: true,
  order: true,
};
