import type { Clock } from "../clock.js";
import type { Answer, Exchange } from "../provider.js";
import { errorAnswer } from "./errors.js";

/** Calls per window; the platform's defaults. */
const LIMITS: ReadonlyMap<string, number> = new Map([["auth", 5]]);
const USUAL_LIMIT = 50;
const WINDOW_MS = 60_000;
const PENALTY_MS = 60_000;

/** The calls of one group within the window, and the penalty that too many of them bring. */
class Group {
  readonly limit: number;
  readonly #calls: number[] = [];
  #penaltyEndsMs = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Takes one call; false while it is one too many. A call inside the penalty starts the penalty anew. */
  take(now: number): boolean {
    while (this.#calls[0] !== undefined && this.#calls[0] <= now - WINDOW_MS) this.#calls.shift();
    if (now < this.#penaltyEndsMs || this.#calls.length >= this.limit) {
      this.#penaltyEndsMs = now + PENALTY_MS;
      return false;
    }
    this.#calls.push(now);
    return true;
  }

  get remaining(): number {
    return this.limit - this.#calls.length;
  }
}

/** Counts the calls of the one user that there is, by group. */
export class Rates {
  readonly #clock: Clock;
  readonly #groups = new Map<string, Group>();
  readonly #headers = new WeakMap<Exchange, Readonly<Record<string, string>>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The refusal of a call that is one too many. */
  admit(exchange: Exchange): Answer | undefined {
    const name = exchange.operation?.limitGroup ?? "light";
    const group = this.#groups.get(name) ?? new Group(LIMITS.get(name) ?? USUAL_LIMIT);
    this.#groups.set(name, group);
    const isAdmitted = group.take(this.#clock.now());
    this.#headers.set(exchange, {
      "x-rate-limit-group": name,
      "x-rate-limit-limit": String(group.limit),
      "x-rate-limit-remaining": String(isAdmitted ? group.remaining : 0),
      "x-rate-limit-window": String(WINDOW_MS / 1_000),
    });
    if (isAdmitted) return undefined;
    const refused = errorAnswer(exchange, 429, { code: "CMN-301", message: "Request rate exceeded" });
    return { ...refused, headers: { "retry-after": String(PENALTY_MS / 1_000) } };
  }

  /** What every counted answer carries. */
  headersOf(exchange: Exchange): Readonly<Record<string, string>> {
    return this.#headers.get(exchange) ?? {};
  }
}
