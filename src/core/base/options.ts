/** Checks options before anything is built or sent. */
import { ConfigError } from "./errors/index.js";
import { isIterable } from "./iterable.js";
import { isObject } from "./json.js";
import { isIntegerWithin } from "./validation.js";
import type { CallOptions, ClientOptions, Hooks, RetryOptions } from "./types/index.js";

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** What the platform writes itself. It fails in the middle of a call when given one of these. */
const FRAMING = /^(content-length|transfer-encoding|keep-alive|upgrade|expect)$/i;

export const isHeaderName = (name: unknown): boolean => typeof name === "string" && HEADER_NAME.test(name);

/** The platform also rejects bad headers, but its message quotes the value, which may be a secret. */
export function checkHeaders(headers: unknown): void {
  // The headers of a `Headers` or a `Map` would be lost.
  if (!isObject(headers) || isIterable(headers))
    throw new ConfigError("headers must be a plain object of names and values");
  for (const [name, value] of Object.entries(headers)) {
    const isHeader = isHeaderName(name) && typeof value === "string" && HEADER_VALUE.test(value);
    if (!isHeader || FRAMING.test(name))
      throw new ConfigError(`headers: ${JSON.stringify(name.slice(0, 64))} is not a valid header`);
  }
}

/** Throws a `ConfigError` if an option's value makes no sense. */
type Check = (value: unknown, name: string) => void;

/** `true` stands for a value that is checked where it is used, `false` for an option that only our own code sets. */
export type Rule = Check | boolean;

/** The rule of every option that there is, by name. */
export type Rules = Readonly<Record<string, Rule>>;

export function must(be: string, is: (value: unknown) => boolean): Check {
  return (value, name) => {
    if (!is(value)) throw new ConfigError(`${name} must be ${be}`);
  };
}

export const hasFunctions = (value: unknown, ...names: readonly string[]): boolean =>
  isObject(value) && names.every((name) => typeof value[name] === "function");

export const A_BOOLEAN = must("true or false", (value) => typeof value === "boolean");
export const A_FUNCTION = must("a function", (value) => typeof value === "function");
export const A_COUNT = must("an integer of at least 1", (value) => isIntegerWithin(value, 1));

export function atLeast(least: number): Check {
  return must(`a number of at least ${least}`, (value) => typeof value === "number" && value >= least);
}

/** An object whose members are options themselves. */
export const optionsOf =
  (rules: Rules): Check =>
  (value, name) =>
    checkOptions(value, rules, name);

const RETRY = optionsOf({
  maxAttempts: atLeast(1),
  initialDelayMs: atLeast(0),
  maxDelayMs: atLeast(0),
  maxRetryAfterMs: atLeast(0),
} satisfies Record<keyof RetryOptions, Rule>);

function checkRetry(retry: unknown): void {
  if (retry === false) return;
  if (!isObject(retry)) throw new ConfigError("retry must be an object or false");
  RETRY(retry, "retry");
}

/** The options that a client and its calls share. */
export const SHARED = {
  headers: checkHeaders,
  retry: checkRetry,
  attemptTimeoutMs: atLeast(1),
  totalTimeoutMs: atLeast(1),
};

const COMMON: Readonly<Record<keyof ClientOptions, Rule>> = {
  ...SHARED,
  baseUrl: true,
  fetch: A_FUNCTION,
  hooks: optionsOf({
    onRequest: A_FUNCTION,
    onResponse: A_FUNCTION,
    onRetry: A_FUNCTION,
    onPoll: A_FUNCTION,
  } satisfies Record<keyof Hooks, Rule>),
  localChecks: A_BOOLEAN,
};

/** The options of a client beyond those that all clients have. */
export type OwnOptions<Options> = Readonly<Record<Exclude<keyof Options, keyof ClientOptions>, Rule>>;

/**
 * Checks the names and values of options. An option whose name is misspelled would have no effect, and nobody would
 * know. `within`: the option that these are members of.
 */
export function checkOptions(options: unknown, rules: Rules, within?: string): void {
  if (!isObject(options)) throw new ConfigError(`${within ?? "options"} must be an object`);
  const prefix = within === undefined ? "" : `${within}.`;
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(rules, name)) {
      const names = Object.keys(rules).filter((one) => rules[one] !== false);
      const given = JSON.stringify(prefix + name.slice(0, 64));
      throw new ConfigError(`unknown option ${given}: the options are ${names.join(", ")}`);
    }
    const rule = rules[name];
    if (typeof rule === "function") rule(value, `${prefix}${name}`);
  }
}

/** The options, or none if they are unusable, and the check that throws then: for methods that throw on iteration. */
export function checkedLater<Options extends object>(
  options: Options,
  rules: Rules,
): readonly [options: Options, check: () => void] {
  try {
    checkOptions(options, rules);
    return [options, () => undefined];
  } catch (fault) {
    const check = (): never => {
      throw fault;
    };
    return [{} as Options, check];
  }
}

export function checkClientOptions(options: ClientOptions, own: Rules): void {
  checkOptions(options, { ...own, ...COMMON });
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
  return url.trim().replace(/\/+$/, "");
}

/** Options for a follow-up call that shares the total timeout of the first, which has used `spentMs` of it. */
export function withTimeSpent<Options extends CallOptions>(options: Options, spentMs: number): Options {
  const { totalTimeoutMs } = options;
  return totalTimeoutMs === undefined
    ? options
    : { ...options, totalTimeoutMs: Math.max(1, totalTimeoutMs - spentMs) };
}
