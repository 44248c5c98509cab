/**
 * Schemas as trees. Each named schema is written out once, in the page's schema section; elsewhere its name is a
 * `<details data-expand>` that holds a link, and that the page's script fills with a copy of the original when opened.
 */
import { nameOf, type Schema } from "../openapi.js";
import type { Api } from "./api.js";
import { assertShown, constraintLine, constraintsOf, enumeration, flags, literals } from "./constraints.js";
import { html, join, type Content, type Html } from "./html.js";
import { count, details, flag } from "./parts.js";
import { markdown } from "./text.js";

/** The whole of a schema without its name: prose, limits, fields, variants. `anchor` gives its fields anchors. */
export function schemaBody(api: Api, schema: Schema, anchor?: string): Html {
  assertShown(schema);
  return html`${prose(schema)}${facts(api, schema)}${structure(api, schema, anchor)}`;
}

/** What an operation shows: the first levels in place, named parts below them on demand. */
export function schemaOutline(api: Api, schema: Schema): Html {
  const named = schema.$ref !== undefined;
  const target = named ? api.resolve(schema) : schema;
  const items = target.items?.$ref === undefined ? undefined : api.resolve(target.items);
  return html`<div class="schema">
    <p class="rules">
      ${named ? schemaLink(nameOf(schema.$ref ?? "")) : typeLabel(api, schema)}${flags(target)}
    </p>
    ${items === undefined ? prose(target) : html`${prose(target)}${facts(api, target)}`}
    ${outlineBody(api, items ?? target)}
  </div>`;
}

function outlineBody(api: Api, schema: Schema): Html {
  const union = schema.oneOf ?? schema.anyOf ?? [];
  if (!union.some((part) => part.$ref !== undefined && isComposite(api, part))) {
    return html`${facts(api, schema)}${structure(api, schema)}`;
  }
  const variants = union.map((part, index) => {
    const label = part.$ref === undefined ? typeLabel(api, part) : nameOf(part.$ref);
    const target = api.resolve(part);
    const inside = html`${prose(target)}${facts(api, target)}${structure(api, target)}`;
    return details(
      html`${tagOf(api, part, schema)}${part.title ?? label}`,
      inside,
      index === 0 ? "open" : "",
    );
  });
  return html`${facts(api, schema)}${fieldList(api, schema)}
    <div class="variants">${variants}</div>`;
}

function prose({ description }: Schema): Content {
  return description !== undefined && markdown(description, 5);
}

function schemaLink(name: string): Html {
  return html`<a href="#schema/${name}">${name}</a>`;
}

/** The type in a few words, with links: `array of Batch or null`. */
export function typeLabel(api: Api, schema: Schema): Html {
  if (schema.$ref !== undefined) return schemaLink(nameOf(schema.$ref));
  const union = schema.oneOf ?? schema.anyOf;
  if (union !== undefined && schema.properties === undefined)
    return alternatives(union.map((part) => typeLabel(api, part)));
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  if (types.length === 0) return html`${impliedType(schema)}`;
  return alternatives(
    types.map((type) =>
      type === "array" && schema.items !== undefined
        ? html`array of ${typeLabel(api, schema.items)}`
        : html`${type}`,
    ),
  );
}

function alternatives(labels: readonly Html[]): Html {
  const distinct = [...new Map(labels.map((label) => [label.text, label])).values()];
  return html`${join(distinct, " or ")}`;
}

function impliedType(schema: Schema): string {
  if (schema.properties !== undefined || schema.allOf !== undefined) return "object";
  if ("const" in schema) return schema.const === null ? "null" : typeof schema.const;
  const [value] = schema.enum ?? [];
  return value === undefined ? "any JSON value" : typeof value;
}

/** Limits and values of a schema and, where it is a plain one behind a name or in a union, of what it stands for. */
function facts(api: Api, schema: Schema): Html {
  const own = html`${constraintLine(constraintsOf(schema))}${enumeration(schema)}${exampleLine(schema)}`;
  const union = schema.oneOf ?? schema.anyOf ?? [];
  const plain = union.filter((part) => !isComposite(api, part));
  const open = plain.some((part) => part.enum !== undefined) && plain.some(isBare);
  const items =
    schema.items !== undefined && !isComposite(api, schema.items) ? memberFacts(api, schema.items) : "";
  return html`${own}${plain.map((part) => memberFacts(api, part))}${
    open && html`<p class="rules">Open list: expect other values.</p>`
  }${items}`;
}

function memberFacts(api: Api, part: Schema): Html {
  assertShown(part);
  if (part.$ref !== undefined) {
    const target = api.resolve(part);
    return html`${target.description !== undefined && markdown(target.description, 5)}${facts(api, target)}`;
  }
  const label = part.title ?? (part.enum === undefined ? part.description : undefined);
  const content = facts(api, part);
  if (content.text === "" && label === undefined) return html``;
  const { description } = part;
  return html`<div class="member">
    ${part.title !== undefined && html`<p class="rules">${part.title}</p>`}${
      description !== undefined && markdown(description, 5)
    }${flags(part)}${content}
  </div>`;
}

function exampleLine({ examples = [] }: Schema): Content {
  return examples.length > 0 && html`<p class="rules">for example ${literals(examples)}</p>`;
}

function isBare(schema: Schema): boolean {
  return (
    schema.$ref === undefined && schema.enum === undefined && !("const" in schema) && schema.type !== "null"
  );
}

/** Fields, variants and named parts: everything that is a tree below the schema. */
function structure(api: Api, schema: Schema, anchor?: string): Html {
  const union = (schema.oneOf ?? schema.anyOf ?? []).filter((part) => isComposite(api, part));
  return html`${fieldList(api, schema, anchor)}${
    union.length > 0 &&
    html`<p class="rules">${schema.oneOf === undefined ? "Any of:" : "One of:"}</p>
      <div class="variants">${union.map((part) => variant(api, part, schema))}</div>`
  }${(schema.allOf ?? []).map((part) =>
    part.$ref === undefined
      ? structure(api, part)
      : html`<p class="rules">Everything in:</p>
          ${named(api, nameOf(part.$ref))}`,
  )}${schema.items !== undefined && isComposite(api, schema.items) && below(api, schema.items)}${
    schema.contentSchema !== undefined && below(api, schema.contentSchema)
  }`;
}

function fieldList(api: Api, schema: Schema, anchor?: string): Html {
  const { properties = {}, required = [], additionalProperties: rest } = schema;
  const rows = Object.entries(properties).map(([name, property]) =>
    field(api, name, property, required.includes(name), anchor),
  );
  if (typeof rest === "object") rows.push(field(api, "any other key", rest, false));
  return rows.length === 0
    ? html``
    : html`<ul class="fields">
        ${rows}
      </ul>`;
}

function field(api: Api, name: string, schema: Schema, required: boolean, anchor?: string): Html {
  assertShown(schema);
  const plainTarget =
    schema.$ref !== undefined && !isComposite(api, schema) ? api.resolve(schema) : undefined;
  const description = schema.description ?? plainTarget?.description;
  const id = anchor === undefined ? "" : html` id="${anchor}/${name}"`;
  return html`<li${id}>
    <p class="field"><code class="name">${name}</code> <span class="type">${typeLabel(api, schema)}</span>${
      required && html` ${flag("required")}`
    }${flags({ ...plainTarget, ...schema })}</p>
    ${description !== undefined && markdown(description, 6)}${plainTarget !== undefined && facts(api, plainTarget)}${facts(
      api,
      schema,
    )}${below(api, schema)}
  </li>`;
}

/** What a field opens up to. */
function below(api: Api, schema: Schema): Html {
  if (!isComposite(api, schema)) return html``;
  if (schema.$ref !== undefined) return named(api, nameOf(schema.$ref));
  const fields = Object.keys(schema.properties ?? {}).length;
  return fields > 0 ? details(count(fields, "field"), structure(api, schema)) : structure(api, schema);
}

function variant(api: Api, part: Schema, union: Schema): Html {
  if (part.$ref !== undefined) return named(api, nameOf(part.$ref), tagOf(api, part, union));
  const fields = html`${part.description !== undefined && markdown(part.description, 6)}${facts(api, part)}${structure(api, part)}`;
  return details(part.title ?? typeLabel(api, part), fields);
}

/** The value by which a variant is recognized: mapped by the discriminator, or constant in the variant itself. */
function tagOf(api: Api, part: Schema, union: Schema): Content {
  const { discriminator } = union;
  const mapped = Object.entries(discriminator?.mapping ?? {}).find(([, ref]) => ref === part.$ref)?.[0];
  if (discriminator !== undefined && mapped !== undefined) return tag(discriminator.propertyName, mapped);
  const constant = Object.entries(api.resolve(part).properties ?? {}).find(
    ([, property]) => "const" in property,
  );
  return constant !== undefined && tag(constant[0], String(constant[1].const));
}

function tag(name: string, value: string): Html {
  return html`<code>${name}: ${value}</code> `;
}

function named(api: Api, name: string, lead: Content = ""): Html {
  const { title } = api.document.components.schemas[name] ?? {};
  const link = html`<p>Described under ${schemaLink(name)}.</p>`;
  return details(html`${lead}${title ?? name}`, link, html`class="named" data-expand="schema/${name}"`);
}

/** Whether there is anything to open: fields, or a union or list of what has fields. Recursion counts as composite. */
function isComposite(api: Api, schema: Schema, seen: readonly string[] = []): boolean {
  if (schema.$ref !== undefined) {
    return seen.includes(schema.$ref) || isComposite(api, api.resolve(schema), [...seen, schema.$ref]);
  }
  const parts = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  if (schema.items !== undefined) parts.push(schema.items);
  if (schema.contentSchema !== undefined) parts.push(schema.contentSchema);
  return (
    Object.keys(schema.properties ?? {}).length > 0 ||
    typeof schema.additionalProperties === "object" ||
    parts.some((part) => isComposite(api, part, seen))
  );
}
