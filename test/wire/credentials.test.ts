/** Credentials that are functions: after a 401 each is asked once more, and another value gets the call another try. */
import { describe, expect, it } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import type { Clock } from "../../src/core/base/clock.js";
import { withClock } from "../../src/core/base/clock.js";
import { AuthenticationError, ValidationError } from "../../src/core/base/errors/index.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { OpenAIClient } from "../../src/openai/index.js";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { SinchClient } from "../../src/sinch/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { rejection } from "../support/rejection.js";

const OLD = "old-value-1";
const NEW = "new-value-2";

interface Options {
  readonly fetch: typeof globalThis.fetch;
  readonly baseUrl: string;
  readonly clock?: Clock;
}
type Calls = Readonly<Record<"read" | "send", () => Promise<unknown>>>;
type Make = (credentials: Record<string, string | (() => string)>, options: Options) => Calls;

const anthropic: Make = (credentials, options) => {
  const { batches } = new AnthropicClient({ ...credentials, ...options });
  const request = {
    custom_id: "a",
    params: { model: "m", max_tokens: 1, messages: [{ role: "user" as const, content: "Hi" }] },
  };
  return { read: () => batches.retrieve("b"), send: () => batches.create({ requests: [request] }) };
};
const openai: Make = (credentials, options) => {
  const { batches } = new OpenAIClient({ ...credentials, ...options });
  const body = { input_file_id: "f", endpoint: "/v1/chat/completions", completion_window: "24h" } as const;
  return { read: () => batches.retrieve("b"), send: () => batches.create(body) };
};
const ip1: Make = (credentials, options) => {
  const { batches } = new Ip1Client({ ...credentials, ...options });
  const body = { sender: "Parcels", recipients: ["46700000001"], body: "Hi" };
  return { read: () => batches.get("b"), send: () => batches.send(body) };
};
const ringcentral: Make = (credentials, options) => {
  const { batches } = new RingCentralClient({ ...credentials, ...options });
  const body = { from: "+16505550100", text: "Hi", messages: [{ to: ["+16505550101"] }] };
  return { read: () => batches.get("b"), send: () => batches.create(body) };
};
const sinch: Make = (credentials, options) => {
  const authUrl = "projectId" in credentials ? { authUrl: options.baseUrl } : {};
  const { batches } = new SinchClient({ ...credentials, ...authUrl, ...options });
  return { read: () => batches.get("b"), send: () => batches.send({ to: ["46700000001"], body: "Hi" }) };
};

const plan = { servicePlanId: "plan", apiToken: "token-of-plan" };
const project = { projectId: "project", keyId: "key", keySecret: "secret-of-key" };
const user = { clientId: "client", clientSecret: "secret-of-client", jwt: "jwt-of-user" };

const rows: readonly (readonly [string, string, Make, Record<string, string>])[] = [
  ["anthropic", "apiKey", anthropic, {}],
  ["anthropic", "authToken", anthropic, {}],
  ["openai", "apiKey", openai, {}],
  ["ip1", "apiKey", ip1, {}],
  ...Object.keys(plan).map((name) => ["sinch", name, sinch, plan] as const),
  ...Object.keys(project).map((name) => ["sinch", name, sinch, project] as const),
  ...Object.keys(user).map((name) => ["ringcentral", name, ringcentral, user] as const),
];

/** Takes every request but those that show the old value anywhere. A login of a mixed pair is refused too. */
function server(refusal: () => Response) {
  const refused: string[] = [];
  let logins = 0;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const authorization = new Headers(init?.headers).get("authorization") ?? "";
    const basic = authorization.startsWith("Basic ") ? atob(authorization.slice(6)) : "";
    const key = new Headers(init?.headers).get("x-api-key") ?? "";
    const body = await new Response(init?.body).text();
    const shown = [url as string, authorization, basic, key, body].join("\n");
    if (shown.includes(OLD)) {
      refused.push(new URL(url as string).pathname);
      return refusal();
    }
    if (!/\/token$/.test(url as string)) return Response.json({ id: "b" });
    return Response.json({ access_token: `token-0123456789-${++logins}`, expires_in: 3_600 });
  };
  return { fetch, refused };
}

const unauthorized = (): Response => Response.json({ error: "invalid_client" }, { status: 401 });
const badGrant = (): Response => Response.json({ error: "invalid_grant" }, { status: 400 });

function setUp(
  make: Make,
  credentials: Record<string, string | (() => string)>,
  fetch: typeof globalThis.fetch,
): Calls {
  const options = withClock(
    { fetch, baseUrl: "http://credentials.test", retry: false as const },
    new FakeClock(),
  );
  return make(credentials, options);
}

describe.each(rows)("%s: %s", (_, name, make, others) => {
  it.each(["read", "send"] as const)(
    "is asked once more after a 401, and another value is tried: %s",
    async (verb) => {
      const { fetch, refused } = server(unauthorized);
      const values = [OLD];
      const calls = setUp(make, { ...others, [name]: () => values.shift() ?? NEW }, fetch);
      expect(await calls[verb]()).toMatchObject({ id: "b" });
      expect(refused).toHaveLength(1);
    },
  );

  it("that gives the same value, or no other one, leaves the 401 as it is", async () => {
    for (const credential of [OLD, () => OLD]) {
      const { fetch, refused } = server(unauthorized);
      const calls = setUp(make, { ...others, [name]: credential }, fetch);
      await rejection(calls.send(), AuthenticationError);
      expect(refused).toHaveLength(1);
    }
  });

  it("is not asked a third time", async () => {
    const { fetch, refused } = server(unauthorized);
    let asked = 0;
    const calls = setUp(make, { ...others, [name]: () => `${OLD}${++asked}` }, fetch);
    await rejection(calls.send(), AuthenticationError);
    expect(refused).toHaveLength(2);
  });
});

it("a path is not left by what a credential says after a 401", async () => {
  const { fetch, refused } = server(unauthorized);
  const values = [OLD, ".."];
  const calls = setUp(sinch, { ...plan, servicePlanId: () => values.shift() ?? "" }, fetch);
  await rejection(calls.read(), ValidationError);
  expect(refused).toHaveLength(1);
});

describe.each(
  rows.filter(
    ([, name]) => !["apiKey", "authToken", "apiToken", "servicePlanId", "projectId"].includes(name),
  ),
)("a login of %s with another %s", (_, name, make, others) => {
  it("is tried after a 400 that refuses the credential, too", async () => {
    const { fetch, refused } = server(badGrant);
    const values = [OLD];
    const calls = setUp(make, { ...others, [name]: () => values.shift() ?? NEW }, fetch);
    expect(await calls.send()).toMatchObject({ id: "b" });
    expect(refused).toHaveLength(1);
  });

  it("is tried when the API does not take the token of the one before", async () => {
    let value = "first-value";
    const tokens = new Map<string, string>();
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const authorization = new Headers(init?.headers).get("authorization") ?? "";
      const shown = `${atob(authorization.slice(6).replace(/[^\w+/=].*/, ""))}${await new Response(init?.body).text()}`;
      if (/\/token$/.test(url as string)) {
        const token = `token-0123456789-${tokens.size}`;
        tokens.set(`Bearer ${token}`, shown);
        return Response.json({ access_token: token, expires_in: 3_600 });
      }
      return tokens.get(authorization)?.includes(value) ? Response.json({ id: "b" }) : unauthorized();
    };
    const calls = setUp(make, { ...others, [name]: () => value }, fetch);
    await calls.read();
    value = "other-value";
    expect(await calls.send()).toMatchObject({ id: "b" });
    expect(tokens.size).toBe(2);
  });
});
