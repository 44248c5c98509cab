/** One document as its pages need it: the operations with their references resolved. */
import { endpointsIn, examplesOf, follow, parseDocument } from "../openapi.js";
import type { Endpoint, OpenApi, OperationObject, Parameter } from "../openapi.js";
import type { RequestBody, Response, Server, Spec } from "../openapi.js";

/** A call to the provider, or (a webhook) one that the provider makes: the path of that is the event's name. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly object: OperationObject;
  /** `x-client-method`: the method of our client that makes the call. */
  readonly clientMethod: string;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  readonly success?: Response;
  readonly server: Server;
}

export interface Api extends Pick<Spec, "name" | "text"> {
  readonly document: OpenApi;
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Operation[];
}

export function readApi({ name, text }: Pick<Spec, "name" | "text">): Api {
  const document = parseDocument(text);
  const read = ({ path, method, item, object }: Endpoint): Operation => {
    const [, success] = Object.entries(object.responses).find(([status]) => status.startsWith("2")) ?? [];
    return {
      method: method.toUpperCase(),
      path,
      object,
      clientMethod: object["x-client-method"] ?? "",
      parameters: [item, object].flatMap(({ parameters = [] }) =>
        parameters.map((one) => follow(document, one)),
      ),
      ...(object.requestBody && { body: follow(document, object.requestBody) }),
      ...(success && { success: follow(document, success) }),
      server: (object.servers ?? item.servers ?? document.servers)[0] as Server,
    };
  };
  const operations = endpointsIn(document.paths).map(read);
  return { name, text, document, operations, webhooks: endpointsIn(document.webhooks).map(read) };
}

/** The one value that stands for a parameter in samples, if the document gives any. */
export function exampleOf({ document }: Api, parameter: Parameter): unknown {
  const { schema } = parameter;
  return examplesOf(document, parameter)[0]?.value ?? schema?.examples?.[0] ?? schema?.default;
}

export function createsBatch({ clientMethod }: Operation): boolean {
  return /^batches\.(create|send)$/.test(clientMethod);
}

/** The provider's name: the first word of the title, as the document spells it. */
export function shortTitle({ document }: Api): string {
  return document.info.title.split(" ")[0] ?? document.info.title;
}

/** Where an API's page shows an operation: Redoc's own anchor. */
export function anchorOf({ object }: Operation): string {
  return `operation/${object.operationId}`;
}
