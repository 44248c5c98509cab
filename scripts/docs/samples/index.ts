/** How to make each call, as the document says it itself, or else as it follows from the document. */
import { endpointsIn, type CodeSample, type OpenApi, type PathItem } from "../../openapi.js";
import { clientName } from "../../providers.js";
import type { Api, Operation } from "../api.js";
import { curlSample } from "./curl.js";
import { typescriptSample } from "./typescript.js";

/** Of the badge of each safety class: readable below white text. */
const COLORS = { read: "#1d6f42", idempotent: "#1b5fa8", stage: "#7a5b00", send: "#b3261e" };

/** The document for Redoc and other tools, with samples and badges as vendor extensions. */
export async function withSamples(api: Api): Promise<OpenApi> {
  const paths: Record<string, PathItem> = { ...api.document.paths };
  for (const { path, method, object } of endpointsIn(api.document.paths)) {
    const operation = api.operations.find((one) => one.object === object) as Operation;
    const safety = object["x-safety"] ?? "read";
    const extended = {
      ...object,
      "x-codeSamples": await samplesOf(api, operation, clientName(api.name)),
      "x-badges": [{ name: safety, color: COLORS[safety] }],
    };
    paths[path] = { ...paths[path], [method]: extended };
  }
  return { ...api.document, paths };
}

/** TypeScript first, then curl. `clientName` is the provider's client class. */
export async function samplesOf(api: Api, operation: Operation, clientName: string): Promise<CodeSample[]> {
  const own = (label: string): CodeSample | undefined =>
    operation.object["x-codeSamples"]?.find((one) => one.label === label);
  return [
    own("TypeScript") ?? {
      lang: "TypeScript",
      label: "TypeScript",
      source: await typescriptSample(api, operation, clientName),
    },
    own("curl") ?? { lang: "Shell", label: "curl", source: await curlSample(api, operation) },
  ];
}
