/** The list methods of all providers, driven by a description of each list. */
import type { ValidationIssue } from "../base/errors/index.js";
import { isDocument, isObject } from "../base/json.js";
import { invalid } from "../base/validation.js";
import type { CallOptions, Paginated } from "../base/types/index.js";
import type { Core } from "../request/client-core.js";
import type { ListQuery, PageStyle } from "./page-styles.js";
import { type ListPage, paginated } from "./paginate.js";

/** The description of one list. */
export interface ListSpec {
  readonly operation: string;
  /** The path in the spec, with parameters as `{name}`. */
  readonly path: string;
  /** `post` sends the query as the body. Default `get`. */
  readonly method?: "get" | "post";
  /**
   * Members that may hold the rows; the first one present counts. If the page is an array, it holds the rows itself.
   */
  readonly rows: readonly string[];
  /** Whether a page without these members is empty. Default: it is unreadable. */
  readonly mayLackRows?: boolean;
  /** Members that together identify a row. Default: rows cannot be identified. */
  readonly id?: readonly string[];
  /** Set if the cursor is a row: rows then cannot move between pages. */
  readonly isStable?: boolean;
  readonly style: PageStyle;
  /** Local checks of the query, before each page. */
  check?(query: object): readonly ValidationIssue[];
}

/** The members of a client that lists use. */
export type ListCore = Pick<Core<never>, "http" | "baseUrl" | "providerUrl" | "dialect">;

/** Creates a list, which requests nothing until it is read. `path` holds the values of path parameters. */
export function list<Item, Wire extends object>(
  core: ListCore,
  spec: ListSpec,
  query: object,
  options?: CallOptions,
  path: Readonly<Record<string, string>> = {},
): Paginated<Item, Wire> {
  const { operation, style, isStable, id = [] } = spec;
  const context = { provider: core.dialect.provider, operation };
  const firstQuery = query as ListQuery;
  const source = {
    url: `${core.baseUrl}${filled(spec.path, path)}`,
    path: spec.path,
    isGateway: new URL(core.baseUrl).host !== new URL(core.providerUrl).host,
  };
  const extras = {
    isComplete: (page: unknown) => rowsOf(page, spec) !== undefined,
    check: () => spec.check?.(query) ?? [],
  };
  const fetchPage = async (query: ListQuery, seenBefore: number): Promise<ListPage<Item, Wire>> => {
    if (!isObject(query)) throw invalid("query", "must be an object", context);
    const input = spec.method === "post" ? { path, body: query } : { path, query };
    const answer = await core.http.answer(
      (spec.method ?? "get") as never,
      spec.path as never,
      input as never,
      options,
      extras,
    );
    const { data, response } = answer;
    const rows = rowsOf(data, spec) ?? [];
    const seen = seenBefore + rows.length;
    const next = style({ data, headers: response.headers, rows, query, firstQuery, seen, source });
    return { page: data as Wire, items: rows.filter(isDocument) as Item[], next };
  };
  return paginated({
    query: firstQuery,
    fetchPage,
    idOf: (row) => idIn(row, id),
    isStable,
    context,
  });
}

/**
 * The rows of a page; null counts as empty. Undefined if the rows are missing: the page is then unreadable, because an
 * existing batch must not look absent.
 */
function rowsOf(page: unknown, { rows: members, mayLackRows }: ListSpec): readonly unknown[] | undefined {
  if (!isDocument(page)) return undefined;
  const found = Array.isArray(page)
    ? page
    : members.map((name) => (page as ListQuery)[name]).find((value) => value !== undefined);
  if (found === null || (found === undefined && mayLackRows === true)) return [];
  return Array.isArray(found) ? (found as unknown[]) : undefined;
}

function idIn(row: unknown, members: readonly string[]): string | undefined {
  const parts = members.map((name) => (row as ListQuery)[name]);
  const isId = parts.length > 0 && parts.every((part) => typeof part === "string" && part !== "");
  return isId ? parts.join(" ") : undefined;
}

function filled(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}
