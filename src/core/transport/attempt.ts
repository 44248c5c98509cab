/** One attempt: a single fetch, its body and its outcome. Retries are decided elsewhere. */
import type { Redactor } from "../auth/redact.js";
import { AbortScope } from "../base/abort.js";
import { ConfigError, ConnectionError, TimeoutError } from "../base/errors/index.js";
import { isError } from "../base/is-error.js";
import { isBrowser } from "../base/platform.js";
import { nextTurn } from "../base/event-loop-turn.js";
import { ByteSource } from "./byte-source.js";
import type { Call } from "./call.js";
import { callFetch } from "./call-fetch.js";
import { discard } from "./chunks.js";
import { announceRequest, announceResponse, Rethrow } from "./hooks.js";
import { isPage, outcomeOfThrow, saysUnsent } from "./outcome.js";
import { readRefusal } from "./refusal.js";
import { isUpload, outgoing, Sending, uploadStream } from "./upload.js";
import type { Answer, AttemptFailure, Services, WireRequest } from "./wire.js";

const LONGEST_KEPT_TEXT = 64 * 1024;

export async function runAttempt(services: Services, call: Call): Promise<Answer | AttemptFailure> {
  const { clock, serverClock } = services;
  const startedAtMs = call.request.route.safety === "send" ? serverClock.begin() : clock.now();
  const scope = new AbortScope(call.canceller);
  const sending = new Sending();
  let handedOver = false;
  try {
    const response = await exchange(services, call, scope, sending);
    if (!response.ok) return await readRefusal(services, call.request, response, scope, startedAtMs);
    const result = await readAnswer(services, call, response, scope, startedAtMs);
    handedOver = result.ok && result.bytes !== undefined;
    return result;
  } catch (error) {
    return withoutAnswer(services, call, scope, sending, error, startedAtMs);
  } finally {
    sending.end();
    if (!handedOver) scope.close();
  }
}

/** Sends the request and resolves once the response headers have arrived. */
async function exchange(
  services: Services,
  call: Call,
  scope: AbortScope,
  sending: Sending,
): Promise<Response> {
  const { request, fetch, attemptTimeoutMs } = call;
  const { hooks } = services.options;
  const event = hooks && (await announceRequest(services, call));
  if (request.route.safety === "send") await readSockets();
  // The hook may be slow, and the caller may abort meanwhile.
  scope.throwIfAborted();

  const began = services.clock.monotonic();
  scope.expireAfter(
    attemptTimeoutMs,
    () => new TimeoutError({ scope: "attempt", timeoutMs: attemptTimeoutMs }),
  );
  const init = requestInit(call, scope, sending);
  sending.begun = true;
  const response = await callFetch(fetch, request.url, init, scope);
  // From here on, the time limit runs only while a body chunk is awaited.
  scope.suspend();
  if (event && hooks?.onResponse)
    await announceResponse(services, event, response, services.clock.monotonic() - began);
  return request.followRedirects === true ? followRedirects(services, call, response, scope) : response;
}

/**
 * Lets the platform notice connections that a server has closed while this process was busy. A paid call that leaves over
 * one has an unknown outcome. The first turn may already be under way.
 */
async function readSockets(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

// `redirect: "follow"` would send body and credentials to another host.
function requestInit(call: Call, scope: AbortScope, sending: Sending): RequestInit {
  const { method, headers, body, route } = call.request;
  const init: RequestInit = { method, headers, redirect: "manual" };
  // Only browsers: elsewhere a `cache-control` header is set, because some platforms reject the `cache` option.
  if (route.safety === "read" && isBrowser()) init.cache = "no-store";
  if (body === undefined) return init;
  const out = outgoing(body);
  if (!isUpload(out)) return { ...init, body: out as BodyInit };
  const length = out.byteLength ?? call.countedBytes;
  if (length !== undefined) headers.set("content-length", String(length));
  return { ...init, body: uploadStream(out, sending, scope), duplex: "half" } as RequestInit;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 3;

/** Results files may be on another host. Credentials and custom headers are sent only to the configured origin. */
async function followRedirects(
  { baseUrl }: Services,
  call: Call,
  first: Response,
  scope: AbortScope,
): Promise<Response> {
  let response = first;
  const home = new URL(baseUrl).origin;
  for (let from = call.request.url, hops = 0; hops < MOST_REDIRECTS; hops++) {
    const target = redirectTarget(response, from);
    if (target === undefined) return response;
    await discard(response);
    scope.touch();
    const init = { redirect: "manual" as const };
    from = target.href;
    const withHeaders = target.origin === home ? { ...init, headers: call.request.headers } : init;
    response = await callFetch(call.fetch, from, withHeaders, scope);
    scope.suspend();
  }
  return response;
}

/** The redirect's target; undefined if the response is no redirect, or leads from https to http. */
function redirectTarget({ status, headers }: Response, from: string): URL | undefined {
  const location = headers.get("location");
  if (!REDIRECTS.has(status) || location === null || !URL.canParse(location, from)) return undefined;
  const target = new URL(location, from);
  return from.startsWith("https:") && target.protocol !== "https:" ? undefined : target;
}

async function readAnswer(
  services: Services,
  call: Call,
  response: Response,
  scope: AbortScope,
  startedAtMs: number,
): Promise<Answer | AttemptFailure> {
  const { request, release } = call;
  if (request.read === "bytes") {
    const bytes = new ByteSource(response, scope, release, (error) => brokeOff(services, request, error));
    return { ok: true, response, data: undefined, bytes };
  }
  let text: string;
  try {
    text = await new ByteSource(response, scope, release).text();
  } catch (error) {
    const why = interruption(services.redactor, call, scope, error);
    const outcome = why.aborted === true ? "unknown" : "accepted";
    return { ok: false, startedAtMs, outcome, status: response.status, ...why };
  }
  try {
    return { ok: true, response, data: documentIn(services, request, response, text) };
  } catch {
    // A parser's message quotes the text and may show half a credential: keep only the redacted text, not the error.
    // Nothing of a login answer is kept: its tokens are not registered for redaction yet.
    const kept = request.login ? "" : services.redactor.text(text).slice(0, LONGEST_KEPT_TEXT);
    const { status, headers } = response;
    const isStrangers = request.route.safety === "send" && isPage(headers, text);
    // An HTML page comes from a proxy or gateway: it does not tell whether the provider got the paid call.
    const outcome = isStrangers ? "unknown" : "accepted";
    return { ok: false, startedAtMs, outcome, status, text: kept, reason: "unreadable body" };
  }
}

function documentIn({ dialect }: Services, request: WireRequest, response: Response, text: string): unknown {
  const empty = text.trim() === "";
  // A 204 has no body: if a document is required, it is as unreadable as an empty 200.
  const isDue = request.isComplete !== undefined;
  if (empty && (request.emptyOk === true || (response.status === 204 && !isDue))) return undefined;
  const data = request.read === "text" ? text : parsed(dialect, text);
  if (request.isComplete?.(data) === false) throw new SyntaxError("the document lacks what it is asked for");
  return data;
}

function parsed(dialect: Services["dialect"], text: string): unknown {
  return dialect.parse ? dialect.parse(text) : JSON.parse(text);
}

/** The error for the reader of a streamed body when the connection breaks. */
function brokeOff({ redactor, dialect }: Services, { route }: WireRequest, error: unknown): ConnectionError {
  const cause = redactor.cause(error);
  const { operation } = route;
  const message = `the body of ${operation} broke off (${codeOf(cause)})`;
  return new ConnectionError(message, { attempts: [] }, { provider: dialect.provider, operation, cause });
}

function withoutAnswer(
  { redactor }: Services,
  call: Call,
  scope: AbortScope,
  sending: Sending,
  error: unknown,
  startedAtMs: number,
): AttemptFailure {
  if (error instanceof Rethrow) {
    const { outcome, cause } = error;
    return { ok: false, startedAtMs, outcome, cause, rethrow: true };
  }
  // A fetch that cannot send the body throws a ConfigError before anything is sent.
  const own = sending.failure ?? (ConfigError.is(error) ? { cause: error } : undefined);
  if (own) return { ok: false, startedAtMs, outcome: "notSent", ...own, rethrow: true };
  const why = interruption(redactor, call, scope, error);
  if (!sending.begun || !sending.complete) return { ok: false, startedAtMs, outcome: "notSent", ...why };
  // After an abort the bytes may have left already. Only an error of the fetch itself can say that nothing was sent.
  const isMute = scope.aborted && (error === scope.reason || !saysUnsent(error));
  const outcome = isMute ? "unknown" : outcomeOfThrow(error);
  return { ok: false, startedAtMs, outcome, ...why };
}

/** Why the response is missing or incomplete: the caller's abort, a timeout or the network. */
function interruption(
  redactor: Redactor,
  { canceller }: Call,
  scope: AbortScope,
  error: unknown,
): Pick<AttemptFailure, "cause" | "reason" | "aborted"> {
  if (canceller?.aborted) return { cause: canceller.reason, reason: "aborted", aborted: true };
  if (scope.aborted) return { cause: scope.reason, reason: "timeout" };
  const cause = redactor.cause(error);
  return { cause, reason: codeOf(cause) };
}

function codeOf(cause: unknown): string {
  for (let at: unknown = cause, depth = 0; isError(at) && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string") return code;
  }
  return isError(cause) ? cause.name : "connection failed";
}
