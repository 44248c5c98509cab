import { type Dialect } from "../core/transport/dialect.js";
import { memberAt, stringAt } from "../core/base/json.js";
import { exactIdParser } from "./exact-json.js";

/** The sending operation, for errors. */
export const SENDS = { provider: "ringcentral", operation: "createA2PSMS" } as const;

/** Ids are int64 numbers in some answers and strings in others. They are parsed as exact strings. */
export const parse = exactIdParser([
  "id",
  "batchId",
  "messageId",
  "ownerId",
  "owner_id",
  "subscriptionId",
  "partnerId",
]);

// Windows are a minute. A pause by a wrong header must end.
const LONGEST_PAUSE_MS = 3_600_000;

/** Facts about the RingCentral platform, from the provider's guide and pages on rate limits, errors and responses. */
export const dialect: Dialect = {
  provider: "ringcentral",
  refusedStatuses: [],
  isOwn: (body) => ["errorCode", "errors", "error"].some((key) => memberAt(body, key) !== undefined),
  // Error bodies have a code, a list of errors, or OAuth's `error`. A list is the most specific.
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
  // "An identical request is running": possibly an earlier attempt of ours whose answer was lost.
  isUnderWay: (_, { errorCode }) => errorCode === "CMN-304",
  // "There is no plan for this": waiting does not help.
  isFinal: (_, { errorCode }) => errorCode === "CMN-303",
  // A request during the penalty restarts it.
  pauseWithoutHintMs: 30_000,
  quotaPauseMs(headers) {
    // Read up to a comma: a gateway may repeat the headers.
    const number = (name: string): number => Number.parseFloat(headers.get(`x-rate-limit-${name}`) ?? "");
    if (number("remaining") !== 0 || headers.has("retry-after")) return undefined;
    const seconds = number("window");
    return seconds > 0 ? Math.min(seconds * 1_000, LONGEST_PAUSE_MS) : undefined;
  },
  parse,
};
