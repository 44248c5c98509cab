/** One page of a list: the wire document plus its `items`. */
export type Page<Item, Wire = unknown> = Wire & { readonly items: Item[] };

/** A list, fetched page by page as it is read; it can be iterated many times. */
export interface Paginated<Item, Wire = unknown> extends AsyncIterable<Item> {
  pages(): AsyncIterable<Page<Item, Wire>>;
  /** All items, or the first `max`. */
  toArray(max?: number): Promise<Item[]>;
}

/** The query of an operation. A member may also be given as undefined, which is as if it were left out. */
export type QueryOf<Operation extends { readonly parameters: { readonly query?: unknown } }> = {
  [Name in keyof NonNullable<Operation["parameters"]["query"]>]:
    NonNullable<Operation["parameters"]["query"]>[Name] | undefined;
};
