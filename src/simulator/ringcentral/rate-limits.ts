import type { Clock } from "../clock.js";
import type { Answer, Exchange } from "../provider.js";
import { RateWindow } from "../rate-window.js";
import { errorAnswer } from "./errors.js";

/** Calls per window, by group: the defaults of the platform. */
const LIMITS: ReadonlyMap<string, number> = new Map([["auth", 5]]);
const USUAL_LIMIT = 50;
const WINDOW_MS = 60_000;
const PENALTY_MS = 60_000;

/** The limit of one group of calls, and the penalty for exceeding it. */
class Group {
  readonly window: RateWindow;
  #penaltyEndsMs = 0;

  constructor(limit: number) {
    this.window = new RateWindow(limit, WINDOW_MS);
  }

  /** Counts one call; false if it exceeds the limit. A call during the penalty restarts the penalty. */
  take(now: number): boolean {
    if (now >= this.#penaltyEndsMs && this.window.take(now)) return true;
    this.#penaltyEndsMs = now + PENALTY_MS;
    return false;
  }
}

/** Counts the calls of the only user, by group. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #groups = new Map<string, Group>();
  readonly #headers = new WeakMap<Exchange, Readonly<Record<string, string>>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a call; returns a 429 if it exceeds the limit. */
  admit(exchange: Exchange): Answer | undefined {
    const name = exchange.operation?.limitGroup ?? "light";
    const group = this.#groups.get(name) ?? new Group(LIMITS.get(name) ?? USUAL_LIMIT);
    this.#groups.set(name, group);
    const isAdmitted = group.take(this.#clock.now());
    this.#headers.set(exchange, {
      "x-rate-limit-group": name,
      "x-rate-limit-limit": String(group.window.limit),
      "x-rate-limit-remaining": String(isAdmitted ? group.window.remaining : 0),
      "x-rate-limit-window": String(WINDOW_MS / 1_000),
    });
    if (isAdmitted) return undefined;
    const refused = errorAnswer(exchange, 429, { code: "CMN-301", message: "Request rate exceeded" });
    return { ...refused, headers: { "retry-after": String(PENALTY_MS / 1_000) } };
  }

  /** The rate-limit headers of the answer to a counted call. */
  headersOf(exchange: Exchange): Readonly<Record<string, string>> {
    return this.#headers.get(exchange) ?? {};
  }
}
