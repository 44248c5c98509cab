/** Copies our sources and their dependencies, with a call at the start of every function. */
import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

/** One entry into a function. */
export interface Entry {
  /** Path without extension, such as `src/core/client`; the package name for a dependency. */
  readonly file: string;
  /** The name of the function, or of the variable that holds it, and its line. */
  readonly name: string;
  /** The entry that called it, across `await` as well. */
  readonly caller: Entry | undefined;
}

/** The innermost entry that is running. */
export function currentEntry(): Entry | undefined {
  return course.getStore();
}

const course = new AsyncLocalStorage<Entry>();

/** The global function that instrumented code calls. */
const REPORT = "__entered";

/**
 * Writes the copy of `src` and `generated` into a new temporary folder, and returns the folder. `report` is called each
 * time that one of its functions is entered.
 */
export function instrumentedCopy(
  root: string,
  dependencies: readonly string[],
  report: (entry: Entry) => void,
): string {
  const entered = (file: string, name: string, body?: () => unknown): unknown => {
    const entry = { file, name, caller: currentEntry() };
    report(entry);
    return body && course.run(entry, body);
  };
  Object.assign(globalThis, { [REPORT]: entered });
  const folder = mkdtempSync(join(tmpdir(), "batchwire-trace-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("package.json", JSON.stringify({ type: "module" }));
  for (const path of [...filesIn(root, "src"), ...filesIn(root, "generated")].filter(isClientSource)) {
    const file = path.replace(/\.ts$/, "");
    write(`${file}.js`, instrumented(readFileSync(join(root, path), "utf8"), file));
  }
  for (const name of dependencies) {
    for (const path of filesIn(root, `node_modules/${name}`).filter((one) => /\.m?js(on)?$/.test(one))) {
      const text = readFileSync(join(root, path), "utf8");
      write(path, path.endsWith(".json") ? text : instrumented(text, name));
    }
  }
  return folder;
}

function isClientSource(path: string): boolean {
  return path.endsWith(".ts") && !path.startsWith("src/simulator/");
}

function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

function instrumented(text: string, file: string): string {
  const source = ts.createSourceFile(`${file}.ts`, text, ts.ScriptTarget.Latest, true);
  const insertions: Insertion[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) insertions.push(...reportsOf(node, file));
    ts.forEachChild(node, look);
  };
  look(source);
  // From the end, so that earlier positions remain valid.
  const longer = insertions
    .sort((a, b) => b.at - a.at)
    .reduce((all, { at, text: added }) => all.slice(0, at) + added + all.slice(at), text);
  return ts.transpileModule(longer, { compilerOptions: COMPILER_OPTIONS }).outputText;
}

const COMPILER_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
};

/** Wraps the body of a function in an arrow function, which keeps the meaning of `this` and `await`. */
function reportsOf(node: ts.SignatureDeclaration, file: string): Insertion[] {
  const body = "body" in node ? node.body : undefined;
  if (body === undefined) return [];
  const call = `${REPORT}(${JSON.stringify(file)}, ${JSON.stringify(nameOf(node))}`;
  // `super()` and `yield` cannot be moved into another function.
  if (ts.isConstructorDeclaration(node) || isGenerator(node))
    return [{ at: body.getStart() + 1, text: `${call});` }];
  const arrow = `${isAsync(node) ? "async " : ""}() =>`;
  return ts.isBlock(body)
    ? [
        { at: body.getStart() + 1, text: `return ${call}, ${arrow} {` },
        { at: body.end - 1, text: "});" },
      ]
    : [
        { at: body.getStart(), text: `${call}, ${arrow} (` },
        { at: body.end, text: "))" },
      ];
}

function isGenerator(node: ts.SignatureDeclaration): boolean {
  return "asteriskToken" in node && node.asteriskToken !== undefined;
}

function isAsync(node: ts.SignatureDeclaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Async) !== 0;
}

function nameOf(node: ts.SignatureDeclaration): string {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  const name = (node.name ?? (node.parent as { readonly name?: ts.Node }).name)?.getText();
  return `${ts.isConstructorDeclaration(node) ? "new " : ""}${name ?? "(callback)"}:${line + 1}`;
}
