/** One pass of sending: the whole input, or the items that are sent again. */
export class Round {
  /** Input positions in ascending order; undefined for all items. */
  readonly #positions: readonly number[] | undefined;

  constructor(positions?: readonly number[]) {
    this.#positions = positions;
  }

  /** Whether positions in the round equal positions in the input. */
  get isWhole(): boolean {
    return this.#positions === undefined;
  }

  /** The items of this round. */
  itemsOf<Item>(input: Iterable<Item> | AsyncIterable<Item>): Iterable<Item> | AsyncIterable<Item> {
    const positions = this.#positions;
    if (positions === undefined) return input;
    if (Array.isArray(input)) return positions.map((position) => input[position] as Item);
    return picked(input, positions);
  }

  /** Converts a range of this round into the smallest range of input positions around it. */
  range(from: number, to: number): { readonly from: number; readonly to: number } {
    const positions = this.#positions;
    if (positions === undefined) return { from, to };
    const first = positions[from] ?? (positions.at(-1) ?? -1) + 1;
    return { from: first, to: to > from ? (positions[to - 1] ?? first) + 1 : first };
  }
}

async function* picked<Item>(
  input: Iterable<Item> | AsyncIterable<Item>,
  positions: readonly number[],
): AsyncGenerator<Item, void, void> {
  let [position, next] = [0, 0];
  for await (const item of input) {
    if (next === positions.length) return;
    if (positions[next] === position++) {
      next++;
      yield item;
    }
  }
}
