// @ts-check
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const root = resolve(import.meta.dirname, "..");
const source = join(root, "src");

/** What may use Node. */
const forNode = ["simulator", "journal", "node", "dbos", "cli"];

/** Read from the folder, so that a further provider is guarded from its first file on. */
const providers = (existsSync(source) ? readdirSync(source, { withFileTypes: true }) : [])
  .filter((entry) => entry.isDirectory() && entry.name !== "core" && !forNode.includes(entry.name))
  .map((entry) => entry.name);

/** @param {readonly string[]} folders */
const outside = (...folders) => `^(\\.{1,2}/)+(${folders.join("|")})(/|\\.js$)`;

const noNode = {
  regex: "^node:",
  message: "Only the simulator may need Node: everything else also runs in browsers, workers, Deno and Bun.",
};

/**
 * @param {string} folder
 * @returns {import("eslint").Linter.Config}
 */
const providerBoundary = (folder) => {
  const others = providers.filter((name) => name !== folder);
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            noNode,
            {
              regex: outside("simulator", "index", ...others),
              message: "A provider imports core and its own generated file, nothing else.",
            },
            ...others.map((name) => ({
              regex: `generated/${name}\\.js$`,
              message: "A provider imports no other provider's generated file.",
            })),
          ],
        },
      ],
    },
  };
};

export default defineConfig(
  globalIgnores(["dist/", "site/", "coverage/", "artifacts/", "generated/", "test/package/consumer/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      eqeqeq: ["error", "always"],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        { selector: "TSEnumDeclaration", message: "Use a union of literals." },
        { selector: "TSModuleDeclaration[kind='namespace']", message: "Use a module." },
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Callers may abort with any reason, and it is theirs: it is handed on as it is.
      "@typescript-eslint/prefer-promise-reject-errors": "off",
      "@typescript-eslint/only-throw-error": ["error", { allowThrowingUnknown: true }],
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/simulator/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...["process", "Buffer", "setImmediate", "global", "require"].map((name) => ({
          name,
          message:
            "Not there in browsers and workers; reach for it through globalThis, and expect its absence.",
        })),
      ],
    },
  },
  {
    files: ["src/core/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            noNode,
            {
              regex: outside("simulator", "index", "generated", ...providers),
              message: "core knows no provider: what it needs to know about one is handed in.",
            },
          ],
        },
      ],
    },
  },
  ...providers.map(providerBoundary),
  {
    files: ["src/simulator/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              // Its own parts are named like the clients: only what lies above its folder is a client.
              regex: `^(\\.\\./)+(index|${providers.join("|")})(/|\\.js$)`,
              message: "The simulator plays the server: it shares no code with the clients.",
            },
            {
              regex: outside("core"),
              allowTypeImports: true,
              message: "The simulator takes only types from core.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Bodies that arrive at a test server are unknown by nature, and an assertion follows at once.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    // Outside the project of tsconfig.json: their dependencies are not ours.
    files: ["scripts/bench/**", "test/peers/**", "**/*.js", "**/*.mjs"],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ["**/*.js", "**/*.mjs", "scripts/bench/**", "test/peers/**"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
  },
  { files: ["scripts/eslint.config.js"], rules: { "no-restricted-syntax": "off" } },
);
