/**
 * From input to results: `submit` sends the parts, a `Watcher` polls them, and each part's results are read when it ends.
 *
 *     pump: room ─► next part ─► watcher          loop: snapshot ─► results of an ended part ─► items
 *       ▲                                                              │
 *       └── after each round: items to send again ◄───────────────────┘
 */
import { ConfigError, type ErrorContext } from "../../base/errors/index.js";
import type { SubmittedPart } from "../../base/types/index.js";
import type { MoreToSend } from "../../submit/submit.js";
import { ArrivalDelivery, type Delivery, type RunItems } from "./delivery.js";
import { InputOrderDelivery } from "./input-order.js";
import { itemsOf, type RunPart } from "./part.js";
import { type Around, type LostAnswer, RunSends } from "./sends.js";
import { RunTally } from "./run-tally.js";
import type { Refusal } from "../kind.js";
import type { Reading } from "../wait/watch-one.js";
import type { ResultMeaning, Run, RunOptions, RunSummary } from "./types.js";
import type { WatchAllOptions, Watcher } from "../wait/watch-all.js";

export interface RunSetup<Item, Raw extends object, Report, Result> {
  readonly meaning: ResultMeaning<Item, Result>;
  readonly options: Pick<RunOptions, "maxInFlight" | "rounds" | "order" | "skip" | "signal">;
  /** Throws if the given options are unusable. */
  readonly checkOptions: () => void;
  /** Whether the input can be read again. */
  readonly isRepeatable: () => boolean;
  /** Starts the submission. `around` wraps each paid call. */
  readonly submit: (around: Around<Raw>, more: MoreToSend) => AsyncIterable<SubmittedPart<Raw>>;
  /** The item ids of the latest part. */
  readonly idsOf: () => readonly string[];
  readonly watcher: (onError: WatchAllOptions["onError"]) => Watcher<Raw, Report>;
  readonly results: (part: RunPart<Raw>, raw: Raw) => AsyncIterable<Result>;
  readonly reconcile: LostAnswer<Raw>;
  /** Why the provider refused an accepted batch before running it. */
  readonly refusalOf: ((reading: Reading<Raw>) => Refusal | undefined) | undefined;
  /** Context for errors of paid calls. */
  readonly context: ErrorContext;
}

export function runOf<Item, Raw extends object, Report, Result>(
  setup: RunSetup<Item, Raw, Report, Result>,
): Run<Result> {
  const runner = new Runner(setup);
  const items = runner.items();
  return {
    [Symbol.asyncIterator]: () => items,
    async summary() {
      while ((await items.next()).done !== true);
      return runner.summary();
    },
  };
}

class Runner<Item, Raw extends object, Report, Result> {
  readonly #setup: RunSetup<Item, Raw, Report, Result>;
  readonly #sends: RunSends<Raw>;
  readonly #tally: RunTally<Result>;
  readonly #delivery: Delivery<Raw, Result>;
  #rounds: number;

  constructor(setup: RunSetup<Item, Raw, Report, Result>) {
    const { meaning, options, results, context } = setup;
    this.#setup = setup;
    this.#rounds = options.rounds ?? 1;
    this.#tally = new RunTally(meaning);
    const order = options.order === "input" ? InputOrderDelivery : ArrivalDelivery;
    this.#delivery = new order<Raw, Result>({
      read: (ended) => itemsOf(ended, results(ended, ended.snapshot.raw), meaning, context),
      rounds: () => this.#rounds,
    });
    this.#sends = new RunSends<Raw>({
      ...setup,
      signal: options.signal,
      opened: (rounds) => this.#opened(rounds),
      takeAgain: () => this.#delivery.again.next(),
      isLast: (round) => round >= this.#rounds,
      context,
    });
  }

  async *items(): RunItems<Result> {
    const sends = this.#sends;
    const watcher = this.#start();
    let isSending = true;
    const pump = this.#pump(watcher).finally(() => {
      isSending = false;
      sends.notifier.notify();
    });
    try {
      for (;;) {
        const notified = sends.notifier.notified();
        if (watcher.size > 0) yield* this.#watch(watcher);
        else if (isSending) await notified;
        else break;
      }
      yield* this.#delivered(this.#delivery.rest());
    } catch (error) {
      sends.fail(error);
    } finally {
      sends.stop();
      await pump;
      sends.end();
    }
    sends.throwFailure();
  }

  summary(): RunSummary {
    this.#sends.throwFailure();
    return this.#tally.summary(this.#sends.parts, this.#sends.round);
  }

  /** @throws `ConfigError`, which `summary` then throws too */
  #start(): Watcher<Raw, Report> {
    const sends = this.#sends;
    try {
      this.#setup.checkOptions();
      this.#opened(this.#rounds);
      return this.#setup.watcher((handle, error) => sends.giveUp(handle, error));
    } catch (error) {
      sends.fail(error);
      sends.end();
      throw error;
    }
  }

  async *#watch(watcher: Watcher<Raw, Report>): RunItems<Result> {
    for await (const snapshot of watcher.snapshots()) {
      const part = snapshot.phase === "ended" ? this.#sends.close(snapshot) : undefined;
      if (part === undefined) continue;
      yield* this.#delivered(this.#delivery.ended({ ...part, snapshot }));
      // The time that the caller spends on results must not count against the other parts' deadlines.
      watcher.restart();
    }
  }

  /** An error while reading the results of one part is thrown after those of the other parts. */
  async *#delivered(items: RunItems<Result>): RunItems<Result> {
    const { skip } = this.#setup.options;
    this.#sends.isReading = true;
    try {
      for await (const item of items) {
        if (skip?.(item.id) === true) continue;
        this.#tally.add(item);
        yield item;
      }
    } catch (error) {
      this.#sends.fail(error);
    } finally {
      this.#sends.isReading = false;
    }
  }

  /** Sends parts while there is room. Never rejects: failures are thrown after all results were yielded. */
  async #pump(watcher: Watcher<Raw, Report>): Promise<void> {
    const { submit, idsOf, options } = this.#setup;
    const sends = this.#sends;
    try {
      for await (const part of submit(sends.around, sends)) {
        sends.add(part, idsOf);
        watcher.add({ handle: part.handle, rejected: part.rejected ?? [] });
        await sends.room(options.maxInFlight ?? Infinity);
        if (sends.isStopped) return;
      }
    } catch (error) {
      sends.fail(error);
    }
  }

  /** Rounds that an earlier run began are paid for, so their results are yielded even beyond `rounds`. */
  #opened(rounds: number): void {
    this.#rounds = Math.max(this.#rounds, rounds);
    if (this.#rounds > 1 && !this.#setup.isRepeatable())
      throw new ConfigError("more than one round needs an array, or a function that gives the input anew");
  }
}
