import type { Environment } from "../provider.js";
import type { Batch, Message } from "./batch.js";

const TRIES = 10;
const PAUSE_MS = 10 * 60 * 1000;

/** Posts a report for each status of a message, from the given step of its course on. */
export function followMessage(environment: Environment, batch: Batch, message: Message, from = 0): void {
  const url = batch.request.deliveryReportUrl;
  const step = message.course[from];
  if (typeof url !== "string" || step === undefined) return;
  environment.clock.schedule(step.atMs, () => {
    // A cancel has given the message another course, and follows that one.
    if (message.course[from] !== step) return undefined;
    followMessage(environment, batch, message, from + 1);
    return deliver(environment, url, JSON.stringify(batch.report(message, step)), 1);
  });
}

/** Nothing but a 200 counts as received. */
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
