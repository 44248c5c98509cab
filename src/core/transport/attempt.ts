/** One try: a single fetch, its body, and what it came to. Knows nothing of retries. */
import { AbortScope, raceAbort } from "../base/abort.js";
import { ByteSource } from "./byte-source.js";
import { type UploadState, uploadStream } from "./upload.js";
import { ConnectionError, TimeoutError } from "../base/errors/index.js";
import { announceRequest, announceResponse, Rethrow } from "./hooks.js";
import { outcomeOfStatus, outcomeOfThrow } from "./outcome.js";
import type { Redactor } from "../auth/redact.js";
import { retryAfterMs } from "./retry.js";
import type { AttemptResult, AttemptFailure, Services, WireRequest } from "./wire.js";

export interface AttemptInput {
  readonly request: WireRequest;
  readonly headers: Headers;
  readonly signal: AbortSignal | undefined;
  readonly attemptTimeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
  readonly number: number;
  /** Runs when a body that was handed over unread is done with. */
  readonly release: () => void;
}

const LONGEST_ERROR_BODY = 256 * 1024;
const LONGEST_KEPT_TEXT = 64 * 1024;

export async function runAttempt(parts: Services, input: AttemptInput): Promise<AttemptResult> {
  const startedAtMs = parts.clock.now();
  const scope = new AbortScope(input.signal);
  const upload: UploadState = {};
  const progress = { sent: false };
  let handedOver = false;
  try {
    const response = await exchange(parts, input, scope, upload, progress);
    if (!response.ok) return await readErrorAnswer(parts, response, scope, startedAtMs);
    const result = await readAnswer(parts, input, response, scope, startedAtMs);
    handedOver = result.ok && result.answer.bytes !== undefined;
    return result;
  } catch (error) {
    if (error instanceof Rethrow)
      return { ok: false, startedAtMs, outcome: error.outcome, cause: error.cause, rethrow: true };
    if (upload.failure)
      return { ok: false, startedAtMs, outcome: "notSent", cause: upload.failure.cause, rethrow: true };
    const { outcome, ...rest } = interrupted(parts.redactor, input, scope, error);
    return { ok: false, startedAtMs, outcome: progress.sent ? outcome : "notSent", ...rest };
  } finally {
    if (!handedOver) scope.close();
  }
}

/** Sends the request and resolves with the headers of the answer. */
async function exchange(
  parts: Services,
  input: AttemptInput,
  scope: AbortScope,
  upload: UploadState,
  progress: { sent: boolean },
): Promise<Response> {
  const { request, headers, fetch } = input;
  const event = parts.options.hooks && (await announceRequest(parts, request, headers, input.number));
  // A hook may take its time, and the caller may change their mind meanwhile.
  scope.signal.throwIfAborted();

  const began = performance.now();
  scope.expireAfter(
    input.attemptTimeoutMs,
    () => new TimeoutError({ scope: "attempt", timeoutMs: input.attemptTimeoutMs }),
  );
  progress.sent = true;
  const answer = fetch(request.url, requestInit(request, headers, scope, upload));
  // The platform's fetch minds the signal by itself; one that was passed in may not.
  const response = await (fetch === globalThis.fetch ? answer : raceAbort(answer, scope.signal));
  scope.touch();
  if (event && parts.options.hooks?.onResponse)
    await announceResponse(parts, event, response, performance.now() - began);
  return request.followRedirect === true ? followOnce(response, input, scope) : response;
}

// `redirect: "follow"` would carry the body and the key to another host; it also makes Node keep a copy of an upload.
function requestInit(
  request: WireRequest,
  headers: Headers,
  scope: AbortScope,
  state: UploadState,
): RequestInit {
  const init = { method: request.method, headers, signal: scope.signal, redirect: "manual" as const };
  const { body } = request;
  if (body === undefined || typeof body === "string") return body === undefined ? init : { ...init, body };
  if (body.byteLength !== undefined) headers.set("content-length", String(body.byteLength));
  const stream = uploadStream(body, state, () => scope.touch());
  return { ...init, body: stream, duplex: "half" } as RequestInit;
}

/** A results file may lie on another host: it is fetched there with nothing of ours but the question itself. */
async function followOnce(response: Response, input: AttemptInput, scope: AbortScope): Promise<Response> {
  const location = response.headers.get("location");
  if (
    response.status < 300 ||
    response.status >= 400 ||
    location === null ||
    !URL.canParse(location, input.request.url)
  ) {
    return response;
  }
  const from = new URL(input.request.url);
  const target = new URL(location, from);
  const downgrade = from.protocol === "https:" && target.protocol !== "https:";
  if (target.origin === from.origin || downgrade) return response;
  await response.body?.cancel();
  const { fetch } = input;
  return raceAbort(fetch(target.href, { redirect: "manual", signal: scope.signal }), scope.signal);
}

async function readAnswer(
  parts: Services,
  input: AttemptInput,
  response: Response,
  scope: AbortScope,
  startedAtMs: number,
): Promise<AttemptResult> {
  if (input.request.read === "bytes") {
    const bytes = new ByteSource(response, scope, input.release, (error) => broken(parts, input, error));
    return { ok: true, answer: { response, data: undefined, bytes } };
  }
  const bytes = new ByteSource(response, scope, input.release);
  const failure = { ok: false as const, startedAtMs, outcome: "accepted" as const, status: response.status };
  let text: string;
  try {
    text = await bytes.text();
  } catch (error) {
    const { outcome, ...rest } = interrupted(parts.redactor, input, scope, error);
    return { ...rest, ...failure, ...(rest.aborted === true ? { outcome } : {}) };
  }
  try {
    const data = readText(parts, input.request, response, text);
    return { ok: true, answer: { response, data } };
  } catch {
    // A parser's message quotes the text, perhaps half of a credential: the text itself is kept, redacted, and no more.
    // Of the answer to a login nothing is kept: it holds credentials that nobody knows yet.
    const kept =
      input.request.unauthenticated === true ? "" : parts.redactor.text(text).slice(0, LONGEST_KEPT_TEXT);
    return { ...failure, text: kept, reason: "unreadable body" };
  }
}

/** What the reader of a body that was handed over gets when the network breaks it off. */
function broken(parts: Services, { request }: AttemptInput, error: unknown): ConnectionError {
  const cause = parts.redactor.cause(error);
  const { operation } = request.route;
  const context = { provider: parts.dialect.provider, operation, cause };
  return new ConnectionError(
    `the body of ${operation} broke off (${reasonOf(cause)})`,
    { attempts: [] },
    context,
  );
}

function readText({ dialect }: Services, request: WireRequest, response: Response, text: string): unknown {
  if (request.read === "text") return text;
  const empty = text.trim() === "";
  if (empty && (request.emptyOk === true || response.status === 204)) return undefined;
  const data = dialect.parse ? dialect.parse(text) : (JSON.parse(text) as unknown);
  if (request.isComplete?.(data) === false) throw new SyntaxError("the document lacks what it is asked for");
  return data;
}

async function readErrorAnswer(
  parts: Services,
  response: Response,
  scope: AbortScope,
  startedAtMs: number,
): Promise<AttemptFailure> {
  const { dialect, redactor, clock } = parts;
  // The status says all that matters; a body that breaks off or dawdles takes nothing away from it.
  const text = await new ByteSource(response, scope, () => undefined)
    .text(LONGEST_ERROR_BODY)
    .catch(() => "");
  const bodyText = redactor.text(text);
  const answer = {
    status: response.status,
    headers: redactor.responseHeaders(response.headers),
    body: parseOrUndefined(bodyText),
  };
  const facts = dialect.facts(answer);
  const hintMs = retryAfterMs(response.headers, clock.now());
  const outcome = outcomeOfStatus(response.status, dialect.refusedStatuses);
  const refusal = { ...answer, ...facts, bodyText, retryAfterMs: hintMs, hint: dialect.hint?.(answer) };
  const final = dialect.isFinal?.(answer, facts) ?? false;
  return { ok: false, startedAtMs, outcome, status: response.status, hintMs, final, refusal };
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** No answer, or no end of one: by the caller's will, by our clock, or by the network. */
function interrupted(
  redactor: Redactor,
  input: AttemptInput,
  scope: AbortScope,
  error: unknown,
): Pick<AttemptFailure, "outcome" | "cause" | "reason" | "aborted"> {
  if (input.signal?.aborted) {
    return { outcome: "unknown", cause: input.signal.reason, reason: "aborted", aborted: true };
  }
  if (scope.signal.aborted) return { outcome: "unknown", cause: scope.signal.reason, reason: "timeout" };
  const cause = redactor.cause(error);
  return { outcome: outcomeOfThrow(error), cause, reason: reasonOf(cause) };
}

function reasonOf(cause: unknown): string {
  for (let at: unknown = cause, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string") return code;
  }
  return cause instanceof Error ? cause.name : "connection failed";
}
