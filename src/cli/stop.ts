/**
 * Handles Ctrl-C. An abort during a paid call would leave its outcome unknown, so the first Ctrl-C aborts only after the
 * answer of that call is recorded. The second one ends the process at once.
 *
 *     Ctrl-C ─► is a POST under way? ─no──────────────────────────► abort
 *                      └─yes─► answered and recorded, or failed ─────┘
 */
import type { JournalRecord } from "../index.js";
import { EXIT } from "./exit.js";
import { type Io, say } from "./io.js";

// The longest wait from the headers of an answer to its record in the journal.
const ANSWER_MS = 5_000;

// The wait after a failed call, which has no record if it is retried.
const REFUSAL_MS = 300;

export class Stop {
  readonly #aborting = new AbortController();
  readonly #removeListener: () => void;
  #isUnderWay = false;
  #isRequested = false;
  #timer: NodeJS.Timeout | undefined;
  /** Writes a message. Replaced by commands with a progress display. */
  announce: (text: string) => void;

  constructor(io: Io) {
    this.announce = (text) => say(io, text);
    this.#removeListener = io.onInterrupt(() => {
      if (this.#isRequested) return io.exit(EXIT.interrupted);
      this.request();
      this.announce("Stopping: nothing more is sent. Ctrl-C again ends at once.");
    });
  }

  /** Aborts after a Ctrl-C, once no paid call is under way. */
  get signal(): AbortSignal {
    return this.#aborting.signal;
  }

  get isRequested(): boolean {
    return this.#isRequested;
  }

  request(): void {
    this.#isRequested = true;
    if (!this.#isUnderWay) this.#aborting.abort();
  }

  /** `fetch` that keeps track of POSTs, because they may be paid calls. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const method = init?.method ?? (input instanceof Request ? input.method : "GET");
    if (method.toUpperCase() !== "POST") {
      this.#settled();
      return globalThis.fetch(input, init);
    }
    clearTimeout(this.#timer);
    this.#isUnderWay = true;
    try {
      const response = await globalThis.fetch(input, init);
      this.#settledIn(response.ok ? ANSWER_MS : REFUSAL_MS);
      return response;
    } catch (error) {
      this.#settledIn(REFUSAL_MS);
      throw error;
    }
  };

  /** Called with each new record of the journal, which may tell the outcome of the paid call. */
  recorded({ type }: JournalRecord): void {
    if (type === "sent" || type === "refused" || type === "staged") this.#settled();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#removeListener();
  }

  #settledIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settled(), ms);
  }

  #settled(): void {
    clearTimeout(this.#timer);
    this.#isUnderWay = false;
    if (this.#isRequested) this.#aborting.abort();
  }
}
