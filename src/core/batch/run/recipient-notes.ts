import type { CutPlan } from "../../submit/split.js";

/** Notes the recipients of the part that was written last: parts are sent one at a time, each perhaps in several passes. */
export class RecipientNotes<Item> {
  readonly #recipientOf: (item: Item) => string;
  #part: string[] = [];

  constructor(recipientOf: (item: Item) => string) {
    this.#recipientOf = recipientOf;
  }

  /** The same plan, whose frames take notes. */
  noted(plan: CutPlan<Item>): CutPlan<Item> {
    const frame = (label?: string): ReturnType<CutPlan<Item>["frame"]> => {
      const inner = plan.frame(label);
      const part: string[] = [];
      return {
        ...inner,
        tail: (next) => {
          // At its end: a layer that copies requests may begin another pass before the answer to this one is there.
          if (next === undefined) this.#part = part;
          return inner.tail(next);
        },
        taken: (item) => {
          part.push(this.#recipientOf(item));
          inner.taken?.(item);
        },
      };
    };
    return { ...plan, frame };
  }

  /** The recipients of the part whose end was written last. */
  ofPart(size?: number): readonly string[] {
    return this.#part.slice(0, size);
  }
}
