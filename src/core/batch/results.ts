/** What the verb `results` asks of a provider. */
import type { Clock } from "../base/clock.js";
import type { ErrorContext } from "../base/errors/index.js";
import { checkResultsOptions } from "../base/options.js";
import { defined } from "../base/defined.js";
import type { BatchHandle, BatchRef, CallOptions, Rejected, ResultsOptions } from "../base/types/index.js";
import type { SentRecipients } from "../results/positions.js";
import type { Reading } from "./wait/poll.js";
import type { BatchServices } from "./services.js";

/** Makes the results of one batch out of what is known of it. */
export type ResultsReader<Raw, Results> = (query: ResultsQuery<Raw>) => Results;

export interface ResultsQuery<Raw> {
  readonly provider: string;
  readonly clock: Clock;
  readonly options: ResultsOptions & CallOptions;
  /** To be called once per iteration. Throws where the reference is none. */
  readonly input: (options: CallOptions) => ResultsInput<Raw>;
}

/** What is known of the batch whose results are asked for. */
export interface ResultsInput<Raw> {
  readonly handle: BatchHandle;
  /** The document of the batch, if the reference is one. */
  readonly given: Raw | undefined;
  /** The batch as it stands: asked for once, with the patience of a wait. */
  readonly look: () => Promise<Reading<Raw>>;
  /** What was last seen of a batch that this client has canceled. */
  readonly canceled: Raw | undefined;
  /** What the create answer turned down, and what this client has sent, as far as it is remembered. */
  readonly rejected: readonly Rejected[];
  readonly sent: Partial<SentRecipients> | undefined;
}

/** What both kinds of results make of a query. `operation`: that of the call that reads results, for errors. */
export function resultsSetup<Raw>({ provider, clock, options, input }: ResultsQuery<Raw>, operation: string) {
  const { after: _after, skip: _skip, verify = true, resume: _resume, ...call } = options;
  const context: ErrorContext = { provider, operation };
  return {
    call,
    verify,
    input: () => {
      checkResultsOptions(options);
      return input(call);
    },
    common: { options, clock, context },
  };
}

/** Reads the results of a batch. `known`: what was sent and turned down, where somebody keeps it better than the memory. */
export function readResults<Raw extends object, Body, Input, Item, Report, Results>(
  { core, kind, poller, handles }: BatchServices<Raw, Body, Input, Item, Report, Results>,
  ref: BatchRef,
  options: ResultsOptions & CallOptions,
  known: Partial<Pick<ResultsInput<Raw>, "sent" | "rejected">> = {},
): Results {
  const { clock, dialect } = core;
  const input = (call: CallOptions): ResultsInput<Raw> => ({
    ...poller.resultsInput(handles.of(ref), ref, call),
    ...defined(known),
  });
  return kind.results({ provider: dialect.provider, clock, options, input });
}
