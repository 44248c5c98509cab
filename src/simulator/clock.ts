/** Virtual time in epoch milliseconds. It starts at the real time of the simulator's start. */
export interface Clock {
  now(): number;
  /** Now, or the given time, as an RFC 3339 string with milliseconds. */
  iso(atMs?: number): string;
  /** Runs a task at a virtual time (soon if that is past, never synchronously). Returns a function that cancels it. */
  schedule(atMs: number, task: Task): () => void;
}

export type Task = () => void | Promise<void>;

interface ScheduledTask {
  readonly atMs: number;
  readonly task: Task;
}

/** Node fires timers above 2^31-1 ms at once: a longer sleep is split. */
const LONGEST_SLEEP_MS = 2 ** 30;

/**
 * Time that runs `scale` times as fast as real time; with `"manual"` only `advance` moves it.
 * Tasks run in the order of their times. No timer keeps the process alive.
 */
export class VirtualClock implements Clock {
  readonly #scale: number;
  readonly #onError: (error: unknown) => void;
  readonly #tasks: ScheduledTask[] = [];
  #virtualMs = Date.now();
  #anchorMs = performance.now();
  #wakeUp: NodeJS.Timeout | undefined;
  #advancing: Promise<void> = Promise.resolve();
  #advances = 0;
  #stopped = false;

  constructor(scale: number | "manual", onError: (error: unknown) => void) {
    this.#scale = scale === "manual" ? 0 : scale;
    this.#onError = onError;
  }

  now(): number {
    return Math.floor(this.#exactNow());
  }

  iso(atMs = this.now()): string {
    return new Date(atMs).toISOString();
  }

  schedule(atMs: number, task: Task): () => void {
    const scheduled: ScheduledTask = { atMs, task };
    const after = this.#tasks.findLastIndex((other) => other.atMs <= atMs);
    this.#tasks.splice(after + 1, 0, scheduled);
    this.#setWakeUp();
    return () => {
      const index = this.#tasks.indexOf(scheduled);
      if (index >= 0) this.#tasks.splice(index, 1);
    };
  }

  /**
   * Moves time forward. Each task that falls due runs at its own time and is awaited before the next.
   * Concurrent calls queue up. Rejects with the first error that a task throws.
   */
  advance(ms: number): Promise<void> {
    if (!(ms >= 0)) return Promise.reject(new RangeError(`cannot advance the clock by ${ms} ms`));
    const turn = this.#advancing.then(() => this.#advanceBy(ms));
    this.#advancing = turn.catch(() => {});
    return turn;
  }

  stop(): void {
    this.#stopped = true;
    this.#tasks.length = 0;
    clearTimeout(this.#wakeUp);
  }

  async #advanceBy(ms: number): Promise<void> {
    this.#advances++;
    try {
      const target = this.#exactNow() + ms;
      for (;;) {
        const next = this.#tasks[0];
        if (next === undefined || next.atMs > target) break;
        this.#tasks.shift();
        this.#moveTo(next.atMs);
        await next.task();
      }
      this.#moveTo(target);
    } finally {
      this.#advances--;
      this.#setWakeUp();
    }
  }

  #exactNow(): number {
    return this.#virtualMs + (performance.now() - this.#anchorMs) * this.#scale;
  }

  /** A slow task lets real time pass the target of an `advance`: the later time counts, so that time never runs back. */
  #moveTo(ms: number): void {
    this.#virtualMs = Math.max(ms, this.#exactNow());
    this.#anchorMs = performance.now();
  }

  #setWakeUp(): void {
    clearTimeout(this.#wakeUp);
    const next = this.#tasks[0];
    if (next === undefined || this.#stopped || this.#advances > 0) return;
    const waitMs = this.#realMsUntil(next.atMs);
    if (waitMs === undefined) return;
    this.#wakeUp = setTimeout(() => this.#runDue(), Math.min(waitMs, LONGEST_SLEEP_MS)).unref();
  }

  /** `undefined` if the clock is manual: only `advance` reaches the time. */
  #realMsUntil(atMs: number): number | undefined {
    const leftMs = atMs - this.#exactNow();
    if (leftMs <= 0) return 0;
    return this.#scale === 0 ? undefined : Math.ceil(leftMs / this.#scale);
  }

  #runDue(): void {
    for (;;) {
      const next = this.#tasks[0];
      if (next === undefined || next.atMs > this.#exactNow()) break;
      this.#tasks.shift();
      void (async () => next.task())().catch(this.#onError);
    }
    this.#setWakeUp();
  }
}
