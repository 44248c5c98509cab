/** Errors of wrong input or options. Nothing was sent. */
import { BatchwireError, type ErrorContext, named } from "./base.js";

/**
 * One fault of an input. `path` is dotted, as in `requests.3.params.max_tokens`; `index` is the 0-based input position.
 */
export interface ValidationIssue {
  readonly path: string;
  readonly index?: number;
  readonly customId?: string;
  readonly message: string;
}

/** An option is missing or contradicts another. Thrown before anything is sent. */
export class ConfigError extends BatchwireError {
  static {
    named(this, "ConfigError", "config");
  }
  constructor(message: string, context?: ErrorContext) {
    super(message, {}, context);
  }
}

/** The local checks found faults in the input. Nothing was sent; `issues` lists the faults. */
export class ValidationError extends BatchwireError {
  static {
    named(this, "ValidationError", "validation");
  }
  declare readonly issues: readonly ValidationIssue[];
  constructor(issues: readonly ValidationIssue[], context?: ErrorContext) {
    const [first] = issues;
    const who = first?.customId === undefined ? "" : ` (custom_id ${JSON.stringify(first.customId)})`;
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
    super(first ? `${first.path}: ${first.message}${who}${more}` : "invalid input", { issues }, context);
  }
}

/** The handle belongs to another provider, account or version, or the value is no reference to a batch. */
export class HandleError extends BatchwireError {
  static {
    named(this, "HandleError", "handle");
  }
  constructor(message: string, context?: ErrorContext) {
    super(message, {}, context);
  }
}
