import type { BatchRequest } from "../../../generated/ip1.js";
import type { Environment } from "../provider.js";
import { HEX_DIGITS } from "../random.js";
import { rounded } from "../sms/money.js";
import { measure } from "../sms/segments.js";
import { isoSeconds } from "../time.js";
import { ACCOUNT } from "./account.js";
import {
  type Timeline,
  timelineOf,
  openingAfter,
  type StatusEntry,
  type DeliveryWindow,
  windowsOf,
} from "./timeline.js";
import { renderer } from "./template.js";

const CURRENCY = "SEK";
const SEGMENT_PRICE = 0.445;
const HIGH_PRIORITY_PRICE = 0.1;

export interface Message {
  readonly id: string;
  readonly recipient: string;
  readonly body: string;
  readonly segments: number;
  readonly datacoding: "gsm" | "ucs";
  /** The price, unless the message is refused, canceled or refunded. */
  readonly price: number;
  /** All its statuses, future ones included; a cancel replaces those. */
  timeline: Timeline;
}

/** One batch. Its state is calculated from the timelines of its messages and the time, so nothing has to be scheduled. */
export class Batch {
  readonly id: string;
  readonly request: BatchRequest;
  readonly messages: readonly Message[];
  readonly #environment: Environment;
  readonly #windows: readonly DeliveryWindow[];
  readonly #createdMs: number;
  #isCanceled = false;

  /** `numbers`: the recipients that are not on the blacklist. */
  constructor(id: string, request: BatchRequest, numbers: readonly string[], environment: Environment) {
    this.id = id;
    this.request = request;
    this.#environment = environment;
    this.#createdMs = environment.clock.now();
    this.#windows = windowsOf(request, this.#createdMs);
    const textFor = this.#texts();
    this.messages = numbers.map((number, index) => this.#message(number, index, textFor(number)));
  }

  get status(): number {
    if (this.#isCanceled) return 203;
    const opensMs = openingAfter(this.#createdMs, this.#windows);
    if (opensMs !== undefined && opensMs > this.#now) return 101;
    // A message whose code is 110 or less is still at the provider.
    const isOut = ({ code }: StatusEntry): boolean => code === 104 || code > 110;
    return this.messages.every((message) => isOut(this.latest(message))) ? 112 : 111;
  }

  /** The statuses of a message up to now. */
  history({ timeline: [first, ...later] }: Message): Timeline {
    return [first, ...later.filter(({ atMs }) => atMs <= this.#now)];
  }

  latest(message: Message): StatusEntry {
    return this.history(message).at(-1) ?? message.timeline[0];
  }

  /** Cancels the messages that are not sent yet, and returns them. The batch is canceled if those are all. */
  cancel(): readonly Message[] {
    const left = this.messages.filter((message) => this.latest(message).code < 110);
    for (const message of left) {
      message.timeline = [...this.history(message), { code: 203, duration: 1, atMs: this.#now }];
    }
    this.#isCanceled ||= left.length > 0 && left.length === this.messages.length;
    return left;
  }

  /** The batch as lists have it. */
  document(): Record<string, unknown> {
    const { sender, body, type = "sms", datacoding = "ucs", priority = 1, recipients } = this.request;
    return {
      id: this.id,
      owner: ACCOUNT.owner,
      sender,
      body,
      direction: "MT",
      type,
      datacoding: datacoding.toUpperCase(),
      priority,
      templated: !Array.isArray(recipients),
      deliveryWindows: this.request.deliveryWindows ?? [],
      status: this.status,
      deliveryReportUrl: this.request.deliveryReportUrl ?? null,
      reference: this.request.reference ?? null,
      tags: this.request.tags ?? [],
    };
  }

  details(): Record<string, unknown> {
    const messageSummary: Record<string, { messages: number; sms: number }> = {};
    let total = 0;
    for (const message of this.messages) {
      const { code } = this.latest(message);
      const count = (messageSummary[code] ??= { messages: 0, sms: 0 });
      count.messages++;
      count.sms += message.segments;
      total += this.priceOf(message);
    }
    const average = total / this.messages.length;
    return {
      ...this.document(),
      priceSummary: { total: rounded(total), currency: CURRENCY, average: rounded(average) },
      messageSummary,
    };
  }

  /** The price by the current status: refused, canceled and refunded messages cost nothing. */
  priceOf(message: Message): number {
    const { code } = this.latest(message);
    return code === 104 || code === 203 || code >= 400 ? 0 : message.price;
  }

  messageDocument(message: Message, statuses: readonly StatusEntry[]): Record<string, unknown> {
    const { sender, type = "sms", priority = 1, reference = null } = this.request;
    return {
      id: message.id,
      batchId: this.id,
      owner: ACCOUNT.owner,
      sender,
      recipient: message.recipient,
      body: message.body,
      direction: "mt",
      segments: message.segments,
      type: type.toUpperCase(),
      datacoding: message.datacoding,
      priority,
      price: this.priceOf(message),
      currency: CURRENCY,
      statuses: statuses.map(({ code, duration, atMs }) => ({ code, duration, created: isoSeconds(atMs) })),
      modified: isoSeconds(this.latest(message).atMs),
      reference,
      mcc: "240",
      mnc: "01",
    };
  }

  /** The body that is posted to `deliveryReportUrl` when a message gets a status. */
  report(message: Message, { code, duration, atMs }: StatusEntry): Record<string, unknown> {
    return {
      messageId: message.id,
      batchId: this.id,
      recipient: message.recipient,
      code,
      duration,
      created: isoSeconds(atMs),
      segments: message.segments,
      price: this.priceOf(message),
      currency: CURRENCY.toLowerCase(),
      reference: this.request.reference ?? null,
    };
  }

  get #now(): number {
    return this.#environment.clock.now();
  }

  #texts(): (number: string) => string {
    const { recipients, body } = this.request;
    if (Array.isArray(recipients)) return () => body;
    const render = renderer(body, recipients);
    return (number) => render(recipients[number] ?? {});
  }

  #message(recipient: string, index: number, body: string): Message {
    const { datacoding: allowed, priority } = this.request;
    const { encoding, segments } = measure(body);
    const datacoding = encoding === "GSM-7" ? "gsm" : "ucs";
    const perSegment = SEGMENT_PRICE + (priority === 2 ? HIGH_PRIORITY_PRICE : 0);
    const refusedWith = allowed === "gsm" && datacoding === "ucs" ? 404 : undefined;
    const setup = { recipient, index, createdMs: this.#createdMs, windows: this.#windows, refusedWith };
    const random = this.#environment.random(this.id, index);
    const id = random.text(24, HEX_DIGITS);
    const price = rounded(segments * perSegment);
    return { id, recipient, body, segments, datacoding, price, timeline: timelineOf(setup, random) };
  }
}
