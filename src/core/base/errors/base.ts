/**
 * The parent of all errors. Messages are one line and hold no header, body, credential or phone number; what a program
 * wants to branch on stands in typed fields. Constructors take message, fields and context, in this order; a class that
 * makes its own message or has no fields leaves that argument out.
 */
import { defined } from "../defined.js";

/** One literal per class, for `switch` statements and for logs. */
export type ErrorCode =
  | "config"
  | "validation"
  | "http"
  | "authentication"
  | "permission"
  | "not-found"
  | "payload-too-large"
  | "rate-limit"
  | "connection"
  | "timeout"
  | "unknown-outcome"
  | "response-parse"
  | "incomplete-results"
  | "wait-timeout"
  | "handle"
  | "submission"
  | "journal"
  | "pagination"
  | "signature";

/** Where an error comes from: the provider, the `operationId` of the call, and what caused it. */
export interface ErrorContext {
  readonly provider?: string | undefined;
  readonly operation?: string | undefined;
  readonly cause?: unknown;
}

// A registered symbol, so that an error made by another copy of this package is still recognised.
const KINDS = Symbol.for("batchwire.error.kinds");
const CODE = Symbol("code");

/**
 * Gives a class its name and code. Class names do not survive minification, so each class states its own; both go on the
 * prototype, where subclasses inherit the code unless they have one.
 */
export function named(constructor: { prototype: object }, name: string, code?: ErrorCode): void {
  const prototype = constructor.prototype as Record<symbol, unknown>;
  const inherited = (prototype[KINDS] as string[] | undefined) ?? [];
  Object.defineProperty(prototype, "name", { value: name, configurable: true, writable: true });
  Object.defineProperty(prototype, KINDS, { value: [...inherited, name] });
  if (code !== undefined) Object.defineProperty(prototype, CODE, { value: code });
}

/** The parent of all errors of this package. */
export abstract class BatchwireError extends Error {
  static {
    named(this, "BatchwireError");
  }
  readonly code: ErrorCode;
  readonly provider?: string;
  readonly operation?: string;

  constructor(message: string, fields: object, context: ErrorContext = {}) {
    super(message.replace(/\s+/g, " "), "cause" in context ? { cause: context.cause } : undefined);
    const { provider, operation } = context;
    this.code = (this as unknown as Record<symbol, ErrorCode>)[CODE] as ErrorCode;
    Object.assign(this, { provider, operation, ...fields });
  }

  /** `HttpError.is(x)` also holds for its subclasses and for errors from another installed copy of the package. */
  static is<T extends abstract new (...args: never[]) => object>(
    this: T,
    value: unknown,
  ): value is InstanceType<T> {
    const prototype = this.prototype as { name: string };
    const kinds =
      typeof value === "object" && value !== null ? (value as Record<symbol, unknown>)[KINDS] : undefined;
    return Array.isArray(kinds) && kinds.includes(prototype.name);
  }

  /** A plain object for logs: all public fields, no stack, causes by name and message. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this;
    return plain(defined({ name, message, ...(this as object), cause })) as Record<string, unknown>;
  }
}

function plain(value: unknown): unknown {
  if (BatchwireError.is(value)) return value.toJSON();
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (value instanceof Headers) return Object.fromEntries(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
