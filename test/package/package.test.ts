import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { specNames } from "../../scripts/openapi.js";
import { clientName, credentialsOf, providerNames } from "../../scripts/providers.js";
import { Installed, root, STRICT } from "./installed.js";

/** Processes are started here, and compilers: on a busy machine that takes its time. */
const patient = { timeout: 60_000 };
const providers = providerNames();
const clients = providers.map((name) => [name, clientName(name)] as const);
const strict = { ...STRICT, types: [], skipLibCheck: false };
const resolutions = {
  nodenext: { ...strict, module: "nodenext", moduleResolution: "nodenext" },
  bundler: { ...strict, module: "esnext", moduleResolution: "bundler" },
};

let installed: Installed;

/** The optional members of all interfaces that hold options, by their names. */
function optionsIn(
  file: string,
  text: string,
): { readonly name: string; readonly takesUndefined: boolean }[] {
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const holders = statements.filter(ts.isInterfaceDeclaration).filter(({ name }) => HOLDERS.test(name.text));
  return holders.flatMap((holder) =>
    holder.members.flatMap((member) => {
      if (!ts.isPropertySignature(member) || member.questionToken === undefined) return [];
      const types = member.type && ts.isUnionTypeNode(member.type) ? member.type.types : [];
      const takesUndefined = types.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword);
      return [{ name: `${holder.name.text}.${member.name.getText()}`, takesUndefined }];
    }),
  );
}

const HOLDERS = /(Options|Hooks|Freshness|Webhook|BatchLimits)$/;

beforeAll(async () => {
  installed = await Installed.create();
}, patient.timeout);

afterAll(() => installed?.remove());

describe("the packed package", patient, () => {
  it("holds what users need and nothing else", () => {
    const top = readdirSync(installed.package).sort();
    expect(top).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist",
      "examples",
      "package.json",
      "specs",
    ]);
    expect(readdirSync(join(installed.package, "dist")).sort()).toEqual([
      "cli",
      "cli.js",
      "generated",
      "src",
    ]);
    expect(existsSync(join(installed.package, "dist/src/cli"))).toBe(false);
    expect(readdirSync(join(installed.package, "specs")).sort()).toEqual(
      readdirSync(join(root, "specs"))
        .filter((name) => name !== "redocly.yaml")
        .sort(),
    );
  });

  it("has a file behind every export, types first", () => {
    for (const target of Object.values(installed.manifest.exports)) {
      if (typeof target === "string") continue;
      expect(Object.keys(target)[0]).toBe("types");
      for (const file of Object.values(target))
        expect(existsSync(join(installed.package, file)), file).toBe(true);
    }
  });

  it("hands out the OpenAPI documents as files", async () => {
    const print = (name: string) =>
      `import { readFileSync } from "node:fs";
       console.log(readFileSync(new URL(import.meta.resolve("batchwire/specs/${name}.yaml")), "utf8").slice(0, 12))`;
    for (const name of providers) expect(await installed.node(print(name))).toBe("openapi: 3.1");
  });
});

describe("imports", patient, () => {
  it("the root brings the clients and the errors, and no logic of its own", async () => {
    const print = `console.log(JSON.stringify(Object.keys(await import("batchwire"))))`;
    const names = JSON.parse(await installed.node(print)) as string[];
    expect(names.filter((name) => !name.endsWith("Error"))).toEqual(
      [...clients.map(([, client]) => client), "segmentsOf"].sort(),
    );
    expect(names.filter((name) => name.endsWith("Error"))).toHaveLength(20);
  });

  it("each entry loads by itself and brings its client", async () => {
    const names = await installed.node(
      `const names = await Promise.all(${JSON.stringify(["", ...providers.map((name) => `/${name}`)])}
         .map(async (entry) => Object.keys(await import("batchwire" + entry)).filter((name) => /Client$/.test(name))));
       console.log(JSON.stringify(names));`,
    );
    const own = clients.map(([, client]) => client);
    expect(JSON.parse(names)).toEqual([own.toSorted(), ...own.map((client) => [client])]);
  });

  it("the journal brings its back ends and what they throw", async () => {
    const print = `console.log(Object.keys(await import("batchwire/journal")).join())`;
    expect(await installed.node(print)).toBe("JournalError,fileJournal,postgresJournal,sqliteJournal");
  });

  it.each(providers)("%s pulls in no other provider, and no simulator", (name) => {
    const roomOf = (source: string) =>
      /(?:^|\/)src\/([^/]+)\//.exec(source)?.[1] ?? /(?:^|\/)generated\/([^.]+)\./.exec(source)?.[1];
    // The bundler names the source of each piece it joins.
    const code = [...installed.reachable(`dist/src/${name}/index.js`, ".js")].flatMap((file) =>
      [...installed.text(file).matchAll(/^\/\/ ((?:src|generated)\/\S+\.ts)$/gm)].map(
        ([, source = ""]) => source,
      ),
    );
    const types = [...installed.reachable(`dist/src/${name}/index.d.ts`, ".d.ts")];
    expect(code.length).toBeGreaterThan(20);
    expect(new Set([...code, ...types].map(roomOf))).toEqual(new Set(["core", name]));
  });

  it("the import of one client opens a handful of files and no other package: Node pays for each of them", () => {
    for (const name of providers) {
      const files = [...installed.reachable(`dist/src/${name}/index.js`, ".js")];
      expect(files.length, name).toBeLessThanOrEqual(5);
      const packages = files.flatMap(
        (file) => installed.text(file).match(/^import .* from "[^.].*$/gm) ?? [],
      );
      expect(packages, name).toEqual([]);
    }
  });

  it("the package holds the license of what is joined with the clients", () => {
    expect(installed.text("dist/src/chunks/LICENSES.txt")).toMatch(/^openapi-fetch \d+\./);
  });
});

describe("a bundle for browsers", patient, () => {
  // The bundler that the size check brings.
  const toBundler = createRequire(createRequire(join(root, "package.json")).resolve("@size-limit/esbuild"));
  const { build } = toBundler("esbuild") as { build: (options: object) => Promise<Bundle> };
  interface Bundle {
    readonly warnings: readonly unknown[];
    readonly outputFiles: readonly { readonly text: string }[];
  }
  /** What browsers and workers have of what the clients use, and nothing else: no process, no Buffer, no require. */
  const platform = { fetch, Headers, Request, Response, URL, URLSearchParams, AbortController, AbortSignal };
  const more = { ReadableStream, TextEncoder, TextDecoder, crypto, performance, setTimeout, clearTimeout };

  it.each(clients)("%s needs nothing of Node, neither to be built nor to be made", async (name, client) => {
    const { warnings, outputFiles } = await build({
      stdin: { contents: `export * from "batchwire/${name}";`, resolveDir: installed.folder },
      bundle: true,
      write: false,
      platform: "browser",
      format: "iife",
      globalName: "batchwire",
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
    const code = outputFiles[0]?.text ?? "";
    expect(code).not.toMatch(/["']node:|\brequire\(/);
    const context = createContext({ ...platform, ...more });
    runInContext(`${code}; made = new batchwire.${client}(${JSON.stringify(credentialsOf(name))});`, context);
    expect(context).toHaveProperty("made.batches.wait");
  });
});

describe("a strict project", patient, () => {
  const kinds = ["nodenext", "bundler"] as const;
  it.each(kinds)("compiles against the types under %s", async (kind) => {
    expect(await installed.compile(kind, resolutions[kind])).toBe("");
  });

  it("may give every option as undefined, whichever entry takes it", () => {
    const entries = Object.values(installed.manifest.exports).flatMap((target) =>
      typeof target === "string" ? [] : [target["types"]?.replace("./", "") ?? ""],
    );
    const files = new Set(entries.flatMap((entry) => [...installed.reachable(entry, ".d.ts")]));
    const options = [...files].flatMap((file) => optionsIn(file, installed.text(file)));
    expect(options.length).toBeGreaterThan(50);
    expect(options.filter(({ takesUndefined }) => !takesUndefined).map(({ name }) => name)).toEqual([]);
  });
});

describe("the command line", patient, () => {
  it("does a simulated job from the package alone, without any peer", async () => {
    const { bin } = JSON.parse(installed.text("package.json")) as {
      readonly bin: { readonly batchwire: string };
    };
    const words = ["run", "node_modules/batchwire/examples/prompts.jsonl", "--to", "anthropic", "--simulate"];
    const output = join(installed.folder, "results.jsonl");
    await installed.run(join(installed.package, bin.batchwire), [...words, "--no-journal", "-o", output]);
    const ids = readFileSync(output, "utf8").match(/"custom_id":"city-\d+"/g);
    expect(new Set(ids).size).toBe(12);
  });

  it("hands on the licenses of what is joined with it", () => {
    const licenses = installed.text("dist/cli/LICENSES.txt");
    for (const name of ["ajv", "cli-table3", "commander", "csv-parse", "find-my-way", "log-update", "yaml"])
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.`, "m"));
  });
});

describe("the simulator and its optional peers", patient, () => {
  const start = `
    const { startSimulator } = await import("batchwire/simulator");
    const simulator = await startSimulator();
    console.log(Object.keys(simulator.urls).sort().join());
    await simulator.close();`;
  const peers = ["ajv", "ajv-formats", "find-my-way", "yaml"];

  it("says what to install as long as a peer is absent, and starts as soon as all are there", async () => {
    const failure = await installed.node(start).then(
      (output) => `started: ${output}`,
      (error: { stderr?: string }) => error.stderr ?? "",
    );
    expect(failure).toMatch(/npm install .*\bajv\b/);
    for (const name of peers) expect(failure).toContain(name);

    for (const name of peers) installed.add(name);
    expect(await installed.node(start)).toBe([...specNames(), "sinchAuth"].sort().join());
  });
});

describe("batch jobs on DBOS and their optional peers", patient, () => {
  const print = `console.log(Object.keys(await import("batchwire/dbos")).join())`;
  const failing = (): Promise<string> =>
    installed.node(print).then(
      (output) => `loaded: ${output}`,
      (error: { stderr?: string }) => error.stderr ?? "",
    );

  it("says in one line what to install as long as a peer is absent or too old", async () => {
    const all = /^ConfigError: .*not installed: npm install @dbos-inc\/dbos-sdk pg$/m;
    expect(await failing()).toMatch(all);
    const folder = join(installed.folder, "node_modules/@dbos-inc/dbos-sdk");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "@dbos-inc/dbos-sdk" }));
    writeFileSync(join(folder, "index.js"), "exports.DBOS = class {};");
    expect(await failing()).toMatch(all);
    installed.add("pg");
    expect(await failing()).toMatch(
      /^ConfigError: .*dbos-sdk 5\.3 or later, and an older one is installed$/m,
    );
    rmSync(folder, { recursive: true });
    installed.add("@dbos-inc/dbos-sdk");
    expect(await installed.node(print)).toBe("defineBatchJob,jobsVersion,launch");
  });

  it("are typed by their client, without the types of a peer", async () => {
    const code = `
      import { AnthropicClient, type BatchRequest } from "batchwire/anthropic";
      import { defineBatchJob, launch, type BatchJobHandle, type RunSummary } from "batchwire/dbos";
      import { SinchClient } from "batchwire/sinch";
      declare function requests(day: string): AsyncIterable<BatchRequest>;
      const nightly = defineBatchJob({
        name: "nightly",
        client: () => new AnthropicClient(),
        input: ({ day }: { day: string }) => requests(day),
        onItem: async ({ id, result }, { day }) => console.log(id, result.result.type, day.length),
        run: { rounds: 3, order: "input", timeoutMs: 3_600_000 },
        queue: { concurrency: 5, rateLimit: { limitPerPeriod: 10, periodSec: 60 } },
      });
      export const campaign = defineBatchJob({
        name: "campaign",
        client: () => new SinchClient(),
        input: (to: string[]) => ({ from: "12025550147", body: "Hello", to }),
        onItem: ({ result }) => console.log(result.outcome),
      });
      export async function work(): Promise<RunSummary> {
        await launch({ databaseUrl: "postgres://localhost/jobs", name: undefined });
        const handle: BatchJobHandle = await nightly.start({ day: "2026-11-27" }, { id: "2026-11-27" });
        await handle.cancel();
        await handle.resume();
        return handle.result();
      }
      // @ts-expect-error -- other arguments
      void nightly.start({ night: "2026-11-27" }, { id: "x" });
    `;
    expect(await installed.compileTexts("dbos", new Map([["use.ts", code]]), resolutions.nodenext)).toBe("");
  });
});

describe("nodeFetch and its optional peer", patient, () => {
  const call = `
    const { createServer } = await import("node:http");
    const { nodeFetch } = await import("batchwire/node");
    const server = createServer((_, response) => response.end("{}"));
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const fetch = nodeFetch();
    console.log((await fetch("http://127.0.0.1:" + server.address().port)).status);
    await fetch.close();
    server.close();`;
  const failing = (): Promise<string> =>
    installed.node(call).then(
      (output) => `ran: ${output}`,
      (error: { stderr?: string }) => error.stderr ?? "",
    );

  it("says what to install as long as undici is absent or too old, and works as soon as it is there", async () => {
    expect(await failing()).toMatch(/^Error: batchwire\/node needs undici.*: npm install undici$/m);

    const folder = join(installed.folder, "node_modules/undici");
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "undici", version: "6.0.0" }));
    writeFileSync(join(folder, "index.js"), "exports.Agent = class {};");
    expect(await failing()).toMatch(/^Error: .*undici 7 or later.*: npm install undici@7$/m);

    rmSync(folder, { recursive: true });
    installed.add("undici");
    expect(await installed.node(call)).toBe("200");
  });

  it("is typed as the platform's fetch", async () => {
    const code = `
      import { Agent } from "undici";
      import { nodeFetch, type NodeFetch, type NodeFetchOptions } from "batchwire/node";
      import { AnthropicClient } from "batchwire/anthropic";
      const options: NodeFetchOptions = { dispatcher: new Agent(), proxy: undefined, freshForSends: true };
      const fetch: NodeFetch = nodeFetch(options);
      export const client = new AnthropicClient({ fetch });
      export const response: Promise<Response> = fetch("https://example.com", { method: "HEAD" });
      export const closed: Promise<void> = nodeFetch({ proxy: "env", connectTimeoutMs: 5_000 }).close();
      // @ts-expect-error -- a proxy is a URL or "env"
      nodeFetch({ proxy: true });
    `;
    const options = {
      ...resolutions.nodenext,
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
    };
    expect(await installed.compileTexts("node", new Map([["use.ts", code]]), options)).toBe("");
  });
});
