import type { CutPlan } from "../submit/split.js";

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
        item: (item, position) => {
          part.push(this.#recipientOf(item));
          return inner.item(item, position);
        },
      };
    };
    return { ...plan, frame };
  }

  /** The recipients of the part that was begun last. An item that did not fit any more was written in vain. */
  ofPart(size: number): readonly string[] {
    return this.#part.slice(0, size);
  }
}
