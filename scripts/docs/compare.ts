/** Facts by which the APIs are compared, found in their documents by what stands there, not by who wrote them. */
import type { Api, Operation } from "./api.js";
import { createsBatch } from "./samples/arguments.js";
import type { Schema } from "../openapi.js";

export interface Limit {
  /** A field of the body that creates a batch, or an `x-…` limit of the operation itself. */
  readonly name: string;
  readonly text: string;
  readonly unconfirmed: boolean;
}

/** What one batch may hold: sizes on the create operation, and the lists and texts at the top of its body. */
export function createLimits(api: Api): Limit[] {
  const create = api.operations.find(createsBatch);
  if (create === undefined) return [];
  const own = create.limits.map(([name, value]) => ({
    name,
    text: value.toLocaleString("en-US"),
    unconfirmed: mentions(create.object.description, name, "unconfirmed"),
  }));
  const schema = Object.values(create.body?.content ?? {})[0]?.schema;
  const fields = schema === undefined ? [] : variantsOf(api, schema).flatMap((one) => fieldLimits(api, one));
  return [...own, ...new Map(fields.map((limit) => [`${limit.name} ${limit.text}`, limit])).values()];
}

function mentions(description: string, ...words: readonly string[]): boolean {
  return description.split(/\n\s*\n|\n- /).some((part) => words.every((word) => part.includes(word)));
}

/** A schema, or what stands behind its union and names. */
function variantsOf(api: Api, schema: Schema): Schema[] {
  const target = api.resolve(schema);
  const parts = target.oneOf ?? target.anyOf;
  return parts === undefined ? [target] : parts.flatMap((part) => variantsOf(api, part));
}

function fieldLimits(api: Api, schema: Schema): Limit[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    variantsOf(api, property).flatMap((target) => {
      const unconfirmed = (property["x-unconfirmed"] ?? target["x-unconfirmed"]) === true;
      const { minItems = 0, maxItems, maxLength } = target;
      if (maxItems !== undefined) return [{ name, text: `${span(minItems, maxItems)} items`, unconfirmed }];
      // Short texts are labels; the limit that people ask for is that of the message.
      if (maxLength === undefined || maxLength < 300) return [];
      return [{ name, text: `${maxLength.toLocaleString("en-US")} characters`, unconfirmed }];
    }),
  );
}

function span(least: number, most: number): string {
  const top = most.toLocaleString("en-US");
  return least > 0 ? `${least.toLocaleString("en-US")} to ${top}` : top;
}

export interface States {
  readonly method: string;
  readonly field: string;
  readonly values: readonly State[];
}

export interface State {
  readonly value: unknown;
  /** Where the document names a number. */
  readonly name?: string;
}

/** The states of a batch: the first closed or open list of values in a field called status, in the calls that read one. */
export function batchStates(api: Api): States | undefined {
  const methods = [/^batches\.(get|retrieve)$/, /^deliveryReports\.get$/, /\.get$/];
  const readers = methods.flatMap((pattern) =>
    api.operations.filter((one) => pattern.test(one.object["x-client-method"] ?? "")),
  );
  for (const operation of readers) {
    const found = statusField(api, answerSchemas(operation));
    if (found !== undefined) return { method: operation.object["x-client-method"] ?? "", ...found };
  }
  return undefined;
}

function answerSchemas(operation: Operation): Schema[] {
  const success = operation.answers.find(({ status }) => status.startsWith("2"));
  return Object.values(success?.response.content ?? {}).flatMap(({ schema }) =>
    schema === undefined ? [] : [schema],
  );
}

function statusField(api: Api, schemas: readonly Schema[], depth = 0): Omit<States, "method"> | undefined {
  const targets = schemas.flatMap((schema) => variantsOf(api, schema));
  const flat = targets.flatMap((target) => [target, ...(target.allOf ?? []).map(api.resolve)]);
  const properties = flat.flatMap((target) => Object.entries(target.properties ?? {}));
  for (const [field, property] of properties.filter(([name]) => /(^|_)status$/i.test(name))) {
    const values = variantsOf(api, property).flatMap(valuesOf);
    if (values.length > 1) return { field, values };
  }
  const lists = properties.flatMap(([, property]) =>
    variantsOf(api, property).flatMap(({ items }) => (items === undefined ? [] : [items])),
  );
  return depth < 2 && lists.length > 0 ? statusField(api, lists, depth + 1) : undefined;
}

function valuesOf({ enum: values = [], "x-enum-varnames": names = [] }: Schema): State[] {
  return values.map((value, index) => {
    const name = names[index];
    return name === undefined ? { value } : { value, name };
  });
}
