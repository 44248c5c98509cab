/** What a schema demands, in words. */
import { html, join, type Content, type Html } from "./html.js";
import type { Schema } from "../openapi.js";
import { flag } from "./parts.js";
import { code, compactJson } from "./text.js";

/** Keywords that some part of the pages shows. One that is missing here would silently drop a fact: that is an error. */
const shown = new Set([
  ...["$ref", "type", "title", "description", "deprecated", "format", "default", "const", "enum", "examples"],
  ...["minimum", "maximum", "exclusiveMinimum", "minLength", "maxLength", "pattern", "contentEncoding"],
  ...["contentMediaType", "contentSchema", "maxProperties"],
  ...["minItems", "maxItems", "items", "minProperties", "required", "properties", "additionalProperties"],
  ...["unevaluatedProperties", "propertyNames", "dependentSchemas", "not", "oneOf", "anyOf", "allOf"],
  ...["discriminator", "x-enum-varnames", "x-date", "x-readonly", "x-unconfirmed"],
]);

export function assertShown(schema: Schema): void {
  const unknown = Object.keys(schema).filter((key) => !shown.has(key));
  if (unknown.length > 0) throw new Error(`schema: the pages do not show ${unknown.join(", ")}`);
}

/** Limits, format, pattern, default and constant of this schema alone, without those of its parts. */
export function constraintsOf(schema: Schema): Html[] {
  const { minimum, maximum, exclusiveMinimum, pattern, contentEncoding, contentMediaType } = schema;
  return [
    ...("const" in schema ? [html`always ${literal(schema.const)}`] : []),
    ...(schema.format === undefined ? [] : [html`format <code>${schema.format}</code>`]),
    ...(contentEncoding === undefined ? [] : [html`encoded as ${contentEncoding}`]),
    ...(contentMediaType === undefined ? [] : [html`content <code>${contentMediaType}</code>`]),
    ...range(minimum, maximum, ""),
    ...(exclusiveMinimum === undefined ? [] : [html`more than ${exclusiveMinimum}`]),
    ...range(schema.minLength, schema.maxLength, "character"),
    ...range(schema.minItems, schema.maxItems, "item"),
    ...range(schema.minProperties, schema.maxProperties, "key"),
    ...(pattern === undefined ? [] : [html`pattern <code>${pattern}</code>`]),
    ...("default" in schema ? [html`default ${literal(schema.default)}`] : []),
    ...exclusionsOf(schema),
    ...(schema.additionalProperties === false ? [html`no other fields`] : []),
    ...keyRules(schema.propertyNames),
  ];
}

function range(least: number | undefined, most: number | undefined, noun: string): Html[] {
  const unit = noun === "" ? "" : ` ${noun}${(most ?? least) === 1 ? "" : "s"}`;
  if (least !== undefined && most !== undefined) {
    return [least === most ? html`exactly ${least}${unit}` : html`${least} to ${most}${unit}`];
  }
  if (least !== undefined) return [html`at least ${least}${unit}`];
  return most === undefined ? [] : [html`at most ${most}${unit}`];
}

function exclusionsOf({ not, dependentSchemas = {} }: Schema): Html[] {
  const refused = Object.entries(dependentSchemas).flatMap(([name, rule]) =>
    rule.not !== undefined && Object.keys(rule.not).length === 0 ? [name] : [],
  );
  const values = Object.entries(dependentSchemas).flatMap(([name, rule]) => {
    const excluded = rule.properties?.[name]?.not;
    return excluded !== undefined && "const" in excluded
      ? [html`<code>${name}</code> not ${literal(excluded.const)}`]
      : [];
  });
  return [
    ...(not !== undefined && "const" in not ? [html`not ${literal(not.const)}`] : []),
    ...(not?.required === undefined ? [] : [html`never together: ${codes(not.required)}`]),
    ...(refused.length === 0 ? [] : [html`refused: ${codes(refused)}`]),
    ...values,
  ];
}

function keyRules(keys: Schema | undefined): Html[] {
  if (keys === undefined) return [];
  const rules = [
    ...constraintsOf(keys),
    ...(keys.enum === undefined ? [] : [html`one of ${literals(keys.enum)}`]),
  ];
  return rules.length === 0 ? [] : [html`keys: ${join(rules, ", ")}`];
}

/** The values of an enumeration, with their names where numbers carry any. */
export function enumeration({ enum: values, "x-enum-varnames": names }: Schema): Html {
  if (values === undefined) return html``;
  const items = values.map(
    (value, index) =>
      html`<li>${literal(value)}${names?.[index] !== undefined && html` ${names[index]}`}</li>`,
  );
  return html`<ul class="values" aria-label="Values">
    ${items}
  </ul>`;
}

export function constraintLine(rules: readonly Content[]): Html {
  if (rules.length === 0) return html``;
  return html`<p class="rules">${join(rules, html`<span class="dot"> · </span>`)}</p>`;
}

export function flags(schema: { readonly deprecated?: boolean; readonly "x-unconfirmed"?: boolean }): Html {
  return html`${schema.deprecated === true && html` ${flag("deprecated")}`}${
    schema["x-unconfirmed"] === true && html` ${flag("unconfirmed")}`
  }`;
}

export function literal(value: unknown): Html {
  const text = compactJson(value);
  return text.includes("\n") ? code(text, "json") : html`<code class="value">${text}</code>`;
}

export function literals(values: readonly unknown[]): Content {
  return join(values.map(literal), ", ");
}

function codes(names: readonly string[]): Content {
  return join(
    names.map((name) => html`<code>${name}</code>`),
    ", ",
  );
}
