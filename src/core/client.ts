/** Puts together what every client is made of. */
import type { Authenticator } from "./auth.js";
import { type Clock, clockOf } from "./clock.js";
import type { Dialect } from "./dialect.js";
import { Http, type HttpSetup } from "./http.js";
import { Limiter } from "./limiter.js";
import { checkClientOptions, checkedBaseUrl } from "./options.js";
import { Redactor } from "./redact.js";
import { Transport } from "./transport.js";
import type { ClientOptions, SendOptions } from "./types.js";
import type { Answer, WireRequest } from "./wire.js";

/** What an authenticator may use while it is built. `send` is there for token requests of its own. */
export interface AuthKit {
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly baseUrl: string;
  send(request: WireRequest, options?: SendOptions): Promise<Answer>;
}

export interface CoreSetup extends Omit<HttpSetup, "baseUrl" | "headers"> {
  readonly dialect: Dialect;
  readonly options: ClientOptions;
  readonly defaultBaseUrl: string;
  /** Sent with every request; the user's own come after and win. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly auth: (kit: AuthKit) => Authenticator;
}

/** The common parts of one client, shared by its resource groups. */
export interface Core<Paths extends object> {
  readonly http: Http<Paths>;
  readonly dialect: Dialect;
  readonly options: ClientOptions;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly baseUrl: string;
  /** How far the server's clock is ahead of ours, as far as it is known. */
  readonly skewMs: () => number;
  /** By the clock by which the provider starts what is scheduled: never behind ours. */
  readonly serverNow: () => number;
}

export function createCore<Paths extends object>(setup: CoreSetup): Core<Paths> {
  const { dialect, options } = setup;
  checkClientOptions(options);
  const baseUrl = checkedBaseUrl("baseUrl", options.baseUrl ?? setup.defaultBaseUrl);
  const clock = clockOf(options);
  const redactor = new Redactor();
  const limiter = new Limiter(clock);
  const kit = {
    redactor,
    clock,
    baseUrl,
    send: (request: WireRequest, options?: SendOptions): Promise<Answer> => transport.send(request, options),
  };
  const transport: Transport = new Transport({
    dialect,
    options,
    auth: setup.auth(kit),
    limiter,
    redactor,
    clock,
  });
  const http = new Http<Paths>(transport, {
    ...setup,
    baseUrl,
    headers: { ...setup.headers, ...options.headers },
  });
  const skewMs = (): number => transport.skewMs;
  const serverNow = (): number => clock.now() + Math.max(0, skewMs());
  return { http, dialect, options, clock, redactor, baseUrl, skewMs, serverNow };
}
