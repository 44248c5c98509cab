/**
 * `npm run build`: `dist`, as it is published. tsc checks and writes the types, a file per source; rolldown joins the
 * code into chunks: one per client, and one for what several of them share.
 *
 * Joined, because Node pays for files, not for bytes: with a file per module the import of one client took some 25 ms
 * above an empty program, most of it spent on finding and opening forty files; joined it takes a third of that (rows
 * "import of …" of `npm run bench`). Nothing is minified: a user's stack trace stays readable.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { build } from "rolldown";

const root = resolve(import.meta.dirname, "..");
const dist = join(root, "dist");

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

/** The sources behind `exports`, by the name of what is built of them: nothing else has to be there as a file. */
function entryPoints(): Record<string, string> {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
  const files = Object.values(exports).flatMap((target) =>
    typeof target === "string" ? [] : [target.default.replace(/^\.\/dist\/|\.js$/g, "")],
  );
  return Object.fromEntries(files.map((file) => [file, join(root, `${file}.ts`)]));
}

const input = entryPoints();
rmSync(dist, { recursive: true, force: true });
const tsc = join(root, "node_modules/typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", "scripts/tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
if (status !== 0) process.exit(status ?? 1);

await build({
  cwd: root,
  input,
  external: (id) => !id.startsWith(".") && !isAbsolute(id),
  platform: "neutral",
  treeshake: { moduleSideEffects: false },
  output: {
    dir: dist,
    format: "esm",
    chunkFileNames: "src/chunks/[name].js",
    codeSplitting: { groups: [{ name: "core", test: /[\\/]src[\\/]core[\\/]/, minShareCount: 2 }] },
  },
});
