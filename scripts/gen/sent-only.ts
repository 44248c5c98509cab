import { endpointsIn, nameOf, targetOf, visit, type OpenApi } from "../openapi.js";

/**
 * The component schemas that a document uses in what a caller sends, and nowhere in what a caller gets: answers and
 * webhooks. Their types have to take whatever fits on the wire; the others have to tell what may be in them.
 */
export function sentOnlySchemas(document: OpenApi): ReadonlySet<string> {
  const sent = new Set<string>();
  const received = new Set<string>();
  for (const { item, object } of endpointsIn(document.paths)) {
    const { responses, ...request } = object;
    collect([item.parameters, request], document, sent);
    collect(responses, document, received);
  }
  for (const { object } of endpointsIn(document.webhooks)) collect(object, document, received);
  return new Set([...sent].filter((name) => !received.has(name)));
}

/** Adds the names of the schemas that `root` refers to, at whatever depth, and through components of other kinds. */
function collect(root: unknown, document: OpenApi, names: Set<string>, seen = new Set<string>()): void {
  visit(root, ({ $ref }) => {
    if (typeof $ref !== "string" || seen.has($ref)) return;
    seen.add($ref);
    if ($ref.startsWith("#/components/schemas/")) names.add(nameOf($ref));
    collect(targetOf(document, $ref), document, names, seen);
  });
}
