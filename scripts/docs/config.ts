/** How VitePress builds the site. `scripts/docs.ts` puts it beside the pages. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type DefaultTheme, type UserConfig } from "vitepress";
import { readSpecs, ROOT } from "../openapi.js";
import { readApi, shortTitle } from "./api.js";
import { searchText } from "./pages.js";

const GUIDES: Readonly<Record<string, readonly string[]>> = {
  Start: ["first-batch", "waiting", "results"],
  Reliability: ["crashes", "never-twice"],
  "More of it": ["many-batches", "many-machines", "texts", "openai-compatible"],
  Around: ["simulator", "command-line", "platforms", "from-sdks", "options"],
};
const MODULES = [
  "batchwire",
  "anthropic",
  "openai",
  "ringcentral",
  "ip1",
  "sinch",
  "journal",
  "node",
  "dbos",
  "simulator",
];
const apis = readSpecs().map(readApi);

/** The first heading of a guide is its title everywhere; the page of the command line is made by the program itself. */
function guideItem(name: string): DefaultTheme.SidebarItem {
  const file = join(ROOT, "scripts/docs/guides", `${name}.md`);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "# Command line";
  return { text: /^# (.+)$/m.exec(text)?.[1] ?? name, link: `/guides/${name}` };
}

function isModule(name: string): boolean {
  return name === "batchwire" || existsSync(join(ROOT, "src", name, "index.ts"));
}

const references = [
  { text: "Side by side", link: "/reference/side-by-side" },
  ...apis.map((api) => ({ text: shortTitle(api), link: `/reference/${api.name}` })),
];

export const config: UserConfig<DefaultTheme.Config> = defineConfig({
  title: "batchwire",
  description: "Typed clients for batch APIs that never send a paid message twice and never lose a result.",
  lang: "en",
  cleanUrls: false,
  lastUpdated: false,
  head: [["link", { rel: "icon", href: "/icon.svg", type: "image/svg+xml" }]],
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    // GitHub shows the drawings as pictures; here they are part of the page, and take its colors.
    config(md) {
      const image = md.renderer.rules.image;
      md.renderer.rules.image = (tokens, index, ...rest) => {
        const token = tokens[index];
        const source = token?.attrGet("src") ?? "";
        if (!source.endsWith(".svg")) return image?.(tokens, index, ...rest) ?? "";
        const svg = readFileSync(join(ROOT, "scripts/docs/guides", source), "utf8").replaceAll(/\n\s*/g, "");
        return `<span class="diagram" tabindex="0" v-pre>${svg}</span>`;
      };
    },
  },
  themeConfig: {
    nav: [
      { text: "Guides", link: "/guides/first-batch", activeMatch: "^/guides/" },
      { text: "API references", items: references },
      { text: "TypeScript", link: "/typescript/batchwire", activeMatch: "^/typescript/" },
      { text: "Command line", link: "/guides/command-line" },
    ],
    sidebar: {
      "/guides/": Object.entries(GUIDES).map(([text, names]) => ({ text, items: names.map(guideItem) })),
      "/typescript/": [
        {
          text: "TypeScript",
          items: MODULES.filter(isModule).map((name) => ({
            text: name === "batchwire" ? name : `batchwire/${name}`,
            link: `/typescript/${name}`,
          })),
        },
      ],
    },
    outline: { level: [2, 3] },
    search: {
      provider: "local",
      options: {
        detailedView: false,
        miniSearch: { searchOptions: { boost: { title: 4, titles: 1, text: 1 } } },
        _render(source, env, md) {
          const html = md.render(source, env);
          const api = apis.find(({ name }) => name === env.frontmatter?.["api"]);
          return api === undefined ? html : searchText(api);
        },
      },
    },
  },
  vite: { build: { chunkSizeWarningLimit: 4_000 }, logLevel: "warn" },
});
