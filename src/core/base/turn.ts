// How long a body may be produced without letting timers and other sockets run.
const LONGEST_TURN_MS = 4;

/** Yields to the event loop every few milliseconds, so that work which never waits does not hold up timers and sockets. */
export class Turn {
  #startedAt = performance.now();

  isOver(): boolean {
    return performance.now() - this.#startedAt > LONGEST_TURN_MS;
  }

  async next(): Promise<void> {
    await new Promise<void>((resolve) => {
      const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => void };
      if (setImmediate) setImmediate(resolve);
      else setTimeout(resolve, 0);
    });
    this.#startedAt = performance.now();
  }
}
