import { afterEach, beforeEach, expect, it } from "vitest";
import { parseIp1Report } from "../../../src/ip1/webhooks.js";
import { always, FaultServer, reply, resetAfterReading } from "../../support/fault-server.js";
import { Harness, hourMs, minuteMs, secondMs } from "./harness.js";

let harness: Harness;
let receiver: FaultServer;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
  await receiver.close();
});

const codes = (): unknown[] =>
  receiver.arrivals.map(({ body }) => (JSON.parse(body) as { code: unknown }).code);

it("a report is posted for every status of every message", async () => {
  receiver = await FaultServer.start(always(reply(200)));
  const { id } = await harness.sendBatch(["46701740605"], {
    deliveryReportUrl: `${receiver.url}/hook/token`,
    reference: "shelf-1",
  });
  await harness.sim.clock.advance(hourMs);
  expect(codes()).toEqual([101, 102, 103, 110, 112, 201]);
  const last = receiver.arrivals.at(-1);
  expect(last).toMatchObject({
    method: "POST",
    path: "/hook/token",
    headers: { "content-type": "application/json" },
  });
  const [message] = await harness.messages(id);
  expect(parseIp1Report(last?.body ?? "")).toMatchObject({
    type: "delivery-report",
    messageId: message?.id,
    batchId: id,
    recipient: "46701740605",
    code: 201,
    duration: 1,
    created: message?.statuses?.[0]?.created,
    segments: 1,
    price: 0.445,
    currency: "sek",
    reference: "shelf-1",
  });
});

it.each([
  ["201", reply(201)],
  ["204", reply(204)],
  ["500", reply(500)],
  ["302", reply(302, "", { location: "/elsewhere" })],
  ["no answer", resetAfterReading()],
])(
  "anything but a 200 (%s) brings the report again every ten minutes, ten times in all",
  async (_, answer) => {
    receiver = await FaultServer.start(always(answer));
    const deliveryReportUrl = `${receiver.url}/hook`;
    await harness.sendBatch(["46701749402"], { deliveryReportUrl });
    await harness.sim.clock.advance(5 * secondMs);
    expect(codes()).toEqual([101, 102, 402]);
    await harness.sim.clock.advance(10 * minuteMs);
    expect(codes()).toEqual([101, 102, 402, 101, 102, 402]);
    await harness.sim.clock.advance(79 * minuteMs);
    expect(receiver.arrivals).toHaveLength(27);
    await harness.sim.clock.advance(24 * hourMs);
    expect(receiver.arrivals).toHaveLength(30);
  },
);

it("a 200 ends the repetition", async () => {
  receiver = await FaultServer.start(reply(500), reply(500), always(reply(200)));
  await harness.sendBatch(["46701749402"], { deliveryReportUrl: receiver.url });
  await harness.sim.clock.advance(24 * hourMs);
  expect(codes()).toEqual([101, 102, 402, 101, 102]);
});

it("a cancel is reported, and what it stopped is not", async () => {
  receiver = await FaultServer.start(always(reply(200)));
  const deliveryWindows = [{ opens: harness.iso(hourMs) }];
  const { id } = await harness.sendBatch(["46701740605"], {
    deliveryWindows,
    deliveryReportUrl: receiver.url,
  });
  await harness.sim.clock.advance(minuteMs);
  await harness.call("DELETE", `/v2/batches/${id}`);
  await harness.call("DELETE", `/v2/batches/${id}`);
  await harness.sim.clock.advance(24 * hourMs);
  expect(codes()).toEqual([101, 203]);
});

it("a batch without an address has no reports, and no address outside this machine is called", async () => {
  receiver = await FaultServer.start(always(reply(200)));
  await harness.sendBatch(["46701740605"]);
  await harness.sendBatch(["46701740605"], { deliveryReportUrl: "https://hooks.example.com/ip1" });
  await harness.sim.clock.advance(3 * hourMs);
  expect(receiver.arrivals).toEqual([]);
});
