import { describe, expect, it } from "vitest";
import {
  type AnsweredPage,
  countedPages,
  cursorStyle,
  linkedNumbers,
  linkedOffsets,
} from "../../../src/core/lists/page-styles.js";

/** A page with these rows, the first one of its walk unless it says otherwise. */
function page(changes: Partial<AnsweredPage> & { readonly link?: string } = {}): AnsweredPage {
  const { link, rows = [{}, {}], query = {}, firstQuery = query, ...rest } = changes;
  return {
    data: {},
    headers: new Headers(link === undefined ? {} : { link }),
    rows,
    query,
    firstQuery,
    seen: rows.length,
    source: { url: "https://api.example/v2/things", path: "/v2/things", isGateway: false },
    ...rest,
  };
}

describe("a cursor in a member of the page", () => {
  const token = cursorStyle({ ask: "pageToken", told: ["paging", "nextPageToken"] });
  const older = cursorStyle({ ask: "after_id", told: ["last_id"], more: "has_more" });
  const after = cursorStyle({ ask: "after", told: ["last_id"], more: "has_more", orOfLastRow: "id" });

  it("is asked for next, beside the filters and in place of the cursor before", () => {
    const query = { limit: 2, pageToken: "n1" };
    const data = { paging: { nextPageToken: "n2" } };
    expect(token(page({ data, query }))).toEqual({ query: { limit: 2, pageToken: "n2" } });
    expect(query).toEqual({ limit: 2, pageToken: "n1" });
  });

  it("leads on from an empty page", () => {
    expect(older(page({ data: { has_more: true, last_id: "b" }, rows: [] }))).toEqual({
      query: { after_id: "b" },
    });
  });

  it.each([{}, { paging: null }, { paging: {} }, { paging: { nextPageToken: "" } }, { paging: "x" }, []])(
    "ends the list where it is not there: %j",
    (data) => {
      expect(token(page({ data }))).toBeUndefined();
    },
  );

  it.each([7, true, {}, ["n2"]])("that is there, but is no text, is a problem: %j", (nextPageToken) => {
    expect(token(page({ data: { paging: { nextPageToken } } }))).toEqual({
      endReason: "more without a paging.nextPageToken",
    });
  });

  it.each([{ last_id: "b" }, { last_id: "b", has_more: false }, { last_id: "b", has_more: "yes" }])(
    "is the last one unless there is more: %j",
    (data) => {
      expect(older(page({ data }))).toBeUndefined();
    },
  );

  it.each([null, undefined, 7, {}])("a cursor that is %j although there is more is a problem", (last_id) => {
    expect(older(page({ data: { has_more: true, last_id } }))).toEqual({
      endReason: "has_more without a last_id",
    });
  });

  it("may be the id of the last row, for servers that leave it out", () => {
    const rows = [{ id: "a" }, { id: "b" }];
    expect(after(page({ data: { has_more: true }, rows }))).toEqual({ query: { after: "b" } });
    expect(after(page({ data: { has_more: true, last_id: "c" }, rows }))).toEqual({ query: { after: "c" } });
    expect(after(page({ data: { has_more: true }, rows: [] }))).toHaveProperty("endReason");
    expect(after(page({ data: {}, rows }))).toBeUndefined();
  });
});

describe("numbered pages with a count", () => {
  const counted = countedPages({ ask: "page", first: 0, total: "count", size: "size", usualSize: 3 });

  it("go on by one, until as many rows came as are counted", () => {
    const data = { count: 5 };
    expect(counted(page({ data, query: { size: 2 } }))).toEqual({ query: { size: 2, page: 1 } });
    const third = { query: { page: 2 }, firstQuery: {}, data };
    expect(counted(page({ ...third, seen: 4 }))).toEqual({ query: { page: 3 } });
    expect(counted(page({ ...third, seen: 5 }))).toBeUndefined();
  });

  it.each([{ size: 2 }, { size: "2" }, { size: 1 }])(
    "do not end with a full page, whatever is counted: %j",
    (query) => {
      for (const count of [0, -1, 2])
        expect(counted(page({ data: { count }, query }))).toHaveProperty("query");
    },
  );

  it("do not end with a page of the usual size, which may be all that the server allows", () => {
    const rows = [{}, {}, {}];
    for (const query of [{}, { size: 100 }])
      expect(counted(page({ data: { count: 3 }, rows, query }))).toEqual({ query: { ...query, page: 1 } });
  });

  it("end at an empty page, whatever is counted", () => {
    expect(counted(page({ data: { count: 50 }, rows: [] }))).toBeUndefined();
  });

  it.each([{}, { count: null }, { count: "2" }, []])("go on without a count: %j", (data) => {
    expect(counted(page({ data }))).toEqual({ query: { page: 1 } });
  });

  it("go on to an empty page when the walk began in the middle", () => {
    expect(counted(page({ query: { page: 3 }, data: { count: 1 } }))).toEqual({ query: { page: 4 } });
  });
});

describe("numbered pages with a link", () => {
  const linked = linkedNumbers({ ask: "page", first: 1, link: ["navigation", "nextPage", "uri"] });
  const to = (uri: unknown): object => ({ navigation: { nextPage: { uri } } });

  it("take the number from the link, and nothing else", () => {
    const data = to("https://api.example/other/path?page=7&size=1000");
    expect(linked(page({ data, query: { size: 2 } }))).toEqual({ query: { size: 2, page: 7 } });
  });

  it.each([to("/v2/things?size=2"), to(""), to(undefined), to(7), { navigation: { nextPage: {} } }])(
    "go on by one where the link has no number: %j",
    (data) => {
      expect(linked(page({ data, query: { page: 4 } }))).toEqual({ query: { page: 5 } });
    },
  );

  it.each([{}, { navigation: null }, { navigation: {} }, { navigation: { nextPage: null } }, []])(
    "end without a link: %j",
    (data) => {
      expect(linked(page({ data }))).toBeUndefined();
    },
  );

  it.each(["?page=1", "?page=-1", "?page=NaN", "?page=1e9", "https://evil.example/v2/things?page=2"])(
    "do not follow %s",
    (uri) => {
      expect(linked(page({ data: to(uri) }))).toHaveProperty("endReason");
    },
  );
});

describe("offsets with a Link header", () => {
  const offsets = linkedOffsets({ offset: "start" });

  it("follow the query of next as it stands", () => {
    const link = '</v2/things?start=201&tags=a&tags=b>; rel="next", </v2/things>; rel="first"';
    expect(offsets(page({ link, query: { limit: 2 } }))).toEqual({
      query: { start: "201", tags: ["a", "b"] },
    });
  });

  it.each(["first", "last", "prev", "self", "preload last"])(
    "end where the header has %s, but no next",
    (rel) => {
      expect(offsets(page({ link: `<?start=0>; rel="${rel}"` }))).toBeUndefined();
    },
  );

  it.each([undefined, "garbage", '</app.css>; rel="preload"', '<https://docs.example>; rel="help license"'])(
    "count rows where the header says nothing of paging: %j",
    (link) => {
      const query = { start: "10", limit: 500 };
      const input = link === undefined ? { query } : { query, link };
      expect(offsets(page(input))).toEqual({ query: { start: 12, limit: 500 } });
      expect(offsets(page({ ...input, rows: [] }))).toBeUndefined();
    },
  );

  it("lead past an empty page", () => {
    expect(offsets(page({ link: "<?start=50>; rel=next", rows: [] }))).toEqual({ query: { start: "50" } });
  });
});
