import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
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
      const { violations } = await axe.run(element, { runOnly: only });
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

/** Elements that stick out of the window without a scrolling box of their own around them. Runs in the browser. */
export function overhang(): string[] {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .slice(0, 5)
    .map((element) => element.outerHTML.slice(0, 120));
}
