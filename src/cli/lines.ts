/** Reads the lines of a file, one at a time. */
import { createReadStream } from "node:fs";
import { InputError } from "./exit.js";

export interface Line {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  /** Byte offset of its end in the file, the newline included. */
  readonly end: number;
  /** False for a last line without a newline. */
  readonly isWhole: boolean;
}

const NEWLINE = 10;

/** Splits at newlines only: JSON may hold the other line separators. Drops a byte order mark and carriage returns. */
export async function* linesOf(path: string, name = path): AsyncGenerator<Line> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let pieces: Buffer[] = [];
  let [line, end] = [0, 0];
  const take = (isWhole: boolean): Line => {
    const bytes = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
    pieces = [];
    line++;
    end += bytes.byteLength + (isWhole ? 1 : 0);
    try {
      return { line, text: decoder.decode(bytes).replace(/\r$/, ""), end, isWhole };
    } catch {
      throw new InputError(`${name}, line ${line}: is not UTF-8`);
    }
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      pieces.push(chunk.subarray(from, at));
      from = at + 1;
      yield take(true);
    }
    if (from < chunk.length) pieces.push(chunk.subarray(from));
  }
  if (pieces.length > 0) yield take(false);
}
