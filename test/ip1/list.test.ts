import { describe, expect, it } from "vitest";
import { PaginationError, ResponseParseError, ValidationError } from "../../src/core/base/errors/index.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { API, batches, KEY } from "../support/ip1.js";
import { all, rejection } from "../support/rejection.js";
import { forever, json, scriptedFetch, type Step } from "../support/scripted-fetch.js";

function setUp(...steps: readonly Step[]) {
  const fetch = scriptedFetch(...steps);
  const client = new Ip1Client({ apiKey: KEY, fetch, retry: false });
  const asked = (): string[] => fetch.calls.map(({ url }) => url.slice(API.length));
  return { client, asked };
}

const page = (rows: unknown, link?: string): Step =>
  json(rows, link === undefined ? {} : { headers: { link } });
const to = (query: string, rel = "next", mark = "; "): string =>
  `<${API}/v2/batches?${query}>${mark}rel="${rel}"`;
const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

describe("the Link header", () => {
  it.each([["; "], [" "]])("leads on as it is, whatever its offsets, written with %j", async (mark) => {
    const { client, asked } = setUp(
      page(batches(2), `${to("", "first", mark)}, ${to("start=201&limit=2&order=DESC", "next", mark)}`),
      page(batches(2, 2), to("start=7&tags=a&tags=b", "next", mark)),
      page(batches(1, 4), to("start=7", "self", mark)),
    );
    expect(ids(await client.batches.list({ limit: 2 }).toArray())).toEqual(["b0", "b1", "b2", "b3", "b4"]);
    expect(asked()).toEqual([
      "/v2/batches?limit=2",
      "/v2/batches?start=201&limit=2&order=DESC",
      "/v2/batches?start=7&tags=a&tags=b",
    ]);
  });

  it("ends the list where it has no next, however full the page is", async () => {
    const { client, asked } = setUp(page(batches(50), to("start=0", "self")));
    expect(await client.batches.list().toArray()).toHaveLength(50);
    expect(asked()).toHaveLength(1);
  });

  it("leads past an empty page", async () => {
    const { client } = setUp(page([], to("start=50")), page(batches(1), to("start=50", "last")));
    expect(ids(await client.batches.list().toArray())).toEqual(["b0"]);
  });

  it("works for every list, ids and a gateway's prefix included", async () => {
    const path = "/ip1/v2/batches/a%2Fb/messages";
    const link = `<https://gateway.example${path}?start=9>; rel=next`;
    const fetch = scriptedFetch(
      json([{ id: "m1" }], { headers: { link } }),
      json([{ id: "m2" }], { headers: { link: "<x>; rel=self" } }),
    );
    const client = new Ip1Client({ apiKey: KEY, fetch, baseUrl: "https://gateway.example/ip1/" });
    expect(await client.messages.list("a/b").toArray()).toEqual([{ id: "m1" }, { id: "m2" }]);
    expect(fetch.calls.map(({ url }) => url)).toEqual([
      `https://gateway.example${path}`,
      `https://gateway.example${path}?start=9`,
    ]);
  });

  it.each([
    ["http behind what ends TLS", API, "http://api.ip1sms.com/v2/batches"],
    ["another case of the path", API, "https://api.ip1sms.com/V2/Batches/"],
    ["the provider's name behind a gateway", "https://gateway.example/sms", `${API}/v2/batches`],
    ["an inner host behind a gateway", "https://gateway.example/sms", "http://10.0.0.7:8080/v2/batches"],
    ["the gateway without its prefix", "https://gateway.example/sms", "/v2/batches"],
  ])("is followed by its query alone where it names %s", async (_, baseUrl, address) => {
    const fetch = scriptedFetch(page(batches(2), `<${address}?start=2>; rel="next"`), page([]));
    const client = new Ip1Client({ apiKey: KEY, fetch, baseUrl, retry: false });
    expect(await client.batches.list().toArray()).toHaveLength(2);
    expect(fetch.calls.map(({ url }) => url)).toEqual([
      `${baseUrl}/v2/batches`,
      `${baseUrl}/v2/batches?start=2`,
    ]);
  });

  it.each(['</app.css>; rel="preload"; as=style', '<https://ip1.example/doc>; rel="help"'])(
    "the Link header that is not about paging says nothing of the end: %s",
    async (link) => {
      const { client, asked } = setUp(page(batches(50), link), page(batches(7, 50), link), page([], link));
      expect(await client.batches.list().toArray()).toHaveLength(57);
      expect(asked()).toEqual(["/v2/batches", "/v2/batches?start=50", "/v2/batches?start=57"]);
    },
  );

  it.each([
    "https://api.ip1sms.com:444/v2/batches?start=50",
    "https://evil.example/v2/batches?start=50",
    "https://api.ip1sms.com/v2/blacklist?start=50",
  ])("is not followed to %s, and the page that brought it is still given", async (url) => {
    const { client, asked } = setUp(page(batches(2), `<${url}>; rel="next"`));
    const seen: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const { id } of client.batches.list()) seen.push(id);
    };
    const error = await rejection(walk(), PaginationError);
    expect(error).toMatchObject({ provider: "ip1", operation: "listBatches" });
    expect(seen).toEqual(["b0", "b1"]);
    expect(asked()).toHaveLength(1);
  });

  it("the Link header that goes round in circles is a PaginationError", async () => {
    const { client, asked } = setUp(
      page(batches(1), to("start=1")),
      page(batches(1, 1), to("start=2")),
      page(batches(1, 2), to("start=1")),
    );
    await rejection(client.batches.list().toArray(), PaginationError);
    expect(asked()).toHaveLength(3);
  });
});

describe("without a Link header", () => {
  it("the offset grows by what came, up to an empty page", async () => {
    const { client, asked } = setUp(page(batches(3)), page(batches(3, 3)), page(batches(2, 6)), page([]));
    expect(await client.batches.list({ start: 10, limit: 3, order: "DESC" }).toArray()).toHaveLength(8);
    expect(asked()).toEqual([
      "/v2/batches?start=10&limit=3&order=DESC",
      "/v2/batches?start=13&limit=3&order=DESC",
      "/v2/batches?start=16&limit=3&order=DESC",
      "/v2/batches?start=18&limit=3&order=DESC",
    ]);
  });

  it("a server that caps the limit sends short pages in the middle: none of its rows is left out", async () => {
    const rows = batches(300);
    const fetch = scriptedFetch(
      forever(({ url }) => {
        const { searchParams: query } = new URL(url);
        const start = Number(query.get("start") ?? 0);
        const limit = Math.min(100, Number(query.get("limit")));
        return Response.json(rows.slice(start, start + limit));
      }),
    );
    const client = new Ip1Client({ apiKey: KEY, fetch });
    expect(ids(await client.batches.list({ limit: 500 }).toArray())).toEqual(ids(rows));
    expect(fetch.calls).toHaveLength(4);
  });

  it("filters are repeated with the offset, and an empty page ends the list", async () => {
    const { client, asked } = setUp(page(batches(50)), page([]));
    expect(await client.batches.list({ tags: ["a", "b"] }).toArray()).toHaveLength(50);
    expect(asked()).toEqual(["/v2/batches?tags=a&tags=b", "/v2/batches?tags=a&tags=b&start=50"]);
  });

  it("a server that ignores the offset does not keep us for ever", async () => {
    const { client, asked } = setUp(forever(page(batches(2))));
    await rejection(client.batches.list({ limit: 2 }).toArray(), PaginationError);
    expect(asked()).toHaveLength(2);
  });

  it("a header without any entry counts as none", async () => {
    const { client } = setUp(page(batches(2), "garbage"), page(batches(1, 2)), page([]));
    expect(await client.batches.list({ limit: 2 }).toArray()).toHaveLength(3);
  });
});

describe("a list", () => {
  it("gives every id once, while rows move between its pages", async () => {
    const { client } = setUp(page(batches(2), to("start=2")), page(batches(3, 1), to("start=0", "self")));
    expect(ids(await client.batches.list().toArray())).toEqual(["b0", "b1", "b2", "b3"]);
  });

  it("counts senders and blacklisted numbers by their names", async () => {
    const sender = { sender: "A" };
    const numbers = [{ msisdn: "46" }, { msisdn: "46" }];
    const { client } = setUp(page([sender, sender]), page([]), page(numbers), page([]));
    expect(await client.senders.list().toArray()).toEqual([sender]);
    expect(await client.blacklist.list().toArray()).toEqual([{ msisdn: "46" }]);
  });

  it("has pages that are the wire's arrays plus their items", async () => {
    const { client } = setUp(page(batches(2), to("start=0", "last")));
    const [first] = await all(client.batches.list().pages());
    expect(Array.isArray(first)).toBe(true);
    expect([...(first ?? [])]).toEqual(batches(2));
    expect(first?.items).toEqual(batches(2));
  });

  it("can be read again, and stops fetching on break", async () => {
    const { client, asked } = setUp(forever(page(batches(1), to("start=1"))));
    const list = client.batches.list();
    for await (const _ of list) break;
    expect(await list.toArray(1)).toHaveLength(1);
    expect(asked()).toHaveLength(2);
  });

  it.each([{ start: -1 }, { start: 0.5 }, { limit: 0 }, { limit: NaN }, { order: "desc" as "DESC" }])(
    "refuses %j on the first step, and leaves it to the server without local checks",
    async (query) => {
      const { client, asked } = setUp(page([]));
      const list = client.senders.list(query);
      const error = await rejection(list.toArray(), ValidationError);
      expect(error.issues).toMatchObject([{ path: Object.keys(query)[0] }]);
      expect(asked()).toEqual([]);
      const open = new Ip1Client({ apiKey: KEY, fetch: scriptedFetch(page([])), localChecks: false });
      expect(await open.senders.list(query).toArray()).toEqual([]);
    },
  );

  it("is no list if the body is something else", async () => {
    const { client } = setUp(page({ items: [] }));
    const error = await rejection(client.batches.list().toArray(), ResponseParseError);
    expect(error).toMatchObject({ accepted: false, operation: "listBatches" });
  });
});
