/** How input is turned down, before anything is sent. */
import { type ErrorContext, ValidationError, type ValidationIssue } from "./errors/index.js";

/** Most faults of an input are one. */
export function invalid(path: string, message: string, context?: ErrorContext): ValidationError {
  return new ValidationError([{ path, message }], context);
}

/** Throws the issues there are, if any. */
export function assertValid(issues: readonly ValidationIssue[], context?: ErrorContext): void {
  if (issues.length > 0) throw new ValidationError(issues, context);
}
