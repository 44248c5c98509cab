import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { root } from "./browser.js";

const AXE = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

const ALL = ["wcag2a", "wcag2aa"];

/** What axe-core finds in a part of the page, in one line each; by all its rules, or only the contrasts. */
export async function violations(
  page: Page,
  part = "body",
  rules: "all" | "contrast" = "all",
): Promise<string[]> {
  // A switch of colors fades; a contrast would be measured on the way.
  await page.addStyleTag({ content: "*, *::before, *::after { transition: none !important; }" });
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const runOnly = rules === "all" ? ALL : ["color-contrast"];
  const found = await page.evaluate(
    async ([selector, only]) => {
      const { axe } = globalThis as unknown as {
        axe: { run(context: unknown, options: object): Promise<{ violations: Violation[] }> };
      };
      const element = document.getElementById(selector) ?? document.querySelector(selector);
      // What passed, and where an element stands, would take most of the time, and nobody asks.
      const unasked = { resultTypes: ["violations"], selectors: false, preload: false };
      const { violations } = await axe.run(element, { runOnly: only, ...unasked });
      return violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3) }));
    },
    [part, runOnly] as const,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = "" }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`,
    ),
  );
}

/** The contrast of what is drawn in an element: axe-core reads style sheets, and knows nothing of filters. */
export async function drawnContrast(page: Page, element: Locator): Promise<number> {
  const picture = (await element.screenshot()).toString("base64");
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas?.drawImage(image, 0, 0);
    const bytes = canvas?.getImageData(0, 0, image.width, image.height).data ?? [];
    const linear = (byte = 0): number => (byte <= 10 ? byte / 3294 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
    let [least, most] = [1, 0];
    for (let at = 0; at < bytes.length; at += 4) {
      const [red, green, blue] = [linear(bytes[at]), linear(bytes[at + 1]), linear(bytes[at + 2])];
      const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      [least, most] = [Math.min(least, light), Math.max(most, light)];
    }
    return (most + 0.05) / (least + 0.05);
  }, picture);
}

/** Elements that stick out of the window without a scrolling box of their own around them. Runs in the browser. */
export function overhang(): string[] {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .slice(0, 5)
    .map((element) => element.outerHTML.slice(0, 120));
}
