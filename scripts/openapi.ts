/**
 * The one reader of the documents in specs/, for the generator, the reference pages and the tests. The simulator reads
 * them by itself: it is part of the package, and this is not.
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

/** The document that a text holds. Its shape is that which the lint demands, so only linted texts may be trusted. */
export function parseDocument(text: string): OpenApi {
  // The examples repeat each other by alias far more often than the parser's guard against malicious input allows.
  return parse(text, { maxAliasCount: -1 }) as OpenApi;
}

/** The document of one provider. */
export function documentOf(provider: string): OpenApi {
  const [spec] = readSpecs(undefined, [provider]);
  if (spec === undefined) throw new Error(`${provider}: no document`);
  return parseDocument(spec.text);
}

/** One operation under `paths` or `webhooks`, and where it stands. */
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

/** What a client has to know about one operation at run time. */
export interface Operation {
  /** `METHOD /path/template`, to the letter of the document. */
  readonly key: string;
  readonly operationId: string;
  readonly safety: Safety;
  readonly clientMethod: string;
  readonly limitGroup?: string;
  readonly answer?: DueAnswer;
}

/** What a success has to hold: an object with an `id`, any object, an array, or nothing. Absent for what is no JSON. */
export type DueAnswer = "id" | "object" | "array" | "optional";

/**
 * The operations under `paths`, in the order of the document. The lint knows nothing of our extensions, so they are
 * checked here.
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

/** What all successes of an operation have in common. */
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

/** The shapes that a document of this schema may have: one, or one for each member of a union. */
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

/** The value itself, or what its `$ref` leads to, over any number of references. */
export function follow<T extends Referring>(document: object, value: T): T {
  return value.$ref === undefined ? value : follow(document, targetOf(document, value.$ref) as T);
}

/** What a reference leads to, which may be a further reference. */
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

/** One key as a step of a reference: the opposite of what following does. */
export function escapeStep(key: string): string {
  return encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** The last step of a reference: the name under which the document keeps its target. */
export function nameOf(ref: string): string {
  return stepsOf(ref).at(-1) ?? "";
}

/** The examples of a body, parameter or header, named or not, references followed. */
export function examplesOf(document: object, holder: Exemplified): Example[] {
  if (holder.example !== undefined) return [{ value: holder.example }];
  return Object.values(holder.examples ?? {}).map((example) => follow(document, example));
}

/** Shows every object below `node` to `see`, each before what it holds. */
export function visit(node: unknown, see: (node: Record<string, unknown>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) see(node as Record<string, unknown>);
  for (const child of Object.values(node)) visit(child, see);
}
