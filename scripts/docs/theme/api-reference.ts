/** Redoc on a page of the site, loaded when the page is opened. It knows no dark theme: the style sheet turns its colors around. */
import { withBase } from "vitepress";
import { defineComponent, h, nextTick, onMounted, ref } from "vue";

declare const Redoc: {
  init(source: string, options: object, element: HTMLElement | undefined, done: () => void): void;
};

const [INK, SOFT, BRAND] = ["#2f2f36", "#f6f6f7", "#3451b2"] as const;

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
    colors: {
      primary: { main: BRAND },
      text: { primary: INK, secondary: "#5c5c66" },
      success: { main: "#1d6f42" },
      error: { main: "#b3261e" },
    },
    typography: {
      fontFamily: "inherit",
      headings: { fontFamily: "inherit", fontWeight: "600" },
      code: { fontFamily: "var(--vp-font-family-mono)", color: "#9c2b1b" },
    },
    sidebar: { backgroundColor: SOFT, textColor: INK },
    rightPanel: { backgroundColor: SOFT, textColor: INK },
    codeBlock: { backgroundColor: "#ffffff" },
  },
};

export const ApiReference = defineComponent({
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
    return () =>
      h("div", { class: "api-reference" }, [
        h("noscript", "This page needs JavaScript. The page “Side by side” has the document itself."),
        h("div", { ref: place }),
      ]);
  },
});
