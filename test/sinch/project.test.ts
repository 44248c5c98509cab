import { inspect } from "node:util";
import { expect, test } from "vitest";
import { AuthenticationError, RateLimitError, ResponseParseError } from "../../src/core/base/errors/index.js";
import { json, status } from "../support/scripted-fetch.js";
import { rejection } from "../support/rejection.js";
import { ID, PLAN, PROJECT, setup, textBatch } from "./fixtures.js";

const token = (name: string, life?: number) =>
  json({ access_token: name, token_type: "bearer", ...(life === undefined ? {} : { expires_in: life }) });
const expired = status(401, { "www-authenticate": 'Bearer error_description="token expired"' });

test("the keys buy a token by HTTP Basic and a form, and the token opens the calls", async () => {
  const { client, fetch } = setup([token("t-1111", 3600), json(textBatch()), json(textBatch())], PROJECT);
  await client.batches.get(ID);
  await client.batches.get(ID);
  const [login, ...calls] = fetch.calls;
  expect(login).toMatchObject({
    url: "https://auth.sinch.com/oauth2/token",
    method: "POST",
    body: "grant_type=client_credentials",
  });
  expect(login!.headers.get("authorization")).toBe(`Basic ${btoa("key-1:secret-of-key-1")}`);
  expect(login!.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
  expect(calls.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer t-1111",
    "Bearer t-1111",
  ]);
  expect(calls[0]!.url).toContain("/xms/v1/project-1/");
});

test("authUrl is an origin or a prefix", async () => {
  const options = { ...PROJECT, authUrl: "https://gateway.example/auth/" };
  const { client, fetch } = setup([token("t-1111"), json(textBatch())], options);
  await client.batches.get(ID);
  expect(fetch.calls[0]!.url).toBe("https://gateway.example/auth/oauth2/token");
});

test("concurrent calls share one token request", async () => {
  const answers = [1, 2, 3].map(() => json(textBatch()));
  const { client, fetch } = setup([token("t-1111", 3600), ...answers], PROJECT);
  await Promise.all([1, 2, 3].map(() => client.batches.get(ID)));
  expect(fetch.calls.filter(({ url }) => url.endsWith("/oauth2/token"))).toHaveLength(1);
});

test("a token is renewed a minute before its end", async () => {
  const { client, fetch, clock } = setup(
    [token("t-1111", 3600), json(textBatch()), json(textBatch()), token("t-2222", 3600), json(textBatch())],
    PROJECT,
  );
  await client.batches.get(ID);
  clock.pass(3_539_000);
  await client.batches.get(ID);
  clock.pass(2_000);
  await client.batches.get(ID);
  expect(fetch.calls.at(-1)!.headers.get("authorization")).toBe("Bearer t-2222");
});

test("a 401 that says expired costs one new token and one repetition, for a send too", async () => {
  const { client, fetch } = setup(
    [token("t-1111"), expired, token("t-2222"), json(textBatch(), { status: 201 })],
    PROJECT,
  );
  await client.batches.send({ to: ["+447700900001"], body: "Hello" });
  expect(fetch.calls.map(({ headers }) => headers.get("authorization"))).toEqual([
    expect.stringMatching(/^Basic/),
    "Bearer t-1111",
    expect.stringMatching(/^Basic/),
    "Bearer t-2222",
  ]);
});

test("expired twice in a row is an answer", async () => {
  const { client, fetch } = setup([token("t-1111"), expired, token("t-2222"), expired], PROJECT);
  const error = await rejection(client.batches.get(ID), AuthenticationError);
  expect(error.message).not.toContain("15 April 2026");
  expect(fetch.calls).toHaveLength(4);
});

test("any other 401 is not repeated, and in project mode it explains the end of sale", async () => {
  const { client, fetch } = setup([token("t-1111"), status(401)], PROJECT);
  const error = await rejection(client.batches.get(ID), AuthenticationError);
  expect(error.message).toMatch(/15 April 2026.*service plan/);
  expect(fetch.calls).toHaveLength(2);
});

test("with a service plan a 401 is final, and the end of sale is not to blame", async () => {
  const { client, fetch } = setup([expired], PLAN);
  const error = await rejection(client.batches.get(ID), AuthenticationError);
  expect(error.message).toBe("GetBatchMessage answered 401");
  expect(fetch.calls).toHaveLength(1);
});

test("the token endpoint's 429 is waited out below 1, 4 and 16 seconds", async () => {
  const busy = status(429);
  const { client, clock } = setup([busy, busy, busy, token("t-1111"), json(textBatch())], PROJECT);
  clock.chance = 0.999;
  await client.batches.get(ID);
  expect(clock.sleeps.map((ms) => Math.round(ms / 100) / 10)).toEqual([1, 4, 16]);
});

test("four times 429 is the end of it, and no call goes out", async () => {
  const busy = status(429);
  const { client, fetch } = setup([busy, busy, busy, busy], PROJECT);
  const error = await rejection(client.batches.get(ID), RateLimitError);
  expect(error.operation).toBe("getToken");
  expect(fetch.calls).toHaveLength(4);
});

test("without retries one 429 is the end of it", async () => {
  const { client, fetch } = setup([status(429)], { ...PROJECT, retry: false });
  await rejection(client.batches.get(ID), RateLimitError);
  expect(fetch.calls).toHaveLength(1);
});

test("the token endpoint's own hint is obeyed, and does not pause the other calls", async () => {
  const { client, clock } = setup(
    [status(429, { "retry-after": "7" }), token("t-1111"), json(textBatch())],
    PROJECT,
  );
  await client.batches.get(ID);
  expect(clock.sleeps).toEqual([7_000]);
});

test("wrong keys: no retry, no word about the end of sale, no secret in the error", async () => {
  const refused = json({ error: "invalid_client", error_description: "secret-of-key-1?" }, { status: 401 });
  const { client, fetch } = setup([refused], PROJECT);
  const error = await rejection(client.batches.get(ID), AuthenticationError);
  expect(error).toMatchObject({ operation: "getToken", errorCode: "invalid_client" });
  expect(error.message).not.toContain("2026");
  const dump = JSON.stringify(error) + String(error.stack);
  expect(dump).not.toContain("secret-of-key-1");
  expect(dump).not.toContain(btoa("key-1:secret-of-key-1"));
  expect(fetch.calls).toHaveLength(1);
});

test("an answer without a token is a ResponseParseError", async () => {
  for (const access_token of [undefined, null, "", 7, "half-1111\nhalf-2222"]) {
    const { client } = setup([json({ access_token, token_type: "bearer" })], PROJECT);
    const error = await rejection(client.batches.get(ID), ResponseParseError);
    expect(error.operation).toBe("getToken");
    expect(inspect(error)).not.toContain("1111");
  }
});

test("access tokens are redacted from errors", async () => {
  const echo = json({ code: "syntax_invalid_json", text: "token t-1111-secret" }, { status: 400 });
  const { client } = setup([token("t-1111-secret"), echo], PROJECT);
  const error = await rejection(client.batches.get(ID));
  expect(JSON.stringify(error)).toContain("[redacted]");
  expect(JSON.stringify(error)).not.toContain("t-1111-secret");
});
