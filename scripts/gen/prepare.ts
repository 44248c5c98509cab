import type { OpenAPI3 } from "openapi-typescript";
import { follow, nameOf, visit, type OpenApi, type Schema } from "../openapi.js";

/**
 * The document as the type generator gets it: without what would only make its output longer or less exact. Throws one
 * line that names the rule where a discriminated union breaks ours.
 */
export function prepare(original: OpenApi): OpenAPI3 {
  const document = structuredClone(original);
  visit(document, (node) => {
    if (isObject(node["content"])) dropMediaTypeExamples(node["content"]);
    if (isUnion(node)) dropDiscriminator(node, document);
  });
  return document as unknown as OpenAPI3;
}

/** Nobody hovers over a media type, and a whole example body there buries the types around it. */
function dropMediaTypeExamples(content: Record<string, unknown>): void {
  for (const [name, mediaType] of Object.entries(content)) {
    // A schema's property may be called `content` as well; only media types have a slash in their names.
    if (!name.includes("/") || !isObject(mediaType)) continue;
    delete mediaType["example"];
    delete mediaType["examples"];
  }
}

/**
 * Where every member fixes its own tag with `const`, the union narrows by itself. Left in place, the generator would
 * overwrite each tag, and its description with it.
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

/** A union that the document tells apart by a tag. Not read-only: the generator gets it without the tag. */
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
