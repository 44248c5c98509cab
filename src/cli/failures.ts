/** What errors mean to a command line: an exit code, and one line for people. */
import {
  BatchwireError,
  ConfigError,
  IncompleteResultsError,
  ResponseParseError,
  SubmissionError,
  UnknownOutcomeError,
  ValidationError,
  WaitTimeoutError,
} from "../index.js";
import { ClosedPipeError, EXIT, type ExitCode, InputError, UsageError } from "./exit.js";

export function exitCodeOf(error: unknown): ExitCode {
  if (isUnknownOutcome(error)) return EXIT.unknownOutcome;
  if (SubmissionError.is(error)) {
    const code = exitCodeOf(error.failed.cause);
    // Earlier parts are out, so "nothing was sent" would be a lie.
    return code === EXIT.refused && error.submitted.length > 0 ? EXIT.error : code;
  }
  if (error instanceof UsageError || ConfigError.is(error)) return EXIT.usage;
  if (error instanceof InputError || ValidationError.is(error)) return EXIT.refused;
  if (IncompleteResultsError.is(error)) return EXIT.incompleteResults;
  if (WaitTimeoutError.is(error) || isAbort(error)) return EXIT.running;
  if (error instanceof ClosedPipeError) return EXIT.done;
  return EXIT.error;
}

/** Whether a paid call may have been carried out, and nobody knows. */
export function isUnknownOutcome(error: unknown): boolean {
  if (SubmissionError.is(error)) return isUnknownOutcome(error.failed.cause);
  return UnknownOutcomeError.is(error) || (ResponseParseError.is(error) && error.accepted);
}

/** Only Ctrl-C aborts anything here. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/** One line for people. Errors of the system lose their stack, and a message that our own errors carry is kept whole. */
export function messageOf(error: unknown): string {
  if (SubmissionError.is(error) && !BatchwireError.is(error.failed.cause))
    return `${error.message}: ${messageOf(error.failed.cause)}`;
  if (isAbort(error)) return "stopped";
  return error instanceof Error ? error.message.replace(/\s*\n\s*/g, " ") : String(error);
}
