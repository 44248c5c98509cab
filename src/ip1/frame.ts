/** Splits recipients into batches and writes the body of a send. */
import type { BatchRequest } from "../../generated/ip1.js";
import { jsonText, openObject } from "../core/base/json.js";
import { lowerOf } from "../core/submit/limits.js";
import { cachedSegments } from "../core/base/segments.js";
import type { CutPlan, Frame } from "../core/submit/part.js";
import { SENDS } from "./dialect.js";
import { Fallback, namesIn, textFor } from "./fallback.js";
import { RecipientDigest } from "./recipient-digest.js";
import { isPair, type Recipient, sourceOf, type SubmitInput } from "./recipients.js";

export interface CutOptions {
  readonly size: number;
  /** The label of the next part; undefined if the caller gave a reference. */
  readonly labelFor: () => string | undefined;
  readonly newCheck: CutPlan<Recipient>["newCheck"];
}

export function cutPlan(input: SubmitInput, { size, labelFor, newCheck }: CutOptions): CutPlan<Recipient> {
  const { recipients, ...envelope } = { ...input };
  const source = sourceOf(recipients);
  const segments = cachedSegments();
  let found: readonly string[] | undefined;
  const names = (): readonly string[] => (found ??= namesIn(envelope.body, source.pairs));
  return {
    items: source.items,
    label: labelFor,
    frame: (label) => frameOf(envelope, label, new Fallback(source.fallback, names)),
    maxItems: lowerOf("maxRecipientsPerBatch", size, Infinity),
    maxBytes: Infinity,
    newCheck,
    message: (recipient) => segments(textFor(recipient, envelope.body, source.fallback(), names())),
    notes: isGsmOnly(envelope) ? ["With datacoding gsm, texts in UCS-2 are denied."] : [],
    path: "recipients",
  };
}

function isGsmOnly({ datacoding }: Omit<BatchRequest, "recipients">): boolean {
  return String(datacoding).toLowerCase() === "gsm";
}

/** Writes a list or a dictionary, according to the first recipient. */
function frameOf(
  envelope: Omit<BatchRequest, "recipients">,
  label: string | undefined,
  fallback: Fallback,
): Frame<Recipient> {
  const members = openObject(label === undefined ? envelope : { ...envelope, reference: label }, SENDS);
  const digest = new RecipientDigest();
  let opening: "[" | "{" | undefined;
  return {
    head: `${members}"recipients":`,
    item(recipient) {
      const form = isPair(recipient) ? "{" : "[";
      // The shared code turns this error into a ValidationError with the position.
      if (opening !== undefined && opening !== form) throw new TypeError("mixed recipients");
      const start = opening === undefined ? form : "";
      opening = form;
      return isPair(recipient)
        ? `${start}${JSON.stringify(String(recipient[0]))}:${JSON.stringify(recipient[1] ?? {})}`
        : `${start}${JSON.stringify(recipient ?? null)}`;
    },
    tail() {
      if (opening !== "{") return "]}";
      const values = fallback.ofPart();
      return values === undefined ? "}}" : `,"default":${jsonText(values, SENDS)}}}`;
    },
    taken(recipient) {
      digest.add(recipient);
      fallback.taken(recipient);
    },
    correlation: () => digest.correlation(envelope, label),
    identity: () => [envelope, fallback.given() ?? null],
  };
}
