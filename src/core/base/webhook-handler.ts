/**
 * Webhooks on Node: one listener for `http.createServer`, Express and whatever else hands over Node's request and response.
 * It reads the body as it arrived, has the provider verify and parse it, and answers.
 */
import { joined } from "./bytes.js";
import { ConfigError, ResponseParseError, SignatureError } from "./errors/index.js";
import type { WebhookHeaders } from "./signature.js";
import { bodyBytes } from "./webhook.js";

/** What is used of Node's `IncomingMessage`. Express adds `body`, some platforms `rawBody`. */
export interface WebhookRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly readableEnded?: boolean;
  readonly rawBody?: unknown;
  readonly body?: unknown;
  on(event: "data" | "end" | "error" | "close", listener: (chunk: Uint8Array | string) => void): unknown;
}

/** What is used of Node's `ServerResponse`. */
export interface WebhookResponse {
  readonly headersSent?: boolean;
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(): unknown;
}

/** Returns a promise, for platforms that wait until the request is answered. */
export type WebhookHandler = (
  request: WebhookRequest,
  response: WebhookResponse,
  next?: (error?: unknown) => void,
) => unknown;

export interface WebhookHandlerOptions<Event> {
  /**
   * Gets every event that was verified. The provider is answered 200 after it has returned or resolved, and 500 if it
   * throws: then the event comes again. Events may come more than once and in any order anyway.
   */
  readonly onEvent: (event: Event, request: WebhookRequest) => unknown;
  /**
   * Gets what keeps an event from being delivered: a `SignatureError` (answered 401), a `ResponseParseError` for a body
   * that is no JSON (400), a `ConfigError` if a body parser has read the request before (500), and what `onEvent` threw.
   * Default: Express's `next` gets what would be a 500, and `console.error` where there is no `next`.
   */
  readonly onError?: ((error: unknown, request: WebhookRequest) => void) | undefined;
  /**
   * The largest body that is read; a larger one is answered 413.
   * @default 1_048_576
   */
  readonly maxBytes?: number | undefined;
}

/** A request as it arrived. */
export interface WebhookMessage {
  readonly headers: WebhookHeaders;
  readonly rawBody: Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a provider makes of a message: an event, or the answer to a handshake. */
export type Received<Event> = { readonly event: Event } | { readonly answer: Answer };

interface Failed {
  readonly status: number;
  readonly error: unknown;
}

const MAX_BYTES = 1_048_576;
const OK: Answer = { status: 200 };
const NOT_POST: Answer = { status: 405, headers: { allow: "POST" } };
const TOO_LARGE: Answer = { status: 413, headers: { connection: "close" } };

/** A listener over a provider's `receive`, which throws an error of ours for what must not be delivered. */
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

/** Where a time limit of the server has answered already, there is nothing left to say. */
function send(response: WebhookResponse, { status, headers = {} }: Answer): void {
  if (response.headersSent === true) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end();
}

/** The body where something before us has read it; undefined where it is still to be read. */
function givenBody({ rawBody, body, readableEnded, headers }: WebhookRequest): Uint8Array | undefined {
  const given = [rawBody, body].find((value) => typeof value === "string" || ArrayBuffer.isView(value));
  if (given !== undefined) return bodyBytes(given);
  if (readableEnded !== true) return undefined;
  const isEmpty = headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) === 0;
  return bodyBytes(isEmpty ? "" : body);
}

/** Reads the stream to its end. What is beyond the limit is read, too, so that the answer gets through, but not kept. */
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
