// Runs in any runtime: the main job of two clients against the simulator whose addresses stand in the first argument.
import { AnthropicClient } from "../../dist/src/anthropic/index.js";
import { parseSinchWebhook, SinchClient, verifySinchWebhook } from "../../dist/src/sinch/index.js";

const { process } = globalThis;
const { Deno } = globalThis;
const { anthropic, sinch } = JSON.parse(Deno ? Deno.args[0] : process.argv[2]);
const schedule = { initialMs: 20, maxMs: 100 };

function equal(what, actual, expected) {
  if (actual !== expected) throw new Error(`${what}: expected ${expected}, got ${actual}`);
}

// A streamed upload (more than a part is held back), a wait, and a streamed download.
const client = new AnthropicClient(anthropic);
const text = "x".repeat(10_000);
function* requests() {
  for (let n = 0; n < 1_000; n++) {
    const messages = [{ role: "user", content: text }];
    yield { custom_id: `n${n}`, params: { model: "claude-sonnet-5", max_tokens: 5, messages } };
  }
}
const [part] = await client.batches.submit(requests()).collect();
const end = await client.batches.wait(part.handle, { schedule });
equal("outcome", end.outcome, "completed");
let lines = 0;
for await (const { result } of client.batches.results(end.raw)) lines += result.type === "succeeded" ? 1 : 0;
equal("results", lines, 1_000);
equal("a missing id", await client.batches.retrieve("msgbatch_none").catch((e) => e.name), "NotFoundError");

const refused = new AnthropicClient({ ...anthropic, baseUrl: "http://127.0.0.1:2", retry: false });
// Each runtime words it in its own way; taken for a lost answer, it would leave a paid call in doubt for nothing.
const [first] = requests();
equal(
  "nobody there",
  await refused.batches.create({ requests: [first] }).catch((e) => e.name),
  "ConnectionError",
);

const texts = new SinchClient(sinch);
const batch = await texts.batches.send({ from: "Library", to: ["15550100001"], body: "Hello" });
const delivered = await texts.batches.wait(batch, { until: "delivered", schedule });
equal("delivered", delivered.counts.succeeded, 1);

// WebCrypto, with a signature made elsewhere.
const rawBody =
  '{"type":"delivery_report_sms","batch_id":"01TESTBATCH","total_message_count":1,"statuses":[{"code":0,"status":"Delivered","count":1}]}';
const headers = {
  "x-sinch-webhook-signature": "+tQT1HsgiCnLKwKlzq6WoxFFR9ViNJkT0GSfmhtT0gY=",
  "x-sinch-webhook-signature-nonce": "01NONCE",
  "x-sinch-webhook-signature-timestamp": "1760000000",
  "x-sinch-webhook-signature-algorithm": "HmacSHA256",
};
await verifySinchWebhook({ headers, rawBody, secret: "topsecret", toleranceMs: Infinity });
equal("event", parseSinchWebhook(rawBody).type, "delivery_report_sms");

console.log("ok");
