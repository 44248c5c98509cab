/** Recognises a batch whose create answer was lost, by its label or by its whole content. */
import type { Batch, paths } from "../../generated/sinch.js";
import { defined } from "../core/base/defined.js";
import { digestOf, setDigestOf } from "../core/base/digest.js";
import { isObject } from "../core/base/json.js";
import { normalized } from "../core/base/phone-numbers.js";
import type { CallOptions, Correlation } from "../core/base/types/index.js";
import type { LostBatchSearch, TimeWindow } from "../core/batch/reconcile/evidence.js";
import type { Core } from "../core/request/client-core.js";
import { MAX_PAGE_SIZE } from "./limits.js";
import { type BatchListQuery, listBatches } from "./paging.js";
import { instantMs } from "./time.js";

export interface Message {
  readonly type?: unknown;
  readonly from?: unknown;
  readonly body?: unknown;
  readonly udh?: unknown;
  readonly parameters?: unknown;
  readonly send_at?: unknown;
  readonly expire_at?: unknown;
  readonly client_reference?: unknown;
}

const NONE = "none";

// The provider may return the creation time as `send_at` of a batch that starts at once.
const AT_ONCE_MS = 60_000;

const LONGEST_MS = 3 * 24 * 60 * 60_000;

/** `label`: the unique reference that this client made, if any. */
export function correlationOf(
  message: Message,
  to: readonly string[],
  label: string | undefined,
): Correlation {
  const { type = "mt_text", from, body, udh, parameters, send_at: sendAt, expire_at: expireAt } = message;
  const { client_reference: reference } = message;
  return defined({
    label,
    reference: label === undefined ? digestOf(reference ?? null) : undefined,
    message: messageOf(type, body, udh),
    from: typeof from === "string" ? digestOf(normalized(from)) : undefined,
    to: recipientsOf(to),
    parameters: parametersOf(parameters),
    sendAt: instantMs(sendAt) ?? NONE,
    expireAt: instantMs(expireAt),
  });
}

export function lostBatch(core: Core<paths>): LostBatchSearch<Batch> {
  return {
    unique: ["label"],
    candidates: (lost, window, options) => createdWithin(core, lost, window, options),
    createdAtMs: ({ created_at: at }) => instantMs(at) ?? NaN,
    // A repeated number is sent to once, so the count is not compared; the digest of the recipients is.
    traits: (batch, lost) => ({ ...traitsOf(batch, lost), size: lost["size"] }),
  };
}

function createdWithin(
  core: Core<paths>,
  { label }: Correlation,
  { fromMs, toMs }: TimeWindow,
  options: CallOptions,
): AsyncIterable<Batch> {
  const query: BatchListQuery = defined({
    start_date: new Date(fromMs).toISOString(),
    end_date: new Date(toMs).toISOString(),
    page_size: MAX_PAGE_SIZE,
    client_reference: label === undefined ? undefined : String(label),
  });
  return listBatches(core, query, options);
}

/** The traits that the provider returns. A missing reference or missing parameters mean that none were sent. */
function traitsOf(batch: Batch, lost: Correlation): ReturnType<LostBatchSearch<Batch>["traits"]> {
  const { type, from, body, to, parameters, client_reference: reference } = batch as Partial<Batch> & Message;
  const { udh } = batch as Message;
  return {
    label: typeof reference === "string" ? reference : NONE,
    reference: digestOf(reference ?? null),
    message: body === undefined ? undefined : messageOf(type ?? "mt_text", body, udh),
    from: typeof from === "string" ? digestOf(normalized(from)) : undefined,
    to: Array.isArray(to) ? recipientsOf(to) : undefined,
    parameters: parametersOf(parameters),
    sendAt: sendAtOf(batch, lost),
    expireAt: expireAtOf(batch, lost),
  };
}

/** The start time to compare. A start in the past counts as immediate and may be missing in the answer. */
function sendAtOf(
  { send_at: sendAt, created_at: createdAt }: Batch,
  { sendAt: asked = NONE }: Correlation,
): number | string {
  const startMs = instantMs(sendAt) ?? -Infinity;
  const soonMs = (instantMs(createdAt) ?? -Infinity) + AT_ONCE_MS;
  const isAtOnce = asked === NONE || Number(asked) <= soonMs;
  if (isAtOnce && startMs <= soonMs) return asked;
  return startMs === -Infinity ? NONE : startMs;
}

/** The expiry time to compare: the provider cuts it to three days. */
function expireAtOf(
  { send_at: sendAt, created_at: createdAt, expire_at: expireAt }: Batch,
  { expireAt: asked }: Correlation,
): number | string | undefined {
  const endMs = instantMs(expireAt) ?? NaN;
  const longestMs = (instantMs(sendAt) ?? instantMs(createdAt) ?? NaN) + LONGEST_MS;
  const isCut = Number(asked) > endMs && Math.abs(longestMs - endMs) <= AT_ONCE_MS;
  return isCut ? asked : instantMs(expireAt);
}

/** Digest of the message. The provider may reorder the members of a media body and omit null ones. */
function messageOf(type: unknown, body: unknown, udh: unknown): string {
  return digestOf([type, isObject(body) ? withoutNulls(body) : (body ?? null), udh ?? null]);
}

function withoutNulls(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** Digest of the replacement values. Empty tables are ignored, and numbers may return in another spelling. */
function parametersOf(parameters: unknown): string {
  if (typeof parameters !== "object" || parameters === null) return digestOf(parameters ?? null);
  const used = Object.entries(parameters).flatMap(([name, table]: [string, unknown]) => {
    if (typeof table !== "object") return [[name, table]];
    const values = Object.entries(table ?? {}).map(([key, value]: [string, unknown]) => [
      normalized(key),
      value,
    ]);
    return values.length === 0 ? [] : [[name, Object.fromEntries(values)]];
  });
  return digestOf(used.length === 0 ? null : Object.fromEntries(used));
}

/** Digest of the distinct recipients: a repeated number is sent to once. */
function recipientsOf(to: readonly unknown[]): string {
  return setDigestOf(new Set(to.map((recipient) => normalized(String(recipient)))));
}
