/**
 * `npm run check`: everything a reviewer would run, one after the other. A failing step does not hide the later ones;
 * the summary at the end decides.
 *
 *   npm run check                   all steps
 *   npm run check -- types lint     only these
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

interface Step {
  readonly name: string;
  readonly what: string;
  readonly commands: readonly (readonly string[])[];
}

const root = resolve(import.meta.dirname, "..");
const packed = mkdtempSync(join(tmpdir(), "batchwire-check-"));
const tarball = join(packed, "*.tgz");

const steps: readonly Step[] = [
  {
    name: "specs",
    what: "OpenAPI lint, and generated files that match their documents",
    commands: [["node", "scripts/gen.mjs", "--check"]],
  },
  { name: "types", what: "the whole repository compiles", commands: [["tsc", "-p", "tsconfig.json"]] },
  {
    name: "lint",
    what: "ESLint",
    commands: [["eslint", "-c", "scripts/eslint.config.js", "--max-warnings=0", "."]],
  },
  {
    name: "format",
    what: "prettier",
    commands: [["prettier", "--check", "--log-level=warn", "."]],
  },
  {
    name: "build",
    what: "dist, and the tarball that would be published",
    commands: [
      ["npm", "run", "--silent", "build"],
      ["npm", "pack", "--ignore-scripts", "--silent", "--pack-destination", packed],
    ],
  },
  {
    name: "package",
    what: "publint and Are The Types Wrong on the tarball",
    commands: [
      ["publint", "run", "--strict", tarball],
      ["attw", "--profile", "esm-only", "--no-color", tarball],
    ],
  },
  {
    name: "unused",
    what: "knip: files, exports and dependencies that nobody uses",
    commands: [["knip"]],
  },
  { name: "size", what: "one provider, bundled, minified, gzip", commands: [["size-limit"]] },
];

function main(only: readonly string[]): void {
  const unknown = only.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`No step ${unknown.join(", ")}; there are: ${steps.map((step) => step.name).join(", ")}`);
    process.exitCode = 1;
    return;
  }
  const chosen = steps.filter((step) => isChosen(step, only));
  const results = chosen.map((step) => ({ step, ...run(step) }));

  console.log("\n━━ summary ━━");
  for (const { step, passed, elapsedMs } of results) {
    console.log(
      `${passed ? "✓" : "✗"} ${step.name.padEnd(8)} ${seconds(elapsedMs).padStart(7)}  ${step.what}`,
    );
  }
  const failed = results.filter((result) => !result.passed).length;
  console.log(failed === 0 ? "check: all clean" : `check: ${failed} of ${results.length} steps failed`);
  if (failed > 0) process.exitCode = 1;
}

function isChosen(step: Step, only: readonly string[]): boolean {
  if (only.length === 0 || only.includes(step.name)) return true;
  // Both look at what the build leaves behind.
  return step.name === "build" && (only.includes("package") || only.includes("size"));
}

function run(step: Step): { passed: boolean; elapsedMs: number } {
  const started = performance.now();
  console.log(`\n━━ ${step.name}: ${step.what} ━━`);
  const passed = step.commands.every((command) => succeeds(command));
  return { passed, elapsedMs: performance.now() - started };
}

function succeeds(command: readonly string[]): boolean {
  const [program = "", ...args] = command.map((word) => (word === tarball ? packedFile() : word));
  console.log(`$ ${[program, ...args].join(" ")}`);
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"]}` },
  });
  if (error) console.error(error.message);
  return status === 0;
}

function packedFile(): string {
  const file = readdirSync(packed).find((entry) => entry.endsWith(".tgz"));
  return file === undefined ? "no-tarball-was-packed" : join(packed, file);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

try {
  main(process.argv.slice(2));
} finally {
  rmSync(packed, { recursive: true, force: true });
}
