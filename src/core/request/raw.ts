/**
 * `client.raw` has the signature of openapi-fetch with three differences: answers outside 2xx throw our errors, so
 * `data` is always set; its type is exactly the spec's, where openapi-fetch would blur open enums; and middleware sees
 * only requests, because our own retries read the answers.
 */
import { ConfigError } from "../base/errors/index.js";
import { byteStream } from "../transport/byte-source.js";
import type { TransportOptions } from "../transport/transport.js";
import type { Answer } from "../transport/wire.js";
import type { FetchOptions, ParseAs, Parts } from "./http.js";

export type Content<T> = T extends { content: infer C } ? C[keyof C] : never;
export type Success<Op> = Op extends { responses: infer R } ? R[keyof R & (200 | 201 | 202 | 204)] : never;

/** Paths of the spec that support a method. */
export type PathsWith<Paths, M extends string> = {
  [Path in keyof Paths]: M extends keyof Paths[Path]
    ? Paths[Path][M] extends undefined
      ? never
      : Path
    : never;
}[keyof Paths];

type Operation<Paths, Path extends keyof Paths, M extends string> = M extends keyof Paths[Path]
  ? Paths[Path][M]
  : never;

type Parsed<Op, Options> = Options extends { parseAs: infer As extends ParseAs }
  ? {
      json: Content<Success<Op>>;
      text: string;
      blob: Blob;
      arrayBuffer: ArrayBuffer;
      stream: ReadableStream<Uint8Array>;
    }[As]
  : Content<Success<Op>>;

type RequiredKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];
type RawOptions<Op> = FetchOptions<Op> & {
  readonly baseUrl?: never;
  readonly pathSerializer?: never;
  readonly middleware?: never;
};
type InitArgument<Op> = [RequiredKeys<RawOptions<Op>>] extends [never]
  ? [init?: RawOptions<Op>]
  : [init: RawOptions<Op>];

export interface RawResult<Data> {
  readonly data: Data;
  /** Always undefined, because errors are thrown. Declared for code written for openapi-fetch. */
  readonly error?: undefined;
  readonly response: Response;
}

type RawMethod<Paths, M extends string> = <
  Path extends PathsWith<Paths, M>,
  Args extends InitArgument<Operation<Paths, Path, M>>,
>(
  path: Path,
  ...init: Args
) => Promise<RawResult<Parsed<Operation<Paths, Path, M>, Args[0]>>>;

/** Typed calls for every operation of the spec. Each throws the same errors as the client's own methods. */
export interface RawClient<Paths> {
  readonly GET: RawMethod<Paths, "get">;
  readonly PUT: RawMethod<Paths, "put">;
  readonly POST: RawMethod<Paths, "post">;
  readonly DELETE: RawMethod<Paths, "delete">;
  readonly PATCH: RawMethod<Paths, "patch">;
  /** Registers middleware for all calls of the client. It runs once per call, before the credential is set. */
  use(...middleware: readonly RequestMiddleware[]): void;
  eject(...middleware: readonly RequestMiddleware[]): void;
}

/** The request half of openapi-fetch's middleware. */
export interface RequestMiddleware {
  /** May change the headers. An error that it throws rejects the call before anything is sent. */
  onRequest(call: {
    /** The path as written in the spec, with its braces. */
    readonly schemaPath: string;
    readonly params: { readonly path: object; readonly query: object };
    readonly request: { readonly method: string; readonly url: string; readonly headers: Headers };
  }): void | Promise<void>;
}

type Run = (
  method: string,
  path: string,
  parts: Parts,
  read: "json" | "bytes",
  options: TransportOptions,
) => Promise<Answer>;

/** The init argument of openapi-fetch, as far as it is supported. */
interface Init extends Omit<Parts, "headers" | "path" | "query" | "header"> {
  readonly params?: Pick<Parts, "path" | "query" | "header">;
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly parseAs?: ParseAs;
  readonly signal?: AbortSignal | null;
  readonly fetch?: typeof globalThis.fetch;
}

export function rawClient<Paths>(middleware: RequestMiddleware[], run: Run): RawClient<Paths> {
  const call = async (method: string, path: string, init: Init = {}): Promise<RawResult<unknown>> => {
    const { params, parseAs = "json", headers, signal, fetch, ...more } = init;
    // openapi-fetch accepts every form of headers that `Headers` accepts: convert them to a record.
    const parts = { ...params, ...more, headers: Object.fromEntries(new Headers(headers)) };
    const options = { signal: signal ?? undefined, fetch };
    const answer = await run(method, path, parts, parseAs === "json" ? "json" : "bytes", options);
    return {
      data: parseAs === "json" ? answer.data : await parsed(parseAs, answer),
      response: answer.response,
    };
  };
  const verbs = ["GET", "PUT", "POST", "DELETE", "PATCH"].map((verb) => [
    verb,
    (path: string, init?: Init) => call(verb, path, init),
  ]);
  return { ...Object.fromEntries(verbs), ...registrar(middleware) } as RawClient<Paths>;
}

function registrar(list: RequestMiddleware[]): Pick<RawClient<never>, "use" | "eject"> {
  return {
    use(...middleware) {
      for (const one of middleware) {
        if (typeof one?.onRequest !== "function" || "onResponse" in one || "onError" in one)
          throw new ConfigError("middleware is an object with onRequest, and nothing else");
      }
      list.push(...middleware);
    },
    eject(...middleware) {
      for (const one of middleware) if (list.includes(one)) list.splice(list.indexOf(one), 1);
    },
  };
}

async function parsed(parseAs: Exclude<ParseAs, "json">, { bytes, response }: Answer): Promise<unknown> {
  const stream = byteStream(() => Promise.resolve(bytes as NonNullable<typeof bytes>));
  return parseAs === "stream" ? stream : new Response(stream, { headers: response.headers })[parseAs]();
}
