/** Credentials that are functions: after a 401 each is asked once more, and another value gets the call another try. */
import { describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import { AuthenticationError, HttpError, ValidationError } from "../../src/core/base/errors/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { rejection } from "../support/rejection.js";
import { batchOperations, type Operation } from "./matrix/spec.js";
import type { Subject } from "./matrix/subject.js";
import { subjects } from "./matrix/subjects.js";

const OLD = "old-value-1";
const NEW = "new-value-2";

/** One credential of a client, and those that it is given with. */
interface Row {
  readonly title: string;
  readonly subject: Subject;
  readonly name: string;
  readonly kind: Readonly<Record<string, string>>;
}

const rows: readonly Row[] = subjects.flatMap((subject) =>
  subject.credentials.flatMap((kind) =>
    Object.keys(kind).map((name) => ({ title: `${subject.name}: ${name}`, subject, name, kind })),
  ),
);

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
const badRequest = (error: string) => (): Response => Response.json({ error }, { status: 400 });

/** The calls of a client that has `value` for the credential. */
function setUp(
  { subject, name, kind }: Row,
  value: string | (() => string),
  fetch: typeof globalThis.fetch,
  clock = new FakeClock(),
) {
  const others = subject.credentials.flatMap(Object.keys).map((one) => [one, undefined]);
  const options = { ...Object.fromEntries(others), ...kind, [name]: value };
  const settings = { fetch, baseUrl: "http://credentials.test", retry: false as const };
  const calls = subject.build(withClock({ ...options, ...settings }, clock));
  const { send, read } = batchOperations(subject.spec);
  const called = ({ id, body }: Operation) => calls[id]?.(body as never, {}) ?? Promise.reject(new Error(id));
  return { send: () => called(send), read: () => called(read) };
}

describe.each(rows)("$title", (row) => {
  it.each(["read", "send"] as const)(
    "is asked once more after a 401, and another value is tried: %s",
    async (verb) => {
      const { fetch, refused } = server(unauthorized);
      const values = [OLD];
      const calls = setUp(row, () => values.shift() ?? NEW, fetch);
      expect(await calls[verb]()).toMatchObject({ id: "b" });
      expect(refused).toHaveLength(1);
    },
  );

  it("that gives the same value, or no other one, leaves the 401 as it is", async () => {
    for (const credential of [OLD, () => OLD]) {
      const { fetch, refused } = server(unauthorized);
      const calls = setUp(row, credential, fetch);
      await rejection(calls.send(), AuthenticationError);
      expect(refused).toHaveLength(1);
    }
  });

  it("is not asked a third time", async () => {
    const { fetch, refused } = server(unauthorized);
    let asked = 0;
    const calls = setUp(row, () => `${OLD}${++asked}`, fetch);
    await rejection(calls.send(), AuthenticationError);
    expect(refused).toHaveLength(2);
  });
});

it("a path is not left by what a credential says after a 401", async () => {
  const { fetch, refused } = server(unauthorized);
  const values = [OLD, ".."];
  const row = rows.find(({ name }) => name === "servicePlanId") as Row;
  await rejection(setUp(row, () => values.shift() ?? "", fetch).read(), ValidationError);
  expect(refused).toHaveLength(1);
});

const ofLogins = rows.filter(({ subject, name }) => subject.rules.login && name !== "projectId");
describe.each(ofLogins)("$title of a login", (row) => {
  it.each(["invalid_grant", "invalid_client"])(
    "is tried after a 400 that refuses the credential, too: %s",
    async (error) => {
      const { fetch, refused } = server(badRequest(error));
      const values = [OLD];
      const calls = setUp(row, () => values.shift() ?? NEW, fetch);
      expect(await calls.send()).toMatchObject({ id: "b" });
      expect(refused).toHaveLength(1);
    },
  );

  it("is not tried after a 400 of another kind", async () => {
    const { fetch, refused } = server(badRequest("invalid_request"));
    const values = [OLD];
    const error = await rejection(setUp(row, () => values.shift() ?? NEW, fetch).send(), HttpError);
    expect([error.name, error.status, refused.length]).toEqual(["HttpError", 400, 1]);
  });

  it("is made anew after an hour where the server does not say how long its token lives", async () => {
    const clock = new FakeClock();
    let logins = 0;
    const fetch: typeof globalThis.fetch = (url) => {
      const isLogin = /\/token$/.test(url as string);
      return Promise.resolve(
        Response.json(isLogin ? { access_token: `token-0123456789-${++logins}` } : { id: "b" }),
      );
    };
    const calls = setUp(row, NEW, fetch, clock);
    for (const [passed, expected] of [
      [0, 1],
      [58, 1],
      [2, 2],
    ] as const) {
      clock.pass(passed * 60_000);
      await calls.read();
      expect(logins).toBe(expected);
    }
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
    const calls = setUp(row, () => value, fetch);
    await calls.read();
    value = "other-value";
    expect(await calls.send()).toMatchObject({ id: "b" });
    expect(tokens.size).toBe(2);
  });
});
