/** How to make each call, as the document says it itself, or else as it follows from the document. */
import type { CodeSample, OpenApi, PathItem } from "../../openapi.js";
import type { Api, Operation } from "../api.js";
import { curlSample } from "./curl.js";
import { typescriptSample } from "./typescript.js";

/** Of the badge of each safety class: readable below white text. */
const COLORS = { read: "#1d6f42", idempotent: "#1b5fa8", stage: "#7a5b00", send: "#b3261e" };

/** The document for Redoc and other tools, with samples and badges as vendor extensions. */
export async function withSamples(api: Api): Promise<OpenApi> {
  const paths: Record<string, PathItem> = { ...api.document.paths };
  for (const operation of api.operations) {
    const { path, method, object } = operation;
    const safety = object["x-safety"] ?? "read";
    const extended = {
      ...object,
      "x-codeSamples": await samplesOf(api, operation),
      "x-badges": [{ name: safety, color: COLORS[safety] }],
    };
    paths[path] = { ...paths[path], [method.toLowerCase()]: extended };
  }
  return { ...api.document, paths };
}

/** TypeScript first, then curl. */
export async function samplesOf(api: Api, operation: Operation): Promise<CodeSample[]> {
  const own = operation.object["x-codeSamples"] ?? [];
  const made = [
    { lang: "TypeScript", label: "TypeScript", source: await typescriptSample(api, operation) },
    { lang: "Shell", label: "curl", source: await curlSample(api, operation) },
  ];
  return made.map((sample) => own.find(({ label }) => label === sample.label) ?? sample);
}
