import { rounded } from "../sms/money.js";
import { type Message, timestamp } from "./message.js";

/** The time until the first message is dispatched. */
export const START_UP_MS = 5_000;

export interface Rejected {
  /** Counts from 1. */
  readonly index: number;
  readonly to: readonly string[];
  readonly errorCode: string;
  readonly description: string;
}

/** One batch. Its messages are dispatched one after the other, in order. */
export class Batch {
  readonly id: string;
  readonly from: string;
  readonly messages: readonly Message[];
  readonly createdMs: number;

  constructor(own: Pick<Batch, "id" | "from" | "messages" | "createdMs">) {
    this.id = own.id;
    this.from = own.from;
    this.messages = own.messages;
    this.createdMs = own.createdMs;
  }

  statusAt(now: number): "Processing" | "Completed" {
    return this.#processedAt(now) === this.messages.length ? "Completed" : "Processing";
  }

  /** Only the answer of the create call lists the rejected recipients. */
  document(now: number, rejected: readonly Rejected[] = []): object {
    const processedCount = this.#processedAt(now);
    const isCompleted = processedCount === this.messages.length;
    const changedMs = this.messages[processedCount - 1]?.dispatchMs ?? this.createdMs;
    return {
      id: this.id,
      from: this.from,
      batchSize: this.messages.length,
      processedCount,
      status: isCompleted ? "Completed" : "Processing",
      creationTime: timestamp(this.createdMs),
      lastModifiedTime: timestamp(changedMs),
      rejected,
      // The cost is known only when all messages are processed.
      ...(isCompleted && { cost: rounded(this.messages.reduce((sum, each) => sum + each.costAt(now), 0)) }),
    };
  }

  /** The number of messages that were dispatched. They are in the order of their times: a binary search. */
  #processedAt(now: number): number {
    let low = 0;
    let high = this.messages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const hasLeft = (this.messages[middle]?.dispatchMs ?? Infinity) <= now;
      if (hasLeft) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
