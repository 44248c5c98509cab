/** Sets the credential of each request and decides whether a 401 can be cured with another one. */
import { ConfigError } from "../base/errors/index.js";
import type { Clock } from "../base/clock.js";
import type { Redactor } from "./redact.js";
import type { Credential, Route, SendOptions } from "../base/types/index.js";

export interface Authenticator {
  /**
   * Sets the credential's headers, now or when the returned promise resolves. The value, or that of the promise, is later
   * passed to `renew` as `used`; `fresh` is the result of a `renew` for this attempt.
   */
  authorize(headers: Headers, fresh?: unknown): string | Promise<unknown>;
  /** After a 401: returns a new credential for one more attempt; false or undefined if there is none. */
  renew?(used: unknown, answer: { readonly headers: Headers; readonly body: unknown }): unknown;
}

/** A form request to an authorization server. */
export interface FormRequest {
  readonly route: Route;
  readonly url: string;
  /** Value of the `Authorization` header: the client's own id and secret. */
  readonly authorization: string;
  readonly form: Readonly<Record<string, string>>;
  /** Runs before each attempt, after any pause. An error that it throws ends the call. */
  readonly before?: (() => Promise<void>) | undefined;
}

/** Services for building an authenticator. */
export interface AuthKit {
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly baseUrl: string;
  /** Posts a form with its own credentials instead of the client's and resolves to the parsed answer. */
  postForm(form: FormRequest, options?: SendOptions): Promise<unknown>;
}

const thrown = new WeakSet();

/** Whether a credential function threw this: the next call may succeed, so it must not end a long wait. */
export function isOfCredential(error: unknown): boolean {
  return typeof error === "object" && error !== null && thrown.has(error);
}

/** Resolves a credential's value and registers it for redaction. `label` names the option in errors. */
export async function resolveCredential(
  credential: Credential,
  label: string,
  redactor: Redactor,
): Promise<string> {
  const value = typeof credential === "function" ? await answerOf(credential) : credential;
  return checked(value, label, redactor);
}

async function answerOf(credential: () => string | Promise<string>): Promise<string> {
  try {
    return await credential();
  } catch (error) {
    if (typeof error === "object" && error !== null) thrown.add(error);
    throw error;
  }
}

/** Whether a header can hold a credential. */
export function canBeSent(value: unknown): boolean {
  return typeof value === "string" && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value);
}

function checked(value: unknown, label: string, redactor: Redactor): string {
  if (typeof value !== "string" || value === "") throw new ConfigError(`${label} gave no value`);
  if (!redactor.knows(value)) redactor.add(value);
  // The platform rejects such a header too, but its message quotes the value.
  if (!canBeSent(value)) {
    throw new ConfigError(`${label} holds characters that cannot stand in a header`);
  }
  return value;
}

export interface Key {
  readonly credential: Credential;
  readonly label: string;
  readonly header: string;
  readonly scheme?: string;
}

/**
 * Sends a key in one header. A string is checked at once (`ConfigError`) and cannot be renewed; a function is called
 * before every attempt, and once more after a 401.
 */
export function keyAuth({ credential, label, header, scheme }: Key, redactor: Redactor): Authenticator {
  const set = (headers: Headers, value: string): string => {
    headers.set(header, scheme === undefined ? value : `${scheme} ${value}`);
    return value;
  };
  if (typeof credential !== "function") {
    const key = checked(credential, label, redactor);
    return {
      authorize: (headers) => set(headers, key),
    };
  }
  const ask = (): Promise<string> => resolveCredential(credential, label, redactor);
  return {
    async authorize(headers, fresh) {
      const key = typeof fresh === "string" ? fresh : await ask();
      return set(headers, key);
    },
    async renew(used) {
      const key = await ask();
      return key !== used && key;
    },
  };
}

/** The value of a Basic `Authorization` header. The encoded pair is registered for redaction. */
export function basicCredentials(user: string, password: string, redactor: Redactor): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  const encoded = btoa(String.fromCharCode(...bytes));
  redactor.add(encoded);
  return `Basic ${encoded}`;
}

/** The environment variable's value, trimmed; undefined if empty, unset, or if the platform has no environment. */
export function fromEnvironment(name: string): string | undefined {
  const scope = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return scope.process?.env?.[name]?.trim() || undefined;
}

/** The option's value, or else its environment variable. */
export function credential<T extends Credential>(
  option: T | undefined,
  variable: string,
): T | string | undefined {
  return option ?? fromEnvironment(variable);
}

/** As `credential`, but throws `ConfigError` if there is none, or if it is neither a text nor a function. */
export function required(option: Credential | undefined, name: string, variable: string): Credential {
  const found = credential(option, variable);
  if (found === undefined || found === "") throw missing(name, variable);
  if (typeof found === "string" || typeof found === "function") return found;
  throw new ConfigError(`${name} must be a text or a function`);
}

/** The error for a missing credential, worded alike for every provider. */
export function missing(option: string, variable: string): ConfigError {
  return new ConfigError(`${option} is missing: pass the option or set ${variable}`);
}
