/**
 * `npm run test:mutations [-- WORD]`: breaks promises on purpose, one at a time, in a copy of the repository, and shows that
 * the tests notice each. A test suite that stays green over a broken promise is worth nothing. Fails if a promise can be
 * broken unnoticed, and if a patch no longer fits the code. WORD: only the promises in whose text or file it stands.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

interface Mutation {
  readonly promise: string;
  readonly file: string;
  /** Must occur in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
}

const mutations: readonly Mutation[] = [
  {
    promise: "a 429 pauses every call of its limit group",
    file: "src/core/transport/limiter.ts",
    find: "this.pauses.set(group, { untilMs, refusal });",
    replace: "void refusal;",
    tests: ["test/core/transport/limiter.test.ts", "test/core/transport/transport.test.ts"],
  },
  {
    promise: "a result comes once, however often its download starts over",
    file: "src/core/results/tally.ts",
    find: "if (!this.#ids.add(id)) return false;",
    replace: "this.#ids.add(id);",
    tests: ["test/core/results/result-stream.test.ts", "test/anthropic/results.test.ts"],
  },
  {
    promise: "results that are missing are never passed over in silence",
    file: "src/core/results/download.ts",
    find: "if (received >= expected && received <= atMost && repeated === 0) return false;",
    replace: "if (received <= atMost && repeated === 0) return false;",
    tests: ["test/core/results/result-stream.test.ts", "test/anthropic/results.test.ts"],
  },
  {
    promise: "an id never reaches another endpoint",
    file: "src/core/request/http.ts",
    find: "checkPath(path, values, context);",
    replace: "void checkPath;",
    tests: ["test/core/request/http.test.ts"],
  },
  {
    promise: "no hook sees a credential",
    file: "src/core/transport/hooks.ts",
    find: "headers: redactor.headers(headers) }",
    replace: "headers: Object.fromEntries(headers) }",
    tests: [
      "test/core/transport/hooks.test.ts",
      "test/core/auth/redact.test.ts",
      "test/wire/secrets.test.ts",
    ],
  },
  {
    promise: "an empty page is not the end while more is announced",
    file: "src/core/lists/paginate.ts",
    find: "if (next === undefined) return;",
    replace: "if (next === undefined || items.length === 0) return;",
    tests: ["test/core/lists/paginate.test.ts"],
  },
  {
    promise: "a record of a journal that a crash has torn is not kept",
    file: "src/journal/file.ts",
    find: "run.#end = (await run.#bytes(size)).lastIndexOf(NEWLINE) + 1;",
    replace: "run.#end = size;",
    tests: ["test/journal/file.test.ts"],
  },
  {
    promise: "a paid call leaves after its intent is in the journal",
    file: "src/core/submit/send-part.ts",
    find: 'await ledger?.append({ type: "intent", part: index, from, intent });\n    phase = setup.discard ? "staging" : "sending";\n    const batch = await setup.send({',
    replace:
      'phase = setup.discard ? "staging" : "sending";\n    const late = async (raw: Raw) => (await ledger?.append({ type: "intent", part: index, from, intent }), raw);\n    const batch = await ((sending: Sending) => setup.send(sending).then(late))({',
    tests: ["test/core/submit/journaled.test.ts"],
  },
  {
    promise: "a part is in the journal before it is given to the caller",
    file: "src/core/submit/send-part.ts",
    find: "await ledger?.appendSent(part, index, described);",
    replace: "ledger?.appendSent(part, index, described).catch(() => undefined);",
    tests: ["test/core/submit/journaled.test.ts"],
  },
  {
    promise: "an input that is not the one the journal began with is refused",
    file: "src/core/submit/resume.ts",
    find: "part.size !== to - from || (await part.digest()) !== digest)",
    replace: "part.size !== to - from)",
    tests: ["test/core/submit/journaled.test.ts"],
  },
  {
    promise: "a lost call is not called absent before the provider has had its time",
    file: "src/core/batch/reconcile.ts",
    find: "return this.#endedAtMs + this.#settleMs - this.#readAtMs;",
    replace: "return 0;",
    tests: ["test/core/batch/certainty.test.ts", "test/core/batch/reconcile.test.ts"],
  },
  {
    promise: "what was created late in a long attempt, or after it, is a candidate",
    file: "src/core/batch/clock-reading.ts",
    find: "toMs: endedAt + Math.max(...offsets) + settleMs + MARGIN_MS,",
    replace: "toMs: startedAt + Math.max(...offsets) + MARGIN_MS,",
    tests: ["test/core/batch/certainty.test.ts", "test/core/batch/reconcile.test.ts"],
  },
  {
    promise: "a batch with other texts for the same people is another batch",
    file: "src/ringcentral/lost.ts",
    find: '${typeof text === "string" ? text : ""}`);',
    replace: "`);",
    tests: ["test/core/batch/certainty.test.ts", "test/ringcentral/reconcile.test.ts"],
  },
  {
    promise: "a batch is found for one call alone",
    file: "src/core/batch/memory.ts",
    find: "return claim === undefined ? !this.isOwn(id) : claim === call;",
    replace: "return claim === call || !this.isOwn(id);",
    tests: ["test/core/batch/certainty.test.ts"],
  },
  {
    promise: "the page of a gateway is not the word of the provider",
    file: "src/core/transport/outcome.ts",
    find: "(isOwn && dialect.refusedStatuses.includes(status))",
    replace: "dialect.refusedStatuses.includes(status)",
    tests: ["test/core/transport/outcome.test.ts", "test/sinch/resend.test.ts"],
  },
  {
    promise: "a clock that is unknown or was set proves nothing",
    file: "src/core/batch/reconcile.ts",
    find: 'if (this.#clocks.verdict() !== "steady") return undecided("clock", [], this.#unsureMs);',
    replace: "void this.#unsureMs;",
    tests: ["test/core/batch/certainty.test.ts", "test/core/batch/reconcile.test.ts"],
  },
  {
    promise: "of many that take a journal over from a dead process one gets it",
    file: "src/journal/lock-file.ts",
    find: "await take(ticket, owner, timing);",
    replace: "void take;",
    tests: ["test/journal/lock-file.test.ts"],
  },
  {
    promise: "a paid call is not sent again after a 500",
    file: "src/core/transport/retry.ts",
    find: 'case "unknown":\n      return repeatable;',
    replace: 'case "unknown":\n      return true;',
    tests: ["test/wire/fault-matrix.test.ts", "test/core/transport/transport.test.ts"],
  },
];

const root = resolve(import.meta.dirname, "..");
const SKIPPED = new Set(["node_modules", ".git", "dist", "site", "artifacts", "coverage"]);

interface Run {
  readonly total: number;
  readonly failed: number;
  /** Files that could not even be loaded: such a failure says nothing of the tests. */
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

/** How the tests fare before anything is broken. */
function soundRun(copy: string, tests: readonly string[]): Run {
  const key = tests.join(" ");
  const known = soundRuns.get(key) ?? runTests(copy, tests);
  soundRuns.set(key, known);
  return known;
}

/** Breaks the promise, runs the tests, and mends it again. */
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
