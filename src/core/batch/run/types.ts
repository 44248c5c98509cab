import type {
  BatchHandle,
  BatchOutcome,
  BatchSnapshot,
  SmsWaitOptions,
  SubmittedPart,
} from "../../base/types/index.js";
import type { SubmitOptions } from "../../submit/submit.js";

/** Options of `run`. */
export interface RunOptions<Snapshot = BatchSnapshot> extends SubmitOptions, SmsWaitOptions<Snapshot> {
  /**
   * Maximum number of parts that have not ended at a time.
   * @default no limit
   */
  readonly maxInFlight?: number | undefined;
  /**
   * How often an item may be sent while its result is of kind `retry`, including the first time. Each round is a new
   * batch. More than one round needs an array or a function as input (`ConfigError`).
   * @default 1
   */
  readonly rounds?: number | undefined;
  /**
   * `arrival`: results come as parts end. `input`: results come in input order, so those of a part wait for all parts
   * before it, and an item that is sent again waits for its last round. With several rounds, results may be downloaded
   * twice.
   * @default "arrival"
   */
  readonly order?: "arrival" | "input" | undefined;
  /**
   * Called with an item's id; true leaves its result out. The item is sent nevertheless.
   * @default none are left out
   */
  readonly skip?: ((id: string) => boolean) | undefined;
}

/** One input item with its last result. */
export interface RunItem<T = unknown> {
  /** 0-based input position; -1 for a member of a group. */
  readonly position: number;
  /** The `custom_id`, or the recipient's number. */
  readonly id: string;
  /** The round of this result, from 1. */
  readonly round: number;
  /** The value of `classifyResult`, or for SMS the recipient's `outcome`. */
  readonly kind: string;
  readonly result: T;
  readonly handle: BatchHandle;
}

export interface RunSummary {
  /** Number of items yielded, in all and by kind. */
  readonly items: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** Number of rounds sent. */
  readonly rounds: number;
  /** All parts of all rounds. In later rounds, only some positions between `from` and `to` were sent. */
  readonly parts: readonly SubmittedPart[];
  /** The summed `usageOf` of all results; absent if the provider reports no usage. */
  readonly usage?: Readonly<Record<string, number>>;
  /** Number of items that create answers rejected. */
  readonly rejected: number;
}

/** Sends, waits and reads while it is iterated. Leaving the loop stops sending; it cancels nothing at the provider. */
export interface Run<T = unknown> extends AsyncIterable<RunItem<T>> {
  /**
   * Reads the remaining items and resolves to the totals.
   * @throws the errors of `run`
   */
  summary(): Promise<RunSummary>;
}

/** Interprets a provider's items and results for `run`. */
export interface ResultMeaning<Item, Result> {
  readonly idOf: (item: Item) => string;
  readonly idIn: (result: Result) => string;
  /** The input position that a result itself has. Default: found by its id. */
  readonly positionIn?: (result: Result) => number | undefined;
  readonly kindOf: (result: Result) => string;
  /** Usage numbers to add up. */
  readonly usageOf?: (result: Result) => object | undefined;
  /** Creates the result of an item that a canceled or expired batch does not mention. */
  readonly unspoken?: (id: string, outcome: BatchOutcome) => Result;
}
