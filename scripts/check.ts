/**
 * `npm run check`: all static checks. Steps that only read sources run in parallel to those that build. Each step prints
 * its output when it ends, and runs even if another one failed.
 *
 *   npm run check                   all steps
 *   npm run check -- types lint     only these
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";

type Command = readonly string[];

interface Result {
  readonly step: Step;
  readonly passed: boolean;
  readonly elapsedMs: number;
}

interface Step {
  readonly name: string;
  readonly what: string;
  readonly commands: readonly Command[];
}

const root = resolve(import.meta.dirname, "..");
const packed = mkdtempSync(join(tmpdir(), "batchwire-check-"));
const tarball = join(packed, "*.tgz");

/** Steps that only read sources. */
const reading: readonly Step[] = [
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
];

/** Steps that build, or need what was built. */
const building: readonly Step[] = [
  {
    name: "specs",
    what: "OpenAPI lint, and generated files that match their documents",
    commands: [["node", "scripts/gen.mjs", "--check"]],
  },
  { name: "types", what: "the whole repository compiles", commands: [["tsc", "-p", "tsconfig.json"]] },
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

const steps = [...building, ...reading];

async function main(only: readonly string[]): Promise<void> {
  const unknown = only.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`No step ${unknown.join(", ")}; there are: ${steps.map((step) => step.name).join(", ")}`);
    process.exitCode = 1;
    return;
  }
  const lanes = [building, reading].map((lane) => runLane(lane.filter((step) => isChosen(step, only))));
  const results = (await Promise.all(lanes)).flat();

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

async function runLane(lane: readonly Step[]): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const step of lane) results.push(await run(step));
  return results;
}

function isChosen(step: Step, only: readonly string[]): boolean {
  if (only.length === 0 || only.includes(step.name)) return true;
  // Both steps read the output of the build.
  return step.name === "build" && (only.includes("package") || only.includes("size"));
}

async function run(step: Step): Promise<Result> {
  const started = performance.now();
  const printed = [`\n━━ ${step.name}: ${step.what} ━━`];
  let passed = true;
  for (const command of step.commands) {
    if (passed) passed = await succeeds(command, printed);
  }
  console.log(printed.join("\n"));
  return { step, passed, elapsedMs: performance.now() - started };
}

async function succeeds(command: Command, printed: string[]): Promise<boolean> {
  const [program = "", ...args] = command.map((word) => (word === tarball ? packedFile() : word));
  printed.push(`$ ${[program, ...args].join(" ")}`);
  const child = spawn(program, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"]}` },
  });
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  const status = once(child, "close").then(
    ([code]) => code as number | null,
    (error: unknown) => String(error),
  );
  const ended = await status;
  printed.push(...(await outputs).filter((output) => output !== "").map((output) => output.trimEnd()));
  if (typeof ended === "string") printed.push(ended);
  return ended === 0;
}

function packedFile(): string {
  const file = readdirSync(packed).find((entry) => entry.endsWith(".tgz"));
  return file === undefined ? "no-tarball-was-packed" : join(packed, file);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

try {
  await main(process.argv.slice(2));
} finally {
  rmSync(packed, { recursive: true, force: true });
}
