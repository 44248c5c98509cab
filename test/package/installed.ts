import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";

export const root = resolve(import.meta.dirname, "../..");

const run = promisify(execFile);

/** The compiler of a user who takes no liberties. */
export const STRICT = {
  target: "ES2022",
  lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
} as const;

/** The same of one who writes for Node. */
export const STRICT_NODE = {
  ...STRICT,
  module: "nodenext",
  moduleResolution: "nodenext",
  skipLibCheck: true,
  types: ["node"],
  typeRoots: [join(root, "node_modules/@types")],
} as const;

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** A folder like a user's after `npm install batchwire`, made from the packed tarball without any network. */
export class Installed {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Packs what lies in the work tree (`dist` must be built) and unpacks it where npm would. */
  static async create(): Promise<Installed> {
    if (!existsSync(join(root, "dist"))) throw new Error("there is no dist to pack; run: npm run build");
    const folder = mkdtempSync(join(tmpdir(), "batchwire-package-"));
    const arguments_ = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
    const { stdout } = await run("npm", arguments_, { cwd: root });
    const installed = new Installed(folder);
    mkdirSync(installed.package, { recursive: true });
    const tarball = join(folder, stdout.trim());
    await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed.package]);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
    for (const name of Object.keys(installed.manifest.dependencies ?? {})) installed.add(name);
    return installed;
  }

  get package(): string {
    return join(this.folder, "node_modules/batchwire");
  }

  get manifest(): Manifest {
    return readManifest(this.package);
  }

  /** Installs a package, and what it depends on, from the repository's own node_modules. */
  add(name: string): void {
    const target = join(this.folder, "node_modules", name);
    if (existsSync(target)) return;
    const source = join(root, "node_modules", name);
    cpSync(source, target, { recursive: true });
    for (const dependency of Object.keys(readManifest(source).dependencies ?? {})) this.add(dependency);
  }

  /** Runs a module in a process of its own, and resolves to what it printed. */
  async node(code: string): Promise<string> {
    const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], {
      cwd: this.folder,
    });
    return stdout.trim();
  }

  /** Runs a program of the package as a process of its own, in the user's folder. */
  async run(program: string, words: readonly string[]): Promise<string> {
    const { stdout } = await run(process.execPath, [program, ...words], { cwd: this.folder });
    return stdout;
  }

  /** Compiles the `consumer` folder; resolves to the compiler's complaints. */
  async compile(name: string, options: Readonly<Record<string, unknown>>): Promise<string> {
    cpSync(join(import.meta.dirname, "consumer"), join(this.folder, name), { recursive: true });
    return this.#typecheck(name, options);
  }

  /** Compiles files given as text, by name. */
  async compileTexts(
    name: string,
    texts: ReadonlyMap<string, string>,
    options: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    mkdirSync(join(this.folder, name));
    for (const [file, text] of texts) writeFileSync(join(this.folder, name, file), text);
    return this.#typecheck(name, options);
  }

  async #typecheck(name: string, options: Readonly<Record<string, unknown>>): Promise<string> {
    const config = join(this.folder, name, "tsconfig.json");
    writeFileSync(config, JSON.stringify({ compilerOptions: options }));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    return run(process.execPath, [compiler, "-p", config], { cwd: this.folder }).then(
      ({ stdout }) => stdout,
      (error: { stdout?: string; message: string }) => error.stdout || error.message,
    );
  }

  /** A file of the package. */
  text(file: string): string {
    return readFileSync(join(this.package, file), "utf8");
  }

  /** Every file of the package that an entry loads, types or code, relative to the package. */
  reachable(entry: string, extension: ".js" | ".d.ts", found = new Set<string>()): Set<string> {
    if (found.has(entry)) return found;
    found.add(entry);
    for (const { fileName } of ts.preProcessFile(this.text(entry)).importedFiles) {
      if (!fileName.startsWith(".")) continue;
      this.reachable(join(dirname(entry), fileName.replace(/\.js$/, extension)), extension, found);
    }
    return found;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}
