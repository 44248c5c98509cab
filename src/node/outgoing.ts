/** Converts the arguments of fetch to undici's form. */
import type { Cancellation } from "../core/transport/call-fetch.js";
import { CHUNKS } from "../core/transport/chunks.js";
import { Upload } from "./upload.js";

export interface Outgoing {
  readonly url: URL;
  readonly method: string;
  /** Alternating names and values. */
  readonly headers: readonly string[];
  readonly body: string | Uint8Array | Upload | null;
  /** An abort signal, or the abort scope of one of our clients. */
  readonly until: AbortSignal | Cancellation | undefined;
  readonly redirect: RequestRedirect;
}

export type Input = string | URL | Request;

const PLAIN_METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);

/** Throws a TypeError where the platform's fetch does: for an invalid URL or method, or a body that is not allowed. */
export function outgoing(
  input: Input,
  init: RequestInit = {},
  until: Outgoing["until"] = init.signal ?? undefined,
): Outgoing | Promise<Outgoing> {
  const { method = "GET", body = null, headers, redirect = "follow" } = init;
  const plain = typeof input === "string" || input instanceof URL;
  const direct = directBody(body);
  if (!plain || direct === undefined || !PLAIN_METHODS.has(method)) return fromRequest(input, init, until);
  if (direct !== null && (method === "GET" || method === "HEAD"))
    throw new TypeError("Request with GET/HEAD method cannot have body.");
  const url = checkedUrl(input);
  const list = withDefaults(headers, url, typeof direct === "string" ? TEXT : undefined);
  return { url, method, headers: list, body: direct, until, redirect };
}

const TEXT = "text/plain;charset=UTF-8";

/** The body if it needs no conversion, otherwise undefined. */
function directBody(body: BodyInit | null): Outgoing["body"] | undefined {
  if (body === null || typeof body === "string" || body instanceof Uint8Array) return body;
  const open = (body as { readonly [CHUNKS]?: () => AsyncIterator<Uint8Array> })[CHUNKS];
  return open && new Upload(open);
}

/** Leaves forms, blobs, streams and Request objects to the platform's Request. */
async function fromRequest(
  input: Input,
  { signal: _, ...init }: RequestInit,
  until: Outgoing["until"],
): Promise<Outgoing> {
  const request = new Request(input, { ...init, duplex: "half" } as RequestInit);
  const { method, redirect } = request;
  const url = checkedUrl(request.url);
  const given = until ?? (input instanceof Request ? input.signal : undefined);
  const body = request.body && (await bodyOf(request, request.body, init.body));
  return { url, method, headers: withDefaults(request.headers, url), body, until: given, redirect };
}

// Some servers reject a body without a length, which a Request does not tell. So a body that is available at once is
// sent whole.
async function bodyOf(
  request: Request,
  stream: ReadableStream<Uint8Array>,
  given: BodyInit | null | undefined,
): Promise<Uint8Array | Upload> {
  if (Symbol.asyncIterator in Object(given)) return new Upload(() => stream[Symbol.asyncIterator]());
  if (given) return new Uint8Array(await request.arrayBuffer());
  const chunks = stream[Symbol.asyncIterator]();
  const [first, second] = [await chunks.next(), await chunks.next()];
  if (first.done || second.done) return first.value ?? new Uint8Array();
  return new Upload(() => resumed([first.value, second.value], chunks));
}

async function* resumed(
  begun: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* begun;
    for (let chunk = await rest.next(); chunk.done !== true; chunk = await rest.next()) yield chunk.value;
  } finally {
    await rest.return?.();
  }
}

function checkedUrl(input: string | URL): URL {
  let url: URL;
  try {
    url = new URL(input);
  } catch {
    // The platform's error quotes the whole URL, including its query.
    throw new TypeError("Failed to parse URL");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new TypeError("only http: and https: can be fetched");
  if (url.username !== "" || url.password !== "") throw new TypeError("a URL must not hold credentials");
  return url;
}

// `Headers` drops them, and a key that was read from a file often ends in a line break.
const BLANK_ENDS = /^[\t\n\r ]+|[\t\n\r ]+$/g;

/** The given headers, plus those that the platform's fetch adds by default. */
function withDefaults(given: HeadersInit | undefined, url: URL, type?: string): string[] {
  const list: string[] = [];
  const absent = new Set(["accept", "accept-encoding", "user-agent"]);
  if (type !== undefined) absent.add("content-type");
  for (const [name, value] of entriesOf(given)) {
    // As the platform's fetch. undici would also check the server's certificate against it.
    if (name.toLowerCase() === "host") continue;
    list.push(name, String(value).replace(BLANK_ENDS, ""));
    absent.delete(name.toLowerCase());
  }
  if (absent.has("accept")) list.push("accept", "*/*");
  if (absent.has("user-agent")) list.push("user-agent", "node");
  if (absent.has("accept-encoding"))
    list.push("accept-encoding", url.protocol === "https:" ? "br, gzip, deflate" : "gzip, deflate");
  if (type !== undefined && absent.has("content-type")) list.push("content-type", type);
  return list;
}

function entriesOf(given: HeadersInit | undefined): Iterable<[string, string]> {
  if (given === undefined) return [];
  if (given instanceof Headers) return given;
  // undici checks names and values, but not pairs of a wrong form.
  return Array.isArray(given) || Symbol.iterator in given ? new Headers(given) : Object.entries(given);
}
