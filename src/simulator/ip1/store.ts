import type { BatchRequest } from "../../../generated/ip1.js";
import type { Environment, Exchange } from "../provider.js";
import { HEX_DIGITS } from "../random.js";
import { isoSeconds } from "../time.js";
import { Batch } from "./batch.js";
import { httpError } from "./errors.js";
import { Registry } from "./registry.js";
import { followMessage } from "./webhooks.js";

/** Batches, senders and blacklist of the account. */
export class Store {
  readonly senders: Registry;
  readonly blacklist: Registry;
  readonly #environment: Environment;
  /** Oldest first. */
  readonly #batches: Batch[] = [];
  readonly #byId = new Map<string, Batch>();

  constructor(environment: Environment) {
    this.#environment = environment;
    this.senders = new Registry("sender", environment.clock, isoSeconds);
    this.blacklist = new Registry("msisdn", environment.clock, timestampWithoutZone);
  }

  /** Leaves out recipients on the blacklist, and refuses a batch without others, as the older API does. */
  create(exchange: Exchange<BatchRequest>): Batch {
    const request = exchange.body;
    if (!this.senders.has(request.sender)) {
      const errors = { sender: [`'${request.sender}' is not registered on this account`] };
      throw httpError(exchange, 422, "The batch cannot be sent", errors);
    }
    this.#checkWindows(exchange, request);
    const { recipients } = request;
    const given = Array.isArray(recipients)
      ? recipients
      : Object.keys(recipients).filter((number) => number !== "default");
    const numbers = given.filter((number) => !this.blacklist.has(number));
    if (numbers.length === 0) {
      throw httpError(exchange, 400, undefined, { recipients: ["All recipients are on the blacklist"] });
    }
    const id = this.#environment.random("batch", this.#batches.length).text(24, HEX_DIGITS);
    const batch = new Batch(id, request, numbers, this.#environment);
    this.#batches.push(batch);
    this.#byId.set(id, batch);
    for (const message of batch.messages) followMessage(this.#environment, batch, message);
    return batch;
  }

  get(exchange: Exchange): Batch {
    const batch = this.#byId.get(exchange.params["batchId"] ?? "");
    if (batch === undefined) throw httpError(exchange, 404);
    return batch;
  }

  /** Oldest first. `tags` selects batches with at least one of them. */
  list({ query }: Exchange): readonly Batch[] {
    const wanted = query["tags"] as readonly string[] | undefined;
    if (wanted === undefined) return this.#batches;
    return this.#batches.filter(({ request }) => request.tags?.some((tag) => wanted.includes(tag)) ?? false);
  }

  /** Cancels the messages that are not sent yet. */
  cancel(exchange: Exchange): Batch {
    const batch = this.get(exchange);
    if (batch.status === 112) throw httpError(exchange, 422, "The batch has been sent already");
    for (const message of batch.cancel()) {
      followMessage(this.#environment, batch, message, message.timeline.length - 1);
    }
    return batch;
  }

  #checkWindows(exchange: Exchange, { deliveryWindows = [] }: BatchRequest): void {
    const isBackward = deliveryWindows.some(
      ({ opens, closes }) => Date.parse(closes ?? "") <= Date.parse(opens ?? ""),
    );
    if (!isBackward) return;
    throw httpError(exchange, 400, undefined, { deliveryWindows: ["A window must close after it opens"] });
  }
}

function timestampWithoutZone(ms: number): string {
  return new Date(ms).toISOString().slice(0, -1);
}
