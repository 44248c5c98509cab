import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { A2P, Harness, hourMs, minuteMs, secondMs, type OauthError } from "./harness.js";

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

const probe = (token: string | null): Promise<number> =>
  harness.call("GET", `${A2P}/batches`, undefined, token).then(({ status }) => status);

describe("login", () => {
  it("gives an access token for an hour and a refresh token for a week", async () => {
    const { status, body } = await harness.logIn();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: "bearer",
      expires_in: 3_600,
      refresh_token_expires_in: 604_800,
    });
    expect(await probe(body.access_token)).toBe(200);
    await harness.sim.clock.advance(hourMs);
    const late = await harness.call("GET", `${A2P}/batches`, undefined, body.access_token);
    expect([late.status, late.body.errorCode]).toEqual([401, "OAU-128"]);
  });

  it("brings the life of the access token into its range, and issues no refresh token on request", async () => {
    const short = await harness.logIn({ access_token_ttl: "0", refresh_token_ttl: "0" });
    expect(short.body).toMatchObject({ expires_in: 600 });
    expect(short.body).not.toHaveProperty("refresh_token");
    expect((await harness.logIn({ access_token_ttl: "99999" })).body.expires_in).toBe(3_600);
  });

  it("refuses a wrong secret, no secret, a wrong assertion and another grant", async () => {
    const { jwt: assertion } = harness.sim.options.ringcentral;
    const grant_type = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    const ask = async (form: Record<string, string>, basic = harness.basic): Promise<unknown[]> => {
      const { status, body } = await harness.form<OauthError>("/restapi/oauth/token", form, basic);
      return [status, body.error];
    };
    expect(await ask({ grant_type, assertion }, `Basic ${btoa("a:b")}`)).toEqual([401, "invalid_client"]);
    expect(await ask({ grant_type, assertion, client_id: "simulator-client" }, "")).toEqual([
      401,
      "invalid_client",
    ]);
    expect(await ask({ grant_type, assertion: "other" })).toEqual([400, "invalid_grant"]);
    await harness.sim.clock.advance(minuteMs);
    expect((await ask({ grant_type }))[0]).toBe(400);
    expect((await ask({ grant_type: "password", username: "a" }))[0]).toBe(400);
  });

  it("keeps five sessions: the sixth ends the first", async () => {
    const tokens: string[] = [];
    for (let n = 0; n < 6; n++) {
      tokens.push((await harness.logIn()).body.access_token);
      await harness.sim.clock.advance(minuteMs);
    }
    expect(await Promise.all(tokens.map(probe))).toEqual([401, 200, 200, 200, 200, 200]);
  });

  it("does not show its secrets in the request log", async () => {
    await harness.logIn();
    const dump = JSON.stringify(harness.sim.requests);
    expect(dump).not.toContain(harness.sim.options.ringcentral.jwt);
    expect(dump).not.toContain(harness.basic.slice(6));
  });
});

describe("refresh", () => {
  it("ends the old access token, and the old refresh token ten seconds after the new one is used", async () => {
    const first = (await harness.logIn()).body;
    const second = (await harness.refresh(first.refresh_token!)).body;
    expect(await probe(first.access_token)).toBe(401);
    expect((await harness.refresh(first.refresh_token!)).body.access_token).toBe(second.access_token);
    expect(await probe(second.access_token)).toBe(200);
    await harness.sim.clock.advance(9 * secondMs);
    expect((await harness.refresh(first.refresh_token!)).status).toBe(200);
    await harness.sim.clock.advance(2 * secondMs);
    const late = await harness.refresh(first.refresh_token!);
    expect([late.status, late.body.error]).toEqual([400, "invalid_grant"]);
    await harness.sim.clock.advance(minuteMs);
    expect((await harness.refresh(second.refresh_token!)).status).toBe(200);
  });

  it("refuses a refresh token after a week, and an old one after an hour without use", async () => {
    const first = (await harness.logIn()).body;
    const second = (await harness.refresh(first.refresh_token!)).body;
    await harness.sim.clock.advance(hourMs + 1);
    expect((await harness.refresh(first.refresh_token!)).status).toBe(400);
    await harness.sim.clock.advance(168 * hourMs);
    expect((await harness.refresh(second.refresh_token!)).status).toBe(400);
  });
});

describe("revocation", () => {
  it("ends the whole session, by either token", async () => {
    for (const kind of ["access_token", "refresh_token"] as const) {
      const session = (await harness.logIn()).body;
      const revoked = await harness.form("/restapi/oauth/revoke", { token: session[kind]! });
      expect([revoked.status, revoked.text]).toEqual([200, ""]);
      expect(await probe(session.access_token)).toBe(401);
      await harness.sim.clock.advance(minuteMs);
      expect((await harness.refresh(session.refresh_token!)).status).toBe(400);
    }
    expect((await harness.form("/restapi/oauth/revoke", { token: "unknown" })).status).toBe(400);
  });
});

describe("a call", () => {
  it("needs a token, in the header or the query", async () => {
    const bare = await harness.call("GET", `${A2P}/batches`, undefined, null);
    expect([bare.status, bare.body.errorCode]).toEqual([401, "CMN-405"]);
    const corrupt = await harness.call("GET", `${A2P}/batches`, undefined, "other");
    expect([corrupt.status, corrupt.body.errorCode]).toEqual([401, "OAU-129"]);
    const malformed = await harness.call("GET", `${A2P}/batches`, undefined, null, {
      authorization: "Token a",
    });
    expect([malformed.status, malformed.body.errorCode]).toEqual([401, "OAU-123"]);
    const { access_token } = (await harness.logIn()).body;
    const query = await harness.call("GET", `${A2P}/batches?access_token=${access_token}`, undefined, null);
    expect(query.status).toBe(200);
  });

  it("reaches no other account", async () => {
    const own = await harness.call("GET", "/restapi/v1.0/account/400000001/a2p-sms/batches");
    expect(own.status).toBe(200);
    const other = await harness.call("GET", "/restapi/v1.0/account/1/a2p-sms/batches");
    expect([other.status, other.body.errorCode]).toEqual([403, "CMN-404"]);
  });
});

describe("rate limits", () => {
  it("count 50 light calls a minute, and 5 logins apart from them", async () => {
    let reply = await harness.call("GET", `${A2P}/batches`);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "x-rate-limit-group": "light",
      "x-rate-limit-limit": "50",
      "x-rate-limit-remaining": "49",
      "x-rate-limit-window": "60",
    });
    for (let n = 2; n <= 50; n++) reply = await harness.call("GET", `${A2P}/messages`);
    expect(reply.headers.get("x-rate-limit-remaining")).toBe("0");
    const refused = await harness.call("GET", `${A2P}/batches`);
    expect([refused.status, refused.body.errorCode]).toEqual([429, "CMN-301"]);
    expect(refused.headers.get("retry-after")).toBe("60");
    for (let n = 1; n <= 5; n++) expect((await harness.logIn()).status).toBe(200);
    expect((await harness.logIn()).status).toBe(429);
  });

  it("start the penalty anew with every call inside it", async () => {
    for (let n = 1; n <= 51; n++) await harness.call("GET", `${A2P}/batches`);
    await harness.sim.clock.advance(59 * secondMs);
    expect((await harness.call("GET", `${A2P}/batches`)).status).toBe(429);
    await harness.sim.clock.advance(59 * secondMs);
    expect((await harness.call("GET", `${A2P}/batches`)).status).toBe(429);
    await harness.sim.clock.advance(60 * secondMs);
    expect((await harness.call("GET", `${A2P}/batches`)).status).toBe(200);
  });
});
