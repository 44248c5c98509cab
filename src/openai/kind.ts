/** Describes batches for the shared methods: how to send, poll and find them. */
import type {
  Batch,
  BatchEndpoint,
  BatchRequestOutput,
  CreateBatchRequest,
  paths,
} from "../../generated/openai.js";
import { defined } from "../core/base/defined.js";
import { hasId, isDocument } from "../core/base/json.js";
import { valueIssues } from "../core/base/measure.js";
import type { CallOptions, ResultStream } from "../core/base/types/index.js";
import type { BatchKind } from "../core/batch/kind.js";
import type { Reading } from "../core/batch/wait/watch-one.js";
import { pagesOf } from "../core/batch/wait/status-list.js";
import type { Core } from "../core/request/client-core.js";
import { resendRefused } from "../core/submit/resend-refused.js";
import { classifyResult } from "./classify.js";
import { createIssues, envelopeIssues, lifeIssues, newLineCheck } from "./checks.js";
import { deleteFile, formOf, newBoundary, postFile } from "./files.js";
import { cutPlan } from "./frame.js";
import type { BatchLimits, OpenAISubmitOptions, RequestLine, SubmitInput } from "./lines.js";
import { MAX_BATCH_PAGE } from "./limits.js";
import { correlationOf, lostBatch } from "./lost.js";
import { listBatches } from "./paging.js";
import { refusalOf } from "./refusal.js";
import { batchResults, unspoken } from "./results.js";
import { readingOf } from "./status.js";
import { isoTime } from "./time.js";
import { usageOf } from "./usage.js";

/** A create body. Endpoint and window may be those of a compatible server. */
export type CreateBody = Omit<CreateBatchRequest, "endpoint" | "completion_window"> & {
  endpoint: BatchEndpoint | (string & {});
  completion_window: CreateBatchRequest["completion_window"] | (string & {});
};

export interface KindSetup {
  readonly purpose: string;
  readonly completionWindow: string;
  readonly limits: BatchLimits;
}

type Kind = BatchKind<Batch, CreateBody, SubmitInput, RequestLine, never, ResultStream<BatchRequestOutput>>;

export function retrieveBatch(core: Core<paths>, id: string, options?: CallOptions): Promise<Batch> {
  return core.http.call("get", "/batches/{batch_id}", { path: { batch_id: id } }, options);
}

export function batchKind(core: Core<paths>, { purpose, completionWindow, limits }: KindSetup): Kind {
  const boundary = newBoundary();
  return {
    // Small batches end within minutes, larger ones within hours.
    schedule: { initialMs: 5_000, factor: 1.5, maxMs: 60_000, jitter: 0.1 },
    waitTimeoutMs: 26 * 3_600_000,
    createOperation: "createBatch",
    pollOperation: "retrieveBatch",
    createdAt: (batch) => isoTime(batch.created_at),
    poll: async ({ handle, from }, options) => readingOf(await retrieveBatch(core, handle.id, options), from),
    statusList: () => ({
      pages: (_, options) => pagesOf(listBatches(core, { limit: MAX_BATCH_PAGE }, options)),
      read: listReading,
    }),
    whole: (body) => ({ body, check: () => createIssues(body), correlate: () => correlationOf(body) }),
    check: (_, options: OpenAISubmitOptions) => [
      ...envelopeIssues(options),
      ...lifeIssues("expires_after", options.expires_after),
      ...valueIssues({ metadata: options.metadata }),
    ],
    plan: (items, options: OpenAISubmitOptions) => {
      const { metadata, output_expires_after, expires_after } = options;
      const envelope = defined({ completion_window: completionWindow, metadata, output_expires_after });
      return cutPlan(items, {
        form: formOf(boundary, { purpose, expires_after }),
        limits,
        envelope,
        newCheck: newLineCheck,
      });
    },
    stage: {
      upload: async (body, options) => (await postFile(core, body, boundary, options)).id,
      remove: (id, options) => deleteFile(core, id, options),
    },
    create: ({ wire, correlation, options }) =>
      core.http.call("post", "/batches", {}, options, {
        wire,
        correlation,
        isComplete: isBatch,
      }),
    lateRefusal: { read: refusalOf, resend: resendRefused },
    unwrap: unwrapped,
    results: batchResults(core),
    meaning: {
      idOf: ({ custom_id: id }) => id,
      idIn: ({ custom_id: id }) => id,
      kindOf: classifyResult,
      usageOf,
      unspoken,
    },
    lost: lostBatch(core),
  };
}

/** The state that a row shows. A failed batch is read singly, because only then its faults get input positions. */
function listReading(batch: Batch): Reading<Batch, never> | undefined {
  const reading = readingOf(batch);
  return reading.outcome === "failed" ? undefined : reading;
}

export function isBatch(answer: unknown): boolean {
  return hasId(unwrapped(answer as Batch));
}

/** Some servers wrap the batch in a member `job`. */
function unwrapped(answer: Batch): Batch {
  const { job } = answer as { readonly job?: Batch };
  return isDocument(job) && !hasId(answer) ? (job as Batch) : answer;
}
