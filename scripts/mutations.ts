/**
 * `npm run test:mutations [-- WORD]`: breaks each promise by a patch in a copy of the repository, and runs its tests. Fails
 * if the tests of a broken promise pass, or if a patch no longer fits the code. WORD: only promises whose text or file
 * contains it.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { type Mutation, mutations } from "./mutations/promises.js";

const root = resolve(import.meta.dirname, "..");
const SKIPPED = new Set(["node_modules", ".git", "dist", "site", "artifacts", "coverage"]);

interface Run {
  readonly total: number;
  readonly failed: number;
  /** Test files that could not be loaded: the patch has broken more than the promise. */
  readonly broken: number;
}

function runTests(copy: string, tests: readonly string[]): Run {
  const report = join(copy, "mutations-report.json");
  const config = ["--config", "scripts/vitest.config.ts", "--typecheck.enabled=false"];
  const reporter = ["--reporter=json", `--outputFile=${report}`];
  const vitest = join(copy, "node_modules/vitest/vitest.mjs");
  spawnSync(process.execPath, [vitest, "run", ...config, ...reporter, ...tests], {
    cwd: copy,
    stdio: "ignore",
  });
  const { numTotalTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8")) as {
    numTotalTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  rmSync(report);
  const loaded = testResults.filter(({ assertionResults }) => assertionResults.length > 0).length;
  return { total: numTotalTests, failed: numFailedTests, broken: tests.length - loaded };
}

const soundRuns = new Map<string, Run>();

/** Runs the tests without a patch. */
function soundRun(copy: string, tests: readonly string[]): Run {
  const key = tests.join(" ");
  const known = soundRuns.get(key) ?? runTests(copy, tests);
  soundRuns.set(key, known);
  return known;
}

/** Applies the patch, runs the tests, and reverts it. */
function isCaught(copy: string, { promise, file, find, replace, tests }: Mutation): boolean {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  const places = text.split(find).length - 1;
  if (places !== 1)
    throw new Error(`the patch for "${promise}" fits ${file} in ${places} places instead of one`);
  const sound = soundRun(copy, tests);
  if (sound.failed + sound.broken > 0)
    throw new Error(
      `${tests.join(", ")}: ${sound.failed + sound.broken} failures before anything was broken`,
    );
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
  const { failed, broken, total } = runTests(copy, tests);
  writeFileSync(path, text);
  if (broken > 0 || total !== sound.total)
    throw new Error(`the patch for "${promise}" breaks more than the promise`);
  console.log(`${failed > 0 ? "✓" : "✗"} broken: ${promise}: ${failed} of ${total} tests fail`);
  return failed > 0;
}

const copy = mkdtempSync(join(tmpdir(), "batchwire-mutations-"));
try {
  cpSync(root, copy, { recursive: true, filter: (path) => path === root || !SKIPPED.has(basename(path)) });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const [word = ""] = process.argv.slice(2);
  const chosen = mutations.filter(({ promise, file }) => `${promise} ${file}`.includes(word));
  const caught = chosen.filter((mutation) => isCaught(copy, mutation)).length;
  console.log(`mutations: ${caught} of ${chosen.length} caught`);
  if (caught < chosen.length) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
