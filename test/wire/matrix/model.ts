/**
 * What a user may expect of one call, computed from the safety class of its operation and from what the wire does to it.
 * Written from the published rules, not from the code: it shares nothing with `src`.
 *
 *                    | read, stage | idempotent | send
 *   not sent         | again       | again      | again
 *   turned away      | again       | again      | again   429 and what the provider documents as not processed; after its hint
 *   408              | again       | again      | error   the request did not come through whole: a refusal, but not one to bet money on
 *   401              | once more with a new token, where there is a token that can be renewed; else error
 *   other 3xx, 4xx   | error       | error      | error
 *   lost             | again       | again      | error   5xx, reset, timeout: it may have been carried out
 *   unreadable       | again       | error      | error   a 2xx: it was carried out
 *
 * Web pages come from somebody in between. Behind one, a 5xx is lost whatever the provider documents, and so is a send
 * behind a 2xx. A 303 points to the result of what was carried out: a send is lost there too.
 */
import type { Safety } from "./spec.js";
import type { Facts } from "./steps.js";

/** What a provider documents beyond the rules that all share. */
export interface Rules {
  /** 5xx that say that nothing was processed. */
  readonly notProcessed: readonly number[];
  /** A 429 that names no time: so long nothing goes out. Default: the back-off. */
  readonly pauseMs?: number;
  readonly login?: {
    readonly operation: string;
    /** Which 401 says that a new token helps. */
    readonly renews: "any" | "expired";
  };
  /** Operations whose success may come without a body, although the document shows one. */
  readonly emptyIsAnswer?: readonly string[];
  /** Operations whose failure is no news to the caller: one attempt, and they resolve. */
  readonly forgiving?: readonly string[];
  /** Operations whose answer is a stream that is taken up again by itself when it breaks. */
  readonly streams?: readonly string[];
}

export interface Question {
  readonly id: string;
  readonly safety: Safety;
  readonly mayBeEmpty: boolean;
  /** What the wire does to the first, second, … attempt; after them, all is well. */
  readonly wire: (attempt: number) => Facts;
  readonly rules: Rules;
  /** The caller has signed that the call may be sent twice. */
  readonly mayRepeat: boolean;
  readonly policy: {
    readonly maxAttempts: number;
    readonly maxDelayMs: number;
    readonly maxRetryAfterMs: number;
  };
}

export interface Prediction {
  /** Requests of the operation that arrive at the server. */
  readonly requests: number;
  /** Absent: the call resolves with the answer. */
  readonly error?: ExpectedError | undefined;
  /** How long, at least and at most, the client must rest between two requests that arrive. */
  readonly gaps: readonly Gap[];
  /** How often the client gets a new token in the middle of the call. */
  readonly renewals: number;
  /** Requests to the other origin. */
  readonly foreign: number;
}

export interface Gap {
  readonly leastMs: number;
  readonly mostMs: number;
}

export interface ExpectedError {
  readonly name: string;
  /** Fields of the error that must have these values. */
  readonly fields: Readonly<Record<string, unknown>>;
}

type Fate = "good" | "not sent" | "turned away" | "408" | "401" | "refused" | "lost" | "unreadable";

const AGAIN: Readonly<Record<Fate, readonly Safety[]>> = {
  good: [],
  "not sent": ["read", "idempotent", "stage", "send"],
  "turned away": ["read", "idempotent", "stage", "send"],
  "408": ["read", "idempotent", "stage"],
  "401": [],
  refused: [],
  lost: ["read", "idempotent", "stage"],
  unreadable: ["read", "stage"],
};

/** How many redirects of a stream are followed, one after the other. */
const MOST_HOPS = 3;

// How often a stream is opened in all if not one new line arrives. The rules leave it open: a handful.
const IDLE_DOWNLOADS = 4;

export function predict(question: Question): Prediction {
  const { wire, rules, policy, id } = question;
  const forgiving = rules.forgiving?.includes(id) === true;
  const maxAttempts = forgiving ? 1 : policy.maxAttempts;
  const gaps: Gap[] = [];
  let requests = 0;
  let foreign = 0;
  let tries = 0;
  let downloads = 0;
  let hops = 0;
  let renewals = 0;
  let mayHaveRun = false;
  let restBefore: Gap | undefined;
  for (let attempt = 0; ; attempt++) {
    const facts = wire(attempt);
    const fate = fateOf(facts, question);
    if (facts.wire !== "refused") {
      if (requests > 0 && restBefore) gaps.push(restBefore);
      requests++;
    }
    const end = (error?: ExpectedError): Prediction => ({
      requests,
      gaps,
      renewals,
      foreign,
      error: forgiving ? undefined : error,
    });
    if (isFollowed(facts, question) && hops < MOST_HOPS) {
      hops++;
      if (facts.redirect === "elsewhere") {
        foreign++;
        return end();
      }
      restBefore = { leastMs: 0, mostMs: 0 };
      continue;
    }
    tries++;
    if (fate === "good") return end();
    mayHaveRun ||= fate === "lost";
    if (fate === "401" && renewals === 0 && isRenewable(facts, question)) {
      renewals++;
      tries--;
      restBefore = { leastMs: 0, mostMs: 0 };
      continue;
    }
    const broken = isStreamFault(facts, question);
    // Each download has all the tries of a call to get going.
    if (broken) [downloads, tries] = [downloads + 1, 0];
    const spent = broken ? downloads >= IDLE_DOWNLOADS : tries >= maxAttempts;
    const again = AGAIN[fate].includes(question.mayRepeat ? "idempotent" : question.safety);
    const hintMs = facts.wire === "answer" ? facts.hintMs : undefined;
    const tooLong = hintMs !== undefined && hintMs > policy.maxRetryAfterMs;
    if (!again || spent || tooLong) return end(errorOf(facts, fate, question, mayHaveRun));
    restBefore = restAfter(facts, question);
  }
}

function fateOf(facts: Facts, { id, safety, mayBeEmpty, rules }: Question): Fate {
  if (facts.wire === "refused") return "not sent";
  if (facts.wire !== "answer") return "lost";
  const { status, body } = facts;
  if (status >= 200 && status < 300) {
    if (facts.page === true && safety === "send") return "lost";
    const emptyIsGood = mayBeEmpty || rules.emptyIsAnswer?.includes(id) === true;
    return body === "good" || (body === "empty" && emptyIsGood) ? "good" : "unreadable";
  }
  if (status === 429) return "turned away";
  if (rules.notProcessed.includes(status) && facts.page !== true) return "turned away";
  if (status === 303 && safety === "send") return "lost";
  if (status === 408 || status === 401) return `${status}`;
  return status >= 500 ? "lost" : "refused";
}

function isRenewable(facts: Facts, { id, rules: { login } }: Question): boolean {
  // The login itself carries the account's own keys, which nothing renews; nor does anything wait for a logout.
  if (login === undefined || login.operation === id || id === "revokeToken") return false;
  return login.renews === "any" || (facts.wire === "answer" && facts.expired === true);
}

function isStreamFault(facts: Facts, { id, rules }: Question): boolean {
  return rules.streams?.includes(id) === true && facts.wire === "answer" && isFile(facts.status);
}

const isFile = (status: number): boolean => status === 200 || status === 204;

/** Only the file of a stream may lie elsewhere; on another host it is fetched without any credential. */
function isFollowed(facts: Facts, { id, rules }: Question): facts is Facts & { readonly redirect: string } {
  return facts.wire === "answer" && facts.redirect !== undefined && rules.streams?.includes(id) === true;
}

function restAfter(facts: Facts, { rules, policy }: Question): Gap {
  if (facts.wire === "answer") {
    // A date has whole seconds, so what is left of it when it arrives may be up to a second more.
    if (facts.hintMs !== undefined) return { leastMs: facts.hintMs, mostMs: facts.hintMs + 1_000 };
    if (facts.status === 429 && rules.pauseMs !== undefined)
      return { leastMs: rules.pauseMs, mostMs: rules.pauseMs };
    // Nothing is said of the pauses between the downloads of a stream.
    if (isFile(facts.status)) return { leastMs: 0, mostMs: Infinity };
  }
  return { leastMs: 0, mostMs: policy.maxDelayMs };
}

/** The error that a call ends with whose last attempt went like this. */
function errorOf(facts: Facts, fate: Fate, question: Question, mayHaveRun: boolean): ExpectedError {
  const { safety } = question;
  if (fate === "unreadable") return unreadable(facts, question);
  // A paid call that may have been carried out stays unknown, whatever ended the later attempts.
  if (safety === "send" && mayHaveRun) return { name: "UnknownOutcomeError", fields: {} };
  if (facts.wire === "stall") return { name: "TimeoutError", fields: { scope: "attempt" } };
  if (facts.wire !== "answer") return { name: "ConnectionError", fields: {} };
  const { status, hintMs } = facts;
  const hint = hintMs === undefined || status !== 429 ? {} : { retryAfterMs: hintMs };
  return { name: NAMES[status] ?? "HttpError", fields: { status, ...hint } };
}

function unreadable(facts: Facts, question: Question): ExpectedError {
  const body = facts.wire === "answer" ? facts.body : "good";
  const brokeOff = body === "torn" || body === "stalled";
  const { safety } = question;
  const isFree = safety === "read" || safety === "stage";
  if (isStreamFault(facts, question)) {
    if (brokeOff) return { name: "ConnectionError", fields: {} };
    if (body === "empty") return { name: "IncompleteResultsError", fields: { received: 0 } };
    return { name: "ResponseParseError", fields: { line: 1, byteOffset: 0 } };
  }
  // A read or an upload that breaks off has lost nothing: there simply was no answer.
  if (brokeOff && isFree)
    return body === "torn"
      ? { name: "ConnectionError", fields: {} }
      : { name: "TimeoutError", fields: { scope: "attempt" } };
  // Behind a login waits the call that its caller is after: that one was not even sent.
  const isLogin = question.rules.login?.operation === question.id;
  return { name: "ResponseParseError", fields: { accepted: !isFree && !isLogin } };
}

const NAMES: Readonly<Record<number, string>> = {
  401: "AuthenticationError",
  403: "PermissionError",
  404: "NotFoundError",
  413: "PayloadTooLargeError",
  429: "RateLimitError",
};

/** Where in the course of a call the caller aborts, or the total deadline strikes. */
export type Stage = "before" | "login" | "renewal" | "answer" | "body" | "pause" | "back-off";

/**
 * A call that is ended from outside. In flight, a paid call may have been carried out; anywhere else, and for all other
 * calls, the caller gets the reason itself, or the `TimeoutError`. `sent`: how many requests had arrived by then.
 */
export function predictInterrupted(
  { id, safety, rules }: Pick<Question, "id" | "safety" | "rules">,
  stage: Stage,
  sent: number,
): Prediction & { readonly reason: "itself" | "as cause" | "none" } {
  const inFlight = (stage === "answer" || stage === "body") && safety === "send";
  const forgiving = rules.forgiving?.includes(id) === true;
  return {
    requests: sent,
    gaps: [],
    renewals: stage === "renewal" ? 1 : 0,
    foreign: 0,
    error: inFlight ? { name: "UnknownOutcomeError", fields: {} } : undefined,
    reason: forgiving ? "none" : inFlight ? "as cause" : "itself",
  };
}
