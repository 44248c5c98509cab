/** How a request gets its credential, and whether a 401 can be cured. */
import { ConfigError } from "../base/errors/index.js";
import type { Clock } from "../base/clock.js";
import type { Redactor } from "./redact.js";
import type { Credential, Route, SendOptions } from "../base/types/index.js";

export interface Authenticator {
  /**
   * Sets the credential's headers: at once, or when what it returns has resolved to what it used, for `renew`. `fresh` is
   * what `renew` gave for this attempt.
   */
  authorize(headers: Headers, signal?: AbortSignal, fresh?: unknown): Promise<unknown> | undefined;
  /** After a 401: another credential, if one can be had, so that one more try makes sense; else false or undefined. */
  renew?(used: unknown, answer: { readonly headers: Headers; readonly body: unknown }): unknown;
}

/** A form for an authorization server. */
export interface FormRequest {
  readonly route: Route;
  readonly url: string;
  /** The client's own credentials: the value of its `Authorization` header. */
  readonly authorization: string;
  readonly form: Readonly<Record<string, string>>;
  /** Runs before each attempt, after whatever pause there was. What it throws ends the call. */
  readonly before?: (() => Promise<void>) | undefined;
}

/** What an authenticator may use while it is built. */
export interface AuthKit {
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly baseUrl: string;
  /** Posts a form outside of the client's own authentication and resolves to the parsed answer. */
  postForm(form: FormRequest, options?: SendOptions): Promise<unknown>;
}

/** Asks a credential for its value and remembers it for redaction. `label` names the option in errors. */
export async function resolveCredential(
  credential: Credential,
  label: string,
  redactor: Redactor,
): Promise<string> {
  return checked(typeof credential === "function" ? await credential() : credential, label, redactor);
}

function checked(value: unknown, label: string, redactor: Redactor): string {
  if (typeof value !== "string" || value === "") throw new ConfigError(`${label} gave no value`);
  if (!redactor.knows(value)) redactor.add(value);
  // The platform would refuse such a header with a message that quotes it.
  if (!/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
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
 * A key in one header. A text is checked here and now (`ConfigError`), and there is nothing to renew about it. A function is
 * asked before every attempt, and after a 401 once more.
 */
export function keyAuth({ credential, label, header, scheme }: Key, redactor: Redactor): Authenticator {
  const set = (headers: Headers, value: string): void =>
    headers.set(header, scheme === undefined ? value : `${scheme} ${value}`);
  if (typeof credential !== "function") {
    const key = checked(credential, label, redactor);
    return {
      authorize(headers) {
        set(headers, key);
        return undefined;
      },
    };
  }
  const ask = (): Promise<string> => resolveCredential(credential, label, redactor);
  return {
    async authorize(headers, _, fresh) {
      const key = typeof fresh === "string" ? fresh : await ask();
      set(headers, key);
      return key;
    },
    async renew(used) {
      const key = await ask();
      return key !== used && key;
    },
  };
}

/** The value of a Basic authorization header; the encoded pair is remembered for redaction too. */
export function basicCredentials(user: string, password: string, redactor: Redactor): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  const encoded = btoa(String.fromCharCode(...bytes));
  redactor.add(encoded);
  return `Basic ${encoded}`;
}

/** An environment variable, where there is an environment. */
export function fromEnvironment(name: string): string | undefined {
  const scope = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return scope.process?.env?.[name] || undefined;
}

/** The option, else its environment variable. */
export function credential<T extends Credential>(
  option: T | undefined,
  variable: string,
): T | string | undefined {
  return option ?? fromEnvironment(variable);
}

/** A missing credential, in the words every provider shares. */
export function missing(option: string, variable: string): ConfigError {
  return new ConfigError(`${option} is missing: pass the option or set ${variable}`);
}
