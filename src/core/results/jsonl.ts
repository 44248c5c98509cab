/** Splits a byte stream into JSON lines. Memory is bounded by the longest line. */
import { joined } from "../base/bytes.js";
import { type ErrorContext, ResponseParseError } from "../base/errors/index.js";

const NEWLINE = 0x0a;

/** Length of the byte order mark at the start of a line; 0 without one. */
export function markLength(line: Uint8Array): number {
  return line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? 3 : 0;
}

// Lines of JSON white space are skipped. A loop, because it nearly always ends at the first byte.
function isBlank(line: Uint8Array): boolean {
  let at = markLength(line);
  while (line[at] === 0x20 || line[at] === 0x0d || line[at] === 0x09) at++;
  return at === line.byteLength;
}

/** The same memory as a Buffer, if available: its search is about twenty times as fast. */
function searchable(chunk: Uint8Array): Uint8Array {
  const { Buffer } = globalThis as {
    Buffer?: { from(memory: ArrayBufferLike, byteOffset: number, length: number): Uint8Array };
  };
  return Buffer?.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) ?? chunk;
}

/**
 * Call `push` with chunks and `take` for lines. Each byte is searched once: pieces of an unfinished line are joined
 * when its end arrives, so long lines cost linear time.
 */
export class JsonLines {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  #chunk: Uint8Array = new Uint8Array(0);
  #searchable = this.#chunk;
  #at = 0;
  #pieces: Uint8Array[] = [];
  #chunkStart = 0;
  /** 1-based number of the last line taken. */
  line = 0;
  /** 0-based byte offset of that line in the body. */
  byteOffset = 0;
  readonly #context: ErrorContext | undefined;

  constructor(context?: ErrorContext) {
    this.#context = context;
  }

  /** Adds a chunk. `take` must have returned undefined before. */
  push(chunk: Uint8Array): void {
    this.#chunkStart += this.#chunk.byteLength;
    this.#chunk = chunk;
    this.#searchable = searchable(chunk);
    this.#at = 0;
  }

  /** Returns the next complete line that is not blank; undefined if more chunks are needed. */
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

  /** After the last chunk: returns the bytes after the last newline, a whole line or a truncated one. */
  takeRest(): Uint8Array | undefined {
    if (this.#pieces.length === 0) return undefined;
    const line = this.#joined(new Uint8Array(0));
    this.#count(line.byteLength, this.#chunkStart + this.#chunk.byteLength);
    return isBlank(line) ? undefined : line;
  }

  /** Parses the line taken last. Throws `ResponseParseError` with its number and offset. */
  parse(line: Uint8Array): unknown {
    try {
      // Invalid UTF-8 is an error: replacement characters would silently change a result.
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
