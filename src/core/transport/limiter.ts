/**
 * Pauses shared by all calls of a client: a 429 pauses its whole limit group. Groups nest: calls of `default/create`
 * also wait for pauses of `default`, but not the other way round.
 */
import type { Clock } from "../base/clock.js";

interface Pause {
  /** Monotonic time in ms: setting the wall clock back would stretch a pause. */
  readonly untilMs: number;
  /** Creates the error of the 429 behind the pause; absent if a quota header caused it. */
  readonly refusal?: ((leftMs: number) => Error) | undefined;
}

export class Limiter {
  readonly #clock: Clock;
  /** Pauses by group. While the map is empty, calls need no check. */
  readonly pauses = new Map<string, Pause>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Pauses a group for `ms`. Never shortens a running pause. */
  pause(group: string, ms: number, refusal?: (leftMs: number) => Error): void {
    const untilMs = this.#clock.monotonic() + ms;
    if (untilMs > (this.pauses.get(group)?.untilMs ?? -Infinity))
      this.pauses.set(group, { untilMs, refusal });
  }

  /**
   * Resolves when the group may send. If the pause of a 429 is longer than `maxWaitMs`, it rejects with that 429 at
   * once: a silent wait of an hour would be worse than an error.
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

  /** The longest pause of the group and its parent groups. Deletes expired ones. */
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
