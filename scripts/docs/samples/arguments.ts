/** The values that a sample sends: the document's own examples, so that both languages show the same call. */
import { examplesOf, exampleOf, type Api, type Operation } from "../api.js";
import type { Parameter } from "../../openapi.js";

export interface SampleBody {
  readonly mediaType: string;
  readonly value: unknown;
}

/** Filters that a sample shows beside what is required: enough to see how it is done. */
const shownFilters = 2;

/** Where a page starts is the client's business. */
const paging = /^(page|pageToken|start|after|.*_id|offset)$/;

export function bodyOf(api: Api, operation: Operation): SampleBody | undefined {
  const [media] = Object.entries(operation.body?.content ?? {});
  if (media === undefined) return undefined;
  const [example] = examplesOf(api, media[1]);
  if (example === undefined)
    throw new Error(`${operation.id}: the body has no example to build a sample from`);
  return { mediaType: media[0], value: example.value };
}

/** Name and value of each query parameter that a sample shows. */
export function queryOf(api: Api, operation: Operation): Record<string, unknown> {
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const filters = query
    .filter((one) => one.required !== true && one.deprecated !== true && !paging.test(one.name))
    .filter((one) => exampleOf(api, one) !== undefined)
    .slice(0, shownFilters);
  const chosen = query.filter((parameter) => parameter.required === true || filters.includes(parameter));
  return Object.fromEntries(chosen.map((parameter) => [parameter.name, exampleOf(api, parameter)]));
}

/**
 * Path parameters that a caller passes. Those that creating a batch needs as well name the account, and those with a
 * default the caller's own part of it: the client knows both.
 */
export function pathArguments(api: Api, operation: Operation): Parameter[] {
  const creates = api.operations.find((one) => createsBatch(one));
  const held = new Set(creates?.parameters.filter(isPath).map(({ name }) => name));
  const inOrder = [...operation.path.matchAll(/\{(.+?)\}/g)].map((match) => match[1]);
  return operation.parameters
    .filter((one) => isPath(one) && !held.has(one.name) && one.schema?.default === undefined)
    .sort((a, b) => inOrder.indexOf(a.name) - inOrder.indexOf(b.name));
}

export function createsBatch(operation: Operation): boolean {
  return /^batches\.(create|send)$/.test(operation.object["x-client-method"] ?? "");
}

function isPath(parameter: Parameter): boolean {
  return parameter.in === "path";
}
