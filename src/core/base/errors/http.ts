/** Errors of an answer that is not a 2xx, one class per status that programs branch on. */
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

/** What may follow the status in the message: a clause of ours, or the provider's own sentence. */
interface Wording {
  readonly hint?: string | undefined;
}

/** The provider answered, but not with a 2xx. Nothing was carried out, unless the call was safe to repeat. */
export class HttpError extends BatchwireError {
  static {
    named(this, "HttpError", "http");
  }
  declare readonly status: number;
  declare readonly headers: Headers;
  /** The parsed JSON body, or undefined where the body was no JSON. */
  declare readonly body: unknown;
  declare readonly bodyText: string;
  declare readonly errorCode?: string;
  declare readonly errorType?: string;
  declare readonly requestId?: string;
  /** The server's hint on when to come back, in milliseconds. */
  declare readonly retryAfterMs?: number;
  /** The provider's own sentence: redacted, one line, at most 300 characters. */
  declare readonly reason?: string;
  declare readonly attempts: readonly Attempt[];

  constructor({ hint, ...fields }: HttpErrorFields & Wording, context: ErrorContext = {}) {
    const label = fields.errorCode ?? fields.errorType ?? "";
    const words = [context.operation ?? "request", "answered", fields.status];
    // A label that is no plain word may be anything: it stays in its field.
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
/** 403: the credential is good, but not for this. */
export class PermissionError extends HttpError {
  static {
    named(this, "PermissionError", "permission");
  }
}
/** 404: no such path or id. */
export class NotFoundError extends HttpError {
  static {
    named(this, "NotFoundError", "not-found");
  }
}
/** 413: the body was too large for the provider or a gateway before it. */
export class PayloadTooLargeError extends HttpError {
  static {
    named(this, "PayloadTooLargeError", "payload-too-large");
  }
}
/** 429: over a rate or spend limit. `retryAfterMs` holds the server's hint where it gave one. */
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

/** An error of the class that stands for its status. */
export function httpError(fields: HttpErrorFields & Wording, context: ErrorContext): HttpError {
  return new (CLASSES.get(fields.status) ?? HttpError)(fields, context);
}

/** The same answer, where it means that a credential was not accepted although its status is another one. */
export function asAuthenticationError({ code: _http, ...fields }: HttpError): AuthenticationError {
  return new AuthenticationError(fields, { provider: fields.provider, operation: fields.operation });
}
