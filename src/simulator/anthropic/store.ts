import { cursorPage } from "../paging.js";
import type { Environment, Exchange } from "../provider.js";
import { Batch } from "./batch.js";
import { httpError } from "./errors.js";
import type { RequestPlan } from "./request.js";

const DEFAULT_PAGE_SIZE = 20;

/** The batches of the account. */
export class Store {
  readonly #environment: Environment;
  /** Oldest first. Deleted batches are kept, without their requests, because they remain valid cursors. */
  readonly #batches: Batch[] = [];
  readonly #byId = new Map<string, Batch>();
  /** Batches that had not ended at the last check. */
  readonly #unended = new Set<Batch>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  create(plans: readonly RequestPlan[], exchange: Exchange): Batch {
    this.#assertRoom(plans.length, exchange);
    const id = `msgbatch_${this.#environment.random("batch", this.#batches.length).text(24)}`;
    const batch = new Batch(id, plans, this.#environment);
    this.#batches.push(batch);
    this.#unended.add(batch);
    this.#byId.set(id, batch);
    return batch;
  }

  get(exchange: Exchange): Batch {
    const id = exchange.params["message_batch_id"] ?? "";
    const batch = this.#byId.get(id);
    if (batch === undefined || batch.isDeleted)
      throw httpError(exchange, 404, `There is no message batch ${id}.`);
    return batch;
  }

  /** Newest first. */
  list(exchange: Exchange): object {
    const { limit = DEFAULT_PAGE_SIZE, after_id: afterId, before_id: beforeId } = exchange.query;
    if (afterId !== undefined && beforeId !== undefined) {
      throw httpError(exchange, 400, "before_id: cannot be combined with after_id");
    }
    const newestFirst = this.#batches.toReversed();
    const isBackward = beforeId !== undefined;
    const end = isBackward ? this.#cursor(newestFirst, beforeId, "before_id", exchange) : undefined;
    const start = afterId === undefined ? 0 : this.#cursor(newestFirst, afterId, "after_id", exchange) + 1;
    const listed = newestFirst.slice(start, end).filter((batch) => !batch.isDeleted);
    const page = cursorPage(listed, limit as number, isBackward ? "backward" : "forward");
    return { ...page, data: page.data.map((batch) => batch.document()) };
  }

  /** Refuses a batch that does not fit into the queue. Requests stay in the queue until their batch ends. */
  #assertRoom(added: number, exchange: Exchange): void {
    const now = this.#environment.clock.now();
    let waiting = 0;
    for (const batch of this.#unended) {
      if (batch.endMs <= now) this.#unended.delete(batch);
      else waiting += batch.size;
    }
    const limit = this.#environment.limit("queuedRequests");
    if (waiting + added <= limit) return;
    const words = `The processing queue holds at most ${limit} requests: ${waiting} wait, ${added} were added.`;
    throw httpError(exchange, 429, words);
  }

  #cursor(batches: readonly Batch[], id: unknown, name: string, exchange: Exchange): number {
    const index = batches.findIndex((batch) => batch.id === id);
    if (index < 0) throw httpError(exchange, 400, `${name}: there is no message batch ${String(id)}`);
    return index;
  }
}
