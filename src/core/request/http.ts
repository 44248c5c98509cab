/** Typed calls. The only file that uses openapi-fetch, and only its query serializer; requests go through `Transport`. */
import { createQuerySerializer, type QuerySerializer, type QuerySerializerOptions } from "openapi-fetch";
import type { Redactor } from "../auth/redact.js";
import { ConfigError, type ErrorContext, type ValidationIssue } from "../base/errors/index.js";
import { wasDeleted } from "../base/ignore-not-found.js";
import { hasId, isObject, jsonText } from "../base/json.js";
import { valueIssues } from "../base/measure.js";
import { checkOptions, type Rules } from "../base/options.js";
import { isBrowser } from "../base/platform.js";
import type { Correlation, ProviderName, Route, RouteAnswer, SendOptions } from "../base/types/index.js";
import { assertValid } from "../base/validation.js";
import type { Transport, TransportOptions } from "../transport/transport.js";
import type { RequestBody } from "../transport/upload.js";
import type { Answer, WireRequest } from "../transport/wire.js";
import { checkQuery, pathOf } from "./parameters.js";
import {
  type Content,
  type PathsWith,
  type RawClient,
  rawClient,
  type RequestMiddleware,
  type Success,
} from "./raw.js";

export type { FetchOptions, ParseAs } from "openapi-fetch";

type Method = "get" | "put" | "post" | "delete" | "patch";

type ParametersOf<Op, In extends string> = Op extends { parameters: infer P }
  ? In extends keyof P
    ? P[In]
    : undefined
  : undefined;

/** Type of a successful JSON body. */
export type ResponseBody<Paths, Path extends keyof Paths, M extends Method> = M extends keyof Paths[Path]
  ? Content<Success<Paths[Path][M]>>
  : never;

export interface CallInput<Op> {
  /** Path parameters. Those of `HttpSetup.pathDefaults` may be left out. */
  readonly path?: Partial<ParametersOf<Op, "path">>;
  readonly query?: ParametersOf<Op, "query">;
  readonly header?: ParametersOf<Op, "header">;
  readonly body?: Op extends { requestBody?: infer B } ? Content<NonNullable<B>> : never;
}

/** Per-call settings that only our own code sets, never the user. */
export interface CallExtras {
  /** A body that is already serialised; replaces `body`. */
  readonly wire?: RequestBody;
  readonly emptyOk?: boolean;
  readonly followRedirects?: boolean;
  /** Whether a successful answer is complete. Default: the check that the spec's `answer` names. */
  readonly isComplete?: (data: unknown) => boolean;
  /** Result of a DELETE whose 404 follows an attempt with a lost answer: that attempt deleted the resource. */
  readonly deleted?: unknown;
  /** Local checks of the input, in addition to those for every body. Skipped with `localChecks: false`. */
  readonly check?: () => readonly ValidationIssue[];
  /** Set by `client.raw`: the body is sent without local checks. */
  readonly isRaw?: boolean;
  readonly correlation?: Correlation | (() => Correlation | undefined) | undefined;
  readonly accept?: string;
  /** Default `json`. */
  readonly read?: "json" | "text" | "bytes";
}

export interface HttpSetup {
  readonly provider: ProviderName;
  readonly baseUrl: string;
  readonly routes: Readonly<Record<string, Route>>;
  /** How arrays are written in a query. Default: repeated keys. */
  readonly arrays?: QuerySerializerOptions["array"];
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Path parameters shared by all calls, such as an account id. */
  readonly pathDefaults?: () => Promise<Readonly<Record<string, string>>>;
  /** The options that calls take. */
  readonly callOptions: Rules;
  readonly redactor: Redactor;
  readonly localChecks: boolean;
}

/** The parts of a request as the spec names them. Only `client.raw` passes serializers and `headers`. */
export interface Parts {
  readonly path?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: object | undefined;
  readonly header?: object | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly bodySerializer?: ((body: unknown) => string) | undefined;
  readonly querySerializer?: QuerySerializer<unknown> | QuerySerializerOptions | undefined;
}

export class Http<Paths extends object> {
  /** Typed call for every operation of the spec, with the client's credentials, retries, limits and errors. */
  readonly raw: RawClient<Paths>;
  readonly #transport: Transport;
  readonly #setup: HttpSetup;
  readonly #serializeQuery: (query: object) => string;
  readonly #middleware: RequestMiddleware[] = [];
  readonly #headersByKind = new Map<string, Headers>();

  constructor(transport: Transport, setup: HttpSetup) {
    this.#transport = transport;
    this.#setup = setup;
    this.#serializeQuery = createQuerySerializer<object>(setup.arrays && { array: setup.arrays });
    this.raw = rawClient<Paths>(this.#middleware, async (method, path, parts, read, options) => {
      const extras = { read, emptyOk: true, isComplete: () => true, isRaw: true };
      const request = await this.#describe(method, path, parts, options, extras);
      return this.#transport.send(request, options);
    });
  }

  /** Sends an operation and resolves to its parsed body. */
  async call<M extends Method, Path extends PathsWith<Paths, M> & keyof Paths>(
    method: M,
    path: Path,
    input: CallInput<Paths[Path][M & keyof Paths[Path]]> = {},
    options?: SendOptions,
    extras?: CallExtras,
  ): Promise<ResponseBody<Paths, Path, M>> {
    const request = await this.#describe(method, path as string, input, options, extras);
    try {
      const { data } = await this.#transport.send(request, options);
      return data as ResponseBody<Paths, Path, M>;
    } catch (error) {
      if (request.method !== "DELETE" || request.route.safety !== "idempotent" || !wasDeleted(error))
        throw error;
      return extras?.deleted as ResponseBody<Paths, Path, M>;
    }
  }

  /** As `call`, but resolves to the whole answer with headers, or with the unread bytes. */
  async answer<M extends Method, Path extends PathsWith<Paths, M> & keyof Paths>(
    method: M,
    path: Path,
    input: CallInput<Paths[Path][M & keyof Paths[Path]]> = {},
    options?: SendOptions,
    extras?: CallExtras,
  ): Promise<Answer> {
    const request = await this.#describe(method, path as string, input, options, extras);
    return this.#transport.send(request, options);
  }

  /** Makes all local checks and builds the request. Nothing is sent. */
  async #describe(
    verb: string,
    path: string,
    parts: Parts,
    options: TransportOptions | undefined,
    extras: CallExtras = {},
  ): Promise<WireRequest> {
    const { provider, localChecks, pathDefaults, callOptions, redactor } = this.#setup;
    if (options !== undefined) checkOptions(options, callOptions);
    const method = verb.toUpperCase();
    const route = this.#route(method, path);
    const context = { provider, operation: route.operation };
    if (localChecks && extras.isRaw !== true) checkInput(parts, extras, context);

    const { path: given = {}, query = {}, header } = parts;
    const params = { path: pathDefaults ? { ...(await pathDefaults()), ...given } : given, query };
    const urlOf = this.#addressing(path, parts, context);
    const url = urlOf(params.path);
    const address = pathDefaults && (async () => urlOf({ ...(await pathDefaults()), ...given }));

    const body = extras.wire ?? bodyOf(parts, context);
    const headers = new Headers(this.#commonHeaders(route, body !== undefined, extras.accept));
    setHeaders(headers, parts.headers, options?.headers, header);
    const { read = "json", followRedirects, correlation } = extras;
    const { answer } = route;
    const emptyOk = extras.emptyOk ?? answer === "optional";
    const isComplete = extras.isComplete ?? (answer && read === "json" ? HOLDS[answer] : undefined);
    // Written out, because spreading would double the cost of this function.
    const request = {
      route,
      method,
      url,
      address,
      headers,
      body,
      read,
      emptyOk,
      followRedirects,
      isComplete,
      correlation,
    };
    for (const one of this.#middleware) await one.onRequest({ schemaPath: path, params, request });
    if (extras.isRaw === true || options?.headers || this.#middleware.length > 0) redactor.learn(headers);
    return request;
  }

  /** The headers that all requests of a kind share, built once. */
  #commonHeaders({ safety }: Route, hasBody: boolean, accept = "application/json"): Headers {
    const kind = `${safety} ${hasBody} ${accept}`;
    let headers = this.#headersByKind.get(kind);
    if (headers === undefined) {
      headers = new Headers(hasBody ? { "content-type": "application/json" } : undefined);
      // A cached answer would keep a poll waiting for ever.
      if (safety === "read" && !isBrowser()) headers.set("cache-control", "no-cache");
      setHeaders(headers, this.#setup.headers, { accept });
      this.#headersByKind.set(kind, headers);
    }
    return headers;
  }

  #route(method: string, path: string): Route {
    const route = this.#setup.routes[`${method} ${path}`];
    if (route === undefined) throw new ConfigError(`${method} ${path} is not an operation of the spec`);
    return route;
  }

  /** Makes the URL from the values of path parameters. An account in the path may change with the credential. */
  #addressing(
    path: string,
    parts: Parts,
    context: ErrorContext,
  ): (values: Readonly<Record<string, unknown>>) => string {
    const { baseUrl } = this.#setup;
    const query = (parts.query ?? {}) as Record<string, unknown>;
    if (parts.querySerializer === undefined) checkQuery(query, context);
    const search = this.#querySerializer(parts)(query);
    const suffix = search === "" || search.startsWith("?") ? search : `?${search}`;
    return (values) => baseUrl + pathOf(path, values, context) + suffix;
  }

  #querySerializer({ querySerializer }: Parts): QuerySerializer<unknown> {
    if (querySerializer === undefined) return this.#serializeQuery;
    if (typeof querySerializer === "function") return querySerializer;
    const { arrays } = this.#setup;
    return createQuerySerializer({ ...(arrays && { array: arrays }), ...querySerializer });
  }
}

/**
 * Checks by the spec's `answer`. A success without its required members is treated as unreadable here, so that callers
 * need not check.
 */
const HOLDS: Readonly<Record<RouteAnswer, ((data: unknown) => boolean) | undefined>> = {
  id: hasId,
  object: isObject,
  array: Array.isArray,
  optional: undefined,
};

function checkInput({ body }: Parts, { check }: CallExtras, context: ErrorContext): void {
  const found = check?.() ?? [];
  assertValid(found.length > 0 ? found : valueIssues(body), context);
}

/** Later headers replace earlier ones of the same name. */
function setHeaders(headers: Headers, ...groups: readonly (object | undefined)[]): void {
  for (const group of groups)
    for (const [name, value] of Object.entries(group ?? {}))
      if (value !== undefined && value !== null) headers.set(name, String(value));
}

function bodyOf({ body, bodySerializer }: Parts, context: ErrorContext): RequestBody | undefined {
  if (body === undefined) return undefined;
  return bodySerializer ? bodySerializer(body) : jsonText(body, context);
}
