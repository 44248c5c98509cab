/** Streams, environment and signals of a command, which tests replace. */
import process from "node:process";
import type { Readable, Writable } from "node:stream";

export type Terminal = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

export interface Io {
  /** The arguments after the program's name. */
  readonly argv: readonly string[];
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** For data only. */
  readonly stdout: Terminal;
  /** For messages. */
  readonly stderr: Terminal;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Listens to SIGINT, SIGTERM and SIGHUP. Returns a function that removes the listener. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Ends the process at once. */
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

/** Writes a message to stderr. A closed stderr is ignored. */
export function say(io: Io, text: string): void {
  io.stderr.write(`${text}\n`);
}
