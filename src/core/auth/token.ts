/** Access tokens that expire: one flight for all callers, renewed ahead of expiry, shared through an optional store. */
import { raceAbort } from "../base/abort.js";
import type { Authenticator } from "./auth.js";
import type { Clock } from "../base/clock.js";
import type { Redactor } from "./redact.js";

/** What a token store keeps. Times are epoch milliseconds. It holds secrets: store it accordingly. */
export interface Token {
  readonly accessToken: string;
  readonly expiresAtMs: number;
  readonly refreshToken?: string;
  readonly refreshExpiresAtMs?: number;
}

/** Lets several processes share one login. `set(undefined)` forgets it. */
export interface TokenStore {
  get(): Promise<Token | undefined>;
  set(token: Token | undefined): Promise<void>;
}

export interface TokenSource {
  /** Asks the provider for a token; `previous` is the one that expired or was refused, if any. */
  issue(previous: Token | undefined): Promise<Token>;
  /** Whether a 401 says that the token, rather than the account, is the trouble. */
  isStale(answer: { readonly headers: Headers; readonly body: unknown }): boolean;
  readonly store?: TokenStore | undefined;
}

// Renewed this long before its end, so that a token does not die between here and the server.
const AHEAD_MS = 60_000;

export class TokenAuth implements Authenticator {
  readonly #source: TokenSource;
  readonly #clock: Clock;
  readonly #redactor: Redactor;
  #token: Token | undefined;
  #rejectedToken: string | undefined;
  #flight: Promise<Token> | undefined;

  constructor(source: TokenSource, clock: Clock, redactor: Redactor) {
    this.#source = source;
    this.#clock = clock;
    this.#redactor = redactor;
  }

  async authorize(headers: Headers, signal?: AbortSignal): Promise<string> {
    const token = this.#usable(this.#token) ?? (await raceAbort(this.#renewed(), signal));
    headers.set("authorization", `Bearer ${token.accessToken}`);
    return token.accessToken;
  }

  renew(used: unknown, answer: { readonly headers: Headers; readonly body: unknown }): boolean {
    if (!this.#source.isStale(answer)) return false;
    // Another call may have renewed meanwhile: only the token that failed is dropped.
    if (this.#token?.accessToken === used) this.#rejectedToken = String(used);
    return true;
  }

  /** Forgets the token, here and in the store, and returns it. */
  async forget(): Promise<Token | undefined> {
    await this.#flight?.catch(() => undefined);
    const token = this.#token ?? (await this.#stored());
    this.#token = undefined;
    await this.#source.store?.set(undefined);
    return token;
  }

  #usable(token: Token | undefined): Token | undefined {
    if (token === undefined || token.accessToken === this.#rejectedToken) return undefined;
    // A token that never lived longer than the margin is used to its end.
    return token.expiresAtMs - this.#clock.now() > Math.min(AHEAD_MS, this.#lifeMs(token) / 2)
      ? token
      : undefined;
  }

  // Only the issuing process knows when a token began; a token from a store counts as long-lived.
  readonly #issuedAt = new WeakMap<Token, number>();
  #lifeMs(token: Token): number {
    return token.expiresAtMs - (this.#issuedAt.get(token) ?? -Infinity);
  }

  #renewed(): Promise<Token> {
    this.#flight ??= this.#fetchToken().finally(() => (this.#flight = undefined));
    return this.#flight;
  }

  async #fetchToken(): Promise<Token> {
    // Another process may have renewed it already.
    const stored = await this.#stored();
    this.#remember(stored);
    let token = this.#usable(stored);
    if (token === undefined) {
      token = await this.#source.issue(stored ?? this.#token);
      this.#issuedAt.set(token, this.#clock.now());
      this.#remember(token);
      await this.#source.store?.set(token);
    }
    this.#token = token;
    return token;
  }

  /** Stores of others say null where they have nothing. */
  async #stored(): Promise<Token | undefined> {
    return (await this.#source.store?.get()) ?? undefined;
  }

  #remember(token: Token | undefined): void {
    this.#redactor.add(token?.accessToken, token?.refreshToken);
  }
}
