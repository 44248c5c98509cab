/** The verb `results`, over what a provider says of the place of its results. */
import type { Clock } from "../base/clock.js";
import type {
  BatchHandle,
  CallOptions,
  RecipientOutcome,
  RecipientResult,
  Rejected,
  ResultsOptions,
  ResultStream,
} from "../base/types/index.js";
import { checkResultsOptions } from "../base/options.js";
import { Positions, type SentRecipients } from "../results/positions.js";
import { recipientResults, type ResultFiles, resultStream } from "../results/result-stream.js";
import type { RecipientSource } from "../results/recipient-pages.js";
import type { Reading } from "./poll.js";

/** Results are files of lines, or what lists say of recipients. */
export type ResultsKind<Raw> = FileResultsKind<Raw> | RecipientResultsKind<Raw>;

interface AnyResultsKind {
  /** `operationId` of the call that reads results, for errors. */
  readonly operation: string;
}

export interface FileResultsKind<Raw> extends AnyResultsKind {
  /** The member of a line that holds its id. */
  readonly idKey: string;
  readonly locate: (input: ResultsInput<Raw>, options: CallOptions) => Promise<ResultFiles>;
}

export interface RecipientResultsKind<Raw> extends AnyResultsKind {
  /** What the provider says of recipients. Their positions are filled in. */
  readonly pages: (
    input: ResultsInput<Raw>,
    options: CallOptions,
  ) => AsyncIterable<readonly RecipientResult[]>;
  /** A recipient that the create answer turned down. */
  readonly ofRejected?: (entry: Rejected) => RecipientResult;
  /** The recipients of a batch whose document holds them. */
  readonly recipientsIn?: (batch: Raw) => readonly string[] | undefined;
}

/** What is known of the batch whose results are asked for. */
export interface ResultsInput<Raw> {
  readonly handle: BatchHandle;
  /** The document of the batch, if the reference is one. */
  readonly given: Raw | undefined;
  /** The batch as it stands: asked for once, with the patience of a wait. */
  readonly look: () => Promise<Reading<Raw>>;
  /** Whether the results are to be counted. */
  readonly verify: boolean;
  /** What was last seen of a batch that this client has canceled. */
  readonly canceled: Raw | undefined;
  /** What the create answer turned down, and what this client has sent, as far as it is remembered. */
  readonly rejected: readonly Rejected[];
  readonly sent: Partial<SentRecipients> | undefined;
}

export interface ResultsSetup<Raw> {
  readonly kind: ResultsKind<Raw>;
  readonly provider: string;
  readonly clock: Clock;
  readonly options: ResultsOptions & CallOptions;
  /** Called once per iteration. Throws where the reference is none. */
  readonly input: (verify: boolean, options: CallOptions) => ResultsInput<Raw>;
}

export function batchResults<Raw>(
  setup: ResultsSetup<Raw>,
): ResultStream<unknown> | AsyncIterable<RecipientResult> {
  const { kind, provider, clock, options } = setup;
  const { after: _after, skip: _skip, verify = true, resume: _resume, ...call } = options;
  const input = (): ResultsInput<Raw> => {
    checkResultsOptions(options);
    return setup.input(verify, call);
  };
  const common = { options, clock, context: { provider, operation: kind.operation } };
  if ("idKey" in kind) {
    const { idKey } = kind;
    return resultStream({ ...common, idKey, locate: async () => kind.locate(input(), call) });
  }
  return recipientResults({ ...common, locate: () => sourceOf(kind, input(), call) });
}

async function sourceOf<Raw>(
  kind: RecipientResultsKind<Raw>,
  input: ResultsInput<Raw>,
  options: CallOptions,
): Promise<RecipientSource<unknown>> {
  const { ofRejected } = kind;
  return {
    pages: () => kind.pages(input, options),
    rejected: ofRejected ? input.rejected.map(ofRejected) : [],
    positions: new Positions(await recipientsOf(kind, input)),
    outcomeOfMissing: async () => outcomeOfMissing(await input.look()),
  };
}

async function recipientsOf<Raw>(
  { recipientsIn }: RecipientResultsKind<Raw>,
  { given, sent, look }: ResultsInput<Raw>,
): Promise<SentRecipients> {
  const inGiven = given && recipientsIn?.(given);
  const from = sent?.from ?? (inGiven ? 0 : undefined);
  const known = inGiven ?? sent?.recipients;
  if (known !== undefined || recipientsIn === undefined) return { recipients: known ?? [], from };
  return { recipients: recipientsIn((await look()).raw) ?? [], from };
}

/** A batch that goes on may still come to them; one that has ended leaves their fate open, unless it was canceled. */
function outcomeOfMissing({ phase, outcome }: Reading<unknown>): RecipientOutcome {
  if (phase !== "ended") return "pending";
  return outcome === "canceled" ? "canceled" : "unknown";
}
