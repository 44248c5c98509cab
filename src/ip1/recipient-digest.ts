import type { BatchDeliveryWindow, BatchRequest, TemplateValues } from "../../generated/ip1.js";
import { defined } from "../core/base/defined.js";
import { digestOf, SetDigest } from "../core/base/digest.js";
import type { Correlation } from "../core/base/types/index.js";
import { addressKey } from "../core/base/phone-numbers.js";
import { instantMs } from "../core/base/instant.js";

export type Envelope = Partial<Omit<BatchRequest, "recipients">>;

/** Trait value for a missing member. */
export const NONE = "none";

/** Trait value for a schedule that the server completes. */
export const OPEN = "open";

/** Collects the traits of a batch's recipients, in any order. */
export class RecipientDigest {
  readonly #recipients = new SetDigest();
  #size = 0;
  #hasValues = false;

  add(recipient: string | readonly [string, TemplateValues]): void {
    this.#hasValues ||= Array.isArray(recipient);
    this.#recipients.add(addressKey(Array.isArray(recipient) ? recipient[0] : recipient));
    this.#size++;
  }

  /** `label`: the unique reference that this client made, if any. */
  correlation(
    { sender, body, reference, deliveryWindows }: Envelope,
    label: string | undefined,
  ): Correlation {
    return defined({
      label,
      reference: label === undefined ? referenceOf(reference) : undefined,
      sender: digestOf(addressKey(sender)),
      body: digestOf(body),
      ...windowsOf(deliveryWindows),
      size: this.#size,
      recipients: this.#recipients.toString(),
      // The API does not return values, so this trait can never match: a template needs a label as proof.
      values: this.#hasValues ? 1 : undefined,
    });
  }

  get size(): number {
    return this.#size;
  }

  toString(): string {
    return this.#recipients.toString();
  }
}

/**
 * Digest of the delivery windows. The server may fill in open ends, so a schedule with an open end cannot be compared.
 */
export function windowsOf(windows: readonly BatchDeliveryWindow[] | null | undefined): {
  readonly windows: string;
} {
  if (!Array.isArray(windows) || windows.length === 0) return { windows: NONE };
  const spans = (windows as readonly unknown[]).map((window) => {
    const { opens, closes } = { ...(window as BatchDeliveryWindow | null) };
    return [instantMs(opens), instantMs(closes)];
  });
  return { windows: spans.flat().some(Number.isNaN) ? OPEN : digestOf(spans) };
}

/** Digest of the caller's own reference, which other batches may share. */
export function referenceOf(reference: unknown): string {
  return (reference ?? null) === null ? NONE : digestOf(reference);
}
