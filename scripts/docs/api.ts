/** One document, read once and put in the order in which its page is written. */
import {
  endpointsIn,
  examplesOf as examplesIn,
  follow,
  parseDocument,
  type CodeSample,
  type Endpoint,
  type Example,
  type MediaType,
  type OpenApi,
  type OperationObject,
  type Parameter,
  type Referring,
  type RequestBody,
  type Response,
  type SecurityScheme,
  type Server,
  type Spec,
} from "../openapi.js";

/** What a call may be answered with. */
export interface Answer {
  readonly status: string;
  readonly response: Response;
}

/** A call to the provider, or (a webhook) a call that the provider makes. References are resolved, one level deep. */
export interface Operation {
  readonly kind: "operation" | "webhook";
  /** Part of the anchor. Of a webhook it is the event's name, which readers search for. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly object: OperationObject;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  readonly answers: readonly Answer[];
  readonly server: Server;
  /** What stands in the document as `x-…limit…` on the operation, such as `x-body-limit-bytes`. */
  readonly limits: readonly (readonly [name: string, value: number])[];
}

export interface Api {
  readonly name: string;
  readonly text: string;
  readonly document: OpenApi;
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Operation[];
  readonly resolve: <T extends Referring>(value: T) => T;
}

export function readApi({ name, text }: Pick<Spec, "name" | "text">): Api {
  const document = parseDocument(text);
  const resolve = <T extends Referring>(value: T): T => follow(document, value);
  const read = (kind: Operation["kind"], items: OpenApi["paths"] | undefined): Operation[] =>
    endpointsIn(items).map((endpoint) => readOperation(kind, endpoint, document, resolve));
  const operations = read("operation", document.paths);
  const webhooks = read("webhook", document.webhooks);
  return { name, text, document, operations, webhooks, resolve };
}

function readOperation(
  kind: Operation["kind"],
  { path, method, item, object }: Endpoint,
  document: OpenApi,
  resolve: Api["resolve"],
): Operation {
  const [server] = object.servers ?? item.servers ?? document.servers;
  if (server === undefined) throw new Error(`${object.operationId}: no server`);
  return {
    kind,
    id: kind === "webhook" ? path : object.operationId,
    method: method.toUpperCase(),
    path,
    object,
    parameters: [...(item.parameters ?? []), ...(object.parameters ?? [])].map(resolve),
    ...(object.requestBody === undefined ? {} : { body: resolve(object.requestBody) }),
    answers: answersOf(object, resolve),
    server,
    limits: Object.entries(object).filter(isLimit),
  };
}

function answersOf({ responses }: OperationObject, resolve: Api["resolve"]): Answer[] {
  return Object.entries(responses).map(([status, response]) => ({ status, response: resolve(response) }));
}

function isLimit(entry: [string, unknown]): entry is [string, number] {
  return /^x-.*limit/.test(entry[0]) && typeof entry[1] === "number";
}

/** The examples of a body, parameter or header, named or not. */
export function examplesOf({ document }: Api, holder: MediaType): Example[] {
  return examplesIn(document, holder);
}

/** The one value that stands for a parameter in samples, if the document gives any. */
export function exampleOf(api: Api, parameter: Parameter): unknown {
  return examplesOf(api, parameter)[0]?.value ?? parameter.schema?.examples?.[0] ?? parameter.schema?.default;
}

/** The schemes that an operation accepts, the first one being what its samples use. None: it needs no credentials. */
export function securityOf(
  api: Api,
  operation: Operation,
): (readonly [name: string, scheme: SecurityScheme, permissions: readonly string[]])[] {
  const { security, components } = api.document;
  return (operation.object.security ?? security).flatMap((requirement) =>
    Object.entries(requirement).flatMap(([name, permissions]) => {
      const scheme = components.securitySchemes[name];
      return scheme === undefined ? [] : [[name, scheme, permissions] as const];
    }),
  );
}

/** What the document itself brings along; the rest is generated. */
export function ownSamples(operation: Operation): readonly CodeSample[] {
  return operation.object["x-codeSamples"] ?? [];
}

/** The provider's name: the first word of the title, as the document spells it. */
export function shortTitle({ document }: Api): string {
  return document.info.title.split(" ")[0] ?? document.info.title;
}
