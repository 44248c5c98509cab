import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { RULES, type Spec } from "../openapi/files.mjs";

interface Problem {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly location: readonly {
    readonly source: { readonly ref: string };
    readonly pointer?: string;
    readonly start?: { readonly line: number; readonly col: number };
  }[];
}

/**
 * Lints every document in one run of the Redocly CLI, which has no API at the pinned version and is slow to start.
 * Resolves to the findings per file, one line each, warnings included.
 */
export async function lint(root: string, specs: readonly Spec[]): Promise<Map<string, string[]>> {
  const findings = new Map(specs.map((spec) => [spec.file, [] as string[]]));
  if (specs.length === 0) return findings;
  const { stdout, stderr, exitCode } = await redocly(root, [
    "lint",
    `--config=${RULES}`,
    "--format=json",
    "--max-problems=1000",
    ...specs.map((spec) => spec.file),
  ]);
  const reports = parseReports(stdout);
  const problems = reports.flatMap((report) => report.problems);
  for (const problem of problems) {
    const place = problem.location[0];
    const spec = specs.find((one) => place && resolve(root, place.source.ref) === resolve(root, one.file));
    const line = `${problem.severity}: ${describe(problem)}`;
    // A finding outside the documents, for example in the config, counts for all of them.
    for (const file of spec ? [spec.file] : findings.keys()) findings.get(file)?.push(line);
  }
  // The CLI stops at a document that it cannot parse, so without a report for each the lint is incomplete.
  if (problems.length === 0 && (exitCode !== 0 || reports.length !== specs.length)) {
    throw new Error(`redocly lint ended with ${exitCode} and no findings: ${lastLines(stderr)}`);
  }
  return findings;
}

function describe(problem: Problem): string {
  const place = problem.location[0];
  const position = place?.start ? `${place.source.ref}:${place.start.line}:${place.start.col}: ` : "";
  const message = problem.message.replaceAll(/\s+/g, " ").trim();
  return `${position}${problem.ruleId}: ${message}${place?.pointer ? ` (${place.pointer})` : ""}`;
}

/** The CLI writes one indented JSON document per file, with nothing in between. */
function parseReports(stdout: string): { readonly problems: readonly Problem[] }[] {
  return stdout
    .split(/(?<=^\})\s*(?=\{)/m)
    .filter((part) => part.trim() !== "")
    .map((part) => JSON.parse(part) as { problems: Problem[] });
}

function redocly(
  root: string,
  args: readonly string[],
): Promise<{ stdout: string; stderr: string; exitCode: number | null }> {
  const packageFile = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  const child = spawn(process.execPath, [join(dirname(packageFile), "bin/cli.js"), ...args], {
    cwd: root,
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (exitCode) => done({ stdout, stderr, exitCode }));
  });
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-5).join(" ").replaceAll(/\s+/g, " ");
}
