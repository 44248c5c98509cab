/** The typed call. The only file that knows openapi-fetch, which lends us its serializers; requests go through `Transport`. */
import {
  createFinalURL,
  createQuerySerializer,
  defaultPathSerializer,
  mergeHeaders,
  type QuerySerializer,
  type QuerySerializerOptions,
} from "openapi-fetch";
import { ConfigError, type ErrorContext, type ValidationIssue } from "../base/errors/index.js";
import { wasDeleted } from "../base/ignore-not-found.js";
import { hasId, isObject, jsonText } from "../base/json.js";
import { valueIssues } from "../base/measure.js";
import { checkCallOptions } from "../base/options.js";
import { isBrowser } from "../base/platform.js";
import type { Correlation, ProviderName, Route, RouteAnswer, SendOptions } from "../base/types/index.js";
import { assertValid } from "../base/validation.js";
import type { Transport, TransportOptions } from "../transport/transport.js";
import type { RequestBody } from "../transport/upload.js";
import type { Answer, WireRequest } from "../transport/wire.js";
import { checkPath, checkQuery } from "./parameters.js";
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
  readonly wire?: RequestBody;
  readonly emptyOk?: boolean;
  readonly followRedirects?: boolean;
  /** Whether a success holds what it must. Default: as the spec has it. */
  readonly isComplete?: (data: unknown) => boolean;
  /** What a DELETE resolves with if an earlier try of it has deleted the thing and its answer got lost. */
  readonly deleted?: unknown;
  /** Local checks of the input, beside those of any body; not made where the client has them switched off. */
  readonly check?: () => readonly ValidationIssue[];
  /** Sends whatever body there is. */
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
  /** Default: repeated keys. */
  readonly arrays?: QuerySerializerOptions["array"];
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Path parameters that are the same for every call, such as an account. */
  readonly pathDefaults?: () => Promise<Readonly<Record<string, string>>>;
  readonly localChecks: boolean;
}

/** What a call is made of, in the words of the spec. The serializers and `headers` are there for `client.raw`. */
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
  /** A call per operation of the spec, behind the same credentials, retries, limits and errors. */
  readonly raw: RawClient<Paths>;
  readonly #transport: Transport;
  readonly #setup: HttpSetup;
  readonly #serializeQuery: (query: object) => string;
  readonly #middleware: RequestMiddleware[] = [];

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

  /** Sends one operation of the spec and resolves with its parsed body. */
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

  /** As `call`, with the headers of the answer, or its unread bytes. */
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

  /** Checks everything that can be checked before anything is sent, and puts the request together. */
  async #describe(
    verb: string,
    path: string,
    parts: Parts,
    options: TransportOptions | undefined,
    extras: CallExtras = {},
  ): Promise<WireRequest> {
    if (options !== undefined) checkCallOptions(options);
    const { provider, localChecks, pathDefaults, baseUrl } = this.#setup;
    const method = verb.toUpperCase();
    const route = this.#route(method, path);
    const context = { provider, operation: route.operation };
    if (localChecks && extras.isRaw !== true) {
      const found = extras.check?.() ?? [];
      assertValid(found.length > 0 ? found : valueIssues(parts.body), context);
    }

    const { path: given = {}, query = {}, header } = parts;
    const params = { path: pathDefaults ? { ...(await pathDefaults()), ...given } : given, query };
    if (parts.querySerializer === undefined) checkQuery(query, context);
    const querySerializer = this.#querySerializer(parts);
    const urlOf = (values: Readonly<Record<string, unknown>>): string => {
      checkPath(path, values, context);
      return createFinalURL(path, {
        baseUrl,
        params: { path: values, query: query as Record<string, unknown> },
        querySerializer,
        pathSerializer: defaultPathSerializer,
      });
    };
    const url = urlOf(params.path);
    const address = pathDefaults && (async () => urlOf({ ...(await pathDefaults()), ...given }));

    const body = extras.wire ?? bodyOf(parts, context);
    const headers = mergeHeaders(
      body === undefined ? undefined : { "content-type": "application/json" },
      // A poll that a cache answers would never end.
      route.safety === "read" && !isBrowser() ? { "cache-control": "no-cache" } : undefined,
      this.#setup.headers,
      { accept: extras.accept ?? "application/json" },
      parts.headers,
      options?.headers,
      header as Record<string, string> | undefined,
    );
    const { read = "json", followRedirects, correlation } = extras;
    const { answer } = route;
    const emptyOk = extras.emptyOk ?? answer === "optional";
    const isComplete = extras.isComplete ?? (answer && read === "json" ? HOLDS[answer] : undefined);
    // Spelt out: put together by spreading, this object alone costs as much as the rest of this function.
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
    return request;
  }

  #route(method: string, path: string): Route {
    const route = this.#setup.routes[`${method} ${path}`];
    if (route === undefined) throw new ConfigError(`${method} ${path} is not an operation of the spec`);
    return route;
  }

  #querySerializer({ querySerializer }: Parts): QuerySerializer<unknown> {
    if (querySerializer === undefined) return this.#serializeQuery;
    if (typeof querySerializer === "function") return querySerializer;
    const { arrays } = this.#setup;
    return createQuerySerializer({ ...(arrays && { array: arrays }), ...querySerializer });
  }
}

/** A success without what it must hold is as unreadable as one that is no JSON: its caller would trip over it later. */
const HOLDS: Readonly<Record<RouteAnswer, ((data: unknown) => boolean) | undefined>> = {
  id: hasId,
  object: isObject,
  array: Array.isArray,
  optional: undefined,
};

function bodyOf({ body, bodySerializer }: Parts, context: ErrorContext): RequestBody | undefined {
  if (body === undefined) return undefined;
  return bodySerializer ? bodySerializer(body) : jsonText(body, context);
}
