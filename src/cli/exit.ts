/** What a command ends with, and the errors that only a command line knows. */
export const EXIT = {
  /** Everything is usable, or delivered. */
  done: 0,
  error: 1,
  usage: 2,
  /** All ended, and some items failed. */
  failedItems: 3,
  /** A deadline, or the first Ctrl-C. */
  running: 4,
  unknownOutcome: 5,
  /** Nothing was sent. */
  refused: 6,
  incompleteResults: 7,
  /** The second Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line itself is at fault. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The input file cannot be taken as it is; its message names the line. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** Whoever read our output has gone, as `head` does. */
export class ClosedPipeError extends Error {
  override readonly name = "ClosedPipeError";
}
