import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { runCli } from "../../src/cli/cli.js";
import type { Io } from "../../src/cli/io.js";
import type { Simulator } from "../../src/simulator/index.js";

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TerminalOptions {
  readonly stdin?: string;
  /** Whether stdin and stderr are a terminal; what is typed comes from `type`. */
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with all that stderr got so far, whenever it gets more. */
  readonly onWords?: (words: string, terminal: Terminal) => void;
}

/** The command line inside of this process, in a folder of its own. */
export class Terminal {
  readonly folder = mkdtempSync(join(tmpdir(), "batchwire-cli-"));
  /** Codes that a command has ended the process with. */
  readonly exits: number[] = [];
  readonly #listeners = new Set<() => void>();
  #keys = new PassThrough();

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(join(this.folder, name), content);
    return name;
  }

  /** A path in the folder, for commands that are given another working directory. */
  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** The lines of a JSONL file, or of such a text. */
  lines(name: string): Readonly<Record<string, unknown>>[] {
    return linesIn(this.read(name));
  }

  type(text: string): void {
    this.#keys.write(text);
  }

  /** Ctrl-D. */
  endTyping(): void {
    this.#keys.end();
  }

  /** Ctrl-C when the words for people hold these for the first time. */
  interruptAt(words: string, times = 1): TerminalOptions {
    let left = times;
    return {
      onWords: (all) => {
        if (!all.includes(words)) return;
        while (left > 0) {
          left--;
          this.interrupt();
        }
      },
    };
  }

  interrupt(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  async run(words: readonly string[], options: TerminalOptions = {}): Promise<Ended> {
    const { stdin = "", isTerminal = false, columns, env = {}, onWords } = options;
    const out: string[] = [];
    const err: string[] = [];
    this.#keys = new PassThrough();
    const io: Io = {
      argv: words,
      stdin: isTerminal ? Object.assign(this.#keys, { isTTY: true }) : Readable.from([stdin]),
      stdout: sink(out, { isTTY: isTerminal, columns }),
      stderr: sink(err, { isTTY: isTerminal, columns }, () => onWords?.(err.join(""), this)),
      cwd: this.folder,
      env,
      onInterrupt: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      exit: (code) => this.exits.push(code),
    };
    const code = await runCli(io);
    return { code, stdout: out.join(""), stderr: err.join("") };
  }
}

function sink(
  texts: string[],
  terminal: { readonly isTTY: boolean; readonly columns: number | undefined },
  written: () => void = () => undefined,
): Writable {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _, done) {
      texts.push(String(chunk));
      done();
      written();
    },
  });
  return Object.assign(stream, terminal);
}

export function linesIn(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

/** Requests for messages as a file holds them; `fate` is what the simulator reads. */
export function prompts(
  count: number,
  fate: (index: number) => string | undefined = () => undefined,
): string {
  return Array.from({ length: count }, (_, index) => {
    const user = fate(index);
    const params = {
      model: "claude-sonnet-5",
      max_tokens: 64,
      messages: [{ role: "user", content: `Give city number ${index} a motto.` }],
      ...(user !== undefined && { metadata: { user_id: user } }),
    };
    return `${JSON.stringify({ custom_id: `prompt-${index}`, params })}\n`;
  }).join("");
}

/** The environment that points the Anthropic client to this simulator. */
export function anthropicEnv(simulator: Simulator): Record<string, string> {
  const { baseUrl, apiKey } = simulator.options.anthropic;
  return { ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_API_KEY: apiKey };
}

export function smsEnv(simulator: Simulator): Record<string, string> {
  const { ringcentral, ip1, sinch } = simulator.options;
  return {
    RINGCENTRAL_BASE_URL: ringcentral.baseUrl,
    RINGCENTRAL_CLIENT_ID: ringcentral.clientId,
    RINGCENTRAL_CLIENT_SECRET: ringcentral.clientSecret,
    RINGCENTRAL_JWT: ringcentral.jwt,
    IP1_BASE_URL: ip1.baseUrl,
    IP1_API_KEY: ip1.apiKey,
    SINCH_BASE_URL: sinch.baseUrl,
    SINCH_SERVICE_PLAN_ID: sinch.servicePlanId,
    SINCH_API_TOKEN: sinch.apiToken,
  };
}

export const ids = (lines: readonly Readonly<Record<string, unknown>>[]): string[] =>
  lines.map(({ custom_id: id }) => String(id)).sort();

export const promptIds = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `prompt-${index}`).sort();
