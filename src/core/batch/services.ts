/** The objects that the methods of one client's `batches` share. */
import type { ErrorContext } from "../base/errors/index.js";
import type { Core } from "../request/client-core.js";
import { BatchFinder } from "./reconcile/finder.js";
import { Handles } from "./handle.js";
import type { BatchKind } from "./kind.js";
import { BatchMemory } from "./memory.js";
import { BatchReader } from "./wait/batch-reader.js";

export interface BatchServices<Raw extends object, Body, Input, Item, Report, Results> {
  readonly core: Core<never>;
  readonly kind: BatchKind<Raw, Body, Input, Item, Report, Results>;
  readonly memory: BatchMemory<Raw>;
  readonly handles: Handles<Raw>;
  readonly reader: BatchReader<Raw, Report>;
  readonly finder: BatchFinder<Raw>;
  /** Whether inputs are checked before sending. */
  readonly isChecked: boolean;
  /** Context for errors of the create call. */
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
    reader: new BatchReader(core, kind, memory),
    finder: new BatchFinder(core, kind, memory, (batch) => handles.of(batch)),
    isChecked: core.options.localChecks !== false,
    createContext: { provider: core.dialect.provider, operation: kind.createOperation },
  };
}
