/** Reads one small document repeatedly, and measures the CPU time per call, over all threads. */
import { Buffer } from "node:buffer";
import { performance } from "node:perf_hooks";
import { clearTimeout, setTimeout } from "node:timers";
import {
  anthropic,
  anthropicSdk,
  fetchNamed,
  ip1,
  ringcentral,
  ringcentralExtensible,
  ringcentralSdk,
  sinch,
  sinchSdk,
} from "../subjects.mjs";

const { fetch, AbortController, Headers, TextDecoder } = globalThis;
const MESSAGE_BATCH = "msgbatch_2048_100";
const SMS_BATCH = "01JD3V7Q2M8X5T4R6P9W1Y3Z0A";
const A2P_BATCH = "/restapi/v1.0/account/~/a2p-sms/batches/3441";
const IP1_BATCH = "c5a1f0de-0d6c-4b2e-9f0a-1b6f7f8f2a11";

const headers = {
  accept: "application/json",
  "x-api-key": "bench-key",
  "anthropic-version": "2026-10-21",
};
const urlOf = (base) => `${base}/v1/messages/batches/${MESSAGE_BATCH}`;

const callers = {
  async bare({ base }) {
    const url = urlOf(base);
    return async () => (await fetch(url, { headers })).json();
  },
  /** The least for a client with a timeout. */
  async "bare, with a timeout"({ base }) {
    const url = urlOf(base);
    return async () => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 60_000);
      try {
        return await (await fetch(url, { headers, signal: controller.signal })).json();
      } finally {
        clearTimeout(timer);
      }
    };
  },
  /** The least for our promises: no redirects, and a timeout that covers the body. Without retry and hooks. */
  async "bare, bounded"({ base }) {
    const url = urlOf(base);
    return async () => {
      const controller = new AbortController();
      let dueAt = performance.now() + 60_000;
      const watch = () => {
        const left = dueAt - performance.now();
        if (left <= 0) controller.abort();
        else timer = setTimeout(watch, left);
      };
      let timer = setTimeout(watch, 60_000);
      try {
        const init = { headers: new Headers(headers), signal: controller.signal, redirect: "manual" };
        const reader = (await fetch(url, init)).body.getReader();
        const chunks = [];
        for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
          dueAt = performance.now() + 60_000;
          chunks.push(value);
        }
        const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
        return JSON.parse(new TextDecoder().decode(bytes));
      } finally {
        clearTimeout(timer);
      }
    };
  },
  async undici({ base }) {
    const { request } = await import("undici");
    const url = urlOf(base);
    return async () => (await request(url, { headers })).body.json();
  },
  async anthropic({ base, dist, fetch }) {
    const client = await anthropic(base, dist, { fetch });
    return () => client.batches.retrieve(MESSAGE_BATCH);
  },
  async "anthropic, with hooks, signal and deadline"({ base, dist }) {
    const ignore = () => undefined;
    const hooks = { onRequest: ignore, onResponse: ignore, onRetry: ignore };
    const client = await anthropic(base, dist, { hooks, totalTimeoutMs: 60_000 });
    const { signal } = new AbortController();
    return () => client.batches.retrieve(MESSAGE_BATCH, { signal });
  },
  async "@anthropic-ai/sdk"({ base }) {
    const client = await anthropicSdk(base);
    return () => client.messages.batches.retrieve(MESSAGE_BATCH);
  },
  async sinch({ base, dist, fetch }) {
    const client = await sinch(base, dist, { fetch });
    return () => client.batches.get(SMS_BATCH);
  },
  async "@sinch/sms"({ base }) {
    const client = await sinchSdk(base);
    return () => client.sms.batches.get({ batch_id: SMS_BATCH });
  },
  async ringcentral({ base, dist, fetch }) {
    const client = await ringcentral(base, dist, { fetch });
    return () => client.batches.get("3441");
  },
  async "@ringcentral/sdk"({ base }) {
    const sdk = await ringcentralSdk(base);
    return async () => (await sdk.get(A2P_BATCH)).json();
  },
  async "@rc-ex/core"({ base }) {
    const rc = await ringcentralExtensible(base);
    return async () => (await rc.get(A2P_BATCH)).data;
  },
  async ip1({ base, dist, fetch }) {
    const client = await ip1(base, dist, { fetch });
    return () => client.batches.get(IP1_BATCH);
  },
};

/**
 * Resolves to the microseconds of CPU time per call. `atOnce`: concurrent calls. `over`: the fetch of our clients, by
 * default that of the platform.
 */
export async function run({ caller, calls, atOnce = 1, over, ...where }) {
  const call = await callers[caller]({ ...where, fetch: await fetchNamed(over, where.dist) });
  let last;
  const inARow = async (count) => {
    for (let i = 0; i < count; i++) last = await call();
  };
  const rows = (count) => Promise.all(Array.from({ length: atOnce }, () => inARow(count / atOnce)));
  await rows(calls / 2);
  const before = process.cpuUsage();
  await rows(calls);
  const { user, system } = process.cpuUsage(before);
  if (typeof last?.id !== "string") throw new Error(`${caller} gave no batch`);
  return { us: (user + system) / calls };
}
