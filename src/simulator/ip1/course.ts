import type { BatchRequest } from "../../../generated/ip1.js";
import type { Random } from "../random.js";
import { fateOf } from "../sms/fates.js";
import { DAY_MS, SECOND_MS } from "../time.js";

/** One status of a message, and when it takes it on. */
export interface Step {
  readonly code: number;
  /** 1: nothing more will follow. */
  readonly duration: 0 | 1;
  readonly atMs: number;
}

/** The steps of a message in their order; the first is always that it was accepted. */
export type Course = readonly [Step, ...Step[]];

/** A span of time in which sending is allowed. */
export interface Window {
  readonly opensMs: number;
  readonly closesMs: number;
}

/** How long the network tries to reach a phone. */
const VALIDITY_MS = 2 * DAY_MS;
/** The time between two messages of a batch. */
const SPACING_MS = 10;

export function windowsOf(request: BatchRequest, nowMs: number): readonly Window[] {
  const windows = (request.deliveryWindows ?? []).map(({ opens, closes }) => {
    const opensMs = opens === undefined ? nowMs : Date.parse(opens);
    return { opensMs, closesMs: closes === undefined ? opensMs + 7 * DAY_MS : Date.parse(closes) };
  });
  return windows.sort((a, b) => a.opensMs - b.opensMs);
}

/** The first moment, from `fromMs` on, at which sending is allowed; undefined if there is none left. */
export function openingAfter(fromMs: number, windows: readonly Window[]): number | undefined {
  if (windows.length === 0) return fromMs;
  const open = windows.find(({ closesMs }) => closesMs > fromMs);
  return open && Math.max(fromMs, open.opensMs);
}

export interface Terms {
  readonly recipient: string;
  /** Position in the batch. */
  readonly index: number;
  readonly createdMs: number;
  readonly windows: readonly Window[];
  /** The code of a refusal because of the text; it precedes the fate of the number. */
  readonly refusedWith?: number | undefined;
}

const DELIVERED = 201;
const REASONS = [104, 111, 112, 113, 114, 202, 402, 403, 404, 405, 406, 407];

/** The status at which messages end, by the last four digits of the number: a 9 and that status. */
const ENDS: ReadonlyMap<string, number> = new Map(
  [...REASONS, ...Array.from({ length: 100 }, (_, index) => 500 + index)].map((code) => [`9${code}`, code]),
);

/** All steps of a message, unless it is canceled. */
export function courseOf(terms: Terms, random: Random): Course {
  const { createdMs, windows, index } = terms;
  const accepted: Step = { code: 101, duration: 0, atMs: createdMs };
  const openMs = openingAfter(createdMs + index * SPACING_MS, windows);
  if (openMs === undefined) {
    const closedMs = Math.max(createdMs, ...windows.map(({ closesMs }) => closesMs));
    return [accepted, { code: 202, duration: 1, atMs: closedMs }];
  }
  const steps: [Step, ...Step[]] = [accepted];
  let atMs = Math.max(openMs, createdMs + index * SPACING_MS);
  const step = (code: number, seconds: number, duration: 0 | 1 = 0): void => {
    atMs += Math.round(seconds * SECOND_MS);
    steps.push({ code, duration, atMs });
  };
  const end = terms.refusedWith ?? fateOf(terms.recipient, ENDS, DELIVERED);
  step(102, 0);
  if (isRejection(end)) step(end, 1, 1);
  else travel(end, step, random);
  return steps;
}

function isRejection(code: number): boolean {
  return code >= 400 && code < 500;
}

/** On the way to the phone, as far as `end`. */
function travel(
  end: number,
  step: (code: number, seconds: number, duration?: 0 | 1) => void,
  random: Random,
): void {
  step(103, 1);
  step(110, 1);
  const onTheWay = [111, 112, 113, 114];
  step(onTheWay.includes(end) ? end : 112, 1 + 2 * random.next());
  if (onTheWay.includes(end)) return;
  const seconds = 2 + 20 * random.next();
  if (end === 104) {
    step(501, seconds);
    step(104, 60, 1);
  } else if (end === 202) {
    step(202, VALIDITY_MS / SECOND_MS, 1);
  } else {
    step(end, seconds, 1);
  }
}
