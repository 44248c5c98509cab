import type { OpenAPI3 } from "openapi-typescript";
import { follow, nameOf, visit, type OpenApi, type Schema } from "../openapi.js";

/**
 * Removes the parts of a document that make the generated types longer or less exact. Throws an error in one line for a
 * discriminated union that breaks our rules.
 */
export function prepare(original: OpenApi): OpenAPI3 {
  const document = structuredClone(original);
  visit(document, (node) => {
    if (isObject(node["content"])) dropMediaTypeExamples(node["content"]);
    if (isUnion(node)) dropDiscriminator(node, document);
  });
  return document as unknown as OpenAPI3;
}

/** Removes the examples of media types, which would become long comments between the types. */
function dropMediaTypeExamples(content: Record<string, unknown>): void {
  for (const [name, mediaType] of Object.entries(content)) {
    // A schema's property may be called `content` as well; only media types have a slash in their names.
    if (!name.includes("/") || !isObject(mediaType)) continue;
    delete mediaType["example"];
    delete mediaType["examples"];
  }
}

/**
 * Removes a discriminator whose members all have their tag as `const`: TypeScript narrows the union without it, and the
 * generator would overwrite each tag and its description.
 */
function dropDiscriminator(union: Union, document: OpenApi): void {
  const { propertyName = "", mapping = {} } = union.discriminator ?? {};
  for (const [value, $ref] of Object.entries(mapping)) {
    const { required = [], properties = {} } = follow<Schema>(document, { $ref });
    if (!required.includes(propertyName) || properties[propertyName]?.const !== value) {
      throw new Error(
        `discriminator: ${nameOf($ref)} does not require "${propertyName}" with const ${value}`,
      );
    }
  }
  delete union.discriminator;
}

/** A union with a discriminator. Not read-only, because the discriminator is removed. */
interface Union {
  discriminator?: Schema["discriminator"];
}

function isUnion(node: object): node is Union {
  const { oneOf, anyOf, discriminator } = node as Schema;
  return (Array.isArray(oneOf) || Array.isArray(anyOf)) && discriminator !== undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
