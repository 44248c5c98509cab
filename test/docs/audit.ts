/** Checks that run inside the browser. Each is handed to `page.evaluate`, so it must be complete in itself. */

export interface Outline {
  readonly lang: string;
  readonly title: string;
  readonly topHeadings: number;
  /** Headings that leave out a level. */
  readonly skipped: readonly string[];
  readonly duplicateIds: readonly string[];
  readonly deadAnchors: readonly string[];
  readonly unlabeled: readonly string[];
}

export function outline(): Outline {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const level = (heading: Element | undefined): number => Number(heading?.tagName.slice(1) ?? 0);
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const known = new Set(ids);
  const anchors = [...document.querySelectorAll<HTMLAnchorElement>("a[href^='#']")];
  return {
    lang: document.documentElement.lang,
    title: document.title,
    topHeadings: document.querySelectorAll("h1").length,
    skipped: headings
      .filter((heading, index) => level(heading) > level(headings[index - 1]) + 1)
      .map((heading) => `${heading.tagName} ${heading.textContent.trim()}`),
    duplicateIds: ids.filter((id, index) => ids.indexOf(id) !== index),
    deadAnchors: anchors.map(({ hash }) => decodeURIComponent(hash.slice(1))).filter((id) => !known.has(id)),
    unlabeled: [...document.querySelectorAll<HTMLElement>("button, input, a")]
      .filter((one) => one.textContent.trim() === "" && !one.ariaLabel)
      .map((one) => one.outerHTML),
  };
}

/** Pairs of text and background color below the contrast of 4.5, with the text that shows them first. */
export function weakContrasts(): string[] {
  type Color = readonly [number, number, number, number];
  const parse = (text: string): Color => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  };
  const luminance = ([red, green, blue]: Color): number => {
    const [r = 0, g = 0, b = 0] = [red, green, blue]
      .map((channel) => channel / 255)
      .map((channel) => (channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backgroundOf = (element: Element | null): string => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (parse(backgroundColor)[3] > 0) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const seen = new Map<string, string>();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    const words = text.textContent?.trim() ?? "";
    if (!element || words === "" || element.getClientRects().length === 0) continue;
    const pair = `${getComputedStyle(element).color} on ${backgroundOf(element)}`;
    if (!seen.has(pair)) seen.set(pair, words.slice(0, 40));
  }
  return [...seen].flatMap(([pair, words]) => {
    const [front = "", back = ""] = pair.split(" on ");
    const [high = 0, low = 0] = [luminance(parse(front)), luminance(parse(back))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    return ratio < 4.5 ? [`${pair}: ${ratio.toFixed(2)} (${words})`] : [];
  });
}

/** Elements that stick out of the window without a scrolling box of their own around them. */
export function overhang(): string[] {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .slice(0, 5)
    .map((element) => element.outerHTML.slice(0, 120));
}

/** Opens everything that is folded away, and the named schemas of the operations one level deep. */
export async function unfold(): Promise<void> {
  const places = document.querySelectorAll<HTMLDetailsElement>(
    "main details:not([data-expand]), section.operation details[data-expand]",
  );
  for (const place of places) place.open = true;
  // The script fills them when the browser tells it so, before the frame after next.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
