/** Checks options before anything is built or sent. */
import { ConfigError } from "./errors/index.js";
import type {
  CallOptions,
  ClientOptions,
  Hooks,
  ReconcileOptions,
  RetryOptions,
  WaitOptions,
} from "./types/index.js";
import { isObject } from "./json.js";
import { isIntegerWithin } from "./validation.js";

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** What the platform writes itself. It fails in the middle of a call when given one of these. */
const FRAMING = /^(content-length|transfer-encoding|keep-alive|upgrade|expect)$/i;

/** The platform also rejects bad headers, but its message quotes the value, which may be a secret. */
function checkHeaders(headers: Readonly<Record<string, string>> | undefined): void {
  if (headers === undefined) return;
  // A `Headers` has no members of its own, so its headers would silently be left out.
  if (!isObject(headers) || Symbol.iterator in headers)
    throw new ConfigError("headers must be a plain object of names and values");
  for (const [name, value] of Object.entries(headers)) {
    const isHeader = HEADER_NAME.test(name) && typeof value === "string" && HEADER_VALUE.test(value);
    if (!isHeader || FRAMING.test(name))
      throw new ConfigError(`headers: ${JSON.stringify(name.slice(0, 64))} is not a valid header`);
  }
}

/** `least`: the lower bound of each option that has to be a number. */
export function checkNumbers(options: object, least: Readonly<Record<string, number>>, prefix = ""): void {
  for (const [name, bound] of Object.entries(least)) {
    const value = (options as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined && !(typeof value === "number" && value >= bound))
      throw new ConfigError(`${prefix}${name} must be a number of at least ${bound}`);
  }
}

export function checkFunctions<Name extends string>(
  options: { readonly [Key in Name]?: unknown },
  ...names: readonly Name[]
): void {
  for (const name of names)
    if (!["undefined", "function"].includes(typeof options[name]))
      throw new ConfigError(`${name} must be a function`);
}

function checkRetry(retry: RetryOptions | false | undefined): void {
  if (retry === undefined || retry === false) return;
  checkGroup("retry", retry, { maxAttempts: 1, initialDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0 });
}

/** Checks an option that is an object of numbers. */
function checkGroup(name: string, group: object | undefined, least: Readonly<Record<string, number>>): void {
  checkMembers(name, group, least);
  checkNumbers(group ?? {}, least, `${name}.`);
}

/** Checks an option that is an object. `known` has a member for each name in it. */
function checkMembers(name: string, members: object | undefined, known: object): void {
  if (members === undefined) return;
  if (!isObject(members)) throw new ConfigError(`${name} must be an object`);
  checkNames(members, known, `${name}.`);
}

const HOOKS: Readonly<Record<keyof Hooks, true>> = {
  onRequest: true,
  onResponse: true,
  onRetry: true,
  onPoll: true,
};

function checkHooks(hooks: Hooks | undefined): void {
  checkMembers("hooks", hooks, HOOKS);
  checkFunctions(hooks ?? {}, "onRequest", "onResponse", "onRetry", "onPoll");
}

export function checkWaitOptions(options: WaitOptions<never>): void {
  checkNumbers(options, { timeoutMs: 0, maxConsecutiveErrors: 0 });
  checkGroup("schedule", options.schedule, { initialMs: 0, factor: 1, maxMs: 0, jitter: 0 });
  checkFunctions(options, "sleep", "onProgress");
}

export function checkReconcileOptions(options: ReconcileOptions = {}): void {
  checkNumbers(options, { timeoutMs: 0, settleMs: 0 });
  // The search window for a lost batch needs an end.
  if (options.settleMs === Infinity) throw new ConfigError("settleMs must be finite");
}

export function checkCallOptions(options: CallOptions): void {
  checkNumbers(options, { attemptTimeoutMs: 1, totalTimeoutMs: 1 });
  checkRetry(options.retry);
  checkHeaders(options.headers);
}

export function checkResultsOptions(options: { readonly after?: unknown; readonly skip?: unknown }): void {
  const { after = 0 } = options;
  if (!isIntegerWithin(after, 0)) throw new ConfigError("after must be a number of lines");
  checkFunctions(options, "skip");
}

/** The names of a client's options beyond those that all clients have. */
export type OwnOptions<Options> = Readonly<Record<Exclude<keyof Options, keyof ClientOptions>, true>>;

const COMMON: Readonly<Record<keyof ClientOptions, true>> = {
  baseUrl: true,
  fetch: true,
  headers: true,
  retry: true,
  attemptTimeoutMs: true,
  totalTimeoutMs: true,
  hooks: true,
  localChecks: true,
};

/**
 * An option whose name is misspelled would have no effect, and nobody would know. `known` has a member for each name,
 * which is false if the name is not public.
 */
export function checkNames(options: object, known: object, prefix = ""): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || Object.hasOwn(known, name)) continue;
    const names = Object.keys(known).filter((one) => (known as Record<string, unknown>)[one] !== false);
    const given = JSON.stringify(prefix + name.slice(0, 64));
    throw new ConfigError(`unknown option ${given}: the options are ${names.join(", ")}`);
  }
}

export function checkClientOptions(options: ClientOptions, own: object): void {
  checkNames(options, { ...own, ...COMMON });
  checkCallOptions(options);
  checkFunctions(options, "fetch");
  checkHooks(options.hooks);
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
