import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ACCOUNT as sinch } from "../../../src/simulator/sinch/account.js";
import { SinchClient, verifySinchWebhook } from "../../../src/sinch/index.js";
import { Harness, hourMs, secondMs } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

async function get(account: string, token: string): Promise<Response> {
  return fetch(`${harness.sim.urls.sinch}/xms/v1/${account}/batches`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

async function login(
  keys = `${sinch.keyId}:${sinch.keySecret}`,
  grant = "client_credentials",
): Promise<Response> {
  return fetch(`${harness.sim.urls.sinchAuth}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(keys)}` },
    body: new URLSearchParams({ grant_type: grant }),
  });
}

test("a plan with its token, and nobody else", async () => {
  expect((await get(sinch.servicePlanId, sinch.apiToken)).status).toBe(200);
  expect((await get("other-plan", sinch.apiToken)).status).toBe(401);
  expect((await get(sinch.servicePlanId, "other-token")).status).toBe(401);
  expect((await get(sinch.projectId, sinch.apiToken)).status).toBe(401);
});

test("a project's token opens the project for an hour, and then says that it expired", async () => {
  const { access_token: token, expires_in } = (await (await login()).json()) as {
    access_token: string;
    expires_in: number;
  };
  expect(expires_in).toBe(3600);
  expect((await get(sinch.projectId, token)).status).toBe(200);
  expect((await get(sinch.servicePlanId, token)).status).toBe(401);
  await harness.sim.clock.advance(hourMs);
  const expired = await get(sinch.projectId, token);
  expect(expired.status).toBe(401);
  expect(expired.headers.get("www-authenticate")).toContain("expired");
  expect((await get(sinch.projectId, "made.up.token")).headers.get("www-authenticate")).toBeNull();
});

test("the token endpoint knows its keys and its one grant, and hands out 30 at once", async () => {
  const wrong = await login("a:b");
  expect([wrong.status, await wrong.json()]).toMatchObject([401, { error: "invalid_client" }]);
  const grant = await login(undefined, "password");
  expect([grant.status, await grant.json()]).toMatchObject([400, { error: "unsupported_grant_type" }]);
  for (let n = 2; n < 30; n++) expect((await login()).status).toBe(200);
  const busy = await login();
  expect([busy.status, busy.headers.get("retry-after")]).toEqual([429, null]);
  await harness.sim.clock.advance(100);
  expect((await login()).status).toBe(200);
});

test("our client, in project mode, lives through the end of a token", async () => {
  const client = new SinchClient(harness.sim.options.sinchProject);
  const { id } = await client.batches.send({ to: ["+447700900001"], body: "Hello" });
  await harness.sim.clock.advance(2 * hourMs);
  expect((await client.batches.get(id)).id).toBe(id);
  expect(harness.sim.requests.map(({ operation }) => operation)).toEqual([
    "login",
    "batches.send",
    "batches.get",
    "login",
    "batches.get",
  ]);
});

test.each<[string, string, unknown, number, string | undefined]>([
  ["no JSON", "/batches", "{", 400, "syntax_invalid_json"],
  ["no recipients", "/batches", { to: [], body: "x" }, 400, "syntax_constraint_violation"],
  ["no body", "/batches", { to: ["+447700900001"] }, 400, "syntax_constraint_violation"],
  [
    "1001 recipients",
    "/batches",
    { to: Array(1001).fill("+447700900001"), body: "x" },
    400,
    "syntax_constraint_violation",
  ],
  ["no number", "/batches", { to: ["nobody"], body: "x" }, 400, "syntax_invalid_parameter_format"],
  [
    "expired before it is sent",
    "/batches",
    { to: ["+447700900001"], body: "x", send_at: "2099-01-01T00:00:00Z", expire_at: "2098-01-01T00:00:00Z" },
    400,
    "syntax_constraint_violation",
  ],
  ["no such group", "/batches", { to: ["01M6DN87ZRJD9TKBPJCJ72JGE9"], body: "x" }, 403, "unknown_group"],
  [
    "nowhere to call back",
    "/batches",
    { to: ["+447700900001"], body: "x", delivery_report: "full" },
    403,
    "missing_callback_url",
  ],
  [
    "bytes that are none",
    "/batches",
    { type: "mt_binary", to: ["+447700900001"], body: "x", udh: "00" },
    400,
    "syntax_invalid_parameter_format",
  ],
  [
    "too many bytes",
    "/batches",
    { type: "mt_binary", to: ["+447700900001"], body: btoa("x".repeat(140)), udh: "00" },
    400,
    "syntax_constraint_violation",
  ],
  ["no such batch", "/batches/unknown", { body: "x" }, 404, undefined],
])("refuses: %s", async (_, path, body, status, code) => {
  const reply = await harness.call<{ code: string } | undefined>("POST", path, body);
  expect([reply.status, reply.body?.code]).toEqual([status, code]);
});

test("other refusals have no body at all", async () => {
  expect(await harness.call("PATCH", "/batches")).toMatchObject({ status: 405, text: "" });
  expect(await harness.call("GET", "/nothing")).toMatchObject({ status: 404, text: "" });
  expect(await harness.call("POST", "/batches", "x", { "content-type": "text/plain" })).toMatchObject({
    status: 415,
    text: "",
  });
  expect((await harness.call("GET", "/batches?page_size=101")).status).toBe(400);
});

test("groups: members are a set, names are unique, and a batch resolves them when it is sent", async () => {
  interface Group {
    readonly id: string;
    readonly name?: string;
    readonly size: number;
    readonly code?: string;
  }
  const create = (body: object) => harness.call<Group>("POST", "/groups", body);
  const child = (await create({ members: ["+447700900003"] })).body;
  const { body: group } = await create({
    name: "Regulars",
    members: ["+447700900001", "00447700900001"],
    child_groups: [child.id],
  });
  expect(group).toMatchObject({ name: "Regulars", size: 1 });
  expect((await create({ name: "Regulars" })).body.code).toBe("conflict_group_name");
  const batch = await harness.sendBatch({ to: [group.id, "+447700900001"], send_at: harness.iso(hourMs) });
  const empty = await harness.sendBatch({ to: [child.id], send_at: harness.iso(2 * hourMs) });
  const update = await harness.call<Group>("POST", `/groups/${group.id}`, {
    add: ["+447700900002"],
    remove: ["+447700900002"],
    name: null,
  });
  expect(update.body).toMatchObject({ size: 1 });
  expect(update.body).not.toHaveProperty("name");
  expect((await harness.call<string[]>("GET", `/groups/${group.id}/members`)).body).toEqual(["447700900001"]);
  await harness.sim.clock.advance(hourMs + 10 * secondMs);
  expect(await harness.rows(batch.id)).toEqual({ Delivered: 2 });
  expect(await harness.call("DELETE", `/groups/${child.id}`)).toMatchObject({ status: 200, text: "" });
  expect((await harness.call("GET", `/groups/${child.id}`)).status).toBe(404);
  await harness.sim.clock.advance(2 * hourMs);
  expect(await harness.report(empty.id)).toMatchObject({ total_message_count: 0, statuses: [] });
});

test("feedback: only where it was asked for, and by name where there is a group", async () => {
  const { body: group } = await harness.call("POST", "/groups", {});
  const plain = await harness.sendBatch();
  const open = await harness.sendBatch({ feedback_enabled: true });
  const grouped = await harness.sendBatch({ to: [group.id], feedback_enabled: true });
  const feedback = async (id: string, recipients: string[]): Promise<[number, string]> => {
    const { status, text } = await harness.call("POST", `/batches/${id}/delivery_feedback`, { recipients });
    return [status, text];
  };
  expect(await feedback(open.id, [])).toEqual([202, ""]);
  expect((await feedback(plain.id, []))[0]).toBe(400);
  expect((await feedback(grouped.id, []))[0]).toBe(400);
  expect((await feedback(grouped.id, ["447700900001"]))[0]).toBe(202);
});

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

async function receiver(statuses: number[]): Promise<{ url: string; received: Received[]; server: Server }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body, at: harness.sim.clock.now() });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, received, server };
}

test("callbacks are signed over the raw body, and a reply comes in as a message", async () => {
  const { url, received, server } = await receiver([]);
  await harness.sendBatch({
    to: ["+447700900990"],
    delivery_report: "per_recipient",
    callback_url: url,
    client_reference: "r",
    send_at: new Date(harness.sim.clock.now() + hourMs).toISOString(),
  });
  await harness.sim.clock.advance(hourMs + 10 * secondMs);
  server.close();
  const events = received.map(({ body }) => JSON.parse(body) as { type: string; status?: string });
  expect(events.map(({ type, status }) => status ?? type)).toEqual(["Dispatched", "Delivered", "mo_text"]);
  for (const { headers, body } of received) {
    const [signature, nonce, timestamp] = ["", "-nonce", "-timestamp"].map((part) =>
      String(headers[`x-sinch-webhook-signature${part}`]),
    );
    const hmac = createHmac("sha256", sinch.webhookSecret).update(`${body}.${nonce}.${timestamp}`);
    expect(signature).toBe(hmac.digest("base64"));
    await verifySinchWebhook({ headers, rawBody: body, secret: sinch.webhookSecret });
  }
  const inbounds = await harness.call<{ inbounds: { id: string }[] }>(
    "GET",
    "/inbounds?to=447700900100&client_reference=r",
  );
  expect(inbounds.body.inbounds).toEqual([events[2]]);
  const { id } = inbounds.body.inbounds[0]!;
  expect((await harness.call("GET", `/inbounds/${id}`)).body).toEqual(events[2]);
});

test.each([
  ["summary", 1],
  ["full", 1],
  ["per_recipient_final", 2],
  ["none", 0],
])("delivery_report %s: %i callbacks", async (delivery_report, count) => {
  const { url, received, server } = await receiver([]);
  await harness.sendBatch({ delivery_report, callback_url: url });
  await harness.sim.clock.advance(10 * secondMs);
  server.close();
  expect(received).toHaveLength(count);
});

test("a callback that meets a 503 comes again after 5, 10 and 20 seconds; after a 400 it does not", async () => {
  const { url, received, server } = await receiver([503, 429, 500, 400]);
  await harness.sendBatch({ delivery_report: "summary", callback_url: url });
  await harness.sim.clock.advance(10 * 60 * secondMs);
  server.close();
  const [first, ...later] = received.map(({ at }) => at);
  expect(later.map((at) => Math.round((at - first!) / secondMs))).toEqual([5, 15, 35]);
});
