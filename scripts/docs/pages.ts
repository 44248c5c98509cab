/** Pages that are made of the documents: one per API, and all of them side by side. Markdown, for VitePress. */
import { anchorOf, shortTitle, type Api, type Operation } from "./api.js";
import { createLimits } from "./compare.js";

export function referencePage({ name, document }: Api): string {
  const { title, summary } = document.info;
  const matter = { layout: "page", sidebar: false, title, description: summary, api: name };
  return `---\n${JSON.stringify(matter)}\n---\n\n<ApiReference api="${name}" />\n`;
}

/** What search finds of an API's page: HTML that is never shown, with the anchors of Redoc. */
export function searchText({ document, operations, webhooks }: Api): string {
  const section = (title: string, anchor: string, words: readonly string[]): string =>
    `<h2 id="${anchor}">${escapeText(title)}<a href="#${anchor}"></a></h2><p>${escapeText(words.join(" "))}</p>`;
  const { title, summary } = document.info;
  return [
    section(title, "", [summary]),
    ...[...operations, ...webhooks].map((one) => {
      const { summary, operationId, description } = one.object;
      return section(summary, anchorOf(one), [
        operationId,
        one.method,
        one.path,
        one.clientMethod,
        description,
      ]);
    }),
    ...Object.entries(document.components.schemas).map(([name, { properties = {} }]) =>
      section(name, `schema/${name}`, Object.keys(properties)),
    ),
  ].join("");
}

export function comparisonPage(apis: readonly Api[]): string {
  const row = (title: string, cell: (api: Api) => readonly string[]): string =>
    `| **${title}** | ${apis.map((api) => cell(api).join("<br>")).join(" | ")} |`;
  return `---
layout: page
---

<div class="vp-doc" style="max-width: 84rem; margin: auto; padding: 3rem 2rem">

# Side by side

What the APIs have in common, and where they differ. Made from their documents.

| | ${apis.map((api) => `[${shortTitle(api)}](./${api.name}.md)`).join(" | ")} |
|---|${apis.map(() => "---|").join("")}
${row("calls of a batch", (api) => resources(api).filter((one) => one.startsWith("`batches`")))}
${row("further calls", (api) => resources(api).filter((one) => !one.startsWith("`batches`")))}
${row("one batch holds", createLimits)}
${row("webhooks", (api) => api.webhooks.map((one) => link(api, one, one.object.summary)))}
${row("document", ({ name }) => [`<a href="../specs/${name}.yaml" download>YAML</a>, <a href="../specs/${name}.json" download>JSON with samples</a>`])}

<span class="unconfirmed">unconfirmed</span> marks what a provider's documentation does not settle.

## The life of a batch

The provider's own states, in the phase that \`watch\` and \`wait\` report for them: see
[Waiting and resuming](../guides/waiting.md#the-life-of-a-batch).

${apis.map((api) => `### ${shortTitle(api)}\n\n![The life of a batch at ${shortTitle(api)}](life-${api.name}.svg)`).join("\n\n")}

</div>
`;
}

/** A line for each resource of the client, with its calls. */
function resources(api: Api): string[] {
  const nameOf = ({ clientMethod }: Operation): string => clientMethod.split(".")[0] ?? "";
  return [...new Set(api.operations.map(nameOf))].map((name) => {
    const calls = api.operations.filter((one) => nameOf(one) === name);
    const links = calls.map((one) => link(api, one, one.clientMethod.split(".")[1] ?? one.object.summary));
    return `\`${name}\`: ${links.join(", ")}`;
  });
}

function link(api: Api, operation: Operation, text: string): string {
  return `[${text}](./${api.name}.md#${anchorOf(operation)})`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
