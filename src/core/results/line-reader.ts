/** Reads a file of results, one JSON object per line: as values, or as the bytes of its lines. */
import { ConnectionError, type ErrorContext, ResponseParseError } from "../base/errors/index.js";
import { memberAt } from "../base/json.js";
import type { ByteSource } from "../transport/byte-source.js";
import { JsonLines } from "./jsonl.js";
import { textMember } from "./member-scan.js";
import type { ResultReader } from "./source.js";
import type { Tally } from "./tally.js";

export interface LineFormat {
  /** The member that holds the id of a line. */
  readonly idKey: string;
  /** Hand out the bytes of the lines instead of their values. */
  readonly raw: boolean;
  readonly context: ErrorContext;
}

/** One download of one file. Of lines whose id says enough, the rest is not parsed. */
export class LineReader<T> implements ResultReader<T> {
  readonly #bytes: ByteSource;
  readonly #format: LineFormat;
  readonly #tally: Tally;
  readonly #lines: JsonLines;
  #ended = false;
  /** A last line without its newline. */
  #rest: Uint8Array | undefined;
  /** A line that is no result: a fault of the file if results follow it, else the place where the download broke off. */
  #fault: ResponseParseError | undefined;
  #breakOff: ConnectionError | undefined;

  constructor(bytes: ByteSource, format: LineFormat, tally: Tally) {
    this.#bytes = bytes;
    this.#format = format;
    this.#tally = tally;
    this.#lines = new JsonLines(format.context);
  }

  take(): T | undefined {
    for (let line = this.#next(); line !== undefined; line = this.#next()) {
      try {
        const result = this.#resultOf(line);
        if (result !== undefined) return result;
      } catch (error) {
        this.#suspect(line, error);
      }
    }
    return undefined;
  }

  async advance(): Promise<boolean> {
    if (this.#breakOff) throw this.#breakOff;
    if (!this.#ended) {
      const chunk = await this.#bytes.read();
      if (chunk !== undefined) {
        this.#lines.push(chunk);
        return true;
      }
      this.#ended = true;
      this.#rest = this.#lines.takeRest();
      if (this.#rest !== undefined) return this.#checkRest(this.#rest);
    }
    if (this.#fault) throw this.#fault;
    return false;
  }

  close(): void {
    this.#bytes.close();
  }

  #next(): Uint8Array | undefined {
    if (this.#breakOff) return undefined;
    const line = this.#lines.take() ?? this.#rest;
    if (line === this.#rest) this.#rest = undefined;
    return line;
  }

  #resultOf(line: Uint8Array): T | undefined {
    const { raw, idKey } = this.#format;
    const tally = this.#tally;
    const byId = raw || tally.asksById || this.#fault !== undefined;
    let id = byId ? textMember(line, idKey) : undefined;
    let value: unknown;
    if (id === undefined) {
      value = this.#lines.parse(line);
      id = this.#idIn(value);
    }
    if (this.#fault) throw this.#fault;
    const isWanted = !byId || tally.wants(id);
    // Before it is counted: a line that cannot be read must come again when the download starts over.
    if (isWanted && !raw) value ??= this.#lines.parse(line);
    return tally.add(id) && isWanted ? ((raw ? bare(line) : value) as T) : undefined;
  }

  #idIn(value: unknown): string {
    const id = (value as Record<string, unknown> | null)?.[this.#format.idKey];
    if (typeof id === "string" && id !== "") return id;
    throw this.#lines.error("is no result");
  }

  #suspect(line: Uint8Array, error: unknown): void {
    // Not ours: thrown by the caller's `skip`. Ours for the second time: a result follows the faulty line.
    if (!ResponseParseError.is(error) || error === this.#fault) throw error;
    if (this.#fault) return;
    if (this.#isErrorDocument(line)) this.#breakOff = this.#brokeOff("is an error message", error);
    else if (!this.#tally.leavesOutNameless()) this.#fault = error;
  }

  /** Servers and gateways that fail in the middle of a file write an error document into it, in JSON or HTML. */
  #isErrorDocument(line: Uint8Array): boolean {
    try {
      // Where results have such a member, too, it is null in those that are none of an error.
      return (memberAt(this.#lines.parse(line), "error") ?? null) !== null;
    } catch {
      return /^\s*</.test(new TextDecoder().decode(line.subarray(0, 64)));
    }
  }

  /** A last line without its newline is whole, or the download was cut where nobody noticed. */
  #checkRest(rest: Uint8Array): true {
    try {
      this.#lines.parse(rest);
      return true;
    } catch (cause) {
      throw this.#brokeOff("ends in the middle", cause);
    }
  }

  #brokeOff(what: string, cause: unknown): ConnectionError {
    const { message } = this.#lines.error(what);
    return new ConnectionError(message, { attempts: [] }, { ...this.#format.context, cause });
  }
}

/** The line alone: a byte order mark belongs to the file, and the first half of CRLF to the newline. */
function bare(line: Uint8Array): Uint8Array {
  const hasMark = line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf;
  const hasReturn = line[line.byteLength - 1] === 0x0d;
  return hasMark || hasReturn ? line.subarray(hasMark ? 3 : 0, hasReturn ? -1 : undefined) : line;
}
