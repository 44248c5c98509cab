/** What a provider says of its batches, as data and a few pure functions, so that the verbs can be written once. */
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
import type { CutPlan } from "../submit/split.js";
import type { SubmitOptions } from "../submit/submit.js";
import type { RequestBody } from "../transport/upload.js";
import type { Reading } from "./wait/poll.js";
import type { Staging } from "./staging.js";
import type { LostBatchSearch } from "./reconcile/evidence.js";
import type { ResultsReader } from "./results.js";
import type { ResultMeaning } from "./run/types.js";
import type { StatusList } from "./wait/status-list.js";

/**
 * `Raw`: a batch document. `Body`: what creates one. `Input`: what `submit` takes, made of `Item`s. `Report`: what a poll
 * may bring beside the batch. `Results`: what the batch came to.
 */
export interface BatchKind<Raw, Body, Input, Item, Report, Results> {
  readonly schedule: PollSchedule;
  /** The deadline of a wait whose caller names none. */
  readonly waitTimeoutMs: number;
  /** `operationId` of the call that creates a batch, and of the one that a poll reads, for errors and hooks. */
  readonly createOperation: string;
  readonly pollOperation: string;
  readonly createdAt: (batch: Raw) => string | undefined;
  /**
   * The entries that a create answer rejected, with the input position they point at. `size`: how many items the
   * request held; unknown for a batch that another process created.
   */
  readonly rejected?: (batch: Raw, from: number, size?: number) => readonly Rejected[] | undefined;
  readonly poll: (input: PollInput<Raw>, options: CallOptions) => Promise<Reading<Raw, Report>>;
  /** The list call that tells how batches stand. Not given: each has to be asked for itself. */
  readonly statusList?: ((until: Until) => StatusList<Raw, Report> | undefined) | undefined;
  /** A batch that is sent as a whole. */
  readonly whole: (body: Body, options: SendOptions) => WholeBatch<Body>;
  /** Local checks of all that is not checked item by item. */
  readonly check?: (input: Input, options: SubmitOptions) => readonly ValidationIssue[];
  /** How `input` is cut; `options` are those of `submit`, where a provider may have some of its own. */
  readonly plan: (input: Input, options: SubmitOptions) => CutPlan<Item>;
  /** Where the body of a part is uploaded first. Its frame then has a `createBody`. */
  readonly stage?: Staging;
  /** Posts one body. */
  readonly create: (request: CreateRequest) => Promise<Raw>;
  /** Why a batch was refused after it was taken: nothing of it ran. Not given: that does not happen. */
  readonly refusal?: ((reading: Reading<Raw>) => Refusal | undefined) | undefined;
  /** The document in an answer that wraps it. Default: the answer itself. */
  readonly unwrap?: (answer: Raw) => Raw;
  /** Reads the results of a batch: `fileResults` or `recipientResults`. */
  readonly results: ResultsReader<Raw, Results>;
  /** To whom an item goes, where no document of the batch says so. Not given: nobody has to remember. */
  readonly recipientOf?: (item: Item) => string;
  /** What `run` has to know of items and results. */
  readonly meaning?: ResultMeaning<Item, ElementOf<Results>> | undefined;
  /** How a batch whose create answer got lost is recognised. */
  readonly lost: LostBatchSearch<Raw>;
}

/** `uploaded`: what the batch was made of, where it can be sent again once there is room. */
export interface Refusal {
  readonly cause: BatchwireError;
  readonly uploaded?: string | undefined;
}

/** What a sequence is made of. */
export type ElementOf<Sequence> = Sequence extends AsyncIterable<infer Element> ? Element : never;

/** What a poll may want to know besides the id. */
export interface PollInput<Raw> {
  readonly handle: BatchHandle;
  readonly until: Until;
  /** What was last seen of a batch that this client has canceled. */
  readonly canceled: Raw | undefined;
  /** What the answer that created the batch rejected, where it is known. */
  readonly rejected: readonly Rejected[];
  /** The input position of its first item, where this client has sent it. */
  readonly from: number | undefined;
}

export interface WholeBatch<Body> {
  /** What is sent: the caller's body, or a copy with a label. */
  readonly body: Body;
  /** Local checks of all that `items` leaves out. */
  readonly check: () => readonly ValidationIssue[];
  /** The items of a body that may hold very many: they are checked one by one, as those of a submission. */
  readonly items?: CheckedItems | undefined;
  readonly correlate: () => Correlation | undefined;
  /** Only looked at with the local checks. Default: no limit. */
  readonly maxBytes?: number;
  /** How many items it holds. */
  readonly size?: number;
  /** To whom its items go, as `recipientOf` says it of each. */
  readonly recipients?: () => readonly string[];
}

/** `path` is the member of the body that holds the items. */
export type CheckedItems<Item = never> = Pick<CutPlan<Item>, "newCheck" | "path" | "idOf"> & {
  readonly list: readonly unknown[];
};

export interface CreateRequest {
  readonly wire: RequestBody;
  readonly correlation: () => Correlation | undefined;
  readonly options: SendOptions;
}
