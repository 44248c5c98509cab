import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Token } from "../../src/core/auth/token.js";
import {
  AuthenticationError,
  BatchwireError,
  ConfigError,
  HttpError,
  RateLimitError,
  ResponseParseError,
  SubmissionError,
} from "../../src/index.js";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { rejection } from "../support/rejection.js";
import { fetchFailed, status, type FetchCall } from "../support/scripted-fetch.js";
import { batch, credentials, memoryStore, routed, token, TOKEN, twoMessages } from "./support.js";

const HOUR = 3_600_000;
const unauthorized = status(401, {}, '{"errorCode":"OAU-128","message":"Access token expired"}');
const badGrant = status(400, {}, '{"error":"invalid_grant","error_description":"no"}');

const isToken = (path: string): boolean => path === TOKEN;
const logins = (calls: readonly FetchCall[]): Record<string, string>[] =>
  calls
    .filter(({ url }) => new URL(url).pathname === TOKEN)
    .map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
const bearers = (calls: readonly FetchCall[]): (string | null)[] =>
  calls
    .filter(({ url }) => new URL(url).pathname !== TOKEN)
    .map(({ headers }) => headers.get("authorization"));

/** Answers the n-th login with token n, everything else with a batch. */
function world(
  options: Parameters<typeof routed>[1] = {},
  changes: Record<string, unknown> = {},
  clock?: FakeClock,
) {
  let issued = 0;
  return routed((_, path) => (isToken(path) ? token(++issued, changes) : batch()), options, clock);
}

afterEach(() => vi.unstubAllEnvs());

describe("the first call", () => {
  it("logs in, and only it", async () => {
    const { client, calls } = world();
    expect(calls).toHaveLength(0);
    await client.batches.get("a");
    await client.batches.get("b");
    expect(logins(calls)).toEqual([
      { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: credentials.jwt },
    ]);
    expect(bearers(calls)).toEqual(["Bearer access-token-1", "Bearer access-token-1"]);
  });

  it("logs in once for any number of calls at the same time", async () => {
    const { client, calls } = world();
    await Promise.all(["a", "b", "c", "d"].map((id) => client.batches.get(id)));
    expect(logins(calls)).toHaveLength(1);
  });

  it("asks credentials that are functions, and takes others from the environment", async () => {
    const jwt = vi.fn(async () => "jwt-from-a-function");
    const one = world({ jwt });
    await one.client.batches.get("a");
    expect(logins(one.calls)[0]?.["assertion"]).toBe("jwt-from-a-function");
    vi.stubEnv("RINGCENTRAL_CLIENT_ID", "env-id");
    vi.stubEnv("RINGCENTRAL_CLIENT_SECRET", "env-secret");
    vi.stubEnv("RINGCENTRAL_JWT", "env-jwt");
    const bare = { clientId: undefined, clientSecret: undefined, jwt: undefined } as object;
    const two = world(bare);
    await two.client.batches.get("a");
    expect(logins(two.calls)[0]?.["assertion"]).toBe("env-jwt");
    expect(two.calls[0]?.headers.get("authorization")).toBe(`Basic ${btoa("env-id:env-secret")}`);
  });

  it("needs all three credentials at construction, and names what is missing", () => {
    for (const [option, variable] of [
      ["clientId", "RINGCENTRAL_CLIENT_ID"],
      ["clientSecret", "RINGCENTRAL_CLIENT_SECRET"],
      ["jwt", "RINGCENTRAL_JWT"],
    ] as const) {
      vi.stubEnv(variable, "");
      const make = (): unknown => new RingCentralClient({ ...credentials, [option]: undefined });
      expect(make).toThrow(ConfigError);
      expect(make).toThrow(option);
      expect(make).toThrow(variable);
    }
  });
});

describe("expiry", () => {
  it("renews ahead of the end, with the refresh token", async () => {
    const { client, calls, clock } = world();
    await client.batches.get("a");
    clock.pass(HOUR - 120_000);
    await client.batches.get("b");
    clock.pass(61_000);
    await client.batches.get("c");
    expect(logins(calls)[1]).toEqual({ grant_type: "refresh_token", refresh_token: "refresh-token-1" });
    expect(bearers(calls)).toEqual([
      "Bearer access-token-1",
      "Bearer access-token-1",
      "Bearer access-token-2",
    ]);
  });

  it("does not refresh the session of a user whose credential has been replaced", async () => {
    const users = ["jwt-of-one", "jwt-of-another"];
    const { client, calls, clock } = world({ jwt: () => users.shift() ?? "jwt-of-another" });
    await client.batches.get("a");
    clock.pass(HOUR);
    await client.batches.get("b");
    expect(logins(calls).map(({ assertion }) => assertion)).toEqual(["jwt-of-one", "jwt-of-another"]);
  });

  it("goes by the lifetime that the server names", async () => {
    const { client, calls, clock } = world({}, { expires_in: 7_199 });
    await client.batches.get("a");
    clock.pass(HOUR + 60_000);
    await client.batches.get("b");
    expect(logins(calls)).toHaveLength(1);
  });

  it.each([undefined, null, "", "soon"])("takes a lifetime of %j for one that is not named", async (life) => {
    const { client, calls, clock } = world({}, { expires_in: life });
    await client.batches.get("a");
    clock.pass(HOUR / 2);
    await client.batches.get("b");
    expect(logins(calls)).toHaveLength(1);
  });

  it("logs in with the JWT again when there was no refresh token, or it is over", async () => {
    for (const changes of [
      { refresh_token: undefined, refresh_token_expires_in: undefined },
      { refresh_token_expires_in: 1_800 },
    ]) {
      const { client, calls, clock } = world({}, changes);
      await client.batches.get("a");
      clock.pass(HOUR);
      await client.batches.get("b");
      expect(logins(calls).map(({ assertion }) => assertion)).toEqual([credentials.jwt, credentials.jwt]);
    }
  });

  it.each([
    ["a 400", () => badGrant],
    ["a 401", () => status(401)],
  ])("logs in with the JWT again when the refresh token is refused with %s", async (_, refusal) => {
    let issued = 0;
    const { client, calls, clock } = routed((call, path) => {
      if (!isToken(path)) return batch();
      return call.body?.includes("refresh_token=") ? refusal() : token(++issued);
    });
    await client.batches.get("a");
    clock.pass(HOUR);
    await client.batches.get("b");
    expect(logins(calls).map((form) => "refresh_token" in form)).toEqual([false, true, false]);
    expect(bearers(calls).at(-1)).toBe("Bearer access-token-2");
  });

  it("does not fall back to the JWT for a refresh that failed in another way", async () => {
    let issued = 0;
    const { client, calls, clock } = routed(
      (call, path) => {
        if (!isToken(path)) return batch();
        return call.body?.includes("refresh_token=") ? status(503) : token(++issued);
      },
      { retry: false },
    );
    await client.batches.get("a");
    clock.pass(HOUR);
    const error = await rejection(client.batches.get("b"), HttpError);
    expect(error).toMatchObject({ status: 503, operation: "getToken" });
    expect(logins(calls)).toHaveLength(2);
  });

  it("costs three concurrent waits exactly one token call", async () => {
    let issued = 0;
    const clock = new FakeClock();
    const startMs = clock.now();
    const { client, calls } = routed(
      (call, path) => {
        if (isToken(path)) return token(++issued);
        const isOver = clock.now() - startMs > 1.5 * HOUR;
        // The first token is dead at the server as soon as there is a second one.
        if (issued === 2 && call.headers.get("authorization")?.endsWith("-1")) return unauthorized;
        return batch(isOver ? { status: "Completed", processedCount: 2 } : {});
      },
      {},
      clock,
    );
    const ended = await Promise.all(["a", "b", "c"].map((id) => client.batches.wait(id)));
    expect(ended.map(({ phase }) => phase)).toEqual(["ended", "ended", "ended"]);
    expect(logins(calls)).toHaveLength(2);
  });
});

describe("a 401", () => {
  it("is answered with one new token and one replay, for a paid call too", async () => {
    let issued = 0;
    let refusals = 1;
    const { client, calls } = routed((_, path) => {
      if (isToken(path)) return token(++issued);
      return refusals-- > 0 ? unauthorized : batch();
    });
    await client.batches.create(twoMessages);
    expect(bearers(calls)).toEqual(["Bearer access-token-1", "Bearer access-token-2"]);
    expect(calls.at(-1)?.body).toBe(JSON.stringify(twoMessages));
  });

  it("is final the second time", async () => {
    let issued = 0;
    const { client, calls } = routed((_, path) => (isToken(path) ? token(++issued) : unauthorized));
    const error = await rejection(client.batches.create(twoMessages), AuthenticationError);
    expect(error).toMatchObject({ status: 401, errorCode: "OAU-128" });
    expect(error.attempts).toHaveLength(2);
    expect(logins(calls)).toHaveLength(2);
  });

  it("costs calls that fail together one new token", async () => {
    let issued = 0;
    const { client, calls } = routed((call, path) => {
      if (isToken(path)) return token(++issued);
      return call.headers.get("authorization")?.endsWith("-1") ? unauthorized : batch();
    });
    await Promise.all(["a", "b", "c"].map((id) => client.batches.get(id)));
    expect(logins(calls)).toHaveLength(2);
  });
});

describe("a login that fails", () => {
  it("is the error of the call, which was not sent; a 400 is not tried again", async () => {
    const { client, calls } = routed((_, path) => (isToken(path) ? badGrant : batch()));
    const error = await rejection(client.batches.create(twoMessages), AuthenticationError);
    expect(error).toMatchObject({
      name: "AuthenticationError",
      code: "authentication",
      status: 400,
      provider: "ringcentral",
      operation: "getToken",
      errorCode: "invalid_grant",
      attempts: [{ status: 400 }],
    });
    expect(error.message).toBe("getToken answered 400 invalid_grant");
    expect(calls).toHaveLength(1);
  });

  it("is tried again after a 5xx or a broken connection, and waits for a 429", async () => {
    const script = [status(500), () => Promise.reject(fetchFailed(new Error("gone"))), "ok"] as const;
    let at = 0;
    const { client } = routed((_, path) => {
      if (!isToken(path)) return batch();
      const step = script[at++]!;
      return step === "ok" ? token(1) : step;
    });
    expect(await client.batches.get("a")).toEqual(batch());
    let refusals = 1;
    const limited = routed((_, path) => {
      if (!isToken(path)) return batch();
      return refusals-- > 0 ? status(429, { "retry-after": "45" }) : token(1);
    });
    await limited.client.batches.get("a");
    expect(limited.clock.sleeps).toEqual([45_000]);
  });

  it("does not pause the calls of the other group, nor they it", async () => {
    const { client } = routed((_, path) => (isToken(path) ? status(429) : batch()), { retry: false });
    await rejection(client.batches.get("a"), RateLimitError);
    let issued = 0;
    const other = routed(
      (_, path) => {
        if (isToken(path)) return token(++issued);
        return path.endsWith("limited") ? status(429, { "retry-after": "50" }) : batch();
      },
      { retry: false },
    );
    await rejection(other.client.batches.get("limited"), RateLimitError);
    await other.client.logout();
    expect(other.clock.sleeps).toEqual([]);
  });

  it("leaves no trace of an answer that it cannot read, which may hold a token", async () => {
    const text = '{"access_token":"access-token-secret-9","expires_in":';
    const { client } = routed((_, path) => (isToken(path) ? status(200, {}, text) : batch()));
    const error = await rejection(client.batches.get("a"), ResponseParseError);
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain("secret-9");
    const tokenless = routed((_, path) => (isToken(path) ? {} : batch()));
    await rejection(tokenless.client.batches.get("a"), ResponseParseError);
  });

  it.each([
    ["cannot be read", () => status(200, {}, "<html>")],
    ["holds no token", () => ({})],
  ])("has sent nothing when its answer %s: a submission goes on where it stands", async (_, answer) => {
    const { client, calls } = routed((_, path) => (isToken(path) ? answer() : batch()));
    const error = await rejection(client.batches.submit(twoMessages).collect(), SubmissionError);
    expect(error.failed.cause).toMatchObject({ name: "ResponseParseError", accepted: false });
    expect(error.next).toBe(0);
    expect(calls.every(({ url }) => url.endsWith(TOKEN))).toBe(true);
  });
});

describe("tokenStore", () => {
  it("shares a login between clients, as between processes", async () => {
    const tokenStore = memoryStore<Token>();
    const one = world({ tokenStore });
    await one.client.batches.get("a");
    expect(tokenStore.value).toEqual({
      fingerprint: expect.any(String),
      accessToken: "access-token-1",
      issuedAtMs: one.clock.now(),
      expiresAtMs: one.clock.now() + HOUR,
      refreshToken: "refresh-token-1",
      refreshExpiresAtMs: one.clock.now() + 604_800_000,
    });
    const two = world({ tokenStore });
    await two.client.batches.get("a");
    expect(logins(two.calls)).toHaveLength(0);
    expect(bearers(two.calls)).toEqual(["Bearer access-token-1"]);
  });

  it("survives JSON, and refreshes what it finds there when that is over", async () => {
    const clock = new FakeClock();
    const stored = { accessToken: "old", expiresAtMs: clock.now() - 1, refreshToken: "refresh-token-0" };
    const tokenStore = memoryStore<Token>(JSON.parse(JSON.stringify(stored)) as Token);
    const { client, calls } = world({ tokenStore }, {}, clock);
    await client.batches.get("a");
    expect(logins(calls)).toEqual([{ grant_type: "refresh_token", refresh_token: "refresh-token-0" }]);
    expect(tokenStore.value?.accessToken).toBe("access-token-1");
  });

  it.each([
    ["another user", { jwt: "eyJ.another~credential.sig" }],
    ["another app", { clientId: "client-0009" }],
    ["another secret", { clientSecret: "client-secret-0009" }],
    ["another environment", { baseUrl: "https://platform.devtest.ringcentral.com" }],
  ])("is not believed about the token of %s", async (_, changes) => {
    const tokenStore = memoryStore<Token>();
    await world({ tokenStore }).client.batches.get("a");
    const other = world({ tokenStore, ...changes });
    await other.client.batches.get("a");
    expect(logins(other.calls)).toHaveLength(1);
    expect(JSON.stringify(tokenStore.value)).not.toContain(credentials.clientSecret);
  });

  it("is not emptied of the token of another user by a logout, and ends no session of theirs", async () => {
    const tokenStore = memoryStore<Token>();
    await world({ tokenStore }).client.batches.get("a");
    const theirs = tokenStore.value;
    const other = world({ tokenStore, jwt: "eyJ.another~credential.sig" });
    await other.client.logout();
    expect(other.calls).toHaveLength(0);
    expect(tokenStore.value).toEqual(theirs);
  });

  it("that cannot be written leaves an old refresh token there: the one that came after it counts", async () => {
    const clock = new FakeClock();
    const old = { accessToken: "old", expiresAtMs: clock.now() - 1, refreshToken: "refresh-token-0" };
    const tokenStore = { get: async () => old, set: () => Promise.reject(new Error("the disk is full")) };
    const { client, calls } = world({ tokenStore }, {}, clock);
    await client.batches.get("a");
    clock.pass(HOUR);
    await client.batches.get("b");
    expect(logins(calls).map(({ refresh_token: used }) => used)).toEqual([
      "refresh-token-0",
      "refresh-token-1",
    ]);
  });

  it("is looked into again after a pause of the token endpoint", async () => {
    const tokenStore = memoryStore<Token>();
    const clock = new FakeClock();
    const { client, calls } = routed(
      (_, path) => {
        if (!isToken(path)) return batch();
        tokenStore.value = { accessToken: "from-elsewhere", expiresAtMs: clock.now() + HOUR };
        return status(429, { "retry-after": "45" });
      },
      { tokenStore },
      clock,
    );
    await client.batches.get("a");
    expect(logins(calls)).toHaveLength(1);
    expect(bearers(calls)).toEqual(["Bearer from-elsewhere"]);
  });

  it("may say null where it has nothing", async () => {
    const get = (): Promise<undefined> => Promise.resolve(null as unknown as undefined);
    const { client, calls } = world({ tokenStore: { get, set: () => Promise.resolve() } });
    await client.logout();
    await client.batches.get("a");
    expect(logins(calls)).toHaveLength(1);
  });

  it("looks there before it renews: another process may have done so", async () => {
    const tokenStore = memoryStore<Token>();
    const { client, calls, clock } = world({ tokenStore });
    await client.batches.get("a");
    clock.pass(HOUR);
    tokenStore.value = { accessToken: "from-elsewhere", expiresAtMs: clock.now() + HOUR };
    await client.batches.get("b");
    expect(logins(calls)).toHaveLength(1);
    expect(bearers(calls).at(-1)).toBe("Bearer from-elsewhere");
  });
});

describe("logout", () => {
  it("revokes the token, forgets it here and in the store, and a later call logs in anew", async () => {
    const tokenStore = memoryStore<Token>();
    const { client, calls } = world({ tokenStore });
    await client.batches.get("a");
    await client.logout();
    const revocation = calls.at(-1)!;
    expect(revocation.url).toContain("/restapi/oauth/revoke");
    expect(revocation.body).toBe("token=access-token-1");
    expect(tokenStore.value).toBeUndefined();
    await client.batches.get("a");
    expect(logins(calls)[1]?.["assertion"]).toBe(credentials.jwt);
  });

  it("revokes the token also where the store cannot forget it", async () => {
    const tokenStore = memoryStore<Token>();
    const { client, calls } = world({ tokenStore });
    await client.batches.get("a");
    tokenStore.set = () => Promise.reject(new Error("the disk is full"));
    await client.logout();
    expect(calls.at(-1)?.body).toBe("token=access-token-1");
  });

  it("revokes the refresh token when the access token is over", async () => {
    const { client, calls, clock } = world();
    await client.batches.get("a");
    clock.pass(HOUR);
    await client.logout();
    expect(calls.at(-1)?.body).toBe("token=refresh-token-1");
  });

  it("ignores whatever goes wrong and does not try again", async () => {
    for (const step of [status(400), status(500), () => Promise.reject(fetchFailed(new Error("gone")))]) {
      const { client, calls } = routed((_, path) => {
        if (isToken(path)) return token(1);
        return path.endsWith("/revoke") ? step : batch();
      });
      await client.batches.get("a");
      await client.logout();
      expect(calls.filter(({ url }) => url.endsWith("/revoke"))).toHaveLength(1);
    }
  });

  it("sends nothing where nobody has logged in", async () => {
    const { client, calls } = world();
    await client.logout();
    expect(calls).toHaveLength(0);
  });
});

describe("secrets", () => {
  const pair = btoa(`${credentials.clientId}:${credentials.clientSecret}`);
  const secrets = [
    credentials.jwt,
    encodeURIComponent(credentials.jwt),
    new URLSearchParams({ a: credentials.jwt }).toString().slice(2),
    credentials.clientSecret,
    pair,
    "access-token-1",
    "refresh-token-1",
  ];

  it("appear in no rendering of any error, however the server or fetch echoes them", async () => {
    const echo = secrets.join(" ");
    const echoes = [
      status(400, { "x-echo": pair }, JSON.stringify({ errorCode: echo, message: echo })),
      status(500, {}, echo),
      status(200, {}, `{ ${echo}`),
      () => Promise.reject(fetchFailed(Object.assign(new Error(echo), { config: { headers: { a: pair } } }))),
    ];
    for (const step of echoes) {
      for (const where of ["login", "call"] as const) {
        const { client } = routed(
          (_, path) => (isToken(path) ? (where === "login" ? step : token(1)) : step),
          { retry: false },
        );
        const work = client.batches.create(twoMessages);
        const error = await rejection(work, BatchwireError);
        const dump = [inspect(error, { depth: 12, showHidden: true }), JSON.stringify(error), error.stack];
        const known = where === "login" ? secrets.slice(0, 5) : secrets;
        for (const secret of known) expect(dump.join("\n")).not.toContain(secret);
      }
    }
  });

  it("reach no hook", async () => {
    const seen: unknown[] = [];
    const note = (event: unknown): void => void seen.push(event);
    const { client, clock } = world({ hooks: { onRequest: note, onResponse: note, onRetry: note } });
    await client.batches.get("a");
    clock.pass(HOUR);
    await client.batches.get("b");
    await client.logout();
    expect(seen.length).toBeGreaterThan(8);
    for (const secret of secrets) expect(inspect(seen, { depth: 9 })).not.toContain(secret);
  });
});
