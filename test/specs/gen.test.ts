import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GENERATOR, TOOLS } from "../../scripts/gen/banner.mjs";

const root = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);

interface Parts {
  readonly safety?: string;
  readonly tag?: string;
  readonly kindA?: string;
}

/** A small document that brings every shape that the generator treats in a way of its own. */
function specText({ safety = "x-safety: read", tag = "batch", kindA = "const: a" }: Parts = {}): string {
  return `
openapi: 3.1.0
info: { title: Acme, version: 1.0.0, description: Small., license: { name: MIT, identifier: MIT } }
servers: [{ url: https://api.acme.test, description: The only one. }]
tags: [{ name: batch, description: Batches. }]
security: [{ key: [] }]
paths:
  /batches/{id}:
    get:
      operationId: getBatch
      summary: Get
      description: Gets a batch.
      tags: [${tag}]
      ${safety}
      x-client-method: batches.get
      x-limit-group: auth
      parameters:
        - { name: id, in: path, required: true, description: The id., schema: { type: string }, example: b1 }
      responses:
        '200':
          description: The batch.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Batch' }
              example: { id: 12, status: queued, rows: [{ kind: a }] }
        '404': { description: None. }
  /files:
    post:
      operationId: uploadFile
      summary: Upload
      description: Uploads a file.
      tags: [batch]
      x-safety: stage
      x-client-method: files.upload
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: { $ref: '#/components/schemas/Upload' }
            example: { file: '{"a":1}', note: { by: me } }
      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Note' }
              example: { by: me }
        '404': { description: None. }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: x-key, description: The key. }
  schemas:
    Line: { type: object, required: [a], properties: { a: { type: integer } }, additionalProperties: true }
    Note: { type: object, properties: { by: { type: string } }, additionalProperties: true }
    Upload:
      type: object
      required: [file]
      properties:
        file: { type: string, contentMediaType: application/jsonl, contentSchema: { $ref: '#/components/schemas/Line' } }
        note: { $ref: '#/components/schemas/Note' }
        at: { type: string, format: date-time, x-date: true }
        until: { type: [string, 'null'], format: date-time, x-date: true }
        names: { type: [array, 'null'], x-readonly: true, items: { type: string } }
        more: { type: [object, 'null'], additionalProperties: true }
    Known: { type: string, enum: [red, blue] }
    RowA: { type: object, required: [kind], properties: { kind: { type: string, ${kindA} } } }
    RowB: { type: object, required: [kind], properties: { kind: { type: string, const: b } } }
    Batch:
      type: object
      required: [id, status]
      properties:
        id: { type: integer, format: int64 }
        parent: { type: [integer, 'null'], format: int64 }
        status: { anyOf: [{ type: string, enum: [queued, done] }, { type: string }] }
        code: { anyOf: [{ type: integer, enum: [1, 2] }, { type: integer }] }
        color: { anyOf: [{ $ref: '#/components/schemas/Known' }, { type: string }] }
        size: { type: integer, default: 20 }
        createdAt: { type: string, format: date-time }
        label: { anyOf: [{ type: string }, { type: 'null' }] }
        rows:
          type: array
          items:
            oneOf: [{ $ref: '#/components/schemas/RowA' }, { $ref: '#/components/schemas/RowB' }]
            discriminator:
              propertyName: kind
              mapping: { a: '#/components/schemas/RowA', b: '#/components/schemas/RowB' }
`;
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "batchwire-gen-"));
  mkdirSync(join(folder, "specs"));
  cpSync(join(root, "specs/redocly.yaml"), join(folder, "specs/redocly.yaml"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("npm run gen", { timeout: 60_000 }, () => {
  it("writes types, aliases and routes, and nothing the second time", async () => {
    write("acme", specText());
    expect(await gen()).toMatchObject({ exitCode: 0 });

    const generated = read("acme");
    expect(generated).toContain(createHash("sha256").update(specText()).digest("hex"));
    expect(flat(generated)).toContain("export type Batch = components");
    for (const line of [
      "id: string;",
      "parent?: string | null;",
      `status: "queued" | "done" | (string & {});`,
      "code?: 1 | 2 | (number & {});",
      `color?: components["schemas"]["Known"] | (string & {});`,
      "size?: number;",
      "createdAt?: string;",
      "label?: string | null;",
      `rows?: (components["schemas"]["RowA"] | components["schemas"]["RowB"])[];`,
      `"GET /batches/{id}": { operation: "getBatch", safety: "read", group: "auth", answer: "id" },`,
      `"POST /files": { operation: "uploadFile", safety: "stage", answer: "object" },`,
      // What is only sent takes anything beside its known members; what is also received does not.
      "Line: { a: number; } & { [key: string]: any; };",
      "more?: { [key: string]: any; } | null;",
      "at?: string | Date;",
      "until?: (string | Date) | null;",
      "names?: readonly string[] | null;",
      "Note: { by?: string; } & { [key: string]: unknown; };",
    ]) {
      expect(flat(generated)).toContain(line);
    }

    const again = await gen();
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.output).toContain("generated/acme.ts unchanged");
    expect(read("acme")).toBe(generated);
  });

  it("lints and generates only what has changed since, be it a document, its rules or a generated file", async () => {
    for (const name of ["acme", "other"]) write(name, specText());
    const first = await gen();
    expect(first.output).toContain("lint 2 documents");
    expect((await gen()).output).not.toContain("lint");

    write("acme", specText().replace("Gets a batch.", "Gets one batch."));
    const changed = await gen();
    expect(changed.output).toMatch(/other\.ts unchanged[^]*lint 1 document[^]*acme\.ts written/);
    expect(read("acme")).toContain("Gets one batch.");

    writeFileSync(
      join(folder, "generated/other.ts"),
      read("other").replace('safety: "read"', 'safety: "send"'),
    );
    expect((await gen()).output).toMatch(/acme\.ts unchanged[^]*other\.ts written/);
    expect(read("other")).toContain('safety: "read"');

    const rules = join(folder, "specs/redocly.yaml");
    writeFileSync(rules, `${readFileSync(rules, "utf8")}  info-contact: error\n`);
    const linted = await gen();
    expect(linted.exitCode).toBe(1);
    expect(linted.output).toMatch(/acme\.yaml: lint: .*\n.*info-contact/);
  });

  it("--check does not trust a checksum", async () => {
    write("acme", specText());
    await gen();
    const { exitCode, output } = await gen("--check");
    expect(exitCode).toBe(0);
    expect(output).toMatch(/lint 1 document[^]*acme\.ts unchanged/);
  });

  it("the checksum covers every source that the generator imports, and the version of every package", () => {
    const seen = new Set<string>();
    const packages = new Set<string>();
    const look = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const specifier of importsOf(file)) {
        if (specifier.startsWith(".")) look(join(dirname(file), specifier).replace(/\.js$/, ".ts"));
        else if (!isBuiltin(specifier)) packages.add(specifier);
      }
    };
    look("scripts/gen.mjs");
    look("scripts/gen/tools.ts");
    const uncovered = [...seen].filter(
      (file) => !GENERATOR.some((one) => file === one || file.startsWith(`${one}/`)),
    );
    expect(uncovered).toEqual([]);
    // What loads TypeScript has no say in what it does.
    const versioned = [...packages].filter((name) => name !== "tsx/esm/api");
    expect(versioned.filter((name) => !TOOLS.includes(name))).toEqual([]);
    expect(versioned.length).toBeGreaterThan(2);
    const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(TOOLS.map((name) => devDependencies[name])).toEqual(TOOLS.map(() => expect.stringMatching(/^\d/)));
  });

  it("--check writes nothing, and names what is stale or left over, and the command; gen then mends both", async () => {
    write("acme", specText());
    mkdirSync(join(folder, "generated"));
    const stale = ["acme", "old"].map((name) => join(folder, `generated/${name}.ts`));
    for (const file of stale) writeFileSync(file, "// stale\n");

    const { exitCode, output } = await gen("--check");
    expect(exitCode).toBe(1);
    expect(output).toMatch(/specs\/acme\.yaml: generated\/acme\.ts .*npm run gen/);
    expect(output).toMatch(/generated\/old\.ts: .*npm run gen/);
    expect(stale.map((file) => readFileSync(file, "utf8"))).toEqual(["// stale\n", "// stale\n"]);

    expect(await gen()).toMatchObject({ exitCode: 0 });
    expect(stale.map((file) => existsSync(file))).toEqual([true, false]);
    expect(await gen("--check")).toMatchObject({ exitCode: 0 });
  });

  it("names file and rule of each broken document, and still generates the others", async () => {
    write("good", specText());
    const broken: Record<string, string> = {
      lint: specText({ tag: "unknown" }),
      "x-safety": specText({ safety: "" }),
      "x-client-method": specText().replace("x-client-method: batches.get", ""),
      discriminator: specText({ kindA: "minLength: 1" }),
    };
    for (const [rule, text] of Object.entries(broken)) write(rule, text);
    write("unknown-safety", specText({ safety: "x-safety: often" }));

    const { exitCode, output } = await gen();
    expect(exitCode).toBe(1);
    for (const rule of Object.keys(broken)) expect(output).toContain(`specs/${rule}.yaml: ${rule}: `);
    expect(output).toMatch(/specs\/lint\.yaml:\d+:\d+: operation-tag-defined/);
    expect(output).toContain(`specs/unknown-safety.yaml: x-safety: GET /batches/{id} has "often"`);
    expect(readdirSync(join(folder, "generated"))).toEqual(["good.ts"]);

    expect(await gen("good")).toMatchObject({ exitCode: 0 });
  });
});

function importsOf(file: string): string[] {
  return ts.preProcessFile(readFileSync(join(root, file), "utf8")).importedFiles.map((one) => one.fileName);
}

async function gen(...options: string[]): Promise<{ exitCode: number; output: string }> {
  const program = [join(root, "scripts/gen.mjs"), "--root", folder, ...options];
  return run(process.execPath, program).then(
    ({ stdout, stderr }) => ({ exitCode: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      exitCode: error.code,
      output: error.stdout + error.stderr,
    }),
  );
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, `specs/${name}.yaml`), text);
}

function read(name: string): string {
  return readFileSync(join(folder, `generated/${name}.ts`), "utf8");
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
