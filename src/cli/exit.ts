/** Exit codes, and the errors of the command line itself. */
export const EXIT = {
  /** Every item is usable or delivered. */
  done: 0,
  error: 1,
  usage: 2,
  /** All batches ended, but some items failed. */
  failedItems: 3,
  /** Ended by a deadline or the first Ctrl-C. */
  running: 4,
  unknownOutcome: 5,
  /** Nothing was sent. */
  refused: 6,
  incompleteResults: 7,
  /** The second Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The arguments of the command are invalid. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The input file is invalid. The message names the line. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** The reader of stdout has closed the pipe, as `head` does. */
export class ClosedPipeError extends Error {
  override readonly name = "ClosedPipeError";
}
