/** The interface between the `results` method and a provider. */
import type { Clock } from "../base/clock.js";
import type { ErrorContext } from "../base/errors/index.js";
import { checkedLater } from "../base/options.js";
import { defined } from "../base/defined.js";
import type { BatchHandle, BatchRef, CallOptions, Rejected, ResultsOptions } from "../base/types/index.js";
import type { SentRecipients } from "../results/positions.js";
import type { Reading } from "./wait/watch-one.js";
import type { BatchServices } from "./services.js";

/** Creates the results sequence of one batch. */
export type ResultsReader<Raw, Results> = (query: ResultsQuery<Raw>) => Results;

export interface ResultsQuery<Raw> {
  readonly provider: string;
  readonly clock: Clock;
  readonly options: ResultsOptions & CallOptions;
  /** Call once per iteration. Throws for an unusable reference. */
  readonly input: (options: CallOptions) => ResultsInput<Raw>;
}

/** Known facts about the batch whose results are read. */
export interface ResultsInput<Raw> {
  readonly handle: BatchHandle;
  /** The batch document, if the reference is one. */
  readonly given: Raw | undefined;
  /** Reads the batch once, with the retries of a wait. */
  readonly look: () => Promise<Reading<Raw>>;
  /** The last known document of a batch that this client has canceled. */
  readonly canceled: Raw | undefined;
  /** Rejected entries and sent recipients, as far as the client remembers them. */
  readonly rejected: readonly Rejected[];
  readonly sent: Partial<SentRecipients> | undefined;
}

/** The settings that both kinds of results share. `operation`: the call that reads results, for errors. */
export function resultsSetup<Raw>({ provider, clock, options, input }: ResultsQuery<Raw>, operation: string) {
  const { after: _after, skip: _skip, verify = true, resume: _resume, ...call } = options;
  const context: ErrorContext = { provider, operation };
  return {
    call,
    verify,
    input: () => input(call),
    common: { options, clock, context },
  };
}

/**
 * Reads the results of a batch. `known`: recipients and rejected entries from a better source than the client's memory.
 */
export function readResults<Raw extends object, Body, Input, Item, Report, Results>(
  { core, kind, reader, handles }: BatchServices<Raw, Body, Input, Item, Report, Results>,
  ref: BatchRef,
  given: ResultsOptions & CallOptions,
  known: Partial<Pick<ResultsInput<Raw>, "sent" | "rejected">> = {},
): Results {
  const { clock, dialect, callOptions } = core;
  const [options, check] = checkedLater(given, callOptions);
  const input = (call: CallOptions): ResultsInput<Raw> => {
    check();
    return { ...reader.resultsInput(handles.of(ref), ref, call), ...defined(known) };
  };
  return kind.results({ provider: dialect.provider, clock, options, input });
}
