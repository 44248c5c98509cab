import type { Answer, Environment, Exchange } from "../provider.js";

const DEFAULT_LIMIT = 50;

/** One page of rows in ascending order, as a bare array, with a `Link` header that leads on. */
export function pageOf<Row>(
  exchange: Exchange,
  { origin }: Environment,
  rows: readonly Row[],
  write: (row: Row) => unknown,
): Answer {
  const {
    start = 0,
    limit = DEFAULT_LIMIT,
    order = "ASC",
  } = exchange.query as {
    readonly start?: number;
    readonly limit?: number;
    readonly order?: string;
  };
  const sorted = order === "DESC" ? rows.toReversed() : rows;
  const lastStart = Math.max(0, Math.ceil(rows.length / limit) - 1) * limit;
  const entry = (rel: string, from: number): string => {
    const search = new URLSearchParams(exchange.search);
    search.set("start", String(from));
    search.set("limit", String(limit));
    return `<${origin}${exchange.path}?${search.toString()}>; rel="${rel}"`;
  };
  const links = [
    entry("self", start),
    entry("first", 0),
    ...(start > 0 ? [entry("prev", Math.max(0, start - limit))] : []),
    ...(start + limit < rows.length ? [entry("next", start + limit)] : []),
    entry("last", lastStart),
  ];
  return {
    status: 200,
    headers: { link: links.join(", ") },
    body: sorted.slice(start, start + limit).map(write),
  };
}
