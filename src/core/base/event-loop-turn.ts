// Longest time that body production may block timers and other sockets.
const LONGEST_TURN_MS = 4;

/** Yields to the event loop every 4 ms, so that long synchronous work does not block timers and sockets. */
export class EventLoopTurn {
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
