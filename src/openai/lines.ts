/** The lines of a batch's file, and how any number of them is cut into files. */
import type { BatchRequestInput, CreateBatchRequest, FileExpirationAfter } from "../../generated/openai.js";
import { SetDigest } from "../core/base/digest.js";
import { memberAt, stringAt } from "../core/base/json.js";
import type { FileForm } from "../core/request/form.js";
import type { CutPlan, Frame } from "../core/submit/split.js";
import type { SubmitOptions } from "../core/submit/submit.js";
import { MAX_EMBEDDING_INPUTS, MAX_FILE_BYTES, MAX_REQUESTS } from "./limits.js";

const CHAT = "/v1/chat/completions";

type Line<Request> = Request extends { url: infer Url; body: infer Body }
  ? { custom_id: string; method?: "POST" | undefined; body: Body } & (Url extends typeof CHAT
      ? { url?: Url | undefined }
      : { url: Url })
  : never;

/** A line of an endpoint that only other servers have. */
interface OtherLine {
  custom_id: string;
  method?: "POST" | undefined;
  url: `/${"chat" | "responses" | "embeddings" | "completions" | "v2" | "v3" | "v4" | "v1/chat/ds"}${string}`;
  body: object;
}

/** A request. `method` is POST where it is left out, and `url` is `/v1/chat/completions` where the body has `messages`. */
export type RequestLine = Line<BatchRequestInput> | OtherLine;

/** Requests of any number: `submit` cuts them into batches. */
export type SubmitInput = Iterable<RequestLine> | AsyncIterable<RequestLine>;

export interface OpenAISubmitOptions extends SubmitOptions {
  /** Stored with each batch. */
  readonly metadata?: CreateBatchRequest["metadata"] | undefined;
  /** When the files with the results are deleted. Default: after 30 days. */
  readonly output_expires_after?: CreateBatchRequest["output_expires_after"] | undefined;
  /** When the files that are uploaded are deleted. Default: after 30 days. */
  readonly expires_after?: FileExpirationAfter | undefined;
}

export interface BatchLimits {
  /** @default 50_000 */
  readonly maxItemsPerBatch?: number | undefined;
  /** @default 200_000_000 */
  readonly maxBytesPerBatch?: number | undefined;
}

export interface CutSetup {
  readonly form: FileForm;
  readonly limits: BatchLimits;
  /** What the create call says beside the file and the endpoint. */
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

export function endpointOf(line: unknown): string | undefined {
  return stringAt(line, "url") ?? (memberAt(line, "body", "messages") === undefined ? undefined : CHAT);
}

/** A list of texts is as many inputs, and so is a list of lists of tokens; a list of tokens is one. */
function embeddingInputs(line: RequestLine): number {
  if (endpointOf(line)?.endsWith("/embeddings") !== true) return 0;
  const input = memberAt(line, "body", "input");
  return Array.isArray(input) && typeof input[0] !== "number" ? input.length : 1;
}
