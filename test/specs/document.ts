import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { escapeStep, follow, parseDocument, visit } from "../../scripts/openapi.js";

type Json = Record<string, unknown>;

/** One example of a document: where it stands, and the schema that it illustrates. */
export interface Example {
  readonly pointer: string;
  readonly schemaPointer: string;
  readonly value: unknown;
}

/** A media type (of a request, response or webhook) and the number of examples that it shows. */
export interface MediaType {
  readonly pointer: string;
  readonly examples: number;
}

/** Keys under which a schema holds further schemas: one, a list, or a map of them. */
const schemaKeys = { one: ["items", "additionalProperties", "not"], list: ["anyOf", "oneOf", "allOf"] };
const notAssertions = ["discriminator", "example", "externalDocs", "xml"];

/** An OpenAPI document whose examples can be checked against its schemas by JSON Schema 2020-12 itself. */
export class Document {
  readonly examples: Example[] = [];
  readonly mediaTypes: MediaType[] = [];
  readonly #root: Json;
  readonly #ajv: Ajv2020;

  constructor(text: string) {
    this.#root = { ...parseDocument(text), $id: "document" };
    this.#ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
    formats.default(this.#ajv);
    const known = [...notAssertions, ...extensionKeys(this.#root), ...openapiKeys(this.#root)];
    this.#ajv.addVocabulary([...new Set(known)]);
    this.#ajv.addSchema(this.#root, "document", false, false);
    this.#visit(this.#root, "#");
  }

  /** What is wrong with an example: empty when it validates. */
  problems(example: Example): string[] {
    const validate = this.#ajv.compile({ $ref: `document${example.schemaPointer}` });
    return validate(example.value) ? [] : (validate.errors ?? []).map(describeError);
  }

  #visit(node: unknown, pointer: string): void {
    if (typeof node !== "object" || node === null) return;
    if (isObject(node) && isObject(node["schema"])) this.#carrier(node, pointer);
    for (const [key, child] of Object.entries(node)) {
      const below = `${pointer}/${escapeStep(key)}`;
      const inSchemas = pointer === "#/components/schemas" || key === "schema";
      if (key === "content" && isObject(child)) this.#content(child, below);
      if (inSchemas) this.#schema(child, below);
      else if (key !== "example" && key !== "examples") this.#visit(child, below);
    }
  }

  #content(content: Json, pointer: string): void {
    for (const [name, media] of Object.entries(content)) {
      if (!isObject(media)) continue;
      const examples = ("example" in media ? 1 : 0) + Object.keys(asObject(media["examples"])).length;
      this.mediaTypes.push({ pointer: `${pointer}/${escapeStep(name)}`, examples });
    }
  }

  /** Media types, parameters and headers: what has a schema and examples beside it. */
  #carrier(node: Json, pointer: string): void {
    const schemaPointer = `${pointer}/schema`;
    if ("example" in node) {
      this.examples.push({ pointer: `${pointer}/example`, schemaPointer, value: node["example"] });
    }
    for (const [name, entry] of Object.entries(asObject(node["examples"]))) {
      const { value } = follow<Json>(this.#root, asObject(entry));
      this.examples.push({ pointer: `${pointer}/examples/${escapeStep(name)}`, schemaPointer, value });
    }
  }

  #schema(schema: unknown, pointer: string): void {
    if (!isObject(schema)) return;
    const values = Array.isArray(schema["examples"]) ? schema["examples"] : [];
    for (const key of ["example", "default"]) if (key in schema) values.push(schema[key]);
    for (const value of values) this.examples.push({ pointer, schemaPointer: pointer, value });

    for (const key of schemaKeys.one) this.#schema(schema[key], `${pointer}/${key}`);
    for (const key of schemaKeys.list) {
      const members = Array.isArray(schema[key]) ? schema[key] : [];
      members.forEach((member, index) => this.#schema(member, `${pointer}/${key}/${index}`));
    }
    for (const key of ["properties", "patternProperties"]) {
      for (const [name, child] of Object.entries(asObject(schema[key]))) {
        this.#schema(child, `${pointer}/${key}/${escapeStep(name)}`);
      }
    }
  }
}

function describeError({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || "(root)"} ${message} ${JSON.stringify(params)}`;
}

/** Ajv reads the root of the document as a schema as well. */
function openapiKeys(root: Json): string[] {
  return Object.keys(root).filter((key) => !key.startsWith("$") && !key.startsWith("x-"));
}

function extensionKeys(root: Json): string[] {
  const found: string[] = [];
  visit(root, (node) => found.push(...Object.keys(node).filter((key) => key.startsWith("x-"))));
  return found;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}
