// @ts-check
import { resolve } from "node:path";
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const root = resolve(import.meta.dirname, "..");

/** Folders that run on Node only. test/core/boundaries.test.ts checks which folder may import which. */
const NODE_ONLY = ["simulator", "journal", "node", "dbos", "cli"];

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
      // A caller may abort with any reason, which is rethrown unchanged.
      "@typescript-eslint/prefer-promise-reject-errors": "off",
      "@typescript-eslint/only-throw-error": ["error", { allowThrowingUnknown: true }],
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: NODE_ONLY.map((folder) => `src/${folder}/**`),
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
    files: ["test/**/*.ts"],
    rules: {
      // A body that a test server receives has no type, and is asserted at once.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    // Not in the project of tsconfig.json: their dependencies are not installed here.
    files: ["examples/**", "scripts/bench/**", "test/peers/**", "**/*.js", "**/*.mjs"],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ["**/*.js", "**/*.mjs", "scripts/bench/**", "test/peers/**"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
  },
  { files: ["scripts/eslint.config.js"], rules: { "no-restricted-syntax": "off" } },
);
