/**
 * Makes the built site work from any folder, and its pages readable where they lie: VitePress 1 wants to know the folder when
 * it builds. It is told a name instead, in whose place each page puts the folder that it finds itself in. Version 2 has
 * `base: "./"` for that.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export const BASE = "/__base__/";

export async function relocate(site: string): Promise<void> {
  for (const file of await readdir(site, { recursive: true })) {
    if (!/\.(html|js)$/.test(file)) continue;
    const text = await readFile(join(site, file), "utf8");
    const moved = file.endsWith(".js")
      ? script(text)
      : page(text, "../".repeat(file.split("/").length - 1) || "./");
    if (moved.includes(BASE)) throw new Error(`${file}: a link to ${BASE} is left`);
    await writeFile(join(site, file), moved);
  }
}

function script(text: string): string {
  // The index of the search is JSON between single quotes.
  if (text.includes("='{")) return text.replaceAll(BASE, "'+__BASE__+'");
  return text.replaceAll(`"${BASE}`, ' __BASE__+"').replaceAll(`\`${BASE}`, "`${__BASE__}");
}

function page(text: string, up: string): string {
  const find = `<script>__BASE__=new URL("${up}",location.href).pathname</script>`;
  // What is relative here would lead elsewhere from the next page, which is shown without loading.
  const settle =
    '<script>document.querySelectorAll(\'[href^="."]\').forEach((a)=>a.setAttribute("href",a.href))</script>';
  return text
    .replaceAll(`href="${BASE}"`, `href="${up}index.html"`)
    .replaceAll(new RegExp(`(href|src)="${BASE}`, "g"), `$1="${up}`)
    .replaceAll(BASE, '"+__BASE__+"')
    .replace("<head>", `<head>${find}`)
    .replace("</body>", `${settle}</body>`);
}
