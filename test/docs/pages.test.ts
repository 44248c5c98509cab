import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { overhang, violations } from "./audit.js";
import { QUESTIONS } from "./questions.js";
import { folder, launch, root, serve, site, visit, type Served, type Visit } from "./browser.js";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const screenshots = join(root, "artifacts/docs");
const inFolder = (folder: string): string[] =>
  readdirSync(join(site, folder))
    .filter((file) => file.endsWith(".html"))
    .map((file) => `${folder}/${file}`);
const pages = ["index.html", ...inFolder("guides"), "reference/side-by-side.html", ...inFolder("typescript")];
let browser: Browser;
let served: Served;
let reader: Visit;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  served = await serve();
  browser = await launch();
  reader = await visit(browser, served.base, "index.html", {});
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

it.each(pages)("%s is readable on a desktop in the light, and on a phone in the dark", async (address) => {
  const { page, complaints, open } = reader;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await open(address);
  // The whole of a long reference would take axe a minute; its entries are all alike.
  const part = address.startsWith("typescript/") ? "header" : "body";
  const look = async (name: string, rules: "all" | "contrast"): Promise<void> => {
    await page.screenshot({ path: join(screenshots, `${address.replaceAll(/\W+/g, "-")}-${name}.png`) });
    expect(await page.evaluate(overhang)).toEqual([]);
    expect(await violations(page, part, rules)).toEqual([]);
  };
  await look("desktop-light", "all");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction(() => document.documentElement.classList.contains("dark"));
  await look("phone-dark", "contrast");
  expect(await page.locator("h1").count()).toBe(1);
  expect(complaints).toEqual([]);
});

it("the colors can be switched, and stay so", async () => {
  const { page, close } = await visit(browser, served.base, "guides/first-batch.html", {
    colorScheme: "light",
  });
  const background = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.locator(".VPNavBarAppearance .VPSwitchAppearance").click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.reload();
  expect(await background()).toBe(dark);
  await close();
});

it("a guide can be read without JavaScript", async () => {
  const { page, close } = await visit(browser, served.base, "guides/never-twice.html", {
    javaScriptEnabled: false,
  });
  await page.getByRole("heading", { name: "After a lost answer" }).waitFor({ state: "visible" });
  expect(await page.locator("svg.drawing").count()).toBe(2);
  await close();
});

it("the keyboard reaches the text, the menus and the next page", async () => {
  const { page, close } = await visit(browser, served.base, "guides/first-batch.html", {});
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => location.hash)).toBe("#VPContent");
  await page.locator(".VPNavBarMenu").getByRole("link", { name: "TypeScript" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/typescript/batchwire.html");
  await page.getByRole("heading", { level: 1, name: "batchwire" }).waitFor();
  const sideBySide = page.locator(".VPNavBarMenu").getByRole("link", { name: "Side by side" });
  await page.locator(".VPNavBarMenu").getByRole("button", { name: "API references" }).focus();
  await page.keyboard.press("Enter");
  await sideBySide.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/reference/side-by-side.html");
  await close();
});

describe("one search, from the keyboard, finds", () => {
  const cases = [
    ["a guide", "Surviving a crash", "guides/crashes.html"],
    ["a type", "BatchSnapshot", "typescript/batchwire.html#batchsnapshot"],
    ["a method of a client", "findSender", "typescript/ringcentral.html"],
    [
      "an operation of Anthropic",
      "Create a message batch",
      "reference/anthropic.html#operation/createMessageBatch",
    ],
    ["an operation of Sinch by its path", "delivery_feedback", "reference/sinch.html#operation/"],
    ["a command", "reconcile --journal", "guides/command-line.html#reconcile"],
    ...QUESTIONS.map(([question, address, , words]) => [question, words, address.split("#")[0]] as const),
  ] as const;
  it.each(cases)("%s", async (_what, words, address) => {
    const { page, complaints, open } = reader;
    await page.setViewportSize({ width: 1280, height: 900 });
    await open("index.html");
    const input = page.locator("#localsearch-input");
    // The key is listened to once the page has come to life.
    await expect
      .poll(async () => {
        if (!(await input.isVisible())) await page.keyboard.press("/");
        return input.isVisible();
      })
      .toBe(true);
    await input.fill(words);
    const hrefs = (): Promise<string[]> =>
      page
        .locator("#localsearch-list a")
        .evaluateAll((links) => links.map((one) => one.getAttribute("href") ?? ""));
    await expect
      .poll(async () => (await hrefs()).some((href) => href.startsWith(folder + address)))
      .toBe(true);
    const place = (await hrefs()).findIndex((href) => href.startsWith(folder + address));
    expect(place, (await hrefs()).join("\n")).toBeLessThan(5);
    for (let down = 0; down < place; down++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/${address}**`);
    expect(complaints).toEqual([]);
  });
});
