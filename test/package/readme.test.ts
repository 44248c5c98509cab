import { symlinkSync, writeFileSync, readFileSync } from "node:fs";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Installed, root } from "./installed.js";
import { perform, samplesIn, sampleWith } from "./samples.js";

const patient = { timeout: 120_000 };
let installed: Installed;

beforeAll(async () => {
  installed = await Installed.create();
  for (const name of Object.keys(installed.manifest.peerDependencies ?? {})) installed.add(name);
}, patient.timeout);

afterAll(() => installed?.remove());

describe("the README's TypeScript samples", patient, () => {
  const kinds = { nodenext: "nodenext", bundler: "esnext" };
  it.each(Object.entries(kinds))(
    "compile against the packed package under %s",
    async (resolution, module) => {
      const samples = samplesIn("ts");
      expect(samples.length).toBeGreaterThan(8);
      const texts = new Map(samples.map((code, index) => [`sample-${index}.ts`, `${code}\nexport {};\n`]));
      const complaints = await installed.compileTexts(`readme-${resolution}`, texts, {
        target: "ES2022",
        lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
        module,
        moduleResolution: resolution,
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noEmit: true,
        skipLibCheck: true,
        types: ["node"],
        typeRoots: [join(root, "node_modules/@types")],
        paths: { vitest: [join(root, "node_modules/vitest/dist/index.d.ts")] },
      });
      expect(complaints).toBe("");
    },
  );
});

describe("the README's samples, run as they stand against the simulator:", patient, () => {
  it("the first one, which brings its own", async () => {
    const printed = await installed.node(sampleWith("startSimulator", "js"));
    expect(printed).toContain("completed");
    expect(printed).toContain("succeeded: 1");
    expect(printed).toMatch(/^rome \{/m);
  });

  it("a batch of Anthropic", async () => {
    const printed = await perform(installed, sampleWith("classifyResult({"));
    expect(printed).toMatch(/^ended \d/m);
    for (const city of ["Rome", "Oslo", "Lima"]) expect(printed).toMatch(new RegExp(`^${city} \\[`, "m"));
  });

  it("a batch of RingCentral", async () => {
    const printed = await perform(installed, sampleWith("new RingCentralClient()"));
    expect(printed).toMatch(/^completed/);
    expect(printed).toContain("succeeded: 2");
  });

  it("a batch of iP.1", async () => {
    const printed = await perform(installed, sampleWith("new Ip1Client()"));
    expect(printed).toContain("succeeded: 2");
    expect(printed).toContain("outcome: 'completed'");
  });

  it("a batch of Sinch", async () => {
    const printed = await perform(installed, sampleWith('region: "eu"'));
    expect(printed).toContain("succeeded: 2");
    expect(printed).toContain("client_reference: 'closing-2026-11'");
  });

  it("waiting in another process", async () => {
    const before = `
      ${request}
      let stored;
      globalThis.body = { requests: [request(0)] };
      globalThis.store = { save: async (json) => void (stored = json), load: async () => stored };`;
    expect(await perform(installed, sampleWith("store.save"), { before })).toMatch(/^ended completed/);
  });

  it("results", async () => {
    const id = /results\("(\w+)"/.exec(sampleWith("done.has(id)"))?.[1] ?? "";
    const before = `
      ${request}
      const { AnthropicClient } = await import("batchwire/anthropic");
      const { batches } = new AnthropicClient();
      const batch = await batches.create({ requests: [request(0), request(1)] });
      await simulator.clock.advance(86_400_000);
      const redirected = globalThis.fetch;
      globalThis.fetch = (input, init) => {
        const url = (input instanceof Request ? input.url : String(input)).replace("${id}", batch.id);
        return redirected(input instanceof Request ? new Request(url, input) : url, init);
      };`;
    const printed = await perform(installed, sampleWith("done.has(id)"), { before });
    expect(printed.split("\n").sort()).toEqual(["prompt-0 succeeded", "prompt-1 succeeded"]);
  });

  it("submitting, and finding a part whose answer was lost", async () => {
    const before = `
      ${request}
      globalThis.prompts = async function* (from) { for (let n = from; n < 3; n++) yield request(n); };`;
    const sample = sampleWith("batches.submit(prompts(0)");
    expect(await perform(installed, sample, { before })).toMatch(/^msgbatch_\w+ holds inputs 0 to 3$/);
    const lost = `${before}
      simulator.faults.add({ provider: "anthropic", operation: "batches.create", fault: "reset-after" });`;
    const printed = await perform(installed, sample, { before: lost });
    expect(printed).toMatch(/^0 parts went out; go on at input 3$/m);
    expect(printed).toContain("status: 'found'");
  });

  it("a send whose answer was lost, which is sent once", async () => {
    const before = `
      globalThis.body = { from: "Library", to: ["46701740605"], body: "The library is closed." };
      simulator.faults.add({ provider: "sinch", operation: "batches.send", fault: "reset-after" });`;
    const after = `
      const sent = simulator.requests.filter(({ operation }) => operation === "batches.send");
      const waited = simulator.requests.filter(({ operation }) => operation === "deliveryReports.get");
      console.log(sent.length, waited.length > 0);`;
    expect(await perform(installed, sampleWith("result.candidates"), { before, after })).toBe("1 true");
  });

  it("the raw client", async () => {
    expect(await perform(installed, sampleWith(".raw.GET("))).toBe("[]");
  });

  it("webhooks", async () => {
    const after = `
      const call = (body, headers) => new Request("https://example.com", { method: "POST", body, headers });
      const forged = await sample.fromSinch(call("{}", {}));
      console.log(forged.status, await forged.text());
      const handshake = await sample.fromRingCentral(call(undefined, { "validation-token": "token" }));
      console.log(handshake.status, handshake.headers.get("validation-token"));
      for (let twice = 0; twice < 2; twice++)
        console.log((await sample.fromIp1(call('{"messageId":"m1","code":201}'))).status);`;
    const printed = await perform(installed, sampleWith("verifySinchWebhook"), { after });
    expect(printed.split("\n")).toEqual([
      "401 missing-header",
      "200 token",
      "new status m1 201",
      "200",
      "200",
    ]);
  });

  it("the vitest example, by vitest", async () => {
    symlinkSync(join(root, "node_modules/vitest"), join(installed.folder, "node_modules/vitest"));
    writeFileSync(join(installed.folder, "lost.test.ts"), sampleWith('from "vitest"'));
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const run = promisify(execFile)(process.execPath, [vitest, "run", "--root", installed.folder], {
      cwd: installed.folder,
      env: { ...process.env, NO_COLOR: "1" },
    });
    expect((await run).stdout).toMatch(/Tests +1 passed/);
  });
});

/** A request for Anthropic, as source text. */
const request = `
  const request = (n) => ({
    custom_id: "prompt-" + n,
    params: { model: "claude-sonnet-5", max_tokens: 5, messages: [{ role: "user", content: "Hi" }] },
  });`;

it("every command that the README names is a script", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name as string);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
