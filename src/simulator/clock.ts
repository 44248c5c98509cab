/** Virtual time in epoch milliseconds. It starts at the real time of the simulator's start. */
export interface Clock {
  now(): number;
  /** Now, or the given time, as an RFC 3339 string with milliseconds. */
  iso(atMs?: number): string;
  /** Runs a task at a virtual time (at once if that is past), never synchronously. Returns a way to call it off. */
  schedule(atMs: number, task: Task): () => void;
}

export type Task = () => void | Promise<void>;

interface Timer {
  readonly atMs: number;
  readonly task: Task;
}

/** Node fires timers above 2^31-1 ms at once; wake up earlier and look again. */
const LONGEST_SLEEP_MS = 2 ** 30;

/**
 * Time that runs `scale` times as fast as real time, or, with `"manual"`, only when told to.
 * Tasks run in the order of their times. None of its timers keeps the process alive.
 */
export class VirtualClock implements Clock {
  readonly #scale: number;
  readonly #onError: (error: unknown) => void;
  readonly #timers: Timer[] = [];
  #virtualMs = Date.now();
  #anchorMs = performance.now();
  #alarm: NodeJS.Timeout | undefined;
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
    const timer: Timer = { atMs, task };
    const after = this.#timers.findLastIndex((other) => other.atMs <= atMs);
    this.#timers.splice(after + 1, 0, timer);
    this.#arm();
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  /**
   * Moves time forward, runs what falls due on the way in order, each at its own time, and waits for it.
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
    this.#timers.length = 0;
    clearTimeout(this.#alarm);
  }

  async #advanceBy(ms: number): Promise<void> {
    this.#advances++;
    try {
      const target = this.#exactNow() + ms;
      for (;;) {
        const next = this.#timers[0];
        if (next === undefined || next.atMs > target) break;
        this.#timers.shift();
        this.#moveTo(next.atMs);
        await next.task();
      }
      this.#moveTo(target);
    } finally {
      this.#advances--;
      this.#arm();
    }
  }

  #exactNow(): number {
    return this.#virtualMs + (performance.now() - this.#anchorMs) * this.#scale;
  }

  /** Time never runs backwards, also when real time overtook the target of an `advance`. */
  #moveTo(ms: number): void {
    this.#virtualMs = Math.max(ms, this.#exactNow());
    this.#anchorMs = performance.now();
  }

  #arm(): void {
    clearTimeout(this.#alarm);
    const next = this.#timers[0];
    if (next === undefined || this.#stopped || this.#advances > 0) return;
    const waitMs = this.#realMsUntil(next.atMs);
    if (waitMs === undefined) return;
    this.#alarm = setTimeout(() => this.#ring(), Math.min(waitMs, LONGEST_SLEEP_MS)).unref();
  }

  /** `undefined` if the clock stands still, so that only `advance` gets there. */
  #realMsUntil(atMs: number): number | undefined {
    const leftMs = atMs - this.#exactNow();
    if (leftMs <= 0) return 0;
    return this.#scale === 0 ? undefined : Math.ceil(leftMs / this.#scale);
  }

  #ring(): void {
    for (;;) {
      const next = this.#timers[0];
      if (next === undefined || next.atMs > this.#exactNow()) break;
      this.#timers.shift();
      void (async () => next.task())().catch(this.#onError);
    }
    this.#arm();
  }
}
