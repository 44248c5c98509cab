/** HTML that was escaped where it was built: only this class is ever written out as it is. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

export type Content = Html | string | number | false | undefined | readonly Content[];

/** Template tag: strings and numbers are escaped, lists are joined, `false` and `undefined` are nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(parts.map((part, index) => part + render(values[index])).join(""));
}

function render(value: Content): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number") return value.toLocaleString("en-US");
  return value.map(render).join("");
}

export function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** `items` with `separator` between them. */
export function join(items: readonly Content[], separator: Content): Content {
  return items.map((item, index) => (index === 0 ? item : [separator, item]));
}

/** Makes a text fit for an anchor. Words keep their case, because the documents link to their tags that way. */
export function slug(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}_-]+/gu, "-").replaceAll(/^-+|-+$/g, "");
}
