/** The reference page of one document. */
import { securityOf, type Api, type Operation, type TagGroup } from "./api.js";
import { flags } from "./constraints.js";
import { html, join, slug, type Content, type Html } from "./html.js";
import type { Page } from "./layout.js";
import type { CodeSample, Server } from "../openapi.js";
import { anchorOf, answerContent, bodyExamples, operationSection } from "./operation.js";
import { count, methodBadge } from "./parts.js";
import { schemaBody } from "./schema.js";
import { inline, markdown, type Heading } from "./text.js";

export type Samples = ReadonlyMap<string, readonly CodeSample[]>;

export function referencePage(api: Api, samples: Samples): Page {
  const { info } = api.document;
  const headings: Heading[] = [];
  const guide = markdown(info.description, 2, "guide", headings);
  const shared = Object.entries(api.document.components.responses ?? {});
  const schemas = Object.entries(api.document.components.schemas);
  return {
    file: `${api.name}.html`,
    title: `${info.title} · batchwire`,
    description: info.summary,
    navigation: navigation(
      api,
      headings,
      shared.map(([name]) => name),
    ),
    content: html` <div class="intro">
        <h1>${info.title}</h1>
        <p class="lead">${inline(info.summary)}</p>
        <p class="downloads">
          Version ${info.version} · <a href="specs/${api.name}.yaml" download>OpenAPI YAML</a> ·
          <a href="specs/${api.name}.json" download>bundled JSON</a>${externalDocs(api)}
        </p>
        ${guide} ${credentials(api)}
      </div>
      ${api.groups.map((group) => tagSection(api, group, samples))}
      ${
        shared.length > 0 &&
        html`<section class="shared" id="responses">
          <h2>Shared responses</h2>
          <p>What several operations have in common.</p>
          ${shared.map(([name, response]) => sharedAnswer(api, name, response))}
        </section>`
      }
      <section class="shared" id="schemas">
        <h2>Schemas</h2>
        <p>Every named shape of the document, ${count(schemas.length, "schema")} in alphabetical order.</p>
        ${schemas
          .sort(([a], [b]) => a.localeCompare(b))
          .map(
            ([name, schema]) =>
              html`<section class="named-schema" id="schema/${name}">
                <h3><a class="anchor" href="#schema/${name}">${name}</a>${flags(schema)}</h3>
                <div class="schema">${schemaBody(api, schema, `schema/${name}`)}</div>
              </section>`,
          )}
      </section>`,
  };
}

function navigation(api: Api, headings: readonly Heading[], shared: readonly string[]): Html {
  const schemas = Object.keys(api.document.components.schemas).sort((a, b) => a.localeCompare(b));
  const links = (names: readonly string[], prefix: string): Content =>
    names.map((name) => html`<li><a href="#${prefix}/${name}">${name}</a></li>`);
  return html` <p>Guide</p>
    <ul>
      ${headings.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}
      <li><a href="#guide/credentials">Servers and credentials</a></li>
    </ul>
    ${api.groups.map(
      ({ name, operations }) =>
        html`<p><a href="#tag/${slug(name)}">${name}</a></p>
          <ul>
            ${operations.map(
              (one) =>
                html`<li>
                  <a href="#${anchorOf(one)}"
                    >${methodBadge(one.method)} <span>${one.object.summary}</span></a
                  >
                </li>`,
            )}
          </ul>`,
    )}
    ${
      shared.length > 0 &&
      html`<details>
        <summary><a href="#responses">Shared responses</a></summary>
        <ul>
          ${links(shared, "response")}
        </ul>
      </details>`
    }
    <details>
      <summary><a href="#schemas">Schemas</a></summary>
      <ul>
        ${links(schemas, "schema")}
      </ul>
    </details>`;
}

function externalDocs(api: Api): Content {
  const { externalDocs: docs } = api.document;
  return docs !== undefined && html` · <a href="${docs.url}">${docs.description ?? docs.url}</a>`;
}

function tagSection(api: Api, group: TagGroup, samples: Samples): Html {
  const id = `tag/${slug(group.name)}`;
  return html`<section class="tag" id="${id}">
    <div class="intro">
      <h2><a class="anchor" href="#${id}">${group.name}</a></h2>
      ${markdown(group.description, 3)}
    </div>
    ${group.operations.map((operation) => operationSection(api, operation, samples.get(operation.id) ?? []))}
  </section>`;
}

function sharedAnswer(api: Api, name: string, given: Parameters<typeof answerContent>[1]): Html {
  const response = api.resolve(given);
  return html`<section class="operation" id="response/${name}">
    <div class="text">
      <h3><a class="anchor" href="#response/${name}">${name}</a>${flags(response)}</h3>
      ${markdown(response.description ?? "", 4)}${answerContent(api, { ...response, description: "" })}
    </div>
    <div class="samples">${bodyExamples(api, "Example", response.content)}</div>
  </section>`;
}

function credentials(api: Api): Html {
  const { servers, components } = api.document;
  const schemes = Object.entries(components.securitySchemes).map(
    ([name, scheme]) =>
      html`<li>
        <p class="field">
          <code class="name">${name}</code> <span class="type">${schemeWords(scheme)}</span>
        </p>
        ${markdown(scheme.description ?? "", 4)}${usedBy(api, name)}
      </li>`,
  );
  return html`<h2 id="guide/credentials">
      <a class="anchor" href="#guide/credentials">Servers and credentials</a>
    </h2>
    <ul class="fields">
      ${servers.map(serverRow)}
    </ul>
    <ul class="fields">
      ${schemes}
    </ul>`;
}

export function schemeWords(scheme: Api["document"]["components"]["securitySchemes"][string]): string {
  if (scheme.type === "apiKey") return `${scheme.in ?? ""} ${scheme.name ?? ""}`;
  if (scheme.type === "http") return `HTTP ${scheme.scheme ?? ""}`;
  return `OAuth 2.0, ${Object.keys(scheme.flows ?? {})
    .map((flow) => flow.replaceAll(/([A-Z])/g, " $1").toLowerCase())
    .join(", ")}`;
}

function serverRow({ url, description, variables = {} }: Server): Html {
  const rows = Object.entries(variables).map(
    ([name, variable]) =>
      html`<p class="rules">
        <code>${name}</code>: ${(variable.enum ?? []).join(", ")}; default
        <code class="value">${variable.default}</code>. ${inline(variable.description ?? "")}
      </p>`,
  );
  return html`<li>
    <p class="field"><code class="name">${url}</code></p>
    ${markdown(description ?? "", 4)}${rows}
  </li>`;
}

/** Named only where it is the exception: most schemes guard everything. */
function usedBy(api: Api, name: string): Content {
  const users = api.operations.filter((operation) =>
    securityOf(api, operation).some(([used]) => used === name),
  );
  if (users.length === 0 || users.length > 3) return undefined;
  const link = (operation: Operation): Html =>
    html`<a href="#${anchorOf(operation)}">${operation.object.summary}</a>`;
  return html`<p class="rules">used by ${join(users.map(link), ", ")}</p>`;
}
