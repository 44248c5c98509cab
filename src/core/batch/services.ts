/** What the verbs of one client share: what the provider says of its batches, and what the client knows of them. */
import type { ErrorContext } from "../base/errors/index.js";
import type { Core } from "../request/core.js";
import { BatchFinder } from "./reconcile/finder.js";
import { Handles } from "./handle.js";
import type { BatchKind } from "./kind.js";
import { BatchMemory } from "./memory.js";
import { BatchPoller } from "./wait/poller.js";

export interface BatchServices<Raw extends object, Body, Input, Item, Report, Results> {
  readonly core: Core<never>;
  readonly kind: BatchKind<Raw, Body, Input, Item, Report, Results>;
  readonly memory: BatchMemory<Raw>;
  readonly handles: Handles<Raw>;
  readonly poller: BatchPoller<Raw, Report>;
  readonly finder: BatchFinder<Raw>;
  /** Whether faults of the input are refused before it is sent. */
  readonly isChecked: boolean;
  /** Of errors of the call that creates a batch. */
  readonly createContext: ErrorContext & { readonly provider: string; readonly operation: string };
}

export function batchServices<Raw extends object, Body, Input, Item, Report, Results>(
  core: Core<never>,
  kind: BatchKind<Raw, Body, Input, Item, Report, Results>,
): BatchServices<Raw, Body, Input, Item, Report, Results> {
  const memory = new BatchMemory<Raw>();
  const handles = new Handles(core, kind, memory);
  return {
    core,
    kind,
    memory,
    handles,
    poller: new BatchPoller(core, kind, memory),
    finder: new BatchFinder(core, kind, memory, (batch) => handles.of(batch)),
    isChecked: core.options.localChecks !== false,
    createContext: { provider: core.dialect.provider, operation: kind.createOperation },
  };
}
