/** What one batch may hold, found in each document by what stands there. */
import type { Schema } from "../openapi.js";
import { createsBatch, type Api } from "./api.js";

const UNCONFIRMED = ' <span class="unconfirmed">unconfirmed</span>';

/** Sizes on the create operation, and the lists and texts at the top of its body, in Markdown. */
export function createLimits(api: Api): string[] {
  const create = api.operations.find(createsBatch);
  if (create === undefined) return [];
  const paragraphs = create.object.description.split(/\n\s*\n|\n- /);
  const own = Object.entries(create.object)
    .filter(([name, value]) => /^x-.*limit/.test(name) && typeof value === "number")
    .map(([name, value]) => {
      const isOpen = paragraphs.some((text) => text.includes(name) && text.includes("unconfirmed"));
      return `${name.slice(2).replaceAll("-", " ")}: ${count(value)}${isOpen ? UNCONFIRMED : ""}`;
    });
  const fields = Object.values(create.body?.content ?? {})
    .flatMap(({ schema = {} }) => alternatives(api, schema))
    .flatMap(({ properties = {} }) => Object.entries(properties))
    .flatMap(([name, property]) =>
      alternatives(api, property).map((target) => fieldLimit(name, { ...target, ...property })),
    );
  return [...new Set([...own, ...fields.filter((text) => text !== "")])];
}

function fieldLimit(name: string, { minItems, maxItems, maxLength = 0, ...schema }: Schema): string {
  const isOpen = schema["x-unconfirmed"] === true ? UNCONFIRMED : "";
  if (maxItems !== undefined)
    return `\`${name}\`: ${minItems ? `${count(minItems)} to ` : ""}${count(maxItems)} items${isOpen}`;
  // Short texts are labels; the limit that people ask for is that of the message.
  return maxLength < 300 ? "" : `\`${name}\`: ${count(maxLength)} characters${isOpen}`;
}

/** A schema, or what stands behind its union and names. */
function alternatives(api: Api, schema: Schema): Schema[] {
  const { oneOf, anyOf, ...target } = api.resolve(schema);
  return (oneOf ?? anyOf)?.flatMap((part) => alternatives(api, part)) ?? [target];
}

function count(value: unknown): string {
  return Number(value).toLocaleString("en-US");
}
