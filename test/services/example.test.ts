import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { connect } from "./drivers.js";
import { Cluster } from "./server.js";

const EXAMPLE = join(resolve(import.meta.dirname, "../.."), "examples/many-machines.mjs");

let cluster: Cluster;
let simulator: Simulator;

beforeAll(async () => {
  cluster = await Cluster.start();
  simulator = await startSimulator({ timeScale: 3_600 });
});

afterAll(async () => {
  await simulator.close();
  cluster.stop();
});

it("the guide's program runs as it stands, on three machines of which one dies", async () => {
  const { anthropic } = simulator.options;
  const settings = { ANTHROPIC_BASE_URL: anthropic.baseUrl, ANTHROPIC_API_KEY: String(anthropic.apiKey) };
  const env = { ...process.env, ...settings, DATABASE_URL: cluster.url };
  const sends = (): number =>
    simulator.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/batches")).length;

  const mortal = spawn(process.execPath, [EXAMPLE, "2026-11-27"], { env, stdio: "ignore" });
  while (sends() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  mortal.kill("SIGKILL");
  await once(mortal, "exit");

  const run = () => promisify(execFile)(process.execPath, [EXAMPLE, "2026-11-27"], { env });
  const outputs = (await Promise.all([run(), run()])).map(({ stdout }) => stdout.trim());
  const [line = ""] = outputs;
  expect(outputs).toEqual([line, line]);
  expect(line).toMatch(/^2026-11-27: 5 items in 3 batches, /);
  expect(sends()).toBe(3);
  const { query, close } = connect("pg", cluster.url);
  expect((await query("SELECT id FROM answers ORDER BY id")).rows.map(({ id }) => id)).toEqual(
    Array.from({ length: 5 }, (_, index) => `question-${index}`),
  );
  await close();
});
