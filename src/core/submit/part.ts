/**
 * Splits any amount of input into request bodies within the provider's limits. A small part is buffered, so that it can
 * be retried; a large one is uploaded while its input is still being read.
 */
import { EventLoopTurn } from "../base/event-loop-turn.js";
import { joined } from "../base/bytes.js";
import { digestOf } from "../base/digest.js";
import type { ErrorContext, ValidationIssue } from "../base/errors/index.js";
import type { Segments } from "../base/segments.js";
import type { Correlation } from "../base/types/index.js";
import type { RequestBody } from "../transport/upload.js";
import { ChunkWriter } from "./chunk-writer.js";
import { Cutter } from "./cutter.js";
import type { Cursor, Items } from "./items.js";
import { StreamDigest } from "./stream-digest.js";

/** Writes one body: head, items and tail. Each part has its own frame. */
export interface Frame<Item> {
  readonly head: string;
  /** Text between two items. Default: a comma. */
  readonly separator?: string;
  item(item: Item, position: number): string;
  /** Called for each item that went into this body. An item that did not fit goes into the next part. */
  taken?(item: Item): void;
  /** The text after the items. With `next`, the text that would follow if `next` were included. */
  tail(next?: Item): string;
  /** Traces that identify the part for `reconcile`. `size` is its number of items. */
  correlation?(size: number): Correlation | undefined;
  /**
   * Content of the part besides its items, such as the sender, for the digest. Excludes labels, which differ in every
   * run.
   */
  identity?(): unknown;
  /** Providers with file upload: the body of the call that creates the batch from the uploaded file. */
  createBody?(staged: string): unknown;
}

/** Returns the faults of an item. */
export type ItemCheck<Item> = (item: Item, position: number) => readonly ValidationIssue[];

export interface CutPlan<Item> {
  readonly items: Iterable<Item> | AsyncIterable<Item>;
  /** Reads the input again from its start, if that is possible. */
  readonly renewed?: (() => Iterable<Item> | AsyncIterable<Item>) | undefined;
  /** `label`: the label of the part. */
  readonly frame: (label?: string) => Frame<Item>;
  /** Creates the label by which the provider can find a part. All attempts of a part share it. */
  readonly label?: (() => string | undefined) | undefined;
  readonly maxItems: number;
  readonly maxBytes: number;
  /** Set if head and tail depend on the items. */
  readonly isFrameVaried?: true | undefined;
  /** Another limit: the sum of `of(item)` over a part may be at most `max`. */
  readonly weight?: { readonly of: (item: Item) => number; readonly max: number } | undefined;
  /** A part ends where the key changes, for example the model, if a batch may have only one. */
  readonly keyOf?: ((item: Item) => string) | undefined;
  /** Creates the local check for a submission. The check keeps state, because some items must not collide. */
  readonly newCheck?: (() => ItemCheck<Item>) | undefined;
  /** The caller's id of an item, for errors. */
  readonly idOf?: ((item: Item) => string) | undefined;
  /**
   * SMS: the segments of the message to an item's recipient, or their number if it has no text. `group`: an unknown number
   * of recipients.
   */
  readonly message?: ((item: Item) => Segments | number | "group") | undefined;
  /** Remarks for `estimate`. */
  readonly notes?: readonly string[] | undefined;
  /** Path of an item in errors, without its position, such as `requests`. */
  readonly path: string;
}

// Bytes buffered before the upload starts. A part that fits can be retried even if its input can be read only once.
const HOLD = 4 * 1024 * 1024;

export interface PartSetup<Item> {
  readonly items: Items<Item>;
  readonly plan: CutPlan<Item>;
  /** Absent if the items have passed the local checks already. */
  readonly check?: ItemCheck<Item> | undefined;
  /** Context of the part's errors. */
  readonly context: ErrorContext;
  /** Whether `digest` will be called. */
  readonly isDigested?: boolean;
  /** Awaited before the last bytes of a streamed part leave. */
  readonly beforeEnd?: () => Promise<void>;
}

/** One pass over a part, from its first to its last item. */
interface Pass<Item> {
  readonly cursor: Cursor<Item>;
  readonly frame: Frame<Item>;
  isGivenUp?: (() => boolean) | undefined;
  digest?: StreamDigest;
  isAtEnd?: true;
}

/** One part: from the current input position up to a provider limit. */
export class Part<Item> {
  readonly from: number;
  readonly #setup: PartSetup<Item>;
  /** One label for all passes. */
  readonly #label: string | undefined;
  /** The latest pass that reached the end, or else the first. */
  #pass: Pass<Item>;
  #digestText: Promise<string> | undefined;
  #held: Uint8Array[] = [];
  #rest: AsyncGenerator<Uint8Array> | undefined;
  /** End position, once reading has finished. */
  #to: number | undefined;
  #isComplete = false;
  #isStarted = false;

  constructor(setup: PartSetup<Item>) {
    this.#setup = setup;
    this.from = setup.items.position;
    this.#label = setup.plan.label?.();
    this.#pass = { cursor: setup.items.cursor, frame: setup.plan.frame(this.#label) };
  }

  /** Number of items so far. */
  get size(): number {
    return (this.#to ?? this.#pass.cursor.position) - this.from;
  }

  /** Whether the whole part was read before sending, so that its size and content are known. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Correlation of the items read so far. */
  correlation(): Correlation | undefined {
    const { size } = this;
    return { size, ...this.#pass.frame.correlation?.(size) };
  }

  /** The body of the call that creates the batch from the uploaded file. */
  createBody(staged: string): unknown {
    return this.#pass.frame.createBody?.(staged);
  }

  /** Digest of the sender, the text, the items in order and the other content. Call it after the part was read. */
  digest(): Promise<string> {
    return (this.#digestText ??= this.#endDigest());
  }

  async #endDigest(): Promise<string> {
    const { frame, digest } = this.#pass;
    return (await digest?.end(digestOf(frame.identity?.() ?? null))) ?? "";
  }

  /** Buffers the part until it is complete or large. False if no input is left. */
  async fill(): Promise<boolean> {
    const chunks = this.#chunks(this.#pass);
    const turn = new EventLoopTurn();
    let bytes = 0;
    // After the last item, only the tail is missing, which is in memory: the part is complete.
    while (bytes < HOLD || this.#pass.isAtEnd) {
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

  /** Frees the buffer, because the part was sent. */
  release(): void {
    this.#to ??= this.#pass.cursor.position;
    this.#held = [];
    this.#rest = undefined;
  }

  /** Reads the part without keeping or sending it. Returns its size in bytes. */
  async skim(): Promise<number> {
    const turn = new EventLoopTurn();
    let bytes = 0;
    for await (const chunk of this.#chunks(this.#pass)) {
      bytes += chunk.byteLength;
      if (turn.isOver()) await turn.next();
    }
    return bytes;
  }

  body(): RequestBody {
    if (this.#isComplete) return joined(this.#held);
    // If the connection failed before `open` was called, nothing was consumed and the upload can start again.
    return {
      isReplayable: () => this.#setup.items.anew !== undefined || !this.#isStarted,
      open: (isGivenUp) => (this.#isStarted ? this.#again(isGivenUp) : this.#once(isGivenUp)),
    };
  }

  async *#once(isGivenUp?: () => boolean): AsyncGenerator<Uint8Array> {
    this.#isStarted = true;
    this.#pass.isGivenUp = isGivenUp;
    // Drop each chunk as it leaves: a part that cannot be replayed need not be kept.
    for (let chunk = this.#held.shift(); chunk !== undefined; chunk = this.#held.shift()) yield chunk;
    if (this.#rest) yield* this.#rest;
  }

  async *#again(isGivenUp?: () => boolean): AsyncGenerator<Uint8Array> {
    const { items, plan } = this.#setup;
    const cursor = items.again(this.from);
    try {
      yield* this.#chunks({ cursor, frame: plan.frame(this.#label), isGivenUp });
    } finally {
      // The abandoned pass has its own input: close it.
      if (cursor !== items.cursor) cursor.close().catch(() => undefined);
    }
  }

  /** The body in chunks of 32 KiB: one chunk per item would be slow. */
  async *#chunks(pass: Pass<Item>): AsyncGenerator<Uint8Array> {
    const { isDigested, beforeEnd } = this.#setup;
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
    // Another pass sends or has sent the part; the next part may be in progress.
    if (this.#to !== undefined || pass.isGivenUp?.()) return;
    writer.write(frame.tail());
    const last = writer.end();
    // Hash the chunks before they leave: an abandoned copy of the body must not leave the digest incomplete.
    for (const chunk of last) measure?.write(chunk);
    this.#settleOn(pass);
    if (this.#isStarted) await beforeEnd?.();
    yield* last;
  }

  /** The submission continues at the end of this pass. */
  #settleOn(pass: Pass<Item>): void {
    pass.isAtEnd = true;
    this.#pass = pass;
    this.#setup.items.continueWith(pass.cursor);
  }
}

/** Extracts the items' bytes from the chunks of a body, for the digest. */
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
