/** What goes down to the socket and what comes back, and what every step of the way may use. */
import type { Authenticator } from "../auth/auth.js";
import type { Redactor } from "../auth/redact.js";
import type { Clock } from "../base/clock.js";
import type { AttemptOutcome, HttpErrorFields } from "../base/errors/index.js";
import type { ClientOptions, Correlation, Route } from "../base/types/index.js";
import type { ByteSource } from "./byte-source.js";
import type { Dialect } from "./dialect.js";
import type { ServerClock } from "./server-clock.js";
import type { Limiter } from "./limiter.js";
import type { RequestBody } from "./upload.js";

/** What is asked. Of this nothing changes from attempt to attempt but the credentials in headers and path. */
export interface WireRequest {
  readonly route: Route;
  readonly method: string;
  readonly url: string;
  /** The URL, with what its path takes from credentials asked for anew. */
  readonly address?: (() => Promise<string>) | undefined;
  readonly headers: Headers;
  readonly body?: RequestBody | undefined;
  /** Default `json`; `text` is for documents that are none, `bytes` hands the body over unread. */
  readonly read?: "json" | "text" | "bytes" | undefined;
  /** A 2xx without a body is a complete answer. */
  readonly emptyOk?: boolean | undefined;
  /** A 2xx is unreadable if this returns false (for example, no `id`). */
  readonly isComplete?: ((data: unknown) => boolean) | undefined;
  /** Follow up to three redirects; credentials stay on the configured origin. */
  readonly followRedirects?: boolean | undefined;
  /** Goes into an error whose outcome is unknown, for `reconcile`. */
  readonly correlation?: Correlation | (() => Correlation | undefined) | undefined;
  /** For a login: it carries the app's own credentials in place of the client's. */
  readonly login?: Authenticator | undefined;
}

/** A readable 2xx. */
export interface Answer {
  readonly ok: true;
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
  /** An answer that is not a 2xx. */
  readonly answer?: Omit<HttpErrorFields & { readonly hint?: string | undefined }, "attempts">;
  /** How long the server itself asks to wait. */
  readonly hintMs?: number | undefined;
  /** The provider says that trying again is useless. */
  readonly final?: boolean;
  /** A 2xx that came whole but cannot be read; undefined if it broke off. */
  readonly text?: string;
  readonly cause?: unknown;
  /** One line for the history. */
  readonly reason?: string;
  /** The caller's signal or the total deadline ended it. */
  readonly aborted?: boolean;
  /** A hook or the caller's own iterable threw: the caller gets that error back untouched. */
  readonly rethrow?: boolean;
}

/** What all calls of a client share. */
export interface Services {
  readonly dialect: Dialect;
  readonly options: ClientOptions;
  readonly auth: Authenticator;
  readonly limiter: Limiter;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  /** The account that paid calls are made for, where the client knows it. */
  readonly account: () => string | undefined;
  readonly baseUrl: string;
  /** The provider's own server, which `baseUrl` is unless the user says otherwise. */
  readonly providerUrl: string;
}
