/**
 * Yields the results of a run in input order. Only the results of the next part in order are held in memory; those of
 * later parts are read when their turn comes.
 */
import { type Delivery, type DeliverySetup, eachInTurn, type RunItems, SentAgain } from "./delivery.js";
import type { EndedPart } from "./part.js";
import type { RunItem } from "./types.js";

/** An ended part of the first round whose results have not been yielded. */
interface PendingPart<Raw, Result> {
  readonly part: EndedPart<Raw>;
  /** Number of its items that are sent again and have no final result yet. */
  open: number;
  items?: readonly RunItem<Result>[];
}

export class InputOrderDelivery<Raw, Result> implements Delivery<Raw, Result> {
  readonly again: SentAgain<Raw>;
  readonly #setup: DeliverySetup<Raw, Result>;
  /** By part index; `#turn` is the next in order. */
  readonly #parts: (PendingPart<Raw, Result> | undefined)[] = [];
  #turn = 0;
  /** Latest results of the items that were sent again. */
  readonly #last = new Map<number, RunItem<Result>>();

  constructor(setup: DeliverySetup<Raw, Result>) {
    this.#setup = setup;
    this.again = new SentAgain(setup.rounds);
  }

  async *ended(part: EndedPart<Raw>): RunItems<Result> {
    if (part.round > 1) await this.#readAgain(part);
    else {
      const pending: PendingPart<Raw, Result> = { part, open: 0 };
      this.#parts[part.part.index] = pending;
      if (this.#setup.rounds() > 1) await this.#readFirst(pending);
    }
    for (let next = this.#parts[this.#turn]; next?.open === 0; next = this.#parts[this.#turn])
      yield* this.#handOver(next);
  }

  async *rest(): RunItems<Result> {
    const left = this.#parts.filter((pending) => pending !== undefined);
    const later = left.length === 0 ? [] : [...this.again.parts].filter(({ round }) => round > 1).reverse();
    // If a later round cannot be read, the results of the previous round are kept.
    for (const part of later) await this.#reread(part).catch(() => undefined);
    yield* eachInTurn(left.map((pending) => () => this.#handOver(pending)));
  }

  /** Keeps the results of a later round for items without a newer result. */
  async #reread(part: EndedPart<Raw>): Promise<void> {
    for await (const item of this.#setup.read(part))
      if (!this.#last.has(item.position)) this.#last.set(item.position, item);
  }

  /** Finds the items of a part to send again. Keeps the results if the part is next and none is. */
  async #readFirst(pending: PendingPart<Raw, Result>): Promise<void> {
    const { part } = pending;
    const isNext = part.part.index === this.#turn;
    const items: RunItem<Result>[] = [];
    for await (const item of this.#setup.read(part)) {
      if (this.again.takes(item, part)) pending.open++;
      if (isNext && pending.open === 0) items.push(item);
    }
    if (isNext && pending.open === 0) pending.items = items;
  }

  async #readAgain(part: EndedPart<Raw>): Promise<void> {
    for await (const item of this.#setup.read(part)) {
      if (this.again.takes(item, part)) continue;
      this.#last.set(item.position, item);
      const owner = this.#parts.find((pending) => pending && holds(pending.part, item.position));
      if (owner) owner.open--;
    }
  }

  async *#handOver({ part, items: known }: PendingPart<Raw, Result>): RunItems<Result> {
    this.#parts[part.part.index] = undefined;
    this.#turn = part.part.index + 1;
    const items: RunItem<Result>[] = [];
    let failure: { readonly error: unknown } | undefined;
    try {
      for await (const item of known ?? this.#setup.read(part))
        items.push(this.#last.get(item.position) ?? item);
    } catch (error) {
      // Yield the results that were read before the error.
      failure = { error };
    }
    items.sort((a, b) => order(a) - order(b));
    for (const item of items) {
      this.#last.delete(item.position);
      yield item;
    }
    if (failure) throw failure.error;
  }
}

function holds({ part: { from, to } }: EndedPart<unknown>, position: number): boolean {
  return from <= position && position < to;
}

/** Sort key: members of groups have no position and come last. */
function order({ position }: RunItem): number {
  return position < 0 ? Infinity : position;
}
