import type { Batch, operations, paths } from "../../generated/ip1.js";
import { stringAt } from "../core/base/json.js";
import type { Core } from "../core/request/core.js";
import { ResponseParseError, type ValidationIssue } from "../core/base/errors/index.js";
import { followQuery, parseLinkHeader } from "../core/lists/link-header.js";
import { type ListPage, paginated } from "../core/lists/paginate.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { DEFAULT_LIMIT } from "./limits.js";

export type BatchListQuery = NonNullable<operations["listBatches"]["parameters"]["query"]>;

export function listBatches(
  core: Core<paths>,
  query: BatchListQuery = {},
  options?: CallOptions,
): Paginated<Batch, Batch[]> {
  const idOf = (batch: Batch): string | undefined => stringAt(batch, "id");
  return listOf<Batch>(core, { operation: "listBatches", path: "/v2/batches", idOf }, query, options);
}

/** What every list takes. */
export interface ListQuery {
  /** Rows to skip. Default 0. */
  readonly start?: number;
  /** Rows per page. Default 50; 200 occurs in the provider's examples, an upper bound is not documented. */
  readonly limit?: number;
  /** Default `ASC`: oldest first, or by the alphabet. */
  readonly order?: "ASC" | "DESC";
}

export interface ListSpec<Item> {
  readonly operation: string;
  /** The path of the spec, and the values of its parameters. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly idOf: (item: Item) => string | undefined;
}

type Query = Readonly<Record<string, unknown>>;

/** A list of bare arrays: the `Link` header leads on, and where there is none, the number of rows does. */
export function listOf<Item>(
  core: Core<paths>,
  spec: ListSpec<Item>,
  query: ListQuery,
  options?: CallOptions,
): Paginated<Item, Item[]> {
  const context = { provider: "ip1", operation: spec.operation } as const;
  const fetchPage = async (cursor: string | undefined): Promise<ListPage<Item, Item[]>> => {
    const asked = cursor === undefined ? (query as Query) : queryOf(cursor);
    const input = { path: spec.params ?? {}, query: asked };
    const { data, response } = await core.http.answer(
      "get",
      spec.path as "/v2/batches",
      input as never,
      options,
      { check: () => queryIssues(query) },
    );
    // Taken for an empty page, it would let a batch look absent that is there.
    if (!Array.isArray(data))
      throw new ResponseParseError("the page is not an array", { accepted: false }, context);
    const items = data as Item[];
    const links = parseLinkHeader(response.headers.get("link") ?? "");
    const next = links.find(({ rels }) => rels.includes("next"));
    if (next !== undefined) {
      const found = followQuery(next.url, `${core.baseUrl}${filled(spec)}`);
      return "lost" in found
        ? { page: items, items, endReason: found.lost }
        : { page: items, items, next: found.query };
    }
    return { page: items, items, next: links.length > 0 ? undefined : offsetAfter(asked, items.length) };
  };
  return paginated<Item, Item[]>({
    fetchPage,
    idOf: spec.idOf,
    context,
  });
}

function filled({ path, params = {} }: ListSpec<never>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}

/** The query of the page after one with so many rows; undefined after a page that was not full. */
function offsetAfter(asked: Query, rows: number): string | undefined {
  if (rows === 0 || rows < Number(asked["limit"] ?? DEFAULT_LIMIT)) return undefined;
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...asked, start: Number(asked["start"] ?? 0) + rows })) {
    for (const each of [value].flat())
      if (each !== undefined && each !== null) next.append(name, String(each));
  }
  return next.toString();
}

/** A query string as openapi-fetch takes it: names that repeat become arrays. */
function queryOf(text: string): Query {
  const search = new URLSearchParams(text);
  return Object.fromEntries([...search.keys()].map((name) => [name, only(search.getAll(name))]));
}

function only(values: readonly string[]): unknown {
  return values.length === 1 ? values[0] : values;
}

function queryIssues({ start, limit, order }: ListQuery): readonly ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  if (start !== undefined && !(Number.isInteger(start) && start >= 0))
    issues.push({ path: "start", message: "must be an integer of at least 0" });
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1))
    issues.push({ path: "limit", message: "must be an integer of at least 1" });
  if (order !== undefined && order !== "ASC" && order !== "DESC")
    issues.push({ path: "order", message: 'must be "ASC" or "DESC"' });
  return issues;
}
