import type { Environment } from "../provider.js";
import { type Random, shuffledIndexes } from "../random.js";
import { DAY_MS, isoMicros, MINUTE_MS } from "../time.js";
import { type Outcome, resultLine } from "./results.js";
import type { RequestPlan } from "./request.js";

const EXPIRY_MS = DAY_MS;
const KEPT_MS = 29 * DAY_MS;

export interface RequestCounts {
  readonly processing: number;
  readonly succeeded: number;
  readonly errored: number;
  readonly canceled: number;
  readonly expired: number;
}

/**
 * One batch. Its state is calculated at each call from its requests, the seed, and the times of its creation and cancel,
 * so that nothing has to be scheduled.
 */
export class Batch {
  readonly id: string;
  readonly createdMs: number;
  readonly size: number;
  isDeleted = false;
  readonly #environment: Environment;
  /** Duration of the requests that do not ask for another one. */
  readonly #usualMs: number;
  #plans: readonly RequestPlan[];
  #endMs: number;
  #cancelMs: number | undefined;
  #finalCounts: RequestCounts | undefined;

  constructor(id: string, plans: readonly RequestPlan[], environment: Environment) {
    this.id = id;
    this.createdMs = environment.clock.now();
    this.#plans = plans;
    this.size = plans.length;
    this.#environment = environment;
    const spread = this.#random("duration").next();
    const usualMs = (2 + 6 * spread + plans.length / 10_000) * MINUTE_MS;
    this.#usualMs = Math.min(usualMs, environment.limit("usualSeconds") * 1_000);
    const longestMs = plans.reduce((longest, plan) => Math.max(longest, ownDurationMs(plan)), this.#usualMs);
    this.#endMs = this.createdMs + Math.min(longestMs, EXPIRY_MS);
  }

  /** When it ends, unless it is canceled before. */
  get endMs(): number {
    return this.#endMs;
  }

  get hasEnded(): boolean {
    return this.#environment.clock.now() >= this.#endMs;
  }

  get isArchived(): boolean {
    return this.#environment.clock.now() >= this.createdMs + KEPT_MS;
  }

  /** Cancels the batch. Another cancel changes nothing. */
  cancel(): void {
    if (this.#cancelMs !== undefined) return;
    this.#cancelMs = this.#environment.clock.now();
    const windDownMs = (1 + this.#random("wind-down").next()) * MINUTE_MS;
    this.#endMs = Math.min(this.#endMs, this.#cancelMs + windDownMs);
  }

  /** Deletes the batch, and frees the memory of its results. */
  delete(): void {
    this.isDeleted = true;
    this.#plans = [];
  }

  document(): object {
    const { hasEnded } = this;
    const cancelMs = this.#cancelMs;
    return {
      id: this.id,
      type: "message_batch",
      processing_status: hasEnded ? "ended" : cancelMs === undefined ? "in_progress" : "canceling",
      request_counts: this.#counts(),
      created_at: isoMicros(this.createdMs),
      expires_at: isoMicros(this.createdMs + EXPIRY_MS),
      ended_at: hasEnded ? isoMicros(this.#endMs) : null,
      cancel_initiated_at: cancelMs === undefined ? null : isoMicros(cancelMs),
      archived_at: this.isArchived ? isoMicros(this.createdMs + KEPT_MS) : null,
      results_url: hasEnded ? `${this.#environment.origin}/v1/messages/batches/${this.id}/results` : null,
    };
  }

  /** One line for each request, in another order than that of the requests. Continues after a delete. */
  *results(): Generator<unknown> {
    const plans = this.#plans;
    for (const index of shuffledIndexes(this.size, this.#random("order"))) {
      const plan = plans[index];
      if (plan === undefined) return;
      yield resultLine(plan, this.#outcomeOf(plan, index), this.#random("message", index));
    }
  }

  /** All requests count as processing until the whole batch has ended. */
  #counts(): RequestCounts {
    const none = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 };
    if (!this.hasEnded) return { ...none, processing: this.size };
    if (this.#finalCounts === undefined) {
      const counts = { ...none };
      for (const [index, plan] of this.#plans.entries()) counts[this.#outcomeOf(plan, index)]++;
      this.#finalCounts = counts;
    }
    return this.#finalCounts;
  }

  #outcomeOf(plan: RequestPlan, index: number): Outcome {
    if (plan.fate.kind === "canceled" || !this.#wasStarted(index)) return "canceled";
    const neededMs = ownDurationMs(plan);
    if (neededMs >= EXPIRY_MS || this.createdMs + neededMs > this.#endMs) {
      return this.#cancelMs === undefined ? "expired" : "canceled";
    }
    return plan.fate.kind === "errored" ? "errored" : "succeeded";
  }

  /** Whether a request was started before the cancel: requests start one after the other. */
  #wasStarted(index: number): boolean {
    if (this.#cancelMs === undefined) return true;
    return this.createdMs + this.#random("start", index).next() * this.#usualMs <= this.#cancelMs;
  }

  #random(...labels: readonly (string | number)[]): Random {
    return this.#environment.random(this.id, ...labels);
  }
}

/** The duration that a request asks for; 0 if none. */
function ownDurationMs({ fate }: RequestPlan): number {
  if (fate.kind === "expired") return EXPIRY_MS;
  return fate.kind === "minutes" ? fate.minutes * MINUTE_MS : 0;
}
