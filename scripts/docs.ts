/**
 * `npm run docs`: writes the reference site to site/, from the linted documents in specs/ and nothing else. Its pages
 * need no server and load nothing from anywhere else.
 *
 *   npm run docs                    into site/
 *   npm run docs -- --out <folder>  into another folder
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import ts from "typescript";
import { readApi, shortTitle, type Api } from "./docs/api.js";
import { batchStates } from "./docs/compare.js";
import { indexPage, type Column } from "./docs/index-page.js";
import { layout } from "./docs/layout.js";
import { phasesOf } from "./docs/phases.js";
import { referencePage, type Samples } from "./docs/reference-page.js";
import { samplesOf } from "./docs/samples/index.js";
import { searchIndex } from "./docs/search-index.js";
import { withSamples } from "./docs/bundle.js";
import { lint } from "./gen/lint.js";
import { readSpecs, ROOT as root } from "./openapi.js";
import { clientName, providerNames } from "./providers.js";

const assets = new URL("./docs/assets/", import.meta.url).pathname;

async function main(out: string): Promise<void> {
  const specs = readSpecs();
  const findings = [...(await lint(root, specs)).values()].flat();
  if (findings.length > 0)
    throw new Error(`lint: only clean documents are published\n  ${findings.join("\n  ")}`);
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, "specs"), { recursive: true });
  await writeAssets(out);

  const apis = specs.map(readApi);
  const links = apis.map((api) => ({ file: `${api.name}.html`, title: shortTitle(api) }));
  for (const api of apis) {
    const samples = await samplesFor(api);
    await write(out, `${api.name}.html`, layout(referencePage(api, samples), links));
    await writeFile(join(out, "specs", `${api.name}.yaml`), api.text);
    await writeFile(
      join(out, "specs", `${api.name}.json`),
      `${JSON.stringify(withSamples(api, samples), null, 2)}\n`,
    );
  }
  await write(out, "index.html", layout(indexPage(await Promise.all(apis.map(columnOf))), links));
  await write(out, "assets/search.js", `globalThis.searchIndex = ${JSON.stringify(searchIndex(apis))};\n`);
}

async function columnOf(api: Api): Promise<Column> {
  const states = batchStates(api);
  const hasClient = providerNames().includes(api.name);
  const phases = states && hasClient ? await phasesOf(api, states) : undefined;
  return { api, states, phases };
}

async function samplesFor(api: Api): Promise<Samples> {
  const client = clientName(api.name);
  const entries = api.operations.map(async (one) => [one.id, await samplesOf(api, one, client)] as const);
  return new Map(await Promise.all(entries));
}

async function writeAssets(out: string): Promise<void> {
  await mkdir(join(out, "assets"));
  await cp(join(assets, "style.css"), join(out, "assets/style.css"));
  await cp(join(assets, "icon.svg"), join(out, "assets/icon.svg"));
  const script = await readFile(join(assets, "page.ts"), "utf8");
  const { outputText } = ts.transpileModule(script, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.None, removeComments: true },
  });
  await writeFile(join(out, "assets/page.js"), outputText);
}

async function write(out: string, file: string, content: string): Promise<void> {
  await writeFile(join(out, file), content);
  console.log(`${join(out, file)} ${Math.ceil(content.length / 1024).toLocaleString("en-US")} KB`);
}

const { values } = parseArgs({ options: { out: { type: "string", default: join(root, "site") } } });
await main(resolve(values.out));
