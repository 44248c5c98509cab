/** The only file that knows openapi-fetch: it lends us URLs, query strings and types; requests go through `Transport`. */
import createClient, { type Client, type QuerySerializerOptions } from "openapi-fetch";
import { jsonBody } from "./json-body.js";
import { type Upload } from "../transport/upload.js";
import { ConfigError, type ErrorContext, type ValidationIssue } from "../base/errors/index.js";
import { type Correlation } from "../base/types/index.js";
import { isId, NOT_AN_ID } from "../base/ids.js";
import { checkCallOptions } from "../base/options.js";
import { type Content, type PathsWith, type RawClient, rawClient, type Success } from "./raw.js";
import { invalid, assertValid } from "../base/validation.js";
import type { Transport } from "../transport/transport.js";
import type { Route, SendOptions } from "../base/types/index.js";
import type { Answer } from "../transport/wire.js";

export type { FetchOptions, Middleware, ParseAs } from "openapi-fetch";

type Method = "get" | "put" | "post" | "delete" | "patch";

type ParametersOf<Op, In extends string> = Op extends { parameters: infer P }
  ? In extends keyof P
    ? P[In]
    : undefined
  : undefined;

/** The JSON body of a success; never for answers without one. */
export type ResponseBody<Paths, Path extends keyof Paths, M extends Method> = M extends keyof Paths[Path]
  ? Content<Success<Paths[Path][M]>>
  : never;

export interface CallInput<Op> {
  /** Path parameters; those that `HttpSetup.pathDefaults` fills in may be left out. */
  readonly path?: Partial<ParametersOf<Op, "path">>;
  readonly query?: ParametersOf<Op, "query">;
  readonly header?: ParametersOf<Op, "header">;
  readonly body?: Op extends { requestBody?: infer B } ? Content<NonNullable<B>> : never;
}

/** What a facade may add to one call, beyond what its user may. */
export interface CallExtras {
  /** Sent in place of a `body` that is still to be serialised. */
  readonly wire?: string | Upload;
  readonly emptyOk?: boolean;
  readonly followRedirect?: boolean;
  readonly isComplete?: (data: unknown) => boolean;
  /** Local checks of the input; not made where the client has them switched off. */
  readonly check?: () => readonly ValidationIssue[];
  readonly correlation?: Correlation | (() => Correlation | undefined) | undefined;
  readonly accept?: string;
  /** Default `json`. */
  readonly read?: "json" | "bytes";
}

export interface HttpSetup {
  readonly baseUrl: string;
  readonly routes: Readonly<Record<string, Route>>;
  /** Default: repeated keys. */
  readonly arrays?: QuerySerializerOptions["array"];
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Path parameters that are the same for every call, such as an account. */
  readonly pathDefaults?: () => Promise<Readonly<Record<string, string>>>;
}

/**
 * openapi-fetch builds a `Request` only to hand it to fetch, and that is most of its cost; ours just keeps the parts.
 * It also lets a body be a stream that is opened anew for each attempt.
 */
class RequestDescription {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | Upload | undefined;
  readonly signal: AbortSignal | undefined;
  // openapi-fetch itself adds whatever else the caller gave.
  constructor(url: string, { method, headers, body, signal }: Omit<RequestDescription, "url">) {
    this.url = url;
    this.method = method;
    this.headers = headers;
    this.body = body;
    this.signal = signal;
  }
}

export interface Init extends Record<string, unknown> {
  params?: {
    path?: Readonly<Record<string, unknown>> | undefined;
    query?: object | undefined;
    header?: object | undefined;
  };
  body?: unknown;
  bodySerializer?: (body: unknown) => unknown;
  headers?: Record<string, string>;
  fetch?: typeof globalThis.fetch;
}

export class Http<Paths extends object> {
  /** The typed openapi-fetch client of the spec, behind the same credentials, retries, limits and errors. */
  readonly raw: RawClient<Paths>;
  readonly #client: Client<Record<string, never>>;
  readonly #transport: Transport;
  readonly #setup: HttpSetup;

  constructor(transport: Transport, setup: HttpSetup) {
    this.#transport = transport;
    this.#setup = setup;
    this.#client = createClient({
      baseUrl: setup.baseUrl,
      headers: setup.headers,
      Request: RequestDescription as unknown as typeof Request,
      ...(setup.arrays && { querySerializer: { array: setup.arrays } }),
    });
    this.raw = rawClient<Paths>(
      (method, path, init, read) => this.#run(method, path, init, {}, { read, emptyOk: true }, init.fetch),
      this.#client,
    );
  }

  /** Sends one operation of the spec and resolves with its parsed body. */
  async call<M extends Method, Path extends PathsWith<Paths, M> & keyof Paths>(
    method: M,
    path: Path,
    input: CallInput<Paths[Path][M & keyof Paths[Path]]> = {},
    options: SendOptions = {},
    extras: CallExtras = {},
  ): Promise<ResponseBody<Paths, Path, M>> {
    const answer = await this.answer(method, path, input, options, extras);
    return answer.data as ResponseBody<Paths, Path, M>;
  }

  /** As `call`, with the headers of the answer, or its unread bytes. */
  answer<M extends Method, Path extends PathsWith<Paths, M> & keyof Paths>(
    method: M,
    path: Path,
    input: CallInput<Paths[Path][M & keyof Paths[Path]]> = {},
    options: SendOptions = {},
    extras: CallExtras = {},
  ): Promise<Answer> {
    const { path: pathParams, query, header, body } = input;
    const params = { path: pathParams, query, header };
    const { wire } = extras;
    const init: Init = wire === undefined ? { params, body } : { params, body: wire, bodySerializer: asIs };
    return this.#run(method.toUpperCase(), path as string, init, options, extras);
  }

  async #run(
    method: string,
    path: string,
    init: Init,
    options: SendOptions,
    extras: CallExtras,
    fetch?: typeof globalThis.fetch,
  ): Promise<Answer> {
    checkCallOptions(options);
    const route = this.#route(method, path);
    const context = { provider: this.#transport.parts.dialect.provider, operation: route.operation };
    const { localChecks } = this.#transport.parts.options;
    if (extras.check && localChecks !== false) assertValid(extras.check(), context);
    const { pathDefaults } = this.#setup;
    const { path: given = {}, query, header } = init.params ?? {};
    const params = { path: pathDefaults ? { ...(await pathDefaults()), ...given } : given, query, header };
    checkPath(path, params.path, context);
    if (init["querySerializer"] === undefined) checkQuery(query, context);
    const headers = { accept: extras.accept ?? "application/json", ...init.headers, ...options.headers };
    let answer: Answer | undefined;
    const send = async ({
      url,
      headers,
      body,
      signal = options.signal,
    }: RequestDescription): Promise<Response> => {
      const { read = "json", emptyOk, followRedirect, isComplete, correlation } = extras;
      // Spelt out: put together by spreading, this object alone costs as much as the rest of this function.
      answer = await this.#transport.send(
        { route, method, url, headers, body, read, emptyOk, followRedirect, isComplete, correlation },
        signal === options.signal ? options : { ...options, signal },
        fetch,
      );
      return answer.response;
    };
    const bodySerializer = init.bodySerializer ?? ((body: unknown) => jsonBody(body, context));
    const request = { ...init, params, headers, bodySerializer, parseAs: "stream", fetch: send };
    await this.#client.request(method.toLowerCase() as never, path as never, request as never);
    if (answer !== undefined) return answer;
    throw new ConfigError(`${route.operation}: a middleware answered in place of the provider`);
  }

  #route(method: string, path: string): Route {
    const route = this.#setup.routes[`${method} ${path}`];
    if (route === undefined) throw new ConfigError(`${method} ${path} is not an operation of the spec`);
    return route;
  }
}

const LONE = /\p{Surrogate}/u;

function checkPath(path: string, values: Readonly<Record<string, unknown>>, context: ErrorContext): void {
  for (let open = path.indexOf("{"); open !== -1; open = path.indexOf("{", open + 1)) {
    const name = path.slice(open + 1, path.indexOf("}", open));
    const value = values[name];
    const text = typeof value === "number" ? String(value) : value;
    if (isId(text)) continue;
    throw invalid(name, NOT_AN_ID, context);
  }
}

// The serializer throws at some of what has no place in a query, and drops the rest in silence.
function checkQuery(query: object | undefined, context: ErrorContext): void {
  for (const [name, value] of Object.entries(query ?? {})) {
    if (Array.isArray(value) ? value.every(isScalar) : isScalar(value)) continue;
    throw invalid(name, "must be a text, a number, a boolean or an array of these", context);
  }
}

function isScalar(value: unknown): boolean {
  if (typeof value === "string") return !LONE.test(value);
  return typeof value !== "object" ? typeof value !== "symbol" : value === null;
}

const asIs = (wire: unknown): unknown => wire;
