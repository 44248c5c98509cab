import type { Environment } from "../provider.js";
import { HEX_DIGITS, type Random } from "../random.js";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../time.js";
import type { Fate } from "./fate.js";
import { seconds } from "./file.js";
import type { RequestPlan } from "./request.js";
import type { BatchError, Validated } from "./validation.js";

const WINDOW_MS = DAY_MS;

/** The body of a create call. */
export interface CreateBody {
  readonly input_file_id: string;
  readonly endpoint: string;
  readonly completion_window: string;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly output_expires_after?: { readonly seconds: number };
}

/** How a request ended. */
export type Outcome = "succeeded" | "failed" | "expired" | "cancelled";

type Status =
  | "validating"
  | "failed"
  | "in_progress"
  | "finalizing"
  | "completed"
  | "expired"
  | "cancelling"
  | "cancelled";

/**
 * One batch. Its state is calculated at each call from its file, the seed, and the times of its creation and cancel.
 */
export class Batch {
  readonly id: string;
  readonly body: CreateBody;
  readonly createdMs: number;
  readonly requests: readonly RequestPlan[];
  /** Errors of its input file, for which it fails. */
  readonly errors: readonly BatchError[] | undefined;
  readonly model: string | null;
  outputFileId: string | null = null;
  errorFileId: string | null = null;
  /** Whether its result files exist. The clock may pass the end of a batch while an answer is made. */
  isWritten = false;
  readonly #environment: Environment;
  /** The number of batches before it. */
  readonly #number: number;
  readonly #validatedMs: number;
  /** When the last request is done. */
  readonly #doneMs: number;
  /** Duration of `finalizing`. */
  readonly #writingMs: number;
  /** Duration of the requests that do not ask for another one. */
  readonly #usualMs: number;
  /** Infinity unless it was cancelled. */
  #cancelMs = Infinity;
  #cancelledMs = Infinity;
  #finalProgress: object | undefined;

  constructor(number: number, body: CreateBody, validated: Validated, environment: Environment) {
    this.#environment = environment;
    this.#number = number;
    this.body = body;
    this.createdMs = environment.clock.now();
    const random = this.random();
    // Real ids begin with the time as well.
    this.id = `batch_${seconds(this.createdMs).toString(16).padStart(8, "0")}${random.text(24, HEX_DIGITS)}`;
    this.errors = validated.errors;
    this.requests = validated.errors === undefined ? validated.requests : [];
    this.model = validated.errors === undefined ? validated.model : null;
    const size = this.requests.length;
    this.#validatedMs = this.createdMs + 500 + random.below(1_500) + size;
    // The clock has whole milliseconds: with a fraction the batch would end just after the task that is scheduled for its end.
    this.#usualMs = Math.ceil((2 + 6 * random.next() + size / 10_000) * MINUTE_MS);
    this.#writingMs = SECOND_MS + random.below(20 * SECOND_MS) + size;
    this.#doneMs = this.requests.reduce(
      (last, { fate }, index) => Math.max(last, this.#finishMs(fate, index)),
      this.#validatedMs,
    );
  }

  get expiresMs(): number {
    return this.createdMs + WINDOW_MS;
  }

  /** When it ends. A cancel changes the end, even if all requests are done by then. */
  get endMs(): number {
    return this.#isCancelled ? this.#cancelledMs : this.#ownEndMs;
  }

  get hasEnded(): boolean {
    return this.#now >= this.endMs;
  }

  get status(): Status {
    const now = this.#now;
    if (now >= this.endMs && (this.isWritten || this.errors !== undefined)) return this.#finalStatus;
    if (this.#isCancelled) return "cancelling";
    if (now < this.#validatedMs) return "validating";
    return now < this.#doneMs ? "in_progress" : "finalizing";
  }

  /** Cancels the batch after its running requests are finished. Another cancel changes nothing. */
  cancel(): void {
    if (this.#isCancelled) return;
    this.#cancelMs = this.#now;
    this.#cancelledMs = this.#now + MINUTE_MS + this.random("wind-down").below(4 * MINUTE_MS);
  }

  /** How the requests ended, in their order; undefined for those that have not. */
  outcomes(): readonly (Outcome | undefined)[] {
    const { hasEnded } = this;
    const cutMs = Math.min(this.#now, this.#cancelMs, this.expiresMs);
    return this.requests.map(({ fate, status }, index) => {
      const isFinished = fate.kind !== "cancelled" && this.#finishMs(fate, index) <= cutMs;
      if (isFinished) return status < 300 ? "succeeded" : "failed";
      if (!hasEnded) return undefined;
      return fate.kind === "cancelled" || this.#isCancelled ? "cancelled" : "expired";
    });
  }

  document(): object {
    const { status } = this;
    const isAfter = (ms: number): boolean =>
      ms <= Math.min(this.#now, this.#cancelMs) && this.errors === undefined;
    const at = (isPast: boolean, ms: number): number | null => (isPast ? seconds(ms) : null);
    return {
      id: this.id,
      object: "batch",
      endpoint: this.body.endpoint,
      model: isAfter(this.#validatedMs) ? this.model : null,
      errors: status === "failed" ? { object: "list", data: this.errors } : null,
      input_file_id: this.body.input_file_id,
      completion_window: this.body.completion_window,
      status,
      output_file_id: this.outputFileId,
      error_file_id: this.errorFileId,
      created_at: seconds(this.createdMs),
      in_progress_at: at(isAfter(this.#validatedMs), this.#validatedMs),
      expires_at: seconds(this.expiresMs),
      finalizing_at: at(isAfter(this.#doneMs) && this.#doneMs < this.expiresMs, this.#doneMs),
      completed_at: at(status === "completed", this.endMs),
      failed_at: at(status === "failed", this.endMs),
      expired_at: at(status === "expired", this.endMs),
      cancelling_at: at(this.#isCancelled, this.#cancelMs),
      cancelled_at: at(status === "cancelled", this.endMs),
      ...this.#progress(),
      metadata: this.body.metadata ?? null,
    };
  }

  /** A generator by the number of the batch: its id depends on the time, and the same seed must give the same results. */
  random(...labels: readonly (string | number)[]): Random {
    return this.#environment.random("batch", this.#number, ...labels);
  }

  get #now(): number {
    return this.#environment.clock.now();
  }

  get #isCancelled(): boolean {
    return this.#cancelMs !== Infinity;
  }

  /** When it ends without a cancel. */
  get #ownEndMs(): number {
    if (this.errors !== undefined) return this.#validatedMs;
    return Math.min(this.#doneMs + this.#writingMs, this.expiresMs);
  }

  get #finalStatus(): Status {
    if (this.#isCancelled) return "cancelled";
    if (this.errors !== undefined) return "failed";
    return this.#ownEndMs === this.expiresMs ? "expired" : "completed";
  }

  /** When a request is finished. Requests run one after the other, in the order of the file. */
  #finishMs(fate: Fate, index: number): number {
    if (fate.kind === "expired") return Infinity;
    if (fate.kind === "minutes") return this.#validatedMs + fate.minutes * MINUTE_MS;
    return this.#validatedMs + ((index + 1) / this.requests.length) * this.#usualMs;
  }

  /** Counts and tokens; zero while the input file is validated. */
  #progress(): object {
    if (this.#finalProgress !== undefined) return this.#finalProgress;
    const isCounted = this.errors === undefined && this.#now >= this.#validatedMs;
    const progress = progressOf(this.requests, isCounted ? this.outcomes() : []);
    if (this.hasEnded) this.#finalProgress = progress;
    return progress;
  }
}

function progressOf(requests: readonly RequestPlan[], outcomes: readonly (Outcome | undefined)[]): object {
  const done = requests.filter((_, index) => outcomes[index] === "succeeded");
  const ended = outcomes.filter((outcome) => outcome !== undefined);
  const input = done.reduce((sum, { usage }) => sum + usage.inputTokens, 0);
  const output = done.reduce((sum, { usage }) => sum + usage.outputTokens, 0);
  return {
    request_counts: { total: outcomes.length, completed: done.length, failed: ended.length - done.length },
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    },
  };
}
