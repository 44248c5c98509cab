/** Pages that are made of the documents: one per API, and all of them side by side. Markdown, for VitePress. */
import { groupBy } from "./group-by.js";
import { shortTitle, type Api, type Operation } from "./api.js";
import { batchStates, createLimits } from "./compare.js";
import { phasesOf } from "./phases.js";
import { providerNames } from "../providers.js";

const PHASES = ["scheduled", "running", "canceling", "ended"] as const;
const UNCONFIRMED = '<span class="unconfirmed">unconfirmed</span>';

/** Where Redoc shows an operation. */
export function anchorOf({ kind, id, object }: Operation): string {
  return kind === "webhook" ? `operation/${object.operationId}` : `operation/${id}`;
}

export function referencePage(api: Api): string {
  const { title, summary } = api.document.info;
  return `---
layout: page
sidebar: false
title: ${JSON.stringify(title)}
description: ${JSON.stringify(summary)}
api: ${api.name}
---

<ApiReference api="${api.name}" title="${title}" />
`;
}

/** What search finds of an API's page: HTML that is never shown, with the anchors of Redoc. */
export function searchText(api: Api): string {
  const section = (level: number, text: string, anchor: string, words: string): string =>
    `<h${level} id="${anchor}">${escapeText(text)}<a href="#${anchor}"></a></h${level}><p>${escapeText(words)}</p>`;
  const calls = [...api.operations, ...api.webhooks].map((one) => {
    const { object, method, path } = one;
    const words = [one.id, method, path, object["x-client-method"] ?? "", object.description];
    return section(2, object.summary, anchorOf(one), words.join(" "));
  });
  const schemas = Object.entries(api.document.components.schemas).map(([name, schema]) =>
    section(2, name, `schema/${name}`, Object.keys(schema.properties ?? {}).join(" ")),
  );
  return section(1, api.document.info.title, "", api.document.info.summary) + [...calls, ...schemas].join("");
}

export async function comparisonPage(apis: readonly Api[]): Promise<string> {
  const lives = await Promise.all(apis.map(lifeOf));
  const row = (title: string, cell: (api: Api, index: number) => string): string =>
    `| **${title}** | ${apis.map(cell).join(" | ")} |`;
  return `---
sidebar: false
aside: false
pageClass: wide
---

# Side by side

What the APIs have in common, and where they differ. Made from their documents.

| | ${apis.map((api) => `[${shortTitle(api)}](./${api.name}.md)`).join(" | ")} |
|---|${apis.map(() => "---|").join("")}
${row("calls of a batch", (api) => methodLinks(api, "batches"))}
${row("further calls", (api) => methodLinks(api))}
${row("one batch holds", (api) => limits(api))}
${row("safety of its calls", (api) => safeties(api))}
${row("webhooks", (api) => api.webhooks.map((one) => link(api, one, one.object.summary)).join("<br>"))}
${row("document", (api) => `<a href="../specs/${api.name}.yaml" download>YAML</a>, <a href="../specs/${api.name}.json" download>JSON with samples</a>`)}

${UNCONFIRMED} marks what a provider's documentation does not settle.

## The life of a batch

The provider's own states, in the phase that \`watch\` and \`wait\` report for them. Where the states are those of messages,
every message of the batch is in it.

<div class="lives">
${lives.join("\n")}
</div>
`;
}

function methodLinks(api: Api, resource?: string): string {
  const groups = groupBy(api.operations, (one) => one.object["x-client-method"]?.split(".")[0] ?? "");
  return [...groups]
    .filter(([name]) => (name === "batches") === (resource === "batches"))
    .map(([name, operations]) => {
      const links = operations.map((one) => link(api, one, methodLabel(one))).join(", ");
      return name === "batches" ? links : `\`${name}\`: ${links}`;
    })
    .join("<br>");
}

function methodLabel({ object, method, path }: Operation): string {
  const name = object["x-client-method"] ?? "";
  return name === "raw" ? `${method} ${path}` : (name.split(".").at(-1) ?? name);
}

function link(api: Api, operation: Operation, text: string): string {
  return `[${text.replaceAll(/[{}]/g, "")}](./${api.name}.md#${anchorOf(operation)})`;
}

function limits(api: Api): string {
  const lines = createLimits(api).map(({ name, text, unconfirmed }) => {
    const label = name.startsWith("x-")
      ? name.slice(2).replaceAll("-", " ").replace("limit ", "")
      : `\`${name}\``;
    return `${label}: ${text}${unconfirmed ? ` ${UNCONFIRMED}` : ""}`;
  });
  return lines.join("<br>");
}

function safeties(api: Api): string {
  const groups = groupBy(api.operations, (one) => one.object["x-safety"] ?? "");
  return [...groups].map(([safety, calls]) => `${calls.length} ${safety}`).join("<br>");
}

/** A lane per phase, with the provider's states in it. */
async function lifeOf(api: Api): Promise<string> {
  const states = batchStates(api);
  if (states === undefined || !providerNames().includes(api.name)) return "";
  const phases = await phasesOf(api, states);
  const lanes = PHASES.map((phase) => {
    const inside = states.values.filter((state) => phases.get(state) === phase);
    const pills = inside.map(({ value, name }) => `<code>${String(value)}${name ? ` ${name}` : ""}</code>`);
    return inside.length > 0 && `<div class="lane ${phase}"><b>${phase}</b>${pills.join("")}</div>`;
  });
  const caption = `${shortTitle(api)}: <code>${states.field}</code> of <code>${states.method}</code>`;
  return `<figure class="life"><figcaption>${caption}</figcaption><div class="lanes">${lanes.filter(Boolean).join("")}</div></figure>`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
