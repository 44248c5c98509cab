import type { Random } from "../random.js";
import { fateOf } from "../sms/fate.js";
import { SECOND_MS } from "../time.js";

/** The final status of a message, by the last three digits of its recipient. */
export interface Fate {
  readonly status: string;
  readonly code: number;
  /** Whether it never reaches the carrier. */
  readonly isKeptBack?: boolean;
  /** Whether no receipt comes before the message expires. */
  readonly isSilent?: boolean;
  /** Whether the recipient answers. */
  readonly replies?: boolean;
}

const DELIVERED: Fate = { status: "Delivered", code: 0 };

const FATES: ReadonlyMap<string, Fate> = new Map([
  ["990", { ...DELIVERED, replies: true }],
  ["991", { status: "Aborted", code: 402, isKeptBack: true }],
  ["992", { status: "Rejected", code: 15, isKeptBack: true }],
  ["993", { status: "Deleted", code: 60 }],
  ["994", { status: "Failed", code: 153 }],
  ["995", { status: "Expired", code: 0, isSilent: true }],
  ["996", { status: "Unknown", code: 0 }],
]);

export function messageFate(recipient: string): Fate {
  return fateOf(recipient, FATES, DELIVERED);
}

/** The time from the dispatch of a message to its receipt. */
export function receiptMs(random: Random): number {
  return SECOND_MS + random.below(5 * SECOND_MS);
}
