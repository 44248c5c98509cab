import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { base, site } from "./browser.js";
import { QUESTIONS } from "./questions.js";

const read = (page: string): string => readFileSync(join(site, page), "utf8");
const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("&#39;", "'")
    .replaceAll(/\s+/g, " ");

const hrefIn = (html = ""): string | undefined => /href="([^"]+)"/.exec(html)?.[1];

/** What stands below a heading until the next one of its level or above; the whole page for none. */
function answerAt(page: string, anchor: string | undefined): string {
  const main = read(page).split('id="VPContent"')[1] ?? "";
  if (anchor === undefined) return textOf(main);
  const [, level = "2"] = new RegExp(`<h([2-4]) id="${anchor}"`).exec(main) ?? [];
  const below = main.split(`<h${level} id="${anchor}"`)[1] ?? "";
  return textOf(below.split(new RegExp(`<h[2-${level}] id=`))[0] ?? "");
}

describe("the answer is one click from the front page by its question, and two by the guides", () => {
  it.each(QUESTIONS)("%s", (question, address, words) => {
    const [page, anchor] = address.split("#") as [string, string?];
    const row = read("index.html")
      .split("<tr>")
      .find((one) => textOf(one).includes(question));
    expect(hrefIn(row)?.replace(/^\.\//, base)).toBe(base + address);
    expect(answerAt(page, anchor)).toContain(words);
    const links = read("index.html").split("<a ").slice(1);
    const link = links.find((one) => textOf(`<a ${one.split("</a>")[0]}`).trim() === "Guides");
    expect(hrefIn(link)).toBe(`${base}guides/first-batch.html`);
    const listed = read("guides/first-batch.html").match(/<a [^>]*VPLink[^>]*href="([^"]+)"/g) ?? [];
    expect(listed.some((link) => link.includes(`href="${base}${page}"`))).toBe(true);
  });
});
