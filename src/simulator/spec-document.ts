import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import type { Peers } from "./peers.js";

/** The members of an OpenAPI document that the simulator reads itself; ajv reads the schemas. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

type PathItem = { readonly parameters?: readonly unknown[] } & Readonly<Record<string, OperationObject>>;

export interface OperationObject {
  readonly operationId: string;
  readonly "x-client-method"?: string;
  readonly "x-safety"?: string;
  readonly "x-limit-group"?: string;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}

export interface ParameterObject {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly explode?: boolean;
  readonly schema?: { readonly type?: unknown; readonly $ref?: string };
}

export interface BodyObject {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** A place in the document, as the keys that lead to it. */
export type Pointer = readonly (string | number)[];

/** A value of the document and its place, after references were followed. */
export interface Located<Value> {
  readonly value: Value;
  readonly at: Pointer;
}

/** Sources are two levels below the root of the package, compiled files three. */
function specPath(file: string): string {
  if (isAbsolute(file)) return file;
  const candidates = ["../../specs/", "../../../specs/"].map((folder) =>
    fileURLToPath(new URL(folder + file, import.meta.url)),
  );
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) throw new Error(`batchwire/simulator cannot find specs/${file} in its package`);
  return found;
}

export async function readDocument(file: string, peers: Peers): Promise<OpenApi> {
  const document = peers.parseYaml(await readFile(specPath(file), "utf8")) as OpenApi;
  simplifyDiscriminators(document, document);
  return document;
}

/** Follows `$ref`s within the document. */
export function locate<Value>(document: OpenApi, at: Pointer): Located<Value> {
  const value = at.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document);
  const ref = (value as { $ref?: unknown }).$ref;
  return typeof ref === "string" ? locate(document, fromRef(ref)) : { value: value as Value, at };
}

function fromRef(ref: string): Pointer {
  const steps = ref.replace(/^#\//, "").split("/");
  return steps.map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function toRef(at: Pointer): string {
  const steps = at.map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1"));
  return `#/${steps.map(encodeURIComponent).join("/")}`;
}

type SchemaNode = { [keyword: string]: unknown };

/**
 * ajv takes a `discriminator` only without `mapping`, and only if each member requires the tag as a constant. There it
 * makes validation fast and errors exact. Elsewhere it is dropped, which changes nothing: `oneOf` alone means the same.
 */
function simplifyDiscriminators(node: unknown, document: OpenApi): void {
  if (typeof node !== "object" || node === null) return;
  const schema = node as SchemaNode;
  const tag = (schema["discriminator"] as SchemaNode | undefined)?.["propertyName"];
  if (typeof tag === "string" && Array.isArray(schema["oneOf"])) {
    const isExact = schema["oneOf"].every((member: unknown) => requiresConstant(member, tag, document));
    if (isExact) schema["discriminator"] = { propertyName: tag };
    else delete schema["discriminator"];
  }
  for (const child of Object.values(schema)) simplifyDiscriminators(child, document);
}

function requiresConstant(member: unknown, tag: string, document: OpenApi): boolean {
  const ref = (member as SchemaNode)["$ref"];
  const schema =
    typeof ref === "string" ? locate<SchemaNode>(document, fromRef(ref)).value : (member as SchemaNode);
  const property = (schema["properties"] as SchemaNode | undefined)?.[tag] as SchemaNode | undefined;
  const isRequired = Array.isArray(schema["required"]) && schema["required"].includes(tag);
  return isRequired && (typeof property?.["const"] === "string" || Array.isArray(property?.["enum"]));
}
