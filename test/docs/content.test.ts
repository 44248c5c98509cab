import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { endpointsIn, follow, parseDocument, specNames, type OpenApi } from "../../scripts/openapi.js";
import { launch, root, serve, site, visit, type Served } from "./browser.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const names = specNames();

let browser: Browser;
let served: Served;

beforeAll(async () => {
  served = await serve();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

describe.each(names)("%s.html", (name) => {
  const text = readFileSync(join(root, "specs", `${name}.yaml`), "utf8");
  const document = parseDocument(text);
  const [provider] = document.info.title.split(" ");

  it("shows every operation with path, safety, client method, parameters, responses and samples", async () => {
    const { page, close } = await visit(browser, served.base, `${name}.html`, {});
    const expected = endpointsIn(document.paths);
    expect(expected.length).toBeGreaterThan(0);
    expect(await page.locator("section[data-operation]").count()).toBe(expected.length);
    for (const { method, path, object } of expected) {
      const section = page.locator(`section[data-operation="${object.operationId}"]`);
      const shown = await section.innerText();
      const parameters = (object.parameters ?? []).map((one) => follow(document, one).name);
      const statuses = Object.keys(object.responses);
      const facts = [
        object.summary,
        method.toUpperCase(),
        path,
        object["x-safety"],
        object["x-client-method"],
        ...parameters,
        ...statuses,
      ];
      expect(
        facts.filter((fact) => fact === undefined || !shown.includes(fact)),
        object.operationId,
      ).toEqual([]);
      expect(await section.locator("[data-lang=TypeScript]").innerText()).toContain(`batchwire/${name}`);
      expect(await section.locator("[data-lang=curl]").innerText()).toContain("curl ");
    }
    await close();
  });

  it("shows every webhook and every schema", async () => {
    const { page, close } = await visit(browser, served.base, `${name}.html`, {});
    const webhooks = await page
      .locator("section[data-webhook]")
      .evaluateAll((sections) => sections.map((section) => section.getAttribute("data-webhook")));
    expect(webhooks.sort()).toEqual(
      endpointsIn(document.webhooks)
        .map(({ path }) => path)
        .sort(),
    );
    const schemas = await page
      .locator("section.named-schema")
      .evaluateAll((sections) => sections.map(({ id }) => id));
    expect(schemas.sort()).toEqual(
      Object.keys(document.components.schemas)
        .map((schema) => `schema/${schema}`)
        .sort(),
    );
    await close();
  });

  it("offers the document as it is, and bundled with the samples", () => {
    expect(readFileSync(join(site, "specs", `${name}.yaml`), "utf8")).toBe(text);
    const bundled = JSON.parse(readFileSync(join(site, "specs", `${name}.json`), "utf8")) as OpenApi;
    for (const { object } of endpointsIn(bundled.paths)) {
      const { "x-codeSamples": samples = [] } = object;
      expect(
        samples.map(({ lang }) => lang),
        object.operationId,
      ).toEqual(["TypeScript", "Shell"]);
    }
    expect(withoutSamples(bundled)).toEqual(withoutSamples(document));
  });

  it("is found by search and opened from the keyboard", async () => {
    const { page, complaints, close } = await visit(browser, served.base, "index.html", {});
    for (const { object } of endpointsIn(document.paths)) {
      await page.keyboard.press("/");
      await page.locator("#search").fill(`${object.operationId} ${provider}`);
      await page.locator("#hits a").first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/${name}.html#operation/${object.operationId}`);
      await expect
        .poll(() =>
          page
            .locator(`[id="operation/${object.operationId}"]`)
            .evaluate((one) => Math.round(one.getBoundingClientRect().top)),
        )
        .toBeLessThan(200);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  it("leads to each part from its contents, also on a phone", async () => {
    const { page, close } = await visit(browser, served.base, `${name}.html`, {
      viewport: { width: 390, height: 844 },
    });
    const { object } = endpointsIn(document.paths).at(-1) ?? expect.fail("no operations");
    const contents = page.locator("details.side");
    expect(await contents.getAttribute("open")).toBeNull();
    await contents.locator("summary").first().click();
    await contents.locator(`a[href="#operation/${object.operationId}"]`).click();
    await page.waitForURL(`**#operation/${object.operationId}`);
    expect(await contents.getAttribute("open")).toBeNull();
    await page.locator(`[id="operation/${object.operationId}"] h3`).waitFor({ state: "visible" });
    await close();
  });

  it("unfolds a named schema in place", async () => {
    const { page, close } = await visit(browser, served.base, `${name}.html`, {});
    const place = page.locator("section.operation details[data-expand]").locator("visible=true").first();
    const id = await place.getAttribute("data-expand");
    await place.locator("summary").first().click();
    const fields = await page.locator(`[id="${id}"] > .schema > .fields > li`).count();
    await expect.poll(() => place.locator("> .inside > .schema > .fields > li").count()).toBe(fields);
    await close();
  });
});

it("switches between light and dark, and remembers it", async () => {
  const { page, close } = await visit(browser, served.base, "index.html", { colorScheme: "light" });
  const background = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.locator("#theme").click();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await background()).toBe(dark);
  await close();
});

function withoutSamples(document: OpenApi): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) => (key === "x-codeSamples" ? undefined : value)),
  );
}
