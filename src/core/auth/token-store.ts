/** Shares one login between processes: by the store's lock if it has one, else by claims written to the store. */
import type { Clock } from "../base/clock.js";

/** The stored token. Times are epoch ms. It holds secrets: protect the store, and store the token unchanged. */
export interface Token {
  readonly accessToken: string;
  readonly expiresAtMs: number;
  /** When the token was asked for. */
  readonly issuedAtMs?: number;
  readonly refreshToken?: string;
  readonly refreshExpiresAtMs?: number;
  /**
   * Fingerprint of the credentials that the token was issued for. A token of other credentials is ignored and replaced.
   */
  readonly fingerprint?: string;
  /** A process is about to renew the token: others wait for up to 10 seconds. */
  readonly claim?: { readonly by: string; readonly atMs: number };
}

/** Storage through which several processes share one login. */
export interface TokenStore {
  /** An error is ignored, as if no token were stored. */
  get(): Promise<Token | undefined>;
  /** `undefined` deletes the token. An error is ignored: this process then logs in by itself. */
  set(token: Token | undefined): Promise<void>;
  /**
   * Runs `work` while no other process does. Without a lock, processes claim a login by writing to the store, which
   * delays each login by 500 ms.
   */
  readonly lock?: (<T>(work: () => Promise<T>) => Promise<T>) | undefined;
}

// Longer than the time between reading the store and having written to it, even on a busy machine.
const SETTLE_MS = 500;
// A process that waits for another's login looks every LOOK_MS and stops trusting the claim after CLAIM_MS.
const LOOK_MS = 250;
const CLAIM_MS = 10_000;
// Largest clock difference between two machines at which a fresh claim still counts.
const SKEW_MS = 60_000;

const NOTHING = { accessToken: "", expiresAtMs: 0 } as const;

export class SharedToken {
  readonly #store: TokenStore | undefined;
  readonly #clock: Clock;
  /** Fingerprint of the current credentials; undefined if the platform has no WebCrypto. */
  owner: string | undefined;
  readonly #id = Math.random().toString(36).slice(2);
  /** The last claim seen of another process, and the monotonic time at which it was first seen. */
  #seen: { readonly by: string; readonly sinceMs: number } | undefined;

  constructor(store: TokenStore | undefined, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The stored token of these credentials, even if expired. Never rejects: a failing store counts as empty. */
  read(): Promise<Token | undefined> {
    return this.#own().catch(() => undefined);
  }

  async #own(): Promise<Token | undefined> {
    const token = withoutNulls(await this.#store?.get());
    const { owner } = this;
    const isOwn = token?.fingerprint === undefined || owner === undefined || token.fingerprint === owner;
    return isOwn ? token : undefined;
  }

  /** Never rejects: this process has its token even if the store fails. */
  async write(token: Token): Promise<void> {
    if (this.#store === undefined) return;
    const { claim: _over, ...rest } = token;
    await this.#put(this.#marked(rest));
  }

  /**
   * Deletes the token of these credentials. Never rejects: a failing store must not keep a session from being ended.
   */
  async forget(): Promise<void> {
    if (await this.#own().catch(() => NOTHING)) await this.#put(undefined);
  }

  /**
   * Runs `login` in only one of the competing processes. Resolves to undefined in the others, once `isUsable` accepts
   * the stored token.
   */
  async once<T>(
    login: () => Promise<T>,
    isUsable: (token: Token | undefined) => boolean,
  ): Promise<T | undefined> {
    const store = this.#store;
    if (store === undefined) return login();
    if (store.lock) return store.lock(async () => (isUsable(await this.read()) ? undefined : login()));
    for (;;) {
      const stored = await this.read();
      if (isUsable(stored)) return undefined;
      if (this.#isClaimed(stored)) await this.#clock.sleep(LOOK_MS);
      else if (await this.#claim(stored)) return login();
    }
  }

  #isClaimed(token: Token | undefined): boolean {
    const { by = this.#id, atMs = 0 } = token?.claim ?? {};
    if (by === this.#id || atMs < this.#clock.now() - CLAIM_MS - SKEW_MS) return false;
    const nowMs = this.#clock.monotonic();
    if (this.#seen?.by !== by) this.#seen = { by, sinceMs: nowMs };
    return nowMs - this.#seen.sinceMs < CLAIM_MS;
  }

  /** Writes a claim, waits and reads it back. True if no other process has overwritten it. */
  async #claim(stored: Token | undefined): Promise<boolean> {
    const claim = { by: this.#id, atMs: this.#clock.now() };
    await this.#put(this.#marked({ ...(stored ?? NOTHING), claim }));
    await this.#clock.sleep(SETTLE_MS);
    const now = await this.read();
    // A store that drops unknown members loses the claim: then an unchanged token counts as success.
    return now?.claim === undefined ? now?.accessToken === stored?.accessToken : now.claim.by === this.#id;
  }

  #marked(token: Token): Token {
    return this.owner === undefined ? token : { ...token, fingerprint: this.owner };
  }

  async #put(token: Token | undefined): Promise<void> {
    try {
      await this.#store?.set(token);
    } catch {
      // Memory holds the change even if the store fails.
    }
  }
}

/** Some stores return null for a missing token, and databases for its missing members. */
function withoutNulls(token: Token | null | undefined): Token | undefined {
  if (token === null || token === undefined) return undefined;
  const copy = { ...token };
  for (const [name, value] of Object.entries(copy)) if (value === null) Reflect.deleteProperty(copy, name);
  return copy;
}

/** The first 32 hexadecimal digits of a SHA-256 over the texts; undefined without WebCrypto. */
export async function fingerprintOf(...texts: readonly string[]): Promise<string | undefined> {
  const subtle = (globalThis as { crypto?: { subtle?: SubtleCrypto } }).crypto?.subtle;
  if (subtle === undefined) return undefined;
  const bytes = new TextEncoder().encode(JSON.stringify(texts));
  const hash = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
