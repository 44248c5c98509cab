import type { Clock } from "../clock.js";
import type { Batch } from "./batch.js";

/** A message is one recipient. */
const MESSAGES_PER_SECOND = 20;

/** The queue of the account: first in, first out, at a constant rate. */
export class Queue {
  readonly #clock: Clock;
  #waiting: Batch[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(batch: Batch): void {
    this.#waiting.push(batch);
    this.replan();
  }

  remove(batch: Batch): void {
    this.#waiting = this.#waiting.filter((other) => other !== batch);
    this.replan();
  }

  /** Plans the dispatch of all waiting messages. */
  replan(): void {
    const now = this.#clock.now();
    const gapMs = 1_000 / MESSAGES_PER_SECOND;
    this.#waiting = this.#waiting.filter((batch) => !batch.messages.every((message) => message.hasLeft(now)));
    let atMs = now;
    for (const message of this.#waiting.flatMap(({ messages }) => messages)) {
      if (message.hasLeft(now)) continue;
      // The time of a message only gets earlier, when another one leaves the queue.
      atMs = Math.min(atMs + gapMs, message.dispatchMs);
      message.plan(atMs);
    }
  }
}
