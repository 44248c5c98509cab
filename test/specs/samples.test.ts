import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { readApi, type Api, type Operation } from "../../scripts/docs/api.js";
import { samplesOf } from "../../scripts/docs/samples/index.js";
import { examplesOf, readSpecs } from "../../scripts/openapi.js";
import { providerNames } from "../../scripts/providers.js";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "test/specs");

/** Every sample in the program is a module of its own; nothing is written to disk. */
const samples = new Map<string, string>();
const commands: {
  readonly name: string;
  readonly operation: Operation;
  readonly api: Api;
  readonly source: string;
}[] = [];
let service: ts.LanguageService;

// A sample for each operation of each document that has a client by now.
const specs = readSpecs(root, providerNames());
for (const spec of specs) {
  const api = readApi(spec);
  for (const operation of api.operations) {
    const [typescript, curl] = await samplesOf(api, operation);
    commands.push({
      name: `${spec.name}-${operation.object.operationId}`,
      operation,
      api,
      source: curl?.source ?? "",
    });
    samples.set(
      join(folder, `${spec.name}-${operation.object.operationId}.sample.ts`),
      typescript?.source ?? "",
    );
  }
}

beforeAll(() => {
  service = languageService();
}, 60_000);

it("covers every provider's folder", () => {
  const folders = readdirSync(join(root, "src")).filter((name) => name !== "core");
  const providers = folders.filter((name) => existsSync(join(root, "src", name, "client.ts")));
  expect(specs.map(({ name }) => name)).toEqual(providers.sort());
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

describe("the curl sample of the reference page is the call", () => {
  it.each(commands)("$name", ({ operation, api, source }) => {
    const { method, url, data } = run(source);
    const prefix = new URL(operation.server.url.replaceAll(/\{.+?\}/g, "x")).pathname.replace(/\/$/, "");
    const template = prefix + operation.path.replaceAll(/\{.+?\}/g, "[^/]+");
    expect(method ?? (data === undefined ? "GET" : "POST")).toBe(operation.method);
    expect(new URL(url).pathname).toMatch(new RegExp(`^${template}$`));
    const [mediaType] = Object.keys(operation.body?.content ?? {});
    expect(data !== undefined).toBe(mediaType !== undefined);
    if (mediaType !== "application/json") return;
    // A sample of the document's own may show a body that is no example: then it is enough that it is JSON.
    const bodies = examplesOf(api.document, operation.body?.content[mediaType] ?? {}).map(
      ({ value }) => value,
    );
    const sent: unknown = JSON.parse(data ?? "");
    if (!operation.object["x-codeSamples"]) expect(bodies).toContainEqual(sent);
  });
});

/** What the shell hands to curl. */
function run(source: string): { method: string | undefined; url: string; data: string | undefined } {
  const printed = execFileSync("bash", ["-c", `curl() { printf '%s\\0' "$@"; }\n${source}`], {
    encoding: "utf8",
  });
  const { values, positionals } = parseArgs({
    args: printed.split("\0").slice(0, -1),
    allowPositionals: true,
    options: {
      header: { type: "string", short: "H", multiple: true },
      request: { type: "string", short: "X" },
      data: { type: "string", short: "d" },
      "data-urlencode": { type: "string", multiple: true },
      form: { type: "string", short: "F", multiple: true },
      user: { type: "string", short: "u" },
      include: { type: "boolean", short: "i" },
    },
  });
  const data = values.data ?? (values["data-urlencode"] ?? values.form)?.join("&");
  return { method: values.request, url: positionals[0] ?? "", data };
}

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
