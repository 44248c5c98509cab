/** The request and result types of the transport, and the services that every step shares. */
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

/** One request. Between attempts only the credentials change, in headers and path. */
export interface WireRequest {
  readonly route: Route;
  readonly method: string;
  readonly url: string;
  /** Builds the URL again if its path contains credentials that may have been renewed. */
  readonly address?: (() => Promise<string>) | undefined;
  readonly headers: Headers;
  readonly body?: RequestBody | undefined;
  /** `json` is the default; `text` returns the raw text, `bytes` the unread body. */
  readonly read?: "json" | "text" | "bytes" | undefined;
  /** Whether a 2xx may have an empty body. */
  readonly emptyOk?: boolean | undefined;
  /** A 2xx is unreadable if this returns false (for example, no `id`). */
  readonly isComplete?: ((data: unknown) => boolean) | undefined;
  /** Follow up to three redirects; credentials stay on the configured origin. */
  readonly followRedirects?: boolean | undefined;
  /** Added to `UnknownOutcomeError`, so that `reconcile` can find the batch. */
  readonly correlation?: Correlation | (() => Correlation | undefined) | undefined;
  /** Authenticator of a login request, which uses the app's credentials instead of the client's. */
  readonly login?: Authenticator | undefined;
}

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
  /** The answer, if there is one outside 2xx. */
  readonly answer?: Omit<HttpErrorFields & { readonly hint?: string | undefined }, "attempts">;
  /** How long the server asks to wait, in ms. */
  readonly hintMs?: number | undefined;
  /** The provider says that a retry is useless. */
  readonly final?: boolean;
  /** The text of a complete 2xx that cannot be read; undefined if the body broke off. */
  readonly text?: string;
  readonly cause?: unknown;
  /** A one-line reason for the list of attempts. */
  readonly reason?: string;
  /** The caller's signal or the total timeout ended the attempt. */
  readonly aborted?: boolean;
  /** A hook or the caller's iterable threw: the caller gets that error unchanged. */
  readonly rethrow?: boolean;
}

/** Services that all calls of a client share. */
export interface Services {
  readonly dialect: Dialect;
  readonly options: ClientOptions;
  readonly auth: Authenticator;
  readonly limiter: Limiter;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  /** The account of the client's paid calls, if known. */
  readonly account: () => string | undefined;
  readonly baseUrl: string;
  /** The provider's own server: the default of `baseUrl`. */
  readonly providerUrl: string;
  /** All operations of the spec, by method and path. */
  readonly routes: Readonly<Record<string, Route>>;
}
