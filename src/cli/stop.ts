/**
 * The first Ctrl-C: nothing more is sent, and a paid call that is on its way gets its answer before the rest is broken
 * off. Its batch is then known, and not a case for `reconcile`. The second one ends at once.
 *
 *     Ctrl-C ─► is a POST under way? ─no──────────────────────────► abort
 *                      └─yes─► answered and written down, or failed ─┘
 */
import type { JournalRecord } from "../index.js";
import { EXIT } from "./exit.js";
import { type Io, say } from "./io.js";

// From the headers of an answer to its record in the journal; by then its body has come, or never will.
const ANSWER_MS = 5_000;

// A refusal has to be read before it is known for one. It leaves no record where the call is to be tried again.
const REFUSAL_MS = 300;

export class Stop {
  readonly #aborting = new AbortController();
  readonly #removeListener: () => void;
  #isUnderWay = false;
  #isRequested = false;
  #timer: NodeJS.Timeout | undefined;
  /** Tells people; a command whose lines move puts its own in place. */
  announce: (text: string) => void;

  constructor(io: Io) {
    this.announce = (text) => say(io, text);
    this.#removeListener = io.onInterrupt(() => {
      if (this.#isRequested) return io.exit(EXIT.interrupted);
      this.request();
      this.announce("Stopping: nothing more is sent. Ctrl-C again ends at once.");
    });
  }

  /** Aborts once nothing is left undefined. */
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

  /** The platform's `fetch`, watched: a POST may be a paid call. */
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

  /** To be called with each record of a journal that is written: what became of the call is known. */
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
