import type {
  MessageDetailsResponse,
  MessageListMessageResponse,
  MessageListResponse,
  MessageStatusesResponse,
  operations,
  paths,
} from "../../generated/ringcentral.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/core.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";
import { TOKENS } from "./paging.js";

export type MessageListQuery = QueryOf<operations["listA2PSMS"]>;
export type MessageStatusesQuery = QueryOf<operations["aggregateA2PSMSStatuses"]>;

const MESSAGES = "/restapi/v1.0/account/{accountId}/a2p-sms/messages";
const LIST: ListSpec = { ...TOKENS, operation: "listA2PSMS", path: MESSAGES, id: ["id"], check: listIssues };

/** Single messages, outbound and inbound. Their ids are strings, whatever the server sends. */
export class Messages {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Messages of the account: those of the last 24 hours without `dateFrom`, but all of a batch with `batchId`. `text` comes
   * only with `view: "Detailed"`.
   */
  list(
    query: MessageListQuery = {},
    options?: CallOptions,
  ): Paginated<MessageListMessageResponse, MessageListResponse> {
    return listMessages(this.#core, query, options);
  }

  /** One message, its text included. */
  get(id: string, options?: CallOptions): Promise<MessageDetailsResponse> {
    return this.#core.http.call("get", `${MESSAGES}/{messageId}`, { path: { messageId: id } }, options);
  }

  /** Messages counted by status, with their cost: those that `list` would give for the same query. */
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

/** Before the first message that this service can have sent. */
const BEGINNING = "2015-01-01T00:00:00.000Z";

/** Without `dateFrom` the server looks back 24 hours, next to a `batchId` too: an older batch would look empty. */
function ofWholeBatch<Query extends MessageListQuery>(query: Query): Query {
  const isOpen = query.batchId !== undefined && query.dateFrom === undefined;
  return isOpen ? { ...query, dateFrom: BEGINNING } : query;
}
