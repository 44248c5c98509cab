import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { currentEntry, instrumentedCopy, type Entry } from "../../scripts/trace/instrument.js";

const folders: string[] = [];

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "batchwire-trace-test-"));
  folders.push(folder);
  return folder;
}

let root: string;
let entries: Entry[];

beforeEach(() => {
  root = temporary();
  entries = [];
  for (const folder of ["src/core", "src/simulator", "generated", "node_modules/other"]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
});

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Imports the instrumented copy of one file. */
async function load<Exports>(source: string, dependencies: readonly string[] = []): Promise<Exports> {
  writeFileSync(join(root, "src/core/one.ts"), source);
  const copy = instrumentedCopy(root, dependencies, (entry) => entries.push(entry));
  folders.push(copy);
  return (await import(pathToFileURL(join(copy, "src/core/one.js")).href)) as Exports;
}

const namesOf = (found: readonly Entry[]): string[] => found.map(({ file, name }) => `${file} ${name}`);

test("functions of every kind report each entry, and do what they did", async () => {
  const { all } = await load<{ all: () => Promise<unknown[]> }>(`
class Base { constructor(readonly a: number) {} }
class Derived extends Base {
  #secret = 1;
  constructor() { super(2); this.#secret += this.a; }
  get sum(): number { return this.#secret; }
  set sum(value: number) { this.#secret = value; }
  static twice = (n: number) => ({ n: n * 2 });
}
function* steps() { yield 1; yield 2; }
async function later(...args: number[]) { await null; return args.length; }
function given() { return arguments.length; }
export async function all() {
  const one = new Derived();
  one.sum += 4;
  return [one.sum, Derived.twice(3).n, [...steps()], await later(1, 2), given.call(null, 1, 2, 3)];
}
`);
  expect(await all()).toEqual([7, 6, [1, 2], 2, 3]);
  expect(namesOf(entries).map((name) => name.replace("src/core/one ", ""))).toEqual([
    "all:13",
    "new Derived:5",
    "new Base:2",
    "sum:6",
    "sum:7",
    "sum:6",
    "twice:8",
    "steps:10",
    "later:11",
    "given:12",
  ]);
});

test("an entry knows its callers across awaits and returned promises", async () => {
  const { outer } = await load<{ outer: (probe: () => void) => Promise<void> }>(`
export const outer = async (probe: () => void) => { await null; await before(); await handsOn(probe); };
async function before() { await null; }
function handsOn(probe: () => void) { return inner(probe); }
async function inner(probe: () => void) { await null; probe(); }
`);
  const callers: Entry[] = [];
  await outer(() => {
    for (let entry = currentEntry(); entry !== undefined; entry = entry.caller) callers.push(entry);
  });
  expect(callers.map(({ name }) => name)).toEqual(["inner:5", "handsOn:4", "outer:2"]);
});

test("dependencies report under their package's name, and the simulator is left out", async () => {
  writeFileSync(join(root, "node_modules/other/package.json"), '{"type":"module","exports":"./index.js"}');
  writeFileSync(join(root, "node_modules/other/index.js"), "export function theirs() { return 5; }");
  writeFileSync(join(root, "src/simulator/server.ts"), "this is no TypeScript");
  const { ours } = await load<{ ours: () => number }>(
    'import { theirs } from "other";\nexport const ours = () => theirs();',
    ["other"],
  );
  expect(ours()).toBe(5);
  expect(namesOf(entries)).toEqual(["src/core/one ours:2", "other theirs:1"]);
});
