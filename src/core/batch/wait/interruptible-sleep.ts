import { AbortScope, raceAbort } from "../../base/abort.js";
import type { Clock } from "../../base/clock.js";
import type { WaitOptions } from "../../base/types/index.js";

/** Sleeps that `wake` ends early. A `wake` before a sleep ends that sleep at once. */
export class InterruptibleSleep {
  readonly #sleep: NonNullable<WaitOptions["sleep"]>;
  #isPending = false;
  #scope: AbortScope | undefined;

  constructor(clock: Clock, { sleep }: Pick<WaitOptions, "sleep">) {
    this.#sleep = sleep
      ? (ms, signal) => raceAbort(sleep(ms, signal), signal)
      : (ms, signal) => clock.sleep(ms, signal);
  }

  wake(): void {
    this.#isPending = true;
    this.#scope?.abort(WOKEN);
  }

  async sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    if (!this.#isPending) {
      const scope = (this.#scope = new AbortScope(signal));
      try {
        await this.#sleep(ms, scope.signal);
      } catch (reason) {
        if (reason !== WOKEN) throw reason;
      } finally {
        scope.close();
        this.#scope = undefined;
      }
    }
    this.#isPending = false;
  }
}

const WOKEN = new Error("there is something to see");
