import type { Random } from "../random.js";
import { fateOf } from "../sms/fates.js";
import { measure } from "../sms/segments.js";
import { isoMicros } from "../time.js";

/** What a message comes to, decided when its batch is accepted. */
export interface Fate {
  readonly status: "Delivered" | "DeliveryFailed" | "SendingFailed" | "Sent";
  readonly errorCode?: string;
}

export type MessageStatus = "Queued" | Fate["status"];

const DELIVERED: Fate = { status: "Delivered" };
const OPTED_OUT: Fate = { status: "SendingFailed", errorCode: "SMS-RC-413" };

/** By the last four digits of the recipient. */
const FATES: ReadonlyMap<string, Fate> = new Map([
  ["0190", { status: "DeliveryFailed", errorCode: "SMS-CAR-411" }],
  ["0191", { status: "DeliveryFailed", errorCode: "SMS-CAR-412" }],
  ["0192", { status: "DeliveryFailed", errorCode: "SMS-CAR-104" }],
  ["0193", { status: "DeliveryFailed", errorCode: "SMS-CAR-199" }],
  ["0194", { status: "SendingFailed", errorCode: "SMS-UP-430" }],
  ["0195", { status: "SendingFailed" }],
  ["0200", { status: "Sent" }],
]);

/** The create call rejects recipients with this ending. */
const REJECTED_ENDING = "0199";

/** US and Canadian numbers, with the plus sign or without; anything else is turned down. */
export function normalized(number: string): string | undefined {
  const digits = /^\+?(1[2-9]\d{9})$/.exec(number)?.[1];
  return digits === undefined || digits.endsWith(REJECTED_ENDING) ? undefined : `+${digits}`;
}

export function messageFate(to: string, isOptedOut: boolean): Fate {
  return isOptedOut ? OPTED_OUT : fateOf(to, FATES, DELIVERED);
}

const PRICE_PER_SEGMENT = 0.0085;

/** One message. Its status follows from the time alone, so nothing has to be scheduled for it. */
export class Message {
  readonly id: string;
  readonly batchId: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly createdMs: number;
  /** When it leaves for the carrier. */
  readonly handedOnMs: number;
  readonly segments: number;
  readonly #finalMs: number;
  readonly #fate: Fate;

  constructor(
    own: Pick<Message, "id" | "batchId" | "from" | "to" | "text" | "createdMs" | "handedOnMs">,
    fate: Fate,
    random: Random,
  ) {
    this.id = own.id;
    this.batchId = own.batchId;
    this.from = own.from;
    this.to = own.to;
    this.text = own.text;
    this.createdMs = own.createdMs;
    this.handedOnMs = own.handedOnMs;
    this.segments = measure(own.text).segments;
    this.#fate = fate;
    // Most receipts come within seconds, a few take up to 40 minutes.
    this.#finalMs = this.handedOnMs + 2_000 + random.next() ** 4 * 2_400_000;
  }

  statusAt(now: number): MessageStatus {
    if (now < this.handedOnMs) return "Queued";
    if (this.#fate.status === "SendingFailed") return "SendingFailed";
    return now < this.#finalMs ? "Sent" : this.#fate.status;
  }

  errorCodeAt(now: number): string | undefined {
    return this.statusAt(now) === this.#fate.status ? this.#fate.errorCode : undefined;
  }

  /** A message that was not sent costs nothing. */
  costAt(now: number): number {
    return this.statusAt(now) === "SendingFailed" ? 0 : this.segments * PRICE_PER_SEGMENT;
  }

  /** `Simple` leaves out the text, the id of the batch and the direction. */
  document(now: number, view: "Simple" | "Detailed"): object {
    const status = this.statusAt(now);
    const changedMs =
      status === "Queued" ? this.createdMs : now < this.#finalMs ? this.handedOnMs : this.#finalMs;
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

/** The platform writes microseconds. */
export function timestamp(ms: number): string {
  return isoMicros(ms, "417");
}
