import { type Dialect, stringAt } from "../core/dialect.js";

/** How the iP.1 SMS API talks. Its errors are not documented: these are the fields that a client in the field reads (unconfirmed). */
export const dialect: Dialect = {
  provider: "ip1",
  refusedStatuses: [],
  facts: ({ headers, body }) => ({
    errorType: stringAt(body, "type"),
    requestId: headers.get("x-request-id") ?? stringAt(body, "traceId"),
  }),
  hint: ({ status }) =>
    status === 422 ? "a batch needs a sender that is registered on the account" : undefined,
};
