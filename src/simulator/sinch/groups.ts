import type { Environment, Exchange } from "../provider.js";
import { notFound, httpError } from "./errors.js";
import { newId } from "./ids.js";
import { numberedPage } from "./paging.js";
import { digitsOf } from "./numbers.js";

interface Group {
  readonly id: string;
  readonly createdMs: number;
  modifiedMs: number;
  name: string | undefined;
  members: Set<string>;
  childGroups: readonly string[];
  autoUpdate: unknown;
}

interface GroupBody {
  readonly name?: string | null;
  readonly members?: readonly string[];
  readonly child_groups?: readonly string[];
  readonly auto_update?: unknown;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly add_from_group?: string;
  readonly remove_from_group?: string;
}

export class Groups {
  readonly #environment: Environment;
  readonly #groups = new Map<string, Group>();
  #made = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** The numbers of a group and its children; none if it was deleted. */
  resolve(id: string, seen = new Set<string>()): string[] {
    const group = this.#groups.get(id);
    if (group === undefined || seen.has(id)) return [];
    seen.add(id);
    return [...group.members, ...group.childGroups.flatMap((child) => this.resolve(child, seen))];
  }

  list(exchange: Exchange): unknown {
    return numberedPage(
      "groups",
      [...this.#groups.values()].map((group) => this.#document(group)),
      exchange,
    );
  }

  create({ body }: Exchange): unknown {
    const { clock, random } = this.#environment;
    const now = clock.now();
    const group: Group = {
      id: newId(now, random("group", this.#made++)),
      createdMs: now,
      modifiedMs: now,
      name: undefined,
      members: new Set(),
      childGroups: [],
      autoUpdate: undefined,
    };
    this.#overwrite(group, body as GroupBody);
    this.#groups.set(group.id, group);
    return this.#document(group);
  }

  get(exchange: Exchange): unknown {
    return this.#document(this.#find(exchange));
  }

  update(exchange: Exchange): unknown {
    const group = this.#find(exchange);
    const body = exchange.body as GroupBody;
    const { add = [], remove = [], add_from_group: from, remove_from_group: without } = body;
    for (const id of [from, without]) if (id !== undefined) this.assertKnown(id);
    const added = [...numbers(add), ...(from === undefined ? [] : this.resolve(from))];
    const removed = [...numbers(remove), ...(without === undefined ? [] : this.resolve(without))];
    if (body.name !== undefined) this.#rename(group, body.name ?? undefined);
    for (const number of added) group.members.add(number);
    for (const number of removed) group.members.delete(number);
    if (body.auto_update !== undefined) group.autoUpdate = body.auto_update;
    group.modifiedMs = this.#environment.clock.now();
    return this.#document(group);
  }

  replace(exchange: Exchange): unknown {
    const group = this.#find(exchange);
    this.#overwrite(group, exchange.body as GroupBody);
    group.modifiedMs = this.#environment.clock.now();
    return this.#document(group);
  }

  delete(exchange: Exchange): void {
    this.#groups.delete(this.#find(exchange).id);
  }

  members(exchange: Exchange): readonly string[] {
    return [...this.#find(exchange).members];
  }

  assertKnown(id: string): void {
    if (!this.#groups.has(id)) throw httpError(403, "unknown_group", `Group ${id} does not exist`);
  }

  #overwrite(group: Group, body: GroupBody): void {
    const { members = [], child_groups: children = [] } = body;
    for (const id of children) this.assertKnown(id);
    const all = numbers(members);
    this.#rename(group, body.name ?? undefined);
    group.members = new Set(all);
    group.childGroups = children;
    group.autoUpdate = body.auto_update;
  }

  #rename(group: Group, name: string | undefined): void {
    const isTaken = [...this.#groups.values()].some((other) => other !== group && other.name === name);
    if (name !== undefined && isTaken)
      throw httpError(403, "conflict_group_name", `The name ${name} is taken`);
    group.name = name;
  }

  #find(exchange: Exchange): Group {
    const group = this.#groups.get(exchange.params["group_id"] ?? "");
    if (group === undefined) throw notFound();
    return group;
  }

  #document({ id, name, members, childGroups, autoUpdate, createdMs, modifiedMs }: Group): unknown {
    const { clock } = this.#environment;
    return {
      id,
      ...(name !== undefined && { name }),
      size: members.size,
      created_at: clock.iso(createdMs),
      modified_at: clock.iso(modifiedMs),
      ...(childGroups.length > 0 && { child_groups: childGroups }),
      ...(autoUpdate !== undefined && { auto_update: autoUpdate }),
    };
  }
}

function numbers(list: readonly string[]): string[] {
  return list.map((number) => {
    const digits = digitsOf(number);
    if (digits !== undefined) return digits;
    throw httpError(400, "syntax_invalid_parameter_format", `${number} is no phone number`);
  });
}
