/**
 * `npm run docs`: writes the site to site/: guides, references of the APIs and of the types, one search over all of it. It
 * loads nothing from anywhere else, and can be served from any folder. VitePress builds it, TypeDoc reads the types, Redoc
 * shows the APIs.
 *
 *   npm run docs                     into site/
 *   npm run docs -- --out <folder>   into another folder
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "vitepress";
import { readApi } from "./docs/api.js";
import { commandHelp } from "./docs/command-help.js";
import { comparisonPage, referencePage } from "./docs/pages.js";
import { relocate } from "./docs/relocate.js";
import { withSamples } from "./docs/samples/index.js";
import { typescriptReference } from "./docs/typescript.js";
import { readSpecs, ROOT as root } from "./openapi.js";

const docs = join(root, "scripts/docs");
/** Where the pages are put together for VitePress. */
const source = join(root, "artifacts/site");

async function main(out: string): Promise<void> {
  const apis = readSpecs().map(readApi);
  await rm(source, { recursive: true, force: true });
  // VitePress reads default exports from these places.
  await write(".vitepress/config.ts", reexport("config"));
  await write(".vitepress/theme/index.ts", reexport("theme"));
  await cp(join(docs, "guides"), join(source, "guides"), { recursive: true });
  await cp(join(docs, "home.md"), join(source, "index.md"));
  const help = commandHelp().map(({ name, help }) => `### ${name}\n\n\`\`\`text\n${help}\`\`\`\n`);
  const commands = await readFile(join(docs, "guides/command-line.md"), "utf8");
  await write("guides/command-line.md", [commands, ...help].join("\n"));
  await write("public/icon.svg", await readFile(join(docs, "theme/icon.svg"), "utf8"));
  await write("public/redoc.js", await redoc());
  for (const api of apis) {
    await write(`reference/${api.name}.md`, referencePage(api));
    await write(`public/specs/${api.name}.yaml`, api.text);
    await write(`public/specs/${api.name}.json`, `${JSON.stringify(await withSamples(api), null, 2)}\n`);
  }
  await write("reference/side-by-side.md", comparisonPage(apis));
  await typescriptReference(join(source, "typescript"), apis);
  await rm(join(source, "typescript/README.md"));
  await build(source, { outDir: out });
  await relocate(out);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(source, path, ".."), { recursive: true });
  await writeFile(join(source, path), text);
}

function reexport(name: "config" | "theme"): string {
  const file = join(docs, name === "theme" ? "theme/index.ts" : "config.ts");
  return `export { ${name} as default } from ${JSON.stringify(file)};\n`;
}

/** Redoc's script, without the picture that it would load from its maker's server. */
async function redoc(): Promise<string> {
  const script = await readFile(join(root, "node_modules/redoc/bundles/redoc.standalone.js"), "utf8");
  const logo = "https://cdn.redoc.ly/redoc/logo-mini.svg";
  if (!script.includes(logo))
    throw new Error("Redoc's script has changed: does it load anything from elsewhere?");
  return script.replaceAll(logo, "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E");
}

const { values } = parseArgs({ options: { out: { type: "string", default: join(root, "site") } } });
await main(resolve(values.out));
