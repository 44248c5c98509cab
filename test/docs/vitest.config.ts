import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

// The limits are far above what a page takes, because .ci/run tests other things at the same time.
// eslint-disable-next-line no-restricted-syntax -- vitest reads the default export
export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: {
    dir: import.meta.dirname,
    expect: { poll: { timeout: 60_000 } },
    testTimeout: 180_000,
    hookTimeout: 60_000,
    maxWorkers: "100%",
  },
});
