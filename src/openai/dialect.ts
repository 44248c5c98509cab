import { stringAt } from "../core/base/json.js";
import type { Dialect } from "../core/transport/dialect.js";

/** Facts about the Batch API, from the provider's guide to error codes and its SDK's retry rules. */
export const dialect: Dialect = {
  provider: "openai",
  refusedStatuses: [],
  isOwn: (body) => (stringAt(body, "error", "message") ?? stringAt(body, "error", "type")) !== undefined,
  isQuotable: true,
  facts({ headers, body }) {
    const errorType = stringAt(body, "error", "type");
    return {
      errorType,
      errorCode: stringAt(body, "error", "code") ?? errorType,
      requestId: headers.get("x-request-id") ?? undefined,
      // Compatible servers put the sentence elsewhere.
      reason:
        stringAt(body, "error", "message") ??
        stringAt(body, "error") ??
        stringAt(body, "message") ??
        stringAt(body, "detail"),
    };
  },
  // An account without credit also gets a 429, which no retry cures.
  isFinal: ({ headers }, { errorCode, errorType }) =>
    headers.get("x-should-retry") === "false" || [errorCode, errorType].includes("insufficient_quota"),
};
