import type {
  BatchRequest,
  DeletedMessageBatch,
  MessageBatch,
  MessageBatchCreateParams,
  MessageBatchesPage,
  MessageBatchIndividualResponse,
  paths,
} from "../../generated/anthropic.js";
import { Batches } from "../core/batch/batches.js";
import type { Core } from "../core/request/core.js";
import { hasId, stringAt } from "../core/base/json.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import type { BatchKind } from "../core/batch/kind.js";
import { checkResultsOptions } from "../core/base/options.js";
import { type ResultsOptions, type ResultStream, resultStream } from "../core/results/result-stream.js";
import type { BatchRef, CallOptions, Paginated, SendOptions } from "../core/base/types/index.js";
import { createIssues, newRequestCheck } from "./checks.js";
import { MAX_BODY_BYTES, MAX_REQUESTS } from "./limits.js";
import { listBatches, type MessageBatchListQuery } from "./paging.js";
import { customIdOf, endedBatch, isFreshlyEnded } from "./results.js";
import { countsOf, readingOf } from "./status.js";

export type SubmitInput = Iterable<BatchRequest> | AsyncIterable<BatchRequest>;

const BATCHES = "/v1/messages/batches";
const BATCH = "/v1/messages/batches/{message_batch_id}";

/** Message batches: up to 100,000 requests each, processed within 24 hours, results kept for 29 days after creation. */
export class MessageBatches extends Batches<MessageBatch, SubmitInput, BatchRequest> {
  readonly #core: Core<paths>;
  protected readonly kind: BatchKind<MessageBatch, SubmitInput, BatchRequest, never>;

  constructor(core: Core<paths>, workspaceId: string | undefined) {
    super(core);
    this.#core = core;
    this.kind = this.#kind(workspaceId);
  }

  /**
   * Creates a batch. It starts at once and is billed per request; it is never sent twice by itself.
   * Throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` when the answer got lost.
   */
  async create(body: MessageBatchCreateParams, options?: SendOptions): Promise<MessageBatch> {
    const size = body?.requests?.length ?? 0;
    const check = (): readonly ValidationIssue[] => createIssues(body);
    return this.sendOne(body, { check, correlate: () => ({ size }), maxBytes: MAX_BODY_BYTES }, options);
  }

  /** The batch as it stands. All requests count as `processing` until the whole batch has ended. */
  retrieve(id: string, options?: CallOptions): Promise<MessageBatch> {
    return this.#core.http.call("get", BATCH, { path: { message_batch_id: id } }, options, {
      isComplete: hasId,
    });
  }

  /** Batches of the workspace, newest first; with `before_id` the walk goes from there towards the newest. */
  list(
    query: MessageBatchListQuery = {},
    options?: CallOptions,
  ): Paginated<MessageBatch, MessageBatchesPage> {
    return listBatches(this.#core, query, options);
  }

  /** Asks the provider to stop; the batch ends later, with the results of what was already done. */
  cancel(id: string, options?: CallOptions): Promise<MessageBatch> {
    return this.#core.http.call("post", `${BATCH}/cancel`, { path: { message_batch_id: id } }, options);
  }

  /** Deletes an ended batch and its results. */
  delete(id: string, options?: CallOptions): Promise<DeletedMessageBatch> {
    return this.#core.http.call("delete", BATCH, { path: { message_batch_id: id } }, options);
  }

  /**
   * The results of an ended batch, one per request, in no particular order: match them by `custom_id`. Streams in
   * constant memory, resumes a broken download, and yields every `custom_id` once.
   * Throws `ValidationError` if the batch has not ended, `ResponseParseError` for a line that is no result,
   * `IncompleteResultsError` if lines are missing or repeated, `ConnectionError` if the download cannot be resumed.
   */
  results(
    ref: BatchRef,
    options: ResultsOptions & CallOptions = {},
  ): ResultStream<MessageBatchIndividualResponse> {
    const { http, clock, skewMs } = this.#core;
    const { after: _after, verify = true, resume: _resume, ...call } = options;
    let id = "";
    let batch: MessageBatch | undefined;
    return resultStream<MessageBatchIndividualResponse>({
      open: async () => {
        const extras = {
          read: "bytes",
          accept: "application/x-jsonl, */*;q=0.5",
          followRedirect: true,
        } as const;
        const { bytes } = await http.answer(
          "get",
          `${BATCH}/results`,
          { path: { message_batch_id: id } },
          call,
          extras,
        );
        return bytes as NonNullable<typeof bytes>;
      },
      expected: async () => {
        checkResultsOptions(options);
        ({ id } = this.handle(ref));
        if (!verify) return undefined;
        batch = endedBatch(ref) ?? (await this.retrieve(id, call));
        return countsOf(endedBatch(batch, "required"))?.total;
      },
      isNotYet: () => batch !== undefined && isFreshlyEnded(batch, clock.now() + skewMs()),
      idOf: customIdOf,
      options,
      clock,
      context: { provider: "anthropic", operation: "retrieveMessageBatchResults" },
    });
  }

  #kind(workspaceId: string | undefined): BatchKind<MessageBatch, SubmitInput, BatchRequest, never> {
    const { http } = this.#core;
    return {
      // Most batches end within the hour, small ones within seconds; the vendor's own sample looks once a minute.
      schedule: { initialMs: 2_000, factor: 1.5, maxMs: 60_000, jitter: 0.1 },
      createOperation: "createMessageBatch",
      pollOperation: "retrieveMessageBatch",
      account: () => workspaceId,
      createdAt: (batch) => stringAt(batch, "created_at"),
      poll: async ({ handle }, options) => readingOf(await this.retrieve(handle.id, options)),
      plan: (items) => ({
        items,
        frame: () => ({
          head: '{"requests":[',
          item: (request) => JSON.stringify(request),
          tail: () => "]}",
          correlation: (size) => ({ size }),
        }),
        maxItems: MAX_REQUESTS,
        maxBytes: MAX_BODY_BYTES,
        newCheck: newRequestCheck,
        path: "requests",
      }),
      create: (wire, correlation, options) =>
        http.call("post", BATCHES, {}, options, { wire, correlation, isComplete: hasId }),
      candidates: ({ size }, window) => this.#createdWithin(window, Number(size)),
    };
  }

  /** The API gives no way to find a batch but its time and its size. */
  async *#createdWithin(
    window: { fromMs: number; toMs: number },
    size: number,
  ): AsyncGenerator<MessageBatch> {
    for await (const batch of this.list({ limit: 100 })) {
      const createdAtMs = Date.parse(batch.created_at);
      if (createdAtMs < window.fromMs) return;
      if (createdAtMs <= window.toMs && countsOf(batch)?.total === size) yield batch;
    }
  }
}
