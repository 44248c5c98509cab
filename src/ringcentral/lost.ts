/** Recognises a batch whose create answer was lost, by its sender, size and messages. */
import type {
  MessageBatchCreateRequest,
  MessageBatchResponse,
  MessageCreateRequest,
  paths,
} from "../../generated/ringcentral.js";
import { instantMs } from "../core/base/instant.js";
import { digestOf, SetDigest } from "../core/base/digest.js";
import { stringAt } from "../core/base/json.js";
import { addressKey } from "../core/base/phone-numbers.js";
import type { CallOptions, Correlation } from "../core/base/types/index.js";
import type { BatchContent, LostBatchSearch, TimeWindow } from "../core/batch/reconcile/evidence.js";
import type { Core } from "../core/request/client-core.js";
import { listMessages } from "./messages.js";
import { listBatches } from "./paging.js";
import { isProcessed } from "./status.js";

type Head = Partial<Pick<MessageBatchCreateRequest, "from" | "text">>;

/** Collects the traits of a batch's messages, in any order. */
export class MessageDigest {
  readonly #recipients = new SetDigest();
  readonly #texts = new SetDigest();
  size = 0;

  add(to: unknown, text: unknown): void {
    const recipient = addressKey(Array.isArray(to) ? to[0] : to);
    this.#recipients.add(recipient);
    this.#texts.add(`${recipient} ${typeof text === "string" ? text : ""}`);
    this.size++;
  }

  correlation({ from }: Head): Correlation {
    const { recipients, texts } = this.traits();
    return { size: this.size, from: digestOf(addressKey(from)), recipients, texts };
  }

  traits(): { readonly recipients: string; readonly texts: string } {
    return { recipients: this.#recipients.toString(), texts: this.#texts.toString() };
  }
}

export function digestMessage(digest: MessageDigest, message: MessageCreateRequest, head: Head): void {
  const { to, text } = (message ?? {}) as Partial<MessageCreateRequest>;
  digest.add(to, text ?? head.text);
}

/** The messages of a body; empty if they are no array, which the server will reject. */
export function messagesIn(
  body: Partial<MessageBatchCreateRequest> | undefined,
): readonly MessageCreateRequest[] {
  return Array.isArray(body?.messages) ? body.messages : [];
}

export function correlationOfAll(body: Partial<MessageBatchCreateRequest> | undefined): Correlation {
  const digest = new MessageDigest();
  for (const message of messagesIn(body)) digestMessage(digest, message, body ?? {});
  return digest.correlation(body ?? {});
}

export function lostBatch(core: Core<paths>): LostBatchSearch<MessageBatchResponse> {
  return {
    unique: [],
    candidates: (_lost, window, options) => createdWithin(core, window, options),
    createdAtMs: (batch) => instantMs(createdAtOf(batch)),
    traits: ({ from, batchSize }, { size }) => ({
      from: typeof from === "string" ? digestOf(addressKey(from)) : undefined,
      // Rejected recipients are not counted, so a smaller batch is neither ruled out nor proved.
      size: batchSize >= Number(size) ? Number(batchSize) : undefined,
    }),
    content: (batch, { size }, options) => contentOf(core, batch, Number(size), options),
  };
}

/** The creation time. One sample of the guide uses the member names of a retired version. */
export function createdAtOf(batch: MessageBatchResponse): string | undefined {
  return stringAt(batch, "creationTime") ?? stringAt(batch, "createdAt");
}

async function* createdWithin(
  core: Core<paths>,
  { fromMs, toMs }: TimeWindow,
  options: CallOptions,
): AsyncGenerator<MessageBatchResponse> {
  const dateFrom = new Date(fromMs).toISOString();
  for await (const batch of listBatches(core, { dateFrom }, options)) {
    const createdMs = instantMs(createdAtOf(batch));
    if (!(createdMs < fromMs || createdMs > toMs)) yield batch;
  }
}

async function contentOf(
  core: Core<paths>,
  batch: MessageBatchResponse,
  size: number,
  options: CallOptions,
): Promise<BatchContent> {
  const isOpen = !isProcessed(batch);
  // Rejected recipients leave no message, so the rest of the batch cannot be compared.
  if (batch.batchSize < size) return { traits: {}, isOpen };
  const digest = new MessageDigest();
  let hasTexts = true;
  for await (const message of listMessages(core, { batchId: batch.id, view: "Detailed" }, options)) {
    digest.add(message.to, message.text);
    hasTexts &&= message.text !== undefined;
  }
  // Messages appear gradually: while some are missing, they cannot be compared.
  if (digest.size < size) return { traits: {}, isOpen };
  const { recipients, texts } = digest.traits();
  return { traits: { size: digest.size, recipients, texts: hasTexts ? texts : undefined }, isOpen: false };
}
