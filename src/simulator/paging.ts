/** A page of rows, and where its neighbours begin. */
export interface Slice<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; absent on the last one. */
  readonly nextStart?: number;
  /** Where the previous page begins; absent on the first one. */
  readonly previousStart?: number;
}

/** The page of at most `size` rows that begins at `start`; empty past the end. */
export function slice<Row>(rows: readonly Row[], start: number, size: number): Slice<Row> {
  const end = start + size;
  return {
    rows: rows.slice(start, end),
    ...(end < rows.length && { nextStart: end }),
    ...(start > 0 && { previousStart: Math.max(0, start - size) }),
  };
}

/** A page in the envelope that Anthropic and OpenAI share. */
export interface CursorPage<Row> {
  readonly data: readonly Row[];
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
}

/** The first `size` rows, or backward the last ones. `has_more` is about the same direction. */
export function cursorPage<Row extends { readonly id: string }>(
  rows: readonly Row[],
  size: number,
  direction: "forward" | "backward" = "forward",
): CursorPage<Row> {
  const data = direction === "forward" ? rows.slice(0, size) : rows.slice(-size);
  return {
    data,
    has_more: rows.length > size,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
}
