/**
 * From input to results: what `submit` sends, a `Watcher` waits for, and the results of each part are read as it ends.
 *
 *     pump: room ─► next part ─► watcher          loop: snapshot ─► results of an ended part ─► items
 */
import {
  ConfigError,
  RateLimitError,
  ResponseParseError,
  UnknownOutcomeError,
} from "../base/errors/index.js";
import type { BatchHandle, BatchSnapshot, Reconciliation, SubmittedPart } from "../base/types/index.js";
import type { ResultMeaning, Run, RunItem, RunSummary } from "./run-types.js";
import type { WatchAllOptions, Watcher } from "./watch-all.js";
import type { Target } from "./watched.js";

export interface RunSetup<Item, Raw extends object, Report, Result> {
  readonly meaning: ResultMeaning<Item, Result>;
  readonly options: {
    readonly maxInFlight?: number | undefined;
    readonly rounds?: number | undefined;
    readonly order?: string | undefined;
    readonly skip?: ((id: string) => boolean) | undefined;
  };
  /** Starts to submit; `around` is called for each paid call. */
  readonly submit: (around: Around<Raw>) => AsyncIterable<SubmittedPart<Raw>>;
  /** The ids of the items of the part that came last. */
  readonly idsOf: (size: number) => readonly string[];
  readonly watcher: (onError: WatchAllOptions["onError"]) => Watcher<Raw, Report>;
  readonly results: (part: RunPart<Raw>, raw: Raw) => AsyncIterable<Result>;
  readonly reconcile: (error: LostAnswer, parts: readonly BatchHandle[]) => Promise<Reconciliation<Raw>>;
}

type LostAnswer = UnknownOutcomeError | ResponseParseError;

/** Makes one paid call. `isReplayable`: whether `send` may be called again. */
export type Around<Raw> = (send: () => Promise<Raw>, isReplayable: () => boolean) => Promise<Raw>;

export interface RunPart<Raw> {
  readonly part: SubmittedPart<Raw>;
  readonly ids: readonly string[];
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
  readonly #parts: SubmittedPart<Raw>[] = [];
  /** Parts that have not ended, by the id of their batch. */
  readonly #open = new Map<string, { readonly part: SubmittedPart<Raw>; readonly idText: string }>();
  readonly #kinds: Record<string, number> = {};
  readonly #usage: Record<string, number> = {};
  readonly #bell = new Bell();
  #items = 0;
  #ended = 0;
  #isStopped = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(setup: RunSetup<Item, Raw, Report, Result>) {
    this.#setup = setup;
  }

  async *items(): AsyncGenerator<RunItem<Result>, void, void> {
    const { maxInFlight = Infinity, rounds = 1, order = "arrival" } = this.#setup.options;
    // Taken in silence, they would promise what is not done.
    if (rounds !== 1 || order !== "arrival")
      throw new ConfigError("run knows one round, in order of arrival");
    if (!(maxInFlight >= 1)) throw new ConfigError("maxInFlight must be a number of at least 1");
    const watcher = this.#setup.watcher(({ id }, error) => {
      this.#fail(error);
      this.#close(id);
    });
    let isSending = true;
    const pump = this.#pump(watcher, maxInFlight).finally(() => {
      isSending = false;
      this.#bell.ring();
    });
    try {
      for (;;) {
        const rung = this.#bell.rung();
        if (watcher.size > 0) yield* this.#watch(watcher);
        else if (isSending) await rung;
        else break;
      }
    } finally {
      this.#isStopped = true;
      this.#bell.ring();
      await pump;
    }
    this.#throwFailure();
  }

  summary(): RunSummary {
    this.#throwFailure();
    const rejected = this.#parts.reduce((sum, part) => sum + (part.rejected?.length ?? 0), 0);
    const usage = Object.keys(this.#usage).length > 0 ? { usage: this.#usage } : {};
    return { items: this.#items, kinds: this.#kinds, rounds: 1, parts: this.#parts, ...usage, rejected };
  }

  async *#watch(watcher: Watcher<Raw, Report>): AsyncGenerator<RunItem<Result>, void, void> {
    for await (const snapshot of watcher.snapshots()) {
      if (snapshot.phase !== "ended") continue;
      const closed = this.#close(snapshot.handle.id);
      if (closed === undefined) continue;
      const { part, idText } = closed;
      try {
        yield* this.#deliver({ part, ids: idText.split("\n") }, snapshot);
      } catch (error) {
        this.#fail(error);
      }
      // Whoever takes an hour for the results must not find the other parts overdue.
      watcher.restart();
    }
  }

  /** Each input item comes out once; a result that comes again is left out. */
  async *#deliver(
    of: RunPart<Raw>,
    { raw, handle }: BatchSnapshot<Raw, Report>,
  ): AsyncGenerator<RunItem<Result>, void, void> {
    const { meaning, options, results } = this.#setup;
    const { from } = of.part;
    const places = new Map(of.ids.map((id, place) => [id, from + place]));
    for await (const result of results(of, raw)) {
      const id = meaning.idIn(result);
      const position = meaning.positionIn ? meaning.positionIn(result) : places.get(id);
      if (options.skip?.(id) === true) continue;
      const kind = meaning.kindOf(result);
      this.#count(kind, meaning.usageOf?.(result));
      yield { position: position ?? -1, id, round: 1, kind, result, handle };
    }
  }

  #count(kind: string, usage: object | undefined): void {
    this.#items++;
    this.#kinds[kind] = (this.#kinds[kind] ?? 0) + 1;
    for (const [name, value] of Object.entries(usage ?? {}))
      if (typeof value === "number") this.#usage[name] = (this.#usage[name] ?? 0) + value;
  }

  /** Sends part after part as there is room. Never rejects: what fails is thrown once everything is delivered. */
  async #pump(watcher: Watcher<Raw, Report>, maxInFlight: number): Promise<void> {
    const around: Around<Raw> = (send, isReplayable) => this.#send(send, isReplayable);
    try {
      for await (const part of this.#setup.submit(around)) {
        const target: Target = { handle: part.handle, rejected: part.rejected ?? [] };
        const idText = this.#setup.idsOf(part.to - part.from).join("\n");
        this.#parts.push(part);
        this.#open.set(part.handle.id, { part, idText });
        watcher.add(target);
        this.#bell.ring();
        while (this.#open.size >= maxInFlight && !this.#isStopped) await this.#bell.rung();
        if (this.#isStopped) return;
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** A full queue has room again once a part of ours has ended; a lost answer is looked for. */
  async #send(send: () => Promise<Raw>, isReplayable: () => boolean): Promise<Raw> {
    for (;;) {
      const ended = this.#ended;
      try {
        return await send();
      } catch (error) {
        const found = await this.#afterFailure(error, ended);
        if (found) return found;
        if (this.#isStopped || !isReplayable()) throw error;
      }
    }
  }

  /** The batch, if it is there after all. Undefined: it can be sent again. */
  async #afterFailure(error: unknown, endedBefore: number): Promise<Raw | undefined> {
    if (RateLimitError.is(error)) {
      if (this.#open.size === 0 && this.#ended === endedBefore) throw error;
      while (this.#open.size > 0 && this.#ended === endedBefore && !this.#isStopped) await this.#bell.rung();
      return undefined;
    }
    if (!UnknownOutcomeError.is(error) && !(ResponseParseError.is(error) && error.accepted)) throw error;
    const known = this.#parts.map(({ handle }) => handle);
    // A search that was broken off has proved nothing: the call stays one without an answer.
    const result = await this.#setup.reconcile(error, known).catch(() => {
      throw error;
    });
    if (result.status === "undecided") throw error;
    return result.status === "found" ? result.batch : undefined;
  }

  #close(id: string): { readonly part: SubmittedPart<Raw>; readonly idText: string } | undefined {
    const closed = this.#open.get(id);
    this.#open.delete(id);
    this.#ended++;
    this.#bell.ring();
    return closed;
  }

  /** Nothing more is sent, and what is out is delivered. */
  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#isStopped = true;
    this.#bell.ring();
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }
}

/** Wakes all who wait for something to happen. */
class Bell {
  #wake: () => void = () => undefined;
  #rung = this.#next();

  /** Resolves when it rings next. */
  rung(): Promise<void> {
    return this.#rung;
  }

  ring(): void {
    const wake = this.#wake;
    this.#rung = this.#next();
    wake();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}
