/**
 * The file of `-o`. After a crash a job delivers its results again. A line that the file already has is not written
 * again, and the line of a result that has changed is removed at the end.
 */
import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { rename, rm, truncate } from "node:fs/promises";
import { linesOf } from "./lines.js";
import { Output } from "./output.js";

export interface ResultsFileSetup {
  readonly path: string;
  /** As in the arguments, for messages. */
  readonly name: string;
  /** Whether the file may hold results of this job. */
  readonly isContinued: boolean;
  /** Identifies the item of a result. */
  readonly keyOf: (result: unknown) => string;
}

export class ResultsFile {
  readonly #setup: ResultsFileSetup;
  readonly #output: Output;
  /** Digests of the lines of an earlier run that were not delivered again yet, by key. */
  readonly #earlier: Map<string, string>;
  /** Digests of lines to remove. */
  readonly #outdated: Set<string>;
  /** Whether the file holds the results of another job, which are kept until this one has any. */
  #isOfAnother: boolean;

  private constructor(setup: ResultsFileSetup, output: Output, lines: Lines, isOfAnother: boolean) {
    this.#setup = setup;
    this.#output = output;
    this.#earlier = new Map(lines.earlier);
    this.#outdated = new Set(lines.outdated);
    this.#isOfAnother = isOfAnother;
  }

  static async open(setup: ResultsFileSetup): Promise<ResultsFile> {
    const { path, name, isContinued } = setup;
    const isFile = existsSync(path) && statSync(path).isFile();
    const lines = isFile && isContinued ? await linesIn(setup) : NOTHING;
    const output = await Output.file(path, name, { append: isFile });
    return new ResultsFile(setup, output, lines, isFile && !isContinued);
  }

  async write(result: unknown): Promise<void> {
    await this.#clear();
    const text = JSON.stringify(result);
    if (this.#earlier.size > 0) {
      const key = this.#setup.keyOf(result);
      const known = this.#earlier.get(key);
      this.#earlier.delete(key);
      if (known === digestOf(text)) return;
      if (known !== undefined) this.#outdated.add(known);
    }
    await this.#output.line(text);
  }

  /** `isComplete`: all results were delivered, so that other lines do not belong to this job and are removed. */
  async close({ isComplete }: { readonly isComplete: boolean }): Promise<void> {
    if (isComplete) await this.#clear();
    await this.#output.close();
    if (isComplete) for (const digest of this.#earlier.values()) this.#outdated.add(digest);
    if (this.#outdated.size > 0) await this.#dropOutdated();
  }

  async #clear(): Promise<void> {
    if (!this.#isOfAnother) return;
    this.#isOfAnother = false;
    await truncate(this.#setup.path);
  }

  async #dropOutdated(): Promise<void> {
    const { path, name } = this.#setup;
    const fresh = `${path}.${process.pid}.tmp`;
    try {
      const output = await Output.file(fresh, name, { append: false });
      for await (const { text } of linesOf(path))
        if (!this.#outdated.has(digestOf(text))) await output.line(text);
      await output.close();
      await rename(fresh, path);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
  }
}

interface Lines {
  readonly earlier: ReadonlyMap<string, string>;
  readonly outdated: ReadonlySet<string>;
}

const NOTHING: Lines = { earlier: new Map(), outdated: new Set() };

/** Reads the digests of all lines. Cuts off a torn last line. */
async function linesIn({ path, name, keyOf }: ResultsFileSetup): Promise<Lines> {
  const earlier = new Map<string, string>();
  const outdated = new Set<string>();
  let end = 0;
  for await (const line of linesOf(path, name)) {
    if (!line.isWhole) break;
    end = line.end;
    const result = parsed(line.text);
    const digest = digestOf(line.text);
    const key = result === undefined ? undefined : keyOf(result);
    const replaced = key === undefined ? digest : earlier.get(key);
    if (replaced !== undefined) outdated.add(replaced);
    if (key !== undefined) earlier.set(key, digest);
  }
  if (end < statSync(path).size) await truncate(path, end);
  return { earlier, outdated };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64").slice(0, 16);
}
