/**
 * Recognises a batch whose create answer was lost, by its label or by its whole content. Batches have no documented
 * creation time, so they are dated by their messages.
 */
import type { Batch, BatchRequest, Message, paths } from "../../generated/ip1.js";
import { digestOf } from "../core/base/digest.js";
import { stringAt } from "../core/base/json.js";
import { addressKey } from "../core/base/phone-numbers.js";
import type { CallOptions, Correlation } from "../core/base/types/index.js";
import type {
  BatchContent,
  LostBatchSearch,
  SearchOptions,
  TimeWindow,
} from "../core/batch/reconcile/evidence.js";
import type { Core } from "../core/request/client-core.js";
import { listMessages } from "./messages.js";
import { listBatches } from "./paging.js";
import { NONE, OPEN, RecipientDigest, referenceOf, windowsOf } from "./recipient-digest.js";
import { itemsOf } from "./recipients.js";
import { readingOf } from "./status.js";
import { instantMs } from "../core/base/instant.js";

const PAGE_ROWS = 200;

export function correlationOfAll(
  body: Partial<BatchRequest> | undefined,
  label: string | undefined,
): Correlation {
  const digest = new RecipientDigest();
  for (const recipient of itemsOf(body?.recipients)) digest.add(recipient);
  return digest.correlation(body ?? {}, label);
}

export function lostBatch(core: Core<paths>): LostBatchSearch<Batch> {
  return {
    unique: ["label"],
    // The answer to a send may be empty, so it may lack the id.
    followsUp: ({ label, reference }) => label !== undefined || reference !== NONE,
    candidates: (_lost, window, options) => newestFirst(core, window, options),
    createdAtMs: createdMs,
    traits: ({ sender, body, reference, deliveryWindows }, { windows }) => ({
      label: reference ?? NONE,
      reference: referenceOf(reference),
      sender: sender === undefined ? undefined : digestOf(addressKey(sender)),
      body: body === undefined ? undefined : digestOf(body),
      windows: windows === OPEN ? undefined : windowsOf(deliveryWindows).windows,
    }),
    content: (batch, { size }, options) => contentOf(core, batch, Number(size), options),
  };
}

/** Newest first. If a batch does have a creation time, reading can stop early. */
async function* newestFirst(
  core: Core<paths>,
  { fromMs }: TimeWindow,
  { isFresh, ...options }: SearchOptions,
): AsyncGenerator<Batch> {
  for await (const { items } of listBatches(core, { order: "DESC", limit: PAGE_ROWS }, options).pages()) {
    for (const batch of items) {
      if (createdMs(batch) < fromMs) return;
      yield batch;
    }
    if (isFresh === true) return;
  }
}

function createdMs(batch: Batch): number {
  return instantMs(stringAt(batch, "created"));
}

/** Blacklisted recipients get no message, so a smaller batch is neither ruled out nor proved. */
async function contentOf(
  core: Core<paths>,
  batch: Batch,
  size: number,
  options: CallOptions,
): Promise<BatchContent> {
  const digest = new RecipientDigest();
  let createdByMs = Infinity;
  for await (const { recipient, statuses } of listMessages(core, batch.id, { limit: PAGE_ROWS }, options)) {
    // A message without a recipient does not show whom the batch went to.
    if (typeof recipient !== "string") return { traits: {}, isOpen: false };
    digest.add(recipient);
    createdByMs = Math.min(createdByMs, ...timesOf(statuses));
  }
  // While the batch is being sent, more messages may appear.
  const isOpen = readingOf(batch, "sent", false, core.serverNow()).phase !== "ended";
  if (digest.size < size) return { traits: {}, createdByMs, isOpen };
  return { traits: { size: digest.size, recipients: digest.toString() }, createdByMs, isOpen: false };
}

/** The times of a message's listed statuses: the batch existed by then. Lists show only the latest status. */
function timesOf(statuses: Message["statuses"]): number[] {
  const times = (Array.isArray(statuses) ? statuses : []).map((status) => instantMs(status?.created));
  return times.filter((time) => !Number.isNaN(time));
}
