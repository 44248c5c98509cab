import nock from "nock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SinchClient } from "../../src/sinch/index.js";
import { HOST, ID, PLAN, report, textBatch } from "./fixtures.js";

const root = "/xms/v1/plan-1";
const group = { id: "01M6DN87ZRJD9TKBPJCJ72JGE9", name: "Regulars", size: 1 };
const inbound = { type: "mo_text", id: "01M7W43AE4K09RRDBG89T9K1WN", from: "1", to: "2", body: "Hi" };
const recipientReport = { type: "recipient_delivery_report_sms", batch_id: ID, recipient: "447700900001" };
const page = (name: string, items: readonly unknown[]) => ({
  count: items.length,
  page: 0,
  page_size: items.length,
  [name]: items,
});

interface Row {
  readonly name: string;
  readonly call: (client: SinchClient) => Promise<unknown>;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly query?: string;
  readonly body?: object;
  readonly answer: readonly [status: number, body?: object];
  readonly result: unknown;
}

const message = { to: ["+447700900001"], body: "Hello" };

const rows: readonly Row[] = [
  {
    name: "batches.send",
    call: ({ batches }) => batches.send(message, { autoReference: false }),
    method: "POST",
    path: "/batches",
    body: message,
    answer: [201, textBatch()],
    result: textBatch(),
  },
  {
    name: "batches.sendDryRun",
    call: ({ batches }) => batches.sendDryRun(message, { per_recipient: true, number_of_recipients: 5 }),
    method: "POST",
    path: "/batches/dry_run",
    query: "per_recipient=true&number_of_recipients=5",
    body: message,
    answer: [200, { number_of_recipients: 1, number_of_messages: 1 }],
    result: { number_of_recipients: 1, number_of_messages: 1 },
  },
  {
    name: "batches.list",
    call: ({ batches }) =>
      batches
        .list({
          from: ["+447700900100", "54321"],
          client_reference: "a&b/c",
          start_date: "2026-11-20T00:00:00+01:00",
        })
        .toArray(),
    method: "GET",
    path: "/batches",
    query:
      "from=%2B447700900100,54321&client_reference=a%26b%2Fc&start_date=2026-11-20T00%3A00%3A00%2B01%3A00",
    answer: [200, page("batches", [textBatch()])],
    result: [textBatch()],
  },
  {
    name: "batches.get",
    call: ({ batches }) => batches.get(ID),
    method: "GET",
    path: `/batches/${ID}`,
    answer: [200, textBatch({ body: "2024-06-06" })],
    result: textBatch({ body: "2024-06-06" }),
  },
  {
    name: "batches.update",
    call: ({ batches }) => batches.update(ID, { to_add: ["+447700900002"], send_at: null, expire_at: null }),
    method: "POST",
    path: `/batches/${ID}`,
    body: { to_add: ["+447700900002"], send_at: null, expire_at: null },
    answer: [200, textBatch()],
    result: textBatch(),
  },
  {
    name: "batches.replace",
    call: ({ batches }) => batches.replace(ID, message),
    method: "PUT",
    path: `/batches/${ID}`,
    body: message,
    answer: [200, textBatch()],
    result: textBatch(),
  },
  {
    name: "batches.cancel",
    call: ({ batches }) => batches.cancel(ID),
    method: "DELETE",
    path: `/batches/${ID}`,
    answer: [200, textBatch({ canceled: true })],
    result: textBatch({ canceled: true }),
  },
  {
    name: "batches.sendDeliveryFeedback",
    call: ({ batches }) => batches.sendDeliveryFeedback(ID, []),
    method: "POST",
    path: `/batches/${ID}/delivery_feedback`,
    body: { recipients: [] },
    answer: [202],
    result: undefined,
  },
  {
    name: "deliveryReports.get",
    call: ({ deliveryReports }) =>
      deliveryReports.get(ID, { type: "full", status: ["Failed", "Expired"], code: [0, 401] }),
    method: "GET",
    path: `/batches/${ID}/delivery_report`,
    query: "type=full&status=Failed,Expired&code=0,401",
    answer: [200, report({ Failed: 1 })],
    result: report({ Failed: 1 }),
  },
  {
    name: "deliveryReports.getForRecipient",
    call: ({ deliveryReports }) => deliveryReports.getForRecipient(ID, "+447700900001"),
    method: "GET",
    path: `/batches/${ID}/delivery_report/%2B447700900001`,
    answer: [200, recipientReport],
    result: recipientReport,
  },
  {
    name: "deliveryReports.list",
    call: ({ deliveryReports }) => deliveryReports.list({ status: ["Failed"], code: [153] }).toArray(),
    method: "GET",
    path: "/delivery_reports",
    query: "status=Failed&code=153",
    answer: [200, page("delivery_reports", [recipientReport])],
    result: [recipientReport],
  },
  {
    name: "groups.list",
    call: ({ groups }) => groups.list({ page_size: 100 }).toArray(),
    method: "GET",
    path: "/groups",
    query: "page_size=100",
    answer: [200, page("groups", [group])],
    result: [group],
  },
  {
    name: "groups.create",
    call: ({ groups }) => groups.create({ name: "Regulars" }),
    method: "POST",
    path: "/groups",
    body: { name: "Regulars" },
    answer: [201, group],
    result: group,
  },
  {
    name: "groups.get",
    call: ({ groups }) => groups.get(group.id),
    method: "GET",
    path: `/groups/${group.id}`,
    answer: [200, group],
    result: group,
  },
  {
    name: "groups.update",
    call: ({ groups }) => groups.update(group.id, { name: null, add: ["+447700900002"] }),
    method: "POST",
    path: `/groups/${group.id}`,
    body: { name: null, add: ["+447700900002"] },
    answer: [200, group],
    result: group,
  },
  {
    name: "groups.replace",
    call: ({ groups }) => groups.replace(group.id, { members: [] }),
    method: "PUT",
    path: `/groups/${group.id}`,
    body: { members: [] },
    answer: [200, group],
    result: group,
  },
  {
    name: "groups.delete",
    call: ({ groups }) => groups.delete(group.id),
    method: "DELETE",
    path: `/groups/${group.id}`,
    answer: [200],
    result: undefined,
  },
  {
    name: "groups.members",
    call: ({ groups }) => groups.members(group.id),
    method: "GET",
    path: `/groups/${group.id}/members`,
    answer: [200, ["447700900001"]],
    result: ["447700900001"],
  },
  {
    name: "inbounds.list",
    call: ({ inbounds }) => inbounds.list({ to: ["54321", "+447700900100"] }).toArray(),
    method: "GET",
    path: "/inbounds",
    query: "to=54321,%2B447700900100",
    answer: [200, page("inbounds", [inbound])],
    result: [inbound],
  },
  {
    name: "inbounds.get",
    call: ({ inbounds }) => inbounds.get("a/b c"),
    method: "GET",
    path: "/inbounds/a%2Fb%20c",
    answer: [200, inbound],
    result: inbound,
  },
];

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

test.each(rows)("$name", async ({ call, method, path, query, body, answer, result }) => {
  const seen: { uri: string; body: unknown; headers: Record<string, unknown> }[] = [];
  nock(HOST)
    .intercept(() => true, method)
    .reply(function (uri, sent) {
      seen.push({ uri, body: sent, headers: this.req.headers });
      return [answer[0], ...(answer[1] === undefined ? [] : [answer[1]])] as [number];
    });
  expect(await call(new SinchClient(PLAN))).toEqual(result);
  expect(seen).toHaveLength(1);
  expect(seen[0]!.uri).toBe(root + path + (query === undefined ? "" : `?${query}`));
  expect(String(seen[0]!.headers["authorization"])).toBe("Bearer token-of-plan-1");
  expect(seen[0]!.body).toEqual(body ?? "");
  if (body) expect(String(seen[0]!.headers["content-type"])).toMatch(/^application\/json/);
});

test("every operation of the document but the token call has its row here", async () => {
  const { routes } = await import("../../generated/sinch.js");
  expect(rows).toHaveLength(Object.keys(routes).length - 1);
});

test("raw speaks to the same host with the same credential", async () => {
  nock(HOST, { reqheaders: { authorization: "Bearer token-of-plan-1" } })
    .get("/xms/v1/plan-1/batches")
    .query({ from: "1,2" })
    .reply(200, page("batches", []));
  const { raw } = new SinchClient(PLAN);
  const { data } = await raw.GET("/xms/v1/{service_plan_id}/batches", {
    params: { path: { service_plan_id: "plan-1" }, query: { from: ["1", "2"] } },
  });
  expect(data.count).toBe(0);
});
