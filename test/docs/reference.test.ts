import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endpointsIn, follow, parseDocument, readSpecs } from "../../scripts/openapi.js";
import { drawnContrasts, faintTexts, overhang, setColors, takeOut, violations } from "./audit.js";
import { launch, root, serve, visit, type Served } from "./browser.js";

const screenshots = join(root, "artifacts/docs");
/** Parts of an operation whose contrast is measured where it is drawn. */
const PARTS = ["h2", "p", "code", "td", "pre", "[role=tab][aria-selected=true]", ".tab-error", "h5"];
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

describe.each(readSpecs().map(({ name, text }) => [name, text]))("the reference of %s", (name, text) => {
  const api = parseDocument(text);
  const operations = endpointsIn(api.paths);
  const last = operations.at(-1)?.object.operationId ?? "";

  it("shows every operation, opens at the one in its address, fits a phone, and is readable in the dark", async () => {
    const options = { viewport: { width: 1280, height: 900 }, colorScheme: "light" } as const;
    const address = `reference/${name}.html#operation/${last}`;
    const { page, complaints, close } = await visit(browser, served.base, address, options);
    const shown = page.locator(`[id="operation/${last}"]`);
    await shown.waitFor();
    await expect
      .poll(() => shown.evaluate((one) => Math.round(one.getBoundingClientRect().top)))
      .toBeLessThan(300);
    const found = await page.evaluate(() =>
      Object.fromEntries(
        [
          ...document.querySelectorAll('[data-section-id^="operation/"], [data-section-id*="/operation/"]'),
        ].map((one) => [(one.getAttribute("data-section-id") ?? "").split("operation/")[1], one.textContent]),
      ),
    );
    for (const { path, object } of operations) {
      const words = found[object.operationId] ?? "";
      const parameters = (object.parameters ?? []).map((one) => follow(api, one).name);
      const facts = [
        object.summary,
        path,
        object["x-safety"],
        object["x-client-method"],
        "curl",
        "TypeScript",
        ...parameters,
      ];
      expect(
        facts.filter((fact) => fact === undefined || !words.includes(fact)),
        object.operationId,
      ).toEqual([]);
    }
    for (const { object } of endpointsIn(api.webhooks))
      expect(found[object.operationId]).toContain(object.summary);

    await page.screenshot({ path: join(screenshots, `reference-${name}-desktop.png`) });
    expect(await page.evaluate(faintTexts, ".redoc-wrap")).toEqual([]);
    await setColors(page, "dark");
    expect(await page.evaluate(faintTexts, ".redoc-wrap")).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(overhang)).toEqual([]);
    await shown.waitFor();
    await page.screenshot({ path: join(screenshots, `reference-${name}-phone-dark.png`) });

    // The other operations are alike.
    await takeOut(page, `.menu-content, .api-content > :not(:has([id="operation/${last}"]))`);
    expect(await violations(page, "header", "contrast")).toEqual([]);
    for (const [part, contrast] of Object.entries(await drawnContrasts(page, shown, PARTS)))
      expect(contrast, part).toBeGreaterThan(4.5);
    await page.setViewportSize({ width: 1280, height: 900 });
    await setColors(page, "light");
    expect(await violations(page, `operation/${last}`)).toEqual([]);
    // Redoc's own: it makes samples of schemas that have examples of their own, too.
    expect(complaints.filter((one) => !one.startsWith("console: OpenAPI Sampler:"))).toEqual([]);
    await close();
  });
});
