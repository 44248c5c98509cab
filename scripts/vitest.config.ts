import { join, resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = resolve(import.meta.dirname, "..");

// Tests depend on nothing in here: no globals, no aliases, no setup files. `npx vitest run test/…` without this file
// gives the same results; it only chooses what `npm test` runs, and has the patience that a busy machine needs.
// eslint-disable-next-line no-restricted-syntax -- vitest reads the default export
export default defineConfig({
  root,
  test: {
    include: ["test/**/*.test.ts"],
    // A browser, a database, or packages of others: these have scripts of their own.
    exclude: ["**/node_modules/**", "test/docs/**", "test/peers/**", "test/services/**"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // By default vitest leaves one core idle, which is half of a small machine.
    maxWorkers: "100%",
    typecheck: {
      enabled: true,
      include: ["test/types/**/*.test-d.ts"],
      tsconfig: join(root, "tsconfig.json"),
      // The whole repository is compiled by `npm run check`; here only the promises of the type tests count.
      ignoreSourceErrors: true,
    },
  },
});
