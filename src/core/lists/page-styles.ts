/**
 * The paging styles of all servers. Each style is configured with the names of members and parameters, and returns a
 * pure function from a page to the next query. Styles never throw, whatever a server answers.
 */
import { memberAt, stringAt } from "../base/json.js";
import { parseLinkHeader } from "./link-header.js";
import { type ListSource, queryOfNext, queryOfSameList } from "./next-address.js";

/** The query of a list, or its body if the list is read by POST. */
export type ListQuery = Readonly<Record<string, unknown>>;

/** A page as received. */
export interface AnsweredPage {
  readonly data: unknown;
  readonly headers: Headers;
  readonly rows: readonly unknown[];
  /** The query of this page, and of the first page of this walk. */
  readonly query: ListQuery;
  readonly firstQuery: ListQuery;
  /** Number of rows so far, including this page. */
  readonly seen: number;
  readonly source: ListSource;
}

/** The next query; or why the announced next page cannot be requested; or undefined after the last page. */
export type NextPage = { readonly query: ListQuery } | { readonly endReason: string } | undefined;

export type PageStyle = (page: AnsweredPage) => NextPage;

export interface CursorStyle {
  /** The query parameter for the cursor. */
  readonly ask: string;
  /** Path of the member that holds the next cursor. */
  readonly told: readonly string[];
  /** The member that tells whether there are more pages. Default: the presence of a cursor tells. */
  readonly more?: string;
  /** A member of the last row that serves as cursor if the page has none. */
  readonly orOfLastRow?: string;
}

/** Paging by cursors. An empty page may have a cursor too. */
export function cursorStyle({ ask, told, more, orOfLastRow }: CursorStyle): PageStyle {
  return ({ data, rows, query }) => {
    if (more !== undefined && member(data, more) !== true) return undefined;
    const last = orOfLastRow === undefined ? undefined : stringAt(rows.at(-1), orOfLastRow);
    const cursor = stringAt(data, ...told) ?? last;
    if (cursor !== undefined) return { query: { ...query, [ask]: cursor } };
    // An unusable cursor still announces more: end with an error.
    if (more === undefined && (memberAt(data, ...told) ?? "") === "") return undefined;
    return { endReason: `${more ?? "more"} without a ${told.join(".")}` };
  };
}

export interface NumberStyle {
  /** The query parameter for the page number. */
  readonly ask: string;
  /** Number of the first page. */
  readonly first: number;
}

export interface CountedStyle extends NumberStyle {
  /** The member that counts the rows of all pages. */
  readonly total: string;
  /** The query parameter for the page size, and its default. */
  readonly size: string;
  readonly usualSize: number;
}

/**
 * Numbered pages, until a page is empty. A page that is not full is the last one if as many rows were seen as the member
 * `total` counts; a full page is not, because some servers count only the page's own rows.
 */
export function countedPages({ ask, first, total, size, usualSize }: CountedStyle): PageStyle {
  return ({ data, rows, query, firstQuery, seen }) => {
    const count = member(data, total);
    // Only a walk that began at the first page can compare its rows with the total.
    const isWhole = numberIn(firstQuery, ask, first) === first;
    // A server may allow fewer rows than requested.
    const isFull = rows.length >= Math.min(numberIn(query, size, usualSize), usualSize);
    const isCounted = isWhole && !isFull && typeof count === "number" && seen >= count;
    if (rows.length === 0 || isCounted) return undefined;
    return { query: { ...query, [ask]: numberIn(query, ask, first) + 1 } };
  };
}

/**
 * Numbered pages whose member `link` holds the next page's URL. Only the number in that URL is used; if it has none,
 * the next number is requested.
 */
export function linkedNumbers({
  ask,
  first,
  link,
}: NumberStyle & { readonly link: readonly string[] }): PageStyle {
  return ({ data, query, source }) => {
    const holder = link.slice(0, -1).reduce(member, data);
    if (holder === undefined || holder === null) return undefined;
    const found = queryOfNext(stringAt(data, ...link) ?? "", source);
    if ("endReason" in found) return found;
    const current = numberIn(query, ask, first);
    const number = found.query.get(ask) ?? String(current + 1);
    if (!/^\d{1,15}$/.test(number) || Number(number) <= current)
      return { endReason: "the server announced a next page that does not advance" };
    return { query: { ...query, [ask]: Number(number) } };
  };
}

const PAGING_RELATIONS = new Set(["self", "first", "prev", "previous", "next", "last"]);

/**
 * Paging by the `Link` header. Without paging relations in it, the next offset is the number of rows so far, until a
 * page is empty: a short page may only mean that the server allows fewer rows than requested.
 */
export function linkedOffsets({ offset }: { readonly offset: string }): PageStyle {
  return ({ headers, rows, query, source }) => {
    const links = parseLinkHeader(headers.get("link") ?? "");
    const next = links.find(({ rels }) => rels.includes("next"));
    if (next !== undefined) {
      const found = queryOfSameList(next.url, source);
      return "endReason" in found ? found : { query: asRecord(found.query) };
    }
    const isPaged = links.some(({ rels }) => rels.some((rel) => PAGING_RELATIONS.has(rel)));
    if (isPaged || rows.length === 0) return undefined;
    return { query: { ...query, [offset]: numberIn(query, offset, 0) + rows.length } };
  };
}

function member(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
}

function numberIn(query: ListQuery, name: string, otherwise: number): number {
  return Number(query[name] ?? otherwise);
}

/** Query parameters as openapi-fetch takes them; repeated names become arrays. */
function asRecord(search: URLSearchParams): ListQuery {
  const entry = (name: string): [string, unknown] => {
    const values = search.getAll(name);
    return [name, values.length === 1 ? values[0] : values];
  };
  return Object.fromEntries([...search.keys()].map(entry));
}
