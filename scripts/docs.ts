/**
 * `npm run docs`: writes the site to site/: guides, references of the APIs and of the types, one search over all of it. It
 * loads nothing from anywhere else. VitePress builds it, TypeDoc reads the types, Redoc shows the APIs.
 *
 *   npm run docs                                     into site/, to be served from the top of a host
 *   npm run docs -- --base /batchwire/ --out <folder>  below a path, into another folder
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "vitepress";
import { readApi, type Api } from "./docs/api.js";
import { bundled } from "./docs/bundle.js";
import { cliPage } from "./docs/cli-page.js";
import { comparisonPage, referencePage } from "./docs/pages.js";
import { typescriptReference } from "./docs/typescript.js";
import { lint } from "./gen/lint.js";
import { readSpecs, ROOT as root } from "./openapi.js";

const docs = join(root, "scripts/docs");
/** Where the pages are put together for VitePress. */
const source = join(root, "artifacts/site");

async function main(out: string, base: string): Promise<void> {
  const specs = readSpecs();
  const findings = [...(await lint(root, specs)).values()].flat();
  if (findings.length > 0)
    throw new Error(`lint: only clean documents are published\n  ${findings.join("\n  ")}`);
  const apis = specs.map(readApi);
  await rm(source, { recursive: true, force: true });
  for (const folder of [".vitepress/theme", "public/specs", "reference"])
    await mkdir(join(source, folder), { recursive: true });
  await writeConfig();
  await cp(join(docs, "guides"), join(source, "guides"), { recursive: true });
  await writeFile(join(source, "guides/command-line.md"), await cliPage());
  await cp(join(docs, "home.md"), join(source, "index.md"));
  await cp(join(docs, "theme/icon.svg"), join(source, "public/icon.svg"));
  await writeFile(join(source, "public/redoc.js"), await redoc());
  for (const api of apis) await writeApi(api);
  await writeFile(join(source, "reference/side-by-side.md"), await comparisonPage(apis));
  await typescriptReference(root, join(source, "typescript"), apis);
  await build(source, { outDir: out, base });
}

/** VitePress reads default exports from these places. */
async function writeConfig(): Promise<void> {
  const from = (folder: string): string => JSON.stringify(join(docs, folder));
  await writeFile(
    join(source, ".vitepress/config.ts"),
    `export { config as default } from ${from("config.ts")};\n`,
  );
  await writeFile(
    join(source, ".vitepress/theme/index.ts"),
    `export { theme as default } from ${from("theme/index.ts")};\n`,
  );
}

async function writeApi(api: Api): Promise<void> {
  await writeFile(join(source, `reference/${api.name}.md`), referencePage(api));
  await writeFile(join(source, `public/specs/${api.name}.yaml`), api.text);
  const document = JSON.stringify(await bundled(api), null, 2);
  await writeFile(join(source, `public/specs/${api.name}.json`), `${document}\n`);
}

/** Redoc's script, without the picture that it would load from its maker's server. */
async function redoc(): Promise<string> {
  const script = await readFile(join(root, "node_modules/redoc/bundles/redoc.standalone.js"), "utf8");
  const logo = "https://cdn.redoc.ly/redoc/logo-mini.svg";
  if (!script.includes(logo))
    throw new Error("Redoc's script has changed: does it load anything from elsewhere?");
  return script.replaceAll(logo, "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E");
}

const { values } = parseArgs({
  options: {
    out: { type: "string", default: join(root, "site") },
    base: { type: "string", default: "/" },
  },
});
await main(resolve(values.out), values.base);
