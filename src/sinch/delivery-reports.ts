import type {
  Batch,
  DeliveryReport,
  DeliveryReportList,
  operations,
  paths,
  RecipientDeliveryReport,
} from "../../generated/sinch.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/client-core.js";
import { NotFoundError } from "../core/base/errors/index.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";
import { COUNTED } from "./paging.js";
import { startMs } from "./status.js";

export type DeliveryReportQuery = QueryOf<operations["GetDeliveryReportByBatchId"]>;
export type DeliveryReportListQuery = QueryOf<operations["GetDeliveryReports"]>;

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

/** Delivery reports. They can be read whatever `delivery_report` the batch asked for. */
export class DeliveryReports {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Counts messages by status; with `type: "full"`, also lists recipients. With a filter, the counts do not add up to
   * the total.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`, `TimeoutError`
   */
  get(batchId: string, query?: DeliveryReportQuery, options?: CallOptions): Promise<DeliveryReport> {
    return getReport(this.#core, batchId, query, options);
  }

  /**
   * Reads the latest status of one recipient.
   * @throws `NotFoundError` for an unknown batch or recipient, `HttpError`, `ConnectionError`, `TimeoutError`
   */
  getForRecipient(batchId: string, number: string, options?: CallOptions): Promise<RecipientDeliveryReport> {
    const path = { batch_id: batchId, recipient_msisdn: number };
    return this.#core.http.call("get", `${REPORT}/{recipient_msisdn}`, { path }, options);
  }

  /**
   * Lists final reports of single recipients over all batches, newest first; without `start_date`, only the last 24
   * hours. To filter by batch, filter by its `client_reference`.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(
    query: DeliveryReportListQuery = {},
    options?: CallOptions,
  ): Paginated<RecipientDeliveryReport, DeliveryReportList> {
    return list(this.#core, LIST, query, options);
  }
}

function getReport(
  core: Core<paths>,
  batchId: string,
  query?: DeliveryReportQuery,
  options?: CallOptions,
): Promise<DeliveryReport> {
  const input = { path: { batch_id: batchId }, ...(query && { query }) };
  return core.http.call("get", REPORT, input, options);
}

// A batch may lack its report for this long after its start.
const REPORT_LAG_MS = 60_000;

/** The report of an existing batch; undefined if it has none yet, or never will because nothing was sent. */
export async function reportOf(
  core: Core<paths>,
  batch: Batch,
  query: DeliveryReportQuery | undefined,
  options: CallOptions,
): Promise<DeliveryReport | undefined> {
  return getReport(core, batch.id, query, options).catch((error: unknown) => {
    const notYet = batch.canceled === true || core.serverNow() < startMs(batch) + REPORT_LAG_MS;
    if (NotFoundError.is(error) && notYet) return undefined;
    throw error;
  });
}
