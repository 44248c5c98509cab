import type { CutPlan } from "../../submit/split.js";

/** Notes the recipients of the part that is being written: parts are sent one at a time. */
export class RecipientNotes<Item> {
  readonly #recipientOf: (item: Item) => string;
  #part: string[] = [];

  constructor(recipientOf: (item: Item) => string) {
    this.#recipientOf = recipientOf;
  }

  /** The same plan, whose frames take notes. */
  noted(plan: CutPlan<Item>): CutPlan<Item> {
    const frame = (): ReturnType<CutPlan<Item>["frame"]> => {
      const inner = plan.frame();
      const part: string[] = (this.#part = []);
      return {
        ...inner,
        taken: (item) => {
          part.push(this.#recipientOf(item));
          inner.taken?.(item);
        },
      };
    };
    return { ...plan, frame };
  }

  /** The recipients of the part that was begun last. */
  ofPart(size?: number): readonly string[] {
    return this.#part.slice(0, size);
  }
}
