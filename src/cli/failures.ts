/** Maps errors to exit codes and to one-line messages. */
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
    // `refused` means that nothing was sent, but earlier parts were.
    return code === EXIT.refused && error.submitted.length > 0 ? EXIT.error : code;
  }
  if (error instanceof UsageError || ConfigError.is(error)) return EXIT.usage;
  if (error instanceof InputError || ValidationError.is(error)) return EXIT.refused;
  if (IncompleteResultsError.is(error)) return EXIT.incompleteResults;
  if (WaitTimeoutError.is(error) || isAbort(error)) return EXIT.running;
  if (error instanceof ClosedPipeError) return EXIT.done;
  return EXIT.error;
}

/** Whether it is unknown if a paid call was carried out. */
export function isUnknownOutcome(error: unknown): boolean {
  if (SubmissionError.is(error)) return isUnknownOutcome(error.failed.cause);
  return UnknownOutcomeError.is(error) || (ResponseParseError.is(error) && error.accepted);
}

/** Only Ctrl-C aborts anything here. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/** A message in one line, without a stack. */
export function messageOf(error: unknown): string {
  if (SubmissionError.is(error) && !BatchwireError.is(error.failed.cause))
    return `${error.message}: ${messageOf(error.failed.cause)}`;
  if (isAbort(error)) return "stopped";
  return error instanceof Error ? error.message.replace(/\s*\n\s*/g, " ") : String(error);
}
