/** Some libraries replace the global `Promise`. Async functions go on returning the built-in one, which is no instance of it. */
import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import { ChunkWriter } from "../../src/core/submit/chunk-writer.js";
import { Cutter } from "../../src/core/submit/cutter.js";
import { Cursor } from "../../src/core/submit/items.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { SinchClient } from "../../src/sinch/index.js";
import { fetches } from "./fetches.js";

class Replaced<T> extends Promise<T> {}

const BuiltIn = globalThis.Promise;
beforeAll(() => void (globalThis.Promise = Replaced));
afterAll(() => void (globalThis.Promise = BuiltIn));

const seen: (string | undefined)[] = [];
const server = createServer(({ headers, url }, response) => {
  const isLogin = url?.endsWith("/token") === true;
  if (!isLogin) seen.push(headers.authorization ?? (headers["x-api-key"] as string | undefined));
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ id: "b", access_token: "token-01234567", expires_in: 3_600 }));
});
beforeAll(() => new BuiltIn<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => void server.close());
beforeEach(() => void (seen.length = 0));

const baseUrl = (): string => `http://127.0.0.1:${(server.address() as { port: number }).port}`;
const later = async (): Promise<string> => "key-01234567";

it("is what these tests are about", () => {
  expect(later()).not.toBeInstanceOf(Promise);
});

describe.each(fetches)("where a library has replaced the global Promise, over $name", ({ fetch }) => {
  it("a request waits for its credential", async () => {
    const common = { baseUrl: baseUrl(), fetch };
    await new AnthropicClient({ ...common, apiKey: later }).batches.retrieve("b");
    await new Ip1Client({ ...common, apiKey: later }).batches.get("b");
    await new SinchClient({ ...common, servicePlanId: "plan", apiToken: later }).batches.get("b");
    await new RingCentralClient({
      ...common,
      clientId: "id-01234567",
      clientSecret: "secret-01234567",
      jwt: later,
    }).batches.get("b");
    expect(seen).toEqual([
      "key-01234567",
      "Bearer key-01234567",
      "Bearer key-01234567",
      "Bearer token-01234567",
    ]);
  });

  it("a body that has to be read first is sent", async () => {
    const body = new Blob(["text"]);
    expect((await (fetch ?? globalThis.fetch)(baseUrl(), { method: "POST", body })).status).toBe(200);
  });
});

describe("where a library has replaced the global Promise", () => {
  it("a part that is read again leaves out what other parts have", async () => {
    const written: string[] = [];
    const item = (text: string): string => (written.push(text), text);
    const frame = { head: "", item, tail: () => "" };
    const plan = { items: [], frame: () => frame, maxItems: Infinity, maxBytes: Infinity, path: "items" };
    const context = { provider: "anthropic", operation: "createMessageBatch" };
    const cursor = new Cursor(new Set(["a", "b", "c"]), 2);
    const cutter = new Cutter<string>({ plan, context }, { cursor, frame }, new ChunkWriter());
    expect([await cutter.take(), await cutter.take()]).toEqual([true, false]);
    expect(written).toEqual(["c"]);
  });
});
