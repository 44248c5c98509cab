import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Installed, root } from "./installed.js";

const patient = 60_000;
let installed: Installed;

beforeAll(async () => {
  installed = await Installed.create();
}, patient);

afterAll(() => installed?.remove());

const readme = readFileSync(join(root, "README.md"), "utf8");

it(
  "every TypeScript sample of the README compiles against the packed package",
  async () => {
    const samples = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code as string);
    expect(samples.length).toBeGreaterThan(8);
    const texts = new Map(samples.map((code, index) => [`sample-${index}.ts`, `${code}\nexport {};\n`]));
    const complaints = await installed.compileTexts("readme", texts, {
      target: "ES2022",
      lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
      module: "nodenext",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
      paths: { vitest: [join(root, "node_modules/vitest/dist/index.d.ts")] },
    });
    expect(complaints).toBe("");
  },
  patient,
);

it("every command that the README names is a script", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name as string);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
