import { join, resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = resolve(import.meta.dirname, "..");

// Tests do not depend on this file: `npx vitest run test/…` without it gives the same results. It selects the tests of
// `npm test`, and has timeouts that are long enough for a busy machine.
// eslint-disable-next-line no-restricted-syntax -- vitest reads the default export
export default defineConfig({
  root,
  test: {
    include: ["test/**/*.test.ts"],
    // These need a browser, a database or other packages, and have their own npm scripts.
    exclude: ["**/node_modules/**", "test/docs/**", "test/peers/**", "test/services/**"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // By default vitest leaves one core idle, which is too much on a machine with two.
    maxWorkers: "100%",
    typecheck: {
      enabled: true,
      include: ["test/types/**/*.test-d.ts"],
      tsconfig: join(root, "tsconfig.json"),
      // Only type tests count here: `npm run check` compiles the whole repository.
      ignoreSourceErrors: true,
    },
  },
});
