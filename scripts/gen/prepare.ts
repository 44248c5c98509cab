import type { OpenAPI3 } from "openapi-typescript";
import { parse } from "yaml";
import { asRecord, type Spec } from "./specs.js";

/**
 * The document as the type generator gets it: without what would only make its output longer or less exact. Throws one
 * line that names the rule where a discriminated union breaks ours.
 */
export function prepare(spec: Spec): OpenAPI3 {
  const document = parse(spec.text) as OpenAPI3;
  const schemas = asRecord(document.components?.schemas);
  visit(document, (node) => {
    if (node["content"] !== undefined) dropMediaTypeExamples(asRecord(node["content"]));
    if (isUnion(node)) dropDiscriminator(node, schemas);
  });
  return document;
}

/** Nobody hovers over a media type, and a whole example body there buries the types around it. */
function dropMediaTypeExamples(content: Record<string, unknown>): void {
  for (const [name, mediaType] of Object.entries(content)) {
    // A schema's property may be called `content` as well; only media types have a slash in their names.
    if (!name.includes("/")) continue;
    const record = asRecord(mediaType);
    delete record["example"];
    delete record["examples"];
  }
}

/**
 * Where every member fixes its own tag with `const`, the union narrows by itself. Left in place, the generator would
 * overwrite each tag, and its description with it.
 */
function dropDiscriminator(union: Record<string, unknown>, schemas: Record<string, unknown>): void {
  const { propertyName, mapping } = asRecord(union["discriminator"]);
  if (typeof propertyName !== "string") return;
  for (const [value, ref] of Object.entries(asRecord(mapping))) {
    const name = String(ref).replace("#/components/schemas/", "");
    const member = asRecord(schemas[name]);
    const tag = asRecord(asRecord(member["properties"])[propertyName]);
    const isRequired = Array.isArray(member["required"]) && member["required"].includes(propertyName);
    if (!isRequired || tag["const"] !== value) {
      throw new Error(`discriminator: ${name} does not require "${propertyName}" with const ${value}`);
    }
  }
  delete union["discriminator"];
}

function isUnion(node: Record<string, unknown>): boolean {
  return (
    (Array.isArray(node["oneOf"]) || Array.isArray(node["anyOf"])) && node["discriminator"] !== undefined
  );
}

function visit(node: unknown, see: (node: Record<string, unknown>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) see(node as Record<string, unknown>);
  for (const child of Object.values(node)) visit(child, see);
}
