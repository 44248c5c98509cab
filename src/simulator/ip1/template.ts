import type { RecipientDictionary, TemplateValues } from "../../../generated/ip1.js";

const PLACEHOLDER = /\{([^{}]+)\}/g;

/**
 * Renders a template by the rules of the older API: the value of the recipient, else that of `default`, else nothing.
 * A placeholder for which no recipient has a value is left unchanged.
 */
export function renderer(template: string, recipients: RecipientDictionary): (own: TemplateValues) => string {
  const fallback = recipients["default"] ?? {};
  const known = new Set(Object.values(recipients).flatMap((values) => Object.keys(values)));
  const valueIn = (values: TemplateValues, name: string): string | undefined =>
    Object.hasOwn(values, name) ? values[name] : undefined;
  return (own) =>
    template.replaceAll(PLACEHOLDER, (whole, name: string) =>
      known.has(name) ? (valueIn(own, name) ?? valueIn(fallback, name) ?? "") : whole,
    );
}
