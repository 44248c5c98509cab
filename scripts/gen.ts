/**
 * `npm run gen`: lints every document in specs/ and writes generated/<name>.ts from it.
 *
 *   npm run gen                     all documents
 *   npm run gen -- <name> …         only these
 *   npm run gen -- --check          writes nothing; fails when a generated file is not what its document gives
 *   npm run gen -- --root <folder>  works on another folder with specs/ and generated/ in it
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { lint } from "./gen/lint.js";
import { readOperations, readSpecs, type Spec } from "./gen/specs.js";
import { generateRoutes, generateTypes } from "./gen/types.js";

const { values: options, positionals: only } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: "boolean", default: false },
    root: { type: "string", default: resolve(import.meta.dirname, "..") },
  },
});

const specsFolder = "specs";
const generatedFolder = "generated";

async function main(): Promise<void> {
  const started = performance.now();
  const specs = await readSpecs(options.root, specsFolder, only);
  if (specs.length === 0) throw new Error(`${specsFolder}: no documents`);
  const findings = await lint(options.root, join(specsFolder, "redocly.yaml"), specs);
  console.log(`lint ${count(specs.length, "document")} ${elapsed(started)}`);

  for (const spec of specs) {
    await reportOn(spec, () => generateOne(spec, findings.get(spec.file) ?? []));
  }
  if (only.length === 0) await removeOrphans(specs);
  console.log(`total ${elapsed(started)}`);
}

/** One broken document must not hide the state of the others: its failure is printed, and the run fails at the end. */
async function reportOn(spec: Spec, work: () => Promise<string>): Promise<void> {
  const started = performance.now();
  try {
    console.log(`${spec.file} → ${await work()} ${elapsed(started)}`);
  } catch (error) {
    fail(`${spec.file}: ${messageOf(error)}`);
  }
}

async function generateOne(spec: Spec, findings: readonly string[]): Promise<string> {
  if (findings.length > 0) {
    throw new Error(`lint: ${count(findings.length, "finding")}\n  ${findings.join("\n  ")}`);
  }
  const file = join(generatedFolder, `${spec.name}.ts`);
  const content = await render(spec, join(options.root, file));
  const present = await readFile(join(options.root, file), "utf8").catch(() => undefined);
  if (present === content) return `${file} unchanged`;
  if (options.check) throw new Error(`${file} is not what this document gives; run: npm run gen`);
  await mkdir(join(options.root, generatedFolder), { recursive: true });
  await writeFile(join(options.root, file), content);
  return `${file} written`;
}

async function render(spec: Spec, path: string): Promise<string> {
  const routes = generateRoutes(readOperations(spec));
  const types = await generateTypes(spec);
  const banner = `// Generated from ${spec.file} by \`npm run gen\`: do not edit.\n// sha256 ${spec.sha256}\n`;
  // The repository's own rules also where the run works on another folder.
  const config = await resolveConfig(import.meta.filename);
  return format(`${banner}\n${types}\n${routes}`, { ...config, filepath: path });
}

async function removeOrphans(specs: readonly Spec[]): Promise<void> {
  const expected = new Set(specs.map((spec) => `${spec.name}.ts`));
  const present = await readdir(join(options.root, generatedFolder)).catch(() => []);
  for (const entry of present.filter((name) => name.endsWith(".ts") && !expected.has(name))) {
    const file = join(generatedFolder, entry);
    if (options.check) {
      fail(`${file}: no document in ${specsFolder}/ gives this file; run: npm run gen`);
    } else {
      await rm(join(options.root, file));
      console.log(`${file} removed: no document in ${specsFolder}/ gives it`);
    }
  }
}

function fail(message: string): void {
  console.error(`✗ ${message}`);
  process.exitCode = 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

function elapsed(since: number): string {
  return `(${Math.round(performance.now() - since)} ms)`;
}

await main().catch((error: unknown) => fail(messageOf(error)));
