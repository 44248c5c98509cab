/** Estimates a submission by writing its parts as `submit` does, without sending them. */
import { defined } from "../base/defined.js";
import type { ErrorContext } from "../base/errors/index.js";
import type { Estimate } from "../base/types/index.js";
import { checkAll, itemCheck, onceEach, wholeItemCheck } from "./item-checks.js";
import { Items } from "./items.js";
import { type CutPlan, type Frame, Part } from "./part.js";

/** Checks the input as `submit` does. Reads an iterable to its end, so a generator is used up. */
export async function estimate<Item>(plan: CutPlan<Item>, context: ErrorContext): Promise<Estimate> {
  const isArray = Array.isArray(plan.items);
  if (isArray) await checkAll(plan.items as readonly Item[], wholeItemCheck(plan), context);
  const check = isArray ? undefined : onceEach(itemCheck(plan));
  const items = new Items(plan.items);
  const costs = new Costs(plan);
  const counted = { ...plan, frame: (label?: string) => costs.counted(plan.frame(label)) };
  let [parts, bytes] = [0, 0];
  try {
    for (;;) {
      const part = new Part({ items, plan: counted, check, context });
      const partBytes = await part.skim();
      if (part.size === 0) break;
      parts++;
      bytes += partBytes;
    }
  } finally {
    await items.close();
  }
  const { recipients, segments } = plan.message ? costs : {};
  return defined({ parts, items: items.position, bytes, recipients, segments, notes: costs.notes() });
}

class Costs<Item> {
  recipients = 0;
  segments = 0;
  readonly #plan: CutPlan<Item>;
  #least = Infinity;
  #most = 0;
  #groups = 0;
  #unicode = 0;
  readonly #because = new Set<string>();
  readonly #keys = new Set<string>();
  #key: string | undefined;
  #keyRuns = 0;

  constructor(plan: CutPlan<Item>) {
    this.#plan = plan;
  }

  counted(frame: Frame<Item>): Frame<Item> {
    return {
      ...frame,
      taken: (item) => {
        this.#add(item);
        frame.taken?.(item);
      },
    };
  }

  #add(item: Item): void {
    const key = this.#plan.keyOf?.(item);
    if (key !== undefined && key !== this.#key) {
      this.#keys.add(key);
      this.#keyRuns++;
      this.#key = key;
    }
    const message = this.#plan.message?.(item);
    if (message === undefined) return;
    if (message === "group") this.#groups++;
    else if (typeof message === "number") this.#count(message);
    else {
      this.#count(message.segments);
      if (message.because) this.#unicode++;
      for (const character of message.because ?? [])
        if (this.#because.size < 10) this.#because.add(character);
    }
  }

  #count(segments: number): void {
    this.recipients++;
    this.segments += segments;
    this.#least = Math.min(this.#least, segments);
    this.#most = Math.max(this.#most, segments);
  }

  notes(): string[] {
    const notes = [...(this.#plan.notes ?? [])];
    if (this.#least < this.#most)
      notes.push(`A message has ${this.#least} to ${this.#most} segments, by its text.`);
    if (this.#unicode > 0)
      notes.push(`Messages in UCS-2: ${this.#unicode}, because of ${[...this.#because].join(" ")}`);
    if (this.#groups > 0)
      notes.push(`Groups: ${this.#groups}; their members are not known here, and not counted.`);
    if (this.#keyRuns > this.#keys.size)
      notes.push(
        `A part ends where the kind of request changes: ${this.#keyRuns} times here; grouped input would make ${this.#keys.size}.`,
      );
    return notes;
  }
}
