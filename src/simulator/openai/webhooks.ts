import { createHmac } from "node:crypto";
import type { Environment, WebhookTarget } from "../provider.js";
import { HEX_DIGITS } from "../random.js";
import { HOUR_MS, SECOND_MS } from "../time.js";
import type { Batch } from "./batch.js";
import { seconds } from "./file.js";

const FIRST_GAP_MS = 10 * SECOND_MS;
const GAP_FACTOR = 2;
const KEEPS_TRYING_MS = 72 * HOUR_MS;

/** Posts the end of a batch to the webhook, signed by Standard Webhooks, and retries until a 2xx is answered. */
export async function announceEnd(batch: Batch, environment: Environment): Promise<void> {
  const { webhook } = environment;
  if (webhook === undefined) return;
  const random = batch.random("event");
  const body = JSON.stringify({
    id: `evt_${random.text(32, HEX_DIGITS)}`,
    object: "event",
    created_at: seconds(batch.endMs),
    type: `batch.${batch.status}`,
    data: { id: batch.id },
  });
  await deliver({ webhook, id: `wh_${random.text(32, HEX_DIGITS)}`, body }, environment, FIRST_GAP_MS);
}

interface Delivery {
  readonly webhook: WebhookTarget;
  /** The same at each retry, so that a receiver can drop repetitions. */
  readonly id: string;
  readonly body: string;
}

async function deliver(delivery: Delivery, environment: Environment, gapMs: number): Promise<void> {
  const { clock, post } = environment;
  const status = await post(delivery.webhook.url, delivery.body, headersOf(delivery));
  const isTaken = status !== undefined && status >= 200 && status < 300;
  // The gaps double, so the sum of those before is about as long as the last one.
  if (isTaken || gapMs > KEEPS_TRYING_MS / 2) return;
  clock.schedule(clock.now() + gapMs, () => deliver(delivery, environment, gapMs * GAP_FACTOR));
}

function headersOf({ webhook, id, body }: Delivery): Record<string, string> {
  // Signed in real time: receivers compare the timestamp with their own clock.
  const timestamp = String(seconds(Date.now()));
  const signature = createHmac("sha256", keyOf(webhook.secret)).update(`${id}.${timestamp}.${body}`);
  return {
    "user-agent": "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature.digest("base64")}`,
  };
}

/** A secret with the prefix `whsec_` is Base64, any other is the key itself. */
function keyOf(secret: string): Buffer {
  return secret.startsWith("whsec_")
    ? Buffer.from(secret.slice("whsec_".length), "base64")
    : Buffer.from(secret);
}
