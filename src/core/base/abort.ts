/** Abort handling: one shared listener per signal, and scopes that also end by a timer. */

/** Longest delay of `setTimeout`, in ms: timers set for longer fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Fans one abort signal out to many listeners: Node warns of a leak from the eleventh, and a hundred calls may share a
 * signal.
 */
class AbortFanout {
  static readonly #crowds = new WeakMap<AbortSignal, AbortFanout>();
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<() => void>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  static of(signal: AbortSignal): AbortFanout {
    let crowd = AbortFanout.#crowds.get(signal);
    if (crowd === undefined) AbortFanout.#crowds.set(signal, (crowd = new AbortFanout(signal)));
    return crowd;
  }

  add(listener: () => void): void {
    if (this.#listeners.size === 0) this.#signal.addEventListener("abort", this.#wake, { once: true });
    this.#listeners.add(listener);
  }

  delete(listener: () => void): void {
    if (this.#listeners.delete(listener) && this.#listeners.size === 0)
      this.#signal.removeEventListener("abort", this.#wake);
  }

  readonly #wake = (): void => {
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  };
}

/**
 * Runs `listener` when the signal aborts. The signal must not have aborted yet. Returns a function that removes the
 * listener.
 */
export function whenAborted(signal: Canceller, listener: () => void): () => void {
  // One listener at a time is enough: a call does one thing after the other.
  if (signal instanceof AbortScope) {
    signal.onAbort = listener;
    return () => {
      if (signal.onAbort === listener) signal.onAbort = undefined;
    };
  }
  const crowd = AbortFanout.of(signal);
  crowd.add(listener);
  return () => crowd.delete(listener);
}

/**
 * Ends by the caller's signal, a timer or `abort`, whichever is first. `AbortSignal.any` and passing the caller's
 * signal to fetch both leave listeners on a long-lived signal, so the scope links by hand and unlinks in `close`.
 */
export class AbortScope {
  #controller: AbortController | undefined;
  #ended: { readonly reason: unknown } | undefined;
  readonly #unlink: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueAt = 0;
  #armedFor = 0;
  #reason: () => unknown = () => undefined;
  /** Called with the abort reason, so that our own code needs no listener on `signal`. */
  onAbort: ((reason: unknown) => void) | undefined;
  #afterMs = Infinity;

  constructor(parent?: Canceller) {
    if (parent?.aborted) this.#ended = { reason: parent.reason };
    else if (parent) this.#unlink = whenAborted(parent, () => this.abort(parent.reason));
  }

  get aborted(): boolean {
    return this.#ended !== undefined;
  }

  get reason(): unknown {
    return this.#ended?.reason;
  }

  throwIfAborted(): void {
    if (this.#ended) throw this.#ended.reason;
  }

  /** Created on first use: a fetch that uses `onAbort` never needs a signal. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#ended) this.#controller.abort(this.#ended.reason);
    }
    return this.#controller.signal;
  }

  /** Aborts with `reason()` unless `touch` or `close` is called within `ms`. */
  expireAfter(ms: number, reason: () => unknown): void {
    this.#reason = reason;
    this.#afterMs = ms;
    this.touch();
  }

  /** Restarts the time limit after progress. Only stores a number, so a call per body chunk is cheap. */
  touch(): void {
    if (!Number.isFinite(this.#afterMs)) return;
    this.#dueAt = performance.now() + this.#afterMs;
    if (this.#timer === undefined) this.#arm(this.#afterMs);
  }

  /** Stops the time limit until the next `touch`, for example while the input is slow and not the server. */
  suspend(): void {
    this.#dueAt = Infinity;
  }

  #arm(ms: number): void {
    this.#armedFor = ms > LONGEST_TIMER_MS ? NaN : this.#dueAt;
    this.#timer = setTimeout(this.#onTimer, Math.min(ms, LONGEST_TIMER_MS));
  }

  readonly #onTimer = (): void => {
    const left = this.#dueAt - performance.now();
    this.#timer = undefined;
    if (left === Infinity) return;
    // If `touch` was not called, trust the timer: it can fire up to 1 ms early, and test suites often fake `setTimeout`
    // but not `performance.now`.
    if (left > 1 && this.#armedFor !== this.#dueAt) this.#arm(left);
    else this.abort(this.#reason());
  };

  /** Only the first reason is kept. */
  abort(reason: unknown): void {
    this.#ended ??= { reason };
    this.#controller?.abort(this.#ended.reason);
    this.onAbort?.(this.#ended.reason);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#afterMs = Infinity;
    this.onAbort = undefined;
    this.#unlink?.();
  }
}

/** What can end a call. */
export type Canceller = AbortSignal | AbortScope;

/** The canceller as a signal. A scope creates it on first use, which costs as much as our share of a small request. */
export function signalOf(canceller: Canceller | undefined): AbortSignal | undefined {
  return canceller instanceof AbortScope ? canceller.signal : canceller;
}

/**
 * Settles as `work` does, or rejects with the signal's reason first. The work is not stopped: other callers may share
 * it.
 */
export async function raceAbort<T>(work: Promise<T>, signal: Canceller | undefined): Promise<T> {
  if (signal === undefined) return work;
  if (signal.aborted) {
    // Nobody awaits the work any more: a failure must not become an unhandled rejection.
    work.catch(() => undefined);
    throw signal.reason;
  }
  let unlink: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    unlink = whenAborted(signal, () => reject(signal.reason as Error));
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    unlink?.();
  }
}
