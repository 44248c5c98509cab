/** Renders the text of a recipient as the server does. */
import { hasMember, isDocument } from "../core/base/json.js";
import { normalized } from "../core/base/phone-numbers.js";

type Parameters = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

const PLACEHOLDER = /\$\{([A-Za-z0-9_\-.]+)\}/g;

/**
 * Replaces placeholders. Without a value and a default, the placeholder stays; the server rejects only that recipient.
 */
export function rendered(body: string, parameters: unknown, recipient: string): string {
  if (!isDocument(parameters)) return body;
  const number = normalized(recipient);
  return body.replaceAll(PLACEHOLDER, (whole, name: string) => {
    const values = (parameters as Parameters)[name];
    const spelling = [recipient, number, `+${number}`, "default"].find((key) => hasMember(values, key));
    return spelling === undefined ? whole : String(values?.[spelling]);
  });
}
