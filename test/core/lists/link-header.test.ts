import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLinkHeader } from "../../../src/core/lists/link-header.js";

const next = { url: "https://api.example/v2/batches?start=51&limit=50", rels: ["next"] };
const last = { url: "https://api.example/v2/batches?start=101&limit=50", rels: ["last"] };

describe("a Link header", () => {
  it.each([
    ["the usual spelling", `<${next.url}>; rel="next", <${last.url}>; rel="last"`],
    ["no semicolon", `<${next.url}> rel="next", <${last.url}> rel="last"`],
    ["no quotes", `<${next.url}>;rel=next,<${last.url}>;rel=last`],
    ["space around everything", ` < ${next.url} > ; rel = "next" ,\r\n\t<${last.url}>\n;  rel="last" `],
    ["no comma", `<${next.url}>; rel="next" <${last.url}>; rel="last"`],
    ["upper case", `<${next.url}>; REL="Next", <${last.url}>; Rel=LAST`],
    [
      "other parameters",
      `<${next.url}>; title="a, <b>; rel=first"; rel="next"; x, <${last.url}>; n=1; rel=last`,
    ],
    [
      "a second rel, which does not count",
      `<${next.url}>; rel="next"; rel="prev", <${last.url}>; rel="last"`,
    ],
  ])("reads %s", (_, header) => {
    expect(parseLinkHeader(header)).toEqual([next, last]);
  });

  it("keeps commas and semicolons of an address, and several relations of an entry", () => {
    expect(parseLinkHeader('<https://a/?tags=a,b;c>; rel="next last"')).toEqual([
      { url: "https://a/?tags=a,b;c", rels: ["next", "last"] },
    ]);
  });

  it("unescapes a quoted value", () => {
    expect(parseLinkHeader('</a>; rel="n\\ext"')).toEqual([{ url: "/a", rels: ["next"] }]);
  });

  it.each(["", "next", "<", "<https://a", ">", "rel=next; <", ",,;;=="])("finds nothing in %j", (header) => {
    expect(parseLinkHeader(header)).toEqual([]);
  });

  it.each([
    ["<a", 'a> rel="'],
    ["<a>;", '"'],
    ["<a>", "; rel"],
    ["<a>;rel=", "= "],
    ["<a>,", "<"],
  ])("reads a long header of %j and many %j in linear time", (start, part) => {
    const timed = (count: number): number => {
      const header = start + part.repeat(count);
      const began = performance.now();
      parseLinkHeader(header);
      return performance.now() - began;
    };
    timed(20_000);
    // A quadratic reader would take a hundred times as long, and minutes at this size.
    expect(timed(400_000)).toBeLessThan(2_000);
  });

  it("reads any text without throwing, and finds what was written by the rules", () => {
    const soup = fc.string({
      unit: fc.constantFrom("<", ">", ";", ",", "=", '"', "\\", " ", "rel", "next", "a"),
    });
    fc.assert(
      fc.property(soup, (header) => {
        for (const { url, rels } of parseLinkHeader(header)) {
          expect(header).toContain(url);
          expect(rels).not.toContain("");
        }
      }),
    );
    const url = fc.webUrl({ withQueryParameters: true }).filter((text) => !/[<>]/.test(text));
    const rel = fc.constantFrom("self", "first", "prev", "next", "last");
    fc.assert(
      fc.property(fc.array(fc.record({ url, rel, mark: fc.constantFrom("; ", " ", ";") })), (links) => {
        const header = links.map((link) => `<${link.url}>${link.mark}rel="${link.rel}"`).join(", ");
        expect(parseLinkHeader(header)).toEqual(links.map((link) => ({ url: link.url, rels: [link.rel] })));
      }),
    );
  });
});
