/** What takes long to load: the lint, and the making of a generated file's body. */
import { format, resolveConfig } from "prettier";
import { operationsOf, parseDocument, type Spec } from "../openapi.js";
import { generateRoutes, generateTypes } from "./types.js";

export { lint } from "./lint.js";

/** All that a generated file holds below its banner. */
export async function render(spec: Spec): Promise<string> {
  const document = parseDocument(spec.text);
  const routes = generateRoutes(operationsOf(document));
  const types = await generateTypes(document);
  // The repository's own rules also where the run works on another folder.
  const config = await resolveConfig(import.meta.filename);
  return format(`${types}\n${routes}`, { ...config, parser: "typescript" });
}
