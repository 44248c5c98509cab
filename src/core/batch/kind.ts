/** What a provider says of its batches, so that the rest of them can be written once. */
import type { Upload } from "../transport/upload.js";
import type { Correlation } from "../base/types/index.js";
import type { ValidationIssue } from "../base/errors/index.js";
import type { Reading } from "./poll.js";
import type { TimeWindow } from "./reconcile.js";
import type { CutPlan } from "../submit/split.js";
import type { BatchHandle, CallOptions, PollSchedule, Rejected, SendOptions } from "../base/types/index.js";

/** One provider's batches, as data and a few pure functions. */
export interface BatchKind<Raw, Input, Item, Report> {
  readonly schedule: PollSchedule;
  /** `operationId` of the call that creates a batch, and of the one that a poll reads, for errors and hooks. */
  readonly createOperation: string;
  readonly pollOperation: string;
  readonly account: () => string | undefined;
  readonly createdAt: (batch: Raw) => string | undefined;
  /**
   * The entries that a create answer rejected, with the input position they point at. `size`: how many items the
   * request held; unknown for a batch that another process created.
   */
  readonly rejected?: (batch: Raw, from: number, size?: number) => readonly Rejected[] | undefined;
  readonly poll: (look: PollInput, options: CallOptions) => Promise<Reading<Raw, Report>>;
  /** Local checks of all that is not checked item by item. */
  readonly check?: (input: Input) => readonly ValidationIssue[];
  /** `options` are those of `submit`: a provider may have some of its own. */
  readonly plan: (input: Input, options: SendOptions) => CutPlan<Item>;
  /** Posts one body; `input` is that of `submit`, if it is a part of one. */
  readonly create: (
    wire: string | Upload,
    correlation: () => Correlation | undefined,
    options: SendOptions,
    input?: Input,
  ) => Promise<Raw>;
  /** The batches within the window that could be the lost one. */
  readonly candidates: (lost: Correlation, window: TimeWindow) => AsyncIterable<Raw>;
  /** Whether a candidate, being the only one of its kind, is the lost batch beyond doubt. Default: every one is. */
  readonly isCertain?: (batch: Raw, lost: Correlation) => boolean;
}

/** What a read may want to know besides the id. */
export interface PollInput {
  readonly handle: BatchHandle;
  readonly until: "sent" | "delivered";
  /** This client has canceled the batch. */
  readonly wasCanceled: boolean;
  /** What the answer that created the batch rejected, where it is known. */
  readonly rejected: readonly Rejected[];
}

/** A batch that is sent as a whole. */
export interface OneBatch {
  readonly check: () => readonly ValidationIssue[];
  readonly correlate: () => Correlation | Promise<Correlation>;
  /** Only looked at with the local checks. Default: no limit. */
  readonly maxBytes?: number;
  /** How many items it holds. */
  readonly size?: number;
}
