/** Writes data line by line to stdout or a file, and waits while their buffer is full. */
import { createWriteStream, statSync } from "node:fs";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { ClosedPipeError } from "./exit.js";
import type { Io } from "./io.js";

export class Output {
  readonly #stream: Writable;
  readonly #name: string;
  readonly #isOurs: boolean;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  private constructor(stream: Writable, name: string, isOurs: boolean) {
    this.#stream = stream;
    this.#name = name;
    this.#isOurs = isOurs;
    const wake = (): void => this.#wake();
    stream.on("drain", wake).on("error", (error) => {
      this.#failure = error;
      this.#wake();
    });
  }

  static stdout(io: Io): Output {
    return new Output(io.stdout, "stdout", false);
  }

  static async file(path: string, name: string, { append }: { readonly append: boolean }): Promise<Output> {
    // Flushing a device such as /dev/null fails.
    const flush = statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
    const stream = createWriteStream(path, { flags: append ? "a" : "w", flush });
    const output = new Output(stream, name, true);
    await new Promise<void>((resolve) => stream.once("open", () => resolve()).once("error", () => resolve()));
    output.#check();
    return output;
  }

  async line(text: string): Promise<void> {
    this.#check();
    if (this.#stream.write(`${text}\n`)) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#failure !== undefined || !this.#stream.writableNeedDrain) resolve();
    });
    this.#check();
  }

  /** Resolves when all lines are written. */
  async close(): Promise<void> {
    this.#check();
    if (this.#isOurs) {
      this.#stream.end();
      await finished(this.#stream).catch((error: Error) => (this.#failure ??= error));
    } else await new Promise<void>((resolve) => this.#stream.write("", () => resolve()));
    this.#check();
  }

  #check(): void {
    if (this.#failure === undefined) return;
    const { code } = this.#failure as NodeJS.ErrnoException;
    if (code === "EPIPE") throw new ClosedPipeError("the reader of the output has gone");
    const cause = this.#failure;
    throw new Error(`cannot write ${this.#name}: ${cause.message}`, { cause });
  }
}
