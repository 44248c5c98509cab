import type {
  MessageDetailsResponse,
  MessageListMessageResponse,
  MessageListResponse,
  MessageStatusesResponse,
  operations,
  paths,
} from "../../generated/ringcentral.js";
import type { Core } from "../core/request/core.js";
import { hasId, isDocument } from "../core/base/json.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";
import { tokenList } from "./paging.js";

export type MessageListQuery = NonNullable<operations["listA2PSMS"]["parameters"]["query"]>;
export type MessageStatusesQuery = NonNullable<operations["aggregateA2PSMSStatuses"]["parameters"]["query"]>;

const MESSAGES = "/restapi/v1.0/account/{accountId}/a2p-sms/messages";

/** Single messages, outbound and inbound. Their ids are strings, whatever the server sends. */
export class Messages {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Messages of the account. Without `dateFrom` the server lists those of the last 24 hours, and it may do so next to
   * `batchId` too (unconfirmed): pass the creation time of the batch. `text` comes only with `view: "Detailed"`.
   */
  list(
    query: MessageListQuery = {},
    options?: CallOptions,
  ): Paginated<MessageListMessageResponse, MessageListResponse> {
    return listMessages(this.#core, query, options);
  }

  /** One message, its text included. */
  get(id: string, options?: CallOptions): Promise<MessageDetailsResponse> {
    return this.#core.http.call("get", `${MESSAGES}/{messageId}`, { path: { messageId: id } }, options, {
      isComplete: hasId,
    });
  }

  /** Messages counted by status, with their cost. The last 24 hours, unless `dateFrom` says otherwise. */
  async statuses(query: MessageStatusesQuery = {}, options?: CallOptions): Promise<MessageStatusesResponse> {
    const path = "/restapi/v1.0/account/{accountId}/a2p-sms/statuses";
    const check = (): readonly ValidationIssue[] => listIssues(query);
    return this.#core.http.call("get", path, { query }, options, { isComplete: isDocument, check });
  }
}

export function listMessages(
  core: Core<paths>,
  query: MessageListQuery = {},
  options?: CallOptions,
): Paginated<MessageListMessageResponse, MessageListResponse> {
  const { http } = core;
  return tokenList<MessageListMessageResponse, MessageListResponse, MessageListQuery>({
    operation: "listA2PSMS",
    query,
    fetch: (query) =>
      http.call("get", MESSAGES, { query }, options, {
        isComplete: isDocument,
        check: () => listIssues(query),
      }),
    idOf: (message) => message.id,
  });
}
