/** Cuts a stream of bytes into JSON values, one per line, in memory that one line bounds. */
import { joined } from "../base/bytes.js";
import { type ErrorContext, ResponseParseError } from "../base/errors/index.js";

const NEWLINE = 0x0a;

// JSON's white space: a line of nothing else is no line. A loop, because nearly every line ends it at its first byte.
function isBlank(line: Uint8Array): boolean {
  let at = 0;
  while (line[at] === 0x20 || line[at] === 0x0d || line[at] === 0x09) at++;
  return at === line.byteLength;
}

/** The same bytes as a Buffer, where there is one: its search is some twenty times as fast as that of a plain array. */
function searchable(chunk: Uint8Array): Uint8Array {
  const { Buffer } = globalThis as {
    Buffer?: { from(memory: ArrayBufferLike, byteOffset: number, length: number): Uint8Array };
  };
  return Buffer?.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) ?? chunk;
}

/**
 * Feed it chunks, take lines. Every byte is looked at once: an unfinished line is kept in pieces and joined when its
 * end arrives, so that a line of megabytes costs no more than its length.
 */
export class JsonLines {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  #chunk: Uint8Array = new Uint8Array(0);
  #searchable = this.#chunk;
  #at = 0;
  #pieces: Uint8Array[] = [];
  #chunkStart = 0;
  /** 1-based number of the line taken last. */
  line = 0;
  /** Where that line starts in the body, in bytes. */
  byteOffset = 0;
  readonly #context: ErrorContext | undefined;

  constructor(context?: ErrorContext) {
    this.#context = context;
  }

  /** Adds a chunk. The one before must have been used up: `take` has returned undefined. */
  push(chunk: Uint8Array): void {
    this.#chunkStart += this.#chunk.byteLength;
    this.#chunk = chunk;
    this.#searchable = searchable(chunk);
    this.#at = 0;
  }

  /** The next complete line that is not blank, as bytes; undefined when another chunk is needed. */
  take(): Uint8Array | undefined {
    for (;;) {
      const end = this.#searchable.indexOf(NEWLINE, this.#at);
      if (end === -1) {
        this.#keep(this.#chunk.subarray(this.#at));
        this.#at = this.#chunk.byteLength;
        return undefined;
      }
      const line = this.#joined(this.#chunk.subarray(this.#at, end));
      this.#count(line.byteLength, this.#chunkStart + end);
      this.#at = end + 1;
      if (!isBlank(line)) return line;
    }
  }

  /** What stands after the last newline, once the body has ended: a last line, or half of one. */
  takeRest(): Uint8Array | undefined {
    if (this.#pieces.length === 0) return undefined;
    const line = this.#joined(new Uint8Array(0));
    this.#count(line.byteLength, this.#chunkStart + this.#chunk.byteLength);
    return isBlank(line) ? undefined : line;
  }

  /** Parses a line that was just taken. Throws `ResponseParseError` with its number and offset. */
  parse(line: Uint8Array): unknown {
    try {
      // Bytes that are no UTF-8 are an error: replaced silently, they would be a result silently changed.
      return JSON.parse(this.#decoder.decode(line)) as unknown;
    } catch {
      throw this.error("is not valid JSON");
    }
  }

  /** An error that names the line taken last. */
  error(what: string): ResponseParseError {
    const { line, byteOffset } = this;
    const details = { accepted: false, line, byteOffset };
    return new ResponseParseError(`line ${line} (byte ${byteOffset}) ${what}`, details, this.#context);
  }

  #count(length: number, end: number): void {
    this.line++;
    this.byteOffset = end - length;
  }

  #keep(piece: Uint8Array): void {
    if (piece.byteLength > 0) this.#pieces.push(piece);
  }

  #joined(last: Uint8Array): Uint8Array {
    if (this.#pieces.length === 0) return last;
    this.#pieces.push(last);
    const line = joined(this.#pieces);
    this.#pieces = [];
    return line;
  }
}
