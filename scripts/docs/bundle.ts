import type { Api } from "./api.js";
import type { OpenApi, PathItem } from "./openapi.js";
import { httpMethods } from "./openapi.js";
import type { Samples } from "./reference-page.js";

/** The document as one JSON value, with the samples of each operation in `x-codeSamples`, for the tools of others. */
export function withSamples({ document }: Pick<Api, "document">, samples: Samples): OpenApi {
  const paths = Object.entries(document.paths).map(([path, item]) => [path, withItemSamples(item, samples)]);
  return { ...document, paths: Object.fromEntries(paths) as OpenApi["paths"] };
}

function withItemSamples(item: PathItem, samples: Samples): PathItem {
  const operations = httpMethods.flatMap((method) => {
    const operation = item[method];
    if (operation === undefined) return [];
    return [[method, { ...operation, "x-codeSamples": samples.get(operation.operationId) ?? [] }]];
  });
  return { ...item, ...(Object.fromEntries(operations) as PathItem) };
}
