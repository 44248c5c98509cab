/** Redoc on a page of the site: loaded when the page is opened, in the colors of the site, and again when they change. */
import { useData, withBase } from "vitepress";
import { defineComponent, h, nextTick, onMounted, ref, watch } from "vue";
import { redocOptions } from "./redoc-options.js";

interface Redoc {
  init(source: string, options: object, element: HTMLElement, done: (error?: Error) => void): void;
}

const holder = globalThis as { Redoc?: Redoc };

function load(source: string): Promise<Redoc> {
  return new Promise((resolve, reject) => {
    if (holder.Redoc) return resolve(holder.Redoc);
    const script = document.createElement("script");
    script.src = source;
    script.onload = () => (holder.Redoc ? resolve(holder.Redoc) : reject(new Error(`${source}: no Redoc`)));
    script.onerror = () => reject(new Error(`${source} could not be loaded`));
    document.head.append(script);
  });
}

export const ApiReference = defineComponent({
  props: { api: { type: String, required: true }, title: { type: String, required: true } },
  setup(props) {
    const { isDark } = useData();
    const place = ref<HTMLElement>();
    const show = async (): Promise<void> => {
      const redoc = await load(withBase("/redoc.js"));
      const element = document.createElement("div");
      place.value?.replaceChildren(element);
      const source = withBase(`/specs/${props.api}.json`);
      await new Promise<void>((done, fail) => {
        redoc.init(source, redocOptions(isDark.value), element, (error) => (error ? fail(error) : done()));
      });
      await nextTick();
      for (const code of element.querySelectorAll("pre")) code.tabIndex = 0; // else no key could scroll it
      const id = decodeURIComponent(location.hash.slice(1));
      if (id) document.getElementById(id)?.scrollIntoView();
    };
    onMounted(show);
    watch(isDark, show);
    const yaml = withBase(`/specs/${props.api}.yaml`);
    return () =>
      h("div", { class: "api-reference", "data-api": props.api }, [
        h("p", { class: "downloads" }, [
          h("a", { href: yaml, download: "" }, "OpenAPI document"),
          " · ",
          h("a", { href: withBase(`/specs/${props.api}.json`), download: "" }, "with samples, as JSON"),
        ]),
        h("noscript", `${props.title}: this page needs JavaScript. The document is readable without it.`),
        h("div", { ref: place }),
      ]);
  },
});
