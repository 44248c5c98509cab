import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { endpointsIn, parseDocument, readSpecs, type OpenApi } from "../../scripts/openapi.js";
import { base, site } from "./browser.js";

const files = readdirSync(site, { recursive: true, encoding: "utf8" });
const pages = files.filter((file) => file.endsWith(".html") && file !== "404.html");
const specs = readSpecs();

/** The anchors of each page. Those of an API's page are made by Redoc, from the document. */
const anchors = new Map(pages.map((page) => [page, new Set(anchorsOf(page))]));

function anchorsOf(page: string): string[] {
  const spec = specs.find(({ name }) => page === `reference/${name}.html`);
  if (spec === undefined)
    return [...textOf(page).matchAll(/ id="([^"]+)"/g)].map(([, id]) => decode(id as string));
  const document = parseDocument(spec.text);
  const operations = [...endpointsIn(document.paths), ...endpointsIn(document.webhooks)];
  const schemas = Object.keys(document.components.schemas).map((name) => `schema/${name}`);
  return [...operations.map(({ object }) => `operation/${object.operationId}`), ...schemas, "VPContent"];
}

function textOf(page: string): string {
  return readFileSync(join(site, page), "utf8");
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll("&amp;", "&"));
}

it("no link of the site is dead, anchors included", () => {
  const dead: string[] = [];
  let count = 0;
  for (const page of pages) {
    for (const [, href = ""] of textOf(page).matchAll(/<a [^>]*?href="([^"]*)"/g)) {
      if (/^[a-z]+:/.test(href)) continue;
      count++;
      const { pathname, hash } = new URL(decode(href), `http://site${base}${page}`);
      const [file, anchor] = [decode(pathname.slice(base.length)) || "index.html", decode(hash.slice(1))];
      const isOurs = pathname.startsWith(base) && files.includes(file);
      const isThere = isOurs && (anchor === "" || anchors.get(file)?.has(anchor));
      if (!isThere) dead.push(`${page}: ${href}`);
    }
  }
  expect(count).toBeGreaterThan(500);
  expect([...new Set(dead)]).toEqual([]);
});

it.each(specs.map(({ name, text }) => [name, text]))(
  "%s: the document is offered as it is, and as JSON with samples",
  (name, text) => {
    expect(readFileSync(join(site, "specs", `${name}.yaml`), "utf8")).toBe(text);
    const bundled = JSON.parse(readFileSync(join(site, "specs", `${name}.json`), "utf8")) as OpenApi;
    for (const { object } of endpointsIn(bundled.paths))
      expect(
        object["x-codeSamples"]?.map(({ lang }) => lang),
        object.operationId,
      ).toEqual(["TypeScript", "Shell"]);
    expect(withoutOurs(bundled)).toEqual(withoutOurs(parseDocument(text)));
  },
);

function withoutOurs(document: OpenApi): unknown {
  const ours = ["x-codeSamples", "x-badges"];
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) => (ours.includes(key) ? undefined : value)),
  );
}
