import { slice } from "../paging.js";
import type { Answer, Environment, Exchange } from "../provider.js";

const DEFAULT_LIMIT = 50;

/** One page of rows, as a bare array with a `Link` header. `rows`: in ascending order. */
export function linkedPage<Row>(
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
  const page = slice(order === "DESC" ? rows.toReversed() : rows, start, limit);
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
    ...(page.previousStart === undefined ? [] : [entry("prev", page.previousStart)]),
    ...(page.nextStart === undefined ? [] : [entry("next", page.nextStart)]),
    entry("last", lastStart),
  ];
  return {
    status: 200,
    headers: { link: links.join(", ") },
    body: page.rows.map(write),
  };
}
