/** Describes High Volume SMS batches for the shared methods: how to send, poll and find them. */
import type {
  MessageBatchCreateRequest,
  MessageBatchResponse,
  MessageCreateRequest,
  MessageStatusesResponse,
  paths,
  RejectedRecipientResponseResource,
} from "../../generated/ringcentral.js";
import { instantMs } from "../core/base/instant.js";
import { defined } from "../core/base/defined.js";
import { TimeoutError } from "../core/base/errors/index.js";
import { addressText } from "../core/base/phone-numbers.js";
import { withTimeSpent } from "../core/base/options.js";
import { BoundedMap } from "../core/base/bounded-map.js";
import type { BatchHandle, BatchSnapshot, CallOptions, Rejected } from "../core/base/types/index.js";
import type { BatchKind, PollInput } from "../core/batch/kind.js";
import type { Reading } from "../core/batch/wait/watch-one.js";
import { pagesOf, type StatusList } from "../core/batch/wait/status-list.js";
import { recipientMeaning } from "../core/batch/recipient-results.js";
import type { Core } from "../core/request/client-core.js";
import { isIntegerWithin } from "../core/base/validation.js";
import { createIssues, headIssues, messageIssues } from "./checks.js";
import { SENDS } from "./dialect.js";
import { cutPlan, type SubmitInput } from "./frame.js";
import { MAX_BODY_BYTES } from "./limits.js";
import { correlationOfAll, createdAtOf, lostBatch, messagesIn } from "./lost.js";
import { Messages } from "./messages.js";
import { listBatches } from "./paging.js";
import { messageResults, type RingCentralResult } from "./results.js";
import { deliveredReading, needsMessages, progressReading, sentReading } from "./status.js";

export type RejectedRecipient = Rejected<RejectedRecipientResponseResource>;

/** A snapshot of a RingCentral batch. With `until: "delivered"`, `report` counts its messages by status. */
export type RingCentralSnapshot = BatchSnapshot<MessageBatchResponse, MessageStatusesResponse>;

type Kind = BatchKind<
  MessageBatchResponse,
  MessageBatchCreateRequest,
  SubmitInput,
  MessageCreateRequest,
  MessageStatusesResponse,
  AsyncIterable<RingCentralResult>
>;

const BATCHES = "/restapi/v1.0/account/{accountId}/a2p-sms/batches";
const BATCH = `${BATCHES}/{batchId}` as const;

// Larger pages are unconfirmed.
const LIST_PAGE = 1_000;

// Batches and messages may be dated by different clocks.
const MARGIN_MS = 60_000;

export function getBatch(
  core: Core<paths>,
  id: string,
  options?: CallOptions,
): Promise<MessageBatchResponse> {
  return core.http.call("get", BATCH, { path: { batchId: id } }, options);
}

export function highVolumeKind(core: Core<paths>): Kind {
  // How many rejected recipients each batch still counts, derived from the size of its request.
  const counted = new BoundedMap<number>(10_000);
  return {
    // The guide polls every five seconds. All pollers of a user share about 50 calls a minute, so the gaps grow.
    schedule: { initialMs: 2_000, factor: 1.5, maxMs: 60_000, jitter: 0.1 },
    waitTimeoutMs: 8 * 24 * 3_600_000,
    createOperation: SENDS.operation,
    pollOperation: "readA2PBatch",
    createdAt: createdAtOf,
    rejected: (batch, from, size) => {
      const rejected = rejectedIn(batch, from, size);
      const { batchSize = 0 } = batch as Partial<MessageBatchResponse>;
      if (rejected && size !== undefined)
        counted.set(batch.id, Math.max(0, batchSize + rejected.length - size));
      return rejected;
    },
    poll: (input, options) => pollBatch(core, counted, input, options),
    statusList: (until) => (until === "sent" ? sentList(core) : undefined),
    whole: (body) => ({
      body,
      check: () => createIssues(body),
      items: {
        list: Array.isArray(body?.messages) ? body.messages : [],
        newCheck: () => (message: MessageCreateRequest, position) => messageIssues(message, position, body),
        path: "messages",
      },
      correlate: () => correlationOfAll(body),
      maxBytes: MAX_BODY_BYTES,
      size: messagesIn(body).length,
      recipients: () => messagesIn(body).map(recipientOf),
    }),
    check: (input) => headIssues(input ?? {}),
    plan: cutPlan,
    create: ({ wire, correlation, options }) =>
      core.http.call("post", BATCHES, {}, options, { wire, correlation }),
    results: messageResults(core),
    recipientOf,
    meaning: recipientMeaning(recipientOf),
    lost: lostBatch(core),
  };
}

/** The list of batches with their state. Without `dateFrom` it covers one day. It shows nothing about messages. */
function sentList(core: Core<paths>): StatusList<MessageBatchResponse, MessageStatusesResponse> {
  return {
    pages: (sinceMs, options) => {
      const dateFrom = Number.isFinite(sinceMs) ? { dateFrom: new Date(sinceMs).toISOString() } : {};
      return pagesOf(listBatches(core, { ...dateFrom, perPage: LIST_PAGE }, options));
    },
    read: (row) => (needsMessages(row, core.serverNow()) ? undefined : progressReading(row)),
  };
}

async function pollBatch(
  core: Core<paths>,
  counted: BoundedMap<number>,
  { handle, until, rejected }: PollInput<MessageBatchResponse>,
  options: CallOptions,
): Promise<Reading<MessageBatchResponse, MessageStatusesResponse>> {
  const { clock } = core;
  const startedMs = clock.monotonic();
  const batch = await getBatch(core, handle.id, options);
  const left = withTimeSpent(options, clock.monotonic() - startedMs);
  const missing = counted.get(handle.id) ?? Math.max(rejected.length, handle.rejected ?? 0);
  const nowMs = core.serverNow();
  const isSent = until === "sent";
  if (isSent && !needsMessages(batch, nowMs)) return progressReading(batch);
  try {
    const report = await getStatuses(core, batch, handle, isSent ? { ...left, retry: false } : left);
    const read = isSent ? sentReading : deliveredReading;
    return read(batch, report, missing, nowMs) ?? progressReading(batch);
  } catch (error) {
    // Without the permission to read messages, `until: "sent"` relies on the batch's own status.
    if (!isSent || options.signal?.aborted === true || TimeoutError.is(error)) throw error;
    return progressReading(batch);
  }
}

function getStatuses(
  core: Core<paths>,
  batch: MessageBatchResponse,
  handle: BatchHandle,
  options: CallOptions,
): Promise<MessageStatusesResponse> {
  const createdMs = instantMs(createdAtOf(batch) ?? handle.createdAt);
  const dateFrom = Number.isNaN(createdMs) ? undefined : new Date(createdMs - MARGIN_MS).toISOString();
  const query = defined({ batchId: handle.id, dateFrom });
  return new Messages(core).statuses(query, options);
}

function recipientOf(message: MessageCreateRequest | null | undefined): string {
  const [to] = Array.isArray(message?.to) ? message.to : [];
  return addressText(to);
}

/**
 * The rejected entries with input positions. `index` counts from 1 within the request; entries with an index outside it
 * get no position.
 */
function rejectedIn(
  batch: MessageBatchResponse,
  from: number,
  size?: number,
): readonly RejectedRecipient[] | undefined {
  const { rejected, batchSize } = batch as Partial<MessageBatchResponse>;
  if (!Array.isArray(rejected) || rejected.length === 0) return undefined;
  const last = size ?? (batchSize ?? Infinity) + rejected.length;
  return rejected.map((entry: RejectedRecipientResponseResource) => {
    const index = Number((entry as RejectedRecipientResponseResource | null)?.index);
    const isInside = isIntegerWithin(index, 1, last);
    return isInside ? { ...entry, position: from + index - 1 } : { ...entry };
  });
}
