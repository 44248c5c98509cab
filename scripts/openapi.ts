/**
 * Reads the documents in specs/, for the generator, the site and the tests. The simulator has its own reader, because it
 * is published and scripts are not.
 */
import { parse } from "yaml";
import { readSpecs } from "./openapi/files.mjs";
import {
  HTTP_METHODS,
  SAFETY_CLASSES,
  type Example,
  type Exemplified,
  type HttpMethod,
  type OpenApi,
  type OperationObject,
  type PathItem,
  type Referring,
  type Safety,
  type Schema,
} from "./openapi/shapes.js";

export { readSpecs, ROOT, specNames, type Spec } from "./openapi/files.mjs";
export type * from "./openapi/shapes.js";

/** Parses a document. Its type is what the lint requires, and is not checked here. */
export function parseDocument(text: string): OpenApi {
  // The examples use more aliases than the parser allows by default, as a guard against malicious input.
  return parse(text, { maxAliasCount: -1 }) as OpenApi;
}

export function documentOf(provider: string): OpenApi {
  const [spec] = readSpecs(undefined, [provider]);
  if (spec === undefined) throw new Error(`${provider}: no document`);
  return parseDocument(spec.text);
}

/** One operation under `paths` or `webhooks`, with its path and method. */
export interface Endpoint {
  readonly path: string;
  readonly method: HttpMethod;
  readonly item: PathItem;
  readonly object: OperationObject;
}

/** All operations of `paths` or `webhooks`, in the order of the document. */
export function endpointsIn(items: Readonly<Record<string, PathItem>> = {}): Endpoint[] {
  return Object.entries(items).flatMap(([path, item]) =>
    Object.keys(item)
      .filter(isMethod)
      .flatMap((method) => {
        const object = item[method];
        return object === undefined ? [] : [{ path, method, item, object }];
      }),
  );
}

function isMethod(key: string): key is HttpMethod {
  return HTTP_METHODS.some((method) => method === key);
}

/** The facts about an operation that a client needs at run time. */
export interface Operation {
  /** `METHOD /path/template`, as in the document. */
  readonly key: string;
  readonly operationId: string;
  readonly safety: Safety;
  readonly clientMethod: string;
  readonly limitGroup?: string;
  readonly answer?: DueAnswer;
}

/** The required body of a success: an object with an `id`, any object, an array, or none. Absent for other formats. */
export type DueAnswer = "id" | "object" | "array" | "optional";

/**
 * The operations under `paths`, in the order of the document. Checks our extensions, which the lint does not know.
 *
 * @throws Error in one line that names the extension and the operation.
 */
export function operationsOf(document: OpenApi): Operation[] {
  return endpointsIn(document.paths).map(({ path, method, object }) => {
    const key = `${method.toUpperCase()} ${path}`;
    const answer = dueAnswer(document, object);
    return {
      key,
      operationId: textOf(object, "operationId", key),
      safety: safetyOf(object, key),
      clientMethod: textOf(object, "x-client-method", key),
      ...("x-limit-group" in object ? { limitGroup: textOf(object, "x-limit-group", key) } : {}),
      ...(answer === undefined ? {} : { answer }),
    };
  });
}

/** The required body that fits all success responses of an operation. */
function dueAnswer(document: OpenApi, { responses }: OperationObject): DueAnswer | undefined {
  const successes = Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, response]) => follow(document, response));
  if (successes.some(({ content, ...response }) => !content || response["x-body-optional"]))
    return "optional";
  const schemas = successes.map(({ content }) => content?.["application/json"]?.schema);
  if (schemas.some((schema) => schema === undefined)) return undefined;
  const shapes = schemas.flatMap((schema) => shapesOf(document, schema ?? {}));
  if (shapes.every(({ type }) => type === "array")) return "array";
  return shapes.every(({ required }) => required.includes("id")) ? "id" : "object";
}

interface ShapeOfDocument {
  readonly type: Schema["type"];
  readonly required: readonly string[];
}

/** The shapes of a schema: one, or one for each member of a union. */
function shapesOf(document: OpenApi, given: Schema): ShapeOfDocument[] {
  const { type, required = [], oneOf, anyOf, allOf = [] } = follow(document, given);
  const whole = allOf.flatMap((part) => shapesOf(document, part));
  const own = {
    type: type ?? whole[0]?.type,
    required: [...required, ...whole.flatMap((part) => part.required)],
  };
  const members = (oneOf ?? anyOf)?.flatMap((member) => shapesOf(document, member));
  return members?.map((member) => ({ ...member, required: [...own.required, ...member.required] })) ?? [own];
}

function textOf(object: OperationObject, name: keyof OperationObject, key: string): string {
  const value = object[name];
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`${name}: ${key} has none`);
}

function safetyOf(object: OperationObject, key: string): Safety {
  const found = object["x-safety"];
  const safety = SAFETY_CLASSES.find((known) => known === found);
  if (safety !== undefined) return safety;
  const shown = JSON.stringify(found) ?? "nothing";
  throw new Error(`x-safety: ${key} has ${shown}, not one of ${SAFETY_CLASSES.join(", ")}`);
}

/** Follows `$ref`s, any number of them. */
export function follow<T extends Referring>(document: object, value: T): T {
  return value.$ref === undefined ? value : follow(document, targetOf(document, value.$ref) as T);
}

/** The target of a reference, which may be another reference. */
export function targetOf(document: object, ref: string): object {
  const target = stepsOf(ref).reduce<unknown>(
    (at, step) => (at as Readonly<Record<string, unknown>> | undefined)?.[step],
    document,
  );
  if (typeof target !== "object" || target === null) throw new Error(`${ref}: leads nowhere`);
  return target;
}

function stepsOf(ref: string): string[] {
  const steps = ref.replace(/^#\//, "").split("/");
  return steps.map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Escapes a key as a step of a reference. */
export function escapeStep(key: string): string {
  return encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** The last step of a reference: the name of its target. */
export function nameOf(ref: string): string {
  return stepsOf(ref).at(-1) ?? "";
}

/** The examples of a body, parameter or header, named or not, references followed. */
export function examplesOf(document: object, holder: Exemplified): Example[] {
  if (holder.example !== undefined) return [{ value: holder.example }];
  return Object.values(holder.examples ?? {}).map((example) => follow(document, example));
}

/** Calls `see` for `node` and every object below it, parents first. */
export function visit(node: unknown, see: (node: Record<string, unknown>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) see(node as Record<string, unknown>);
  for (const child of Object.values(node)) visit(child, see);
}
