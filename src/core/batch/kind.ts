/** Describes a provider's batches by data and pure functions, so that the shared methods are written once. */
import type { BatchwireError, ValidationIssue } from "../base/errors/index.js";
import type {
  BatchHandle,
  CallOptions,
  Correlation,
  PollSchedule,
  Rejected,
  SendOptions,
  Until,
} from "../base/types/index.js";
import type { resendRefused } from "../submit/resend-refused.js";
import type { CutPlan } from "../submit/part.js";
import type { SubmitOptions } from "../submit/submit.js";
import type { RequestBody } from "../transport/upload.js";
import type { Reading } from "./wait/watch-one.js";
import type { Staging } from "./staging.js";
import type { LostBatchSearch } from "./reconcile/evidence.js";
import type { ResultsReader } from "./results.js";
import type { ResultMeaning } from "./run/types.js";
import type { StatusList } from "./wait/status-list.js";

/**
 * `Raw`: a batch document. `Body`: the create body. `Input`: the input of `submit`, consisting of `Item`s. `Report`:
 * extra data of a poll. `Results`: the results sequence.
 */
export interface BatchKind<Raw, Body, Input, Item, Report, Results> {
  readonly schedule: PollSchedule;
  /** Default deadline of a wait, in ms. */
  readonly waitTimeoutMs: number;
  /** `operationId` of the calls that create and poll a batch, for errors and hooks. */
  readonly createOperation: string;
  readonly pollOperation: string;
  readonly createdAt: (batch: Raw) => string | undefined;
  /**
   * The rejected entries of a create answer, with input positions. `size`: number of items in the request; unknown for
   * a batch that another process created.
   */
  readonly rejected?: (batch: Raw, from: number, size?: number) => readonly Rejected[] | undefined;
  readonly poll: (input: PollInput<Raw>, options: CallOptions) => Promise<Reading<Raw, Report>>;
  /** The list call that shows the state of batches. Absent if each batch must be polled singly. */
  readonly statusList?: ((until: Until) => StatusList<Raw, Report> | undefined) | undefined;
  /** Prepares a batch that is sent as a whole. */
  readonly whole: (body: Body, options: SendOptions) => WholeBatch<Body>;
  /** Local checks of the input, except its items. */
  readonly check?: (input: Input, options: SubmitOptions) => readonly ValidationIssue[];
  /** How to split `input`. `options` are those of `submit`, including options of this provider only. */
  readonly plan: (input: Input, options: SubmitOptions) => CutPlan<Item>;
  /** Upload of a part's body before the create call. The plan's frames then have `createBody`. */
  readonly stage?: Staging;
  /** Sends the create call. */
  readonly create: (request: CreateRequest) => Promise<Raw>;
  /** For a provider that may refuse an accepted batch before running any of it. */
  readonly lateRefusal?: LateRefusal<Raw> | undefined;
  /** Unwraps the batch document of an answer. Default: the answer itself. */
  readonly unwrap?: (answer: Raw) => Raw;
  /** Reads results: made by `fileResults` or `recipientResults`. */
  readonly results: ResultsReader<Raw, Results>;
  /**
   * The recipient of an item. Set if no document of the batch holds the recipients as they were sent, so that the client
   * must remember them.
   */
  readonly recipientOf?: (item: Item) => string;
  /** Interprets items and results for `run`. */
  readonly meaning?: ResultMeaning<Item, ElementOf<Results>> | undefined;
  /** How to recognise a batch whose create answer was lost. */
  readonly lost: LostBatchSearch<Raw>;
}

export interface LateRefusal<Raw> {
  /** Why the batch was refused; undefined if it was not. */
  readonly read: (reading: Reading<Raw>) => Refusal | undefined;
  /** Always `resendRefused`. Only bundles of such providers contain it. */
  readonly resend: typeof resendRefused;
}

/** `uploaded`: the file of the refused batch, if the part can be sent again later. */
export interface Refusal {
  readonly cause: BatchwireError;
  readonly uploaded?: string | undefined;
}

/** Element type of an async sequence. */
export type ElementOf<Sequence> = Sequence extends AsyncIterable<infer Element> ? Element : never;

/** Everything that a poll may need. */
export interface PollInput<Raw> {
  readonly handle: BatchHandle;
  readonly until: Until;
  /** The last known document of a batch that this client has canceled. */
  readonly canceled: Raw | undefined;
  /** The rejected entries of the create answer, if known. */
  readonly rejected: readonly Rejected[];
  /** Input position of the first item, if this client sent the batch. */
  readonly from: number | undefined;
}

export interface WholeBatch<Body> {
  /** The body to send: the caller's, or a copy with a label. */
  readonly body: Body;
  /** Local checks of the body, except `items`. */
  readonly check: () => readonly ValidationIssue[];
  /** The items of a possibly very long body. They are checked one by one, as those of a submission. */
  readonly items?: CheckedItems | undefined;
  readonly correlate: () => Correlation | undefined;
  /** Size limit in bytes, applied with the local checks. Default: no limit. */
  readonly maxBytes?: number;
  /** Number of items in the body. */
  readonly size?: number;
  /** The recipients of the items, as `recipientOf` would return them. */
  readonly recipients?: () => readonly string[];
}

/** `path` is the body's member that holds the items. */
export type CheckedItems<Item = never> = Pick<CutPlan<Item>, "newCheck" | "path" | "idOf"> & {
  readonly list: readonly unknown[];
};

export interface CreateRequest {
  readonly wire: RequestBody;
  readonly correlation: () => Correlation | undefined;
  readonly options: SendOptions;
}
