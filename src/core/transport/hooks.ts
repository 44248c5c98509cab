/** Calls the client's hooks with redacted events. */
import { defined } from "../base/defined.js";
import type { AttemptOutcome } from "../base/errors/index.js";
import { outcomeOfStatus } from "./outcome.js";
import type { Redactor } from "../auth/redact.js";
import type { RequestEvent } from "../base/types/index.js";
import type { Call } from "./call.js";
import { discard } from "./chunks.js";
import type { AttemptFailure, Services, WireRequest } from "./wire.js";

/** Carries an error of a hook out of the attempt, together with the outcome of the request at that point. */
export class Rethrow extends Error {
  readonly outcome: AttemptOutcome;
  constructor(outcome: AttemptOutcome, cause: unknown) {
    super("a hook threw", { cause });
    this.outcome = outcome;
  }
}

async function observe(outcome: AttemptOutcome, hook: () => void | Promise<void>): Promise<void> {
  try {
    await hook();
  } catch (cause) {
    throw new Rethrow(outcome, cause);
  }
}

function requestEvent(
  redactor: Redactor,
  { route: { operation }, method, url, headers }: WireRequest,
  attempt: number,
): RequestEvent {
  return { operation, attempt, method, url: redactor.text(url), headers: redactor.headers(headers) };
}

/** Calls `onRequest` before the request leaves. Returns the event if `onRequest` or `onResponse` is set. */
export async function announceRequest(
  { options, redactor }: Services,
  { request, attempts }: Call,
): Promise<RequestEvent | undefined> {
  const { onRequest, onResponse } = options.hooks ?? {};
  if (onRequest === undefined && onResponse === undefined) return undefined;
  const event = requestEvent(redactor, request, attempts.length + 1);
  await observe("notSent", () => options.hooks?.onRequest?.(event));
  return event;
}

export async function announceResponse(
  { options, redactor, dialect }: Services,
  event: RequestEvent,
  response: Response,
  durationMs: number,
): Promise<void> {
  const { status, headers } = response;
  // If the hook throws, the response stays unread: cancel it and report the outcome by its status.
  try {
    const responseHeaders = redactor.headers(headers);
    await observe(outcomeOfStatus(dialect, status), () =>
      options.hooks?.onResponse?.({ ...event, status, responseHeaders, durationMs }),
    );
  } catch (error) {
    await discard(response);
    throw error;
  }
}

/** Calls `onRetry` before the pause. An error of the hook is thrown unchanged. */
export async function announceRetry(
  { options, redactor }: Services,
  { request, attempts }: Call,
  { outcome, status }: AttemptFailure,
  delayMs: number,
): Promise<void> {
  if (options.hooks?.onRetry === undefined) return;
  const event = requestEvent(redactor, request, attempts.length);
  await options.hooks.onRetry(defined({ ...event, delayMs, outcome, status }));
}
