import type {
  DeliveryReport,
  DeliveryReportList,
  operations,
  paths,
  RecipientDeliveryReport,
} from "../../generated/sinch.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/core.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";
import { COUNTED } from "./paging.js";

export type DeliveryReportQuery = NonNullable<
  operations["GetDeliveryReportByBatchId"]["parameters"]["query"]
>;
export type DeliveryReportListQuery = NonNullable<operations["GetDeliveryReports"]["parameters"]["query"]>;

const REPORT = "/xms/v1/{service_plan_id}/batches/{batch_id}/delivery_report";
const REPORTS = "/xms/v1/{service_plan_id}/delivery_reports";
const LIST: ListSpec = {
  operation: "GetDeliveryReports",
  path: REPORTS,
  rows: ["delivery_reports"],
  id: ["batch_id", "recipient", "at"],
  style: COUNTED,
  check: (query) => listIssues(query),
};

/** What became of the messages. Reports can be read whatever `delivery_report` a batch asked for. */
export class DeliveryReports {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /** Counts per status and, with `type: "full"`, recipients. With a filter the counts do not add up to the total. */
  get(batchId: string, query?: DeliveryReportQuery, options?: CallOptions): Promise<DeliveryReport> {
    return getReport(this.#core, batchId, query, options);
  }

  /** The latest status of one recipient; `NotFoundError` if the batch or the recipient in it is unknown. */
  getForRecipient(batchId: string, number: string, options?: CallOptions): Promise<RecipientDeliveryReport> {
    const path = { batch_id: batchId, recipient_msisdn: number };
    return this.#core.http.call("get", `${REPORT}/{recipient_msisdn}`, { path }, options);
  }

  /**
   * Finished reports of single recipients over all batches, newest first. Without `start_date` only those of the last 24
   * hours. There is no filter by batch: use a `client_reference`.
   */
  list(
    query: DeliveryReportListQuery = {},
    options?: CallOptions,
  ): Paginated<RecipientDeliveryReport, DeliveryReportList> {
    return list(this.#core, LIST, query, options);
  }
}

export function getReport(
  core: Core<paths>,
  batchId: string,
  query?: DeliveryReportQuery,
  options?: CallOptions,
): Promise<DeliveryReport> {
  const input = { path: { batch_id: batchId }, ...(query && { query }) };
  return core.http.call("get", REPORT, input, options);
}
