/** One page of a list: the wire document plus its `items`. */
export type Page<Item, Wire = unknown> = Wire & { readonly items: Item[] };

/**
 * A list that fetches its pages while it is read. Each iteration starts again at the first page.
 * @throws `HttpError` and other call errors, `PaginationError` if the server's paging does not advance
 */
export interface Paginated<Item, Wire = unknown> extends AsyncIterable<Item> {
  pages(): AsyncIterable<Page<Item, Wire>>;
  /** Collects all items, or the first `max`. */
  toArray(max?: number): Promise<Item[]>;
}

/** The query of an operation. Undefined members count as left out. */
export type QueryOf<Operation extends { readonly parameters: { readonly query?: unknown } }> = {
  [Name in keyof NonNullable<Operation["parameters"]["query"]>]:
    NonNullable<Operation["parameters"]["query"]>[Name] | undefined;
};
