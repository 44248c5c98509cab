/**
 * `npm run build`: writes `dist` as it is published. tsc writes the types, a file per source; rolldown bundles the code
 * into a file per entry and one that they share.
 *
 * To find and open a file takes longer than to compile twenty modules. With a file per module the import of one client
 * took some 25 ms, with three files 13 to 19, with two a quarter less (rows "import of …" of `npm run bench`). The code is
 * not minified, so that stack traces are readable. The function of openapi-fetch that we call is bundled too; the package
 * stays a dependency, because our types name its types.
 *
 * The command line is `dist/cli.js`, and the chunks that it loads when needed are in `dist/cli`. It imports the clients
 * from `dist`; all other libraries are bundled, also the optional peers of the simulator, so that it runs without them.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { build, type Plugin } from "rolldown";
import { writeLicenses } from "./build/licenses.js";

const root = resolve(import.meta.dirname, "..");
const dist = join(root, "dist");

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

const { name: packageName, exports } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
) as Manifest;

function fileOf(target: Manifest["exports"][string]): string | undefined {
  return typeof target === "string" ? undefined : target.default;
}

/** The sources of the entries in `exports`, by the path of the built file. */
function entryPoints(): Record<string, string> {
  const files = Object.values(exports).flatMap(
    (target) => fileOf(target)?.replace(/^\.\/dist\/|\.js$/g, "") ?? [],
  );
  return Object.fromEntries(files.map((file) => [file, join(root, `${file}.ts`)]));
}

/**
 * Writes characters beyond ASCII as escapes. With a single one the engine would hold the whole file with two bytes per
 * character, which costs about a tenth of the import.
 */
const inAscii: Plugin = {
  name: "in-ascii",
  generateBundle(_, files) {
    for (const file of Object.values(files)) if (file.type === "chunk") file.code = escaped(file.code);
  },
};

function escaped(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const input = entryPoints();
rmSync(dist, { recursive: true, force: true });
const tsc = join(root, "node_modules/typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", "scripts/tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
if (status !== 0) process.exit(status ?? 1);

const isBundled = (id: string): boolean => id.startsWith(".") || isAbsolute(id) || id === "openapi-fetch";

/** The name in `exports` of the entry that an import means, such as `./anthropic`. */
function entryNamed(id: string, importer = ""): string | undefined {
  if (!id.startsWith(".")) return undefined;
  const source = relative(root, resolve(dirname(importer), id)).replaceAll("\\", "/");
  return Object.entries(exports).find(([, target]) => fileOf(target) === `./dist/${source}`)?.[0];
}

/** The index exports from the entries of the clients. Bundled into it too, their code would move to a third file. */
const apart: Plugin = {
  name: "apart",
  resolveId(id, importer) {
    const isOfIndex = importer === join(root, "src/index.ts") && entryNamed(id, importer) !== undefined;
    return isOfIndex ? { id, external: true } : undefined;
  },
};

const clients = await build({
  cwd: root,
  input,
  external: (id) => !isBundled(id),
  platform: "neutral",
  plugins: [apart, inAscii],
  treeshake: { moduleSideEffects: false },
  output: {
    dir: dist,
    format: "esm",
    // Hovers read the comments of the types.
    comments: { jsdoc: false },
    chunkFileNames: "src/chunks/[name].js",
    codeSplitting: { groups: [{ name: "core", test: /[\\/]src[\\/]core[\\/]/, minShareCount: 2 }] },
  },
});
writeLicenses(join(dist, "src/chunks/LICENSES.txt"), clients.output);

/** Replaces imports of the entries of this package by their names, so that the command line does not bundle them again. */
const byName: Plugin = {
  name: "by-name",
  resolveId(id, importer) {
    const entry = entryNamed(id, importer);
    // The simulator is bundled with its peers, which are optional for users of the package.
    return entry === undefined || entry === "./simulator"
      ? undefined
      : { id: join(packageName, entry), external: true };
  },
};

const cli = await build({
  cwd: root,
  input: { cli: join(root, "src/cli/main.ts") },
  plugins: [byName],
  platform: "node",
  treeshake: { moduleSideEffects: false },
  output: { dir: dist, format: "esm", chunkFileNames: "cli/[name].js" },
});
chmodSync(join(dist, "cli.js"), 0o755);
writeLicenses(join(dist, "cli/LICENSES.txt"), cli.output);
