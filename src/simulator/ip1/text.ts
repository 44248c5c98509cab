import type { RecipientDictionary, TemplateValues } from "../../../generated/ip1.js";

const PLACEHOLDER = /\{([^{}]+)\}/g;

/**
 * Writes the text of each recipient, by the rules of the older API: its own value, else that of `default`, else nothing;
 * a placeholder for which nobody has a value stays as it is.
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
