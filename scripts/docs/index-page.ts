/** The first page: the APIs side by side, every cell drawn from their documents. */
import { shortTitle, type Api, type Operation } from "./api.js";
import { createLimits, rateGroups, type State, type States } from "./compare.js";
import { groupBy } from "./group-by.js";
import { html, join, type Content, type Html } from "./html.js";
import type { Page } from "./layout.js";
import type { Safety } from "../openapi.js";
import { anchorOf, limitName } from "./operation.js";
import { count, flag, safetyChip, safetyWords } from "./parts.js";
import { schemeWords } from "./reference-page.js";
import type { Phases } from "./phases.js";
import { headingsOf } from "./search-index.js";
import { inline } from "./text.js";

/** What the comparison shows of one API: its document, and what the client makes of its states. */
export interface Column {
  readonly api: Api;
  readonly states: States | undefined;
  readonly phases: Phases | undefined;
}

interface Row {
  readonly title: string;
  readonly cell: (column: Column) => Content;
}

const phaseOrder = ["scheduled", "running", "canceling", "ended"] as const;

const safeties = Object.keys(safetyWords) as Safety[];

const rows: readonly Row[] = [
  { title: "Batches", cell: ({ api }) => methodList(api, (resource) => resource === "batches") },
  { title: "More calls", cell: ({ api }) => methodList(api, (resource) => resource !== "batches") },
  { title: "Webhooks", cell: ({ api }) => webhookList(api) },
  { title: "Phases", cell: phases },
  { title: "Limits", cell: ({ api }) => limits(api) },
  { title: "Safety", cell: ({ api }) => safetyCounts(api) },
  {
    title: "Rate-limit groups",
    cell: ({ api }) =>
      list(rateGroups(api).map(([group, size]) => html`<code>${group}</code> ${count(size, "operation")}`)),
  },
  { title: "Credentials", cell: ({ api }) => credentials(api) },
  {
    title: "Servers",
    cell: ({ api }) =>
      list(
        api.document.servers.map(
          ({ url, description }) => html`<code>${url}</code> ${inline(description ?? "")}`,
        ),
      ),
  },
  { title: "Download", cell: ({ api }) => downloads(api) },
];

export function indexPage(columns: readonly Column[]): Page {
  const apis = columns.map(({ api }) => api);
  const operations = apis.flatMap((api) => api.operations);
  return {
    file: "index.html",
    title: "batchwire · API reference",
    description:
      "Reference of the batch APIs that batchwire speaks, made from the same OpenAPI documents as its types.",
    content: html` <div class="intro">
        <h1>Batch APIs, down to the last field</h1>
        <p class="lead">
          The reference of every API that batchwire speaks, made from the same OpenAPI documents as its types:
          ${count(operations.length, "operation")} of ${count(apis.length, "provider")}, each with its
          schemas, limits, errors, examples, and the call in TypeScript and curl.
        </p>
      </div>
      <div class="cards">${apis.map(card)}</div>
      <section id="compare">
        <h2>Side by side</h2>
        <table class="compare">
          <thead>
            <tr>
              <td></td>
              ${apis.map((api) => html`<th scope="col"><a href="${api.name}.html">${shortTitle(api)}</a></th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => compareRow(row, columns))}
          </tbody>
        </table>
        <p class="rules">
          Phases: what <code>batches.watch</code> reports by default for the example of the document in that
          state. Where the states are those of messages, every message of the batch is in it.
        </p>
      </section>
      <section id="safety" class="intro">
        <h2>What is never sent twice</h2>
        <p>
          Every operation has a safety class, <code>x-safety</code> in its document. It decides what the
          client does when an answer fails to come.
        </p>
        <dl class="facts">
          ${safeties.map(
            (safety) =>
              html`<div>
                <dt>${safetyChip(safety)}</dt>
                <dd>
                  ${safetyWords[safety].text}
                  <span class="type"
                    >${count(operations.filter((one) => one.object["x-safety"] === safety).length, "operation")}</span
                  >
                </dd>
              </div>`,
          )}
        </dl>
        <p>
          ${flag("unconfirmed")} marks what a provider's documentation does not settle; the text beside it
          says which part.
        </p>
      </section>`,
  };
}

function card(api: Api): Html {
  const { info, components } = api.document;
  const { webhooks } = api;
  return html`<a class="card" href="${api.name}.html">
    <h2>${info.title}</h2>
    <p>${info.summary}</p>
    <p class="rules">
      ${count(api.operations.length, "operation")} ·
      ${
        webhooks.length > 0 && html`${count(webhooks.length, "webhook")} · `
      }${count(Object.keys(components.schemas).length, "schema")}
      · version ${info.version}
    </p></a
  >`;
}

function compareRow({ title, cell }: Row, columns: readonly Column[]): Html {
  const cells = columns.map(
    (column) =>
      html`<td data-api="${shortTitle(column.api)}">
        ${cell(column) || html`<span class="type">none</span>`}
      </td>`,
  );
  return html`<tr>
    <th scope="row">${title}</th>
    ${cells}
  </tr>`;
}

function list(items: readonly Content[]): Content {
  return (
    items.length > 0 &&
    html`<ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`
  );
}

/** Calls by the resource of their client method; what has no resource (a login) is listed under its own name. */
function methodList(api: Api, wanted: (resource: string) => boolean): Content {
  const groups = groupBy(api.operations, (one) => (one.object["x-client-method"] ?? "").split(".")[0] ?? "");
  const chosen = [...groups].filter(([resource]) => wanted(resource));
  return list(
    chosen.map(([resource, operations]) => {
      const links = join(
        operations.map((one) => methodLink(api, one)),
        ", ",
      );
      const named = operations.some((one) => one.object["x-client-method"]?.includes("."));
      return resource === "batches" || !named ? links : html`<code>${resource}</code>: ${links}`;
    }),
  );
}

function methodLink(api: Api, operation: Operation): Html {
  const method = operation.object["x-client-method"] ?? "";
  const label = method === "raw" ? `${operation.method} ${operation.path}` : method.split(".").at(-1);
  return html`<a href="${api.name}.html#${anchorOf(operation)}" title="${operation.object.summary}"
    >${label}</a
  >`;
}

function webhookList(api: Api): Content {
  return list(
    api.webhooks.map((one) => html`<a href="${api.name}.html#${anchorOf(one)}">${one.object.summary}</a>`),
  );
}

function phases({ states, phases: mapped }: Column): Content {
  if (states === undefined || mapped === undefined) return undefined;
  const groups = groupBy(states.values, (state) => mapped.get(state) ?? "running");
  const order = phaseOrder.filter((phase) => groups.has(phase));
  return [
    html`<p class="rules"><code>${states.field}</code> of <code>${states.method}</code></p>`,
    list(
      order.map((phase) => html`<b>${phase}</b> ${join((groups.get(phase) ?? []).map(stateLabel), ", ")}`),
    ),
  ];
}

function stateLabel({ value, name }: State): Html {
  return html`<code>${String(value)}</code>${name !== undefined && ` ${name}`}`;
}

/** What stands in fields of the document, then where its guide tells the rest. */
function limits(api: Api): Content {
  const fields = createLimits(api).map(({ name, text, unconfirmed }) => {
    const label = name.startsWith("x-") ? limitName(name) : html`<code>${name}</code>`;
    return html`${label}: ${text}${unconfirmed && html` ${flag("unconfirmed")}`}`;
  });
  const guides = headingsOf(api).filter(({ text }) => /limit|rate/i.test(text));
  return list([
    ...fields,
    ...guides.map(({ id, text }) => html`<a href="${api.name}.html#${id}">${text}</a>`),
  ]);
}

function safetyCounts(api: Api): Content {
  return list(
    safeties.map((safety) => {
      const size = api.operations.filter((one) => one.object["x-safety"] === safety).length;
      return html`${safetyChip(safety)} ${size}`;
    }),
  );
}

function credentials(api: Api): Content {
  return list(Object.values(api.document.components.securitySchemes).map((scheme) => schemeWords(scheme)));
}

function downloads(api: Api): Content {
  return list([
    html`<a href="specs/${api.name}.yaml" download>OpenAPI YAML</a>`,
    html`<a href="specs/${api.name}.json" download>bundled JSON</a>`,
  ]);
}
