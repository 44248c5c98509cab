// @ts-check
/**
 * The head of a generated file. Its checksum covers all that decides what the file holds, and is written only after the
 * document has passed the lint: a file whose checksum is right needs neither lint nor generation.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, RULES, sha256 } from "../openapi/files.mjs";

/** Files and folders of this repository that make a generated file; a test holds them against the imports. */
export const GENERATOR = ["scripts/gen.mjs", "scripts/gen", "scripts/openapi.ts", "scripts/openapi"];

/** Packages whose version has a say in what is accepted, and in what comes out. */
export const TOOLS = ["@redocly/cli", "openapi-typescript", "prettier", "typescript", "yaml"];

/** @typedef {import("../openapi/files.mjs").Spec} Spec */

/**
 * A generated file as a whole.
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
 * Whether a present file is what the generator would write.
 * @param {string} root
 * @param {Spec} spec
 * @param {string} present
 */
export function isCurrent(root, spec, present) {
  return present === withBanner(root, spec, present.slice(present.indexOf("\n\n") + 2));
}

/** The sources of the generator, and of the packages that it uses what package.json says of them. */
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
