import type { CutPlan } from "../../submit/part.js";

/** Records the recipients of the part that was written last. Parts are sent one at a time, some in several passes. */
export class RecipientNotes<Item> {
  readonly #recipientOf: (item: Item) => string;
  #part: string[] = [];

  constructor(recipientOf: (item: Item) => string) {
    this.#recipientOf = recipientOf;
  }

  /** Wraps the plan, so that its frames record recipients. */
  noted(plan: CutPlan<Item>): CutPlan<Item> {
    const frame = (label?: string): ReturnType<CutPlan<Item>["frame"]> => {
      const inner = plan.frame(label);
      const part: string[] = [];
      return {
        ...inner,
        tail: (next) => {
          // Record at the end of a pass: a tool that copies requests may start another pass before this one is answered.
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

  /** The recipients of the last part that was written to its end. */
  ofPart(size?: number): readonly string[] {
    return this.#part.slice(0, size);
  }
}
