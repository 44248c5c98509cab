/** What goes down to the socket and what comes back, and what every step of the way may use. */
import type { Authenticator } from "../auth/auth.js";
import type { ByteSource } from "./byte-source.js";
import type { Upload } from "./upload.js";
import type { Clock } from "../base/clock.js";
import type { Dialect } from "./dialect.js";
import type { Correlation, Route } from "../base/types/index.js";
import type { AttemptOutcome, HttpErrorFields } from "../base/errors/index.js";
import type { Limiter } from "./limiter.js";
import type { Redactor } from "../auth/redact.js";
import type { ClientOptions } from "../base/types/index.js";

export interface WireRequest {
  readonly route: Route;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body?: string | Upload | undefined;
  /** `bytes` hands the body over unread. */
  readonly read: "json" | "text" | "bytes";
  /** A 2xx without a body is a complete answer. */
  readonly emptyOk?: boolean | undefined;
  /** A 2xx whose document lacks what the caller lives on counts as unreadable. */
  readonly isComplete?: ((data: unknown) => boolean) | undefined;
  /** Follow one redirect to another origin, without credentials. */
  readonly followRedirect?: boolean | undefined;
  /** Goes into an error whose outcome is unknown, for `reconcile`. */
  readonly correlation?: Correlation | (() => Correlation | undefined) | undefined;
  /** A request of the authenticator's own, which carries its credential itself. */
  readonly unauthenticated?: boolean | undefined;
}

export interface Answer {
  readonly response: Response;
  readonly data: unknown;
  readonly bytes?: ByteSource;
}

/** An attempt that did not end in a readable 2xx. */
export interface AttemptFailure {
  readonly ok: false;
  readonly startedAtMs: number;
  readonly outcome: AttemptOutcome;
  readonly status?: number;
  /** The server's own word on when to come back. */
  readonly hintMs?: number | undefined;
  readonly final?: boolean;
  /** An answer that is not a 2xx. */
  readonly refusal?: Omit<HttpErrorFields & { readonly hint?: string | undefined }, "attempts">;
  /** A 2xx that came whole but cannot be read; undefined if it broke off. */
  readonly text?: string;
  readonly cause?: unknown;
  /** One line for the history. */
  readonly reason?: string;
  /** The caller's signal or the total deadline ended it. */
  readonly aborted?: boolean;
  /** Not the wire's doing: a hook or the caller's own iterable threw, and gets its error back untouched. */
  readonly rethrow?: boolean;
}

export type AttemptResult = { readonly ok: true; readonly answer: Answer } | AttemptFailure;

export interface Services {
  readonly dialect: Dialect;
  readonly options: ClientOptions;
  readonly auth: Authenticator;
  readonly limiter: Limiter;
  readonly redactor: Redactor;
  readonly clock: Clock;
}
