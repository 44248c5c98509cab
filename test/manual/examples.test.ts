import { execFile, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { SinchClient } from "../../src/sinch/index.js";
import { Installed, root, STRICT_NODE } from "../package/installed.js";

const patient = { timeout: 120_000 };
const execute = promisify(execFile);
const files = readdirSync(join(root, "examples")).filter((file) => /\.(ts|mjs)$/.test(file));
let installed: Installed;
let simulator: Simulator;

beforeAll(async () => {
  installed = await Installed.create();
  installed.add("csv-parse");
  mkdirSync(join(installed.folder, "examples"));
  for (const file of files.filter((name) => name.endsWith(".ts"))) {
    const { outputText } = ts.transpileModule(readFileSync(join(root, "examples", file), "utf8"), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    writeFileSync(join(installed.folder, "examples", file.replace(/\.ts$/, ".mjs")), outputText);
  }
  simulator = await startSimulator();
}, patient.timeout);

afterAll(async () => {
  await simulator?.close();
  installed?.remove();
});

/** The variables by which every client finds the simulator. */
function environment(): Record<string, string | undefined> {
  const entries = Object.entries(simulator.options).flatMap(([provider, options]) =>
    Object.entries(options as Record<string, string>).map(([option, value]) => [
      `${provider}_${option.replaceAll(/[A-Z]/g, "_$&")}`.toUpperCase(),
      value,
    ]),
  );
  return { ...process.env, ...Object.fromEntries(entries) };
}

async function run(file: string, ...words: string[]): Promise<string> {
  const options = { cwd: installed.folder, env: environment() };
  const { stdout } = await execute(process.execPath, [join("examples", file), ...words], options);
  return stdout.trim();
}

/** Runs a piece of code beside the examples. */
async function evaluate(code: string): Promise<string> {
  const options = { cwd: installed.folder, env: environment() };
  const { stdout } = await execute(process.execPath, ["--input-type=module", "--eval", code], options);
  return stdout.trim();
}

/** It needs Postgres: `npm run test:services` runs it. */
function isElsewhere(file: string): boolean {
  return file.startsWith("many-machines.");
}

function sent(operation: string): number {
  return simulator.requests.filter((one) => one.operation === operation).length;
}

it("every example is a program of 20 to 60 lines, and has a test here", () => {
  const text = readFileSync(import.meta.filename, "utf8");
  for (const file of files) {
    const lines = readFileSync(join(root, "examples", file), "utf8")
      .trimEnd()
      .split("\n").length;
    expect(lines, file).toBeGreaterThanOrEqual(20);
    expect(lines, file).toBeLessThanOrEqual(60);
    if (!isElsewhere(file)) expect(text).toContain(file.replace(/\.ts$/, ".mjs"));
  }
});

it("every example compiles for a strict user", patient, async () => {
  const own = files.filter((file) => file.endsWith(".ts") && !isElsewhere(file));
  const texts = own.map((file) => [file, readFileSync(join(root, "examples", file), "utf8")] as const);
  const complaints = await installed.compileTexts("strict", new Map(texts), STRICT_NODE);
  expect(complaints).toBe("");
});

describe("the examples against the simulator:", patient, () => {
  it("10,000 rows of a CSV are sorted into classes", async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => `${n},"Row ${n}, and a comma"`);
    writeFileSync(join(installed.folder, "tickets.csv"), `id,text\n${rows.join("\n")}\n`);
    expect(await run("classify-csv.mjs")).toMatch(/^10000 rows in 2 batches \{ usable: 10000 \}/);
    const labels = readFileSync(join(installed.folder, "labels.csv"), "utf8").trimEnd().split("\n");
    expect(new Set(labels).size).toBe(10_001);
  });

  it("two models answer the same questions", async () => {
    const lines = (await run("evals.mjs")).split("\n").sort();
    expect(lines).toEqual([
      expect.stringMatching(/^claude-sonnet-5: \d of 3$/),
      expect.stringMatching(/^gpt-4.1-mini: \d of 3$/),
    ]);
  });

  it("a reminder goes to all who did not opt out, once, and who did not get it is called", async () => {
    const client = new RingCentralClient(simulator.options.ringcentral);
    const from = (await client.phoneNumbers.findSender())?.phoneNumber ?? "";
    await client.consents.update([{ from, to: "+12055550102", optStatus: "OptOut", source: "Api" }]);
    const printed = await run("reminders.mjs", "monday");
    expect(printed).toMatch(/^3 reminders, 3 segments, 1 opted out\ncall Alan: failed SMS-CAR-411$/);
    expect(await run("reminders.mjs", "monday")).toBe(printed);
    const batches = simulator.requests.filter(
      ({ provider, operation }) => provider === "ringcentral" && operation === "batches.create",
    );
    expect(batches.length).toBe(1);
  });

  it("a nightly job that is started again does nothing twice", async () => {
    const before = sent("batches.create");
    expect(await run("nightly.mjs", "2026-11-27")).toContain("2026-11-27 is done: { usable: 30 }");
    expect(await run("nightly.mjs", "2026-11-27")).toContain("2026-11-27 is done: {}");
    expect(sent("batches.create")).toBe(before + 1);
    const lines = readFileSync(join(installed.folder, "results-2026-11-27.jsonl"), "utf8")
      .trimEnd()
      .split("\n");
    expect(new Set(lines).size).toBe(30);
    expect(lines.length).toBe(30);
  });

  it("a server takes signed receipts and answers", async () => {
    const env = { ...environment(), SINCH_WEBHOOK_SECRET: "simulator-webhook-secret", PORT: "0" };
    const server = spawn(process.execPath, ["examples/receipts-server.mjs"], { cwd: installed.folder, env });
    const lines: string[] = [];
    const printed = (pattern: RegExp): Promise<string> =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = lines.find((one) => pattern.test(one));
          if (line !== undefined) resolve(line);
        };
        server.stdout.on("data", look);
        server.once("exit", () => reject(new Error(lines.join("\n"))));
        look();
      });
    server.stdout.on("data", (chunk) => lines.push(...String(chunk).trim().split("\n")));
    const port = (await printed(/^listening on \d+$/)).split(" ").at(-1);
    const { batches } = new SinchClient(simulator.options.sinch);
    await batches.send({
      from: "Library",
      to: ["46701740605", "46701740990"],
      body: "We are closed.",
      delivery_report: "per_recipient",
      callback_url: `http://127.0.0.1:${port}/sinch`,
    });
    expect(await printed(/^46701740605 Delivered$/)).toBeDefined();
    expect(await printed(/^46701740990 says /)).toBeDefined();
    server.removeAllListeners("exit").kill();
  });

  it("a route of Next.js starts a batch in one request and shows its results in another", async () => {
    const printed = await evaluate(`
      const { GET, POST } = await import("./examples/next-route.mjs");
      const body = JSON.stringify({ cities: ["Rome", "Oslo"] });
      const started = await POST(new Request("http://app/api/mottos", { method: "POST", body }));
      const handle = await started.text();
      console.log(started.status);
      let answer;
      do answer = await GET(new Request("http://app/api/mottos?handle=" + encodeURIComponent(handle)));
      while (answer.status === 202);
      console.log(answer.status, await answer.json());
      const refused = await POST(new Request("http://app", { method: "POST", body: '{"cities":["Rome","Rome"]}' }));
      console.log(refused.status);
    `);
    expect(printed).toContain("202\n200 {");
    expect(printed).toContain("Rome: 'usable'");
    expect(printed).toMatch(/\n400$/);
  });

  it("a worker starts, looks and answers over three invocations", async () => {
    const printed = await evaluate(`
      const { default: worker } = await import("./examples/cloudflare-worker.mjs");
      const kept = new Map();
      const JOBS = {
        get: async (key) => kept.get(key) ?? null,
        put: async (key, value) => void kept.set(key, value),
        delete: async (key) => void kept.delete(key),
        list: async ({ prefix }) => ({ keys: [...kept.keys()].filter((name) => name.startsWith(prefix)).map((name) => ({ name })) }),
      };
      const env = { ...process.env, JOBS };
      const params = { model: "claude-sonnet-5", max_tokens: 50, messages: [{ role: "user", content: "Hi" }] };
      const body = JSON.stringify([{ custom_id: "a", params }]);
      const { id } = await (await worker.fetch(new Request("https://w/", { method: "POST", body }), env)).json();
      const get = () => worker.fetch(new Request("https://w/" + id), env);
      console.log((await get()).status);
      while ((await get()).status === 404) await worker.scheduled({}, env);
      console.log(await (await get()).text());
    `);
    expect(printed).toBe('404\n{"a":"usable"}');
  });
});
