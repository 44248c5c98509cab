import type {
  MessageDetailsResponse,
  MessageListMessageResponse,
  MessageListResponse,
  MessageStatusesResponse,
  operations,
  paths,
} from "../../generated/ringcentral.js";
import { hasMember } from "../core/base/json.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/client-core.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";
import { TOKENS } from "./paging.js";

export type MessageListQuery = QueryOf<operations["listA2PSMS"]>;
export type MessageStatusesQuery = QueryOf<operations["aggregateA2PSMSStatuses"]>;

const MESSAGES = "/restapi/v1.0/account/{accountId}/a2p-sms/messages";
const LIST: ListSpec = { ...TOKENS, operation: "listA2PSMS", path: MESSAGES, id: ["id"], check: listIssues };

/** Single messages, outbound and inbound. Their ids are always strings. */
export class Messages {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Lists the account's messages: the last 24 hours without `dateFrom`, or all of a batch with `batchId`. `text` needs
   * `view: "Detailed"`.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(
    query: MessageListQuery = {},
    options?: CallOptions,
  ): Paginated<MessageListMessageResponse, MessageListResponse> {
    return listMessages(this.#core, query, options);
  }

  /**
   * Reads one message, including its text.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  get(id: string, options?: CallOptions): Promise<MessageDetailsResponse> {
    return this.#core.http.call("get", `${MESSAGES}/{messageId}`, { path: { messageId: id } }, options);
  }

  /**
   * Counts messages by status, with their cost, for the same query as `list`.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async statuses(query: MessageStatusesQuery = {}, options?: CallOptions): Promise<MessageStatusesResponse> {
    const path = "/restapi/v1.0/account/{accountId}/a2p-sms/statuses";
    const check = (): readonly ValidationIssue[] => listIssues(query);
    const input = { query: ofWholeBatch(query) };
    return this.#core.http.call("get", path, input, options, { check });
  }
}

export function listMessages(
  core: Core<paths>,
  query: MessageListQuery = {},
  options?: CallOptions,
): Paginated<MessageListMessageResponse, MessageListResponse> {
  return list(core, LIST, ofWholeBatch(query), options);
}

/** Earlier than the first message of this service. */
const BEGINNING = "2015-01-01T00:00:00.000Z";

/**
 * Adds an early `dateFrom` to a query with `batchId`: the server otherwise covers only 24 hours, and an older batch
 * would look empty.
 */
function ofWholeBatch<Query extends MessageListQuery>(query: Query): Query {
  const isOpen = hasMember(query, "batchId") && !hasMember(query, "dateFrom");
  return isOpen ? { ...query, dateFrom: BEGINNING } : query;
}
