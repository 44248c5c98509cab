import type { BatchDeliveryWindow, BatchRequest, TemplateValues } from "../../generated/ip1.js";
import { defined } from "../core/base/defined.js";
import { digestOf, SetDigest } from "../core/base/digest.js";
import type { Correlation } from "../core/base/types/index.js";
import { instantMs } from "./time.js";

export type Envelope = Partial<Omit<BatchRequest, "recipients">>;

/** Stands for what a batch does not have. */
export const NONE = "none";

/** Gathers what identifies the recipients of a batch, in any order. */
export class RecipientDigest {
  readonly #recipients = new SetDigest();
  #size = 0;
  #hasValues = false;

  add(recipient: string | readonly [string, TemplateValues]): void {
    this.#hasValues ||= typeof recipient !== "string";
    this.#recipients.add(normalized(typeof recipient === "string" ? recipient : recipient[0]));
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
      sender: digestOf(normalized(sender)),
      body: digestOf(body),
      windows: windowsOf(deliveryWindows),
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

export function windowsOf(windows: readonly BatchDeliveryWindow[] | null | undefined): string {
  if (!Array.isArray(windows) || windows.length === 0) return NONE;
  return digestOf(
    (windows as readonly BatchDeliveryWindow[]).map(({ opens, closes }) => [
      instantMs(opens) || null,
      instantMs(closes) || null,
    ]),
  );
}

export function normalized(address: unknown): string {
  return String(address).replace(/^\+/, "");
}

/** A label of the caller's own, which may have been used before. */
export function referenceOf(reference: unknown): string {
  return (reference ?? null) === null ? NONE : digestOf(reference);
}
