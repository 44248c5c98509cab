import type {
  BatchHandle,
  BatchOutcome,
  BatchSnapshot,
  SmsWaitOptions,
  SubmittedPart,
} from "../../base/types/index.js";
import type { SubmitOptions } from "../../submit/submit.js";

/** What `run` does with any amount of input. */
export interface RunOptions<Snapshot = BatchSnapshot> extends SubmitOptions, SmsWaitOptions<Snapshot> {
  /**
   * How many parts may be unended at a time.
   * @default no limit
   */
  readonly maxInFlight?: number | undefined;
  /**
   * How often an item of kind `retry` is sent, the first time included; each round is a batch of its own. More than one
   * needs an input that can be read again: an array, or a function that gives it.
   * @default 1
   */
  readonly rounds?: number | undefined;
  /**
   * `arrival`: items come as their parts end. `input`: in the order of the input, which holds back the results of a part
   * until those before it are out, and an item that is sent again until its last round. With more than one round, the
   * results of a part may be read twice for it.
   * @default "arrival"
   */
  readonly order?: "arrival" | "input" | undefined;
  /** Leaves out the results for whose id it returns true. They are sent all the same. */
  readonly skip?: ((id: string) => boolean) | undefined;
}

/** What an input item came to. */
export interface RunItem<T = unknown> {
  /** The 0-based place in the input; -1 for a member of a group, who has none. */
  readonly position: number;
  /** The `custom_id`, or the recipient. */
  readonly id: string;
  /** The round that it came of. Counts from 1. */
  readonly round: number;
  /** What `classifyResult` says of it, or the `outcome` of a recipient. */
  readonly kind: string;
  readonly result: T;
  readonly handle: BatchHandle;
}

export interface RunSummary {
  /** How many items came out, and of which kinds. */
  readonly items: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** How many rounds were sent. */
  readonly rounds: number;
  /** All parts of all rounds. The items of a later round lie somewhere between `from` and `to`. */
  readonly parts: readonly SubmittedPart[];
  /** The sum of what `usageOf` says of each result that came out; absent where the provider tells none. */
  readonly usage?: Readonly<Record<string, number>>;
  /** How many items a create answer turned down. */
  readonly rejected: number;
}

/** Sends, waits and reads as it is iterated. Breaking out sends nothing more, and cancels nothing. */
export interface Run<T = unknown> extends AsyncIterable<RunItem<T>> {
  /** Drains what is left. */
  summary(): Promise<RunSummary>;
}

/** What `run` has to know of a provider's items and results. */
export interface ResultMeaning<Item, Result> {
  readonly idOf: (item: Item) => string;
  readonly idIn: (result: Result) => string;
  /** Where the results know their place by themselves. Default: by the id. */
  readonly positionIn?: (result: Result) => number | undefined;
  readonly kindOf: (result: Result) => string;
  /** Numbers that can be summed. */
  readonly usageOf?: (result: Result) => object | undefined;
  /** The result of an item that a canceled or expired batch need not speak of. */
  readonly unspoken?: (id: string, outcome: BatchOutcome) => Result;
}
