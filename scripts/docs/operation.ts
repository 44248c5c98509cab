/** One call on a reference page: what it does, what it takes, what comes back, and how to make it. */
import { examplesOf, securityOf, type Answer, type Api, type Operation } from "./api.js";
import { constraintLine, constraintsOf, enumeration, flags, literal } from "./constraints.js";
import { html, join, type Content, type Html } from "./html.js";
import type { CodeSample, Content as Bodies, Header, MediaType, Parameter } from "../openapi.js";
import { breakable, count, details, flag, methodBadge, safetyChip, safetyWords } from "./parts.js";
import { schemaOutline, typeLabel } from "./schema.js";
import { code, inline, json, markdown } from "./text.js";

const places = { path: "Path", query: "Query", header: "Headers", cookie: "Cookies" } as const;

export function anchorOf(operation: Operation): string {
  return `${operation.kind}/${operation.id}`;
}

export function operationSection(api: Api, operation: Operation, samples: readonly CodeSample[]): Html {
  const { object } = operation;
  const anchor = anchorOf(operation);
  return html`<section class="operation" id="${anchor}" data-${operation.kind}="${operation.id}">
    <div class="text">
      <h3><a class="anchor" href="#${anchor}">${object.summary}</a>${flags(object)}</h3>
      <p class="call">
        ${methodBadge(operation.method)}
        ${
          operation.kind === "webhook"
            ? html`<code>${operation.id}</code> <span class="type">called by the provider</span>`
            : html`<code class="path">${breakable(operation.path)}</code>`
        }
      </p>
      ${factList(api, operation)} ${markdown(object.description, 5)} ${parameterTables(api, operation)}
      ${requestBody(api, operation)}
      <h4>${operation.kind === "webhook" ? "Your response" : "Responses"}</h4>
      ${operation.answers.map((answer) => answerRow(api, answer))}
    </div>
    <div class="samples">
      ${samples.map((sample) => sampleBlock(sample))}
      ${bodyExamples(api, operation.kind === "webhook" ? "Event" : "Request", operation.body?.content)}
      ${operation.answers
        .filter(({ shared, status }) => shared === undefined || /^[23]/.test(status))
        .map(({ status, response }) => bodyExamples(api, `Response ${status}`, response.content))}
    </div>
  </section>`;
}

/** Safety, client method, rate-limit group, credentials and limits: what decides whether and how to call it. */
function factList(api: Api, operation: Operation): Html {
  const { object } = operation;
  const safety = object["x-safety"];
  const method = object["x-client-method"];
  const security = securityOf(api, operation).map(([name, , permissions]) =>
    permissions.length === 0 ? html`${name}` : html`${name} (${permissions.join(", ")})`,
  );
  const rows: [string, Content][] = [];
  if (safety !== undefined) {
    rows.push(["Safety", html`${safetyChip(safety)} ${safetyWords[safety].text}`]);
  }
  if (method !== undefined) rows.push(["Client", clientCall(method)]);
  if (security.length > 0) {
    rows.push(["Credentials", html`<a href="#guide/credentials">${join(security, " or ")}</a>`]);
  }
  if (operation.kind === "operation") {
    rows.push(["Rate-limit group", html`<code>${object["x-limit-group"] ?? "default"}</code>`]);
    const { servers } = api.document;
    if (!servers.includes(operation.server))
      rows.push(["Server", html`<code>${operation.server.url}</code>`]);
  }
  rows.push(...operation.limits.map(([name, value]): [string, Content] => [limitName(name), html`${value}`]));
  return html`<dl class="facts">
    ${rows.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function clientCall(method: string): Html {
  return method === "login"
    ? html`its own login, made when it is needed`
    : html`<code>client.${method}</code>`;
}

/** `x-body-limit-bytes` as people say it. */
export function limitName(name: string): string {
  const words = name.replace(/^x-/, "").replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function parameterTables(api: Api, operation: Operation): Content {
  return Object.entries(places).map(([place, title]) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) return undefined;
    return html`<h4>${title}</h4>
      <ul class="fields">
        ${parameters.map((parameter) => parameterRow(api, parameter))}
      </ul>`;
  });
}

function parameterRow(api: Api, parameter: Parameter): Html {
  const joined = parameter.schema?.type === "array" && parameter.explode === false;
  return html`<li>
    <p class="field"><code class="name">${parameter.name}</code> ${valueRules(api, parameter).type}</p>
    ${parameter.description !== undefined && markdown(parameter.description, 6)}
    ${valueRules(api, parameter).rules}
    ${joined && html`<p class="rules">several values are joined by commas</p>`} ${exampleLine(api, parameter)}
  </li>`;
}

/** Type and limits of a parameter or header, with those of the named schema behind it. */
function valueRules(api: Api, holder: Header): { type: Html; rules: Html } {
  const { schema = {} } = holder;
  const target = api.resolve(schema);
  const deep = target.items === undefined ? [target] : [target, api.resolve(target.items)];
  return {
    type: html`<span class="type">${typeLabel(api, schema)}</span
      >${holder.required === true && html` ${flag("required")}`}${flags({ ...target, ...holder })}`,
    rules: html`${deep.map((one) => [constraintLine(constraintsOf(one)), enumeration(one)])}${(target.anyOf ?? []).map(enumeration)}`,
  };
}

function exampleLine(api: Api, holder: MediaType): Content {
  const examples = examplesOf(api, holder);
  if (examples.length === 0) return undefined;
  const values = examples.map(
    ({ value, summary }) => html`${literal(value)}${summary !== undefined && html` ${inline(summary)}`}`,
  );
  return html`<p class="rules">for example ${join(values, ", ")}</p>`;
}

function requestBody(api: Api, operation: Operation): Content {
  const { body } = operation;
  if (body === undefined) return undefined;
  return html`<h4>${operation.kind === "webhook" ? "Event" : "Body"}</h4>
    ${body.description !== undefined && markdown(body.description, 5)}
    ${flags(body)}${bodies(api, body.content)}`;
}

function bodies(api: Api, content: Bodies | undefined): Content {
  return Object.entries(content ?? {}).map(
    ([mediaType, { schema }]) =>
      html`<p class="media"><code>${mediaType}</code></p>
        ${schema !== undefined && schemaOutline(api, schema)}`,
  );
}

/** A success is told in full; what many operations have in common is described once, further down. */
function answerRow(api: Api, { status, shared, response }: Answer): Html {
  const { lead: sentence, rest } = split(response.description ?? "");
  const success = status.startsWith("2");
  const lead = html`<code class="status s${status.charAt(0)}">${status}</code>
    ${inline(sentence)}${flags(response)}`;
  const content =
    shared === undefined || success
      ? answerContent(api, { ...response, description: rest })
      : html`${rest !== "" && markdown(rest, 5)}
          <p>Body, headers and examples: <a href="#response/${shared}">${shared}</a>.</p>`;
  return details(lead, content, html`class="answer"${success && " open"}`);
}

export function answerContent(api: Api, response: Answer["response"]): Html {
  const { description = "" } = response;
  const headers = Object.entries(response.headers ?? {});
  return html`${description !== "" && markdown(description, 5)}
  ${response["x-body-optional"] === true && html`<p class="rules">The body may be absent.</p>`}
  ${response.content === undefined && html`<p class="rules">No body.</p>`}
  ${headers.length > 0 && details(count(headers.length, "header"), headerList(api, headers))}
  ${bodies(api, response.content)}`;
}

function headerList(api: Api, headers: readonly (readonly [string, Header])[]): Html {
  const rows = headers.map(([name, given]) => {
    const header = api.resolve(given);
    const { type, rules } = valueRules(api, header);
    return html`<li>
      <p class="field"><code class="name">${name}</code> ${type}</p>
      ${header.description !== undefined && markdown(header.description, 6)}${rules}${exampleLine(api, header)}
    </li>`;
  });
  return html`<ul class="fields">
    ${rows}
  </ul>`;
}

/** The first sentence, for the line that is always visible, and what follows it. */
function split(text: string): { readonly lead: string; readonly rest: string } {
  const [paragraph = ""] = text.trim().split(/\n\s*\n/);
  const sentence = /^[\s\S]*?[.:](?=\s+[A-Z*`(]|$)/.exec(paragraph)?.[0] ?? paragraph;
  const lead = sentence.replaceAll(/\s+/g, " ").replace(/:$/, ".");
  return { lead, rest: text.trim().slice(sentence.length).trim() };
}

function sampleBlock({ lang, label, source }: CodeSample): Html {
  return html`<figure class="sample" data-lang="${label}">
    <figcaption>${label}</figcaption>
    ${code(source, lang === "Shell" ? "bash" : lang.toLowerCase())}
  </figure>`;
}

export function bodyExamples(api: Api, title: string, content: Bodies | undefined): Content {
  return Object.values(content ?? {}).map((media) => {
    const examples = examplesOf(api, media);
    return examples.map(({ summary, description, value }, index) =>
      details(
        html`<span class="kind">${title}</span> ${inline(summary ?? "Example")}`,
        html`${description !== undefined && markdown(description, 6)}${json(value)}`,
        html`class="example"${index === 0 && " open"}`,
      ),
    );
  });
}
