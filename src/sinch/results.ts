/** Results of SMS batches: the full delivery report, plus recipients that it lacks. */
import type { Batch, DeliveryReport, DeliveryStatusCount, paths } from "../../generated/sinch.js";
import { defined } from "../core/base/defined.js";
import { isDocument } from "../core/base/json.js";
import type { RecipientResult } from "../core/base/types/index.js";
import { recipientResults } from "../core/batch/recipient-results.js";
import type { ResultsReader } from "../core/batch/results.js";
import type { Core } from "../core/request/client-core.js";
import { reportOf } from "./delivery-reports.js";
import { outcomeOfStatus } from "./status.js";

/** `raw` is the recipient's row of the report, without the other recipients in it. */
export type SinchResult = RecipientResult<Partial<Pick<DeliveryStatusCount, "code" | "status">>>;

export function reportResults(core: Core<paths>): ResultsReader<Batch, AsyncIterable<SinchResult>> {
  return recipientResults({
    operation: "GetDeliveryReportByBatchId",
    isSentOnce: true,
    async *pages({ handle, given, look }, options) {
      const { to } = (given ?? {}) as Partial<Batch>;
      const batch = given && to ? given : (await look()).raw;
      yield resultsIn(await reportOf(core, { ...batch, id: handle.id }, { type: "full" }, options));
    },
    recipientsIn: (batch: Batch) => {
      const { to } = batch as Partial<Batch>;
      return Array.isArray(to) ? to.map(String) : undefined;
    },
  });
}

function resultsIn(report: DeliveryReport | undefined): SinchResult[] {
  const rows: readonly DeliveryStatusCount[] = Array.isArray(report?.statuses) ? report.statuses : [];
  return rows.filter(isDocument).flatMap(({ recipients, count: _count, ...raw }) => {
    const code = raw.code === undefined ? undefined : String(raw.code);
    const all: readonly unknown[] = Array.isArray(recipients) ? recipients : [];
    return all.map(String).map((to) => defined({ to, outcome: outcomeOfStatus(raw.status), code, raw }));
  });
}
