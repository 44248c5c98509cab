import { describe, expect, it } from "vitest";
import { raceAbort } from "../../../src/core/base/abort.js";
import { Redactor } from "../../../src/core/auth/redact.js";
import { type Token, TokenAuth, type TokenSource, type TokenStore } from "../../../src/core/auth/token.js";
import { fingerprintOf } from "../../../src/core/auth/token-store.js";
import { FakeClock } from "../../support/fake-clock.js";
import { rejection } from "../../support/rejection.js";
import { upTo } from "../../support/simulated-time.js";

const HOUR = 3_600_000;
const refusal = { headers: new Headers(), body: undefined };

/** Tokens named token-1, token-2 and so on, each valid for an hour. */
function setup(changes: Partial<TokenSource> = {}, lifeMs = HOUR, clock = new FakeClock()) {
  const redactor = new Redactor();
  const issued: (Token | undefined)[] = [];
  const source: TokenSource = {
    credentials: async () => ["ours"],
    issue: async (_, previous) => {
      issued.push(previous);
      return { accessToken: `token-${issued.length}`, expiresAtMs: clock.now() + lifeMs };
    },
    isStale: () => true,
    ...changes,
  };
  const auth = new TokenAuth(source, clock, redactor);
  const authorized = async (signal?: AbortSignal): Promise<string | null> => {
    const headers = new Headers();
    await raceAbort(Promise.resolve(auth.authorize(headers)), signal);
    return headers.get("authorization");
  };
  return { auth, authorized, clock, redactor, issued };
}

function memoryStore(kept?: Token): TokenStore & { kept: Token | undefined } {
  const store = {
    kept,
    get: async () => store.kept,
    set: async (token: Token | undefined) => void (store.kept = token),
  };
  return store;
}

describe("an access token", () => {
  it("is fetched once for all calls that want it at the same time, and kept", async () => {
    const { authorized, issued } = setup();
    expect(await Promise.all([authorized(), authorized(), authorized()])).toEqual(
      Array(3).fill("Bearer token-1"),
    );
    expect(await authorized()).toBe("Bearer token-1");
    expect(issued).toHaveLength(1);
  });

  it("is renewed a minute ahead of its end, from what it was", async () => {
    const { authorized, clock, issued } = setup();
    await authorized();
    clock.pass(HOUR - 60_001);
    expect(await authorized()).toBe("Bearer token-1");
    clock.pass(1);
    expect(await authorized()).toBe("Bearer token-2");
    expect(issued[1]).toMatchObject({ accessToken: "token-1" });
  });

  it("an access token that lives for less than a minute is still used, not fetched for every call", async () => {
    const { authorized, clock, issued } = setup({}, 30_000);
    await authorized();
    clock.pass(10_000);
    expect(await authorized()).toBe("Bearer token-1");
    clock.pass(10_000);
    expect(await authorized()).toBe("Bearer token-2");
    expect(issued).toHaveLength(2);
  });

  it("an access token that was refused is replaced; one that was renewed meanwhile is not", async () => {
    const { auth, authorized, issued } = setup();
    await authorized();
    expect(await auth.renew("token-1", refusal)).toBe(true);
    expect(await authorized()).toBe("Bearer token-2");
    expect(await auth.renew("token-1", refusal)).toBe(true);
    expect(await authorized()).toBe("Bearer token-2");
    expect(issued).toHaveLength(2);
  });

  it("is not replaced when the refusal has another reason", async () => {
    const { auth, authorized, issued } = setup({ isStale: () => false });
    await authorized();
    expect(await auth.renew("token-1", refusal)).toBe(false);
    await authorized();
    expect(issued).toHaveLength(1);
  });

  it("an access token that cannot be had fails the calls that wait for it, and is asked for anew by the next", async () => {
    let tries = 0;
    const reason = new Error("login failed");
    const { authorized, clock } = setup({
      issue: async () => {
        if (++tries === 1) throw reason;
        return { accessToken: "token-9", expiresAtMs: clock.now() + HOUR };
      },
    });
    const both = await Promise.all([rejection(authorized()), rejection(authorized())]);
    expect(both).toEqual([reason, reason]);
    expect(await authorized()).toBe("Bearer token-9");
  });

  it("is waited for no longer than the caller's signal says; the others go on waiting", async () => {
    let hand: (token: Token) => void = () => undefined;
    const handed = new Promise<Token>((resolve) => (hand = resolve));
    const { authorized, clock } = setup({ issue: () => handed });
    const controller = new AbortController();
    const impatient = rejection(authorized(controller.signal));
    const patient = authorized();
    controller.abort("enough");
    expect(await impatient).toBe("enough");
    hand({ accessToken: "token-1", expiresAtMs: clock.now() + HOUR });
    expect(await patient).toBe("Bearer token-1");
  });

  it("an access token and its refresh token are known to the redactor", async () => {
    const { authorized, clock, redactor } = setup({
      issue: async () => ({
        accessToken: "access-1",
        refreshToken: "refresh-1",
        expiresAtMs: clock.now() + HOUR,
      }),
    });
    await authorized();
    expect(redactor.text("access-1 refresh-1")).toBe("[redacted] [redacted]");
  });
});

describe("a token store", () => {
  it("is asked first, and told what was issued", async () => {
    const { clock } = setup();
    const full = memoryStore({ accessToken: "stored-1", expiresAtMs: clock.now() + HOUR });
    const one = setup({ store: full });
    expect(await one.authorized()).toBe("Bearer stored-1");
    expect(one.issued).toHaveLength(0);
    expect(one.redactor.text("stored-1")).toBe("[redacted]");
    const empty = memoryStore();
    await setup({ store: empty }).authorized();
    expect(empty.kept).toMatchObject({ accessToken: "token-1" });
  });

  it("a token store is not believed whose token has expired or was refused", async () => {
    const { clock } = setup();
    const expired = setup({
      store: memoryStore({ accessToken: "stored-1", expiresAtMs: clock.now() + 59_000 }),
    });
    expect(await expired.authorized()).toBe("Bearer token-1");
    expect(expired.issued).toMatchObject([{ accessToken: "stored-1" }]);
    const refused = setup({
      store: memoryStore({ accessToken: "stored-1", expiresAtMs: clock.now() + HOUR }),
    });
    await refused.authorized();
    await refused.auth.renew("stored-1", refusal);
    expect(await refused.authorized()).toBe("Bearer token-1");
  });

  it("lets one process use what another has renewed", async () => {
    const store = memoryStore();
    const first = setup({ store });
    const second = setup({ store });
    await first.authorized();
    expect(await second.authorized()).toBe("Bearer token-1");
    expect(second.issued).toHaveLength(0);
  });

  it("is emptied when the token is to be forgotten", async () => {
    const store = memoryStore();
    const { auth, authorized, issued } = setup({ store });
    await authorized();
    expect(await auth.forget()).toMatchObject({ accessToken: "token-1" });
    expect(store.kept).toBeUndefined();
    await authorized();
    expect(issued).toHaveLength(2);
  });
});

describe("a token in a store", async () => {
  const ours = await fingerprintOf("ours");

  it("carries a fingerprint of the credentials that it was issued for", async () => {
    const store = memoryStore();
    await setup({ store }).authorized();
    expect(store.kept).toMatchObject({ accessToken: "token-1", fingerprint: ours });
    expect(store.kept).not.toHaveProperty("claim");
  });

  it("of other credentials is ignored and replaced", async () => {
    const { clock } = setup();
    const foreign = { accessToken: "foreign", refreshToken: "foreign-2", expiresAtMs: clock.now() + HOUR };
    const store = memoryStore({ ...foreign, fingerprint: "theirs" });
    const { authorized, issued } = setup({ store });
    expect(await authorized()).toBe("Bearer token-1");
    expect(issued).toEqual([undefined]);
    expect(store.kept).toMatchObject({ accessToken: "token-1", fingerprint: ours });
  });

  it.each([{ fingerprint: ours }, {}])(
    "of the same credentials, or of nobody knows whom, is used: %j",
    async (mark) => {
      const { clock } = setup();
      const store = memoryStore({ accessToken: "stored-1", expiresAtMs: clock.now() + HOUR, ...mark });
      const { authorized, issued } = setup({ store });
      expect(await authorized()).toBe("Bearer stored-1");
      expect(issued).toEqual([]);
    },
  );

  it("that lives for less than a minute serves all processes", async () => {
    const store = memoryStore();
    await setup({ store }, 30_000).authorized();
    const { authorized, clock, issued } = setup({ store }, 30_000);
    clock.pass(14_000);
    expect(await authorized()).toBe("Bearer token-1");
    expect(issued).toHaveLength(0);
  });

  it.each(["broken\nin-two", " ", "token…"])(
    "that no header can hold is replaced: %j",
    async (accessToken) => {
      const { clock } = setup();
      const store = memoryStore({ accessToken, expiresAtMs: clock.now() + HOUR });
      const { authorized } = setup({ store });
      expect(await authorized()).toBe("Bearer token-1");
      expect(store.kept).toMatchObject({ accessToken: "token-1" });
    },
  );

  it("that could not be written costs no login: the process goes on with its own", async () => {
    const store = { get: async () => undefined, set: () => Promise.reject(new Error("disk full")) };
    const { authorized, issued } = setup({ store });
    expect([await authorized(), await authorized()]).toEqual(["Bearer token-1", "Bearer token-1"]);
    expect(issued).toHaveLength(1);
  });

  it("that could not be read costs no call: the process logs in by itself", async () => {
    const store = { ...memoryStore(), get: () => Promise.reject(new Error("no connection")) };
    const { authorized, issued } = setup({ store });
    expect([await authorized(), await authorized()]).toEqual(["Bearer token-1", "Bearer token-1"]);
    expect(issued).toHaveLength(1);
  });

  it("may have null for every member that it has nothing for, as in the columns of a table", async () => {
    const row = { accessToken: null, expiresAtMs: null, refreshToken: null, fingerprint: null, claim: null };
    const table = memoryStore(row as never);
    const store: TokenStore = {
      get: async () => ({ ...row, ...(await table.get()) }) as Token,
      set: (token) => table.set(token),
    };
    const { authorized, issued } = setup({ store });
    expect(await authorized()).toBe("Bearer token-1");
    expect(await setup({ store }).authorized()).toBe("Bearer token-1");
    expect(issued).toHaveLength(1);
  });
});

describe("a store with a lock", () => {
  it("that hands on nothing, and keeps nothing, costs one login", async () => {
    const lock = async <T>(work: () => Promise<T>): Promise<T> => void (await work()) as T;
    const store = { get: async () => undefined, set: () => Promise.reject(new Error("disk full")), lock };
    const { authorized, issued } = setup({ store });
    expect([await authorized(), await authorized()]).toEqual(["Bearer token-1", "Bearer token-1"]);
    expect(issued).toHaveLength(1);
  });

  it("that cannot be had fails the call with what it said", async () => {
    const reason = new Error("no lock");
    const store = { ...memoryStore(), lock: () => Promise.reject(reason) };
    expect(await rejection(setup({ store }).authorized())).toBe(reason);
  });
});

describe("credentials that were replaced", () => {
  it("are asked for once per login", async () => {
    let asked = 0;
    const { authorized, clock } = setup({
      store: memoryStore(),
      credentials: async () => (asked++, ["ours"]),
    });
    await Promise.all([authorized(), authorized()]);
    clock.pass(HOUR);
    await authorized();
    expect(asked).toBe(2);
  });

  it("leave the token of the old ones, in the store too", async () => {
    let owner = "old";
    const store = memoryStore();
    const { auth, authorized } = setup({
      store,
      isStale: () => false,
      credentials: async () => [owner],
    });
    expect(await authorized()).toBe("Bearer token-1");
    expect(await auth.renew("token-1", refusal)).toBe(false);
    owner = "new";
    expect(await auth.renew("token-1", refusal)).toBe(true);
    expect(await authorized()).toBe("Bearer token-2");
    expect(store.kept).toMatchObject({ accessToken: "token-2", fingerprint: await fingerprintOf("new") });
  });
});

describe("processes that share a store", () => {
  /** So many processes over one store, which name their tokens by the login. */
  function herd(count: number, store: TokenStore, loginMs = 0) {
    let logins = 0;
    const processes = Array.from({ length: count }, () => {
      const process = setup({
        store,
        issue: async () => {
          const number = ++logins;
          if (loginMs > 0) await process.clock.sleep(loginMs);
          return { accessToken: `token-${number}`, expiresAtMs: process.clock.now() + HOUR };
        },
      });
      return process;
    });
    return {
      processes,
      authorized: () => Promise.all(processes.map(({ authorized }) => authorized())),
      logins: () => logins,
    };
  }
  const same = (count: number, token: string): string[] => Array<string>(count).fill(`Bearer ${token}`);

  /** A store that reads and writes in turns of the event loop, as one on a network does. */
  function slowStore(kept?: Token): ReturnType<typeof memoryStore> {
    const store = memoryStore(kept);
    const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    store.get = async () => (await turn(), store.kept);
    store.set = async (token) => (await turn(), void (store.kept = token));
    return store;
  }

  function lockOf(): NonNullable<TokenStore["lock"]> {
    let last: Promise<unknown> = Promise.resolve();
    return <T>(work: () => Promise<T>): Promise<T> => {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    };
  }

  it("make one login where it is empty and has a lock, without a pause", async () => {
    const { processes, authorized, logins } = herd(8, { ...slowStore(), lock: lockOf() });
    expect(await authorized()).toEqual(same(8, "token-1"));
    expect(logins()).toBe(1);
    expect(processes.flatMap(({ clock }) => clock.sleeps)).toEqual([]);
  });

  it("make one login where it is empty and has no lock", async () => {
    const { authorized, logins } = herd(8, slowStore(), 200);
    expect(await authorized()).toEqual(same(8, "token-1"));
    expect(logins()).toBe(1);
  });

  it("make one login when the token that they share is over", async () => {
    const { clock } = setup();
    const old = { accessToken: "old", expiresAtMs: clock.now() + 1 };
    const { authorized, logins } = herd(8, slowStore(old), 200);
    expect(await authorized()).toEqual(same(8, "token-1"));
    expect(logins()).toBe(1);
  });

  it.each([
    ["that come at once, over a store that takes longer for each", 0, 50],
    ["of which each comes while another logs in", 100, 0],
  ])("make one login where it has no lock: %s", async (_, lateMs, slowMs) => {
    const clock = new FakeClock().hold();
    const shared = memoryStore();
    let logins = 0;
    const issue = async (): Promise<Token> => {
      const accessToken = `token-${++logins}`;
      await clock.sleep(1_000);
      return { accessToken, expiresAtMs: clock.now() + HOUR };
    };
    const authorized = upTo(8).map(async (index) => {
      await clock.sleep(index * lateMs);
      const set: TokenStore["set"] = async (token) => {
        await clock.sleep(index * slowMs);
        await shared.set(token);
      };
      return setup({ store: { get: () => shared.get(), set }, issue }, HOUR, clock).authorized();
    });
    let isOver = false;
    const all = Promise.all(authorized).finally(() => (isOver = true));
    // Not for a fixed time: credentials are hashed on another thread, which takes its own time on a busy machine.
    while (!isOver) await clock.advance(10);
    expect(await all).toEqual(same(8, "token-1"));
    expect(logins).toBe(1);
  });

  it("log in by themselves where the store keeps the members that it knows, and no others", async () => {
    const store = memoryStore();
    store.set = async (token) => {
      store.kept = token && { accessToken: token.accessToken, expiresAtMs: token.expiresAtMs };
    };
    const { authorized, logins } = herd(2, store);
    await authorized();
    expect(logins()).toBeLessThanOrEqual(2);
    expect(store.kept?.accessToken).toMatch(/^token-/);
  });

  it.each([0, 3_600_000, -3_600_000])(
    "do not wait for ever for one that died as it was about to log in: %i ms ago by its clock",
    async (agoMs) => {
      const { clock } = setup();
      const claim = { by: "a dead one", atMs: clock.now() - agoMs };
      const { processes, authorized } = herd(1, memoryStore({ accessToken: "", expiresAtMs: 0, claim }));
      expect(await authorized()).toEqual(same(1, "token-1"));
      const sleptMs = processes.flatMap(({ clock }) => clock.sleeps).reduce((sum, ms) => sum + ms, 0);
      expect(sleptMs).toBeLessThanOrEqual(11_000);
    },
  );

  it("end a login that another has made needless while it paused", async () => {
    const store = memoryStore();
    const { authorized, clock } = setup({
      store,
      issue: async (_, __, look) => {
        await look();
        store.kept = { accessToken: "from-elsewhere", expiresAtMs: clock.now() + HOUR };
        await look();
        throw new Error("must not be reached");
      },
    });
    expect(await authorized()).toBe("Bearer from-elsewhere");
  });
});

describe("a fingerprint", () => {
  it("is the same for the same texts, and for no others", async () => {
    const one = await fingerprintOf("a", "b");
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(await fingerprintOf("a", "b")).toBe(one);
    for (const other of [["ab", ""], ["b", "a"], ["a"], ["a", "b", ""]])
      expect(await fingerprintOf(...other)).not.toBe(one);
  });
});
