/** What the matrix takes from the documents: every operation, its safety class, and a valid request and answer for it. */
import {
  documentOf,
  endpointsIn,
  examplesOf,
  follow,
  type Content,
  type OpenApi,
  type OperationObject,
  type Safety,
} from "../../../scripts/openapi.js";

export type { Safety } from "../../../scripts/openapi.js";

export interface Operation {
  readonly id: string;
  readonly method: string;
  /** As in the document: `/v2/batches/{batchId}`. */
  readonly path: string;
  readonly safety: Safety;
  readonly clientMethod: string;
  /** A valid body, from the document's examples. */
  readonly body: unknown;
  readonly answer: Answer;
}

/** A success as the document shows it: the first 2xx with a body, else the first one. */
export interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly example?: unknown;
  /** The document allows a success without a body. */
  readonly mayBeEmpty: boolean;
}

export function operationsOf(provider: string): Operation[] {
  const document = documentOf(provider);
  return endpointsIn(document.paths).map(({ path, method, object }) => {
    const body = object.requestBody && follow(document, object.requestBody);
    return {
      id: object.operationId,
      method: method.toUpperCase(),
      path,
      safety: object["x-safety"] as Safety,
      clientMethod: object["x-client-method"] ?? "",
      body: mediaOf(document, body?.content)?.example,
      answer: answerOf(document, object.responses),
    };
  });
}

/** How a client creates a batch, and how it reads one. */
export function batchOperations(provider: string): { readonly send: Operation; readonly read: Operation } {
  const operations = operationsOf(provider);
  const named = (methods: RegExp): Operation => {
    const found = operations.find(({ clientMethod }) => methods.test(clientMethod));
    if (found === undefined) throw new Error(`${provider} has no operation ${methods.source}`);
    return found;
  };
  return { send: named(/^batches\.(create|send)$/), read: named(/^batches\.(get|retrieve)$/) };
}

function answerOf(document: OpenApi, responses: OperationObject["responses"]): Answer {
  const successes = Object.entries(responses)
    .filter(([status]) => /^2\d\d$/.test(status))
    .map(([status, response]) => {
      return { status: Number(status), media: mediaOf(document, follow(document, response).content) };
    });
  const mayBeEmpty = successes.some(({ media }) => media === undefined);
  const chosen = successes.find(({ media }) => media !== undefined) ?? successes[0];
  if (chosen === undefined) throw new Error("an operation without a success");
  return { status: chosen.status, ...chosen.media, mayBeEmpty };
}

function mediaOf(document: OpenApi, content: Content = {}): { type: string; example: unknown } | undefined {
  const [entry] = Object.entries(content);
  if (entry === undefined) return undefined;
  const [type, media] = entry;
  return { type, example: examplesOf(document, media)[0]?.value };
}
