/** VitePress' default theme, and Redoc on a page of the site, loaded when the page is opened. */
import { withBase, type Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { defineComponent, h, nextTick, onMounted, ref } from "vue";
import "./style.css";

declare const Redoc: {
  init(source: string, options: object, element: HTMLElement | undefined, done: () => void): void;
};

const OPTIONS = {
  disableSearch: true,
  nativeScrollbars: true,
  scrollYOffset: 64,
  expandResponses: "200,201",
  jsonSamplesExpandLevel: 3,
  sortRequiredPropsFirst: true,
  showExtensions: true,
  schemaDefinitionsTagName: "Schemas",
  theme: {
    colors: { primary: { main: "#3451b2", light: "#3451b2" }, warning: { main: "#ffb733" } },
    typography: {
      fontFamily: "inherit",
      headings: { fontFamily: "inherit", fontWeight: "600" },
      code: { fontFamily: "var(--vp-font-family-mono)" },
    },
  },
};

const ApiReference = defineComponent({
  props: { api: { type: String, required: true } },
  setup({ api }) {
    const place = ref<HTMLElement>();
    const [yaml, json] = ["yaml", "json"].map((type) => withBase(`/specs/${api}.${type}`));
    const downloadUrls = [
      { title: "OpenAPI document", url: yaml },
      { title: "with samples, as JSON", url: json },
    ];
    const show = (): void =>
      Redoc.init(String(json), { ...OPTIONS, downloadUrls }, place.value, () => void nextTick(shown));
    const shown = (): void => {
      for (const code of place.value?.querySelectorAll("pre") ?? []) code.tabIndex = 0; // else no key could scroll it
      document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
    };
    onMounted(() => {
      if ("Redoc" in globalThis) return show();
      const script = document.createElement("script");
      script.src = withBase("/redoc.js");
      script.onload = show;
      document.head.append(script);
    });
    return () => h("div", { class: "api-reference", ref: place });
  },
});

export const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => void app.component("ApiReference", ApiReference),
};
