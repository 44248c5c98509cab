/** The accepted forms of recipients. */
import type { BatchRequest, RecipientDictionary, TemplateValues } from "../../generated/ip1.js";
import { isIterable } from "../core/base/iterable.js";
import { addressText } from "../core/base/phone-numbers.js";
import type { CutPlan } from "../core/submit/part.js";

/** A number, with the values that replace `{name}` in its text. */
export type RecipientPair = readonly [msisdn: string, values: TemplateValues];
export type Recipient = string | RecipientPair;

/**
 * Numbers, or numbers with template values as a dictionary or pairs. The values of `default` go into every part; in
 * pairs, `default` must come first. For streams, every `{name}` in the text counts as a placeholder, and becomes empty
 * if nobody in a part has a value for it.
 */
export type Recipients =
  | RecipientDictionary
  | Iterable<string>
  | AsyncIterable<string>
  | Iterable<RecipientPair>
  | AsyncIterable<RecipientPair>;

/** A send body with any number of recipients. */
export type SubmitInput = Omit<BatchRequest, "recipients"> & { readonly recipients: Recipients };

export function isPair(recipient: unknown): recipient is RecipientPair {
  return Array.isArray(recipient);
}

/** Whether an entry holds the values for recipients without their own. */
export function isDefault(recipient: unknown): recipient is RecipientPair {
  return isPair(recipient) && recipient[0] === "default";
}

/** The recipients of a whole body, without `default`. */
export function itemsOf(recipients: BatchRequest["recipients"] | undefined): readonly Recipient[] {
  const { items } = sourceOf(recipients);
  return Array.isArray(items) ? (items as readonly Recipient[]) : [];
}

export function numberOf(recipient: Recipient): string {
  return addressText(isPair(recipient) ? recipient[0] : recipient);
}

/** The numbers of a body in position order, without `default`. */
export function numbersIn({ recipients }: Partial<BatchRequest>): string[] {
  if (Array.isArray(recipients)) return recipients.map(numberOf);
  return Object.keys(recipients ?? {}).filter((number) => number !== "default");
}

/** Recipients without `default`, one per input position. */
interface Source {
  readonly items: CutPlan<Recipient>["items"];
  /** The values of `default`, if read already. */
  readonly fallback: () => TemplateValues | undefined;
  /** All recipients, if they are known in advance. */
  readonly pairs?: readonly Recipient[];
}

export function sourceOf(recipients: unknown): Source {
  const known = isDictionary(recipients) ? Object.entries(recipients) : recipients;
  if (Array.isArray(known) || known instanceof Map) {
    const pairs = [...known] as Recipient[];
    const at = pairs.findIndex(isDefault);
    const found = pairs[at] as RecipientPair | undefined;
    // Only the first `default` is taken out. A second one is a fault, as in a stream.
    return { items: pairs.filter((_, place) => place !== at), fallback: () => found?.[1], pairs };
  }
  if (typeof known !== "object" || known === null)
    return { items: known as never, fallback: () => undefined };
  let values: TemplateValues | undefined;
  const items = withoutDefault(known as AsyncIterable<Recipient>, (found) => (values = found));
  return { items, fallback: () => values };
}

function isDictionary(recipients: unknown): recipients is RecipientDictionary {
  return typeof recipients === "object" && recipients !== null && !isIterable(recipients);
}

/** Takes `default` out of a stream, where it must be the first pair. */
async function* withoutDefault(
  recipients: AsyncIterable<Recipient>,
  take: (values: TemplateValues) => void,
): AsyncGenerator<Recipient> {
  let isFirst = true;
  for await (const recipient of recipients) {
    if (isFirst && isDefault(recipient)) take(recipient[1]);
    else yield recipient;
    isFirst = false;
  }
}
