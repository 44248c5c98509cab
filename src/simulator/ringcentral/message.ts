import type { Random } from "../random.js";
import { measure } from "../sms/segments.js";
import { isoMicros } from "../time.js";
import type { Fate } from "./fate.js";

export type MessageStatus = "Queued" | Fate["status"];

const PRICE_PER_SEGMENT = 0.0085;

/** One message. Its status is calculated from the time, so nothing has to be scheduled. */
export class Message {
  readonly id: string;
  readonly batchId: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly createdMs: number;
  /** When it is passed to the carrier. */
  readonly dispatchMs: number;
  readonly segments: number;
  readonly #finalMs: number;
  readonly #fate: Fate;

  constructor(
    own: Pick<Message, "id" | "batchId" | "from" | "to" | "text" | "createdMs" | "dispatchMs">,
    fate: Fate,
    random: Random,
  ) {
    this.id = own.id;
    this.batchId = own.batchId;
    this.from = own.from;
    this.to = own.to;
    this.text = own.text;
    this.createdMs = own.createdMs;
    this.dispatchMs = own.dispatchMs;
    this.segments = measure(own.text).segments;
    this.#fate = fate;
    // The fourth power makes most receipts come within minutes, and a few after up to 40.
    this.#finalMs = this.dispatchMs + 2_000 + random.next() ** 4 * 2_400_000;
  }

  statusAt(now: number): MessageStatus {
    if (now < this.dispatchMs) return "Queued";
    if (this.#fate.status === "SendingFailed") return "SendingFailed";
    return now < this.#finalMs ? "Sent" : this.#fate.status;
  }

  errorCodeAt(now: number): string | undefined {
    return this.statusAt(now) === this.#fate.status ? this.#fate.errorCode : undefined;
  }

  /** A message that failed before it was sent costs nothing. */
  costAt(now: number): number {
    return this.statusAt(now) === "SendingFailed" ? 0 : this.segments * PRICE_PER_SEGMENT;
  }

  /** `Simple` leaves out the text, the id of the batch and the direction. */
  document(now: number, view: "Simple" | "Detailed"): object {
    const status = this.statusAt(now);
    const changedMs =
      status === "Queued" ? this.createdMs : now < this.#finalMs ? this.dispatchMs : this.#finalMs;
    const errorCode = this.errorCodeAt(now);
    return {
      id: this.id,
      from: this.from,
      to: [this.to],
      ...(view === "Detailed" && { batchId: this.batchId, direction: "Outbound", text: this.text }),
      creationTime: timestamp(this.createdMs),
      lastModifiedTime: timestamp(changedMs),
      messageStatus: status,
      ...(status !== "SendingFailed" && { segmentCount: this.segments, cost: this.costAt(now) }),
      ...(errorCode !== undefined && { errorCode }),
    };
  }
}

/** RFC 3339 with microseconds, as the platform writes times. */
export function timestamp(ms: number): string {
  return isoMicros(ms, "417");
}
