/** Which results of a run come out as a part ends, and which items are sent again instead. */
import type { EndedPart } from "./part.js";
import type { RunItem } from "./types.js";

export type RunItems<Result> = AsyncGenerator<RunItem<Result>, void, void>;

export interface DeliverySetup<Raw, Result> {
  /** Reads what became of a part; may be called again. */
  readonly read: (part: EndedPart<Raw>) => RunItems<Result>;
  /** How many rounds there are at most. */
  readonly rounds: () => number;
}

/** Hands each item over once, with its last result. */
export interface Delivery<Raw, Result> {
  /** What is to be sent again. */
  readonly again: SentAgain<Raw>;
  /** To be called with every part that has ended; yields what can come out by now. */
  ended(part: EndedPart<Raw>): RunItems<Result>;
  /** Yields what is held back, once nothing more is sent: the last result that there is of each item. */
  rest(): RunItems<Result>;
}

/** The items that are sent again. */
export class SentAgain<Raw> {
  readonly #rounds: () => number;
  #positions: number[] = [];
  /** The parts that hold results of such items. */
  readonly parts = new Set<EndedPart<Raw>>();

  constructor(rounds: () => number) {
    this.#rounds = rounds;
  }

  /** Whether an item is sent again, which is noted then. */
  takes({ kind, round, position }: RunItem, part: EndedPart<Raw>): boolean {
    if (kind !== "retry" || round >= this.#rounds() || position < 0) return false;
    this.#positions.push(position);
    this.parts.add(part);
    return true;
  }

  /** The input positions of the next round, in order. */
  next(): number[] {
    const positions = this.#positions.sort((a, b) => a - b);
    this.#positions = [];
    return positions;
  }
}

/** One sequence after the other. What goes wrong with one is thrown once the others are out. */
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

/** Every part comes out as it ends. */
export class ArrivalDelivery<Raw, Result> implements Delivery<Raw, Result> {
  readonly again: SentAgain<Raw>;
  readonly #read: DeliverySetup<Raw, Result>["read"];
  readonly #held = new PositionSet();
  readonly #out = new PositionSet();
  /** How many items are held back. */
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

/** Input positions, one byte each. */
class PositionSet {
  #flags = new Uint8Array(1024);

  /** False if it was there. */
  add(position: number): boolean {
    if (this.has(position)) return false;
    if (position >= this.#flags.length) {
      const grown = new Uint8Array(Math.max(position + 1, this.#flags.length * 2));
      grown.set(this.#flags);
      this.#flags = grown;
    }
    this.#flags[position] = 1;
    return true;
  }

  has(position: number): boolean {
    return this.#flags[position] === 1;
  }
}
