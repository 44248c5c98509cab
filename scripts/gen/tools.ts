/** The modules that are slow to load: lint and generation. */
import { format, resolveConfig } from "prettier";
import { operationsOf, parseDocument, type Spec } from "../openapi.js";
import { generateRoutes, generateTypes } from "./types.js";

export { lint } from "./lint.js";

/** The content of a generated file below its banner. */
export async function render(spec: Spec): Promise<string> {
  const document = parseDocument(spec.text);
  const routes = generateRoutes(operationsOf(document));
  const types = await generateTypes(document);
  // With `--root` the formatting rules are still those of this repository.
  const config = await resolveConfig(import.meta.filename);
  return format(`${types}\n${routes}`, { ...config, parser: "typescript" });
}
