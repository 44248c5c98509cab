import type { Environment, Exchange } from "../provider.js";
import { notFound } from "./errors.js";
import { newId } from "./ids.js";
import { hasReference, listed, numberedPage, periodOf } from "./paging.js";
import { digitsOf } from "./numbers.js";

interface Inbound {
  readonly type: "mo_text";
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly received_at: string;
  readonly client_reference?: unknown;
}

/** Messages from recipients. */
export class Inbounds {
  readonly #environment: Environment;
  /** Newest first. */
  readonly #messages: Inbound[] = [];

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  receive(from: string, to: string, reference: unknown): Inbound {
    const { clock, random } = this.#environment;
    const message: Inbound = {
      type: "mo_text",
      id: newId(clock.now(), random("inbound", this.#messages.length)),
      from,
      to,
      body: "Thank you!",
      received_at: clock.iso(),
      ...(reference === undefined ? {} : { client_reference: reference }),
    };
    this.#messages.unshift(message);
    return message;
  }

  list(exchange: Exchange): unknown {
    const inPeriod = periodOf(exchange, this.#environment.clock.now());
    const isReceiver = listed(exchange, "to", (number) => digitsOf(String(number)) ?? number);
    const isReferred = hasReference(exchange);
    const entries = this.#messages.filter(
      ({ to, received_at, client_reference }) =>
        inPeriod(Date.parse(received_at)) && isReceiver(to) && isReferred(client_reference),
    );
    return numberedPage("inbounds", entries, exchange);
  }

  get(exchange: Exchange): unknown {
    const message = this.#messages.find(({ id }) => id === exchange.params["inbound_id"]);
    if (message === undefined) throw notFound();
    return message;
  }
}
