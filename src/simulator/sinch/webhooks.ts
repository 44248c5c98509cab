import { createHmac } from "node:crypto";
import type { Environment } from "../provider.js";
import { ACCOUNT } from "./account.js";
import type { Batch } from "./batch.js";
import { newId } from "./ids.js";
import type { Inbounds } from "./inbounds.js";
import type { Message } from "./message.js";

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 81_920_000;

/** Posts signed events to the callback URL of a batch, and retries them. */
export class Webhooks {
  readonly #environment: Environment;
  readonly #inbounds: Inbounds;
  readonly #reported = new WeakMap<Message, string>();
  readonly #summarized = new WeakSet<Batch>();
  readonly #timers = new Map<Batch, () => void>();
  #posts = 0;

  constructor(environment: Environment, inbounds: Inbounds) {
    this.#environment = environment;
    this.#inbounds = inbounds;
  }

  /** Schedules the next event. Called when the batch enters the queue, and when a cancel changes its messages. */
  follow(batch: Batch): void {
    const { clock } = this.#environment;
    this.#timers.get(batch)?.();
    this.#timers.delete(batch);
    const now = clock.now();
    const changes = batch.messages.flatMap(({ changesMs }) => changesMs).filter((atMs) => atMs > now);
    const isOver = changes.length === 0;
    const atMs = isOver ? now : changes.reduce((least, each) => Math.min(least, each));
    if (!needsEvents(batch)) return;
    const stop = clock.schedule(atMs, () => {
      const posts = this.#report(batch);
      if (!isOver) this.follow(batch);
      return posts;
    });
    this.#timers.set(batch, stop);
  }

  async #report(batch: Batch): Promise<void> {
    const { clock } = this.#environment;
    const { delivery_report: wanted, from, client_reference: reference } = batch.fields;
    const events: unknown[] = [];
    for (const message of batch.messages) {
      const state = message.stateAt(clock.now());
      const { status, isFinal } = state;
      if (status === "Queued" || this.#reported.get(message) === status) continue;
      this.#reported.set(message, status);
      if (wanted === "per_recipient" || (wanted === "per_recipient_final" && isFinal)) {
        events.push(batch.recipientReport(message, state));
      }
      if (status === "Delivered" && message.fate.replies && typeof from === "string") {
        events.push(this.#inbounds.receive(message.recipient, from, reference));
      }
    }
    const isDone = batch.messages.every((message) => message.stateAt(clock.now()).isFinal);
    if (isDone && batch.messages.length > 0 && !this.#summarized.has(batch)) {
      this.#summarized.add(batch);
      if (wanted === "summary" || wanted === "full") events.push(batch.report({ full: wanted === "full" }));
    }
    const url = batch.fields["callback_url"];
    if (typeof url === "string")
      await Promise.all(events.map((event) => this.#post(url, JSON.stringify(event))));
  }

  async #post(url: string, body: string, waitMs = FIRST_WAIT_MS): Promise<void> {
    const { clock, post } = this.#environment;
    const status = await post(url, body, this.#signature(body));
    const again = status === undefined || status === 429 || status >= 500;
    if (again && waitMs <= LONGEST_WAIT_MS) {
      clock.schedule(clock.now() + waitMs, () => this.#post(url, body, waitMs * 2));
    }
  }

  #signature(body: string): Record<string, string> {
    const { clock, random } = this.#environment;
    const nonce = newId(clock.now(), random("nonce", this.#posts++));
    // Signed in real time: receivers compare the timestamp with their own clock.
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const hmac = createHmac("sha256", ACCOUNT.webhookSecret).update(`${body}.${nonce}.${timestamp}`);
    return {
      "x-sinch-webhook-signature": hmac.digest("base64"),
      "x-sinch-webhook-signature-nonce": nonce,
      "x-sinch-webhook-signature-timestamp": timestamp,
      "x-sinch-webhook-signature-algorithm": "HmacSHA256",
    };
  }
}

/** Whether a batch has any events; most need no timers. */
function needsEvents(batch: Batch): boolean {
  const wanted = batch.fields["delivery_report"] ?? "none";
  return wanted !== "none" || batch.messages.some(({ fate }) => fate.replies);
}
