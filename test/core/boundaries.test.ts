import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");

interface Import {
  /** The importing file, relative to the repository. */
  readonly from: string;
  /** The imported file relative to the repository (as `.ts`), or a package's specifier. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** The rooms of core, lowest first: a room imports from those below it, types included. */
const ROOMS = ["base", "auth", "transport", "request", "submit", "results", "lists", "batch"];

/** What the folders that are no client may import besides themselves. Everything else under `src` is a client. */
const FOLDERS: Readonly<Record<string, readonly RegExp[]>> = {
  simulator: [/^node:/, /^generated\//, /^(ajv|ajv-formats|find-my-way|yaml)(\/|$)/],
  journal: [/^node:/, /^src\/core\//],
  node: [/^node:/, /^undici$/, /^src\/core\//],
  dbos: [/^node:/, /^(@dbos-inc\/dbos-sdk|pg)$/, /^src\/(core|journal)\//],
  cli: [
    /^node:/,
    /^(commander|csv-parse|cli-table3|log-update|picocolors)(\/|$)/,
    /^src\/[^/]+(\/index)?\.ts$/,
    /^package\.json$/,
  ],
};

/** Why this import may not be, or undefined where it may. */
function objection({ from, to, typeOnly }: Import): string | undefined {
  const [, folder = "", room = "", ...rest] = from.split("/");
  const [top, targetFolder, targetRoom = ""] = to.split("/");
  if (room === "") return top === "src" && targetFolder !== "simulator" ? undefined : "the index re-exports";
  if (folder === "core") {
    if (isPackage(to, "openapi-fetch")) return undefined;
    if (top !== "src" || targetFolder !== "core") return "core knows no provider";
    // client.ts stands above all rooms.
    if (rest.length === 0 || targetRoom === room) return undefined;
    const isBelow = ROOMS.includes(targetRoom) && ROOMS.indexOf(targetRoom) < ROOMS.indexOf(room);
    return isBelow ? undefined : "a room imports from the rooms below it";
  }
  if (top === "src" && targetFolder === folder) return undefined;
  const allowed = FOLDERS[folder];
  if (allowed === undefined) {
    const isOwn = to.startsWith("src/core/") || to === `generated/${folder}.ts`;
    return isOwn ? undefined : "a provider uses core and its own generated file";
  }
  if (folder === "simulator" && typeOnly && to.startsWith("src/core/")) return undefined;
  return allowed.some((pattern) => pattern.test(to)) ? undefined : `${folder} may not use this`;
}

function isPackage(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

/** Every static, re-exporting, dynamic and type-level import of a source text. */
function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (!specifier || !ts.isStringLiteral(specifier)) throw new Error(`${file}: an import without a literal`);
    found.push({ from: file, to: target(file, specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

function target(file: string, specifier: string): string {
  return specifier.startsWith(".")
    ? join(dirname(file), specifier).replaceAll("\\", "/").replace(/\.js$/, ".ts")
    : specifier;
}

function sourceFiles(): string[] {
  return readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const files = sourceFiles();
const imports = files.flatMap((file) => importsOf(file, readFileSync(join(root, file), "utf8")));

describe("who may import whom", () => {
  it.each(files)("%s", (file) => {
    const objections = imports
      .filter((one) => one.from === file)
      .flatMap((one) => objection(one)?.concat(`, but it imports ${one.to}`) ?? []);
    expect(objections).toEqual([]);
  });

  it("openapi-fetch is behind one file, so that it can be replaced in a day", () => {
    const importers = imports.filter((one) => isPackage(one.to, "openapi-fetch")).map((one) => one.from);
    expect([...new Set(importers)]).toHaveLength(1);
  });

  it("the index holds no logic of its own", () => {
    const index = ts.createSourceFile(
      "index.ts",
      readFileSync(join(root, "src/index.ts"), "utf8"),
      ts.ScriptTarget.Latest,
    );
    expect(index.statements.filter((one) => !ts.isExportDeclaration(one) || !one.moduleSpecifier)).toEqual(
      [],
    );
  });

  it("no import goes round in a circle at run time", () => {
    expect(circles(imports.filter((one) => !one.typeOnly))).toEqual([]);
  });
});

function circles(edges: readonly Import[]): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) found.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
    if (trail.includes(file) || done.has(file)) return;
    for (const edge of edges) if (edge.from === file) walk(edge.to, [...trail, file]);
    done.add(file);
  };
  for (const { from } of edges) walk(from, []);
  return found;
}

describe("the rules themselves", () => {
  const judge = (from: string, text: string): string[] =>
    importsOf(from, text).flatMap((one) => objection(one) ?? []);

  it.each([
    ["src/core/transport/retry.ts", `import { x } from "../../acme/limits.js"`],
    ["src/core/transport/retry.ts", `import type { paths } from "../../../generated/acme.js"`],
    ["src/core/transport/retry.ts", `type X = import("../../acme/limits.js").X`],
    ["src/core/transport/retry.ts", `import { setTimeout } from "node:timers"`],
    ["src/core/transport/retry.ts", `import type { Http } from "../request/http.js"`],
    ["src/core/lists/paginate.ts", `import { poll } from "../batch/poll.js"`],
    ["src/core/base/clock.ts", `import { createCore } from "../client.js"`],
    ["src/acme/client.ts", `export * from "../other/client.js"`],
    ["src/acme/client.ts", `import { routes } from "../../generated/other.js"`],
    ["src/acme/client.ts", `const x = await import("../simulator/clock.js")`],
    ["src/acme/client.ts", `import { x } from "../index.js"`],
    ["src/acme/client.ts", `import createClient from "openapi-fetch"`],
    ["src/acme/client.ts", `import "node:fs"`],
    ["src/simulator/server.ts", `import { retry } from "../core/transport/retry.js"`],
    ["src/simulator/server.ts", `import type { Client } from "../acme/client.js"`],
    ["src/simulator/server.ts", `import express from "express"`],
    ["src/index.ts", `export * from "./simulator/index.js"`],
    ["src/index.ts", `export { routes } from "../generated/acme.js"`],
  ])("%s may not: %s", (from, text) => {
    expect(judge(from, text)).toHaveLength(1);
  });

  it.each([
    ["src/core/transport/retry.ts", `import { sleep } from "../base/clock.js"`],
    ["src/core/client.ts", `import { Http } from "./request/http.js"`],
    ["src/core/request/http.ts", `import createClient from "openapi-fetch"`],
    [
      "src/journal/file.ts",
      `import { open } from "node:fs"; import type { Journal } from "../core/submit/journal.js"`,
    ],
    ["src/cli/run.ts", `import { AcmeClient } from "../acme/index.js"; import { Command } from "commander"`],
    ["src/acme/client.ts", `import { routes, type paths } from "../../generated/acme.js"`],
    ["src/acme/client.ts", `import { retry } from "../core/transport/retry.js"`],
    ["src/simulator/server.ts", `import type { Clock } from "../core/base/clock.js"`],
    [
      "src/simulator/server.ts",
      `import { createServer } from "node:http"; import Ajv from "ajv/dist/2020.js"`,
    ],
    ["src/simulator/server.ts", `import type { paths } from "../../generated/acme.js"`],
    [
      "src/index.ts",
      `export { AcmeClient } from "./acme/index.js"; export * from "./core/base/errors/index.js"`,
    ],
  ])("%s may: %s", (from, text) => {
    expect(judge(from, text)).toEqual([]);
  });

  it("sees a circle", () => {
    const edge = (from: string, to: string): Import => ({ from, to, typeOnly: false });
    expect(circles([edge("a", "b"), edge("b", "c"), edge("c", "a")])).toEqual(["a → b → c → a"]);
    expect(circles([edge("a", "b"), edge("a", "c"), edge("b", "c")])).toEqual([]);
  });
});
