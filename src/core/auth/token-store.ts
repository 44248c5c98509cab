/** Sharing one login between processes: through a lock of the store's where it has one, else by what stands in the store. */
import type { Clock } from "../base/clock.js";

/** What a token store keeps. Times are epoch milliseconds. It holds secrets: store it accordingly, and unchanged. */
export interface Token {
  readonly accessToken: string;
  readonly expiresAtMs: number;
  readonly refreshToken?: string;
  readonly refreshExpiresAtMs?: number;
  /** Of the credentials that it was issued for. A token of other credentials is ignored, and replaced. */
  readonly fingerprint?: string;
  /** A process is about to renew it: the others wait a while. */
  readonly claim?: { readonly by: string; readonly atMs: number };
}

/** Lets several processes share one login. */
export interface TokenStore {
  get(): Promise<Token | undefined>;
  /** `undefined` forgets the token. A failure costs nothing but the sharing. */
  set(token: Token | undefined): Promise<void>;
  /**
   * Runs `work` while no other process does. Without it, processes agree by what they write to the store, which takes half
   * a second for each login.
   */
  readonly lock?: (<T>(work: () => Promise<T>) => Promise<T>) | undefined;
}

// Longer than it takes from reading a store to having written to it, also on a busy machine.
const SETTLE_MS = 500;
// How often a process that waits for another one's login looks for it, and how long it believes in it.
const LOOK_MS = 250;
const CLAIM_MS = 10_000;
// How far the clocks of two machines may be apart before an old claim looks like a new one.
const SKEW_MS = 60_000;

const NOTHING = { accessToken: "", expiresAtMs: 0 } as const;

export class SharedToken {
  readonly #store: TokenStore | undefined;
  readonly #clock: Clock;
  /** The fingerprint of the credentials in use; undefined where it cannot be made. */
  owner: string | undefined;
  readonly #id = Math.random().toString(36).slice(2);
  /** The claim of another process that was seen last, and since when by the monotonic clock. */
  #seen: { readonly by: string; readonly sinceMs: number } | undefined;

  constructor(store: TokenStore | undefined, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** What the store has for these credentials, usable or not. */
  async read(): Promise<Token | undefined> {
    // Stores of others say null where they have nothing.
    const token = (await this.#store?.get()) ?? undefined;
    const { owner } = this;
    const isOwn = token?.fingerprint === undefined || owner === undefined || token.fingerprint === owner;
    return isOwn ? token : undefined;
  }

  /** Never fails: whoever has just logged in can go on without the store. */
  async write(token: Token): Promise<void> {
    if (this.#store === undefined) return;
    const { claim: _over, ...rest } = token;
    await this.#put(this.#marked(rest));
  }

  /** Never fails, either: a session that is to end is not to stay open because of the store. */
  forget(): Promise<void> {
    return this.#put(undefined);
  }

  /**
   * Runs `login`, which issues a token and writes it, in one of the processes that want to; resolves to undefined in the
   * others, whose token is then in the store. `isUsable` says whether that has happened.
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

  /** Says that this process is about to log in, and waits whether another one says so later: that one does it. */
  async #claim(stored: Token | undefined): Promise<boolean> {
    const claim = { by: this.#id, atMs: this.#clock.now() };
    await this.#put(this.#marked({ ...(stored ?? NOTHING), claim }));
    await this.#clock.sleep(SETTLE_MS);
    const now = await this.read();
    // A store that keeps the known members only cannot hold a claim.
    return now?.claim === undefined ? now?.accessToken === stored?.accessToken : now.claim.by === this.#id;
  }

  #marked(token: Token): Token {
    return this.owner === undefined ? token : { ...token, fingerprint: this.owner };
  }

  async #put(token: Token | undefined): Promise<void> {
    try {
      await this.#store?.set(token);
    } catch {
      // The token is kept in memory, or forgotten there, all the same.
    }
  }
}

/** SHA-256 of these texts, 32 hexadecimal digits of it; undefined where the platform offers no WebCrypto. */
export async function fingerprintOf(...texts: readonly string[]): Promise<string | undefined> {
  const subtle = (globalThis as { crypto?: { subtle?: SubtleCrypto } }).crypto?.subtle;
  if (subtle === undefined) return undefined;
  const bytes = new TextEncoder().encode(JSON.stringify(texts));
  const hash = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
