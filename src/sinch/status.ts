/** Reads phase, outcome and counts from a batch and its delivery report. The batch alone shows no progress. */
import type { Batch, DeliveryReport, DeliveryStatusCount } from "../../generated/sinch.js";
import { defined } from "../core/base/defined.js";
import { isDocument, stringAt } from "../core/base/json.js";
import type { Reading } from "../core/batch/wait/watch-one.js";
import type { BatchCounts, BatchOutcome } from "../core/base/types/index.js";
import { instantMs } from "./time.js";
import { VALIDITY_MS } from "./limits.js";
import { isNumber } from "../core/base/phone-numbers.js";

export type Until = "sent" | "delivered";

type Place = Exclude<keyof BatchCounts, "total">;

/** States by message status for `until: "delivered"`. The code does not help: failures may have code 0 too. */
const DELIVERED: Readonly<Record<string, Place>> = {
  Queued: "pending",
  Dispatched: "pending",
  Delivered: "succeeded",
  Aborted: "failed",
  Rejected: "failed",
  Deleted: "failed",
  Failed: "failed",
  Cancelled: "canceled",
  Expired: "expired",
  Unknown: "unknown",
};

/** States for `until: "sent"`: the carrier has the message, even if it was lost later. Known failures stay failures. */
const SENT: Readonly<Record<string, Place>> = {
  ...DELIVERED,
  Dispatched: "succeeded",
  Unknown: "succeeded",
};

// Statuses of messages that never reached the carrier.
const KEPT_BACK = new Set(["Aborted", "Rejected", "Cancelled"]);

// A group may be empty when its batch is sent. Nothing is sent after `expire_at`, plus this margin for clock
// differences.
const EXPIRY_MARGIN_MS = 10 * 60_000;

// A receipt that is missing a day after the message expired will not come.
const RECEIPT_MARGIN_MS = 24 * 3_600_000;

interface Row {
  readonly status: string;
  readonly count: number;
}

/** The state of a batch scheduled for later; undefined once its time has come. */
export function scheduledReading(batch: Batch, nowMs: number): Reading<Batch, DeliveryReport> | undefined {
  const startMs = instantMs(batch.send_at);
  if (startMs === undefined || startMs <= nowMs || batch.canceled === true) return undefined;
  return { raw: batch, phase: "scheduled", notBeforeMs: startMs };
}

/** The scheduled start in epoch ms. From then on, the report may take a moment to appear. */
export function startMs(batch: Batch): number {
  return Math.max(instantMs(batch.created_at) ?? -Infinity, instantMs(batch.send_at) ?? -Infinity);
}

/** `report` is the unfiltered summary, or undefined while there is none. */
export function readingOf(
  batch: Batch,
  report: DeliveryReport | undefined,
  until: Until,
  nowMs: number,
): Reading<Batch, DeliveryReport> {
  const rows = rowsOf(report);
  const total = Number(report?.total_message_count);
  const isOver = isOverdue(batch, rows, nowMs);
  const ended = hasEnded(batch, rows, total, until) || isOver;
  const found = report && countsOf(rows, total, until);
  // Messages whose receipts never came are unknown.
  const counts = found && isOver ? { ...found, pending: 0, unknown: found.unknown + found.pending } : found;
  const phase = ended ? "ended" : batch.canceled === true ? "canceling" : "running";
  const outcome = ended ? outcomeOf(batch, rows) : undefined;
  return defined({ raw: batch, phase, outcome, counts, report });
}

function hasEnded(batch: Batch, rows: readonly Row[], total: number, until: Until): boolean {
  const isUnderWay = ({ status }: Row): boolean => isOpenIn(DELIVERED, status);
  // A batch that was canceled before its start has an empty report for ever.
  if (batch.canceled === true && !rows.some(isUnderWay)) return true;
  const isOpen = until === "delivered" ? isUnderWay : ({ status }: Row) => isOpenIn(SENT, status);
  return total > 0 && sum(rows) >= total && !rows.some(isOpen);
}

/**
 * Whether nothing more will come: its groups were empty, so nothing was sent; or the messages expired long ago without
 * receipts. Batches to numbers always send something, so an empty report is only late.
 */
function isOverdue(batch: Batch, rows: readonly Row[], nowMs: number): boolean {
  const expiryMs = instantMs(batch.expire_at) ?? startMs(batch) + VALIDITY_MS;
  if (!Number.isFinite(expiryMs)) return false;
  if (rows.length > 0) return nowMs > expiryMs + RECEIPT_MARGIN_MS;
  const { to } = batch as Partial<Batch>;
  if (Array.isArray(to) && to.every((entry) => isNumber(String(entry)))) return false;
  return nowMs > expiryMs + EXPIRY_MARGIN_MS;
}

function outcomeOf(batch: Batch, rows: readonly Row[]): BatchOutcome {
  if (batch.canceled === true) return "canceled";
  return rows.every(({ status }) => KEPT_BACK.has(status)) ? "failed" : "completed";
}

function countsOf(rows: readonly Row[], given: number, until: Until): BatchCounts {
  const places = until === "sent" ? SENT : DELIVERED;
  const counts = { pending: 0, succeeded: 0, failed: 0, canceled: 0, expired: 0, unknown: 0 };
  for (const { status, count } of rows) counts[placeOf(places, status) ?? "unknown"] += count;
  // Messages without a row are pending.
  const total = Math.max(given || 0, sum(rows));
  counts.pending += total - sum(rows);
  return { total, ...counts };
}

/** The outcome of a message by its status. */
export function outcomeOfStatus(status: unknown): Place {
  return (typeof status === "string" ? placeOf(DELIVERED, status) : undefined) ?? "unknown";
}

/** The state of a status; undefined for unknown ones, also for names such as `constructor`. */
function placeOf(places: typeof SENT, status: string): Place | undefined {
  return Object.hasOwn(places, status) ? places[status] : undefined;
}

function isOpenIn(places: typeof SENT, status: string): boolean {
  return (placeOf(places, status) ?? "pending") === "pending";
}

function rowsOf(report: DeliveryReport | undefined): Row[] {
  const { statuses } = (report ?? {}) as { statuses?: unknown };
  if (!Array.isArray(statuses)) return [];
  return (statuses as DeliveryStatusCount[]).filter(isDocument).map((row) => ({
    status: stringAt(row, "status") ?? "",
    count: Number(row.count) || 0,
  }));
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
