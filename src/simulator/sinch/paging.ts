import { slice } from "../paging.js";
import type { Exchange } from "../provider.js";
import { DAY_MS } from "../time.js";
import { timeOf } from "./batch.js";

const DEFAULT_SIZE = 30;

/** `page_size` in an answer is the number of its entries; a page past the end is empty. */
export function numberedPage(name: string, entries: readonly unknown[], { query }: Exchange): unknown {
  const { page = 0, page_size: size = DEFAULT_SIZE } = query as { page?: number; page_size?: number };
  const { rows } = slice(entries, page * size, size);
  return { count: entries.length, page, page_size: rows.length, [name]: rows };
}

/** Whether a time lies in the period asked for: by default the last 24 hours, its end excluded. */
export function periodOf({ query }: Exchange, nowMs: number): (atMs: number) => boolean {
  const startMs = timeOf(query["start_date"]) ?? nowMs - DAY_MS;
  const endMs = timeOf(query["end_date"]) ?? Infinity;
  return (atMs) => atMs >= startMs && atMs < endMs;
}

/** Whether a value is in the list asked for; without a list everything is. */
export function listed({ query }: Exchange, name: string, read = (entry: unknown) => entry) {
  const wanted = (query[name] as readonly unknown[] | undefined)?.map(read);
  return (value: unknown): boolean => wanted === undefined || wanted.includes(value);
}

export function hasReference({ query }: Exchange) {
  const wanted = query["client_reference"];
  return (value: unknown): boolean => wanted === undefined || wanted === value;
}
