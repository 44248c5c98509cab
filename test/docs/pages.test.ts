import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { specNames } from "../../scripts/openapi.js";
import { outline, overhang, unfold, weakContrasts } from "./audit.js";
import { launch, root, serve, visit, type Served } from "./browser.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const screenshots = join(root, "artifacts/docs");
const names = specNames();
const pages = ["index", ...names];
const windows = [
  { name: "desktop", viewport: { width: 1280, height: 900 } },
  { name: "phone", viewport: { width: 390, height: 844 } },
] as const;

let browser: Browser;
let served: Served;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  served = await serve();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

describe.each(pages)("%s.html", (name) => {
  describe.each(windows)("on a $name", ({ name: device, viewport }) => {
    it.each(["light", "dark"] as const)("is readable in %s", async (colorScheme) => {
      const { page, complaints, close } = await visit(browser, served.base, `${name}.html`, {
        viewport,
        colorScheme,
      });
      const shot = (part: string): string =>
        join(screenshots, `${name}-${device}-${colorScheme}-${part}.png`);

      expect(await page.evaluate(overhang)).toEqual([]);
      await page.screenshot({ path: shot("top") });
      const first = page.locator("section.operation, .compare").first();
      await first.scrollIntoViewIfNeeded();
      await first.evaluate((element) => element.scrollIntoView());
      await page.screenshot({ path: shot("middle") });

      // What is folded away has to fit and to be readable as well.
      await page.evaluate(unfold);
      expect(await page.evaluate(overhang)).toEqual([]);
      expect(await page.evaluate(weakContrasts)).toEqual([]);

      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const [red = 0] = (/\d+/.exec(background) ?? []).map(Number);
      expect(red > 127).toBe(colorScheme === "light");
      expect(complaints).toEqual([]);
      await close();
    });
  });

  it("has an outline that a screen reader can follow, and no dead anchor", async () => {
    const { page, close } = await visit(browser, served.base, `${name}.html`, {});
    const found = await page.evaluate(outline);
    expect(found.title).toContain("batchwire");
    expect(found).toEqual({
      lang: "en",
      title: found.title,
      topHeadings: 1,
      skipped: [],
      duplicateIds: [],
      deadAnchors: [],
      unlabeled: [],
    });
    await close();
  });

  it("is complete without JavaScript", async () => {
    const { page, complaints, close } = await visit(browser, served.base, `${name}.html`, {
      javaScriptEnabled: false,
      viewport: windows[1].viewport,
    });
    await page
      .locator(name === "index" ? ".compare" : "section.operation")
      .first()
      .waitFor({ state: "visible" });
    expect(await page.locator(".tools").isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });
});

it("links only to what is there", async () => {
  const { page, close } = await visit(browser, served.base, "index.html", {});
  for (const name of pages) {
    await page.goto(new URL(`${name}.html`, served.base).href);
    const targets = await page.evaluate(() =>
      [...document.querySelectorAll("a")]
        .map(({ href }) => href)
        .filter((href) => href.startsWith(location.origin)),
    );
    const files = new Map<string, Set<string>>();
    for (const target of targets) {
      const [file = "", anchor] = target.split("#");
      const anchors = files.get(file) ?? new Set();
      if (anchor !== undefined) anchors.add(decodeURIComponent(anchor));
      files.set(file, anchors);
    }
    for (const [file, anchors] of files) {
      const response = await page.request.get(file);
      expect(response.status(), file).toBe(200);
      const text = await response.text();
      expect(
        [...anchors].filter((anchor) => !text.includes(`id="${anchor}"`)),
        file,
      ).toEqual([]);
    }
  }
  await close();
});
