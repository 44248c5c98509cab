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

/** Sets the colors of the system. They fade on a switch; a contrast would be measured on the way. */
export async function setColors(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.addStyleTag({ content: "*, *::before, *::after { transition: none !important; }" });
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction(
    (isDark) => document.documentElement.classList.contains("dark") === isDark,
    colorScheme === "dark",
  );
}

/** Takes out what matches: axe-core looks at all of a document, whatever part it is asked for, and a long one takes minutes. */
export async function takeOut(page: Page, selector: string): Promise<void> {
  await page.evaluate((css) => document.querySelectorAll(css).forEach((one) => one.remove()), selector);
}

/**
 * Texts with less contrast than WCAG AA asks, in the colors that are drawn: axe-core reads style sheets, and knows nothing of
 * filters. Layers are put over each other from the text to the root; the browser itself applies the filters. Runs there.
 */
export function faintTexts(selector: string): string[] {
  type Color = readonly [red: number, green: number, blue: number, alpha: number];
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (canvas === null) throw new Error("no canvas");
  const cached = <Key, Value>(read: (key: Key) => Value): ((key: Key) => Value) => {
    const known = new Map<Key, Value>();
    return (key) => known.get(key) ?? (known.set(key, read(key)).get(key) as Value);
  };
  const drawn = cached((paint: string): Color => {
    const [color = "", filter = "none"] = paint.split(" through ");
    canvas.clearRect(0, 0, 1, 1);
    canvas.filter = filter;
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  });
  const styleOf = cached((element: Element) => {
    const { backgroundColor, filter, opacity } = getComputedStyle(element);
    return { paper: drawn(backgroundColor), filter, opacity: Number(opacity) };
  });
  const over = (top: Color, bottom: Color): Color => {
    const alpha = top[3] + bottom[3] * (1 - top[3]);
    const mix = (at: 0 | 1 | 2): number =>
      alpha === 0 ? 0 : (top[at] * top[3] + bottom[at] * bottom[3] * (1 - top[3])) / alpha;
    return [mix(0), mix(1), mix(2), alpha];
  };
  const layer = (color: Color, element: Element): Color => {
    const { paper, filter, opacity } = styleOf(element);
    const [red, green, blue, alpha] = over(color, paper);
    const opaque: Color =
      filter === "none" ? [red, green, blue, 1] : drawn(`rgb(${red} ${green} ${blue}) through ${filter}`);
    return [opaque[0], opaque[1], opaque[2], alpha * opacity];
  };
  const light = (color: Color): number => {
    const [red, green, blue] = over(color, [255, 255, 255, 1]).map((byte) =>
      byte <= 10 ? byte / 3294 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
    ) as [number, number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found = new Map<string, string>();
  const texts = document.createTreeWalker(document.querySelector(selector) ?? document, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent?.trim() ?? "";
    const parent = texts.currentNode.parentElement;
    if (text === "" || !parent?.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      continue;
    count++;
    const { color, fontSize, fontWeight } = getComputedStyle(parent);
    let ink = drawn(color);
    let ground: Color = [0, 0, 0, 0];
    for (let at: Element | null = parent; at !== null; at = at.parentElement) {
      ink = layer(ink, at);
      ground = layer(ground, at);
    }
    const [dark = 0, bright = 0] = [light(ink), light(ground)].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dark + 0.05);
    const size = Number.parseFloat(fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
    const place = parent.outerHTML.slice(0, 100);
    if (contrast < (isLarge ? 3 : 4.5))
      found.set(place, `${contrast.toFixed(2)}: “${text.slice(0, 40)}” in ${place}`);
  }
  return count > 0 ? [...found.values()].slice(0, 20) : [`${selector}: no text`];
}

/** The contrast of what is drawn in parts of an element, by their selectors. Parts that are not there are left out. */
export async function drawnContrasts(
  page: Page,
  element: Locator,
  parts: readonly string[],
): Promise<Record<string, number>> {
  const boxes = await element.evaluate((whole, selectors) => {
    const { left, top } = whole.getBoundingClientRect();
    return selectors.flatMap((selector) => {
      const box = whole.querySelector(selector)?.getBoundingClientRect();
      if (!box?.width || !box.height) return [];
      return [[selector, box.left - left, box.top - top, box.width, box.height] as const];
    });
  }, parts);
  const picture = (await element.screenshot()).toString("base64");
  const contrasts = await page.evaluate(
    async ([data, boxes]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const whole = new OffscreenCanvas(image.width, image.height);
      const canvas = whole.getContext("2d", { willReadFrequently: true });
      canvas?.drawImage(image, 0, 0);
      const linear = (byte = 0): number => (byte <= 10 ? byte / 3294 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
      return boxes.map(([part, left, top, width, height]) => {
        const bytes = canvas?.getImageData(left, top, width, height).data ?? [];
        let [least, most] = [1, 0];
        for (let at = 0; at < bytes.length; at += 4) {
          const [red, green, blue] = [linear(bytes[at]), linear(bytes[at + 1]), linear(bytes[at + 2])];
          const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
          [least, most] = [Math.min(least, light), Math.max(most, light)];
        }
        return [part, (most + 0.05) / (least + 0.05)] as const;
      });
    },
    [picture, boxes] as const,
  );
  return Object.fromEntries(contrasts);
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
