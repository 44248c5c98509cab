/** Pauses shared by all calls of a client: after a 429, nothing of the same limit group may go out before its time. */
import type { Clock } from "../base/clock.js";

interface Pause {
  /** By the monotonic clock: a wall clock that is set back would turn a second into an hour. */
  readonly untilMs: number;
  /** Makes the error of the refusal that caused the pause; absent when a quota ran out without a refusal. */
  readonly refusal?: ((leftMs: number) => Error) | undefined;
}

export class Limiter {
  readonly #clock: Clock;
  /** By group. As long as it is empty, nobody has to ask. */
  readonly pauses = new Map<string, Pause>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Never shortens a pause that already runs. */
  pause(group: string, ms: number, refusal?: (leftMs: number) => Error): void {
    const untilMs = this.#clock.monotonic() + ms;
    if (untilMs > (this.pauses.get(group)?.untilMs ?? -Infinity))
      this.pauses.set(group, { untilMs, refusal });
  }

  /**
   * Resolves when the group may send. A refusal's pause longer than `maxWaitMs` fails at
   * once with that refusal, and nothing is sent: waiting in silence for an hour is no better than being told.
   */
  async ready(group: string, maxWaitMs: number, signal?: AbortSignal): Promise<void> {
    for (let pause = this.pauses.get(group); pause !== undefined; pause = this.pauses.get(group)) {
      const leftMs = pause.untilMs - this.#clock.monotonic();
      if (leftMs <= 0) this.pauses.delete(group);
      else if (leftMs > maxWaitMs && pause.refusal) throw pause.refusal(leftMs);
      else await this.#clock.sleep(leftMs, signal);
    }
  }

  isPaused(group: string): boolean {
    return (this.pauses.get(group)?.untilMs ?? -Infinity) > this.#clock.monotonic();
  }
}
