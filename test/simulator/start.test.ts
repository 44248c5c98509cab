import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import { startSimulator } from "../../src/simulator/index.js";
import { startProviders } from "../../src/simulator/start.js";
import { mini, miniAs } from "./fixtures/mini.js";

test("urls and options belong together", async () => {
  const sim = await startSimulator();
  try {
    expect(sim.urls.anthropic).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(sim.options.anthropic.baseUrl).toBe(sim.urls.anthropic);
    expect(sim.options.sinchProject.authUrl).toBe(sim.urls.sinchAuth);
  } finally {
    await sim.close();
  }
});

/** The first of two neighbouring ports that are free. Systems give out higher ones to servers that name none. */
async function freePair(): Promise<number> {
  for (let port = 20_000; port < 30_000; port += 2)
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  throw new Error("no two neighbouring ports are free");
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, "127.0.0.1");
  return new Promise((resolve) => {
    probe.once("error", () => resolve(false));
    probe.once("listening", () => probe.close(() => resolve(true)));
  });
}

test("an explicit port is counted up from provider to provider", async () => {
  const port = await freePair();
  const sim = await startProviders([miniAs("anthropic"), miniAs("ringcentral")], { port });
  try {
    expect(sim.urls.anthropic).toBe(`http://127.0.0.1:${port}`);
    expect(sim.urls.ringcentral).toBe(`http://127.0.0.1:${port + 1}`);
    await expect(startProviders([mini], { port: port + 1 })).rejects.toThrow("EADDRINUSE");
  } finally {
    await sim.close();
  }
});

test("by default an hour passes in a second, and the random numbers are the same each time", async () => {
  const once = async (): Promise<string> => {
    const sim = await startSimulator();
    const [real, virtual] = [performance.now(), sim.clock.now()];
    const { id } = await new AnthropicClient(sim.options.anthropic).batches.create({
      requests: [
        { custom_id: "a", params: { model: "m", max_tokens: 1, messages: [{ role: "user", content: "x" }] } },
      ],
    });
    const scale = (sim.clock.now() - virtual) / (performance.now() - real);
    await sim.close();
    expect(Math.round(scale / 360)).toBe(10);
    return id;
  };
  expect(await once()).toBe(await once());
});

test("nonsense for a time scale is refused", async () => {
  await expect(startSimulator({ timeScale: 0 })).rejects.toThrow(RangeError);
  await expect(startSimulator({ timeScale: NaN })).rejects.toThrow(RangeError);
});

test("the log keeps the newest 10,000 requests and the newest 32 MiB of bodies", async () => {
  const { RequestLog } = await import("../../src/simulator/request-log.js");
  const log = new RequestLog();
  const entry = () =>
    ({ provider: "ip1", method: "GET", path: "/", query: {}, headers: {}, body: undefined, at: 0 }) as const;
  for (let n = 0; n < 10_001; n++) log.add({ ...entry(), path: `/${n}` }, []);
  expect(log.entries).toHaveLength(10_000);
  expect(log.entries[0]!.path).toBe("/1");
  const raw = Buffer.alloc(2 ** 20, "x");
  const entries = Array.from({ length: 33 }, () => log.add(entry(), []));
  for (const one of entries) log.setBody(one, raw, raw.length, []);
  expect(entries[0]!.body).toEqual({ omitted: true, bytes: 2 ** 20 });
  expect(entries[32]!.body).toBe(raw.toString());
});

test("a closed simulator lets the process end, whatever is scheduled and open", async () => {
  const script = `
    import { startProviders } from "./src/simulator/start.js";
    import { mini, miniAs } from "./test/simulator/fixtures/mini.js";
    const sim = await startProviders([mini], { timeScale: 1 });
    const body = JSON.stringify({ kind: "a", callback: "http://127.0.0.1:9/" });
    const headers = { "content-type": "application/json" };
    await fetch(sim.urls.ip1 + "/things", { method: "POST", headers, body });
    sim.faults.add({ fault: "stall" });
    const stalled = fetch(sim.urls.ip1 + "/things").catch(() => "cut");
    while (sim.requests.length < 2) await new Promise((later) => setTimeout(later, 5));
    await sim.close();
    console.log(await stalled);
  `;
  const run = promisify(execFile)("npx", ["tsx", "--input-type=module", "--eval", script], {
    timeout: 20_000,
  });
  expect((await run).stdout.trim()).toBe("cut");
});

test("absent libraries are named with the command that installs them", async () => {
  const script = `
    import { register } from "node:module";
    register("data:text/javascript," + encodeURIComponent(\`
      export async function resolve(specifier, context, next) {
        if (specifier !== "find-my-way") return next(specifier, context);
        throw Object.assign(new Error("Cannot find package 'find-my-way'"), { code: "ERR_MODULE_NOT_FOUND" });
      }\`));
    const { startSimulator } = await import("./src/simulator/index.js");
    await startSimulator().catch((error) => console.log(error.message));
  `;
  const run = promisify(execFile)("npx", ["tsx", "--input-type=module", "--eval", script], {
    timeout: 20_000,
  });
  const message = (await run).stdout.trim();
  expect(message).toBe(
    "batchwire/simulator needs libraries that are not installed: npm install --save-dev ajv ajv-formats yaml find-my-way",
  );
});
