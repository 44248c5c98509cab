import { type Dialect } from "../core/transport/dialect.js";
import { stringAt } from "../core/base/json.js";

/** The sending operation, for errors. */
export const SENDS = { provider: "ip1", operation: "sendBatch" } as const;

/**
 * Facts about the iP.1 SMS API. Its errors are undocumented: the members are those that existing clients read
 * (unconfirmed).
 */
export const dialect: Dialect = {
  provider: "ip1",
  refusedStatuses: [],
  // Problem details in ASP.NET's form.
  isOwn: (body) => stringAt(body, "title") !== undefined || stringAt(body, "type") !== undefined,
  facts: ({ headers, body }) => ({
    errorType: stringAt(body, "type"),
    requestId: headers.get("x-request-id") ?? stringAt(body, "traceId"),
    reason: stringAt(body, "detail") ?? stringAt(body, "title"),
  }),
  hint: ({ status }) =>
    status === 422 ? "a batch needs a sender that is registered on the account" : undefined,
};
