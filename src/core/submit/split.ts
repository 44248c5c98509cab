/**
 * Cuts any amount of input into request bodies that fit the provider's limits. A small part is held until it is
 * complete, so that it can be tried again; a large one is uploaded while the input is still being read.
 */
import { Turn } from "../base/turn.js";
import type { RequestBody } from "../transport/upload.js";
import { byteLength, joined } from "../base/bytes.js";
import { ChunkWriter } from "./chunk-writer.js";
import { type Correlation } from "../base/types/index.js";
import { type ErrorContext, ValidationError, type ValidationIssue } from "../base/errors/index.js";
import type { Items } from "./items.js";
import { assertValid } from "../base/validation.js";

/** Writes one body: the JSON before its items, each item, and the JSON after them. One frame per part. */
export interface Frame<Item> {
  readonly head: string;
  item(item: Item, position: number): string;
  /** Called for each item that has become part of this body; one that did not fit goes into the next. */
  taken?(item: Item): void;
  tail(): string;
  /** What `reconcile` will need to find this part again. */
  correlation?(size: number): Correlation | undefined | Promise<Correlation | undefined>;
}

/** What is wrong with an item, if anything. */
export type ItemCheck<Item> = (item: Item, position: number) => readonly ValidationIssue[];

export interface CutPlan<Item> {
  readonly items: Iterable<Item> | AsyncIterable<Item>;
  readonly frame: () => Frame<Item>;
  readonly maxItems: number;
  readonly maxBytes: number;
  /** Makes the local check of the items of one request, which knows those before: some may not collide. */
  readonly newCheck?: (() => ItemCheck<Item>) | undefined;
  /** The path of an item in error messages, without its position: `requests`. */
  readonly path: string;
}

// What a part may hold back before it is sent, and so what it can be replayed from when its input cannot be read again.
const HOLD = 4 * 1024 * 1024;

/** One part: from the current position of the items up to a limit of the provider. */
export class Part<Item> {
  readonly from: number;
  readonly #items: Items<Item>;
  readonly #plan: CutPlan<Item>;
  readonly #check: ItemCheck<Item> | undefined;
  readonly #context: ErrorContext;
  #frame: Frame<Item>;
  #held: Uint8Array[] = [];
  #rest: AsyncGenerator<Uint8Array> | undefined;
  #complete = false;
  #started = false;

  /** `checked`: the items have passed the local checks already. `context` is that of its errors. */
  constructor(items: Items<Item>, plan: CutPlan<Item>, checked: boolean, context: ErrorContext) {
    this.#context = context;
    this.from = items.position;
    this.#items = items;
    this.#plan = plan;
    this.#check = checked ? undefined : plan.newCheck?.();
    this.#frame = plan.frame();
  }

  /** How many items it holds so far. */
  get size(): number {
    return this.#items.position - this.from;
  }

  correlation(): Correlation | undefined | Promise<Correlation | undefined> {
    return this.#frame.correlation?.(this.size);
  }

  /** Reads ahead until the part is complete or large. False: there was nothing left to send. */
  async fill(): Promise<boolean> {
    const chunks = this.#chunks();
    const turn = new Turn();
    let bytes = 0;
    while (bytes < HOLD) {
      if (turn.isOver()) await turn.next();
      const chunk = await chunks.next();
      if (chunk.done === true) {
        this.#complete = true;
        return this.size > 0;
      }
      bytes += chunk.value.byteLength;
      this.#held.push(chunk.value);
    }
    this.#rest = chunks;
    return true;
  }

  body(): RequestBody {
    if (this.#complete) return joined(this.#held);
    // A connection that never stood has not taken anything: then the same chunks can be opened once more.
    return {
      isReplayable: () => this.#items.canSeek || !this.#started,
      open: () => (this.#started ? this.#again() : this.#once()),
    };
  }

  async *#once(): AsyncGenerator<Uint8Array> {
    this.#started = true;
    // Let go of each chunk as it leaves: what cannot be replayed need not be kept.
    for (let chunk = this.#held.shift(); chunk !== undefined; chunk = this.#held.shift()) yield chunk;
    if (this.#rest) yield* this.#rest;
  }

  #again(): AsyncGenerator<Uint8Array> {
    this.#items.seek(this.from);
    this.#frame = this.#plan.frame();
    return this.#chunks();
  }

  /** The body in chunks of some tens of kilobytes: an item of its own per chunk would drown in overhead. */
  async *#chunks(): AsyncGenerator<Uint8Array> {
    const { maxItems, maxBytes } = this.#plan;
    const frame = this.#frame;
    const writer = new ChunkWriter();
    writer.write(frame.head);
    let items = 0;
    for (;;) {
      const next = this.#items.next();
      const taken = next instanceof Promise ? await next : next;
      if (taken === undefined) break;
      const { item } = taken;
      const position = this.#items.position - 1;
      if (items >= maxItems) {
        this.#items.back(item);
        break;
      }
      assertValid(this.#check?.(item, position) ?? [], this.#context);
      const text = this.#textOf(frame, item, position);
      // Writing the tail may cost as much as the part itself: only a limit in bytes makes it worth asking each time.
      const room = maxBytes === Infinity ? Infinity : maxBytes - writer.total - byteLength(frame.tail());
      if (!writer.fits(text, items === 0 ? room : room - 1)) {
        const message = `is larger than the ${maxBytes} bytes that one request may have`;
        if (items === 0) throw this.#error(position, message);
        this.#items.back(item);
        break;
      }
      if (items > 0) writer.write(",");
      items++;
      frame.taken?.(item);
      writer.write(text);
      for (let chunk = writer.take(); chunk !== undefined; chunk = writer.take()) yield chunk;
    }
    writer.write(frame.tail());
    for (let chunk = writer.take(); chunk !== undefined; chunk = writer.take()) yield chunk;
    const last = writer.rest();
    if (last.byteLength > 0) yield last;
  }

  #textOf(frame: Frame<Item>, item: Item, position: number): string {
    let text: string | undefined;
    try {
      text = frame.item(item, position);
    } catch {
      text = undefined;
    }
    if (typeof text === "string") return text;
    throw this.#error(position, "cannot be written as JSON");
  }

  #error(index: number, message: string): ValidationError {
    return new ValidationError([{ path: `${this.#plan.path}.${index}`, index, message }], this.#context);
  }
}
