import type { Environment } from "../provider.js";
import { measure, type Measured } from "../sms/segments.js";
import { type Fate, messageFate, receiptMs } from "./fate.js";
import { filledIn, type ParameterValues } from "./template.js";

export interface MessageState {
  readonly status: string;
  readonly code: number;
  /** When the status began. */
  readonly atMs: number;
  readonly isFinal: boolean;
}

/** Fields of the batch on which its messages depend. */
export interface MessageSetup {
  readonly batchId: string;
  readonly text: string | undefined;
  readonly parameters: ParameterValues;
  readonly maxParts: number | undefined;
  readonly truncate: boolean;
  readonly createdMs: number;
  readonly expireMs: number;
}

export class Message {
  readonly recipient: string;
  readonly body: string | undefined;
  readonly measured: Measured;
  readonly fate: Fate;
  readonly #setup: MessageSetup;
  readonly #receiptMs: number;
  #dispatchMs = Infinity;
  #canceledMs = Infinity;

  constructor(recipient: string, setup: MessageSetup, environment: Environment) {
    this.recipient = recipient;
    this.#setup = setup;
    this.body = setup.text === undefined ? "" : filledIn(setup.text, setup.parameters, recipient);
    const measured = measure(this.body ?? "");
    this.measured = setup.truncate ? { ...measured, segments: 1 } : measured;
    this.fate = this.#mistake() ?? messageFate(recipient);
    this.#receiptMs = receiptMs(environment.random("receipt", setup.batchId, recipient));
  }

  /** Infinity until the queue has planned it. */
  get dispatchMs(): number {
    return this.#dispatchMs;
  }

  plan(dispatchMs: number): void {
    this.#dispatchMs = dispatchMs;
  }

  /** Cancels the message, unless it has left the queue. */
  cancel(nowMs: number): void {
    if (nowMs < this.#leavesMs) this.#canceledMs = Math.min(this.#canceledMs, nowMs);
  }

  /** Whether it has left the queue: sent, expired or canceled. */
  hasLeft(nowMs: number): boolean {
    return nowMs >= Math.min(this.#leavesMs, this.#canceledMs);
  }

  stateAt(nowMs: number): MessageState {
    const { createdMs, expireMs } = this.#setup;
    if (this.#canceledMs <= nowMs) return final("Cancelled", 407, this.#canceledMs);
    if (nowMs < this.#leavesMs) return { status: "Queued", code: 400, atMs: createdMs, isFinal: false };
    if (this.#dispatchMs >= expireMs) return final("Aborted", 406, expireMs);
    const { fate } = this;
    if (fate.isKeptBack) return final(fate.status, fate.code, this.#dispatchMs);
    if (nowMs < this.finalMs)
      return { status: "Dispatched", code: 401, atMs: this.#dispatchMs, isFinal: false };
    return fate.isSilent || this.#dispatchMs + this.#receiptMs > expireMs
      ? final("Expired", 0, this.finalMs)
      : final(fate.status, fate.code, this.finalMs);
  }

  get finalMs(): number {
    if (this.#canceledMs !== Infinity) return this.#canceledMs;
    const { expireMs } = this.#setup;
    if (this.#dispatchMs >= expireMs || this.fate.isSilent) return expireMs;
    return this.fate.isKeptBack ? this.#dispatchMs : Math.min(expireMs, this.#dispatchMs + this.#receiptMs);
  }

  /** When its status changes, past times included. */
  get changesMs(): readonly number[] {
    return [this.#leavesMs, this.finalMs];
  }

  get #leavesMs(): number {
    return Math.min(this.#dispatchMs, this.#setup.expireMs);
  }

  #mistake(): Fate | undefined {
    if (this.body === undefined) return { status: "Aborted", code: 405, isKeptBack: true };
    const { maxParts = Infinity } = this.#setup;
    return this.measured.segments > maxParts ? { status: "Aborted", code: 411, isKeptBack: true } : undefined;
  }
}

function final(status: string, code: number, atMs: number): MessageState {
  return { status, code, atMs, isFinal: true };
}
