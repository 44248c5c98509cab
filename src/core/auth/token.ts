/**
 * Expiring access tokens: concurrent callers share one login, tokens are renewed ahead of expiry and may be shared
 * through a store.
 */
import type { Clock } from "../base/clock.js";
import { AuthenticationError } from "../base/errors/index.js";
import { type Authenticator, canBeSent } from "./auth.js";
import type { Redactor } from "./redact.js";
import { fingerprintOf, SharedToken, type Token, type TokenStore } from "./token-store.js";

export type { Token, TokenStore } from "./token-store.js";

/** All values that a token is issued for, as texts. */
export type Credentials = readonly string[];

export interface TokenSource {
  /** The current values; credentials that are functions are called. */
  credentials(): Promise<Credentials>;
  /**
   * Requests a token; `previous` is the expired or refused one, if any. `look` must run before each attempt: it throws,
   * which ends the call, if another process has stored a token meanwhile.
   */
  issue(credentials: Credentials, previous: Token | undefined, look: () => Promise<void>): Promise<Token>;
  /** Whether a 401 means an expired token, and not a problem of the account. */
  isStale(answer: { readonly headers: Headers; readonly body: unknown }): boolean;
  readonly store?: TokenStore | undefined;
}

// Tokens are renewed this long before expiry, so that none expires on its way to the server.
const AHEAD_MS = 60_000;

/** Ends a login because another process has stored a token meanwhile. */
class Superseded extends Error {
  readonly token: Token;
  constructor(token: Token) {
    super("another process has logged in");
    this.token = token;
  }
}

export class TokenAuth implements Authenticator {
  readonly #source: TokenSource;
  readonly #clock: Clock;
  readonly #redactor: Redactor;
  readonly #shared: SharedToken;
  #token: Token | undefined;
  /** The credentials of the latest login attempt. */
  #credentials: Credentials = [];
  #rejectedToken: string | undefined;
  #flight: Promise<Token> | undefined;

  constructor(source: TokenSource, clock: Clock, redactor: Redactor) {
    this.#source = source;
    this.#clock = clock;
    this.#redactor = redactor;
    this.#shared = new SharedToken(source.store, clock);
  }

  authorize(headers: Headers): string | Promise<string> {
    const set = ({ accessToken }: Token): string => {
      headers.set("authorization", `Bearer ${accessToken}`);
      return accessToken;
    };
    const token = this.#usable(this.#token);
    return token ? set(token) : this.#renewed().then(set);
  }

  /** An unexpired token may belong to credentials that have been replaced since. */
  async renew(
    used: unknown,
    answer: { readonly headers: Headers; readonly body: unknown },
  ): Promise<boolean> {
    // Another call may have renewed the token already: drop only the one that failed.
    const isCurrent = this.#token?.accessToken === used;
    if (!this.#source.isStale(answer) && !(await this.#ask())) return false;
    if (isCurrent) this.#rejectedToken = String(used);
    return true;
  }

  /** Deletes the token from memory and store, and returns it. */
  async forget(): Promise<Token | undefined> {
    await this.#flight?.catch(() => undefined);
    if (this.#token === undefined && this.#source.store) await this.#ask();
    const token = this.#token ?? (await this.#stored());
    this.#token = undefined;
    await this.#shared.forget();
    return token;
  }

  #usable(token: Token | undefined): Token | undefined {
    if (token === undefined || token.accessToken === this.#rejectedToken) return undefined;
    // Stores can damage a token.
    if (!canBeSent(token.accessToken)) return undefined;
    const { expiresAtMs, issuedAtMs = -Infinity } = token;
    // A short-lived token would never reach the margin: half of its lifetime counts instead.
    const marginMs = Math.min(AHEAD_MS, (expiresAtMs - issuedAtMs) / 2);
    return expiresAtMs - this.#clock.now() > marginMs ? token : undefined;
  }

  #renewed(): Promise<Token> {
    this.#flight ??= this.#fetchToken().finally(() => (this.#flight = undefined));
    return this.#flight;
  }

  /** Reads the credentials again; resolves to whether they have changed. The token of other ones is dropped. */
  async #ask(): Promise<boolean> {
    const before = this.#credentials;
    const now = await this.#source.credentials();
    this.#shared.owner = this.#source.store && (await fingerprintOf(...now));
    this.#credentials = now;
    const hasChanged = now.some((text, index) => text !== before[index]);
    if (hasChanged) this.#token = undefined;
    return hasChanged;
  }

  async #fetchToken(): Promise<Token> {
    await this.#ask();
    try {
      return await this.#shareOrLogIn();
    } catch (error) {
      // The refused credentials may have been replaced: read them again and try once more.
      if (!AuthenticationError.is(error) || !(await this.#ask())) throw error;
      return this.#shareOrLogIn();
    }
  }

  async #shareOrLogIn(): Promise<Token> {
    for (;;) {
      // Another process may have stored a token, and `once` does not return it.
      const stored = this.#usable(this.#token) ?? this.#usable(await this.#stored());
      if (stored) return (this.#token = stored);
      const login = (): Promise<Token> => this.#logIn();
      const issued = await this.#shared.once(login, (token) => this.#usable(token) !== undefined);
      if (issued) return issued;
    }
  }

  async #logIn(): Promise<Token> {
    const look = async (): Promise<void> => {
      const stored = this.#usable(await this.#stored());
      if (stored) throw new Superseded(stored);
    };
    try {
      const stored = await this.#stored();
      // A store that could not be written has an older token, whose refresh token is used up.
      const isOutdated = (stored?.expiresAtMs ?? 0) < (this.#token?.expiresAtMs ?? 0);
      const previous = isOutdated ? this.#token : stored;
      const issuedAtMs = this.#clock.now();
      const token = { ...(await this.#source.issue(this.#credentials, previous, look)), issuedAtMs };
      this.#remember(token);
      this.#token = token;
      await this.#shared.write(token);
      return token;
    } catch (error) {
      if (error instanceof Superseded) return (this.#token = error.token);
      throw error;
    }
  }

  async #stored(): Promise<Token | undefined> {
    const stored = await this.#shared.read();
    this.#remember(stored);
    // A claim without a token has an empty access token.
    return stored?.accessToken === "" ? undefined : stored;
  }

  #remember(token: Token | undefined): void {
    this.#redactor.add(token?.accessToken, token?.refreshToken);
  }
}
