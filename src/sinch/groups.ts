import type {
  Group,
  GroupList,
  GroupMembers,
  GroupReplacement,
  GroupRequest,
  GroupUpdate,
  operations,
  paths,
} from "../../generated/sinch.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/client-core.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import type { CallOptions, Paginated, QueryOf, SendOptions } from "../core/base/types/index.js";
import { groupIssues, listIssues } from "./checks.js";
import { COUNTED } from "./paging.js";

export type GroupListQuery = QueryOf<operations["ListGroups"]>;

const GROUPS = "/xms/v1/{service_plan_id}/groups";
const GROUP = "/xms/v1/{service_plan_id}/groups/{group_id}";
const LIST: ListSpec = {
  operation: "ListGroups",
  path: GROUPS,
  rows: ["groups"],
  id: ["id"],
  style: COUNTED,
  check: (query) => listIssues(query, 0),
};

/** Stored lists of numbers. A group id can be used in `to` like a number; it is resolved when the batch is sent. */
export class Groups {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Lists the account's groups.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(query: GroupListQuery = {}, options?: CallOptions): Paginated<Group, GroupList> {
    return list(this.#core, LIST, query, options);
  }

  /**
   * Creates a group. Each call creates another one, so the call is not repeated after a lost answer.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` if the answer was lost
   */
  async create(body: GroupRequest = {}, options?: SendOptions): Promise<Group> {
    return this.#core.http.call("post", GROUPS, { body }, options, { check: () => groupIssues(body) });
  }

  /**
   * Reads a group, without its members.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  get(id: string, options?: CallOptions): Promise<Group> {
    return this.#core.http.call("get", GROUP, { path: { group_id: id } }, options);
  }

  /**
   * Adds members, then removes members. `name: null` deletes the name; without `name` it is kept.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async update(id: string, body: GroupUpdate, options?: CallOptions): Promise<Group> {
    const check = (): readonly ValidationIssue[] => groupIssues(body);
    return this.#core.http.call("post", GROUP, { path: { group_id: id }, body }, options, { check });
  }

  /**
   * Replaces members and settings under the same id.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async replace(id: string, body: GroupReplacement, options?: CallOptions): Promise<Group> {
    const check = (): readonly ValidationIssue[] => groupIssues(body, "replace");
    return this.#core.http.call("put", GROUP, { path: { group_id: id }, body }, options, { check });
  }

  /**
   * Deletes a group. Waiting batches treat it as empty.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async delete(id: string, options?: CallOptions): Promise<void> {
    await this.#core.http.call("delete", GROUP, { path: { group_id: id } }, options);
  }

  /**
   * Reads all members at once.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  members(id: string, options?: CallOptions): Promise<GroupMembers> {
    return this.#core.http.call("get", `${GROUP}/members`, { path: { group_id: id } }, options);
  }
}
