/** Splits lines into files, and writes the file and the create call of each batch. */
import { SetDigest } from "../core/base/digest.js";
import { memberAt } from "../core/base/json.js";
import type { FileForm } from "../core/request/form.js";
import type { CutPlan, Frame } from "../core/submit/part.js";
import { MAX_EMBEDDING_INPUTS, MAX_FILE_BYTES, MAX_REQUESTS } from "./limits.js";
import { type BatchLimits, endpointOf, type RequestLine, type SubmitInput } from "./lines.js";

export interface CutSetup {
  readonly form: FileForm;
  readonly limits: BatchLimits;
  /** Members of the create call besides file and endpoint. */
  readonly envelope: object;
  readonly newCheck: CutPlan<RequestLine>["newCheck"];
}

export function cutPlan(
  items: SubmitInput,
  { form, limits, envelope, newCheck }: CutSetup,
): CutPlan<RequestLine> {
  const { maxItemsPerBatch: maxItems = MAX_REQUESTS, maxBytesPerBatch: maxBytes = MAX_FILE_BYTES } = limits;
  return {
    items,
    frame: () => frameOf(form, envelope),
    maxItems,
    maxBytes,
    weight: { of: embeddingInputs, max: Math.min(maxItems, MAX_EMBEDDING_INPUTS) },
    keyOf: (line) => JSON.stringify([endpointOf(line), memberAt(line, "body", "model")]),
    newCheck,
    idOf: (line) => line.custom_id,
    path: "requests",
  };
}

function frameOf(form: FileForm, envelope: object): Frame<RequestLine> {
  const ids = new SetDigest();
  let endpoint: string | undefined;
  return {
    head: form.head,
    separator: "\n",
    item: (line) => JSON.stringify({ ...line, method: line.method ?? "POST", url: endpointOf(line) }),
    taken(line) {
      endpoint ??= endpointOf(line);
      ids.add(String(line.custom_id));
    },
    tail: () => `\n${form.tail}`,
    correlation: () => ({ ids: ids.toString() }),
    identity: () => envelope,
    createBody: (input_file_id) => ({ input_file_id, endpoint, ...envelope }),
  };
}

/**
 * Number of inputs of an embeddings line. A list of texts or of token lists counts each entry; a list of tokens is one
 * input.
 */
function embeddingInputs(line: RequestLine): number {
  if (endpointOf(line)?.endsWith("/embeddings") !== true) return 0;
  const input = memberAt(line, "body", "input");
  return Array.isArray(input) && typeof input[0] !== "number" ? input.length : 1;
}
