import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { overhang, setColors, takeOut, violations } from "./audit.js";
import { launch, root, serve, site, visit, type Served, type Visit } from "./browser.js";

const screenshots = join(root, "artifacts/docs");
const inFolder = (folder: string): string[] =>
  readdirSync(join(site, folder))
    .filter((file) => file.endsWith(".html"))
    .map((file) => `${folder}/${file}`);
const pages = ["index.html", ...inFolder("guides"), "reference/side-by-side.html", ...inFolder("typescript")];
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** All but the first entries of a reference, and of its outline. */
const ALIKE = ".vp-doc > div > :nth-child(n + 50), .VPDocOutlineItem > :nth-child(n + 10)";
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
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: "light" });
  await open(address);
  const look = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(screenshots, `${address.replaceAll(/\W+/g, "-")}-${name}.png`) });
    expect(await page.evaluate(overhang)).toEqual([]);
  };
  await look("desktop-light");
  await page.setViewportSize(PHONE);
  await setColors(page, "dark");
  await look("phone-dark");
  expect(await page.locator("h1").count()).toBe(1);
  // The entries of a reference are all alike.
  if (address.startsWith("typescript/")) await takeOut(page, ALIKE);
  expect(await violations(page, "body", "contrast")).toEqual([]);
  await page.setViewportSize(DESKTOP);
  await setColors(page, "light");
  expect(await violations(page)).toEqual([]);
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
