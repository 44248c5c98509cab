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
import type { Core } from "../core/request/core.js";
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

/** Who wants to hear from whom. Needs the app permission `SMS`: an app that has only `A2PSMS` gets a 403. */
export class Consents {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /** Consent records by sender, recipient and status. */
  search(
    body: SearchSmsConsentRecordsRequest = {},
    options?: CallOptions,
  ): Paginated<SmsOptRecord, OptRecordList> {
    return list(this.#core, SEARCH, body, options);
  }

  /**
   * Sets the consent of 1 to 1000 pairs of sender and recipient; doing it again changes nothing. A call that worked for
   * some of them only resolves all the same: `failedRecords` holds the others.
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
   * Consent records, the opted-out ones unless `optStatus` says otherwise.
   * @deprecated The provider recommends `search`.
   */
  list(query: ConsentListQuery = {}, options?: CallOptions): Paginated<SmsOptRecord, OptRecordList> {
    return list(this.#core, LIST, query, options);
  }

  /** All consent records of the account as CSV, with a row of names: what `search` finds without filters, in one text. */
  export(options?: CallOptions): Promise<string> {
    const extras = { accept: "text/csv", read: "text", isComplete: isTable } as const;
    return this.#core.http.call("get", `${CONSENTS}/export`, {}, options, extras);
  }

  /** Every recorded change of consent, where the other methods show how things stand now. */
  history(
    query: ConsentHistoryQuery = {},
    options?: CallOptions,
  ): Paginated<SmsOptHistoryRecord, ConsentHistoryRecordList> {
    return list(this.#core, HISTORY, query, options);
  }
}

/** Whether a text is CSV to its end: a gateway's page is not, nor is a table that breaks off inside a row. */
function isTable(text: unknown): boolean {
  // Commas and line ends between quotes divide nothing.
  const plain = String(text)
    .trimEnd()
    .replaceAll(/"[^"]*"/g, "");
  const columnsOf = (row: string): number => row.split(",").length;
  const rows = plain.split("\n");
  const columns = columnsOf(rows[0] ?? "");
  return columns > 1 && columnsOf(rows.at(-1) ?? "") === columns && !plain.includes('"');
}
