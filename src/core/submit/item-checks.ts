/** Local checks of all items of an array, before anything is sent. */
import type { ErrorContext, ValidationIssue } from "../base/errors/index.js";
import { byteLength } from "../base/bytes.js";
import { measure } from "../base/measure.js";
import { EventLoopTurn } from "../base/event-loop-turn.js";
import { assertValid } from "../base/validation.js";
import { textOf, tooLarge } from "./cutter.js";
import type { CutPlan, ItemCheck } from "./part.js";

const MOST_ISSUES = 100;

/** Throws `ValidationError` with the issues in `before` and up to 100 in all. Yields to the event loop in between. */
export async function checkAll<Item>(
  items: readonly Item[],
  check: ItemCheck<Item> | undefined,
  context: ErrorContext,
  before: readonly ValidationIssue[] = [],
): Promise<void> {
  const issues = [...before];
  const turn = new EventLoopTurn();
  for (let position = 0; check && position < items.length && issues.length < MOST_ISSUES; position++) {
    issues.push(...check(items[position] as Item, position));
    if (turn.isOver()) await turn.next();
  }
  assertValid(issues, context);
}

/** The members of a plan that its item check uses. */
type Checked<Item> = Pick<CutPlan<Item>, "newCheck" | "path" | "idOf">;

/** Combines the provider's check of an item with the checks for every JSON body. Undefined if local checks are off. */
export function itemCheck<Item>(plan: Checked<Item>): ItemCheck<Item> | undefined {
  return withMeasure(plan, (item, position, mostBytes) => {
    // Only an item of unknown size may be no JSON.
    const text = mostBytes === Infinity ? textOf(PLAIN, item, position) : "";
    return typeof text === "string" ? undefined : text.fault;
  });
}

const PLAIN = { item: (item: unknown): string => JSON.stringify(item) };

/** As `itemCheck`; also rejects an item that is too large even alone in a part. */
export function wholeItemCheck<Item>(plan: CutPlan<Item>): ItemCheck<Item> | undefined {
  let room: number | undefined;
  return withMeasure(plan, (item, position, mostBytes) => {
    if (plan.isFrameVaried && plan.maxBytes !== Infinity) room = undefined;
    room ??= plan.maxBytes - (bytesAround(plan, item, position) ?? Infinity);
    return mostBytes <= room && mostBytes !== Infinity ? undefined : faultAlone(plan, item, position);
  });
}

type SizeCheck<Item> = (item: Item, position: number, mostBytes: number) => string | undefined;

function withMeasure<Item>(
  { newCheck, path, idOf }: Checked<Item>,
  sizeCheck: SizeCheck<Item>,
): ItemCheck<Item> | undefined {
  const check = newCheck?.();
  if (check === undefined) return undefined;
  return (item, position) => {
    const issues = check(item, position);
    if (issues.length > 0) return issues;
    const { mostBytes, brokenAt, message } = measure(item);
    const fault = brokenAt === undefined ? sizeCheck(item, position, mostBytes) : message;
    if (fault === undefined) return [];
    const where = brokenAt ? `.${brokenAt}` : "";
    const who = idOf === undefined ? {} : { customId: idOf(item) };
    return [{ path: `${path}.${position}${where}`, index: position, ...who, message: fault }];
  };
}

/** Bytes of a body around its only item. */
function bytesAround<Item>(plan: CutPlan<Item>, item: Item, position: number): number | undefined {
  const frame = plan.frame(plan.label?.());
  // Some tails depend on the first item, so the item has to be written first.
  if (typeof textOf(frame, item, position) !== "string") return undefined;
  return byteLength(frame.head) + byteLength(frame.tail(item));
}

function faultAlone<Item>(plan: CutPlan<Item>, item: Item, position: number): string | undefined {
  const text = textOf(plan.frame(), item, position);
  if (typeof text !== "string") return text.fault;
  if (plan.maxBytes === Infinity) return undefined;
  const bytes = byteLength(text) + (bytesAround(plan, item, position) ?? 0);
  return bytes > plan.maxBytes ? tooLarge(plan.maxBytes) : undefined;
}

/**
 * Checks each position only once. An item that did not fit is read again for the next part and must not count as its
 * own duplicate.
 */
export function onceEach<Item>(check: ItemCheck<Item> | undefined): ItemCheck<Item> | undefined {
  if (check === undefined) return undefined;
  let next = 0;
  return (item, position) => {
    if (position < next) return [];
    next = position + 1;
    return check(item, position);
  };
}
