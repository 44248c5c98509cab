import { withClock } from "../../src/core/base/clock.js";
import { SinchClient, type SinchOptions, type TextBatch } from "../../src/sinch/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { dated, json, type ScriptedFetch, scriptedFetch, type Step } from "../support/scripted-fetch.js";

export const ID = "01M7W2Y80WK9HZNGVX2Z66Z1C0";
export const HOST = "https://us.sms.api.sinch.com";
export const PLAN = { servicePlanId: "plan-1", apiToken: "token-of-plan-1" } as const;
export const PROJECT = { projectId: "project-1", keyId: "key-1", keySecret: "secret-of-key-1" } as const;

export function textBatch(changes: Partial<TextBatch> = {}): TextBatch {
  return {
    id: ID,
    type: "mt_text",
    to: ["447700900001"],
    from: "447700900100",
    canceled: false,
    body: "Hello",
    created_at: "2026-11-21T12:00:00.000Z",
    modified_at: "2026-11-21T12:00:00.000Z",
    expire_at: "2026-11-24T12:00:00.000Z",
    ...changes,
  };
}

/** Rows as `{ Delivered: 2 }`; the total is their sum unless given. */
export function report(rows: Record<string, number>, total?: number | string): Record<string, unknown> {
  const statuses = Object.entries(rows).map(([status, count]) => ({ code: 0, status, count }));
  const sum = statuses.reduce((all, { count }) => all + count, 0);
  return { type: "delivery_report_sms", batch_id: ID, total_message_count: total ?? sum, statuses };
}

export interface Setup {
  readonly client: SinchClient;
  readonly fetch: ScriptedFetch;
  readonly clock: FakeClock;
}

/** A service-plan client over a scripted fetch, at noon of the day of the fixtures. */
export function setup(steps: readonly Step[] = [], options: SinchOptions = PLAN): Setup {
  const clock = new FakeClock();
  const fetch = scriptedFetch(...steps);
  return { client: new SinchClient(withClock({ ...options, fetch }, clock)), fetch, clock };
}

/** The same over a server that tells the time. */
export function datedSetup(steps: readonly Step[]): Setup {
  const clock = new FakeClock();
  const fetch = dated(scriptedFetch(...steps), clock.now);
  return { client: new SinchClient(withClock({ ...PLAN, fetch }, clock)), fetch, clock };
}

export const created = (changes: Partial<TextBatch> = {}): Step => json(textBatch(changes), { status: 201 });
