import { type Dialect } from "../core/transport/dialect.js";
import { stringAt } from "../core/base/json.js";

/** The call that sends, as errors name it. */
export const SENDS = { provider: "ip1", operation: "sendBatch" } as const;

/** How the iP.1 SMS API talks. Its errors are not documented: these are the fields that a client in the field reads (unconfirmed). */
export const dialect: Dialect = {
  provider: "ip1",
  refusedStatuses: [],
  // Problem details, as ASP.NET writes them.
  isOwn: (body) => stringAt(body, "title") !== undefined || stringAt(body, "type") !== undefined,
  facts: ({ headers, body }) => ({
    errorType: stringAt(body, "type"),
    requestId: headers.get("x-request-id") ?? stringAt(body, "traceId"),
    reason: stringAt(body, "detail") ?? stringAt(body, "title"),
  }),
  hint: ({ status }) =>
    status === 422 ? "a batch needs a sender that is registered on the account" : undefined,
};
