/** References to batches: accepted forms, and whether they belong to this client. */
import { defined } from "../base/defined.js";
import { HandleError } from "../base/errors/index.js";
import { checkedId } from "../base/ids.js";
import type { BatchHandle, ProviderName } from "../base/types/index.js";
import type { Core } from "../request/client-core.js";
import type { BatchKind } from "./kind.js";
import type { BatchMemory } from "./memory.js";

export interface HandleScope {
  readonly provider: ProviderName;
  readonly account?: string | undefined;
}

/** Facts about a batch besides its id. */
export interface BatchFacts {
  readonly createdAt?: string | undefined;
  /** Number of items that the create answer rejected. */
  readonly rejected?: number | undefined;
}

function makeHandle({ provider, account }: HandleScope, id: string, facts: BatchFacts): BatchHandle {
  const { createdAt, rejected } = facts;
  return defined({ v: 1 as const, provider, id, account, createdAt, rejected: rejected || undefined });
}

/**
 * The handle for an id, a handle, its parsed JSON or a batch document.
 * Throws `HandleError` for a handle of another provider, account or version and for anything that is no reference;
 * `ValidationError` for an id that cannot stand in a path.
 */
export function handleOf(
  ref: unknown,
  home: HandleScope,
  factsOf: (id: string, batch?: object) => BatchFacts,
): BatchHandle {
  const { provider } = home;
  if (typeof ref === "string") return makeHandle(home, checkedId(ref, provider), factsOf(ref));
  if (typeof ref !== "object" || ref === null)
    throw new HandleError("not a reference to a batch", { provider });
  const { v, provider: from, id, account, ...rest } = ref as Partial<Record<keyof BatchHandle, unknown>>;
  if (typeof id !== "string") throw new HandleError("a reference to a batch needs an id", { provider });
  if (from === undefined && v === undefined)
    return makeHandle(home, checkedId(id, provider), factsOf(id, ref));
  if (v !== 1) throw new HandleError("the handle has a version that this release cannot read", { provider });
  if (from !== provider)
    throw new HandleError(`the handle belongs to another provider than ${provider}`, { provider });
  if (account !== undefined && home.account !== undefined && account !== home.account) {
    throw new HandleError("the handle belongs to another account", { provider });
  }
  const scope = { provider, account: typeof account === "string" ? account : home.account };
  const createdAt = typeof rest.createdAt === "string" ? rest.createdAt : undefined;
  const rejected = typeof rest.rejected === "number" ? rest.rejected : undefined;
  return makeHandle(scope, checkedId(id, provider), { createdAt, rejected });
}

/** Creates the handles of one client's batches. */
export class Handles<Raw extends object> {
  readonly #core: Core<never>;
  readonly #kind: Pick<
    BatchKind<Raw, never, never, never, never, never>,
    "unwrap" | "createdAt" | "rejected"
  >;
  readonly #memory: BatchMemory<Raw>;

  constructor(
    core: Core<never>,
    kind: Pick<BatchKind<Raw, never, never, never, never, never>, "unwrap" | "createdAt" | "rejected">,
    memory: BatchMemory<Raw>,
  ) {
    this.#core = core;
    this.#kind = kind;
    this.#memory = memory;
  }

  /** @throws the errors of `handleOf` */
  of(ref: unknown): BatchHandle {
    const { dialect, account } = this.#core;
    const home = { provider: dialect.provider, account: account() };
    const known = typeof ref === "object" && ref !== null ? this.unwrapped(ref as Raw) : ref;
    return handleOf(known, home, (id, batch) => this.#factsOf(id, batch as Raw | undefined));
  }

  /** The batch document inside an answer that wraps it. */
  unwrapped(answer: Raw): Raw {
    return this.#kind.unwrap?.(answer) ?? answer;
  }

  // Without a creation time from the provider, the time of the send lets a wait accept 404s of the new batch.
  #factsOf(id: string, batch: Raw | undefined): BatchFacts {
    const { atMs } = this.#memory.createdAt(id) ?? {};
    const sentAt = atMs === undefined ? undefined : new Date(atMs).toISOString();
    const rejected = this.#memory.rejected(id) ?? (batch && this.#kind.rejected?.(batch, 0));
    return { createdAt: (batch && this.#kind.createdAt(batch)) ?? sentAt, rejected: rejected?.length };
  }
}
