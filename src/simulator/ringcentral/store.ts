import type { Environment, Exchange } from "../provider.js";
import { HEX_DIGITS } from "../random.js";
import { rounded } from "../sms/money.js";
import { DAY_MS } from "../time.js";
import { Batch, type Rejected, START_UP_MS } from "./batch.js";
import type { Consents } from "./consents.js";
import { badParameter, notFound } from "./errors.js";
import { messageFate } from "./fate.js";
import { Message, type MessageStatus } from "./message.js";
import { isSameNumber, maySend, messageIntervalMs, normalized } from "./numbers.js";
import { tokenPage } from "./paging.js";

interface CreateBody {
  readonly from: string;
  readonly text?: string;
  readonly messages: readonly { readonly to: readonly string[]; readonly text?: string }[];
}

interface Filters {
  readonly dateFrom?: string;
  readonly dateTo?: string;
  readonly from?: string;
  readonly status?: readonly string[];
  readonly batchId?: string;
  readonly direction?: readonly string[];
  readonly phoneNumber?: readonly string[];
  readonly view?: "Simple" | "Detailed";
  readonly pageToken?: string;
  readonly perPage?: number;
}

/** Count and cost of the messages with one status. */
interface StatusSum {
  count: number;
  cost: number;
  readonly errorCodeCounts?: Record<string, number>;
}

const PER_PAGE = 1_000;

/** Above 2^53, so that a client that parses ids as numbers gets wrong ones. */
const FIRST_MESSAGE_ID = 9_007_199_254_740_993n;

export class Store {
  readonly #environment: Environment;
  readonly #consents: Consents;
  readonly #batches = new Map<string, Batch>();
  readonly #messages = new Map<string, Message>();

  constructor(environment: Environment, consents: Consents) {
    this.#environment = environment;
    this.#consents = consents;
  }

  create(exchange: Exchange): object {
    const body = exchange.body as CreateBody;
    const from = normalized(body.from);
    if (from === undefined || !maySend(from)) throw badParameter(exchange, "from", "it cannot send");
    const withoutText = body.messages.findIndex(({ text }) => (text ?? body.text ?? "") === "");
    if (withoutText >= 0) throw badParameter(exchange, `messages[${withoutText}].text`, "it is missing");
    const createdMs = this.#environment.clock.now();
    const id = this.#newId(exchange.id);
    const messages: Message[] = [];
    const rejected: Rejected[] = [];
    for (const [index, { to, text }] of body.messages.entries()) {
      const recipient = normalized(to[0] ?? "");
      if (recipient === undefined) rejected.push(rejection(index + 1, to));
      else {
        const dispatchMs = createdMs + START_UP_MS + (messages.length + 1) * messageIntervalMs(from);
        const own = {
          batchId: id,
          from,
          to: recipient,
          text: text ?? body.text ?? "",
          createdMs,
          dispatchMs,
        };
        messages.push(this.#message(own));
      }
    }
    const batch = new Batch({ id, from, messages, createdMs });
    this.#batches.set(id, batch);
    return batch.document(createdMs, rejected);
  }

  get(exchange: Exchange): object {
    const batch = this.#batches.get(exchange.params["batchId"] ?? "");
    if (batch === undefined) throw notFound(exchange, "batchId");
    return batch.document(this.#environment.clock.now());
  }

  list(exchange: Exchange): object {
    const query = exchange.query as Filters;
    const now = this.#environment.clock.now();
    const isInTime = this.#period(query);
    const batches = [...this.#batches.values()]
      .filter(({ createdMs }) => isInTime(createdMs))
      .filter(({ from }) => query.from === undefined || isSameNumber(from, query.from))
      .filter((batch) => query.status === undefined || query.status.includes(batch.statusAt(now)))
      .reverse();
    const { records, paging } = tokenPage(exchange, batches, query, PER_PAGE);
    const documents = records.map((batch) => batch.document(now));
    // The platform omits `paging` if everything fits on one page.
    return paging.nextPageToken === undefined && query.pageToken === undefined
      ? { records: documents }
      : { records: documents, paging };
  }

  message(exchange: Exchange): object {
    const message = this.#messages.get(exchange.params["messageId"] ?? "");
    if (message === undefined) throw notFound(exchange, "messageId");
    return message.document(this.#environment.clock.now(), "Detailed");
  }

  messages(exchange: Exchange): object {
    const query = exchange.query as Filters;
    const now = this.#environment.clock.now();
    const { records, paging } = tokenPage(exchange, this.#matching(query).reverse(), query, PER_PAGE);
    return { records: records.map((message) => message.document(now, query.view ?? "Simple")), paging };
  }

  statuses(exchange: Exchange): object {
    const now = this.#environment.clock.now();
    const sums: Record<MessageStatus, StatusSum> = {
      Queued: { count: 0, cost: 0 },
      Sent: { count: 0, cost: 0 },
      Delivered: { count: 0, cost: 0 },
      DeliveryFailed: { count: 0, cost: 0, errorCodeCounts: {} },
      SendingFailed: { count: 0, cost: 0, errorCodeCounts: {} },
    };
    for (const message of this.#matching(exchange.query)) {
      const sum = sums[message.statusAt(now)];
      sum.count++;
      sum.cost = rounded(sum.cost + message.costAt(now));
      const code = message.errorCodeAt(now);
      if (code !== undefined && sum.errorCodeCounts) {
        sum.errorCodeCounts[code] = (sum.errorCodeCounts[code] ?? 0) + 1;
      }
    }
    const memberOf = (status: string): string => status.charAt(0).toLowerCase() + status.slice(1);
    return Object.fromEntries(Object.entries(sums).map(([status, sum]) => [memberOf(status), sum]));
  }

  #matching({ batchId, direction, phoneNumber, ...period }: Filters): Message[] {
    const isInTime = this.#period(period);
    // The simulator has no inbound messages.
    if (direction !== undefined && !direction.includes("Outbound")) return [];
    const source =
      batchId === undefined ? this.#messages.values() : (this.#batches.get(batchId)?.messages ?? []);
    return [...source]
      .filter(({ createdMs }) => isInTime(createdMs))
      .filter(
        ({ from, to }) =>
          phoneNumber === undefined ||
          phoneNumber.some((each) => isSameNumber(each, from) || isSameNumber(each, to)),
      );
  }

  /** Whether a time is in the period of the query. By default that is the last 24 hours, even beside a batch id. */
  #period({ dateFrom, dateTo }: Filters): (ms: number) => boolean {
    const toMs = dateTo === undefined ? this.#environment.clock.now() : Date.parse(dateTo);
    const fromMs = dateFrom === undefined ? toMs - DAY_MS : Date.parse(dateFrom);
    return (ms) => ms >= fromMs && ms <= toMs;
  }

  #message(
    own: ConstructorParameters<typeof Message>[0] extends infer Own ? Omit<Own, "id"> : never,
  ): Message {
    const id = String(FIRST_MESSAGE_ID + BigInt(this.#messages.size));
    const fate = messageFate(own.to, this.#consents.isOptedOut(own.from, own.to));
    const message = new Message({ id, ...own }, fate, this.#environment.random("message", id));
    this.#messages.set(id, message);
    return message;
  }

  #newId(label: string): string {
    const hex = this.#environment.random("batch", label).text(32, HEX_DIGITS);
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-9$4-$5").slice(0, 36);
  }
}

function rejection(index: number, to: readonly string[]): Rejected {
  return { index, to, errorCode: "SMS-RC-410", description: "Destination number is not supported" };
}
