/**
 * A webhook listener for `http.createServer`, Express and anything else with Node's request and response. Reads the raw
 * body, lets the provider's code verify and parse it, and answers.
 */
import { joined } from "./bytes.js";
import { ConfigError, ResponseParseError, SignatureError } from "./errors/index.js";
import type { WebhookHeaders } from "./signature.js";
import { bodyBytes } from "./webhook.js";

/** The used members of Node's `IncomingMessage`. Express adds `body`, some platforms add `rawBody`. */
export interface WebhookRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly readableEnded?: boolean;
  readonly rawBody?: unknown;
  readonly body?: unknown;
  on(event: "data" | "end" | "error" | "close", listener: (chunk: Uint8Array | string) => void): unknown;
}

/** The used members of Node's `ServerResponse`. */
export interface WebhookResponse {
  readonly headersSent?: boolean;
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(): unknown;
}

/** Returns a promise, for platforms that await the end of a request. */
export type WebhookHandler = (
  request: WebhookRequest,
  response: WebhookResponse,
  next?: (error?: unknown) => void,
) => unknown;

export interface WebhookHandlerOptions<Event> {
  /**
   * Called with every verified event. Its return answers 200; an error answers 500, and the provider then sends the
   * event again. Events may arrive repeatedly and in any order.
   */
  readonly onEvent: (event: Event, request: WebhookRequest) => unknown;
  /**
   * Called when an event cannot be delivered: `SignatureError` (answered 401), `ResponseParseError` for a body that is
   * not JSON (400), `ConfigError` if a body parser has already read the request (500), or the error of `onEvent` (500).
   * @default errors answered 500 go to Express's `next`, or to `console.error` without one
   */
  readonly onError?: ((error: unknown, request: WebhookRequest) => void) | undefined;
  /**
   * Largest accepted body in bytes; a larger one is answered 413.
   * @default 1_048_576
   */
  readonly maxBytes?: number | undefined;
}

/** A request with its raw body. */
export interface WebhookMessage {
  readonly headers: WebhookHeaders;
  readonly rawBody: Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Result of a provider's check: an event to deliver, or the answer to a handshake. */
export type Received<Event> = { readonly event: Event } | { readonly answer: Answer };

interface Failed {
  readonly status: number;
  readonly error: unknown;
}

const MAX_BYTES = 1_048_576;
const OK: Answer = { status: 200 };
const NOT_POST: Answer = { status: 405, headers: { allow: "POST" } };
const TOO_LARGE: Answer = { status: 413, headers: { connection: "close" } };

/** Creates a listener. `receive` verifies and parses; it throws for requests that must not be delivered. */
export function webhookHandler<Event>(
  receive: (message: WebhookMessage) => Received<Event> | Promise<Received<Event>>,
  { onEvent, onError, maxBytes = MAX_BYTES }: WebhookHandlerOptions<Event>,
): WebhookHandler {
  if (typeof onEvent !== "function") throw new ConfigError("onEvent must be a function");
  if (!(maxBytes > 0)) throw new ConfigError("maxBytes must be a number above 0");

  const read = async (request: WebhookRequest): Promise<Received<Event> | Failed | undefined> => {
    if (request.method !== "POST") return { answer: NOT_POST };
    try {
      const rawBody = givenBody(request) ?? (await streamedBody(request, maxBytes));
      if (rawBody === "gone") return undefined;
      if (rawBody === "too large" || rawBody.byteLength > maxBytes) return { answer: TOO_LARGE };
      return await receive({ headers: request.headers, rawBody });
    } catch (error) {
      return { status: statusOf(error), error };
    }
  };
  const deliver = async (
    event: Event,
    request: WebhookRequest,
  ): Promise<{ readonly answer: Answer } | Failed> => {
    try {
      await onEvent(event, request);
      return { answer: OK };
    } catch (error) {
      return { status: 500, error };
    }
  };

  return async (request, response, next) => {
    const received = await read(request);
    const result = received && "event" in received ? await deliver(received.event, request) : received;
    if (result === undefined) return;
    if ("answer" in result) return send(response, result.answer);
    const { status, error } = result;
    if (status === 500 && onError === undefined && next !== undefined) return next(error);
    send(response, { status });
    if (onError !== undefined) onError(error, request);
    else if (status === 500) console.error(error);
  };
}

function statusOf(error: unknown): number {
  if (SignatureError.is(error)) return 401;
  return ResponseParseError.is(error) ? 400 : 500;
}

/** The server's own timeout may have answered already: then nothing is sent. */
function send(response: WebhookResponse, { status, headers = {} }: Answer): void {
  if (response.headersSent === true) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end();
}

/** The body, if a platform or body parser has already read it; undefined if it can still be read from the stream. */
function givenBody({ rawBody, body, readableEnded, headers }: WebhookRequest): Uint8Array | undefined {
  const given = [rawBody, body].find((value) => typeof value === "string" || ArrayBuffer.isView(value));
  if (given !== undefined) return bodyBytes(given);
  if (readableEnded !== true) return undefined;
  const isEmpty = headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) === 0;
  return bodyBytes(isEmpty ? "" : body);
}

/** Reads the whole stream but keeps at most `maxBytes`: with unread data left, the client would not see the answer. */
function streamedBody(request: WebhookRequest, maxBytes: number): Promise<Uint8Array | "too large" | "gone"> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    request.on("data", (chunk) => {
      const bytes = bodyBytes(chunk);
      size += bytes.byteLength;
      if (size <= maxBytes) chunks.push(bytes);
      else resolve("too large");
    });
    request.on("end", () => resolve(joined(chunks)));
    request.on("error", () => resolve("gone"));
    request.on("close", () => resolve("gone"));
  });
}
