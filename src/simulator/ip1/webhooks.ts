import type { Environment } from "../provider.js";
import type { Batch, Message } from "./batch.js";

const TRIES = 10;
const PAUSE_MS = 10 * 60 * 1000;

/** Schedules a delivery report for each status of a message, from index `from` of its timeline on. */
export function followMessage(environment: Environment, batch: Batch, message: Message, from = 0): void {
  const url = batch.request.deliveryReportUrl;
  const step = message.timeline[from];
  if (typeof url !== "string" || step === undefined) return;
  environment.clock.schedule(step.atMs, () => {
    // A cancel has replaced the timeline, and follows the new one.
    if (message.timeline[from] !== step) return undefined;
    followMessage(environment, batch, message, from + 1);
    return deliver(environment, url, JSON.stringify(batch.report(message, step)), 1);
  });
}

/** Posts a report, and retries until it is answered with 200. */
async function deliver(
  environment: Environment,
  url: string,
  report: string,
  attempt: number,
): Promise<void> {
  const startedMs = environment.clock.now();
  const status = await environment.post(url, report);
  if (status === 200 || attempt === TRIES) return;
  environment.clock.schedule(startedMs + PAUSE_MS, () => deliver(environment, url, report, attempt + 1));
}
