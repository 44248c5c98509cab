/** What a client's hooks get to see of an attempt, credentials taken out, and what becomes of what they throw. */
import { defined } from "../base/defined.js";
import type { AttemptOutcome } from "../base/errors/index.js";
import { outcomeOfStatus } from "./outcome.js";
import type { Redactor } from "../auth/redact.js";
import type { RequestEvent } from "../base/types/index.js";
import type { Call } from "./call.js";
import { discard } from "./chunks.js";
import type { AttemptFailure, Services, WireRequest } from "./wire.js";

/** Wraps what a hook threw on its way out of the attempt, with what is known of the request at that point. */
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

/** Tells of a request that is about to leave, if anyone listens to it or to its answer. */
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
  // If the hook throws, the answer stays unread: what was carried out stays so, but the caller will not see it.
  try {
    const details = { status, responseHeaders: redactor.headers(headers), durationMs };
    await observe(outcomeOfStatus(dialect, status), () =>
      options.hooks?.onResponse?.({ ...event, ...details }),
    );
  } catch (error) {
    await discard(response);
    throw error;
  }
}

/** Tells of a wait before the next attempt. What the hook throws is thrown as it is. */
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
