/** Reads a results file with one JSON object per line, as values or raw lines. */
import { ConnectionError, type ErrorContext, ResponseParseError } from "../base/errors/index.js";
import { memberAt } from "../base/json.js";
import type { ByteSource } from "../transport/byte-source.js";
import { JsonLines, markLength } from "./jsonl.js";
import { textMember } from "./member-scan.js";
import type { ResultReader } from "./source.js";
import type { Tally } from "./result-tally.js";

export interface LineFormat {
  /** The member that holds a line's id. */
  readonly idKey: string;
  /** Yield the lines' bytes instead of parsed values. */
  readonly raw: boolean;
  readonly context: ErrorContext;
}

/** One download of one file. A line that is skipped by its id is not parsed. */
export class LineReader<T> implements ResultReader<T> {
  readonly #bytes: ByteSource;
  readonly #format: LineFormat;
  readonly #tally: Tally;
  readonly #lines: JsonLines;
  #ended = false;
  /** The last line, if it lacks a newline. */
  #rest: Uint8Array | undefined;
  /**
   * The first line that is no result. If results follow, the file is faulty; otherwise the download broke off there.
   */
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
    // Parse before counting: an unreadable line must not count as received when the download restarts.
    if (isWanted && !raw) value ??= this.#lines.parse(line);
    return tally.add(id) && isWanted ? ((raw ? bare(line) : value) as T) : undefined;
  }

  #idIn(value: unknown): string {
    const id = (value as Record<string, unknown> | null)?.[this.#format.idKey];
    if (typeof id === "string" && id !== "") return id;
    throw this.#lines.error("is no result");
  }

  #suspect(line: Uint8Array, error: unknown): void {
    // Other errors come from the caller's `skip`. The same fault again means that a result follows the faulty line.
    if (!ResponseParseError.is(error) || error === this.#fault) throw error;
    if (this.#fault) return;
    if (this.#isErrorDocument(line)) this.#breakOff = this.#brokeOff("is an error message", error);
    else if (!this.#tally.leavesOutNameless()) this.#fault = error;
  }

  /**
   * Whether the line is an error document (JSON or HTML), which servers and gateways write into a file when they fail
   * midway.
   */
  #isErrorDocument(line: Uint8Array): boolean {
    try {
      // Results may have an `error` member too, but it is null unless they failed.
      return (memberAt(this.#lines.parse(line), "error") ?? null) !== null;
    } catch {
      return /^\s*</.test(new TextDecoder().decode(line.subarray(0, 64)));
    }
  }

  /** A last line without a newline is either complete or a sign that the download was cut. */
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

/** The line without a byte order mark at its start or a carriage return at its end. */
function bare(line: Uint8Array): Uint8Array {
  const start = markLength(line);
  const hasReturn = line[line.byteLength - 1] === 0x0d;
  return start > 0 || hasReturn ? line.subarray(start, hasReturn ? -1 : undefined) : line;
}
