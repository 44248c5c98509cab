/**
 * The ways in which servers page their lists. Each style takes a few words of data (which member, which parameter) and
 * gives a pure function from one answered page to what to ask for next. No style throws, whatever a server answers.
 */
import { memberAt, stringAt } from "../base/json.js";
import { parseLinkHeader } from "./link-header.js";
import { type ListSource, queryOfNext, queryOfSameList } from "./next-address.js";

/** The query of a list, or the body of one that is asked for by POST. */
export type ListQuery = Readonly<Record<string, unknown>>;

/** A page as it was answered. */
export interface AnsweredPage {
  readonly data: unknown;
  readonly headers: Headers;
  readonly rows: readonly unknown[];
  /** What was asked for, and what the first page of this walk was asked for. */
  readonly query: ListQuery;
  readonly firstQuery: ListQuery;
  /** How many rows came so far, those of this page included. */
  readonly seen: number;
  readonly source: ListSource;
}

/** What to ask for next, why the announced next page cannot be asked for, or undefined after the last page. */
export type NextPage = { readonly query: ListQuery } | { readonly endReason: string } | undefined;

export type PageStyle = (page: AnsweredPage) => NextPage;

export interface CursorStyle {
  /** The parameter that takes the cursor. */
  readonly ask: string;
  /** Where a page holds the cursor of the next one. */
  readonly told: readonly string[];
  /** The member that says whether there is more. Default: a cursor says so. */
  readonly more?: string;
  /** Where there is more, but no cursor, this member of the last row is one. */
  readonly orOfLastRow?: string;
}

/** Each page holds a cursor for the next one. An empty page may hold one, too. */
export function cursorStyle({ ask, told, more, orOfLastRow }: CursorStyle): PageStyle {
  return ({ data, rows, query }) => {
    if (more !== undefined && member(data, more) !== true) return undefined;
    const last = orOfLastRow === undefined ? undefined : stringAt(rows.at(-1), orOfLastRow);
    const cursor = stringAt(data, ...told) ?? last;
    if (cursor !== undefined) return { query: { ...query, [ask]: cursor } };
    if (more !== undefined) return { endReason: `${more} without a ${told.join(".")}` };
    // A cursor that cannot be asked for announces more all the same.
    const isEnd = (memberAt(data, ...told) ?? "") === "";
    return isEnd ? undefined : { endReason: `a ${told.join(".")} that is no text` };
  };
}

export interface NumberStyle {
  /** The parameter that takes the number of a page. */
  readonly ask: string;
  /** The number of the first page. */
  readonly first: number;
}

/** Numbered pages up to an empty one, or until as many rows came as the member `total` counts. */
export function countedPages({ ask, first, total }: NumberStyle & { readonly total: string }): PageStyle {
  return ({ data, rows, query, firstQuery, seen }) => {
    const count = member(data, total);
    // Only a walk from the first page on can tell that it has seen all.
    const isWhole = numberIn(firstQuery, ask, first) === first;
    if (rows.length === 0 || (isWhole && typeof count === "number" && seen >= count)) return undefined;
    return { query: { ...query, [ask]: numberIn(query, ask, first) + 1 } };
  };
}

/**
 * Numbered pages where `link` is a member of the page with the address of the next one. Of that address only the number
 * is used; where it has none, the next number is meant.
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
 * The `Link` header leads on. An answer whose header has no relation of paging gives the parameter `offset` the number of
 * rows that came, up to an empty page: a page may be short because the server allows fewer rows than were asked for.
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

/** Parameters as openapi-fetch takes them: names that repeat become arrays. */
function asRecord(search: URLSearchParams): ListQuery {
  const entry = (name: string): [string, unknown] => {
    const values = search.getAll(name);
    return [name, values.length === 1 ? values[0] : values];
  };
  return Object.fromEntries([...search.keys()].map(entry));
}
