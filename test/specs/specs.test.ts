import { describe, expect, it } from "vitest";
import { operationsOf, parseDocument, readSpecs } from "../../scripts/openapi.js";
import { newClient, providerNames } from "../../scripts/providers.js";
import { Document } from "./document.js";

const specs = readSpecs();

/** Signing in is no method of a client: it happens on the way to the first call. */
const unreachable = new Set(["login"]);

describe.each(specs.map((spec) => [spec.file, spec] as const))("%s", (_file, spec) => {
  const operations = operationsOf(parseDocument(spec.text));
  const document = new Document(spec.text);

  it("has operations, each under an id and a method of its own", () => {
    expect(operations.length).toBeGreaterThan(0);
    expect(duplicates(operations.map((one) => one.operationId))).toEqual([]);
    const clientMethods = operations.map((one) => one.clientMethod).filter((name) => !unreachable.has(name));
    expect(duplicates(clientMethods)).toEqual([]);
  });

  it("calls nothing a safe repetition that creates something new", () => {
    const creating = operations.filter(({ key, clientMethod }) => {
      return (
        key.startsWith("POST ") && /\.(create|send)$/.test(clientMethod) && /^batches\./.test(clientMethod)
      );
    });
    expect(creating.map((one) => one.safety)).toEqual(creating.map(() => "send"));
    const reading = operations.filter(({ key }) => key.startsWith("GET "));
    expect(reading.map((one) => one.safety)).toEqual(reading.map(() => "read"));
  });

  it("stages nothing but uploads, and those for a later batch", () => {
    const staging = operations.filter(({ safety }) => safety === "stage");
    expect(staging.filter(({ key }) => !key.startsWith("POST "))).toEqual([]);
    expect(staging.filter(({ clientMethod }) => !clientMethod.endsWith(".upload"))).toEqual([]);
    const uploading = operations.filter(({ clientMethod }) => clientMethod.endsWith(".upload"));
    expect(uploading.map((one) => one.safety)).toEqual(uploading.map(() => "stage"));
  });

  it("shows an example of every request and response body", () => {
    expect(document.mediaTypes.filter((one) => one.examples === 0).map((one) => one.pointer)).toEqual([]);
    expect(document.mediaTypes.length).toBeGreaterThan(0);
  });

  it("has only examples and defaults that validate", () => {
    const broken = document.examples.flatMap((example) =>
      document.problems(example).map((problem) => `${example.pointer}: ${problem}`),
    );
    expect(broken).toEqual([]);
    expect(document.examples.length).toBeGreaterThan(0);
  });

  it.runIf(providerNames().includes(spec.name))("has a client method for every operation", async () => {
    const client = await newClient(spec.name);
    const missing = operations
      // `raw`: no facade of its own, but the client's typed call of that HTTP method.
      .map((one) => (one.clientMethod === "raw" ? `raw.${one.key.split(" ")[0] ?? ""}` : one.clientMethod))
      .filter((name) => !unreachable.has(name) && typeof member(client, name) !== "function");
    expect(missing).toEqual([]);
  });
});

function member(client: object, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], client);
}

function duplicates(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe("the check itself", () => {
  const check = (mediaType: string, schema = "{ type: integer, minimum: 1 }"): string[] => {
    const document = new Document(`
openapi: 3.1.0
paths:
  /x:
    get:
      responses:
        '200': { content: { application/json: ${mediaType} } }
components:
  examples: { Zero: { value: 0 } }
  schemas: { Amount: ${schema}, List: { type: object, properties: { of: { type: array, items: { type: string, default: 3 } } } } }
`);
    return document.examples.flatMap((example) =>
      document.problems(example).map(() => example.pointer.replace(/^.*application~1json/, "media")),
    );
  };
  const listDefault = "#/components/schemas/List/properties/of/items";

  it("follows references to schemas and examples, and looks into nested schemas", () => {
    const schema = "schema: { $ref: '#/components/schemas/Amount' }";
    expect(check(`{ ${schema}, example: 1 }`)).toEqual([listDefault]);
    expect(check(`{ ${schema}, example: 0 }`)).toContainEqual(expect.stringMatching(/example$/));
    const named = check(
      `{ ${schema}, examples: { a: { value: 2 }, b: { $ref: '#/components/examples/Zero' } } }`,
    );
    expect(named).toEqual([expect.stringMatching(/examples\/b$/), listDefault]);
  });

  it("refuses a misspelt keyword instead of ignoring it", () => {
    const schema = "{ type: integer, minimun: 1 }";
    expect(() => check("{ schema: { $ref: '#/components/schemas/Amount' }, example: 0 }", schema)).toThrow(
      /minimun/,
    );
  });
});
