import { cursorPage } from "../paging.js";
import type { Environment, Exchange } from "../provider.js";
import { RateWindow } from "../rate-window.js";
import { HOUR_MS } from "../time.js";
import { ACCOUNT } from "./account.js";
import { Batch, type CreateBody } from "./batch.js";
import { httpError } from "./errors.js";
import type { Files } from "./files.js";
import { writeResults } from "./results.js";
import { batchError, validate, type Validated } from "./validation.js";
import { announceEnd } from "./webhooks.js";

const DEFAULT_PAGE_SIZE = 20;
const EMBEDDINGS = "/v1/embeddings";

/** The batches of the project. */
export class Store {
  readonly #environment: Environment;
  readonly #files: Files;
  readonly #creates: RateWindow;
  /** Oldest first. */
  readonly #batches: Batch[] = [];
  readonly #byId = new Map<string, Batch>();
  /** Batches whose results have not been written yet. */
  readonly #unended = new Set<Batch>();

  constructor(environment: Environment, files: Files) {
    this.#environment = environment;
    this.#files = files;
    this.#creates = new RateWindow(environment.limit("createsPerHour"), HOUR_MS);
  }

  /** Creates a batch, also for an invalid file: the batch then fails. */
  create(exchange: Exchange): Batch {
    if (!this.#creates.take(this.#environment.clock.now())) {
      const message = `More than ${this.#creates.limit} batches were created within an hour.`;
      throw httpError(429, { message, type: "requests", code: "rate_limit_exceeded" });
    }
    const body = exchange.body as CreateBody;
    const batch = new Batch(this.#batches.length, body, this.#validated(body), this.#environment);
    this.#batches.push(batch);
    this.#byId.set(batch.id, batch);
    this.#unended.add(batch);
    this.#awaitEnd(batch);
    return batch;
  }

  get(exchange: Exchange): Batch {
    const id = exchange.params["batch_id"] ?? "";
    const batch = this.#byId.get(id);
    if (batch === undefined) throw httpError(404, { message: `No batch found with id '${id}'.` });
    return batch;
  }

  /** Newest first. */
  list({ query }: Exchange): object {
    const { limit = DEFAULT_PAGE_SIZE, after } = query as {
      readonly limit?: number;
      readonly after?: string;
    };
    const newestFirst = this.#batches.toReversed();
    const start = after === undefined ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
    if (after !== undefined && start === 0) {
      throw httpError(400, {
        message: `No batch found with id '${after}'.`,
        param: "after",
        code: "invalid_value",
      });
    }
    const page = cursorPage(newestFirst.slice(start), limit);
    return { object: "list", ...page, data: page.data.map((batch) => batch.document()) };
  }

  cancel(exchange: Exchange): Batch {
    const batch = this.get(exchange);
    if (["completed", "failed", "expired"].includes(batch.status)) {
      throw httpError(409, { message: `Cannot cancel a batch with status '${batch.status}'.` });
    }
    if (!batch.hasEnded) {
      batch.cancel();
      this.#awaitEnd(batch);
    }
    return batch;
  }

  /** Writes the files of all batches that have ended by now. */
  async settle(): Promise<void> {
    const ended = [...this.#unended].filter((batch) => batch.hasEnded);
    for (const batch of ended) {
      this.#unended.delete(batch);
      if (batch.status !== "failed") writeResults(batch, this.#files);
    }
    await Promise.all(ended.map((batch) => announceEnd(batch, this.#environment)));
  }

  #awaitEnd(batch: Batch): void {
    this.#environment.clock.schedule(batch.endMs, () => this.settle());
  }

  #validated(body: CreateBody): Validated {
    const input = this.#files.find(body.input_file_id)?.input;
    if (input === undefined) {
      const message = `There is no file ${body.input_file_id} for a batch.`;
      return { errors: [batchError({ code: "invalid_request", param: "file_id", message })] };
    }
    const validated = validate(input, body.endpoint);
    return validated.errors === undefined ? this.#withRoom(validated, body.endpoint) : validated;
  }

  /** Fails a batch that exceeds the queue of its model. Requests stay in the queue until their batch ends. */
  #withRoom(validated: Extract<Validated, { readonly errors?: undefined }>, endpoint: string): Validated {
    const isByRequest = endpoint === EMBEDDINGS;
    const sizeOf = ({ requests }: Pick<Batch, "requests">): number =>
      isByRequest ? requests.length : requests.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
    const queued = [...this.#unended].filter((batch) => batch.model === validated.model && !batch.hasEnded);
    const enqueued = queued.reduce((sum, batch) => sum + sizeOf(batch), sizeOf(validated));
    const limit = this.#environment.limit(isByRequest ? "enqueuedEmbeddings" : "enqueuedTokens");
    if (enqueued <= limit) return validated;
    const what = `${validated.model} in organization ${ACCOUNT.organization}`;
    const unit = isByRequest ? "requests" : "tokens";
    const message = `Too much is enqueued for ${what}: the limit is ${limit} ${unit}. Wait until a batch has ended.`;
    return { errors: [batchError({ code: "token_limit_exceeded", message })] };
  }
}
