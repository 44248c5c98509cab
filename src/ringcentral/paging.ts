/** The two ways in which the platform pages its lists. */
import type {
  BatchListResponse,
  MessageBatchResponse,
  operations,
  paths,
} from "../../generated/ringcentral.js";
import { isDocument, stringAt } from "../core/base/json.js";
import { type ListPage, paginated } from "../core/lists/paginate.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import type { Core } from "../core/request/core.js";
import { listIssues } from "./checks.js";

export type BatchListQuery = NonNullable<operations["listA2PBatches"]["parameters"]["query"]>;

/** Without `dateFrom` the server lists the batches of the 24 hours before `dateTo`, or now. */
export function listBatches(
  core: Core<paths>,
  query: BatchListQuery = {},
  options?: CallOptions,
): Paginated<MessageBatchResponse, BatchListResponse> {
  const { http } = core;
  return tokenList<MessageBatchResponse, BatchListResponse, BatchListQuery>({
    operation: "listA2PBatches",
    query,
    fetch: (query) =>
      http.call("get", "/restapi/v1.0/account/{accountId}/a2p-sms/batches", { query }, options, {
        isComplete: isDocument,
        check: () => listIssues(query),
      }),
    idOf: (batch) => batch.id,
  });
}

interface Records<Item> {
  readonly records?: Item[];
  readonly paging?: object;
  readonly navigation?: object;
}

/**
 * A list whose pages hold a token for the next one. Each request repeats the filters: whether the token alone would do
 * is unconfirmed. Some answers hold no `paging` at all; an empty page may still name a next one.
 */
export function tokenList<Item, Wire extends Records<Item>, Query extends { pageToken?: string }>(list: {
  readonly operation: string;
  readonly query: Query;
  readonly fetch: (query: Query) => Promise<Wire>;
  readonly idOf?: (item: Item) => string | undefined;
}): Paginated<Item, Wire> {
  const { operation, query, fetch, idOf } = list;
  return paginated<Item, Wire>({
    fetchPage: async (pageToken) => {
      const page = await fetch(pageToken === undefined ? query : { ...query, pageToken });
      return { page, items: page?.records ?? [], next: stringAt(page, "paging", "nextPageToken") };
    },
    ...(idOf ? { idOf } : {}),
    context: { provider: "ringcentral", operation },
  });
}

/**
 * Numbered pages with a link to the next one. Of the link only the number is used: it names the provider's own host,
 * and nothing else in it is news. A link to another host than ours is not followed.
 */
export function numberLeaf<Item, Wire extends Records<Item>>(
  page: Wire,
  current: number,
  baseUrl: string,
): ListPage<Item, Wire> {
  const leaf = { page, items: page?.records ?? [] };
  const { nextPage } = (page?.navigation ?? {}) as { nextPage?: { uri?: unknown } | null };
  if (nextPage === undefined || nextPage === null) return leaf;
  const uri = typeof nextPage.uri === "string" ? nextPage.uri : "";
  const url = URL.canParse(uri, baseUrl) ? new URL(uri, baseUrl) : undefined;
  if (url === undefined || url.origin !== new URL(baseUrl).origin)
    return { ...leaf, endReason: "the server announced a next page on another origin" };
  const number = url.searchParams.get("page") ?? String(current + 1);
  if (!/^\d{1,15}$/.test(number) || Number(number) <= current)
    return { ...leaf, endReason: "the server announced a next page that does not advance" };
  return { ...leaf, next: number };
}
