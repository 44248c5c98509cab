import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Installed, root, STRICT_NODE } from "../package/installed.js";
import { allSamples, declaredIn, matches, type Sample } from "./samples.js";

interface Outcome {
  readonly printed: string;
  readonly error?: string;
}

const patient = { timeout: 120_000 };
const execute = promisify(execFile);
const samples = allSamples();
const programs = samples.filter(({ language, notRun }) => language !== "sh" && notRun === undefined);
const isTest = ({ code }: Sample): boolean => code.includes('from "vitest"');
let installed: Installed;
let compiled: Promise<string>;
let outcomes: Readonly<Record<string, Outcome>>;

beforeAll(async () => {
  installed = await Installed.create();
  for (const name of Object.keys(installed.manifest.peerDependencies ?? {})) installed.add(name);
  compiled = compile();
  const stage = programs.filter((sample) => !isTest(sample)).map(prepare);
  writeFileSync(join(installed.folder, "samples.json"), JSON.stringify(stage));
  for (const file of ["stage.mjs", "given.mjs"])
    cpSync(join(import.meta.dirname, file), join(installed.folder, file));
  const { stdout } = await execute(process.execPath, ["stage.mjs"], { cwd: installed.folder });
  outcomes = JSON.parse(stdout) as typeof outcomes;
}, patient.timeout);

afterAll(() => installed?.remove());

/** Writes a sample as a module that takes its console and what it declares from the stage, and is else as it stands. */
function prepare({ place, code, language, fault }: Sample, index: number): object {
  const file = `sample-${index}.${code.includes("require(") ? "cjs" : "mjs"}`;
  const declared = declaredIn(code);
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const enter = `const { ${["console", ...declared].join(", ")} } = enter(${JSON.stringify(place)});\n`;
  writeFileSync(join(installed.folder, file), enter + (language === "ts" ? outputText : code));
  return { place, file, declared, fault };
}

/** Compiles all TypeScript blocks as one program, and resolves to the complaints. */
function compile(): Promise<string> {
  const texts = samples
    .filter(({ language }) => language === "ts")
    .map(({ place, code }) => [`${place.replaceAll(/\W+/g, "-")}.ts`, `${code}\nexport {};\n`] as const);
  if (texts.length < 20) throw new Error("where have all the samples gone?");
  return installed.compileTexts("manual", new Map(texts), {
    ...STRICT_NODE,
    paths: { vitest: [join(root, "node_modules/vitest/dist/index.d.ts")] },
  });
}

it("every TypeScript block of README and guides compiles against the packed package", patient, async () => {
  expect(await compiled).toBe("");
});

describe("every program of README and guides runs against the simulator and prints what its page says", () => {
  it.each(programs.filter((sample) => !isTest(sample)))("$place", ({ place, prints }) => {
    const { printed, error } = outcomes[place] ?? { printed: "", error: "it was not run" };
    expect(error, printed).toBeUndefined();
    if (prints !== undefined && !matches(printed, prints)) expect(printed).toBe(prints);
  });

  it.each(programs.filter(isTest))("$place, by vitest", patient, async ({ code, place }) => {
    const file = `${place.replaceAll(/\W+/g, "-")}.test.ts`;
    const vitest = join(root, "node_modules/vitest");
    symlinkSync(vitest, join(installed.folder, "node_modules/vitest"));
    writeFileSync(join(installed.folder, file), code);
    const run = execute(process.execPath, [join(vitest, "vitest.mjs"), "run", "--root", installed.folder], {
      cwd: installed.folder,
      env: { ...process.env, NO_COLOR: "1" },
    });
    expect((await run).stdout).toMatch(/Tests +\d+ passed/);
  });
});

it.each(
  samples.filter(
    ({ language, code, notRun }) => language === "sh" && code.startsWith("npx batchwire") && !notRun,
  ),
)("the command at $place runs as it stands, from the tarball", patient, async ({ code }) => {
  for (const line of code.trimEnd().split("\n")) {
    const words = line.split(" ").slice(2);
    const program = join(installed.package, "dist/cli.js");
    const { stderr } = await execute(process.execPath, [program, ...words], { cwd: installed.folder });
    expect(stderr).toMatch(/usable/);
  }
});

it("a program that is not run says why", () => {
  const silent = samples.filter(({ notRun }) => notRun !== undefined && notRun.length < 10);
  expect(silent.map(({ place }) => place)).toEqual([]);
});

it("every command that README and CONTRIBUTING name is a script", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const text = ["README.md", "CONTRIBUTING.md"].map((file) => readFileSync(join(root, file), "utf8")).join();
  const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name as string);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

// What users of other clients asked for in vain: the guide that README links to, the heading, and what has to stand there.
it.each([
  ["a proxy", "platforms.md", "Behind a proxy, and faster", "HTTPS_PROXY"],
  ["an agent of one's own", "platforms.md", "Behind a proxy, and faster", "undici `dispatcher`"],
  ["answers that take more than 300 seconds", "platforms.md", "Behind a proxy, and faster", "300 seconds"],
  ["require", "platforms.md", "CommonJS", 'require("batchwire/anthropic")'],
  ["Jest with ES modules", "platforms.md", "Jest", "--experimental-vm-modules"],
  ["Jest with code compiled to CommonJS", "platforms.md", "Jest", "transformIgnorePatterns"],
  ["where to go on after absent", "never-twice.md", "After a lost answer", "after `absent` at `failed.from`"],
  [
    "an answer in the SDK's type",
    "from-sdks.md",
    "@anthropic-ai/sdk",
    "`result.message as Anthropic.Message`",
  ],
])("README leads to what there is to know about %s", (_, guide, heading, words) => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  expect(readme).toContain(`(scripts/docs/guides/${guide})`);
  const text = readFileSync(join(root, "scripts/docs/guides", guide), "utf8");
  const section = text.split(/^## /m).find((one) => one.startsWith(`${heading}\n`));
  expect(section).toContain(words);
});

it("README stays within 200 lines", () => {
  expect(readFileSync(join(root, "README.md"), "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(200);
});
