/** The lines of a batch's file. */
import type { BatchRequestInput, CreateBatchRequest, FileExpirationAfter } from "../../generated/openai.js";
import { memberAt, stringAt } from "../core/base/json.js";
import type { SubmitOptions } from "../core/submit/submit.js";

const CHAT = "/v1/chat/completions";

type Line<Request> = Request extends { url: infer Url; body: infer Body }
  ? { custom_id: string; method?: "POST" | undefined; body: Body } & (Url extends typeof CHAT
      ? { url?: Url | undefined }
      : { url: Url })
  : never;

/** A line for an endpoint that only compatible servers have. */
interface OtherLine {
  custom_id: string;
  method?: "POST" | undefined;
  url: `/${"chat" | "responses" | "embeddings" | "completions" | "v2" | "v3" | "v4" | "v1/chat/ds"}${string}`;
  body: object;
}

/** A request. `method` defaults to POST, and `url` to `/v1/chat/completions` if the body has `messages`. */
export type RequestLine = Line<BatchRequestInput> | OtherLine;

/** Any number of requests; `submit` splits them into batches. */
export type SubmitInput = Iterable<RequestLine> | AsyncIterable<RequestLine>;

export interface OpenAISubmitOptions extends SubmitOptions {
  /**
   * Stored with each batch.
   * @default none
   */
  readonly metadata?: CreateBatchRequest["metadata"] | undefined;
  /**
   * When the provider deletes the results files.
   * @default after 30 days
   */
  readonly output_expires_after?: CreateBatchRequest["output_expires_after"] | undefined;
  /**
   * When the provider deletes the uploaded files.
   * @default after 30 days
   */
  readonly expires_after?: FileExpirationAfter | undefined;
}

export interface BatchLimits {
  /**
   * Maximum number of requests in a batch.
   * @default 50_000
   */
  readonly maxItemsPerBatch?: number | undefined;
  /**
   * Maximum size of a file in bytes.
   * @default 200_000_000
   */
  readonly maxBytesPerBatch?: number | undefined;
}

export function endpointOf(line: unknown): string | undefined {
  return stringAt(line, "url") ?? (memberAt(line, "body", "messages") === undefined ? undefined : CHAT);
}
