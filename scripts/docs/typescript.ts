/**
 * The TypeScript reference, by TypeDoc. It reads a copy of the sources in which the wire types are names with a link to
 * their schema: TypeDoc would spell each of them out, over and over.
 */
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Application, type TypeDocOptions } from "typedoc";
import { providerNames } from "../providers.js";
import { anchorOf } from "./pages.js";
import { shortTitle, type Api } from "./api.js";

/** Where a verb is explained. */
const GUIDES: Readonly<Record<string, string>> = {
  run: "results",
  results: "results",
  submit: "many-batches",
  watchAll: "many-batches",
  waitAll: "many-batches",
  wait: "waiting",
  watch: "waiting",
  handle: "waiting",
  notify: "waiting",
  reconcile: "never-twice",
  estimate: "texts",
};

export async function typescriptReference(root: string, out: string, apis: readonly Api[]): Promise<void> {
  const copy = join(root, "artifacts/typedoc");
  await copySources(root, copy);
  const entries = (await readdir(join(copy, "src"), { recursive: true }))
    .filter((file) => /^(\w+\/)?index\.ts$/.test(file) && !/^(core|cli)\//.test(file))
    // What several entries export is told in the first of them: a client in its own, the shared types in the root.
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
    .map((file) => join(copy, "src", file));
  const options: TypeDocOptions & Readonly<Record<string, unknown>> = {
    entryPoints: entries,
    tsconfig: join(copy, "tsconfig.json"),
    plugin: ["typedoc-plugin-markdown"],
    skipErrorChecking: true,
    disableSources: true,
    excludePrivate: true,
    excludeProtected: true,
    readme: "none",
    logLevel: "Error",
    outputFileStrategy: "modules",
    hideBreadcrumbs: true,
    hidePageHeader: true,
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true, hideSources: true },
    groupOrder: ["Classes", "Functions", "*", "Wire types", "References"],
  };
  const app = await Application.bootstrapWithPlugins(options);
  const project = await app.convert();
  if (project === undefined) throw new Error("TypeDoc could not read the sources");
  await app.outputs.writeOutput({ name: "markdown", path: out }, project);
  await rm(join(out, "README.md"), { force: true });
  await rename(join(out, "index.md"), join(out, "batchwire.md"));
  const members = await clientMembers(root);
  const texts = new Map<string, string>();
  for (const file of await readdir(out)) texts.set(file, await readFile(join(out, file), "utf8"));
  for (const [file, text] of texts) {
    const name = file.replace(".md", "");
    const api = apis.find((one) => one.name === name);
    await writeFile(join(out, file), polished(withAnchors(text, file, texts), name, api, members));
  }
}

/** The plugin numbers some anchors although their heading is the only one of its name on the page. */
function withAnchors(text: string, file: string, texts: ReadonlyMap<string, string>): string {
  return text
    .replaceAll("(index.md", "(batchwire.md")
    .replaceAll(/\(([\w.]*)#(\w+)-1\)/g, (link, page: string, anchor: string) => {
      const titles = texts.get(page || file)?.match(new RegExp(`^#+ ${anchor}$`, "gim")) ?? [];
      return titles.length === 1 ? `(${page}#${anchor})` : link;
    });
}

function rank(file: string): number {
  const [folder = ""] = file.split("/");
  return providerNames().includes(folder) ? 0 : folder === "index.ts" ? 1 : 2;
}

async function copySources(root: string, copy: string): Promise<void> {
  await rm(copy, { recursive: true, force: true });
  await mkdir(join(copy, "generated"), { recursive: true });
  await cp(join(root, "src"), join(copy, "src"), { recursive: true });
  await cp(join(root, "tsconfig.json"), join(copy, "tsconfig.json"));
  for (const file of await readdir(join(root, "generated"))) {
    const text = await readFile(join(root, "generated", file), "utf8");
    const named = text
      .replaceAll(
        /^export type (\w+) = components\["schemas"\]\["(\w+)"\];$/gm,
        (_, name: string, schema: string) =>
          `/** A wire type: [its schema](../reference/${file.replace(".ts", "")}.md#schema/${schema}). @group Wire types */\nexport interface ${name} { [field: string]: unknown }`,
      )
      .replaceAll(/^(?=export (interface|type|const) )(?!.*\[field)/gm, "/** @hidden */\n");
    await writeFile(join(copy, "generated", file), named.replaceAll("*/\n/** @hidden */", "*/"));
  }
}

/** The class of each member of a client, such as `batches`, by provider. */
async function clientMembers(root: string): Promise<ReadonlyMap<string, string>> {
  const members = new Map<string, string>();
  for (const provider of providerNames()) {
    const source = await readFile(join(root, "src", provider, "client.ts"), "utf8");
    for (const [, member, type] of source.matchAll(/^ {2}readonly (\w+): (\w+);/gm))
      members.set(`${provider} ${type}`, member as string);
  }
  return members;
}

/** Titles, fewer headings, and below each method the call on the wire and the guide that explains it. */
function polished(
  text: string,
  name: string,
  api: Api | undefined,
  members: ReadonlyMap<string, string>,
): string {
  let member: string | undefined;
  const lines = text
    .replaceAll(/^#{5,6} (Parameters|Returns|Throws|Example|Default|Call Signature)$/gm, "**$1**\n")
    .replaceAll(/^#{4,6} (Inherited from|Overrides|Implementation of|Extends|Extended by)\n\n.*\n/gm, "")
    .split("\n")
    .flatMap((line) => {
      const type = /^### (\w+)/.exec(line)?.[1];
      if (type !== undefined) member = members.get(`${name} ${type}`);
      const method = /^#{4,5} (\w+)\(\)/.exec(line)?.[1];
      return method === undefined ? [line] : [line, "", ...seeAlso(api, member, method)];
    });
  const title = name === "batchwire" ? "batchwire" : `batchwire/${name}`;
  return [`# ${title}`, "", ...lines.filter((line) => !line.startsWith("# "))].join("\n");
}

function seeAlso(api: Api | undefined, member: string | undefined, method: string): string[] {
  const operation = api?.operations.find((one) => one.object["x-client-method"] === `${member}.${method}`);
  const guide = member === "batches" ? GUIDES[method] : undefined;
  const links = [
    ...(api && operation
      ? [
          `${shortTitle(api)}: [${operation.object.summary}](../reference/${api.name}.md#${anchorOf(operation)})`,
        ]
      : []),
    ...(guide === undefined ? [] : [`[Guide](../guides/${guide}.md)`]),
  ];
  return links.length > 0 ? [links.join(" · "), ""] : [];
}
