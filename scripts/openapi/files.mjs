// @ts-check
/**
 * Reads the documents of a specs folder as files. Plain JavaScript, because `npm run gen` reads them before it loads
 * TypeScript.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The root of the repository. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** The folder of the documents, and the rules of their lint, relative to a root. */
export const SPECS = "specs";
export const RULES = "specs/redocly.yaml";

/**
 * One document.
 * @typedef {object} Spec
 * @property {string} name File name without extension: also the name of the generated file and of the provider's folder.
 * @property {string} file Path relative to the root, for messages.
 * @property {string} text
 * @property {string} sha256 Of the text, in hexadecimal.
 */

/**
 * The documents below `root`, sorted by name. With `only`, just those; throws for an unknown name.
 * @param {string} [root]
 * @param {readonly string[]} [only]
 * @returns {readonly Readonly<Spec>[]}
 */
export function readSpecs(root = ROOT, only = []) {
  const names = specNames(root);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`${SPECS}/${unknown}.yaml: no such document`);
  const chosen = only.length > 0 ? names.filter((name) => only.includes(name)) : names;
  return chosen.map((name) => {
    const file = `${SPECS}/${name}.yaml`;
    const text = readFileSync(join(root, file), "utf8");
    return { name, file, text, sha256: sha256(text) };
  });
}

/**
 * The names of the documents, sorted. They are the names of the providers.
 * @param {string} [root]
 * @returns {string[]}
 */
export function specNames(root = ROOT) {
  return readdirSync(join(root, SPECS))
    .map((entry) => `${SPECS}/${entry}`)
    .filter((file) => file.endsWith(".yaml") && file !== RULES)
    .map((file) => file.slice(`${SPECS}/`.length, -".yaml".length))
    .sort();
}

/**
 * The SHA-256 of a text, in hexadecimal.
 * @param {string} text
 */
export function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}
