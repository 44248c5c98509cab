/**
 * The parent of all errors. Messages are one line without headers, bodies, credentials or phone numbers; programs
 * branch on the typed fields. Constructors take message, fields and context in this order; classes that write their own
 * message or have no fields leave that argument out.
 */
import { defined } from "../defined.js";

/** One literal per class, for `switch` statements and logs. */
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

/** The provider and `operationId` of the failed call, and the error that caused this one. */
export interface ErrorContext {
  readonly provider?: string | undefined;
  readonly operation?: string | undefined;
  readonly cause?: unknown;
}

// A registered symbol, so that an error made by another copy of this package is still recognised.
const KINDS = Symbol.for("batchwire.error.kinds");
const CODE = Symbol("code");

/**
 * Gives a class its name and code as literals, because minifiers rename classes. Both are set on the prototype: a
 * subclass without a code inherits its parent's.
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

  /** Works across installed copies of the package. `HttpError.is(x)` is also true for its subclasses. */
  static is<T extends abstract new (...args: never[]) => object>(
    this: T,
    value: unknown,
  ): value is InstanceType<T> {
    const prototype = this.prototype as { name: string };
    const kinds =
      typeof value === "object" && value !== null ? (value as Record<symbol, unknown>)[KINDS] : undefined;
    return Array.isArray(kinds) && kinds.includes(prototype.name);
  }

  /** A plain object for logs with all public fields; causes keep only name and message, and the stack is left out. */
  toJSON(): Record<string, unknown> {
    return plain(this, []) as Record<string, unknown>;
  }
}

// A server's error body or an abort reason can be nested so deeply that writing it overflows the stack.
const DEEPEST = 100;

/** A copy that `JSON.stringify` can always write. `above`: the objects that it is a part of. */
function plain(value: unknown, above: readonly object[]): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (above.includes(value) || above.length > DEEPEST) return "[circular or too deep]";
  const part = (item: unknown): unknown => plain(item, [...above, value]);
  if (Array.isArray(value)) return value.map(part);
  const { toJSON } = value as { readonly toJSON?: unknown };
  if (typeof toJSON === "function" && !(value instanceof Error)) return part(toJSON.call(value));
  return Object.fromEntries(Object.entries(shown(value)).map(([key, item]) => [key, part(item)]));
}

/** The object whose members stand for a value in JSON. */
function shown(value: object): object {
  if (value instanceof Headers) return Object.fromEntries(value);
  if (!(value instanceof Error)) return value;
  const { name, message, cause } = value;
  return BatchwireError.is(value)
    ? defined({ name, message, ...(value as object), cause })
    : { name, message };
}
