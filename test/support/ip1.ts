import type { Batch, BatchDetails, BatchRequest } from "../../generated/ip1.js";

export const API = "https://api.ip1sms.com";
export const KEY = "ip1-canary-key-0123456789";

/** A batch that passes the local checks. */
export function batchRequest(changes: Partial<BatchRequest> = {}): BatchRequest {
  return { sender: "Library", recipients: ["46701740605"], body: "Your book is waiting.", ...changes };
}

/** Invented numbers, all different. */
export function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(46_701_000_000 + index));
}

export function batch(changes: Partial<BatchDetails> = {}): BatchDetails {
  return { id: "6b015d917d40c3f815a92c11", status: 111, sender: "Library", ...changes };
}

/** Number of messages by status code, as in the document of one batch. */
export function summary(
  counts: Readonly<Record<string, number>>,
): NonNullable<BatchDetails["messageSummary"]> {
  return Object.fromEntries(
    Object.entries(counts).map(([code, messages]) => [code, { messages, sms: messages * 2 }]),
  );
}

/** Batches `b0`, `b1` and so on. */
export function batches(count: number, from = 0): Batch[] {
  return Array.from({ length: count }, (_, index) => ({ id: `b${from + index}` }));
}
