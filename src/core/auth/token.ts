/** Access tokens that expire: one flight for all callers, renewed ahead of expiry, shared through an optional store. */
import { raceAbort } from "../base/abort.js";
import type { Clock } from "../base/clock.js";
import { AuthenticationError } from "../base/errors/index.js";
import type { Authenticator } from "./auth.js";
import type { Redactor } from "./redact.js";
import { fingerprintOf, SharedToken, type Token, type TokenStore } from "./token-store.js";

export type { Token, TokenStore } from "./token-store.js";

/** Everything that tokens are issued for, as texts. */
export type Credentials = readonly string[];

export interface TokenSource {
  /** As they are now: those that are functions are asked. */
  credentials(): Promise<Credentials>;
  /**
   * Asks the provider for a token; `previous` is the one that expired or was refused, if any. `look` has to run before each
   * attempt: what it throws ends the call, because another process has got a token meanwhile.
   */
  issue(credentials: Credentials, previous: Token | undefined, look: () => Promise<void>): Promise<Token>;
  /** Whether a 401 says that the token, rather than the account, is the trouble. */
  isStale(answer: { readonly headers: Headers; readonly body: unknown }): boolean;
  readonly store?: TokenStore | undefined;
}

// Renewed this long before its end, so that a token does not die between here and the server.
const AHEAD_MS = 60_000;

/** Ends a login that has become needless. */
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
  /** What the last login was made with, or would have been. */
  #credentials: Credentials = [];
  #rejectedToken: string | undefined;
  #flight: Promise<Token> | undefined;

  constructor(source: TokenSource, clock: Clock, redactor: Redactor) {
    this.#source = source;
    this.#clock = clock;
    this.#redactor = redactor;
    this.#shared = new SharedToken(source.store, clock);
  }

  async authorize(headers: Headers, signal?: AbortSignal): Promise<string> {
    const token = this.#usable(this.#token) ?? (await raceAbort(this.#renewed(), signal));
    headers.set("authorization", `Bearer ${token.accessToken}`);
    return token.accessToken;
  }

  /** A token that is not over may still be one of credentials that were replaced. */
  async renew(
    used: unknown,
    answer: { readonly headers: Headers; readonly body: unknown },
  ): Promise<boolean> {
    if (!this.#source.isStale(answer) && !(await this.#ask())) return false;
    // Another call may have renewed meanwhile: only the token that failed is dropped.
    if (this.#token?.accessToken === used) this.#rejectedToken = String(used);
    return true;
  }

  /** Forgets the token, here and in the store, and returns it. */
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

  /** Asks for the credentials; resolves to whether they are other ones than before. */
  async #ask(): Promise<boolean> {
    const before = this.#credentials;
    const now = await this.#source.credentials();
    this.#shared.owner = this.#source.store && (await fingerprintOf(...now));
    this.#credentials = now;
    return now.some((text, index) => text !== before[index]);
  }

  async #fetchToken(): Promise<Token> {
    await this.#ask();
    try {
      return await this.#shareOrLogIn();
    } catch (error) {
      // Credentials that are refused may just have been replaced.
      if (!AuthenticationError.is(error) || !(await this.#ask())) throw error;
      return this.#shareOrLogIn();
    }
  }

  async #shareOrLogIn(): Promise<Token> {
    for (;;) {
      // Another process may have renewed it already; and a lock need not hand on what was done under it.
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
      const previous = (await this.#stored()) ?? this.#token;
      const token = await this.#source.issue(this.#credentials, previous, look);
      this.#issuedAt.set(token, this.#clock.now());
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
    // A claim alone is no token.
    return stored?.accessToken === "" ? undefined : stored;
  }

  #remember(token: Token | undefined): void {
    this.#redactor.add(token?.accessToken, token?.refreshToken);
  }
}
