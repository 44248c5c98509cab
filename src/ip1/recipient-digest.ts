import type { BatchDeliveryWindow, BatchRequest, TemplateValues } from "../../generated/ip1.js";
import { defined } from "../core/base/defined.js";
import { digestOf, SetDigest } from "../core/base/digest.js";
import type { Correlation } from "../core/base/types/index.js";
import { addressKey } from "../core/base/phone-numbers.js";
import { instantMs } from "./time.js";

export type Envelope = Partial<Omit<BatchRequest, "recipients">>;

/** Stands for what a batch does not have. */
export const NONE = "none";

/** Stands for a schedule that the server completes. */
export const OPEN = "open";

/** Gathers what identifies the recipients of a batch, in any order. */
export class RecipientDigest {
  readonly #recipients = new SetDigest();
  #size = 0;
  #hasValues = false;

  add(recipient: string | readonly [string, TemplateValues]): void {
    this.#hasValues ||= Array.isArray(recipient);
    this.#recipients.add(addressKey(Array.isArray(recipient) ? recipient[0] : recipient));
    this.#size++;
  }

  /** `label`: the reference is one that this client made, and no other batch has it. */
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
      // Values are not given back, so without a label a template can never be proven.
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
 * When a batch may go out. The server may fill in what a window leaves open, so a schedule with such a window is none that
 * could be recognised: it stands for itself.
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

/** A label of the caller's own, which may have been used before. */
export function referenceOf(reference: unknown): string {
  return (reference ?? null) === null ? NONE : digestOf(reference);
}
