import { type Dialect } from "../core/transport/dialect.js";
import { stringAt } from "../core/base/json.js";

// Spend limits last until the next month or until somebody raises them, and the answer gives no time: do not retry.
const SPEND_LIMITS = ["enforced_spend_limit_reached", "contract_spend_limit_reached"];

/**
 * Facts about the Message Batches API, from the provider's pages on errors and rate limits and its SDK's retry rules.
 */
export const dialect: Dialect = {
  provider: "anthropic",
  // 529 "overloaded": rejected before processing.
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
