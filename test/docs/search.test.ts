import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { QUESTIONS } from "./questions.js";
import { base, launch, serve, visit, type Served, type Visit } from "./browser.js";

let browser: Browser;
let served: Served;
let reader: Visit;

beforeAll(async () => {
  served = await serve();
  browser = await launch();
  reader = await visit(browser, served.base, "index.html", { viewport: { width: 1280, height: 900 } });
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
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
    await expect.poll(async () => (await hrefs()).some((href) => href.startsWith(base + address))).toBe(true);
    const place = (await hrefs()).findIndex((href) => href.startsWith(base + address));
    expect(place, (await hrefs()).join("\n")).toBeLessThan(5);
    const chosen = page.locator('#localsearch-list [aria-selected="true"] a');
    // One key at a time: a list that is drawn anew begins again at its first entry.
    await expect
      .poll(async () => {
        const href = (await chosen.getAttribute("href")) ?? "";
        if (!href.startsWith(base + address)) await page.keyboard.press("ArrowDown");
        return href;
      })
      .toContain(base + address);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/${address}**`);
    expect(complaints).toEqual([]);
  });
});
