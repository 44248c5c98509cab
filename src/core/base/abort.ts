/** What ends a call or a sleep before its time. */

/** A timer set further ahead than this fires at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** All that waits for one signal. Node warns of a leak from the eleventh listener on, and a signal may serve a hundred calls. */
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

/** Runs `listener` when the signal aborts, which it has not done yet. Returns what takes it back. */
export function whenAborted(signal: AbortSignal, listener: () => void): () => void {
  const crowd = AbortFanout.of(signal);
  crowd.add(listener);
  return () => crowd.delete(listener);
}

/**
 * A scope that ends by the caller's signal, by a timer, or by us, whichever comes first. `AbortSignal.any` and handing
 * the caller's own signal to fetch both leave listeners on a long-lived signal, so we link by hand and unlink in `close`.
 */
export class AbortScope {
  #controller: AbortController | undefined;
  #ended: { readonly reason: unknown } | undefined;
  readonly #unlink: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueAt = 0;
  #armedFor = 0;
  #reason: () => unknown = () => undefined;
  /** Called with the reason. Whatever ends this scope passes through it, so that no listener on its signal is needed. */
  onAbort: ((reason: unknown) => void) | undefined;
  #afterMs = Infinity;

  constructor(parent?: AbortSignal) {
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

  /** Made when it is asked for: a fetch that listens to `onAbort` needs none. */
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

  /** Something moved: the time starts anew. Only notes the time, so that a call per body chunk costs next to nothing. */
  touch(): void {
    if (!Number.isFinite(this.#afterMs)) return;
    this.#dueAt = performance.now() + this.#afterMs;
    if (this.#timer === undefined) this.#arm(this.#afterMs);
  }

  /** Stops the time until the next touch: what is waited for now is not what the time was set for. */
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
    // Without a touch the timer is right, not the clock: it may fire a hair early, and tests fake it alone.
    if (left > 1 && this.#armedFor !== this.#dueAt) this.#arm(left);
    else this.abort(this.#reason());
  };

  /** The first reason counts. */
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

/** Settles as `work` does, or rejects with the signal's reason first. The work itself goes on: others may share it. */
export async function raceAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  if (signal.aborted) {
    // Whatever becomes of the work now, it must not end as an unhandled rejection.
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
