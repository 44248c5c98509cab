import { createHmac } from "node:crypto";
import type { Environment } from "../provider.js";
import { ACCOUNT } from "./account.js";
import type { Batch } from "./batch.js";
import { newId } from "./ids.js";
import type { Inbounds } from "./inbounds.js";
import type { Message } from "./message.js";

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 81_920_000;

/** Tells the batch's callback URL what happens, signed, and again until it is taken. */
export class Callbacks {
  readonly #environment: Environment;
  readonly #inbounds: Inbounds;
  readonly #told = new WeakMap<Message, string>();
  readonly #summed = new WeakSet<Batch>();
  readonly #timers = new Map<Batch, () => void>();
  #posts = 0;

  constructor(environment: Environment, inbounds: Inbounds) {
    this.#environment = environment;
    this.#inbounds = inbounds;
  }

  /** To be called when the batch has entered the queue, and when its course changes. */
  follow(batch: Batch): void {
    const { clock } = this.#environment;
    this.#timers.get(batch)?.();
    this.#timers.delete(batch);
    const now = clock.now();
    const changes = batch.messages.flatMap(({ changesMs }) => changesMs).filter((atMs) => atMs > now);
    const isOver = changes.length === 0;
    const atMs = isOver ? now : changes.reduce((least, each) => Math.min(least, each));
    if (!isInteresting(batch)) return;
    const stop = clock.schedule(atMs, () => {
      const posts = this.#tell(batch);
      if (!isOver) this.follow(batch);
      return posts;
    });
    this.#timers.set(batch, stop);
  }

  async #tell(batch: Batch): Promise<void> {
    const { clock } = this.#environment;
    const { delivery_report: wanted, from, client_reference: reference } = batch.fields;
    const events: unknown[] = [];
    for (const message of batch.messages) {
      const standing = message.standing(clock.now());
      const { status, isFinal } = standing;
      if (status === "Queued" || this.#told.get(message) === status) continue;
      this.#told.set(message, status);
      if (wanted === "per_recipient" || (wanted === "per_recipient_final" && isFinal)) {
        events.push(batch.recipientReport(message, standing));
      }
      if (status === "Delivered" && message.fate.replies && typeof from === "string") {
        events.push(this.#inbounds.receive(message.recipient, from, reference));
      }
    }
    const isDone = batch.messages.every((message) => message.standing(clock.now()).isFinal);
    if (isDone && batch.messages.length > 0 && !this.#summed.has(batch)) {
      this.#summed.add(batch);
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
    // Receivers live in real time, and refuse what was not signed recently.
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

/** Most batches need no timers at all. */
function isInteresting(batch: Batch): boolean {
  const wanted = batch.fields["delivery_report"] ?? "none";
  return wanted !== "none" || batch.messages.some(({ fate }) => fate.replies);
}
