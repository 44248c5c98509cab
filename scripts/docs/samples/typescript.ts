import { format } from "prettier";
import { clientName } from "../../providers.js";
import { createsBatch, type Api, type Operation } from "../api.js";
import { bodyOf, pathOf, queryOf } from "./values.js";

/** Methods that give an async iterable rather than a promise of one document. */
const ITERATED = /\.(list|search|results|history|content)$/;

/**
 * The call through our client, ready to run: the method is the operation's `x-client-method`, its arguments are the
 * path's, the body and the query, in this order.
 */
export function typescriptSample(api: Api, operation: Operation): Promise<string> {
  const client = clientName(api.name);
  const source = [
    `import { ${client} } from "batchwire/${api.name}";`,
    "",
    "// Credentials: from the environment, or as options.",
    `const client = new ${client}();`,
    "",
    callOf(api, operation),
  ];
  return format(source.join("\n"), { parser: "typescript", printWidth: 54 }).then((text) => text.trimEnd());
}

function callOf(api: Api, operation: Operation): string {
  const { clientMethod, success, method, path } = operation;
  if (clientMethod === "login")
    return "// It logs in by itself: before the first call, and\n// again whenever the token has run out.";
  // What has no method of its own goes through the typed client of the document.
  if (clientMethod === "raw")
    return `const { data } = await client.raw.${method}("${path}", { body: ${JSON.stringify(bodyOf(api, operation)?.[1])} });`;
  const call = `client.${clientMethod}(${argumentsOf(api, operation).join(", ")})`;
  if (success?.content === undefined) return `await ${call};`;
  if (ITERATED.test(clientMethod)) return `for await (const item of ${call}) {\n  console.log(item);\n}`;
  if (!createsBatch(operation)) return `const answer = await ${call};`;
  return [`const batch = await ${call};`, "", ...waitFor(success["x-body-optional"])].join("\n");
}

/** Waiting is what a created batch is for. Where the answer may lack a body, there may be no id to wait for. */
function waitFor(isBodyOptional = false): string[] {
  const wait = "const { outcome, counts } = await client.batches.wait";
  return isBodyOptional ? ["if (batch.id !== undefined) {", `${wait}(batch.id);`, "}"] : [`${wait}(batch);`];
}

/** Credentials are the client's business: what ends a session takes no arguments. */
function argumentsOf(api: Api, operation: Operation): string[] {
  if (!operation.clientMethod.includes(".")) return [];
  const body = bodyOf(api, operation);
  const query = queryOf(api, operation);
  return [
    ...Object.values(pathOf(api, operation)),
    ...(body ? [bodyArgument(operation, body[1])] : []),
    ...(Object.keys(query).length > 0 ? [query] : []),
  ].map((one) => JSON.stringify(one));
}

/** A body that only gives a list its name is passed as the list, except where it creates a batch. */
function bodyArgument(operation: Operation, value: unknown): unknown {
  const [only, ...others] = Object.values(value as Readonly<Record<string, unknown>>);
  return Array.isArray(only) && others.length === 0 && !createsBatch(operation) ? only : value;
}
