/** How VitePress builds the site. `scripts/docs.ts` puts it beside the pages. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { defineConfig, type DefaultTheme, type UserConfig } from "vitepress";
import { readSpecs, ROOT } from "../openapi.js";
import { readApi, shortTitle } from "./api.js";
import { searchText } from "./pages.js";
import { moduleNames } from "./typescript.js";

const GUIDES: Readonly<Record<string, readonly string[]>> = {
  Start: ["first-batch", "waiting", "results"],
  Reliability: ["crashes", "never-twice"],
  "More of it": ["many-batches", "many-machines", "texts", "openai-compatible"],
  Around: ["simulator", "command-line", "platforms", "from-sdks", "options"],
};
const apis = readSpecs().map(readApi);
const icon = readFileSync(join(ROOT, "scripts/docs/theme/icon.svg"), "utf8");
const guides = join(ROOT, "scripts/docs/guides");

/** The first heading of a guide is its title everywhere. */
function guideItem(name: string): DefaultTheme.SidebarItem {
  const text = readFileSync(join(guides, `${name}.md`), "utf8");
  return { text: /^# (.+)$/m.exec(text)?.[1] ?? name, link: `/guides/${name}` };
}

const references = [
  { text: "Side by side", link: "/reference/side-by-side" },
  ...apis.map((api) => ({ text: shortTitle(api), link: `/reference/${api.name}` })),
];
const modules = moduleNames().map((name, index) => ({
  text: index === 0 ? name : `batchwire/${name}`,
  link: `/typescript/${name}`,
}));

export const config: UserConfig<DefaultTheme.Config> = defineConfig({
  outDir: join(ROOT, "site"),
  title: "batchwire",
  description: "Typed clients for batch APIs that never send a paid message twice and never lose a result.",
  head: [["link", { rel: "icon", href: `data:image/svg+xml,${encodeURIComponent(icon)}` }]],
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    // GitHub shows the drawings as pictures; here they are part of the page, and take its colors.
    config(md) {
      const image = md.renderer.rules.image;
      md.renderer.rules.image = (tokens, index, ...rest) => {
        const source = tokens[index]?.attrGet("src") ?? "";
        if (!source.endsWith(".svg")) return image?.(tokens, index, ...rest) ?? "";
        const svg = readFileSync(join(guides, basename(source)), "utf8").replaceAll(/\n\s*/g, "");
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
      "/typescript/": [{ text: "TypeScript", items: modules }],
    },
    outline: { level: [2, 3] },
    search: {
      provider: "local",
      options: {
        miniSearch: { searchOptions: { boost: { title: 4, titles: 1, text: 1 } } },
        _render(source, env, md) {
          const api = apis.find(({ name }) => env.relativePath === `reference/${name}.md`);
          return md.render(api ? searchText(api) : source, env);
        },
      },
    },
  },
  vite: { build: { chunkSizeWarningLimit: 4_000 }, logLevel: "warn" },
});
