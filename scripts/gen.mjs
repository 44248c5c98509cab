// @ts-check
/**
 * `npm run gen`: lints every document in specs/ and writes generated/<name>.ts from it. Skips a document whose generated
 * file has the right checksum.
 *
 *   npm run gen                     all documents
 *   npm run gen -- <name> …         only these
 *   npm run gen -- --check          ignores checksums and writes nothing; fails if a generated file is not up to date
 *   npm run gen -- --root <folder>  works on another folder with specs/ and generated/ in it
 *
 * Usually nothing has changed, and then loading TypeScript would take longer than all the rest. So this is plain
 * JavaScript, and loads the tools only if a document needs them.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { isCurrent, withBanner } from "./gen/banner.mjs";
import { readSpecs, ROOT, SPECS } from "./openapi/files.mjs";

/** @typedef {import("./openapi/files.mjs").Spec} Spec */

const GENERATED = "generated";
const { values: options, positionals: only } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false }, root: { type: "string", default: ROOT } },
});
const { check, root } = options;

async function main() {
  const started = performance.now();
  const specs = readSpecs(root, only);
  if (specs.length === 0) throw new Error(`${SPECS}: no documents`);
  const due = specs.filter((spec) => check || !isCurrent(root, spec, present(spec)));
  for (const spec of specs) {
    if (!due.includes(spec)) console.log(`${spec.file} → ${target(spec)} unchanged`);
  }
  if (due.length > 0) await generate(due);
  if (only.length === 0) removeOrphans(specs);
  console.log(`total ${elapsed(started)}`);
}

/** @param {readonly Spec[]} specs */
async function generate(specs) {
  const { lint, render } = await loadTools();
  const started = performance.now();
  const findings = await lint(root, specs);
  console.log(`lint ${count(specs.length, "document")} ${elapsed(started)}`);
  for (const spec of specs) {
    await reportOn(spec, async () => {
      const found = findings.get(spec.file) ?? [];
      if (found.length > 0)
        throw new Error(`lint: ${count(found.length, "finding")}\n  ${found.join("\n  ")}`);
      return write(spec, withBanner(root, spec, await render(spec)));
    });
  }
}

/** @returns {Promise<typeof import("./gen/tools.js")>} */
async function loadTools() {
  const { register } = await import("tsx/esm/api");
  register();
  return import(new URL("gen/tools.ts", import.meta.url).href);
}

/**
 * Prints the failure of one document and continues with the others. The run fails at the end.
 * @param {Spec} spec
 * @param {() => Promise<string>} work
 */
async function reportOn(spec, work) {
  const started = performance.now();
  try {
    console.log(`${spec.file} → ${await work()} ${elapsed(started)}`);
  } catch (error) {
    fail(`${spec.file}: ${messageOf(error)}`);
  }
}

/**
 * @param {Spec} spec
 * @param {string} content
 */
function write(spec, content) {
  const file = target(spec);
  if (present(spec) === content) return `${file} unchanged`;
  if (check) throw new Error(`${file} is not what this document gives; run: npm run gen`);
  mkdirSync(join(root, GENERATED), { recursive: true });
  writeFileSync(join(root, file), content);
  return `${file} written`;
}

/** @param {readonly Spec[]} specs */
function removeOrphans(specs) {
  const expected = specs.map(target);
  for (const file of generatedFiles().filter((one) => !expected.includes(one))) {
    if (check) {
      fail(`${file}: no document in ${SPECS}/ gives this file; run: npm run gen`);
    } else {
      rmSync(join(root, file));
      console.log(`${file} removed: no document in ${SPECS}/ gives it`);
    }
  }
}

function generatedFiles() {
  const folder = join(root, GENERATED);
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  return entries.filter((entry) => entry.endsWith(".ts")).map((entry) => `${GENERATED}/${entry}`);
}

/** @param {Spec} spec */
function target({ name }) {
  return `${GENERATED}/${name}.ts`;
}

/**
 * The content of a generated file; empty if there is none.
 * @param {Spec} spec
 */
function present(spec) {
  const file = join(root, target(spec));
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** @param {string} message */
function fail(message) {
  console.error(`✗ ${message}`);
  process.exitCode = 1;
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * @param {number} amount
 * @param {string} noun
 */
function count(amount, noun) {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

/** @param {number} since */
function elapsed(since) {
  return `(${Math.round(performance.now() - since)} ms)`;
}

await main().catch((error) => fail(messageOf(error)));
