import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { JournalSpec } from "./back-ends.js";

const root = resolve(import.meta.dirname, "../..");

/** A worker in a process of its own; see `worker.ts` for what it understands. */
export class Child {
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  private constructor(spec: JournalSpec) {
    const program = [join(import.meta.dirname, "worker.ts"), JSON.stringify(spec)];
    const child = spawn(process.execPath, ["--import", "tsx", ...program], {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#process = child;
    this.#answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  }

  static async start(spec: JournalSpec): Promise<Child> {
    const child = new Child(spec);
    await child.#answer();
    return child;
  }

  /** Resolves to the worker's answer. */
  async say(word: string | object): Promise<string> {
    this.#process.stdin?.write(`${typeof word === "string" ? word : JSON.stringify(word)}\n`);
    return this.#answer();
  }

  async #answer(): Promise<string> {
    const { value } = await this.#answers.next();
    return String(value);
  }

  /** As a power cut or an out-of-memory would: nothing is tidied up. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await exit;
  }
}
