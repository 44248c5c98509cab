import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadSpec } from "../../../src/simulator/spec.js";
import { dayMs, fated, Harness, hourMs, request } from "./harness.js";

const key = Buffer.from("a secret for webhooks, 32 bytes!");
const secret = `whsec_${key.toString("base64")}`;

let harness: Harness;
let receiver: Server;
let received: { headers: IncomingHttpHeaders; text: string }[];
let status: number;

beforeEach(async () => {
  received = [];
  status = 200;
  receiver = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      received.push({ headers: request.headers, text: Buffer.concat(chunks).toString() });
      response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  harness = await Harness.start({ webhooks: { openai: { url, secret } } });
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
  receiver.closeAllConnections();
  receiver.close();
});

const events = () => received.map(({ text }) => JSON.parse(text) as { type: string; data: { id: string } });

test("each end of a batch is told once, and nothing else of it", async () => {
  const completed = await harness.submit([request("a")]);
  const failed = await harness.create("file-none");
  const expired = await harness.submit([request("a", fated("expired"))]);
  const cancelled = await harness.submit([request("a")]);
  await harness.call("POST", `/batches/${cancelled.id}/cancel`);
  expect(received).toEqual([]);
  await harness.sim.clock.advance(2 * dayMs);
  const told = events().map(({ type, data }) => [type, data]);
  expect(told.sort()).toEqual([
    ["batch.cancelled", { id: cancelled.id }],
    ["batch.completed", { id: completed.id }],
    ["batch.expired", { id: expired.id }],
    ["batch.failed", { id: failed.id }],
  ]);
});

test("an event fits the document and comes when the batch has ended, signed as Standard Webhooks asks", async () => {
  const { id } = await harness.submit([request("a")]);
  await harness.sim.clock.advance(hourMs);
  const { headers, text } = received[0] ?? { headers: {}, text: "" };
  const spec = await loadSpec("openai.yaml");
  expect(spec.checkComponent("BatchWebhookEvent", JSON.parse(text), true)).toEqual([]);
  expect(JSON.parse(text)).toEqual({
    id: expect.stringMatching(/^evt_/) as unknown,
    object: "event",
    created_at: (await harness.retrieve(id)).completed_at,
    type: "batch.completed",
    data: { id },
  });
  expect(headers["content-type"]).toBe("application/json");
  expect(headers["user-agent"]).toMatch(/^OpenAI\/1\.0/);
  const { "webhook-id": event = "", "webhook-timestamp": timestamp = "" } = headers;
  const signed = createHmac("sha256", key).update(`${String(event)}.${String(timestamp)}.${text}`);
  expect(headers["webhook-signature"]).toBe(`v1,${signed.digest("base64")}`);
  // Receivers live in real time.
  expect(Math.abs(Number(timestamp) - Date.now() / 1_000)).toBeLessThan(60);
});

test.each([500, 302, 404])(
  "an event that is answered with %i comes again under the same id, with growing gaps",
  async (code) => {
    status = code;
    const { id } = await harness.submit([request("a")]);
    await harness.sim.clock.advance(hourMs);
    const early = received.length;
    expect(early).toBeGreaterThan(3);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    await harness.sim.clock.advance(hourMs);
    expect(received.length).toBeLessThan(early + 3);
    status = 204;
    await harness.sim.clock.advance(dayMs);
    const taken = received.length;
    await harness.sim.clock.advance(10 * dayMs);
    expect(received).toHaveLength(taken);
    expect(events().at(-1)).toMatchObject({ data: { id } });
  },
);

test("an event that nobody takes is given up after some three days", async () => {
  status = 500;
  await harness.submit([request("a")]);
  await harness.sim.clock.advance(4 * dayMs);
  const tried = received.length;
  await harness.sim.clock.advance(30 * dayMs);
  expect(received).toHaveLength(tried);
});
