type Schema = Readonly<Record<string, unknown>>;

/** Recursive schemas are cut at this depth. */
const MAX_DEPTH = 8;

/**
 * A small value that fits a JSON Schema, in place of what a model would write for a forced tool or a JSON format.
 * Only the usual keywords are honored.
 */
export function sample(schema: unknown, depth = 0): unknown {
  if (typeof schema !== "object" || schema === null || depth > MAX_DEPTH) return null;
  const node = schema as Schema;
  if ("const" in node) return node["const"];
  if (Array.isArray(node["enum"])) return (node["enum"] as unknown[])[0];
  const union = (node["anyOf"] ?? node["oneOf"]) as unknown[] | undefined;
  if (Array.isArray(union)) return sample(union[0], depth + 1);
  const type: unknown = Array.isArray(node["type"]) ? (node["type"] as unknown[])[0] : node["type"];
  switch (type) {
    case "string":
      return "sample".padEnd(Number(node["minLength"] ?? 0), ".");
    case "integer":
    case "number":
      return node["minimum"] ?? 1;
    case "boolean":
      return true;
    case "null":
      return null;
    case "array":
      return Array.from({ length: Number(node["minItems"] ?? 1) }, () => sample(node["items"], depth + 1));
    default:
      return sampleObject(node, depth);
  }
}

function sampleObject(node: Schema, depth: number): unknown {
  const properties = (node["properties"] ?? {}) as Readonly<Record<string, unknown>>;
  const names = (node["required"] as string[] | undefined) ?? Object.keys(properties);
  return Object.fromEntries(names.map((name) => [name, sample(properties[name], depth + 1)]));
}
