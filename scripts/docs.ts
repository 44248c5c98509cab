/**
 * `npm run docs`: puts the pages together that VitePress then builds into site/. Words after it are VitePress' own:
 * `npm run docs -- --base /batchwire/` makes a site that is served from that folder of a host.
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readApi } from "./docs/api.js";
import { commandLine, comparison, referencePage } from "./docs/pages.js";
import { withSamples } from "./docs/samples/index.js";
import { typescriptReference } from "./docs/typescript.js";
import { readSpecs, ROOT } from "./openapi.js";

const docs = join(ROOT, "scripts/docs");
const source = join(ROOT, "artifacts/site");

const read = (path: string): Promise<string> => readFile(join(ROOT, path), "utf8");

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(source, path, ".."), { recursive: true });
  await writeFile(join(source, path), text);
}

const apis = readSpecs().map(readApi);
await rm(source, { recursive: true, force: true });
// VitePress reads default exports from these places.
await write(".vitepress/config.ts", `export { config as default } from "${docs}/config.ts";\n`);
await write(".vitepress/theme/index.ts", `export { theme as default } from "${docs}/theme/index.ts";\n`);
await cp(join(docs, "guides"), join(source, "guides"), { recursive: true });
await write("guides/command-line.md", commandLine(await read("scripts/docs/guides/command-line.md")));
await cp(join(docs, "home.md"), join(source, "index.md"));
await write("reference/side-by-side.md", comparison(await read("scripts/docs/side-by-side.md"), apis));
for (const api of apis) {
  await write(`reference/${api.name}.md`, referencePage(api));
  await write(`public/specs/${api.name}.yaml`, api.text);
  await write(`public/specs/${api.name}.json`, `${JSON.stringify(await withSamples(api), null, 2)}\n`);
}
await typescriptReference(join(source, "typescript"), apis);
await rm(join(source, "typescript/README.md"));
// Redoc would load a picture from its maker's server.
const redoc = await read("node_modules/redoc/bundles/redoc.standalone.js");
const nothing = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";
await write("public/redoc.js", redoc.replaceAll("https://cdn.redoc.ly/redoc/logo-mini.svg", nothing));
