/** What the search box looks through, across all pages. */
import { shortTitle, type Api, type Operation } from "./api.js";
import { slug } from "./html.js";
import { anchorOf } from "./operation.js";
import type { Heading } from "./text.js";

/** [title, what it is, address, further words] */
export type SearchEntry = readonly [title: string, kind: string, href: string, words: string];

export function searchIndex(apis: readonly Api[]): SearchEntry[] {
  return apis.flatMap((api) => {
    const page = `${api.name}.html`;
    const kind = (what: string): string => `${shortTitle(api)} · ${what}`;
    const call = (operation: Operation): SearchEntry => [
      operation.object.summary,
      kind(operation.kind),
      `${page}#${anchorOf(operation)}`,
      [operation.id, operation.method, operation.path, operation.object["x-client-method"] ?? ""].join(" "),
    ];
    const tags = api.groups.map(({ name }): SearchEntry => [
      name,
      kind("section"),
      `${page}#tag/${slug(name)}`,
      "",
    ]);
    const guides = headingsOf(api).map(({ id, text }): SearchEntry => [
      text,
      kind("guide"),
      `${page}#${id}`,
      "",
    ]);
    const schemas = Object.entries(api.document.components.schemas).flatMap(
      ([name, schema]): SearchEntry[] => [
        [name, kind("schema"), `${page}#schema/${name}`, (schema.enum ?? []).join(" ")],
        ...Object.keys(schema.properties ?? {}).map((field): SearchEntry => [
          `${name}.${field}`,
          kind("field"),
          `${page}#schema/${name}/${field}`,
          "",
        ]),
      ],
    );
    return [...[...api.operations, ...api.webhooks].map(call), ...tags, ...guides, ...schemas];
  });
}

/** The headings of the introduction, at every level. */
export function headingsOf({ document }: Api): Heading[] {
  return [...document.info.description.matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) => ({
    id: `guide/${slug(text)}`,
    text,
  }));
}
