/** Assembles the parts that every client shares. */
import { type Authenticator, type AuthKit, type FormRequest, fromEnvironment } from "./auth/auth.js";
import { clockOf } from "./base/clock.js";
import { defined } from "./base/defined.js";
import type { Dialect } from "./transport/dialect.js";
import type { Core } from "./request/client-core.js";
import { Http, type HttpSetup } from "./request/http.js";
import { isBrowser, USER_AGENT } from "./base/platform.js";
import { Limiter } from "./transport/limiter.js";
import { CALL_OPTIONS } from "./call-options.js";
import { checkClientOptions, checkedBaseUrl, checkHeaders, type Rules } from "./base/options.js";
import { Redactor } from "./auth/redact.js";
import { ServerClock } from "./transport/server-clock.js";
import { Transport } from "./transport/transport.js";
import type { ClientOptions, SendOptions } from "./base/types/index.js";
import type { WireRequest } from "./transport/wire.js";

export interface CoreSetup extends Omit<
  HttpSetup,
  "provider" | "baseUrl" | "headers" | "callOptions" | "redactor" | "localChecks"
> {
  readonly dialect: Dialect;
  readonly options: ClientOptions;
  /** The options that only this client has. */
  readonly own: Rules;
  /** The options of calls that only this client has. */
  readonly ownOfCalls?: Rules;
  readonly defaultBaseUrl: string;
  /** Headers of every request. The user's headers take precedence. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly auth: (kit: AuthKit) => Authenticator;
  /** The account that the client works for, if known. */
  readonly account?: () => string | undefined;
}

export function createCore<Paths extends object>(setup: CoreSetup): Core<Paths> {
  const { dialect, options, own, account = () => undefined } = setup;
  checkClientOptions(options, own);
  checkHeaders(defined(setup.headers ?? {}));
  const { defaultBaseUrl: providerUrl } = setup;
  const baseUrl = baseUrlOf(setup);
  // Browsers do not allow a custom user agent.
  const agent: Readonly<Record<string, string>> = isBrowser() ? {} : { "user-agent": USER_AGENT };
  const clock = clockOf(options);
  const redactor = new Redactor();
  redactor.learn(new Headers(options.headers));
  const limiter = new Limiter(clock);
  const serverClock = new ServerClock(clock);
  const kit = {
    redactor,
    clock,
    baseUrl,
    postForm: async (form: FormRequest, options?: SendOptions): Promise<unknown> =>
      (await transport.send(formRequest(form, agent), options)).data,
  };
  const transport: Transport = new Transport({
    dialect,
    options,
    auth: setup.auth(kit),
    limiter,
    redactor,
    clock,
    serverClock,
    account,
    baseUrl,
    providerUrl,
    routes: setup.routes,
  });
  const callOptions = { ...setup.ownOfCalls, ...CALL_OPTIONS };
  const http = new Http<Paths>(transport, {
    ...setup,
    callOptions,
    redactor,
    provider: dialect.provider,
    baseUrl,
    headers: { ...agent, ...setup.headers, ...options.headers },
    localChecks: options.localChecks !== false,
  });
  const skewMs = (): number => serverClock.skewMs ?? 0;
  const serverNow = (): number => clock.now() + Math.max(0, skewMs());
  return {
    http,
    dialect,
    options,
    callOptions,
    clock,
    serverClock,
    baseUrl,
    providerUrl,
    account,
    skewMs,
    serverNow,
  };
}

/** The option, else `<PROVIDER>_BASE_URL`, else the provider's own server. */
function baseUrlOf({ dialect, options, defaultBaseUrl }: CoreSetup): string {
  const variable = `${dialect.provider.toUpperCase()}_BASE_URL`;
  const fromVariable = options.baseUrl === undefined ? fromEnvironment(variable) : undefined;
  if (fromVariable !== undefined) return checkedBaseUrl(variable, fromVariable);
  return checkedBaseUrl("baseUrl", options.baseUrl ?? defaultBaseUrl);
}

/** The request of a form that carries its own credential instead of the client's. */
function formRequest(
  { route, url, authorization, form, before }: FormRequest,
  own: Readonly<Record<string, string>>,
): WireRequest {
  const headers = new Headers({
    ...own,
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
  });
  const login: Authenticator = {
    async authorize(sent) {
      await before?.();
      sent.set("authorization", authorization);
    },
  };
  const body = new URLSearchParams(form).toString();
  return { route, method: "POST", url, headers, body, emptyOk: true, login };
}
