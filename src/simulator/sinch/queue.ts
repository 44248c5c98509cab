import type { Clock } from "../clock.js";
import type { Batch } from "./batch.js";

/** Each recipient counts as one message. */
const MESSAGES_PER_SECOND = 20;

/** The one queue of the account: first in, first out, so many messages a second. */
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

  /** Gives each message that still waits its time; those that have left keep theirs. */
  replan(): void {
    const now = this.#clock.now();
    const gapMs = 1_000 / MESSAGES_PER_SECOND;
    this.#waiting = this.#waiting.filter((batch) => !batch.messages.every((message) => message.hasLeft(now)));
    let atMs = now;
    for (const message of this.#waiting.flatMap(({ messages }) => messages)) {
      if (message.hasLeft(now)) continue;
      // A message never moves back: its time only gets earlier, when another one leaves the queue.
      atMs = Math.min(atMs + gapMs, message.dispatchMs);
      message.plan(atMs);
    }
  }
}
