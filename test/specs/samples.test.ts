import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { readApi } from "../../scripts/docs/api.js";
import { clientName } from "../../scripts/docs/client-name.js";
import { samplesOf } from "../../scripts/docs/samples/index.js";
import { readSpecs } from "../../scripts/gen/specs.js";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "test/specs");

/** Every sample in the program is a module of its own; nothing is written to disk. */
const samples = new Map<string, string>();
let service: ts.LanguageService;

// A sample for each operation of each document that has a client by now.
const specs = (await readSpecs(root, "specs")).filter(({ name }) =>
  existsSync(join(root, "src", name, "index.ts")),
);
for (const spec of specs) {
  const api = readApi(spec);
  const client = await clientName(root, spec.name);
  for (const operation of api.operations) {
    const [typescript] = await samplesOf(api, operation, client);
    samples.set(join(folder, `${spec.name}-${operation.id}.sample.ts`), typescript?.source ?? "");
  }
}

beforeAll(() => {
  service = languageService();
}, 60_000);

it("covers every provider's folder", () => {
  const providers = readdirSync(join(root, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !["core", "simulator"].includes(entry.name))
    .filter((entry) => existsSync(join(root, "src", entry.name, "index.ts")));
  expect(specs.map(({ name }) => name)).toEqual(providers.map(({ name }) => name).sort());
});

describe("the TypeScript sample of the reference page compiles", () => {
  it.each([...samples.keys()].map((file) => [file.slice(folder.length + 1, -".sample.ts".length), file]))(
    "%s",
    (_name, file) => {
      expect(findings(file), samples.get(file)).toEqual([]);
    },
    60_000,
  );
});

function findings(file: string): string[] {
  const errors = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  // Without effect, an `await` tells that the method gives no promise: the reader would get nothing.
  const idle = service.getSuggestionDiagnostics(file).filter(({ code }) => code === 80_007);
  return [...errors, ...idle].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** The repository's own options; the package's name leads to its source, so that no build is needed. */
function languageService(): ts.LanguageService {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, "tsconfig.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
      },
    },
  );
  const options: ts.CompilerOptions = {
    ...config?.options,
    paths: { "batchwire/*": [join(root, "src/*/index.ts")] },
    // A sample may end with the value that the reader goes on with.
    noUnusedLocals: false,
  };
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    getScriptFileNames: () => [...samples.keys()],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => {
      const text = samples.get(file) ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: (file) => samples.has(file) || ts.sys.fileExists(file),
    readFile: (file) => samples.get(file) ?? ts.sys.readFile(file),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
    realpath: (path) => ts.sys.realpath?.(path) ?? path,
  });
}
