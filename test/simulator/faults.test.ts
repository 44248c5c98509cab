import { request as rawRequest } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startProviders, type Simulator } from "../../src/simulator/start.js";
import { mini, miniAs } from "./fixtures/mini.js";

let sim: Simulator;
let url: string;

beforeEach(async () => {
  sim = await startProviders([mini, miniAs("sinch")], { timeScale: "manual" });
  url = sim.urls.ip1;
});
afterEach(async () => {
  expect(sim.violations).toEqual([]);
  await sim.close();
});

function create(kind = "a", signal?: AbortSignal): Promise<Response> {
  const body = JSON.stringify({ kind });
  const headers = { "content-type": "application/json" };
  return fetch(`${url}/things`, { method: "POST", headers, body, ...(signal && { signal }) });
}

async function countThings(): Promise<number> {
  const page = (await (await fetch(`${url}/things`)).json()) as { things: unknown[] };
  return page.things.length;
}

async function codeOf(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown as Error,
  );
  return (error?.cause as { code?: string } | undefined)?.code ?? error?.message;
}

test.each([
  { fault: "reset-befor" },
  { fault: {} },
  { fault: { status: 99 } },
  { fault: { status: "503" } },
  { fault: { truncateAfter: -1 } },
  { fault: { after: "later", ms: 5 } },
  { fault: { after: "late" } },
  {},
  { provider: "antropic", fault: "stall" },
  { times: 0, fault: "stall" },
  { times: NaN, fault: "stall" },
])("a rule that could never apply is refused: %j", async (rule) => {
  expect(() => sim.faults.add(rule as never)).toThrow(RangeError);
  expect((await create()).status).toBeLessThan(300);
});

test("a status is answered in place of carrying out, with headers and body as given", async () => {
  sim.faults.add({ fault: { status: 429, headers: { "Retry-After": "7" }, body: { why: "slow down" } } });
  const response = await create();
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("7");
  expect(response.headers.get("x-trace")).toMatch(/^t-/);
  expect(await response.json()).toEqual({ why: "slow down" });
  expect(await countThings()).toBe(0);
});

test("a status without a body is worded by the provider, and keeps the headers", async () => {
  sim.faults.add({ fault: { status: 503, headers: { "retry-after": "1", "x-trace": "mine" } } });
  const response = await create();
  expect(response.headers.get("retry-after")).toBe("1");
  expect(response.headers.get("x-trace")).toBe("mine");
  expect(await response.json()).toEqual({ problem: { kind: "status", status: 503 } });
});

test("text goes out as a proxy's page, or as what the headers say; an empty body is empty", async () => {
  sim.faults.add({ fault: { status: 502, body: "<html>Bad gateway</html>" } });
  const page = await create();
  expect(page.headers.get("content-type")).toBe("text/html");
  expect(await page.text()).toBe("<html>Bad gateway</html>");
  sim.faults.add({
    fault: { status: 200, headers: { "content-type": "application/json" }, body: '{"torn":' },
  });
  const torn = await create();
  expect(torn.headers.get("content-type")).toBe("application/json");
  expect(await torn.text()).toBe('{"torn":');
  sim.faults.add({ fault: { status: 500, body: "" } });
  expect(await (await create()).text()).toBe("");
});

test("reset-before carries out nothing", async () => {
  sim.faults.add({ fault: "reset-before" });
  expect(await codeOf(create())).toBe("ECONNRESET");
  expect(await countThings()).toBe(0);
  expect(sim.requests[0]).toMatchObject({
    operation: "things.create",
    fault: "reset-before",
    body: undefined,
  });
});

test("reset-after carries out the request", async () => {
  sim.faults.add({ fault: "reset-after" });
  expect(await codeOf(create())).toBe("ECONNRESET");
  expect(await countThings()).toBe(1);
  expect(sim.requests[0]).toMatchObject({ fault: "reset-after", status: 201, body: { kind: "a" } });
});

test("stall carries out nothing and ends with the simulator", async () => {
  sim.faults.add({ operation: "create", fault: "stall", times: 2 });
  expect(await codeOf(create("a", AbortSignal.timeout(60)))).toMatch(/timeout/);
  const stalled = codeOf(create());
  expect(await countThings()).toBe(0);
  await sim.close();
  expect(await stalled).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
});

test("late answers 504 as a gateway does, and the request is carried out that much later", async () => {
  sim.faults.add({ fault: { after: "late", ms: 30_000 } });
  const sent = await create();
  expect(sent.status).toBe(504);
  expect(await sent.json()).toEqual({ problem: { kind: "status", status: 504 } });
  await sim.clock.advance(29_999);
  expect(await countThings()).toBe(0);
  await sim.clock.advance(1);
  expect(await countThings()).toBe(1);
  const { created } = (await (await fetch(`${url}/things/a-1`)).json()) as { created: string };
  expect(Date.parse(created)).toBe(sim.clock.now());
});

test("late with a stall never answers, and the request is carried out all the same", async () => {
  sim.faults.add({ operation: "create", fault: { after: "late", ms: 4_000, answer: "stall" } });
  const stalled = codeOf(create());
  await vi.waitUntil(() => sim.requests[0]?.body !== undefined);
  expect(await countThings()).toBe(0);
  await sim.clock.advance(4_000);
  expect(await countThings()).toBe(1);
  await sim.close();
  expect(await stalled).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
});

test("what the provider refuses does not happen later either, and a body over the limit is refused at once", async () => {
  sim.faults.add({ times: 2, fault: { after: "late", ms: 1_000 } });
  expect((await create("refused")).status).toBe(504);
  const headers = { "content-type": "application/json" };
  const body = new Uint8Array(3 * 2 ** 20 + 1);
  expect((await fetch(`${url}/uploads`, { method: "POST", headers, body })).status).toBe(413);
  await sim.clock.advance(1_000);
  expect(await countThings()).toBe(0);
});

test("an answer can lack its Date, with or without another fault", async () => {
  expect((await create()).headers.has("date")).toBe(true);
  sim.faults.add({ fault: { without: ["date"] } });
  const plain = await create();
  expect([plain.status, plain.headers.has("date")]).toEqual([201, false]);
  sim.faults.add({ fault: { status: 503, without: ["date", "x-trace"] } });
  const failed = await create();
  expect(failed.status).toBe(503);
  expect(failed.headers.has("date") || failed.headers.has("x-trace")).toBe(false);
  expect(await countThings()).toBe(2);
});

test.each([0, 1, 20])("truncateAfter %i promises the whole body and breaks off", async (bytes) => {
  sim.faults.add({ fault: { truncateAfter: bytes } });
  const { length, received } = await readRaw();
  expect(received).toHaveLength(bytes);
  expect(length).toBeGreaterThan(40);
  expect(await countThings()).toBe(1);
});

/** Reads by hand what arrives before the connection goes. */
function readRaw(): Promise<{ length: number; received: string }> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const call = rawRequest(`${url}/things`, { method: "POST", headers, agent: false }, (response) => {
      let received = "";
      response.setEncoding("utf8").on("data", (text: string) => (received += text));
      response.on("error", () => resolve({ length: Number(response.headers["content-length"]), received }));
      response.on("end", () => reject(new Error("the answer was complete")));
    });
    call.on("error", reject).end('{"kind":"a"}');
  });
}

test("truncateAfter cuts a stream of lines as well", async () => {
  sim.faults.add({ operation: "getLines", fault: { truncateAfter: 100_000 } });
  const response = await fetch(`${url}/things/good/lines`);
  expect(Number(response.headers.get("content-length"))).toBeGreaterThan(300_000);
  await expect(response.text()).rejects.toThrow("terminated");
});

test("rules match provider and operation by any of its names, and are used up in order", async () => {
  const status = (code: number) => ({ status: code, body: {} });
  sim.faults.add({ provider: "sinch", fault: status(501) });
  sim.faults.add({ operation: "things.get", fault: status(502) });
  sim.faults.add({ operation: "createThing", times: 2, fault: status(503) });
  sim.faults.add({ operation: "create", fault: status(504) });
  sim.faults.add({ provider: "ip1", operation: "things.create", fault: status(507) });
  const statuses: number[] = [];
  for (let call = 0; call < 5; call++) statuses.push((await create()).status);
  expect(statuses).toEqual([503, 503, 504, 507, 201]);
  expect((await fetch(`${url}/things/x`)).status).toBe(502);
});

test("a rule without an operation hits unknown paths too, until it is cleared", async () => {
  sim.faults.add({ times: Infinity, fault: { status: 500 } });
  expect((await fetch(`${url}/nowhere`)).status).toBe(500);
  expect((await create()).status).toBe(500);
  sim.faults.clear();
  expect((await create()).status).toBe(201);
});
