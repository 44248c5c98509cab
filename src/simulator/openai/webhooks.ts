import { createHmac } from "node:crypto";
import type { Environment, WebhookTarget } from "../provider.js";
import { HEX_DIGITS } from "../random.js";
import { HOUR_MS, SECOND_MS } from "../time.js";
import type { Batch } from "./batch.js";
import { seconds } from "./file.js";

const FIRST_GAP_MS = 10 * SECOND_MS;
const GAP_FACTOR = 2;
const KEEPS_TRYING_MS = 72 * HOUR_MS;

/** Tells the webhook that a batch has ended, signed as Standard Webhooks asks, and again until it is taken. */
export async function announceEnd(batch: Batch, environment: Environment): Promise<void> {
  const { webhook } = environment;
  if (webhook === undefined) return;
  const chance = batch.random("event");
  const body = JSON.stringify({
    id: `evt_${chance.text(32, HEX_DIGITS)}`,
    object: "event",
    created_at: seconds(batch.endMs),
    type: `batch.${batch.status}`,
    data: { id: batch.id },
  });
  await deliver({ webhook, id: `wh_${chance.text(32, HEX_DIGITS)}`, body }, environment, FIRST_GAP_MS);
}

interface Delivery {
  readonly webhook: WebhookTarget;
  /** The same each time, so that a receiver can tell repetitions. */
  readonly id: string;
  readonly body: string;
}

async function deliver(delivery: Delivery, environment: Environment, gapMs: number): Promise<void> {
  const { clock, post } = environment;
  const status = await post(delivery.webhook.url, delivery.body, headersOf(delivery));
  const isTaken = status !== undefined && status >= 200 && status < 300;
  // The gaps double: what has been waited for by now is about as long as the last one.
  if (isTaken || gapMs > KEEPS_TRYING_MS / 2) return;
  clock.schedule(clock.now() + gapMs, () => deliver(delivery, environment, gapMs * GAP_FACTOR));
}

function headersOf({ webhook, id, body }: Delivery): Record<string, string> {
  // Receivers live in real time, and refuse what was not signed recently.
  const timestamp = String(seconds(Date.now()));
  const signature = createHmac("sha256", keyOf(webhook.secret)).update(`${id}.${timestamp}.${body}`);
  return {
    "user-agent": "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature.digest("base64")}`,
  };
}

/** Behind the usual prefix a secret is Base64; without it, it is the key itself. */
function keyOf(secret: string): Buffer {
  return secret.startsWith("whsec_")
    ? Buffer.from(secret.slice("whsec_".length), "base64")
    : Buffer.from(secret);
}
