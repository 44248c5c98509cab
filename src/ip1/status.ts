/** Reads phase, outcome and counts from a batch document, by the provider's pages on batches and status codes. */
import type { BatchDeliveryWindow, BatchDetails } from "../../generated/ip1.js";
import { defined } from "../core/base/defined.js";
import type { Reading } from "../core/batch/wait/watch-one.js";
import type { BatchCounts, BatchOutcome } from "../core/base/types/index.js";
import { instantMs } from "../core/base/instant.js";

export type Until = "sent" | "delivered";

const PLANNED = 101;
const ONGOING = 111;
const SENT = 112;
const INCOMING = 201;
const CANCELED = 203;

type CountKey = Exclude<keyof BatchCounts, "total">;

/** Message codes whose meaning differs from their group. 104: refunded because the message did not arrive. */
const STANDINGS: Readonly<Record<string, CountKey>> = { 104: "failed", 202: "expired", 203: "canceled" };

/** Groups by the first of three digits: info, success, rejection, error. New codes may appear in each. */
const GROUPS: Readonly<Record<string, CountKey>> = {
  1: "pending",
  2: "succeeded",
  4: "failed",
  5: "failed",
};

// Codes for messages handed over: at the gateway, carrier or mobile network, or queued upstream.
const HANDED_OVER = new Set(["111", "112", "113", "114"]);

/** The state of a message by its latest code; `unknown` for a code of no known group. */
export function standingOf(code: string, until: Until): CountKey {
  if (until === "sent" && HANDED_OVER.has(code)) return "succeeded";
  return STANDINGS[code] ?? (/^[0-9]{3}$/.test(code) ? GROUPS[code[0] as string] : undefined) ?? "unknown";
}

/** The counts; undefined if the document has no `messageSummary`, as in lists. */
export function countsOf(batch: BatchDetails, until: Until): BatchCounts | undefined {
  const { messageSummary } = batch;
  if (typeof messageSummary !== "object" || messageSummary === null) return undefined;
  const counts = { total: 0, pending: 0, succeeded: 0, failed: 0, canceled: 0, expired: 0, unknown: 0 };
  for (const [code, count] of Object.entries(messageSummary)) {
    const messages = Number((count as { messages?: unknown } | null)?.messages) || 0;
    counts.total += messages;
    counts[standingOf(code, until)] += messages;
  }
  return counts;
}

/** `canceling`: this client has canceled the batch. */
export function readingOf(
  batch: BatchDetails,
  until: Until,
  canceling: boolean,
  nowMs: number,
): Reading<BatchDetails, never> {
  const counts = countsOf(batch, until);
  const base = defined({ raw: batch, counts });
  if (isOver(batch, until, counts)) return { ...base, phase: "ended", outcome: outcomeOf(batch, counts) };
  if (canceling) return { ...base, phase: "canceling" };
  if (statusOf(batch) !== PLANNED) return { ...base, phase: "running" };
  return { ...base, phase: "scheduled", notBeforeMs: nextOpeningMs(batch, nowMs) };
}

/** The status code; some servers send it as text. */
function statusOf({ status }: BatchDetails): number {
  return Number(status);
}

function isOver(batch: BatchDetails, until: Until, counts: BatchCounts | undefined): boolean {
  const status = statusOf(batch);
  if (status === CANCELED || status === INCOMING) return true;
  if (status === SENT && until === "sent") return true;
  // While the batch is being sent, the summary counts only the messages created so far.
  if (status === PLANNED || status === ONGOING) return false;
  // For other statuses the messages decide. A message with an unknown code may still change.
  const hasMessages = status === SENT || (counts?.total ?? 0) > 0;
  return hasMessages && counts !== undefined && counts.pending + counts.unknown === 0;
}

function outcomeOf(batch: BatchDetails, counts: BatchCounts | undefined): BatchOutcome {
  const all = (standing: CountKey): boolean =>
    counts !== undefined && counts.total > 0 && counts[standing] === counts.total;
  if (statusOf(batch) === CANCELED || all("canceled")) return "canceled";
  return all("failed") ? "failed" : "completed";
}

/**
 * Opening time of the next delivery window in epoch ms; undefined if a window is open, has no known opening, or none is
 * left.
 */
function nextOpeningMs({ deliveryWindows }: BatchDetails, nowMs: number): number | undefined {
  const windows: readonly unknown[] = Array.isArray(deliveryWindows) ? deliveryWindows : [];
  const spans = windows.map((window) => ({ ...(window as BatchDeliveryWindow | null) }));
  const left = spans.filter(({ closes }) => !(instantMs(closes) <= nowMs));
  const first = Math.min(...left.map(({ opens }) => instantMs(opens)));
  return first > nowMs && first < Infinity ? first : undefined;
}
