import { afterEach, beforeEach, expect, test } from "vitest";
import { dayMs, type ErrorBody, type FileObject, Harness, hourMs, request } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

interface Page {
  readonly object: string;
  readonly data: readonly FileObject[];
  readonly first_id: string | null;
  readonly last_id: string | null;
  readonly has_more: boolean;
}

const page = async (query = ""): Promise<Page> => (await harness.call<Page>("GET", `/files${query}`)).body;
const nowS = (): number => Math.floor(harness.sim.clock.now() / 1_000);

test("an upload is processed at once, is kept for 30 days, and comes back as it was sent", async () => {
  const line = JSON.stringify(request("ä"));
  const { status, body } = await harness.upload([line], { filename: 'my "own".jsonl' });
  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.stringMatching(/^file-\w{22}$/) as unknown,
    object: "file",
    bytes: Buffer.byteLength(`${line}\n`),
    created_at: nowS(),
    filename: 'my "own".jsonl',
    purpose: "batch",
    status: "processed",
    status_details: null,
    expires_at: nowS() + 30 * 86_400,
  });
  expect((await harness.call("GET", `/files/${body.id}`)).body).toEqual(body);
  const content = await harness.call("GET", `/files/${body.id}/content`);
  expect(content.text).toBe(`${line}\n`);
  expect(content.headers.get("content-type")).toBe("application/octet-stream");
  expect(content.headers.get("content-length")).toBe(String(body.bytes));
});

test("parts may come in any order, chunked, with dotted or bracketed fields", async () => {
  const parts = (fields: readonly [string, string][]) =>
    fields.map(([name, value]) => {
      const file = name === "file" ? '; filename="a.jsonl"\r\nContent-Type: application/octet-stream' : "";
      return `--b0\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
    });
  const file = ["file", `${JSON.stringify(request("a"))}\n`] as const;
  const send = async (fields: readonly [string, string][]) => {
    const bytes = Buffer.from(`${parts(fields).join("")}--b0--\r\n`);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.subarray(at, at + 7));
        controller.close();
      },
    });
    const headers = {
      authorization: `Bearer ${harness.sim.options.openai.apiKey}`,
      "content-type": "multipart/form-data; boundary=b0",
    };
    const init = { method: "POST", headers, body, duplex: "half" };
    const response = await fetch(`${harness.sim.urls.openai}/files`, init);
    return (await response.json()) as FileObject;
  };
  for (const [anchor, seconds] of [
    ["expires_after[anchor]", "expires_after[seconds]"],
    ["expires_after.anchor", "expires_after.seconds"],
  ] as const) {
    const ends: [string, string][] = [
      [anchor, "created_at"],
      [seconds, "3600"],
    ];
    const first = await send([[...file], ["purpose", "batch"], ...ends]);
    const last = await send([...ends, ["purpose", "batch"], [...file]]);
    for (const uploaded of [first, last]) {
      expect(uploaded).toMatchObject({ purpose: "batch", expires_at: nowS() + 3_600, bytes: file[1].length });
    }
  }
});

test.each<[string, Record<string, string>, string | null, string | null]>([
  ["another extension", { filename: "requests.json" }, null, null],
  ["an unknown purpose", { purpose: "fun" }, "purpose", "invalid_value"],
  ["a purpose that only the provider may use", { purpose: "batch_output" }, "purpose", "invalid_value"],
  [
    "a life without an anchor",
    { "expires_after[seconds]": "3600" },
    "expires_after.anchor",
    "missing_required_parameter",
  ],
  [
    "a life too short",
    { "expires_after[anchor]": "created_at", "expires_after[seconds]": "59" },
    "expires_after.seconds",
    "invalid_value",
  ],
  ["a field that nobody knows", { colour: "red" }, "", "invalid_value"],
])("refuses an upload with %s", async (_what, fields, param, code) => {
  const reply = await harness.upload<ErrorBody>([request("a")], fields);
  expect(reply).toMatchObject({
    status: 400,
    body: { error: { type: "invalid_request_error", param, code } },
  });
  expect((await page()).data).toEqual([]);
});

test.each<[string, readonly string[]]>([
  ["nothing in it", []],
  ["no line that is a request", ["{", "7", '{"custom_id":"a"}']],
])("refuses a file with %s, without code and param", async (_what, lines) => {
  const reply = await harness.upload<ErrorBody>(lines);
  expect(reply).toMatchObject({ status: 400, body: { error: { param: null, code: null } } });
});

test("one line that is a request is enough", async () => {
  expect((await harness.upload(["{", request("a")])).status).toBe(200);
});

test.each<[string, string, string]>([
  [
    "no file",
    "multipart/form-data; boundary=b",
    '--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--b--\r\n',
  ],
  [
    "a form that is cut",
    "multipart/form-data; boundary=b",
    '--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nba',
  ],
  ["no boundary", "multipart/form-data", "--b--"],
  ["a part without a name", "multipart/form-data; boundary=b", "--b\r\nX: y\r\n\r\nz\r\n--b--\r\n"],
  [
    "a file without a name",
    "multipart/form-data; boundary=b",
    '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nz\r\n--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--b--\r\n',
  ],
])("refuses %s", async (_what, type, body) => {
  const reply = await harness.call<ErrorBody>("POST", "/files", body, { "content-type": type });
  expect(reply).toMatchObject({ status: 400, body: { error: { type: "invalid_request_error" } } });
});

test("refuses a batch file above 200 MB, in an answer and not in a reset", async () => {
  const line = `${JSON.stringify(request("a"))}\n`;
  const chunk = new Uint8Array(2 ** 20).fill(0x20);
  let sent = 0;
  const head = `--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n${line}`;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from(head)),
    pull(controller) {
      if (sent <= 200_000_000) controller.enqueue(chunk);
      else {
        controller.enqueue(Buffer.from("\r\n--b--\r\n"));
        controller.close();
      }
      sent += chunk.length;
    },
  });
  const headers = {
    authorization: `Bearer ${harness.sim.options.openai.apiKey}`,
    "content-type": "multipart/form-data; boundary=b",
  };
  const init = { method: "POST", headers, body, duplex: "half" };
  const response = await fetch(`${harness.sim.urls.openai}/files`, init);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { param: null, code: null } });
}, 60_000);

test("lists newest first, or oldest first, by purpose, in pages", async () => {
  expect(await page()).toEqual({ object: "list", data: [], first_id: null, last_id: null, has_more: false });
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push((await harness.upload([request("a")])).body.id);
  const other = await harness.upload(["anything"], { purpose: "user_data", filename: "a.txt" });
  const idsOf = ({ data }: Page) => data.map(({ id }) => id);
  expect(idsOf(await page())).toEqual([other.body.id, ...ids.toReversed()]);
  expect(idsOf(await page("?order=asc&purpose=batch"))).toEqual(ids);
  const first = await page("?purpose=batch&limit=2");
  expect(first).toMatchObject({ has_more: true, first_id: ids[4], last_id: ids[3] });
  await harness.call("DELETE", `/files/${ids[3]}`);
  expect(idsOf(await page(`?purpose=batch&limit=2&after=${ids[3]}`))).toEqual([ids[2], ids[1]]);
  expect((await page(`?purpose=batch&limit=2&after=${ids[1]}`)).has_more).toBe(false);
});

test.each(["limit=0", "limit=10001", "limit=ten", "order=up", "after=file-none"])(
  "refuses the query %s",
  async (query) => {
    const reply = await harness.call<ErrorBody>("GET", `/files?${query}`);
    expect(reply).toMatchObject({ status: 400, body: { error: { param: query.split("=")[0] } } });
  },
);

test("a file that was deleted or has expired is unknown", async () => {
  const { body } = await harness.upload([request("a")]);
  const deleted = await harness.call("DELETE", `/files/${body.id}`);
  expect(deleted.body).toEqual({ id: body.id, object: "file", deleted: true });
  for (const [method, path] of [
    ["DELETE", ""],
    ["GET", ""],
    ["GET", "/content"],
  ] as const) {
    const reply = await harness.call<ErrorBody>(method, `/files/${body.id}${path}`);
    expect(reply).toMatchObject({ status: 404, body: { error: { type: "invalid_request_error" } } });
  }
  const short = await harness.upload([request("a")], {
    "expires_after[anchor]": "created_at",
    "expires_after[seconds]": "3600",
  });
  await harness.sim.clock.advance(hourMs);
  expect((await harness.call("GET", `/files/${short.body.id}`)).status).toBe(404);
  const long = await harness.upload([request("a")]);
  await harness.sim.clock.advance(30 * dayMs);
  expect((await harness.call("GET", `/files/${long.body.id}`)).status).toBe(404);
});

test("files of other purposes are kept for ever, and their content is not given out", async () => {
  const { body } = await harness.upload(["anything"], { purpose: "user_data", filename: "a.txt" });
  expect(body.expires_at).toBe(null);
  await harness.sim.clock.advance(400 * dayMs);
  expect((await harness.call("GET", `/files/${body.id}`)).status).toBe(200);
  expect((await harness.call("GET", `/files/${body.id}/content`)).status).toBe(400);
});
