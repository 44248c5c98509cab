/** What the matrix takes from the documents: every operation, its safety class, and a valid request and answer for it. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";

export type Safety = "read" | "idempotent" | "send";

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

type Node = Readonly<Record<string, unknown>>;

const METHODS = ["get", "put", "post", "delete", "patch"];
const SPECS = resolve(import.meta.dirname, "../../../specs");

export function operationsOf(provider: string): Operation[] {
  const document = parse(readFileSync(resolve(SPECS, `${provider}.yaml`), "utf8")) as Node;
  const follow = (node: unknown): Node => {
    const { $ref } = (node ?? {}) as { $ref?: string };
    if ($ref === undefined) return (node ?? {}) as Node;
    const found = $ref
      .slice(2)
      .split("/")
      .reduce<unknown>((at, key) => (at as Node)[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);
    return follow(found);
  };
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(document["paths"] as Node)) {
    for (const [method, value] of Object.entries(item as Node)) {
      if (METHODS.includes(method))
        operations.push(operation(method.toUpperCase(), path, value as Node, follow));
    }
  }
  return operations;
}

function operation(method: string, path: string, node: Node, follow: (node: unknown) => Node): Operation {
  return {
    id: node["operationId"] as string,
    method,
    path,
    safety: node["x-safety"] as Safety,
    clientMethod: node["x-client-method"] as string,
    body: mediaOf(follow(node["requestBody"]), follow)?.example,
    answer: answerOf(node["responses"] as Node, follow),
  };
}

function answerOf(responses: Node, follow: (node: unknown) => Node): Answer {
  const successes = Object.entries(responses)
    .filter(([status]) => /^2\d\d$/.test(status))
    .map(([status, response]) => ({ status: Number(status), media: mediaOf(follow(response), follow) }));
  const mayBeEmpty = successes.some(({ media }) => media === undefined);
  const chosen = successes.find(({ media }) => media !== undefined) ?? successes[0];
  if (chosen === undefined) throw new Error("an operation without a success");
  return { status: chosen.status, ...chosen.media, mayBeEmpty };
}

function mediaOf(
  carrier: Node,
  follow: (node: unknown) => Node,
): { type: string; example: unknown } | undefined {
  const [entry] = Object.entries((carrier["content"] ?? {}) as Node);
  if (entry === undefined) return undefined;
  const [type, media] = entry as [string, Node];
  const [first] = Object.values((media["examples"] ?? {}) as Node);
  return { type, example: "example" in media ? media["example"] : follow(first)["value"] };
}
