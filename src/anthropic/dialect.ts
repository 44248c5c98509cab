import { type Dialect } from "../core/transport/dialect.js";
import { stringAt } from "../core/base/json.js";

// The limit of a tier lasts until the next month, that of a contract until somebody raises it; neither names a time.
const SPEND_LIMITS = ["enforced_spend_limit_reached", "contract_spend_limit_reached"];

/** How the Message Batches API talks. From the provider's pages on errors and rate limits, and its own SDK's retry rules. */
export const dialect: Dialect = {
  provider: "anthropic",
  // 529 "overloaded": turned away before processing.
  refusedStatuses: [529],
  isOwn: (body) => stringAt(body, "error", "type") !== undefined,
  isQuotable: true,
  facts({ headers, body }) {
    const errorType = stringAt(body, "error", "type");
    return {
      errorType,
      errorCode: stringAt(body, "error", "details", "error_code") ?? errorType,
      requestId: headers.get("request-id") ?? stringAt(body, "request_id"),
      reason: stringAt(body, "error", "message"),
    };
  },
  isFinal: ({ headers }, { errorCode = "" }) =>
    headers.get("x-should-retry") === "false" || SPEND_LIMITS.includes(errorCode),
};
