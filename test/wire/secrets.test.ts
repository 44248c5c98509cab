import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import { withClock } from "../../src/core/base/clock.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { endedBatch, resultsFile } from "../support/anthropic.js";
import { FakeClock } from "../support/fake-clock.js";
import { always, FaultServer, reply } from "../support/fault-server.js";
import { fetches } from "./fetches.js";
import { leaks, renderings } from "./matrix/leaks.js";
import { operationsOf } from "./matrix/spec.js";
import type { Subject } from "./matrix/subject.js";
import { subjects } from "./matrix/subjects.js";

// What the matrix cannot bring about: a fetch of the user's own that hands the request back, and pages and files that
// point to other hosts. Each client carries canaries for credentials; none may show, and none may travel.

/** What HTTP libraries throw: the request hangs on the error, in plain sight, hidden, behind getters and in the cause. */
function talkative(url: string, init: RequestInit): Error {
  const headers = Object.fromEntries(new Headers(init.headers));
  const request = { url, headers, body: init.body };
  const cause = Object.assign(new TypeError(`socket closed: ${JSON.stringify(request)}`), {
    request,
    code: "ECONNRESET",
  });
  const error = Object.assign(new Error("request failed", { cause }), {
    config: request,
    toJSON: () => request,
  });
  Object.defineProperty(error, "hidden", { value: request, enumerable: false });
  Object.defineProperty(error, "lazy", { get: () => request, enumerable: true });
  return Object.assign(error, { [Symbol("request")]: request, [inspect.custom]: () => inspect(request) });
}

const retry = { maxAttempts: 2, initialDelayMs: 0 };

/** Every error and hook event of every operation of a client whose fetch behaves like this. */
async function saidBy(subject: Subject, fetch: typeof globalThis.fetch): Promise<unknown[]> {
  const said: unknown[] = [];
  const note = (event: unknown): void => void said.push(event);
  const hooks = { onRequest: note, onResponse: note, onRetry: note };
  const options = withClock({ baseUrl: "https://api.example", fetch, retry, hooks }, new FakeClock());
  for (const { id, body } of operationsOf(subject.spec)) {
    const call = subject.build(options)[id];
    if (id === "revokeToken") continue;
    await call?.(body as never, {}).then(
      () => expect.unreachable(`${id} resolved`),
      (error: unknown) => said.push(error),
    );
  }
  return said;
}

describe.each(subjects)("$name: credentials", (subject) => {
  test("do not show when the client ends up in a log", () => {
    expect(leaks(renderings(subject.make({ baseUrl: "https://api.example" })), subject.secrets)).toEqual([]);
  });

  test("do not show when a fetch throws the whole request", async () => {
    const seen: string[] = [];
    const said = await saidBy(subject, (url, init = {}) => {
      seen.push(JSON.stringify([...new Headers(init.headers)]));
      return Promise.reject(talkative(url as string, init));
    });
    // The canaries were there to be seen.
    expect(leaks(seen, subject.secrets)).not.toEqual([]);
    expect(leaks(said.flatMap(renderings), subject.secrets)).toEqual([]);
  });

  test("do not show when an answer repeats them, in body and headers, as they are or encoded", async () => {
    const said = await saidBy(subject, async (url, init = {}) => {
      const headers = [...new Headers(init.headers)].map(([, value]) => value).join(" ");
      const form = typeof init.body === "string" ? init.body : "";
      const text = JSON.stringify({
        error: { message: `${headers} ${encodeURIComponent(headers)} ${form}` },
        url,
      });
      return new Response(text, {
        status: 400,
        headers: { "x-seen": headers, "x-form": form.slice(0, 1_000) },
      });
    });
    expect(leaks(said.flatMap(renderings), subject.secrets)).toEqual([]);
  });
});

describe("a gateway's credential in the headers option", () => {
  const headers = { "CF-AIG-Authorization": "Bearer canary-gateway", cookie: "a=b; session=canary-session" };
  const echo: typeof globalThis.fetch = (_, init) =>
    Promise.resolve(Response.json({ error: [...new Headers(init?.headers)].join() }, { status: 400 }));

  test.each([
    ["of the client", { headers }, {}],
    ["of the call", {}, { headers }],
  ])("%s does not show when the gateway repeats it", async (_, ofClient, ofCall) => {
    const client = new Ip1Client({ apiKey: "canary-key", fetch: echo, ...ofClient });
    const said = await client.batches.get("b1", ofCall).catch((error: unknown) => error);
    expect(renderings(said).join()).toContain("[redacted]");
    expect(renderings(said).join()).not.toContain("canary");
  });

  test("of a raw call or a middleware does not show either", async () => {
    const client = new Ip1Client({ apiKey: "canary-key", fetch: echo });
    const said = await client.raw.GET("/v2/me/senders", { headers }).catch((error: unknown) => error);
    client.raw.use({ onRequest: ({ request }) => request.headers.set("x-gw-token", "canary-of-middleware") });
    const more = await client.senders
      .list()
      .toArray()
      .catch((error: unknown) => error);
    for (const one of [said, more]) expect(renderings(one).join()).toContain("[redacted]");
    expect([said, more].flatMap(renderings).join()).not.toContain("canary");
  });
});

describe.each(fetches)("over $name credentials stay at home", ({ fetch }) => {
  let foreign: FaultServer;
  let home: FaultServer;
  beforeAll(async () => {
    foreign = await FaultServer.start(always(reply(200, [])));
    home = await FaultServer.start();
  });
  afterAll(() => Promise.all([foreign.close(), home.close()]));

  test("when a list announces its next page on another host, it is asked for at home", async () => {
    const ip1 = new Ip1Client({ apiKey: "canary-key", baseUrl: home.url, fetch });
    home.add(reply(200, [{ id: "a" }], { link: `<${foreign.url}/v2/batches?start=50>; rel="next"` }));
    home.add(reply(200, []));
    expect(await ip1.batches.list().toArray()).toEqual([{ id: "a" }]);
    expect(home.arrivals.at(-1)?.query.get("start")).toBe("50");

    const login = { clientId: "canary", clientSecret: "canary-secret", jwt: "canary-jwt" };
    const ringcentral = new RingCentralClient({ ...login, baseUrl: home.url, fetch });
    home.add(reply(200, { access_token: "canary-token", expires_in: 3_600 }));
    home.add(
      reply(200, { records: [{ id: 1 }], navigation: { nextPage: { uri: `${foreign.url}/x?page=2` } } }),
    );
    home.add(reply(200, { records: [] }));
    expect(await ringcentral.phoneNumbers.list().toArray()).toEqual([{ id: "1" }]);
    expect(home.arrivals.at(-1)?.query.get("page")).toBe("2");
    expect(foreign.arrivals).toEqual([]);
  });

  test("when a results file lies on another host, it is fetched with nothing of ours", async () => {
    const file = await FaultServer.start(reply(200, resultsFile(1)));
    home.add(reply(302, "", { location: `${file.url}/file.jsonl` }));
    const headers = { "x-team": "canary-team", cookie: "session=canary" };
    const client = new AnthropicClient({ apiKey: "canary-key", baseUrl: home.url, headers, fetch });
    const results = client.batches.results(endedBatch(), { headers: { "x-call": "canary-call" } });
    for await (const line of results) expect(line.custom_id).toBe("r0");
    const [arrival] = file.arrivals;
    await file.close();
    expect(arrival?.path).toBe("/file.jsonl");
    expect(JSON.stringify(arrival?.headers)).not.toContain("canary");
    expect(Object.keys(arrival?.headers ?? {})).not.toContain("anthropic-version");
  });
});
