import { asRecord } from "./specs.js";

type Json = Record<string, unknown>;

/**
 * The component schemas that a document uses in what a caller sends, and nowhere in what a caller gets: answers and
 * webhooks. Their types have to take whatever fits on the wire; the others have to tell what may be in them.
 */
export function sentOnlySchemas(document: Json): ReadonlySet<string> {
  const sent = new Set<string>();
  const received = new Set<string>();
  for (const call of operationsOf(document["paths"])) {
    const { responses, ...request } = call;
    collect(request, document, sent);
    collect(responses, document, received);
  }
  for (const event of operationsOf(document["webhooks"])) collect(event, document, received);
  return new Set([...sent].filter((name) => !received.has(name)));
}

function operationsOf(paths: unknown): Json[] {
  return Object.values(asRecord(paths)).flatMap((item) => Object.values(asRecord(item)).map(asRecord));
}

/** Adds the names of the schemas that `node` refers to, at whatever depth, and through components of other kinds. */
function collect(node: unknown, document: Json, names: Set<string>, seen = new Set<string>()): void {
  if (typeof node !== "object" || node === null) return;
  const { $ref } = node as { $ref?: unknown };
  if (typeof $ref === "string" && !seen.has($ref)) {
    seen.add($ref);
    const [, kind = "", name = ""] = $ref.slice("#/".length).split("/");
    if (kind === "schemas") names.add(name);
    collect(asRecord(asRecord(document["components"])[kind])[name], document, names, seen);
  }
  for (const child of Object.values(node)) collect(child, document, names, seen);
}
