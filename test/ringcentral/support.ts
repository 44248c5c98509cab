import type { MessageBatchResponse, MessageStatusesResponse } from "../../generated/ringcentral.js";
import { withClock } from "../../src/core/base/clock.js";
import { RingCentralClient, type RingCentralOptions } from "../../src/ringcentral/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { json, type FetchCall, type Step } from "../support/scripted-fetch.js";

export const credentials = {
  clientId: "client-0001",
  clientSecret: "client-secret-0002",
  jwt: "eyJ.jwt~credential+0003.sig",
} as const;

export const TOKEN = "/restapi/oauth/token";

/** A token answer. Tokens are named by their number. */
export function token(number: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    access_token: `access-token-${number}`,
    token_type: "bearer",
    expires_in: 3_600,
    refresh_token: `refresh-token-${number}`,
    refresh_token_expires_in: 604_800,
    scope: "A2PSMS ReadAccounts",
    owner_id: "500000001",
    ...changes,
  };
}

export function batch(changes: Partial<MessageBatchResponse> = {}): MessageBatchResponse {
  return {
    id: "9a1f6c0e-5d1b-4a57-8f0c-2f4f3f5d7c21",
    from: "+16505550100",
    batchSize: 2,
    processedCount: 0,
    status: "Processing",
    creationTime: "2026-11-21T12:00:00.123456Z",
    lastModifiedTime: "2026-11-21T12:00:00.123456Z",
    ...changes,
  };
}

export function statuses(counts: {
  readonly queued?: number;
  readonly sent?: number;
  readonly delivered?: number;
  readonly deliveryFailed?: Record<string, number>;
  readonly sendingFailed?: Record<string, number>;
}): MessageStatusesResponse {
  const failed = (codes: Record<string, number> = {}): object => ({
    count: Object.values(codes).reduce((sum, count) => sum + count, 0),
    cost: 0,
    errorCodeCounts: codes,
  });
  return {
    queued: { count: counts.queued ?? 0, cost: 0 },
    sent: { count: counts.sent ?? 0, cost: 0 },
    delivered: { count: counts.delivered ?? 0, cost: 0 },
    deliveryFailed: failed(counts.deliveryFailed),
    sendingFailed: failed(counts.sendingFailed),
  };
}

/** An A2P error body: a code at the top, the same entry in the list. */
export function a2pError(errorCode: string): object {
  return { errorCode, message: "no", errors: [{ errorCode, message: "no" }] };
}

/** The first batch of messages that any test sends. */
export const twoMessages = {
  from: "+16505550100",
  text: "Hello",
  messages: [{ to: ["+15550100101"] }, { to: ["+15550100102"] }],
};

/** A client on a fake clock whose calls go to a router: logins are answered, everything else is the test's. */
export function routed(
  answer: (call: FetchCall, path: string) => Step | Response | object,
  options: RingCentralOptions = {},
  clock = new FakeClock(),
): { client: RingCentralClient; calls: FetchCall[]; clock: FakeClock } {
  const calls: FetchCall[] = [];
  const fetch = async (url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const body = init.body === undefined || init.body === null ? undefined : await textOf(init.body);
    const { method = "GET" } = init;
    const call = { url: url as string, init, method, headers: new Headers(init.headers), body };
    calls.push(call);
    const step = answer(call, new URL(call.url).pathname);
    if (typeof step === "function") return (step as Step)(call);
    return step instanceof Response ? step : json(step)(call);
  };
  return { client: make({ fetch, ...options }, clock), calls, clock };
}

function make(options: RingCentralOptions, clock: FakeClock): RingCentralClient {
  return new RingCentralClient(withClock({ ...credentials, ...options }, clock));
}

async function textOf(body: NonNullable<RequestInit["body"]>): Promise<string> {
  return new Response(body).text();
}

/** A token store in memory, as another process would share it. */
export function memoryStore<T>(initial?: T): {
  value: T | undefined;
  get(): Promise<T | undefined>;
  set(value: T | undefined): Promise<void>;
} {
  return {
    value: initial,
    async get() {
      return this.value;
    },
    async set(value) {
      this.value = value;
    },
  };
}
