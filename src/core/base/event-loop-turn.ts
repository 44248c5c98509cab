// Longest time that body production may block timers and other sockets.
const LONGEST_TURN_MS = 4;

// Taken once: the timers that a test fakes later do not hold up a call.
const { setImmediate: soon = setTimeout } = globalThis as {
  setImmediate?: (callback: () => void) => unknown;
};

/** Resolves in the next turn of the event loop. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void soon(resolve));
}

/** Yields to the event loop every 4 ms, so that long synchronous work does not block timers and sockets. */
export class EventLoopTurn {
  #startedAt = performance.now();

  isOver(): boolean {
    return performance.now() - this.#startedAt > LONGEST_TURN_MS;
  }

  async next(): Promise<void> {
    await nextTurn();
    this.#startedAt = performance.now();
  }
}
