import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { launch, root, serve, site, visit, type Served } from "./browser.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Read without the code that writes the pages: what is to be found on them is taken from the documents alone. */
interface Call {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly parameters?: readonly ({ readonly name?: string } & Reference)[];
  readonly "x-safety"?: string;
  readonly "x-client-method"?: string;
}

interface Reference {
  readonly $ref?: string;
}

interface Document {
  readonly info: { readonly title: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Call>>>>;
  readonly webhooks?: Readonly<Record<string, Readonly<Record<string, Call>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly parameters?: Readonly<Record<string, { readonly name: string }>>;
  };
}

const methods = ["get", "post", "put", "patch", "delete"];
const names = readdirSync(join(root, "specs"))
  .filter((file) => file.endsWith(".yaml") && file !== "redocly.yaml")
  .map((file) => file.slice(0, -".yaml".length));

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

function read(name: string): { text: string; document: Document } {
  const text = readFileSync(join(root, "specs", `${name}.yaml`), "utf8");
  return { text, document: parse(text, { maxAliasCount: -1 }) as Document };
}

function calls(items: Document["paths"] = {}): { method: string; path: string; call: Call }[] {
  return Object.entries(items).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, call]) => ({ method: method.toUpperCase(), path, call })),
  );
}

describe.each(names)("%s.html", (name) => {
  const { text, document } = read(name);
  const [provider] = document.info.title.split(" ");

  it("shows every operation with path, safety, client method, parameters, responses and samples", async () => {
    const { page, close } = await visit(browser, served.base, `${name}.html`, {});
    const expected = calls(document.paths);
    expect(expected.length).toBeGreaterThan(0);
    expect(await page.locator("section[data-operation]").count()).toBe(expected.length);
    for (const { method, path, call } of expected) {
      const section = page.locator(`section[data-operation="${call.operationId}"]`);
      const shown = await section.innerText();
      const parameters = (call.parameters ?? []).map(
        ({ name: own, $ref = "" }) =>
          own ?? document.components.parameters?.[$ref.split("/").at(-1) ?? ""]?.name,
      );
      const statuses = Object.keys(call.responses);
      const facts = [
        call.summary,
        method,
        path,
        call["x-safety"],
        call["x-client-method"],
        ...parameters,
        ...statuses,
      ];
      expect(
        facts.filter((fact) => fact === undefined || !shown.includes(fact)),
        call.operationId,
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
      calls(document.webhooks)
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
    const bundled = JSON.parse(readFileSync(join(site, "specs", `${name}.json`), "utf8")) as Document;
    for (const { call } of calls(bundled.paths)) {
      const { "x-codeSamples": samples } = call as unknown as { "x-codeSamples": { lang: string }[] };
      expect(
        samples.map(({ lang }) => lang),
        call.operationId,
      ).toEqual(["TypeScript", "Shell"]);
    }
    expect(withoutSamples(bundled)).toEqual(withoutSamples(document));
  });

  it("is found by search and opened from the keyboard", async () => {
    const { page, complaints, close } = await visit(browser, served.base, "index.html", {});
    for (const { call } of calls(document.paths)) {
      await page.keyboard.press("/");
      await page.locator("#search").fill(`${call.operationId} ${provider}`);
      await page.locator("#hits a").first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/${name}.html#operation/${call.operationId}`);
      await expect
        .poll(() =>
          page
            .locator(`[id="operation/${call.operationId}"]`)
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
    const { call } = calls(document.paths).at(-1) ?? expect.fail("no operations");
    const contents = page.locator("details.side");
    expect(await contents.getAttribute("open")).toBeNull();
    await contents.locator("summary").first().click();
    await contents.locator(`a[href="#operation/${call.operationId}"]`).click();
    await page.waitForURL(`**#operation/${call.operationId}`);
    expect(await contents.getAttribute("open")).toBeNull();
    await page.locator(`[id="operation/${call.operationId}"] h3`).waitFor({ state: "visible" });
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

function withoutSamples(document: Document): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) => (key === "x-codeSamples" ? undefined : value)),
  );
}
