import { isRecord, parseJson } from "../json.js";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const PLACEHOLDER = Buffer.from("{}");

/** The largest frame that is accepted. 100,000 placeholders take a few hundred kilobytes. */
const MAX_FRAME_BYTES = 16 * 2 ** 20;

/**
 * Parses a JSON object that arrives in chunks, one member of which is an array too long to keep. Each object in the array
 * is parsed and passed to `onItem` alone, with the length of its text. The rest, the frame, is parsed at the end, with `{}`
 * in place of each item. Throws SyntaxError if the body is no JSON object.
 */
export class ItemSplitter {
  readonly #arrayOpening: RegExp;
  readonly #onItem: (item: unknown, bytes: number) => void;
  #frame: Uint8Array[] = [];
  #frameBytes = 0;
  /** The text of the current item, as far as it has arrived. */
  #item: Uint8Array[] | undefined;
  #depth = 0;
  #isInArray = false;
  #isInString = false;
  #isEscaped = false;

  constructor(arrayMember: string, onItem: (item: unknown, bytes: number) => void) {
    this.#arrayOpening = new RegExp(`"${arrayMember}"\\s*:\\s*\\[$`);
    this.#onItem = onItem;
  }

  write(chunk: Uint8Array): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.#isInString) at = this.#skipString(chunk, at);
      else if (byte === QUOTE) this.#isInString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) from = this.#open(chunk, from, at);
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) from = this.#close(chunk, from, at);
    }
    this.#keep(chunk.subarray(from));
  }

  /** The whole object, with `{}` in place of each item. */
  end(): Readonly<Record<string, unknown>> {
    const frame = parseJson(this.#frameText());
    if (!isRecord(frame)) throw new SyntaxError("an object is expected");
    return frame;
  }

  /** Returns the index of the closing quote, or the end of the chunk. This loop reads most bytes of an upload. */
  #skipString(chunk: Uint8Array, from: number): number {
    let at = this.#isEscaped ? from + 1 : from;
    while (at < chunk.length && chunk[at] !== QUOTE) at += chunk[at] === BACKSLASH ? 2 : 1;
    this.#isInString = at >= chunk.length;
    this.#isEscaped = at > chunk.length;
    return at;
  }

  /** Returns the start of the bytes that have not been kept yet. */
  #open(chunk: Uint8Array, from: number, at: number): number {
    this.#depth++;
    if (this.#depth === 2) {
      this.#keep(chunk.subarray(from, at + 1));
      this.#isInArray = this.#arrayOpening.test(this.#frameText());
      return at + 1;
    }
    if (this.#depth !== 3 || !this.#isInArray || chunk[at] !== OPEN_BRACE) return from;
    this.#keep(chunk.subarray(from, at));
    this.#item = [];
    return at;
  }

  /** As for `#open`. */
  #close(chunk: Uint8Array, from: number, at: number): number {
    this.#depth--;
    if (this.#depth < 2) this.#isInArray = false;
    if (this.#depth !== 2 || this.#item === undefined) return from;
    const text = Buffer.concat([...this.#item, chunk.subarray(from, at + 1)]);
    this.#item = undefined;
    this.#keep(PLACEHOLDER);
    this.#onItem(parseJson(text.toString("utf8")), text.length);
    return at + 1;
  }

  #keep(piece: Uint8Array): void {
    if (this.#item !== undefined) {
      this.#item.push(piece);
      return;
    }
    this.#frame.push(piece);
    this.#frameBytes += piece.length;
    if (this.#frameBytes > MAX_FRAME_BYTES) throw new SyntaxError("too much beside the items");
  }

  #frameText(): string {
    return Buffer.concat(this.#frame).toString("utf8");
  }
}
