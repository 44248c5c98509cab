import { type Dialect } from "../core/transport/dialect.js";
import { memberAt, stringAt } from "../core/base/json.js";

/** The sending operation, for errors. */
export const SENDS = { provider: "ip1", operation: "sendBatch" } as const;

/** Members with the provider's sentence, the most specific first. */
const WORDS = ["detail", "title", "message", "error_description", "error"] as const;

/** Members of error bodies: problem details in ASP.NET's form, or a message. */
const MEMBERS = [...WORDS, "type", "errors"];

/**
 * Facts about the iP.1 SMS API. Its errors are undocumented: the members are those that existing clients read
 * (unconfirmed).
 */
export const dialect: Dialect = {
  provider: "ip1",
  refusedStatuses: [],
  isOwn: (body) => MEMBERS.some((name) => memberAt(body, name) !== undefined),
  facts: ({ headers, body }) => ({
    errorType: stringAt(body, "type"),
    requestId: headers.get("x-request-id") ?? stringAt(body, "traceId"),
    reason: WORDS.map((name) => stringAt(body, name)).find(Boolean),
  }),
  hint: ({ status }, operation) =>
    status === 422 && operation === SENDS.operation
      ? "a batch needs a sender that is registered on the account"
      : undefined,
};
