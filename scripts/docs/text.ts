/** Prose and code of the documents as HTML. */
import hljs from "highlight.js/lib/common";
import { Marked, type Tokens } from "marked";
import { escapeText, Html, html, slug } from "./html.js";

export interface Heading {
  readonly id: string;
  readonly text: string;
}

const schemes = new Set(["https:", "mailto:"]);

/**
 * Block Markdown. The highest heading becomes `top` and those below follow without a gap; with `headings`, each is also
 * given an anchor below `anchor` and noted there.
 */
export function markdown(source: string, top = 4, anchor?: string, headings: Heading[] = []): Html {
  const marked = new Marked({ async: false, gfm: true });
  const tokens = marked.lexer(source);
  const depths = tokens.flatMap((token) =>
    token.type === "heading" ? [(token as Tokens.Heading).depth] : [],
  );
  const shift = top - Math.min(...depths, 6);
  marked.use({
    renderer: {
      code: ({ text, lang }) => code(text, lang).text,
      html: ({ text }) => escapeText(text),
      link({ href, tokens: inner }) {
        return `<a href="${escapeText(linkTarget(href))}">${this.parser.parseInline(inner)}</a>`;
      },
      table(token) {
        const cell = ({ tokens: inner, header }: Tokens.TableCell): string =>
          header
            ? `<th scope="col">${this.parser.parseInline(inner)}</th>`
            : `<td>${this.parser.parseInline(inner)}</td>`;
        const row = (cells: readonly Tokens.TableCell[]): string => `<tr>${cells.map(cell).join("")}</tr>`;
        const body = token.rows.map(row).join("");
        return `<div class="scroll" tabindex="0"><table><thead>${row(token.header)}</thead><tbody>${body}</tbody></table></div>`;
      },
      heading({ tokens: inner, depth, text }) {
        const level = Math.min(depth + shift, 6);
        const content = this.parser.parseInline(inner);
        if (anchor === undefined) return `<h${level}>${content}</h${level}>`;
        const id = `${anchor}/${slug(text)}`;
        if (depth + shift === top) headings.push({ id, text: text.replaceAll(/[*`]/g, "") });
        return `<h${level} id="${id}"><a class="anchor" href="#${id}">${content}</a></h${level}>`;
      },
    },
  });
  return new Html(marked.parser(tokens));
}

/** Markdown within a line, for summaries and table cells. */
export function inline(source: string): Html {
  const marked = new Marked({ async: false, renderer: { html: ({ text }) => escapeText(text) } });
  return new Html(marked.parseInline(source, { async: false }));
}

/** A block of code with its words colored; a language that is not known stays plain. */
export function code(source: string, language = ""): Html {
  const text = source.replace(/\n$/, "");
  const known = hljs.getLanguage(language) !== undefined;
  const marked = known ? hljs.highlight(text, { language }).value : escapeText(text);
  return html`<div class="code">
    <pre tabindex="0"><code>${new Html(marked)}</code></pre>
  </div>`;
}

export function json(value: unknown): Html {
  return typeof value === "string" ? code(value) : code(compactJson(value), "json");
}

/** JSON as people write it: what fits on a line stays on one. */
export function compactJson(value: unknown, indent = ""): string {
  const flat = flatJson(value);
  if (typeof value !== "object" || value === null || indent.length + flat.length <= 64) return flat;
  const deeper = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((item) => deeper + compactJson(item, deeper))
    : Object.entries(value).map(
        ([key, item]) => `${deeper}${JSON.stringify(key)}: ${compactJson(item, deeper)}`,
      );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

function flatJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flatJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${flatJson(item)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** Only anchors of the page itself and addresses of other sites: anything else would break under another path. */
function linkTarget(href: string): string {
  if (href.startsWith("#")) return `#${href.slice(1).split("/").map(decodeURIComponent).map(slug).join("/")}`;
  if (URL.canParse(href) && schemes.has(new URL(href).protocol)) return href;
  throw new Error(`link in a description: ${href} is neither an anchor nor an absolute address`);
}
