import { endpointsIn, nameOf, targetOf, visit, type OpenApi } from "../openapi.js";

/**
 * The component schemas that occur only in requests, not in answers or webhooks. Their types must accept anything that is
 * valid on the wire; those of answers must describe what may come.
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

/** Adds the names of all schemas that `root` refers to, also through other components. */
function collect(root: unknown, document: OpenApi, names: Set<string>, seen = new Set<string>()): void {
  visit(root, ({ $ref }) => {
    if (typeof $ref !== "string" || seen.has($ref)) return;
    seen.add($ref);
    if ($ref.startsWith("#/components/schemas/")) names.add(nameOf($ref));
    collect(targetOf(document, $ref), document, names, seen);
  });
}
