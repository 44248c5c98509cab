/** Prepares searches for lost batches: identifies the call, and keeps track of batches that are already assigned. */
import type { Instant } from "../../base/clock.js";
import { defined } from "../../base/defined.js";
import { checkOptions } from "../../base/options.js";
import { invalid } from "../../base/validation.js";
import type { BatchHandle, Intent, Reconciliation, ReconcileOptions } from "../../base/types/index.js";
import type { Core } from "../../request/client-core.js";
import { idOf, remembering, type SearchOptions } from "./evidence.js";
import type { BatchKind, CreateRequest } from "../kind.js";
import type { BatchMemory } from "../memory.js";
import { reconcile, SECOND_READ_MS } from "./reconcile.js";

type SearchedKind<Raw> = Pick<
  BatchKind<Raw, never, never, never, never, never>,
  "createOperation" | "lost" | "schedule" | "waitTimeoutMs"
>;

export class BatchFinder<Raw extends object> {
  readonly #core: Core<never>;
  readonly #kind: SearchedKind<Raw>;
  readonly #memory: BatchMemory<Raw>;
  readonly #handleOf: (batch: Raw) => BatchHandle;

  constructor(
    core: Core<never>,
    kind: SearchedKind<Raw>,
    memory: BatchMemory<Raw>,
    handleOf: (batch: Raw) => BatchHandle,
  ) {
    this.#core = core;
    this.#kind = kind;
    this.#memory = memory;
    this.#handleOf = handleOf;
  }

  /** `lost`: an error, its JSON, or the intent of a journal. */
  async find(lost: unknown, options: ReconcileOptions & SearchOptions): Promise<Reconciliation<Raw>> {
    checkOptions(options, this.#core.callOptions);
    const { intent, isAccepted } = this.#intentIn(lost);
    const { correlation } = intent;
    if (correlation === undefined) return { status: "undecided", why: "untraceable", candidates: [] };
    const { clock, serverClock } = this.#core;
    const call = this.#memory.callOf(intent);
    // The memory is bounded, and an iterable may be read only once.
    const known = new Set(Array.from(options.known ?? [], idOf));
    for (const id of known) this.#memory.claim(id);
    const isFree = (id: string): boolean => this.#memory.isFreeFor(id, call, known);
    const idIn = (batch: Raw): string => (batch as { id: string }).id;
    const result = await reconcile<Raw>({
      intent: { ...intent, correlation },
      isAccepted,
      search: remembering(this.#kind.lost),
      options,
      clock,
      serverClock,
      schedule: this.#kind.schedule,
      waitTimeoutMs: this.#kind.waitTimeoutMs,
      isFree: (batch) => isFree(idIn(batch)),
      handleOf: this.#handleOf,
    });
    if (result.status !== "found") return result;
    const { id } = result.handle;
    // Another search may have claimed the batch in the meantime: search again without it.
    if (!isFree(id)) return this.find(lost, { ...options, known });
    this.#memory.claim(id, call);
    return result;
  }

  /**
   * Searches twice, because lists may lag, for the batch of a create answer without an id. A failed search is ignored.
   */
  async followUp(answer: Raw, request: CreateRequest, began: Instant): Promise<Raw> {
    const correlation = request.correlation();
    if (correlation === undefined || this.#kind.lost.followsUp?.(correlation) !== true) return answer;
    const { clock, options: client } = this.#core;
    const lost = { ...this.#operation, ...this.intentOf(request, began) };
    const { retryUnknown: _retryUnknown, totalTimeoutMs = client.totalTimeoutMs, ...call } = request.options;
    const endMs = began.monotonicMs + (totalTimeoutMs ?? Infinity);
    try {
      for (const pauseMs of [0, SECOND_READ_MS]) {
        if (pauseMs > 0) await clock.sleep(pauseMs, call.signal);
        const timeoutMs = endMs - clock.monotonic();
        if (timeoutMs <= 0) return answer;
        const found = await this.find(lost, { ...call, timeoutMs, isFresh: true });
        if (found.status === "found") return { ...answer, ...found.batch };
      }
    } catch {
      return answer;
    }
    return answer;
  }

  /** The `Intent` members for the error of a create answer without an id. */
  intentOf(
    request: CreateRequest,
    { atMs }: Instant,
  ): Omit<Intent, "provider" | "operation"> & { readonly accepted: true } {
    const { clock, serverClock, account } = this.#core;
    return {
      accepted: true,
      ...defined({
        startedAt: atMs,
        endedAt: clock.now(),
        account: account(),
        correlation: request.correlation(),
        skewMs: serverClock.skewMs,
      }),
    };
  }

  #intentIn(lost: unknown): { readonly intent: Intent; readonly isAccepted: boolean } {
    const { provider, operation } = this.#operation;
    // A database may return null for members that were undefined.
    const members = Object.entries(lost ?? {}).filter(([, member]) => member !== null);
    const intent = Object.fromEntries(members) as Intent & { accepted?: unknown };
    const { startedAt, endedAt = startedAt, account } = intent;
    const isOurs = intent.provider === provider && intent.operation === operation;
    if (!isOurs || !Number.isFinite(startedAt) || !Number.isFinite(endedAt) || intent.accepted === false)
      throw invalid("lost", `must be the intent of ${provider} ${operation}, or its UnknownOutcomeError`, {
        provider,
      });
    const own = this.#core.account();
    if (account !== undefined && own !== undefined && account !== own)
      throw invalid("lost", "belongs to another account", { provider });
    return { intent, isAccepted: intent.accepted === true };
  }

  get #operation(): { readonly provider: string; readonly operation: string } {
    return { provider: this.#core.dialect.provider, operation: this.#kind.createOperation };
  }
}
