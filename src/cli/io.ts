/** What a command reads, writes and listens to, so that tests can put their own in its place. */
import process from "node:process";
import type { Readable, Writable } from "node:stream";

export type Terminal = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

export interface Io {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** Data, and nothing else. */
  readonly stdout: Terminal;
  /** Words for people. */
  readonly stderr: Terminal;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls back for Ctrl-C and for SIGTERM; returns what takes the listener away. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Ends at once, without finishing anything. */
  readonly exit: (code: number) => void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export function processIo(): Io {
  return {
    argv: process.argv.slice(2),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    onInterrupt: (listener) => {
      for (const signal of SIGNALS) process.on(signal, listener);
      return () => {
        for (const signal of SIGNALS) process.off(signal, listener);
      };
    },
    exit: (code) => process.exit(code),
  };
}

/** Writes a line for people. Nobody has to read it: a closed stderr stops nothing. */
export function say(io: Io, text: string): void {
  io.stderr.write(`${text}\n`);
}
