import { slice } from "../paging.js";
import type { Exchange } from "../provider.js";
import { DAY_MS } from "../time.js";
import { timeOf } from "./batch.js";

const DEFAULT_SIZE = 30;

/** A page by number, empty past the end. Its `page_size` is the number of its entries, not the size asked for. */
export function numberedPage(name: string, entries: readonly unknown[], { query }: Exchange): unknown {
  const { page = 0, page_size: size = DEFAULT_SIZE } = query as { page?: number; page_size?: number };
  const { rows } = slice(entries, page * size, size);
  return { count: entries.length, page, page_size: rows.length, [name]: rows };
}

/** Whether a time is in the period of the query, by default the last 24 hours. The end is excluded. */
export function periodOf({ query }: Exchange, nowMs: number): (atMs: number) => boolean {
  const startMs = timeOf(query["start_date"]) ?? nowMs - DAY_MS;
  const endMs = timeOf(query["end_date"]) ?? Infinity;
  return (atMs) => atMs >= startMs && atMs < endMs;
}

/** Whether a value is in a list parameter of the query. Without the parameter every value is. */
export function listed({ query }: Exchange, name: string, read = (entry: unknown) => entry) {
  const wanted = (query[name] as readonly unknown[] | undefined)?.map(read);
  return (value: unknown): boolean => wanted === undefined || wanted.includes(value);
}

export function hasReference({ query }: Exchange) {
  const wanted = query["client_reference"];
  return (value: unknown): boolean => wanted === undefined || wanted === value;
}
