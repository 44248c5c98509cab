/** Errors for answers outside 2xx, with one class per status that programs commonly check. */
import type { Attempt } from "./attempt.js";
import { BatchwireError, type ErrorContext, named } from "./base.js";

export interface HttpErrorFields {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly bodyText: string;
  readonly errorCode?: string | undefined;
  readonly errorType?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly reason?: string | undefined;
  readonly attempts: readonly Attempt[];
}

/** Text after the status in the message: a hint of ours or the provider's own sentence. */
interface Wording {
  readonly hint?: string | undefined;
}

/**
 * The provider answered outside 2xx. A paid call was then not carried out; a call that is safe to repeat may have been.
 */
export class HttpError extends BatchwireError {
  static {
    named(this, "HttpError", "http");
  }
  declare readonly status: number;
  declare readonly headers: Headers;
  /** The parsed JSON body; undefined if the body is not JSON. */
  declare readonly body: unknown;
  declare readonly bodyText: string;
  declare readonly errorCode?: string;
  declare readonly errorType?: string;
  declare readonly requestId?: string;
  /** How long the server asks to wait, in ms. */
  declare readonly retryAfterMs?: number;
  /** The provider's own error sentence: redacted, one line, at most 300 characters. */
  declare readonly reason?: string;
  declare readonly attempts: readonly Attempt[];

  constructor({ hint, ...fields }: HttpErrorFields & Wording, context: ErrorContext = {}) {
    const label = fields.errorCode ?? fields.errorType ?? "";
    const words = [context.operation ?? "request", "answered", fields.status];
    // Only a plain word goes into the message: any other label could hold private text.
    if (/^[\w.:-]{1,64}$/.test(label)) words.push(label);
    super(words.join(" ") + (hint === undefined ? "" : `: ${hint}`), fields, context);
  }
}

/** 401: the credential was not accepted. */
export class AuthenticationError extends HttpError {
  static {
    named(this, "AuthenticationError", "authentication");
  }
}
/** 403: the credential is valid but lacks the permission. */
export class PermissionError extends HttpError {
  static {
    named(this, "PermissionError", "permission");
  }
}
/** 404: the path or id does not exist. */
export class NotFoundError extends HttpError {
  static {
    named(this, "NotFoundError", "not-found");
  }
}
/** 413: the body is too large for the provider or for a gateway in front of it. */
export class PayloadTooLargeError extends HttpError {
  static {
    named(this, "PayloadTooLargeError", "payload-too-large");
  }
}
/** 429: over a rate or spend limit. `retryAfterMs` is the server's hint, if it gave one. */
export class RateLimitError extends HttpError {
  static {
    named(this, "RateLimitError", "rate-limit");
  }
}

const CLASSES: ReadonlyMap<number, typeof HttpError> = new Map([
  [401, AuthenticationError],
  [403, PermissionError],
  [404, NotFoundError],
  [413, PayloadTooLargeError],
  [429, RateLimitError],
]);

/** Creates the error class that belongs to the status. */
export function httpError(fields: HttpErrorFields & Wording, context: ErrorContext): HttpError {
  return new (CLASSES.get(fields.status) ?? HttpError)(fields, context);
}

/** Copies an HTTP error as `AuthenticationError`: OAuth servers answer 400 when a credential is refused. */
export function asAuthenticationError({ code: _http, ...fields }: HttpError): AuthenticationError {
  return new AuthenticationError(fields, { provider: fields.provider, operation: fields.operation });
}
