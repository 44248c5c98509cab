/** The values that a sample sends: the document's own examples, so that both languages show the same call. */
import { examplesOf, type Parameter } from "../../openapi.js";
import { createsBatch, exampleOf, type Api, type Operation } from "../api.js";

/** Filters that a sample shows beside what is required: enough to see how it is done. */
const SHOWN_FILTERS = 2;

/** Where a page starts is the client's business. */
const PAGING = /^(page|pageToken|start|after|.*_id|offset)$/;

/** The media type of the body, and its value. */
export function bodyOf({ document }: Api, { object, body }: Operation): [string, unknown] | undefined {
  const [media] = Object.entries(body?.content ?? {});
  if (media === undefined) return undefined;
  const [example] = examplesOf(document, media[1]);
  if (example === undefined) throw new Error(`${object.operationId}: its body has no example`);
  return [media[0], example.value];
}

/** Name and value of each query parameter that a sample shows. */
export function queryOf(api: Api, { parameters }: Operation): Record<string, unknown> {
  const query = parameters.filter((one) => one.in === "query");
  const isFilter = (one: Parameter): boolean =>
    !one.required && !one.deprecated && !PAGING.test(one.name) && exampleOf(api, one) !== undefined;
  const filters = query.filter(isFilter).slice(0, SHOWN_FILTERS);
  return valuesOf(
    api,
    query.filter((one) => one.required === true || filters.includes(one)),
  );
}

/**
 * Path parameters that a caller passes. Those that creating a batch needs as well name the account, and those with a
 * default the caller's own part of it: the client knows both.
 */
export function pathOf(api: Api, { path, parameters }: Operation): Record<string, unknown> {
  const held = api.operations.find(createsBatch)?.parameters.map(({ name }) => name);
  const passed = parameters
    .filter((one) => one.in === "path" && !held?.includes(one.name) && one.schema?.default === undefined)
    .sort((a, b) => path.indexOf(`{${a.name}}`) - path.indexOf(`{${b.name}}`));
  return valuesOf(api, passed);
}

export function valuesOf(api: Api, parameters: readonly Parameter[]): Record<string, unknown> {
  return Object.fromEntries(parameters.map((one) => [one.name, exampleOf(api, one)]));
}
