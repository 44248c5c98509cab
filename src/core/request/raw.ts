/**
 * `client.raw`: openapi-fetch's way of calling, with two differences. An answer that is no 2xx is thrown as one of our
 * errors, so `data` is always there; and its type is the spec's own, which openapi-fetch's mapping would blur where an
 * enum is open.
 */
import type { FetchOptions, Init, Middleware, ParseAs } from "./http.js";
import type { Answer } from "../transport/wire.js";

export type Content<T> = T extends { content: infer C } ? C[keyof C] : never;
export type Success<Op> = Op extends { responses: infer R } ? R[keyof R & (200 | 201 | 202 | 204)] : never;

/** The paths of a spec that have a method. */
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
type InitArgument<Op> = [RequiredKeys<FetchOptions<Op>>] extends [never]
  ? [init?: FetchOptions<Op>]
  : [init: FetchOptions<Op>];

export interface RawResult<Data> {
  readonly data: Data;
  /** Never there: errors are thrown. Declared for code that is written for openapi-fetch. */
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

/** A call per operation of the spec, typed by it. Throws what the facades throw. */
export interface RawClient<Paths> {
  readonly GET: RawMethod<Paths, "get">;
  readonly PUT: RawMethod<Paths, "put">;
  readonly POST: RawMethod<Paths, "post">;
  readonly DELETE: RawMethod<Paths, "delete">;
  readonly PATCH: RawMethod<Paths, "patch">;
  /** Registers openapi-fetch middleware, for the facades' calls too. */
  use(...middleware: Middleware[]): void;
  eject(...middleware: Middleware[]): void;
}

type Run = (method: string, path: string, init: Init, read: "json" | "bytes") => Promise<Answer>;

export function rawClient<Paths>(
  run: Run,
  middleware: Pick<RawClient<Paths>, "use" | "eject">,
): RawClient<Paths> {
  const call = async (method: string, path: string, given: Init = {}): Promise<RawResult<unknown>> => {
    const { parseAs = "json", headers, ...init } = given as Init & { parseAs?: ParseAs };
    // openapi-fetch takes them in any form that `Headers` does; from here on they are a record.
    const record = headers === undefined ? {} : { headers: Object.fromEntries(new Headers(headers)) };
    const answer = await run(method, path, { ...init, ...record }, parseAs === "json" ? "json" : "bytes");
    return {
      data: parseAs === "json" ? answer.data : await parsed(parseAs, answer),
      response: answer.response,
    };
  };
  const verbs = ["GET", "PUT", "POST", "DELETE", "PATCH"].map((verb) => [
    verb,
    (path: string, init?: Init) => call(verb, path, init),
  ]);
  const { use, eject } = middleware;
  return { ...Object.fromEntries(verbs), use, eject } as RawClient<Paths>;
}

async function parsed(parseAs: Exclude<ParseAs, "json">, { bytes, response }: Answer): Promise<unknown> {
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await bytes?.read();
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
    cancel: () => bytes?.close(),
  });
  return parseAs === "stream" ? stream : new Response(stream, { headers: response.headers })[parseAs]();
}
