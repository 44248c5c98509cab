/** Parses input files: JSON Lines, or CSV with a header for text messages. */
import { createReadStream } from "node:fs";
import { InputError } from "./exit.js";
import { linesOf } from "./lines.js";

/** One record, and the line at which it begins. */
export interface FileRecord {
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface InputFile {
  readonly path: string;
  /** As in the arguments, for messages. */
  readonly name: string;
  readonly format: "jsonl" | "csv";
}

export function recordsOf(file: InputFile): AsyncGenerator<FileRecord> {
  return file.format === "csv" ? csvRecords(file) : jsonRecords(file);
}

export async function lineOf(file: InputFile, position: number): Promise<number | undefined> {
  let at = 0;
  for await (const { line } of recordsOf(file)) if (at++ === position) return line;
  return undefined;
}

async function* jsonRecords({ path, name }: InputFile): AsyncGenerator<FileRecord> {
  for await (const { line, text } of linesOf(path, name)) {
    if (text.trim() === "") continue;
    const value = parsed(text);
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new InputError(`${name}, line ${line}: is no JSON object`);
    yield { line, value: value as FileRecord["value"] };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

async function* csvRecords({ path, name }: InputFile): AsyncGenerator<FileRecord> {
  const { CsvError, parse } = await import("csv-parse");
  let hasHeader = false;
  let countedTwice = 0;
  const columns = (header: readonly string[]): string[] => {
    hasHeader = true;
    const names = header.map((column) => column.trim());
    if (!names.includes("to")) throw new InputError(`${name}, line 1: the header has no column "to"`);
    const twice = names.find((column, index) => names.indexOf(column) !== index);
    if (twice !== undefined) throw new InputError(`${name}, line 1: two columns are named "${twice}"`);
    return names;
  };
  const parser = parse({ bom: true, columns, info: true, skip_empty_lines: true });
  const source = createReadStream(path).on("error", (error) => parser.destroy(error));
  try {
    for await (const row of source.pipe(parser)) {
      const { record, info } = row as { record: Record<string, string>; info: { lines: number } };
      // `info.lines` is the last line of the record, whose texts may have line ends. It counts a CRLF in a text twice.
      const texts = Object.values(record).join();
      const line = info.lines - count(texts, /[\r\n]/g) - countedTwice;
      // The parser replaces what is not UTF-8 by this character, with which the text would be sent.
      if (Object.entries(record).flat().join().includes("\uFFFD"))
        throw new InputError(`${name}, line ${line}: is not UTF-8, in its texts or in the header`);
      yield { line, value: record };
      countedTwice += count(texts, /\r\n/g);
    }
    if (!hasHeader) columns([]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InputError(`${name}, line ${String(error["lines"])}: ${error.message}`);
  } finally {
    source.destroy();
  }
}
