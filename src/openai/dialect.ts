import { stringAt } from "../core/base/json.js";
import type { Dialect } from "../core/transport/dialect.js";

/** How the Batch API talks. From the provider's guide to error codes, and its own SDK's retry rules. */
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
      // Other servers have other places for it.
      reason:
        stringAt(body, "error", "message") ??
        stringAt(body, "error") ??
        stringAt(body, "message") ??
        stringAt(body, "detail"),
    };
  },
  // An account without credit is told so by a 429, too.
  isFinal: ({ headers }, { errorCode, errorType }) =>
    headers.get("x-should-retry") === "false" || [errorCode, errorType].includes("insufficient_quota"),
};
