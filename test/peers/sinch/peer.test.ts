// The official SDK knows nothing of the simulator: what it can do here, it can do against the real API.
// Needs `npm ci` in the root of the repository and in this folder; run with `npm test` in this folder.
import assert from "node:assert/strict";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { type Sms, SinchClient, SmsCallbackWebhooks } from "@sinch/sdk-core";
import { ACCOUNT } from "../../../src/simulator/sinch/account.js";
import { startSimulator, type Simulator } from "../../../src/simulator/index.js";

type SmsService = SinchClient["sms"];

const to = ["+447700900001", "+447700900994"];
const from = "+447700900100";

let sim: Simulator;
const sms: Record<string, SmsService> = {};

before(async () => {
  sim = await startSimulator({ timeScale: "manual" });
  const { servicePlanId, apiToken, baseUrl } = sim.options.sinch;
  const { projectId, keyId, keySecret, authUrl } = sim.options.sinchProject;
  const region = { smsHostname: baseUrl, smsRegion: "us" };
  sms["service plan"] = new SinchClient({ servicePlanId, apiToken, ...region }).sms;
  sms["project"] = new SinchClient({ projectId, keyId, keySecret, authHostname: authUrl, ...region }).sms;
});
after(async () => {
  assert.deepEqual(sim.violations, []);
  await sim.close();
});

for (const mode of ["service plan", "project"]) {
  describe(mode, () => {
    const api = (): SmsService => sms[mode]!;
    const send = (body: Partial<Sms.TextRequest> = {}) =>
      api().batches.sendTextMessage({ sendSMSRequestBody: { to, from, body: "Hello", ...body } });

    test("send, get, report in both forms, report of a recipient", async () => {
      const sent = await send({ client_reference: `${mode} reference`, send_at: undefined });
      assert.deepEqual(sent.to, ["447700900001", "447700900994"]);
      await sim.clock.advance(60_000);
      const found = await api().batches.get({ batch_id: sent.id! });
      assert.equal(found.id, sent.id);
      assert.equal(found.body, "Hello");
      const summary = await api().deliveryReports.get({ batch_id: sent.id! });
      assert.equal(summary.total_message_count, 2);
      assert.deepEqual(
        summary.statuses.map(({ status, code, count }) => [status, code, count]),
        [
          ["Delivered", 0, 1],
          ["Failed", 153, 1],
        ],
      );
      const full = await api().deliveryReports.get({
        batch_id: sent.id!,
        type: "full",
        status: ["Failed"],
        code: [153, 0],
      });
      assert.deepEqual(full.statuses[0]?.recipients, ["447700900994"]);
      const single = await api().deliveryReports.getForNumber({
        batch_id: sent.id!,
        recipient_msisdn: to[0]!,
      });
      assert.equal(single.status, "Delivered");
    });

    test("lists page through batches and reports", async () => {
      await send();
      await send();
      await sim.clock.advance(60_000);
      const ids = new Set<string>();
      for await (const batch of api().batches.list({ page_size: 1, from })) ids.add(batch.id!);
      assert.ok(ids.size >= 2);
      const recipients: string[] = [];
      for await (const report of api().deliveryReports.list({
        page_size: 1,
        status: ["Failed", "Expired"],
      })) {
        recipients.push(report.recipient);
      }
      assert.ok(recipients.length >= 2);
      assert.deepEqual([...new Set(recipients)], ["447700900994"]);
    });

    test("dry run", async () => {
      const result = await api().batches.dryRun({
        per_recipient: true,
        number_of_recipients: 1,
        dryRunRequestBody: { to, from, body: "Grüße ☃" },
      });
      assert.equal(result.number_of_messages, 2);
      assert.equal(result.per_recipient?.[0]?.encoding, "unicode");
    });

    test("update, replace and cancel a scheduled batch", async () => {
      const later = new Date(sim.clock.now() + 3_600_000);
      const { id } = await send({ send_at: later });
      const updated = await api().batches.update({
        batch_id: id!,
        updateBatchMessageRequestBody: { to_add: ["+447700900002"], to_remove: [to[0]!], body: "Bye" },
      });
      assert.deepEqual(updated.to, ["447700900994", "447700900002"]);
      const replaced = await api().batches.replace({
        batch_id: id!,
        replaceBatchMessageRequestBody: { to: [to[0]!], from, body: "New", send_at: later },
      });
      assert.equal(replaced.id, id);
      assert.equal((await api().batches.cancel({ batch_id: id! })).canceled, true);
      await sim.clock.advance(2 * 3_600_000);
      assert.deepEqual((await api().deliveryReports.get({ batch_id: id! })).statuses, []);
    });

    test("binary, media, feedback", async () => {
      const binary = await api().batches.sendBinaryMessage({
        sendSMSRequestBody: { type: "mt_binary", to, from, body: "RG9vcnMgYXQgOA==", udh: "06050415810000" },
      });
      assert.equal(binary.udh, "06050415810000");
      const media = await api().batches.sendMediaMessage({
        sendSMSRequestBody: {
          type: "mt_media",
          to,
          from,
          body: { url: "https://media.example.com/a.jpg" },
          feedback_enabled: true,
        },
      });
      await api().batches.sendDeliveryFeedback({
        batch_id: media.id!,
        deliveryFeedbackRequestBody: { recipients: [] },
      });
    });

    test("an error of the API is an error of the SDK", async () => {
      await assert.rejects(send({ to: ["not a number"] }), /400/);
      await assert.rejects(api().batches.get({ batch_id: "unknown" }), /404/);
    });
  });
}

test("callbacks come signed, and the SDK takes them", async () => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const callback_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sinch`;
  const webhooks = new SmsCallbackWebhooks(ACCOUNT.webhookSecret);
  for (const delivery_report of ["summary", "full", "per_recipient"] as const) {
    await sms["service plan"]!.batches.sendTextMessage({
      sendSMSRequestBody: {
        to: [...to, "+447700900990"],
        from,
        body: "Hello",
        delivery_report,
        callback_url,
      },
    });
  }
  await sim.clock.advance(60_000);
  server.close();
  const events = received.map(({ headers, body }) => {
    assert.equal(webhooks.validateAuthenticationHeader(headers, body), true);
    return webhooks.parseEvent(JSON.parse(body)) as { type: string };
  });
  const count = (type: string): number => events.filter((event) => event.type === type).length;
  assert.equal(count("delivery_report_sms"), 2);
  assert.equal(count("recipient_delivery_report_sms"), 6);
  assert.equal(count("mo_text"), 3);
});
