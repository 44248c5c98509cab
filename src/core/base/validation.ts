/** Throws the faults that local checks find in an input, before anything is sent. */
import { type ErrorContext, ValidationError, type ValidationIssue } from "./errors/index.js";

/** A `ValidationError` with a single issue. */
export function invalid(path: string, message: string, context?: ErrorContext): ValidationError {
  return new ValidationError([{ path, message }], context);
}

/** Throws a `ValidationError` if there are any issues. */
export function assertValid(issues: readonly ValidationIssue[], context?: ErrorContext): void {
  if (issues.length > 0) throw new ValidationError(issues, context);
}

export function isIntegerWithin(value: unknown, least: number, most = Infinity): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
