/** What is kept of a batch that may be lost, and how a batch of the provider is compared with it. */
import type { Batch } from "../../generated/sinch.js";
import { defined } from "../core/base/defined.js";
import type { Correlation } from "../core/base/types/index.js";
import { normalized } from "../core/base/phone-numbers.js";

interface Message {
  readonly type?: unknown;
  readonly from?: unknown;
  readonly body?: unknown;
  readonly udh?: unknown;
  readonly client_reference?: unknown;
}

/**
 * A digest of sender, body and recipients: neither texts nor numbers may stand in an error. `shared`: other batches of the
 * same submission carry the same reference.
 */
export async function correlationOf(
  message: Message,
  to: readonly string[],
  shared = false,
): Promise<Correlation> {
  const { client_reference: reference } = message;
  return defined({
    digest: await digestOf(message, to),
    clientReference: typeof reference === "string" && reference !== "" ? reference : undefined,
    shared: shared ? 1 : undefined,
  });
}

async function digestOf(message: Message, to: readonly string[]): Promise<string> {
  const { type = "mt_text", from, body, udh } = message;
  const sender = typeof from === "string" ? normalized(from) : null;
  const recipients = [...new Set(to.map(normalized))].sort();
  const text = JSON.stringify([type, sender, canonical(body), udh ?? null, recipients]);
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function isSameMessage(batch: Batch, digest: unknown): Promise<boolean> {
  return (await digestOf(batch, Array.isArray(batch.to) ? batch.to : [])) === digest;
}

// The members of a media body may come back in another order.
function canonical(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body ?? null;
  return Object.entries(body)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
