/**
 * Cuts any amount of input into request bodies that fit the provider's limits. A small part is held until it is
 * complete, so that it can be tried again; a large one is uploaded while the input is still being read.
 */
import { Turn } from "../base/turn.js";
import { joined } from "../base/bytes.js";
import { digestOf } from "../base/digest.js";
import type { ErrorContext, ValidationIssue } from "../base/errors/index.js";
import type { Correlation } from "../base/types/index.js";
import type { RequestBody } from "../transport/upload.js";
import { ChunkWriter } from "./chunk-writer.js";
import { Cutter } from "./cutter.js";
import type { Cursor, Items } from "./items.js";
import { StreamDigest } from "./stream-digest.js";

/** Writes one body: what stands before its items, each item, and what stands after them. One frame per part. */
export interface Frame<Item> {
  readonly head: string;
  /** Stands between two items. Default: a comma. */
  readonly separator?: string;
  item(item: Item, position: number): string;
  /** Called for each item that has become part of this body; one that did not fit goes into the next. */
  taken?(item: Item): void;
  /** `next`: as it would be with this item too. */
  tail(next?: Item): string;
  /** What identifies this part, for `reconcile`; `size` is how many items it holds. */
  correlation?(size: number): Correlation | undefined;
  /** What makes the part what it is besides its items, such as a sender; not a label that is new in every run. */
  identity?(): unknown;
  /** Where the body is uploaded first: the body of the call that creates the batch of what was uploaded. */
  createBody?(staged: string): unknown;
}

/** What is wrong with an item, if anything. */
export type ItemCheck<Item> = (item: Item, position: number) => readonly ValidationIssue[];

export interface CutPlan<Item> {
  readonly items: Iterable<Item> | AsyncIterable<Item>;
  /** The same items from their start, where the input can be made anew. */
  readonly renewed?: (() => Iterable<Item> | AsyncIterable<Item>) | undefined;
  readonly frame: () => Frame<Item>;
  readonly maxItems: number;
  readonly maxBytes: number;
  /** What stands around the items of a body depends on which they are. */
  readonly isFrameVaried?: true | undefined;
  /** A limit beyond items and bytes: what an item weighs, and how much a part may. */
  readonly weight?: { readonly of: (item: Item) => number; readonly max: number } | undefined;
  /** A part ends where this changes, as the model of a batch that may have only one. */
  readonly keyOf?: ((item: Item) => string) | undefined;
  /** Makes the local check of the items of a submission, which knows those before: some may not collide. */
  readonly newCheck?: (() => ItemCheck<Item>) | undefined;
  /** What the caller calls an item, for errors. */
  readonly idOf?: ((item: Item) => string) | undefined;
  /**
   * For SMS: what the recipient of an item gets, as a text or, where it is none, its number of segments. `group`: many
   * recipients, nobody knows how many.
   */
  readonly message?: ((item: Item) => { readonly text: string } | number | "group") | undefined;
  /** What an estimate has to say besides its numbers. */
  readonly notes?: readonly string[] | undefined;
  /** The path of an item in error messages, without its position: `requests`. */
  readonly path: string;
}

// What a part may hold back before it is sent, and so what it can be replayed from when its input cannot be read again.
const HOLD = 4 * 1024 * 1024;

export interface PartSetup<Item> {
  readonly items: Items<Item>;
  readonly plan: CutPlan<Item>;
  /** Absent if the items have passed the local checks already. */
  readonly check?: ItemCheck<Item> | undefined;
  /** Of the part's errors. */
  readonly context: ErrorContext;
  /** Whether `digest` will be asked for. */
  readonly isDigested?: boolean;
  /** Awaited before the last bytes of a part leave that is uploaded while its input is read. */
  readonly beforeEnd?: () => Promise<void>;
}

/** One reading of a part, from its first item to its last. */
interface Pass<Item> {
  readonly cursor: Cursor<Item>;
  readonly frame: Frame<Item>;
  digest?: StreamDigest;
}

/** One part: from the current position of the items up to a limit of the provider. */
export class Part<Item> {
  readonly from: number;
  readonly #setup: PartSetup<Item>;
  /** What is known of the part: by the last pass that came to its end, or by the first. */
  #pass: Pass<Item>;
  #digestText: Promise<string> | undefined;
  #held: Uint8Array[] = [];
  #rest: AsyncGenerator<Uint8Array> | undefined;
  /** Where it ends, once no more of it is read. */
  #to: number | undefined;
  #isComplete = false;
  #isStarted = false;

  constructor(setup: PartSetup<Item>) {
    this.#setup = setup;
    this.from = setup.items.position;
    this.#pass = { cursor: setup.items.cursor, frame: setup.plan.frame() };
  }

  /** How many items it holds so far. */
  get size(): number {
    return (this.#to ?? this.#pass.cursor.position) - this.from;
  }

  /** All of it has been read, so that its size and content are known before a byte leaves. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Of what has been read so far. */
  correlation(): Correlation | undefined {
    const { size } = this;
    return { size, ...this.#pass.frame.correlation?.(size) };
  }

  /** The body of the call that creates the batch of what was uploaded. */
  createBody(staged: string): unknown {
    return this.#pass.frame.createBody?.(staged);
  }

  /** Of sender, text, items in their order and whatever else makes the part what it is; once all of it has been read. */
  digest(): Promise<string> {
    return (this.#digestText ??= this.#endDigest());
  }

  async #endDigest(): Promise<string> {
    const { frame, digest } = this.#pass;
    return (await digest?.end(digestOf(frame.identity?.() ?? null))) ?? "";
  }

  /** Reads ahead until the part is complete or large. False: there was nothing left to send. */
  async fill(): Promise<boolean> {
    const chunks = this.#chunks(this.#pass);
    const turn = new Turn();
    let bytes = 0;
    while (bytes < HOLD) {
      if (turn.isOver()) await turn.next();
      const chunk = await chunks.next();
      if (chunk.done === true) {
        this.#isComplete = true;
        return this.size > 0;
      }
      bytes += chunk.value.byteLength;
      this.#held.push(chunk.value);
    }
    this.#rest = chunks;
    return true;
  }

  /** Lets go of the bytes: the part is out, and other parts may be read. */
  release(): void {
    this.#to ??= this.#pass.cursor.position;
    this.#held = [];
    this.#rest = undefined;
  }

  /** Reads all of it without keeping anything: for a part that is not to be sent. Returns how many bytes it has. */
  async skim(): Promise<number> {
    const turn = new Turn();
    let bytes = 0;
    for await (const chunk of this.#chunks(this.#pass)) {
      bytes += chunk.byteLength;
      if (turn.isOver()) await turn.next();
    }
    return bytes;
  }

  body(): RequestBody {
    if (this.#isComplete) return joined(this.#held);
    // A connection that never stood has not taken anything: then the same chunks can be opened once more.
    return {
      isReplayable: () => this.#setup.items.again !== undefined || !this.#isStarted,
      open: () => (this.#isStarted ? this.#again() : this.#once()),
    };
  }

  async *#once(): AsyncGenerator<Uint8Array> {
    this.#isStarted = true;
    // Let go of each chunk as it leaves: what cannot be replayed need not be kept.
    for (let chunk = this.#held.shift(); chunk !== undefined; chunk = this.#held.shift()) yield chunk;
    if (this.#rest) yield* this.#rest;
  }

  async *#again(): AsyncGenerator<Uint8Array> {
    const { items, plan } = this.#setup;
    const cursor = (items.again as NonNullable<typeof items.again>)(this.from);
    try {
      yield* this.#chunks({ cursor, frame: plan.frame() });
    } finally {
      // The input of a pass that was given up is read by nobody else.
      if (cursor !== items.cursor) cursor.close().catch(() => undefined);
    }
  }

  /** The body in chunks of some tens of kilobytes: an item of its own per chunk would drown in overhead. */
  async *#chunks(pass: Pass<Item>): AsyncGenerator<Uint8Array> {
    const { items, isDigested, beforeEnd } = this.#setup;
    const { frame } = pass;
    const writer = new ChunkWriter();
    writer.write(frame.head);
    const measure = isDigested === true ? new ItemBytes(writer.total) : undefined;
    if (measure) pass.digest = measure.digest;
    for (const cutter = new Cutter(this.#setup, pass, writer); ;) {
      const took = cutter.take();
      if (!(typeof took === "boolean" ? took : await took)) break;
      for (let chunk = writer.take(); chunk !== undefined; chunk = writer.take()) {
        measure?.write(chunk);
        await measure?.digest.keepUp();
        yield chunk;
      }
    }
    measure?.endAt(writer.total);
    // The part is out by another pass, and the next one may be on its way.
    if (this.#to !== undefined) return;
    this.#pass = pass;
    items.cursor = pass.cursor;
    if (this.#isStarted) await beforeEnd?.();
    writer.write(frame.tail());
    for (let chunk = writer.take(); chunk !== undefined; chunk = writer.take()) {
      measure?.write(chunk);
      yield chunk;
    }
    const last = writer.rest();
    measure?.write(last);
    if (last.byteLength > 0) yield last;
  }
}

/** Picks the bytes of the items out of the chunks of a body, for their digest. */
class ItemBytes {
  readonly digest = new StreamDigest();
  readonly #from: number;
  #to = Infinity;
  #at = 0;

  constructor(from: number) {
    this.#from = from;
  }

  endAt(to: number): void {
    this.#to = to;
  }

  write(chunk: Uint8Array): void {
    const start = Math.max(0, this.#from - this.#at);
    const end = Math.min(chunk.byteLength, Math.max(0, this.#to - this.#at));
    if (start < end) this.digest.write(chunk.subarray(start, end));
    this.#at += chunk.byteLength;
  }
}
