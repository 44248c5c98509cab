/** What the pages gain from a script. Without it they are complete: links lead to what this opens in place. */
{
  type Entry = readonly [title: string, kind: string, href: string, words: string];

  const root = document.documentElement;
  const stored = (): string | null => {
    // Storage may be forbidden, on a page that was opened from a disk for example.
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };

  // Before the first paint, so that a page never flashes in the other theme.
  const theme = stored();
  if (theme === "light" || theme === "dark") root.dataset["theme"] = theme;

  const toggleTheme = (): void => {
    const isDark =
      root.dataset["theme"] === undefined
        ? matchMedia("(prefers-color-scheme: dark)").matches
        : root.dataset["theme"] === "dark";
    const next = isDark ? "light" : "dark";
    root.dataset["theme"] = next;
    try {
      localStorage.setItem("theme", next);
    } catch {
      // It then holds for this page only.
    }
  };

  /** Fills the place of a named schema with a copy of its description; schemas in the copy open the same way. */
  const expand = (place: HTMLDetailsElement): void => {
    const id = place.dataset["expand"];
    const inside = place.querySelector(":scope > .inside");
    if (!place.open || id === undefined || !inside || inside.childElementCount > 1) return;
    const copy = document.getElementById(id)?.querySelector(".schema")?.cloneNode(true);
    if (!(copy instanceof Element)) return;
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
    // What the reader has unfolded in the original is folded, and empty, in the copy: else copies would multiply.
    for (const nested of copy.querySelectorAll("details")) nested.open = false;
    for (const old of copy.querySelectorAll("[data-expand] > .inside > :not(:first-child)")) old.remove();
    inside.append(copy);
  };

  const openTarget = (): void => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target?.parentElement; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
    if (target) target.scrollIntoView();
  };

  const addCopyButtons = (): void => {
    for (const block of document.querySelectorAll(".samples .code")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", () => {
        void navigator.clipboard.writeText(block.querySelector("code")?.textContent ?? "").then(() => {
          button.textContent = "Copied";
          setTimeout(() => (button.textContent = "Copy"), 1_500);
        });
      });
      block.append(button);
    }
  };

  /** Marks where the reader is in the table of contents. */
  const followReading = (side: HTMLElement): void => {
    const links = new Map(
      [...side.querySelectorAll<HTMLAnchorElement>("a[href^='#']")].map((link) => [link.hash.slice(1), link]),
    );
    const visible = new Set<string>();
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) visible.add(target.id);
          else visible.delete(target.id);
        }
        // Sections hold each other: the last one in the contents is the innermost.
        const innermost = [...links.keys()].findLast((id) => visible.has(decodeURIComponent(id)));
        if (innermost === undefined) return;
        side.querySelector("[aria-current]")?.removeAttribute("aria-current");
        links.get(innermost)?.setAttribute("aria-current", "true");
      },
      { rootMargin: "-20% 0px -70% 0px" },
    );
    for (const id of links.keys()) {
      const section = document.getElementById(decodeURIComponent(id));
      if (section) seen.observe(section);
    }
  };

  /** All words have to occur. A name that is the first word comes first, then titles that start with it or are short; what is on this page goes ahead. */
  const search = (entries: readonly Entry[], query: string): Entry[] => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const [first = ""] = words;
    const kinds = ["operation", "webhook", "section", "guide", "schema", "field"];
    const here = location.pathname.split("/").at(-1) ?? "";
    const score = (entry: Entry): number => rank(entry) - (entry[2].startsWith(`${here}#`) ? 5 : 0);
    const rank = ([title, kind, , more]: Entry): number => {
      const name = title.toLowerCase();
      if (name === first || more.toLowerCase().split(" ").includes(first)) return -title.length;
      const place = name.startsWith(first) ? 0 : name.includes(first) ? 10 : 20;
      return place + kinds.indexOf(kind.split(" · ")[1] ?? "") * 3 + title.length / 100;
    };
    return entries
      .filter((entry) => words.every((word) => entry.join(" ").toLowerCase().includes(word)))
      .sort((a, b) => score(a) - score(b))
      .slice(0, 30);
  };

  /** The index is of no use to those who only read: it comes with the first search. */
  const loadIndex = (loaded: () => void): void => {
    const script = document.createElement("script");
    script.src = "assets/search.js";
    script.addEventListener("load", loaded);
    document.head.append(script);
  };

  const setUpSearch = (box: HTMLInputElement, hits: HTMLElement): void => {
    const global = globalThis as { searchIndex?: readonly Entry[] };
    let chosen = -1;
    const options = (): HTMLAnchorElement[] => [...hits.querySelectorAll("a")];
    const choose = (index: number): void => {
      const all = options();
      chosen = Math.max(-1, Math.min(index, all.length - 1));
      all.forEach((option, position) =>
        option.parentElement?.setAttribute("aria-selected", String(position === chosen)),
      );
      const option = all[chosen]?.parentElement;
      option?.scrollIntoView({ block: "nearest" });
      if (option) box.setAttribute("aria-activedescendant", option.id);
      else box.removeAttribute("aria-activedescendant");
    };
    const show = (visible: boolean): void => {
      hits.hidden = !visible;
      box.setAttribute("aria-expanded", String(visible));
    };
    const update = (): void => {
      const query = box.value.trim();
      const found = query === "" ? [] : search(global.searchIndex ?? [], query);
      hits.replaceChildren(...found.map(([title, kind, href], index) => hit(title, kind, href, index)));
      if (query !== "" && found.length === 0) hits.append(hit("Nothing found", "", "", 0));
      show(query !== "");
      choose(-1);
    };
    box.addEventListener("focus", () => loadIndex(update), { once: true });
    box.addEventListener("input", update);
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen - 1);
      else if (event.key === "Enter") (options()[Math.max(chosen, 0)] ?? box).click();
      else if (event.key === "Escape") show(false);
      else return;
      event.preventDefault();
    });
    hits.addEventListener("click", () => {
      show(false);
      box.blur();
    });
    document.addEventListener("click", (event) => {
      if (!(event.target as Element).closest(".tools")) show(false);
    });
    document.addEventListener("keydown", (event) => {
      const typing = (event.target as Element).closest("input, textarea");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      box.focus();
    });
  };

  const hit = (title: string, kind: string, href: string, index: number): HTMLElement => {
    const item = document.createElement("li");
    item.role = "option";
    item.id = `hit-${index}`;
    const line = document.createElement(href === "" ? "span" : "a");
    if (line instanceof HTMLAnchorElement) {
      line.href = href;
      line.tabIndex = -1;
    }
    const note = document.createElement("small");
    note.textContent = kind;
    line.append(title, " ", note);
    item.append(line);
    return item;
  };

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector<HTMLInputElement>("#search");
    const hits = document.querySelector<HTMLElement>("#hits");
    const side = document.querySelector<HTMLDetailsElement>(".side");
    document.querySelector(".tools")?.removeAttribute("hidden");
    document.querySelector("#theme")?.addEventListener("click", toggleTheme);
    if (box && hits) setUpSearch(box, hits);
    if (side) {
      const narrow = matchMedia("(max-width: 60rem)");
      side.open = !narrow.matches;
      side.addEventListener("click", (event) => {
        if (narrow.matches && (event.target as Element).closest("a")) side.open = false;
      });
      narrow.addEventListener("change", () => (side.open = !narrow.matches));
      followReading(side);
    }
    document.addEventListener("toggle", (event) => expand(event.target as HTMLDetailsElement), true);
    addCopyButtons();
    openTarget();
  });
  addEventListener("hashchange", openTarget);
}
