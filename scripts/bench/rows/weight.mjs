/** Time and bytes of an import, and the time to generate the types. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { specNames } from "../../openapi/files.mjs";
import { inTurns, median, row, spread } from "../harness.mjs";

const here = resolve(import.meta.dirname, "..");
const root = resolve(here, "../..");
const PEERS = ["@anthropic-ai/sdk", "@ringcentral/sdk", "@rc-ex/core", "@sinch/sdk-core", "openai"];

// One of these packages has the name of one of our clients.
const vendor = (name) => `vendor/${name}`;
const entryOf = (dist, name) => join(dist, "src", name, "index.js");
const builtProviders = (dist) => specNames().filter((name) => existsSync(entryOf(dist, name)));

function run(file) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - started;
}

/** Compares processes that import one module with one that imports nothing. */
export async function imports({ where, repetitions, quick }) {
  const folder = mkdtempSync(join(tmpdir(), "batchwire-bench-"));
  const module = (name, specifier) => {
    const file = join(folder, `${name.replaceAll("/", "-")}.mjs`);
    writeFileSync(file, specifier === undefined ? "" : `import ${JSON.stringify(specifier)};\n`);
    return () => run(file);
  };
  const contestants = { nothing: module("nothing") };
  for (const name of builtProviders(where.dist)) {
    contestants[name] = module(name, pathToFileURL(entryOf(where.dist, name)).href);
  }
  // Resolved here, because the probe is outside the folder in which the packages are installed.
  for (const name of PEERS) contestants[vendor(name)] = module(vendor(name), import.meta.resolve(name));
  try {
    const samples = await inTurns("import", repetitions * (quick ? 1 : 4), contestants);
    const above = (name) => samples[name].map((ms, round) => ms - samples.nothing[round]);
    const figure = (name) => spread(above(name), "ms");
    return [
      ...builtProviders(where.dist).map((name) =>
        row(`import of ${name}`, figure(name), "—", "≤ 15 ms above nothing", median(above(name)) <= 15),
      ),
      row(
        "import of the vendors' packages",
        "—",
        PEERS.map((name) => `${name} ${figure(vendor(name))}`).join("; "),
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundledBytes(file, platform) {
  // The same bundler as in `npm run check`.
  const require = createRequire(createRequire(join(root, "package.json")).resolve("@size-limit/esbuild"));
  const { build } = require("esbuild");
  const options = { bundle: true, minify: true, format: "esm", write: false, logLevel: "silent", platform };
  const { outputFiles } = await build({ entryPoints: [file], ...options });
  return gzipSync(outputFiles[0].contents).byteLength;
}

export async function bundles({ where }) {
  const bytes = (count) => `${count.toLocaleString("en-US")} bytes`;
  const rows = [];
  for (const name of builtProviders(where.dist)) {
    const size = await bundledBytes(entryOf(where.dist, name), "neutral");
    rows.push(row(`${name}, bundled, minified, gzip`, bytes(size), "—", "≤ 30,000 bytes", size <= 30_000));
  }
  const peers = [];
  for (const name of PEERS) {
    peers.push(`${name} ${bytes(await bundledBytes(fileURLToPath(import.meta.resolve(name)), "node"))}`);
  }
  return [...rows, row("the vendors' packages, bundled, minified, gzip", "—", peers.join("; "))];
}

/** `--check` does all the work but writes nothing, so that the working tree is not changed. */
export async function gen({ repetitions }) {
  const once = (...options) => {
    const started = performance.now();
    const { status, error } = spawnSync("npm", ["run", "gen", "--", ...options], {
      cwd: root,
      encoding: "utf8",
    });
    if (error ?? status !== 0) throw error ?? new Error("npm run gen failed");
    return (performance.now() - started) / 1e3;
  };
  const { all, none } = await inTurns("gen", Math.min(3, repetitions), {
    all: () => once("--check"),
    none: () => once(),
  });
  return [
    row("`npm run gen -- --check`, all documents, lint included", spread(all, "s"), "—"),
    row("`npm run gen`, no document changed", spread(none, "s"), "—", "≤ 0.5 s", median(none) <= 0.5),
  ];
}
