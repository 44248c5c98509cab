/** Decides which results a run yields when a part ends, and which items it sends again. */
import type { EndedPart } from "./part.js";
import type { RunItem } from "./types.js";

export type RunItems<Result> = AsyncGenerator<RunItem<Result>, void, void>;

export interface DeliverySetup<Raw, Result> {
  /** Reads the results of a part. May be called again. */
  readonly read: (part: EndedPart<Raw>) => RunItems<Result>;
  /** Maximum number of rounds. */
  readonly rounds: () => number;
}

/** Yields each item once, with its last result. */
export interface Delivery<Raw, Result> {
  /** The items to send again. */
  readonly again: SentAgain<Raw>;
  /** Call this for every ended part. Yields the results that are final. */
  ended(part: EndedPart<Raw>): RunItems<Result>;
  /** Call this when nothing more is sent. Yields the held-back items with their latest results. */
  rest(): RunItems<Result>;
}

/** The items to send again. */
export class SentAgain<Raw> {
  readonly #rounds: () => number;
  #positions: number[] = [];
  /** The parts with results of items that are sent again. */
  readonly parts = new Set<EndedPart<Raw>>();

  constructor(rounds: () => number) {
    this.#rounds = rounds;
  }

  /** Whether the item is sent again. If so, it is recorded. */
  takes({ kind, round, position }: RunItem, part: EndedPart<Raw>): boolean {
    if (kind !== "retry" || round >= this.#rounds() || position < 0) return false;
    this.#positions.push(position);
    this.parts.add(part);
    return true;
  }

  /** The input positions of the next round, ascending. */
  next(): number[] {
    const positions = this.#positions.sort((a, b) => a - b);
    this.#positions = [];
    return positions;
  }
}

/** Runs the sequences in turn. The first error is thrown after all of them have ended. */
export async function* eachInTurn<Result>(sequences: readonly (() => RunItems<Result>)[]): RunItems<Result> {
  let failure: { readonly error: unknown } | undefined;
  for (const sequence of sequences) {
    try {
      yield* sequence();
    } catch (error) {
      failure ??= { error };
    }
  }
  if (failure) throw failure.error;
}

/** Yields the results of each part as soon as it ends. */
export class ArrivalDelivery<Raw, Result> implements Delivery<Raw, Result> {
  readonly again: SentAgain<Raw>;
  readonly #read: DeliverySetup<Raw, Result>["read"];
  readonly #held = new PositionSet();
  readonly #out = new PositionSet();
  /** Number of items that are held back. */
  #waiting = 0;

  constructor({ read, rounds }: DeliverySetup<Raw, Result>) {
    this.#read = read;
    this.again = new SentAgain(rounds);
  }

  async *ended(part: EndedPart<Raw>): RunItems<Result> {
    for await (const item of this.#read(part)) {
      if (!this.again.takes(item, part)) yield* this.#handedOver(item);
      else if (this.#held.add(item.position)) this.#waiting++;
    }
  }

  rest(): RunItems<Result> {
    const parts = this.#waiting === 0 ? [] : [...this.again.parts].reverse();
    return eachInTurn(parts.map((part) => () => this.#unread(part)));
  }

  async *#unread(part: EndedPart<Raw>): RunItems<Result> {
    for await (const item of this.#read(part)) yield* this.#handedOver(item);
  }

  *#handedOver(item: RunItem<Result>): Generator<RunItem<Result>, void, void> {
    const { position } = item;
    if (position >= 0 && !this.#out.add(position)) return;
    if (this.#held.has(position)) this.#waiting--;
    yield item;
  }
}

/** A set of input positions, one bit each. */
class PositionSet {
  #bits = new Uint8Array(1024);

  /** Adds a position; false if it is already there. */
  add(position: number): boolean {
    if (this.has(position)) return false;
    const at = position >> 3;
    if (at >= this.#bits.length) {
      const grown = new Uint8Array(Math.max(at + 1, this.#bits.length * 2));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (position & 7));
    return true;
  }

  has(position: number): boolean {
    return ((this.#bits[position >> 3] ?? 0) & (1 << (position & 7))) !== 0;
  }
}
