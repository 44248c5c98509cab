/** The frame of every page. All addresses are relative, so that the site works below any path, and from a disk. */
import { html, type Content, type Html } from "./html.js";

export interface PageLink {
  readonly file: string;
  readonly title: string;
}

export interface Page {
  readonly file: string;
  readonly title: string;
  readonly description: string;
  /** What stands beside the text: the page's own table of contents. */
  readonly navigation?: Html;
  readonly content: Html;
}

export function layout(page: Page, links: readonly PageLink[]): string {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${page.description}" />
        <title>${page.title}</title>
        <link rel="icon" href="assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="assets/style.css" />
        <script src="assets/page.js"></script>
      </head>
      <body class="${page.navigation === undefined ? "plain" : "reference"}">
        <a class="skip" href="#content">Skip to the text</a>
        <header class="top">
          <a class="home" href="index.html">batchwire</a>
          <nav class="sites" aria-label="References">${links.map((link) => siteLink(link, page))}</nav>
          <div class="tools" hidden>
            <input
              type="search"
              id="search"
              placeholder="Search"
              aria-label="Search all references"
              autocomplete="off"
              spellcheck="false"
              role="combobox"
              aria-expanded="false"
              aria-controls="hits"
            />
            <ul id="hits" role="listbox" aria-label="Search results" hidden></ul>
            <button type="button" id="theme" aria-label="Switch between light and dark">◐</button>
          </div>
        </header>
        ${page.navigation !== undefined && sidebar(page.navigation)}
        <main id="content">${page.content}</main>
      </body>
    </html>`;
  // The indentation of the templates is of no use to a reader; that of code blocks stays.
  return document.text
    .split(/(<pre[\s\S]*?<\/pre>)/)
    .map((part) =>
      part.startsWith("<pre") ? part : part.replaceAll(/\n\s+/g, "\n").replaceAll(/\n+/g, "\n"),
    )
    .join("")
    .concat("\n");
}

function siteLink({ file, title }: PageLink, page: Page): Content {
  return html`<a href="${file}" ${file === page.file && html` aria-current="page"`}>${title}</a> `;
}

function sidebar(navigation: Html): Html {
  return html`<details class="side" open>
    <summary>Contents</summary>
    <nav aria-label="Contents">${navigation}</nav>
  </details>`;
}
