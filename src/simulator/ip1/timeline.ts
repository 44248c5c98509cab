import type { BatchRequest } from "../../../generated/ip1.js";
import type { Random } from "../random.js";
import { DAY_MS, SECOND_MS } from "../time.js";
import { messageFate } from "./fate.js";

/** One status of a message, and when it begins. */
export interface StatusEntry {
  readonly code: number;
  /** 1 if the status is final. */
  readonly duration: 0 | 1;
  readonly atMs: number;
}

/** The statuses of a message in their order; the first is always 101, accepted. */
export type Timeline = readonly [StatusEntry, ...StatusEntry[]];

/** A span of time in which sending is allowed. */
export interface DeliveryWindow {
  readonly opensMs: number;
  readonly closesMs: number;
}

/** How long the network tries to deliver a message. */
const VALIDITY_MS = 2 * DAY_MS;
/** The time between two messages of a batch. */
const SPACING_MS = 10;

export function windowsOf(request: BatchRequest, nowMs: number): readonly DeliveryWindow[] {
  const windows = (request.deliveryWindows ?? []).map(({ opens, closes }) => {
    const opensMs = opens === undefined ? nowMs : Date.parse(opens);
    return { opensMs, closesMs: closes === undefined ? opensMs + 7 * DAY_MS : Date.parse(closes) };
  });
  return windows.sort((a, b) => a.opensMs - b.opensMs);
}

/** The first time from `fromMs` on at which sending is allowed; undefined if all windows are closed. */
export function openingAfter(fromMs: number, windows: readonly DeliveryWindow[]): number | undefined {
  if (windows.length === 0) return fromMs;
  const open = windows.find(({ closesMs }) => closesMs > fromMs);
  return open && Math.max(fromMs, open.opensMs);
}

export interface MessageSetup {
  readonly recipient: string;
  /** Position in the batch. */
  readonly index: number;
  readonly createdMs: number;
  readonly windows: readonly DeliveryWindow[];
  /** The status of a message refused for its text, which overrides the fate of the recipient. */
  readonly refusedWith?: number | undefined;
}

/** The timeline of a message that is not canceled. */
export function timelineOf(setup: MessageSetup, random: Random): Timeline {
  const { createdMs, windows, index } = setup;
  const accepted: StatusEntry = { code: 101, duration: 0, atMs: createdMs };
  const openMs = openingAfter(createdMs + index * SPACING_MS, windows);
  if (openMs === undefined) {
    const closedMs = Math.max(createdMs, ...windows.map(({ closesMs }) => closesMs));
    return [accepted, { code: 202, duration: 1, atMs: closedMs }];
  }
  const steps: [StatusEntry, ...StatusEntry[]] = [accepted];
  let atMs = Math.max(openMs, createdMs + index * SPACING_MS);
  const step = (code: number, seconds: number, duration: 0 | 1 = 0): void => {
    atMs += Math.round(seconds * SECOND_MS);
    steps.push({ code, duration, atMs });
  };
  const end = setup.refusedWith ?? messageFate(setup.recipient);
  step(102, 0);
  if (isRejection(end)) step(end, 1, 1);
  else addDeliverySteps(end, step, random);
  return steps;
}

function isRejection(code: number): boolean {
  return code >= 400 && code < 500;
}

/** Adds the statuses from the provider to the phone, up to `end`. */
function addDeliverySteps(
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
