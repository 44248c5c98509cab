/**
 * Receives Sinch's delivery receipts and answers of recipients: set the address of this server as `callback_url` of a batch,
 * with `delivery_report: "per_recipient"`.
 */
import { createServer } from "node:http";
import process from "node:process";
import { type SinchEvent, sinchWebhookHandler } from "batchwire/sinch";

const secret = process.env["SINCH_WEBHOOK_SECRET"];
if (!secret) throw new Error("SINCH_WEBHOOK_SECRET is missing");

/** Receipts come more than once and in any order: in earnest, a table with this key. */
const receipts = new Map<string, string>();
const optedOut = new Set<string>();

function onEvent(event: SinchEvent): void {
  switch (event.type) {
    case "recipient_delivery_report_sms": {
      const key = `${event.batch_id} ${event.recipient}`;
      if (receipts.get(key) === event.status) return;
      receipts.set(key, event.status);
      console.log(event.recipient, event.status);
      return;
    }
    case "mo_text":
      if (/^\s*stop\b/i.test(event.body)) optedOut.add(event.from);
      console.log(event.from, "says", event.body);
      return;
    default: // also types that did not exist when this was written
      console.log("not handled:", event.type);
  }
}

const handler = sinchWebhookHandler({ secret, onEvent });
const server = createServer((request, response) => {
  if (request.url === "/sinch") return void handler(request, response);
  response.writeHead(404).end();
});
server.listen(Number(process.env["PORT"] ?? 8080), () => {
  const address = server.address();
  console.log("listening on", typeof address === "object" ? address?.port : address);
});
