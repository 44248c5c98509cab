/** Checks options before anything is built or sent. */
import { ConfigError } from "./errors/index.js";
import type {
  CallOptions,
  ClientOptions,
  ReconcileOptions,
  RetryOptions,
  WaitOptions,
} from "./types/index.js";

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The platform also rejects bad headers, but its message quotes the value, which may be a secret. */
function checkHeaders(headers: Readonly<Record<string, string>> | undefined): void {
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (!HEADER_NAME.test(name) || typeof value !== "string" || !HEADER_VALUE.test(value)) {
      throw new ConfigError(`headers: ${JSON.stringify(name.slice(0, 64))} is not a valid header`);
    }
  }
}

function checkNumber(name: string, value: unknown, least: number): void {
  if (value === undefined || (typeof value === "number" && value >= least)) return;
  throw new ConfigError(`${name} must be a number of at least ${least}`);
}

function checkRetry(retry: RetryOptions | false | undefined): void {
  if (retry === undefined || retry === false) return;
  if (typeof retry !== "object" || retry === null) throw new ConfigError("retry must be an object or false");
  checkNumber("retry.maxAttempts", retry.maxAttempts, 1);
  checkNumber("retry.initialDelayMs", retry.initialDelayMs, 0);
  checkNumber("retry.maxDelayMs", retry.maxDelayMs, 0);
  checkNumber("retry.maxRetryAfterMs", retry.maxRetryAfterMs, 0);
}

export function checkWaitOptions(options: WaitOptions<never>): void {
  const { schedule = {} } = options;
  checkNumber("timeoutMs", options.timeoutMs, 0);
  checkNumber("maxConsecutiveErrors", options.maxConsecutiveErrors, 0);
  checkNumber("schedule.initialMs", schedule.initialMs, 0);
  checkNumber("schedule.factor", schedule.factor, 1);
  checkNumber("schedule.maxMs", schedule.maxMs, 0);
  checkNumber("schedule.jitter", schedule.jitter, 0);
  if (options.sleep !== undefined && typeof options.sleep !== "function")
    throw new ConfigError("sleep must be a function");
}

export function checkReconcileOptions({ settleMs, timeoutMs }: ReconcileOptions): void {
  checkNumber("timeoutMs", timeoutMs, 0);
  checkNumber("settleMs", settleMs, 0);
  // The search window for a lost batch needs an end.
  if (settleMs === Infinity) throw new ConfigError("settleMs must be finite");
}

export function checkCallOptions(options: CallOptions): void {
  checkNumber("attemptTimeoutMs", options.attemptTimeoutMs, 1);
  checkNumber("totalTimeoutMs", options.totalTimeoutMs, 1);
  checkRetry(options.retry);
  checkHeaders(options.headers);
}

export function checkResultsOptions(options: { readonly after?: unknown; readonly skip?: unknown }): void {
  const { after = 0, skip } = options;
  if (!(Number.isInteger(after) && (after as number) >= 0))
    throw new ConfigError("after must be a number of lines");
  if (skip !== undefined && typeof skip !== "function") throw new ConfigError("skip must be a function");
}

export function checkClientOptions(options: ClientOptions): void {
  checkCallOptions(options);
  if (options.fetch !== undefined && typeof options.fetch !== "function")
    throw new ConfigError("fetch must be a function");
}

/** Returns the URL without its trailing slash. Credentials are not allowed in it: URLs end up in logs. */
export function checkedBaseUrl(name: string, url: string): string {
  const parsed = typeof url === "string" && URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new ConfigError(`${name} must be an absolute http or https URL`);
  }
  if (parsed.username !== "" || parsed.password !== "" || /[?#]/.test(url)) {
    throw new ConfigError(`${name} must hold no credentials, query or fragment`);
  }
  return url.replace(/\/+$/, "");
}

/** Options for a follow-up call that shares the total timeout of the first, which has used `spentMs` of it. */
export function withTimeSpent<Options extends CallOptions>(options: Options, spentMs: number): Options {
  const { totalTimeoutMs } = options;
  return totalTimeoutMs === undefined
    ? options
    : { ...options, totalTimeoutMs: Math.max(1, totalTimeoutMs - spentMs) };
}
