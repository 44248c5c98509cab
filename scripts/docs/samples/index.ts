/** How to make each call: what the document brings along, and for each language that it leaves out, what follows from it. */
import { ownSamples, type Api, type Operation } from "../api.js";
import type { CodeSample } from "../../openapi.js";
import { curlSample } from "./curl.js";
import { typescriptSample } from "./typescript.js";

/** TypeScript first, then curl; a webhook is not called, so it has none. `clientName` is the provider's client class. */
export async function samplesOf(api: Api, operation: Operation, clientName: string): Promise<CodeSample[]> {
  if (operation.kind === "webhook") return [];
  const own = (label: string): CodeSample | undefined =>
    ownSamples(operation).find((sample) => sample.label === label);
  return [
    own("TypeScript") ?? {
      lang: "TypeScript",
      label: "TypeScript",
      source: await typescriptSample(api, operation, clientName),
    },
    own("curl") ?? { lang: "Shell", label: "curl", source: curlSample(api, operation) },
  ];
}
