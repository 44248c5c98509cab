import { type Dialect } from "../core/transport/dialect.js";
import { memberAt, stringAt } from "../core/base/json.js";
import { exactIdParser } from "./exact-json.js";

/** The call that sends, as errors name it. */
export const SENDS = { provider: "ringcentral", operation: "createA2PSMS" } as const;

/** Ids are documented as int64 here and as strings there: they are handed out as strings, digit for digit. */
export const parse = exactIdParser([
  "id",
  "batchId",
  "messageId",
  "ownerId",
  "owner_id",
  "subscriptionId",
  "partnerId",
]);

/** How the RingCentral platform talks. From the provider's guide, pages on rate limits, errors and responses. */
export const dialect: Dialect = {
  provider: "ringcentral",
  refusedStatuses: [],
  isOwn: (body) => ["errorCode", "errors", "error"].some((key) => memberAt(body, key) !== undefined),
  // Three shapes: a code at the top, a list of errors, and OAuth's `error`. Where a list comes along, it says most.
  facts({ headers, body }) {
    const oauth = stringAt(body, "error");
    return {
      errorType: oauth,
      errorCode: stringAt(body, "errors", 0, "errorCode") ?? stringAt(body, "errorCode") ?? oauth,
      requestId: headers.get("rcrequestid") ?? undefined,
      reason:
        stringAt(body, "errors", 0, "message") ??
        stringAt(body, "message") ??
        stringAt(body, "error_description"),
    };
  },
  // "An identical request is running": the first one, which may be a try of ours whose answer got lost.
  isUnderWay: (_, { errorCode }) => errorCode === "CMN-304",
  // "There is no plan for this": no wait cures it.
  isFinal: (_, { errorCode }) => errorCode === "CMN-303",
  // Any request inside the penalty restarts it.
  pauseWithoutHintMs: 30_000,
  quotaPauseMs(headers) {
    if (headers.get("x-rate-limit-remaining")?.trim() !== "0" || headers.has("retry-after")) return undefined;
    const seconds = Number(headers.get("x-rate-limit-window") ?? NaN);
    return seconds > 0 && seconds < Infinity ? seconds * 1_000 : undefined;
  },
  parse,
};
