/**
 * Pauses shared by all calls of a client: after a 429, nothing of the same limit group may go out before its time. A group
 * may be part of another: calls of `default/create` also wait for pauses of `default`, whose calls do not wait for theirs.
 */
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
   * Resolves when the group may send. A refusal's pause longer than `maxWaitMs` fails at once with that refusal, and
   * nothing is sent: waiting in silence for an hour is no better than being told.
   */
  async ready(group: string, maxWaitMs: number, signal?: AbortSignal): Promise<void> {
    for (let pause = this.#pauseOf(group); pause !== undefined; pause = this.#pauseOf(group)) {
      const leftMs = pause.untilMs - this.#clock.monotonic();
      if (leftMs > maxWaitMs && pause.refusal) throw pause.refusal(leftMs);
      await this.#clock.sleep(leftMs, signal);
    }
  }

  isPaused(group: string): boolean {
    return this.#pauseOf(group) !== undefined;
  }

  /** The longest pause of the group and those that it is part of. Forgets what is over. */
  #pauseOf(group: string): Pause | undefined {
    let longest: Pause | undefined;
    for (let end = group.indexOf("/"); ; end = group.indexOf("/", end + 1)) {
      const name = end === -1 ? group : group.slice(0, end);
      const pause = this.pauses.get(name);
      if (pause && pause.untilMs <= this.#clock.monotonic()) this.pauses.delete(name);
      else if (pause && pause.untilMs > (longest?.untilMs ?? -Infinity)) longest = pause;
      if (end === -1) return longest;
    }
  }
}
