/** The document as one JSON value for Redoc and other tools, with samples and badges as vendor extensions. */
import { endpointsIn, type CodeSample, type OpenApi, type PathItem } from "../openapi.js";
import { clientName } from "../providers.js";
import type { Api } from "./api.js";
import { samplesOf } from "./samples/index.js";

/** Of the badge of each safety class: readable below white text. */
const COLORS = { read: "#1d6f42", idempotent: "#1b5fa8", stage: "#7a5b00", send: "#b3261e" };

export async function bundled(api: Api): Promise<OpenApi> {
  const { document } = api;
  const samples = new Map<string, readonly CodeSample[]>();
  for (const one of api.operations) samples.set(one.id, await samplesOf(api, one, clientName(api.name)));
  const paths: Record<string, PathItem> = { ...document.paths };
  for (const { path, method, object } of endpointsIn(document.paths)) {
    const safety = object["x-safety"] ?? "read";
    const extended = {
      ...object,
      "x-codeSamples": samples.get(object.operationId) ?? [],
      "x-badges": [{ name: safety, color: COLORS[safety] }],
    };
    paths[path] = { ...paths[path], [method]: extended };
  }
  return { ...document, paths };
}
