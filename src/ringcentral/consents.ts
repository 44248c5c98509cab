import type {
  ConsentHistoryRecordList,
  OptRecordList,
  OptRecordsModificationSummary,
  operations,
  paths,
  SearchSmsConsentRecordsRequest,
  SmsOptHistoryRecord,
  SmsOptRecord,
  UpdateSmsOptRecord,
} from "../../generated/ringcentral.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/client-core.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { consentQueryIssues, consentIssues } from "./checks.js";
import { TOKENS } from "./paging.js";

export type ConsentListQuery = QueryOf<operations["listSmsConsentRecords"]>;
export type ConsentHistoryQuery = QueryOf<operations["listSmsConsentHistoryRecords"]>;

const CONSENTS = "/restapi/v2/accounts/{accountId}/sms/consents";
const LIST: ListSpec = {
  ...TOKENS,
  operation: "listSmsConsentRecords",
  path: CONSENTS,
  check: (query) => consentQueryIssues(query, []),
};
const SEARCH: ListSpec = {
  ...TOKENS,
  operation: "searchSmsConsentRecords",
  method: "post",
  path: `${CONSENTS}/search`,
  check: (body) => consentQueryIssues(body, ["from", "to"]),
};
const HISTORY: ListSpec = {
  ...TOKENS,
  operation: "listSmsConsentHistoryRecords",
  path: `${CONSENTS}/history`,
  check: (query) => consentQueryIssues(query, ["to"]),
};

/** Consents between senders and recipients. Needs the app permission `SMS`; an app with only `A2PSMS` gets a 403. */
export class Consents {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Finds consent records by sender, recipient and status.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  search(
    body: SearchSmsConsentRecordsRequest = {},
    options?: CallOptions,
  ): Paginated<SmsOptRecord, OptRecordList> {
    return list(this.#core, SEARCH, body, options);
  }

  /**
   * Sets the consent of 1 to 1000 pairs of sender and recipient. Safe to repeat. Resolves also if some pairs failed:
   * they are in `failedRecords`.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async update(
    records: readonly UpdateSmsOptRecord[],
    options?: CallOptions,
  ): Promise<OptRecordsModificationSummary> {
    const body = { records: records as UpdateSmsOptRecord[] };
    const check = (): readonly ValidationIssue[] => consentIssues(records);
    return this.#core.http.call("patch", CONSENTS, { body }, options, { check });
  }

  /**
   * Lists consent records; only opted-out ones unless `optStatus` is set.
   * @deprecated The provider recommends `search`.
   */
  list(query: ConsentListQuery = {}, options?: CallOptions): Paginated<SmsOptRecord, OptRecordList> {
    return list(this.#core, LIST, query, options);
  }

  /**
   * All consent records of the account as one CSV text with a header row.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`, `ResponseParseError` for an incomplete table
   */
  export(options?: CallOptions): Promise<string> {
    const extras = { accept: "text/csv", read: "text", isComplete: isTable } as const;
    return this.#core.http.call("get", `${CONSENTS}/export`, {}, options, extras);
  }

  /**
   * All recorded changes of consent; the other methods show only the current state.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  history(
    query: ConsentHistoryQuery = {},
    options?: CallOptions,
  ): Paginated<SmsOptHistoryRecord, ConsentHistoryRecordList> {
    return list(this.#core, HISTORY, query, options);
  }
}

/** Whether a text is a complete CSV table, not a gateway's page or a table cut inside a row. */
function isTable(text: unknown): boolean {
  // Commas and line ends inside quotes do not separate.
  const plain = String(text)
    .trimEnd()
    .replaceAll(/"[^"]*"/g, "");
  const columnsOf = (row: string): number => row.split(",").length;
  const rows = plain.split("\n");
  const columns = columnsOf(rows[0] ?? "");
  return columns > 1 && columnsOf(rows.at(-1) ?? "") === columns && !plain.includes('"');
}
