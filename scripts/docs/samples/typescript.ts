import { format } from "prettier";
import { nameOf, type Response, type Schema } from "../../openapi.js";
import { exampleOf, type Api, type Operation } from "../api.js";
import { bodyOf, createsBatch, pathArguments, queryOf } from "./arguments.js";

/** Methods that give an async iterable rather than a promise of one document. */
const iterated = /\.(list|search|results|history)$/;

/**
 * The call through our client, ready to run: the method is the operation's `x-client-method`, its arguments are the
 * path's, the body and the query, in this order.
 */
export async function typescriptSample(api: Api, operation: Operation, clientName: string): Promise<string> {
  const source = [
    `import { ${clientName} } from "batchwire/${api.name}";`,
    "",
    "// Credentials: from the environment, or as options.",
    `const client = new ${clientName}();`,
    ...callOf(api, operation),
  ].join("\n");
  return (await format(source, { parser: "typescript", printWidth: 54 })).trimEnd();
}

function callOf(api: Api, operation: Operation): string[] {
  const method = operation.object["x-client-method"] ?? "";
  if (method === "login") {
    return [
      "",
      "// It logs in by itself: before the first call, and\n// again whenever the token has run out.",
    ];
  }
  if (method === "raw") return ["", rawCall(api, operation)];
  const call = `client.${method}(${argumentsOf(api, operation).join(", ")})`;
  const answer = answerSchema(operation);
  if (answer === undefined) return ["", `await ${call};`];
  if (isBytes(operation)) return ["", `for await (const chunk of ${call}) {`, "console.log(chunk);", "}"];
  if (iterated.test(method)) {
    const item = variableFor(itemOf(api, answer), "item");
    return ["", `for await (const ${item} of ${call}) {`, `console.log(${item});`, "}"];
  }
  const name = variableFor(answer, "answer");
  return [
    "",
    `const ${name} = await ${call};`,
    ...(createsBatch(operation) ? ["", ...waitFor(operation, name)] : []),
  ];
}

/** Waiting is what a created batch is for. Where the answer may lack a body, there may be no id to wait for. */
function waitFor(operation: Operation, name: string): string[] {
  const wait = (ref: string): string => `const { outcome, counts } = await client.batches.wait(${ref});`;
  if (successOf(operation)?.["x-body-optional"] !== true) return [wait(name)];
  return [`if (${name}.id !== undefined) {`, wait(`${name}.id`), "}"];
}

/** A body that only gives a list its name is passed as the list, except where it creates a batch. */
function bodyArgument(operation: Operation, value: unknown): unknown {
  const members = typeof value === "object" && value !== null ? Object.values(value) : [];
  const [only] = members as unknown[];
  return members.length === 1 && Array.isArray(only) && !createsBatch(operation) ? only : value;
}

function argumentsOf(api: Api, operation: Operation): string[] {
  // Credentials are the client's business: what ends a session takes no arguments.
  if (!operation.object["x-client-method"]?.includes(".")) return [];
  const path = pathArguments(api, operation).map((parameter) => JSON.stringify(exampleOf(api, parameter)));
  const body = bodyOf(api, operation);
  const query = queryOf(api, operation);
  return [
    ...path,
    ...(body === undefined ? [] : [JSON.stringify(bodyArgument(operation, body.value))]),
    ...(Object.keys(query).length === 0 ? [] : [JSON.stringify(query)]),
  ];
}

/** A call that has no method of its own goes through the typed client of the document. */
function rawCall(api: Api, operation: Operation): string {
  const path = Object.fromEntries(
    pathArguments(api, operation).map((parameter) => [parameter.name, exampleOf(api, parameter)]),
  );
  const query = queryOf(api, operation);
  const body = bodyOf(api, operation);
  const params = {
    ...(Object.keys(path).length === 0 ? {} : { path }),
    ...(Object.keys(query).length === 0 ? {} : { query }),
  };
  const init = {
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...(body === undefined ? {} : { body: body.value }),
  };
  const rest = Object.keys(init).length === 0 ? "" : `, ${JSON.stringify(init)}`;
  return `const { data } = await client.raw.${operation.method}(${JSON.stringify(operation.path)}${rest});`;
}

/** A file is handed on as it comes. */
function isBytes(operation: Operation): boolean {
  return "application/octet-stream" in (successOf(operation)?.content ?? {});
}

/** What a success brings, as the document names it. */
function answerSchema(operation: Operation): Schema | undefined {
  return Object.values(successOf(operation)?.content ?? {})[0]?.schema;
}

function successOf({ answers }: Operation): Response | undefined {
  return answers.find(({ status }) => status.startsWith("2"))?.response;
}

/** The schema of an entry: of the list itself, or of the one list among the fields of a page. */
function itemOf(api: Api, schema: Schema): Schema | undefined {
  const target = api.resolve(schema);
  const lists = Object.values(target.properties ?? {}).map((property) => api.resolve(property).items);
  return target.items ?? lists.find((items) => items !== undefined) ?? schema;
}

function variableFor(schema: Schema | undefined, otherwise: string): string {
  if (schema?.$ref === undefined) return otherwise;
  const name = nameOf(schema.$ref).replace(/(?<=\w)(Response|Model)$/, "");
  return name.replace(/^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase());
}
