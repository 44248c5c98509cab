/** One try: a single fetch, its body, and what it came to. Knows nothing of retries. */
import type { Redactor } from "../auth/redact.js";
import { AbortScope, raceAbort } from "../base/abort.js";
import { ConnectionError, TimeoutError } from "../base/errors/index.js";
import { ByteSource } from "./byte-source.js";
import type { Call } from "./call.js";
import { isOwnAnswer } from "./dialect.js";
import { announceRequest, announceResponse, Rethrow } from "./hooks.js";
import { isPage, outcomeOfAnswer, outcomeOfThrow } from "./outcome.js";
import { retryAfterMs } from "./retry.js";
import { type UploadState, uploadStream } from "./upload.js";
import type { Answer, AttemptFailure, Services, WireRequest } from "./wire.js";

const LONGEST_ERROR_BODY = 256 * 1024;
const LONGEST_KEPT_TEXT = 64 * 1024;

/** What is known of the request while it leaves. */
interface Sending extends UploadState {
  /** Fetch has been called: from then on a byte may have left. */
  begun: boolean;
}

export async function runAttempt(services: Services, call: Call): Promise<Answer | AttemptFailure> {
  const startedAtMs = services.clock.now();
  if (call.request.route.safety === "send") services.serverClock.mark(startedAtMs);
  const scope = new AbortScope(call.signal);
  const sending: Sending = { begun: false };
  let handedOver = false;
  try {
    const response = await exchange(services, call, scope, sending);
    if (!response.ok) return await readErrorAnswer(services, response, scope, startedAtMs);
    const result = await readAnswer(services, call, response, scope, startedAtMs);
    handedOver = result.ok && result.bytes !== undefined;
    return result;
  } catch (error) {
    return withoutAnswer(services, call, scope, sending, error, startedAtMs);
  } finally {
    if (!handedOver) scope.close();
  }
}

/** Sends the request and resolves with the headers of the answer. */
async function exchange(
  services: Services,
  call: Call,
  scope: AbortScope,
  sending: Sending,
): Promise<Response> {
  const { request, fetch, attemptTimeoutMs } = call;
  const { hooks } = services.options;
  const event = hooks && (await announceRequest(services, call));
  // A hook may take its time, and the caller may change their mind meanwhile.
  scope.signal.throwIfAborted();

  const began = services.clock.monotonic();
  scope.expireAfter(
    attemptTimeoutMs,
    () => new TimeoutError({ scope: "attempt", timeoutMs: attemptTimeoutMs }),
  );
  sending.begun = true;
  const answer = fetch(request.url, requestInit(request, scope, sending));
  // The platform's fetch minds the signal by itself; one that was passed in may not.
  const response = await (fetch === globalThis.fetch ? answer : raceAbort(answer, scope.signal));
  scope.touch();
  if (event && hooks?.onResponse)
    await announceResponse(services, event, response, services.clock.monotonic() - began);
  return request.followRedirect === true ? followOnce(response, call, scope) : response;
}

// `redirect: "follow"` would carry the body and the key to another host; it also makes Node keep a copy of an upload.
function requestInit(
  { method, headers, body }: WireRequest,
  scope: AbortScope,
  state: UploadState,
): RequestInit {
  const init = { method, headers, signal: scope.signal, redirect: "manual" as const };
  if (body === undefined || typeof body === "string") return body === undefined ? init : { ...init, body };
  if (body.byteLength !== undefined) headers.set("content-length", String(body.byteLength));
  const stream = uploadStream(body, state, () => scope.touch());
  return { ...init, body: stream, duplex: "half" } as RequestInit;
}

/** Follows one redirect to another origin, without our headers or body: a results file may lie there. */
async function followOnce(
  response: Response,
  { request, fetch }: Call,
  scope: AbortScope,
): Promise<Response> {
  const location = response.headers.get("location");
  if (
    response.status < 300 ||
    response.status >= 400 ||
    location === null ||
    !URL.canParse(location, request.url)
  ) {
    return response;
  }
  const from = new URL(request.url);
  const target = new URL(location, from);
  const downgrade = from.protocol === "https:" && target.protocol !== "https:";
  if (target.origin === from.origin || downgrade) return response;
  await response.body?.cancel();
  return raceAbort(fetch(target.href, { redirect: "manual", signal: scope.signal }), scope.signal);
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
    const { status } = response;
    if (why.aborted === true) return { ok: false, startedAtMs, outcome: "unknown", status, ...why };
    return { ok: false, startedAtMs, outcome: "accepted", status, ...why };
  }
  try {
    return { ok: true, response, data: documentIn(services, request, response, text) };
  } catch {
    // A parser's message quotes the text, perhaps half of a credential: the text itself is kept, redacted, and no more.
    // Nothing of a login answer is kept: its tokens are not registered for redaction yet.
    const kept = request.login ? "" : services.redactor.text(text).slice(0, LONGEST_KEPT_TEXT);
    const { status, headers } = response;
    const isStrangers = request.route.safety === "send" && isPage(headers, text);
    // The page of somebody in between does not say what the provider made of a paid call, or whether it ever saw it.
    const outcome = isStrangers ? "unknown" : "accepted";
    return { ok: false, startedAtMs, outcome, status, text: kept, reason: "unreadable body" };
  }
}

function documentIn({ dialect }: Services, request: WireRequest, response: Response, text: string): unknown {
  const empty = text.trim() === "";
  if (empty && (request.emptyOk === true || response.status === 204)) return undefined;
  const data = request.read === "text" ? text : parsed(dialect, text);
  if (request.isComplete?.(data) === false) throw new SyntaxError("the document lacks what it is asked for");
  return data;
}

function parsed(dialect: Services["dialect"], text: string): unknown {
  return dialect.parse ? dialect.parse(text) : JSON.parse(text);
}

/** What the reader of a body that was handed over gets when the network breaks it off. */
function brokeOff({ redactor, dialect }: Services, { route }: WireRequest, error: unknown): ConnectionError {
  const cause = redactor.cause(error);
  const { operation } = route;
  const message = `the body of ${operation} broke off (${codeOf(cause)})`;
  return new ConnectionError(message, { attempts: [] }, { provider: dialect.provider, operation, cause });
}

async function readErrorAnswer(
  { dialect, redactor, clock }: Services,
  response: Response,
  scope: AbortScope,
  startedAtMs: number,
): Promise<AttemptFailure> {
  // The status is enough to decide; an error body that breaks off is ignored.
  const text = await new ByteSource(response, scope, () => undefined)
    .text(LONGEST_ERROR_BODY)
    .catch(() => "");
  const bodyText = redactor.text(text);
  const { status } = response;
  const received = {
    status,
    headers: redactor.responseHeaders(response.headers),
    body: parseOrUndefined(bodyText),
  };
  const facts = dialect.facts(received);
  const hintMs = retryAfterMs(response.headers, clock.now());
  const answer = { ...received, ...facts, bodyText, retryAfterMs: hintMs, hint: dialect.hint?.(received) };
  const outcome = outcomeOfAnswer(dialect, received, facts, isOwnAnswer(dialect, answer));
  // To a 303 there is nothing to add by asking again.
  const final = status === 303 || (dialect.isFinal?.(received, facts) ?? false);
  return { ok: false, startedAtMs, outcome, status, hintMs, final, answer };
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
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
  if (sending.failure) {
    const { cause } = sending.failure;
    return { ok: false, startedAtMs, outcome: "notSent", cause, rethrow: true };
  }
  const why = interruption(redactor, call, scope, error);
  if (!sending.begun) return { ok: false, startedAtMs, outcome: "notSent", ...why };
  const outcome = scope.signal.aborted ? "unknown" : outcomeOfThrow(error);
  return { ok: false, startedAtMs, outcome, ...why };
}

/** Why there is no answer, or no end of one: by the caller's will, by our clock, or by the network. */
function interruption(
  redactor: Redactor,
  { signal }: Call,
  scope: AbortScope,
  error: unknown,
): Pick<AttemptFailure, "cause" | "reason" | "aborted"> {
  if (signal?.aborted) return { cause: signal.reason, reason: "aborted", aborted: true };
  if (scope.signal.aborted) return { cause: scope.signal.reason, reason: "timeout" };
  const cause = redactor.cause(error);
  return { cause, reason: codeOf(cause) };
}

function codeOf(cause: unknown): string {
  for (let at: unknown = cause, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string") return code;
  }
  return cause instanceof Error ? cause.name : "connection failed";
}
