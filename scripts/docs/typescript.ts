/** The TypeScript reference, by TypeDoc: one page for each entry of the package. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Application, Comment, CommentTag, Converter, PageEvent, ReferenceType } from "typedoc";
import type { DeclarationReflection, TypeDocOptions } from "typedoc";
import ts from "typescript";
import { providerNames } from "../providers.js";
import { ROOT } from "../openapi.js";
import { anchorOf, shortTitle, type Api } from "./api.js";

/** The guides, and the methods of `batches` that they explain. */
const GUIDES: Readonly<Record<string, readonly string[]>> = {
  results: ["run", "results"],
  "many-batches": ["submit", "watchAll", "waitAll"],
  waiting: ["wait", "watch", "handle", "notify"],
  "never-twice": ["reconcile"],
  texts: ["estimate"],
};

/** The entries of the package that hold code: `.` is called `batchwire`. */
export function moduleNames(): string[] {
  const { exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { exports: object };
  const entries = Object.keys(exports).filter((entry) => /^\.(\/\w+)?$/.test(entry));
  return entries.map((entry) => entry.slice(2) || "batchwire");
}

export async function typescriptReference(out: string, apis: readonly Api[]): Promise<void> {
  const [root = "", ...others] = moduleNames();
  // What several entries export is told in the first of them: a client in its own, the shared types in the root.
  const names = [...new Set([...providerNames(), root, ...others])];
  const options: TypeDocOptions & Readonly<Record<string, unknown>> = {
    entryPoints: names.map((name) => join(ROOT, "src", name === root ? "" : name, "index.ts")),
    tsconfig: join(ROOT, "tsconfig.json"),
    plugin: ["typedoc-plugin-markdown"],
    skipErrorChecking: true,
    disableSources: true,
    excludeProtected: true,
    readme: "none",
    logLevel: "Error",
    outputFileStrategy: "modules",
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useHTMLAnchors: true,
    anchorPrefix: "api-",
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true, hideSources: true },
    groupOrder: ["Classes", "Functions", "*", "Wire types", "References"],
  };
  nameWireTypes();
  const app = await Application.bootstrapWithPlugins(options);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      if (module.name === "index") module.name = root;
      const api = apis.find(({ name }) => name === module.name);
      for (const item of module.children ?? []) if (api && item.name.endsWith("Client")) addLinks(api, item);
    }
  });
  app.renderer.on(PageEvent.END, (page) => {
    page.contents = page.contents
      ?.replace(/^# (?!batchwire)/, "# batchwire/")
      .replaceAll(/^#{4,6} (Parameters|Returns|Throws|Example|Default|Call Signature|See)$/gm, "**$1**\n")
      .replaceAll(/^#{4,6} (Inherited from|Overrides|Implementation of|Extends|Extended by)\n\n.*\n/gm, "");
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("TypeDoc could not read the sources");
  await app.outputs.writeOutput({ name: "markdown", path: out }, project);
}

/** Below each method of a client stand its call on the wire, and the guide that explains it. */
function addLinks(api: Api, client: DeclarationReflection): void {
  for (const { name: resource, type } of client.children ?? []) {
    const target = type instanceof ReferenceType ? (type.reflection as DeclarationReflection) : undefined;
    for (const { name, signatures: [signature] = [] } of target?.children ?? []) {
      const call = api.operations.find((one) => one.clientMethod === `${resource}.${name}`);
      const guide = Object.keys(GUIDES).find((one) => resource === "batches" && GUIDES[one]?.includes(name));
      const links = [
        call && `[${shortTitle(api)}: ${call.object.summary}](../reference/${api.name}.md#${anchorOf(call)})`,
        guide && `[Guide](../guides/${guide}.md)`,
      ].filter((link) => link !== undefined);
      if (signature === undefined || links.length === 0) continue;
      signature.comment ??= new Comment();
      signature.comment.blockTags.push(new CommentTag("@see", [{ kind: "text", text: links.join(" · ") }]));
    }
  }
}

/** TypeDoc would spell each wire type out, over and over: it is given names with a link to their schema instead. */
function nameWireTypes(): void {
  const read = ts.sys.readFile.bind(ts.sys);
  ts.sys.readFile = (path, encoding) => {
    const text = read(path, encoding);
    const provider = /\/generated\/(\w+)\.ts$/.exec(path)?.[1];
    if (provider === undefined) return text;
    const wireType = (name: string, schema: string): string =>
      `/** A wire type: [its schema](../reference/${provider}.md#schema/${schema}). @group Wire types */
export interface ${name} { [field: string]: unknown }`;
    return text?.replaceAll(
      /^export (?:type (\w+) = components\["schemas"\]\["(\w+)"\];)?/gm,
      (whole: string, name?: string, schema?: string) =>
        name && schema ? wireType(name, schema) : `/** @hidden */\n${whole}`,
    );
  };
}
