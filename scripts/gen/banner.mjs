// @ts-check
/**
 * The head of a generated file. Its checksum covers everything on which the content depends, and is written only after the
 * document has passed the lint. So a file with the right checksum needs neither lint nor generation.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, RULES, sha256 } from "../openapi/files.mjs";

/** Sources of the generator. A test compares the list with the imports. */
export const GENERATOR = ["scripts/gen.mjs", "scripts/gen", "scripts/openapi.ts", "scripts/openapi"];

/** Packages on whose version the lint or the output depends. */
export const TOOLS = ["@redocly/cli", "openapi-typescript", "prettier", "typescript", "yaml"];

/** @typedef {import("../openapi/files.mjs").Spec} Spec */

/**
 * The whole content of a generated file.
 * @param {string} root
 * @param {Spec} spec
 * @param {string} body
 */
export function withBanner(root, spec, body) {
  const rules = readFileSync(join(root, RULES), "utf8");
  const checksum = sha256(JSON.stringify([spec.text, rules, generator(), body]));
  const banner = [
    `// Generated from ${spec.file} by \`npm run gen\`: do not edit.`,
    `// sha256 ${spec.sha256}`,
    `// checksum ${checksum}: document, lint rules, generator, text below`,
  ];
  return `${banner.join("\n")}\n\n${body}`;
}

/**
 * Whether a generated file is up to date, by its checksum.
 * @param {string} root
 * @param {Spec} spec
 * @param {string} present
 */
export function isCurrent(root, spec, present) {
  return present === withBanner(root, spec, present.slice(present.indexOf("\n\n") + 2));
}

/** The sources of the generator, and the versions and settings of its packages. */
function generator() {
  const { devDependencies, prettier } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const versions = TOOLS.map((name) => devDependencies[name]);
  const sources = GENERATOR.flatMap(filesIn).map((file) => [file, readFileSync(join(ROOT, file), "utf8")]);
  return [sources, versions, prettier];
}

/** @param {string} path */
function filesIn(path) {
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(join(ROOT, path)).sort();
  return entries.map((entry) => `${path}/${entry}`);
}
