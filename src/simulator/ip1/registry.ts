import type { Clock } from "../clock.js";
import type { Answer, Exchange } from "../provider.js";
import { httpError } from "./errors.js";

/** A set of names that an account adds and removes by path: its senders, its blacklist. */
export class Registry {
  readonly #created = new Map<string, string>();
  readonly #field: string;
  readonly #clock: Clock;
  readonly #timestamp: (ms: number) => string;

  /** `field`: the path parameter, and the member of the documents, that holds the name. */
  constructor(field: string, clock: Clock, timestamp: (ms: number) => string) {
    this.#field = field;
    this.#clock = clock;
    this.#timestamp = timestamp;
  }

  has(name: string): boolean {
    return this.#created.has(name);
  }

  /** In the order in which they were added. */
  names(): readonly string[] {
    return [...this.#created.keys()];
  }

  document(name: string): Record<string, unknown> {
    return { [this.#field]: name, created: this.#created.get(name) };
  }

  readonly get = (exchange: Exchange): Answer => {
    return { status: 200, body: this.document(this.#named(exchange)) };
  };

  readonly put = (exchange: Exchange): Answer => this.add(exchange.params[this.#field] ?? "");

  readonly remove = (exchange: Exchange): Answer => {
    const name = this.#named(exchange);
    const body = this.document(name);
    this.#created.delete(name);
    return { status: 200, body };
  };

  add(name: string): Answer {
    if (!this.has(name)) this.#created.set(name, this.#timestamp(this.#clock.now()));
    return { status: 200, body: this.document(name) };
  }

  #named(exchange: Exchange): string {
    const name = exchange.params[this.#field] ?? "";
    if (!this.has(name)) throw httpError(exchange, 404);
    return name;
  }
}
