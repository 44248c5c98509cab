import { endpointsIn, type OpenApi, type PathItem } from "../openapi.js";
import type { Api } from "./api.js";
import type { Samples } from "./reference-page.js";

/** The document as one JSON value, with the samples of each operation in `x-codeSamples`, for the tools of others. */
export function withSamples({ document }: Pick<Api, "document">, samples: Samples): OpenApi {
  const paths: Record<string, PathItem> = { ...document.paths };
  for (const { path, method, object } of endpointsIn(document.paths)) {
    const withThem = { ...object, "x-codeSamples": samples.get(object.operationId) ?? [] };
    paths[path] = { ...paths[path], [method]: withThem };
  }
  return { ...document, paths };
}
