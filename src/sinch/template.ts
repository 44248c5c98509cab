/** The text that a recipient of a template gets, as the server writes it. */
import { normalized } from "../core/base/phone-numbers.js";

type Parameters = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

const PLACEHOLDER = /\$\{([A-Za-z0-9_\-.]+)\}/g;

/** A recipient without a value and without a default fails alone; what it would get is then left as it stands. */
export function rendered(body: string, parameters: unknown, recipient: string): string {
  if (typeof parameters !== "object" || parameters === null) return body;
  const number = normalized(recipient);
  return body.replaceAll(PLACEHOLDER, (whole, name: string) => {
    const values = (parameters as Parameters)[name] ?? {};
    const spelling = [recipient, number, `+${number}`, "default"].find((key) => Object.hasOwn(values, key));
    return spelling === undefined ? whole : String(values[spelling]);
  });
}
