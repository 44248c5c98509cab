/** Adds items to a part until a provider limit or the end of the input is reached. */
import { byteLength } from "../base/bytes.js";
import { ValidationError } from "../base/errors/index.js";
import { jsonFault } from "../base/json.js";
import { assertValid } from "../base/validation.js";
import type { ChunkWriter } from "./chunk-writer.js";
import type { Cursor } from "./items.js";
import type { Frame, PartSetup } from "./part.js";

export function tooLarge(maxBytes: number): string {
  return `is larger than the ${maxBytes} bytes that one request may have`;
}

/** The item's text in the body, or why it has none. */
export function textOf<Item>(
  frame: Pick<Frame<Item>, "item">,
  item: Item,
  position: number,
): string | { readonly fault: string } {
  try {
    const text = frame.item(item, position) as string | undefined;
    return text ?? { fault: jsonFault() };
  } catch (error) {
    return { fault: jsonFault(error) };
  }
}

export class Cutter<Item> {
  readonly #setup: Pick<PartSetup<Item>, "plan" | "check" | "context">;
  readonly #cursor: Cursor<Item>;
  readonly #frame: Frame<Item>;
  readonly #writer: ChunkWriter;
  readonly #separator: string;
  #items = 0;
  #weight = 0;
  #key: string | undefined;

  constructor(
    setup: Pick<PartSetup<Item>, "plan" | "check" | "context">,
    { cursor, frame }: { readonly cursor: Cursor<Item>; readonly frame: Frame<Item> },
    writer: ChunkWriter,
  ) {
    this.#setup = setup;
    this.#cursor = cursor;
    this.#frame = frame;
    this.#writer = writer;
    this.#separator = frame.separator ?? ",";
  }

  /**
   * Writes the next item. False at the end of the input, or if the item belongs to the next part. Asynchronous only if
   * the input is.
   */
  take(): boolean | Promise<boolean> {
    const next = this.#cursor.next();
    // Not `instanceof`: a library may have replaced the global, and async functions return the built-in promise.
    return next !== undefined && "then" in next ? next.then((taken) => this.#put(taken)) : this.#put(next);
  }

  #put(taken: { readonly item: Item } | undefined): boolean {
    if (taken === undefined) return false;
    const { check, context } = this.#setup;
    const { item } = taken;
    const position = this.#cursor.position - 1;
    if (this.#items >= this.#setup.plan.maxItems) return this.#putBack(item);
    assertValid(check?.(item, position) ?? [], context);
    if (!this.#belongs(item)) return this.#putBack(item);
    const text = textOf(this.#frame, item, position);
    if (typeof text !== "string") throw this.#error(item, position, text.fault);
    const room = this.#room(item);
    if (!this.#writer.fits(text, room)) {
      if (this.#items > 0) return this.#putBack(item);
      const { maxBytes } = this.#setup.plan;
      throw this.#error(item, position, tooLarge(maxBytes));
    }
    this.#write(item, text);
    return true;
  }

  #write(item: Item, text: string): void {
    const { weight, keyOf } = this.#setup.plan;
    if (this.#items > 0) this.#writer.write(this.#separator);
    this.#writer.write(text);
    this.#items++;
    this.#weight += weight?.of(item) ?? 0;
    this.#key ??= keyOf?.(item);
    this.#frame.taken?.(item);
  }

  /** Whether the item may join the part: an empty part takes any. */
  #belongs(item: Item): boolean {
    if (this.#items === 0) return true;
    const { weight, keyOf } = this.#setup.plan;
    if (keyOf !== undefined && keyOf(item) !== this.#key) return false;
    return weight === undefined || this.#weight + weight.of(item) <= weight.max;
  }

  /**
   * Bytes left for the item. The tail is only written if there is a byte limit, because it can be as long as the part.
   */
  #room(item: Item): number {
    const { maxBytes } = this.#setup.plan;
    if (maxBytes === Infinity) return Infinity;
    const separator = this.#items === 0 ? 0 : this.#separator.length;
    return maxBytes - this.#writer.total - byteLength(this.#frame.tail(item)) - separator;
  }

  #putBack(item: Item): false {
    this.#cursor.back(item);
    return false;
  }

  #error(item: Item, index: number, message: string): ValidationError {
    const { plan, context, check } = this.#setup;
    // Without the checks, the item may have no id.
    const who = plan.idOf && check ? { customId: plan.idOf(item) } : {};
    return new ValidationError([{ path: `${plan.path}.${index}`, index, ...who, message }], context);
  }
}
