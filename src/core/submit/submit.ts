/**
 * Sends parts one after the other, and says exactly what went out when one of them fails. With a journal, each part is
 * written down before and after its paid call, and a later run goes on where this one ended.
 *
 *     fill ─► intent ─► upload ─► staged ─► send ─► sent, or refused ─► yield
 *
 * Upload and staged are steps of the providers whose batches are created of a file. An upload costs nothing: whatever
 * becomes of it, the part was not sent before the call that creates the batch.
 */
import { raceAbort } from "../base/abort.js";
import { defined } from "../base/defined.js";
import {
  type ErrorContext,
  JournalError,
  ResponseParseError,
  SubmissionError,
  UnknownOutcomeError,
} from "../base/errors/index.js";
import type {
  Correlation,
  Intent,
  Reconciliation,
  ReconcileOptions,
  SendOptions,
  Submission,
  SubmittedPart,
} from "../base/types/index.js";
import { invalid } from "../base/validation.js";
import type { RequestBody } from "../transport/upload.js";
import { checkAll, itemCheck, onceEach, wholeItemCheck } from "./check-all.js";
import { Items } from "./items.js";
import type { Journal } from "./journal.js";
import { Ledger } from "./ledger.js";
import { resume } from "./resume.js";
import { type CutPlan, type ItemCheck, Part } from "./split.js";

export interface SubmitOptions extends SendOptions {
  /** Where the submission keeps its records, so that it survives the death of its process; see `batchwire/journal`. */
  readonly journal?: Journal | undefined;
  /** How a part of an earlier run is looked for whose answer nobody saw. */
  readonly reconcile?: Pick<ReconcileOptions, "settleMs" | "known" | "sole"> | undefined;
  /**
   * How many items a batch may hold; the provider's own limit is the ceiling.
   * @default the provider's limit
   */
  readonly maxItemsPerBatch?: number | undefined;
  /**
   * How many bytes a request may have; the provider's own limit is the ceiling.
   * @default the provider's limit
   */
  readonly maxBytesPerBatch?: number | undefined;
}

export interface SubmissionSetup<Item, Raw> {
  readonly plan: () => CutPlan<Item>;
  readonly send: (part: Sending) => Promise<Raw>;
  /** `size`: how many items the part held. */
  readonly describe: (
    batch: Raw,
    from: number,
    size: number,
  ) => Pick<SubmittedPart<Raw>, "handle" | "rejected">;
  /** Called with a part that an earlier run has sent, once it was compared with the input. */
  readonly resumed?: (part: SubmittedPart<Raw>) => void;
  readonly context: ErrorContext & { readonly provider: string; readonly operation: string };
  readonly signal?: AbortSignal | undefined;
  readonly journal?: Journal | undefined;
  readonly account?: string | undefined;
  readonly now: () => number;
  /** How far the provider's clock is ahead of ours, where it is known. */
  readonly skewMs?: () => number | undefined;
  /** Where parts are uploaded before they are sent: removes what no batch will use, if it can. Never rejects. */
  readonly discard?: ((staged: string) => Promise<void>) | undefined;
  /** What became of a part of an earlier run; `known` are its parts that went out. */
  readonly reconcile?: (intent: Intent, known: readonly SubmittedPart<Raw>[]) => Promise<Reconciliation<Raw>>;
}

/** One part on its way out. */
export interface Sending {
  readonly body: () => RequestBody;
  readonly correlation: () => Correlation | undefined;
  /** To be called with what was uploaded, before the paid call. */
  readonly staged: (id: string) => Promise<void>;
  /** The body of the paid call that creates the batch of what was uploaded. */
  readonly createBody: (staged: string) => unknown;
}

export function submission<Item, Raw>(setup: SubmissionSetup<Item, Raw>): Submission<Raw> {
  let isStarted = false;
  const start = (): AsyncGenerator<SubmittedPart<Raw>> => {
    // A second run would send everything a second time.
    if (isStarted) throw invalid("submission", "is used up: it sends once", setup.context);
    isStarted = true;
    return run(setup);
  };
  return {
    [Symbol.asyncIterator]: start,
    async collect() {
      const parts: SubmittedPart<Raw>[] = [];
      for await (const part of start()) parts.push(part);
      return parts;
    },
  };
}

/** What the steps of one run share. */
export interface Run<Item, Raw> {
  readonly setup: SubmissionSetup<Item, Raw>;
  readonly plan: CutPlan<Item>;
  readonly items: Items<Item>;
  readonly check: ItemCheck<Item> | undefined;
  readonly ledger: Ledger | undefined;
  readonly submitted: SubmittedPart<Raw>[];
}

async function* run<Item, Raw>(setup: SubmissionSetup<Item, Raw>): AsyncGenerator<SubmittedPart<Raw>> {
  const plan = setup.plan();
  const isArray = Array.isArray(plan.items);
  if (isArray) await checkAll(plan.items as readonly Item[], wholeItemCheck(plan), setup.context);
  const { journal, context, account, now } = setup;
  const ledger = journal && (await Ledger.open(journal, { provider: context.provider, account }, now));
  const items = new Items(plan.items);
  const check = isArray ? undefined : onceEach(itemCheck(plan));
  const state: Run<Item, Raw> = { setup, plan, items, check, ledger, submitted: [] };
  try {
    if (ledger) {
      for await (const part of resume(state)) {
        state.submitted.push(part);
        yield part;
      }
    }
    for (;;) {
      const sent = await sendNext(state);
      if (sent === undefined) break;
      state.submitted.push(sent);
      yield sent;
    }
    if (ledger && !ledger.isDone) await ledger.append({ type: "done" });
  } finally {
    await ledger?.close();
    // Closing the input must not hide the submission's own error, nor block after an abort.
    const closing = items.close().catch(() => undefined);
    if (setup.signal?.aborted !== true) await closing;
  }
}

/** Sends what comes next in the input; undefined at its end. */
async function sendNext<Item, Raw>(state: Run<Item, Raw>): Promise<SubmittedPart<Raw> | undefined> {
  const { setup, ledger, submitted } = state;
  const index = submitted.length;
  const startedAt = setup.now();
  const part: Part<Item> = newPart(state, async () => {
    const intent = intentOf(setup, startedAt, part.correlation());
    await ledger?.append({ type: "closing", part: index, to: part.from + part.size, intent });
  });
  const { from } = part;
  // In the phases before "sending" nothing can have happened.
  let phase: "filling" | "staging" | "sending" | "out" = "filling";
  let stagedId: string | undefined;
  try {
    setup.signal?.throwIfAborted();
    if (!(await raceAbort(part.fill(), setup.signal))) return undefined;
    const intent = intentOf(setup, startedAt, part.isComplete ? part.correlation() : undefined);
    await ledger?.append({ type: "intent", part: index, from, intent });
    phase = setup.discard ? "staging" : "sending";
    const batch = await setup.send({
      body: () => part.body(),
      correlation: () => part.correlation(),
      staged: async (id) => {
        stagedId = id;
        await ledger?.append({ type: "staged", part: index, id });
        phase = "sending";
      },
      createBody: (staged) => part.createBody(staged),
    });
    phase = "out";
    const { size } = part;
    const described = setup.describe(batch, from, size);
    await ledger?.appendSent(part, index, described);
    return { ...described, batch, index, from, to: from + size };
  } catch (cause) {
    const isSafe = phase !== "out" && !(phase === "sending" && mayHaveHappened(cause));
    if (isSafe && stagedId !== undefined) await setup.discard?.(stagedId);
    if (JournalError.is(cause) && phase !== "out") throw cause;
    const to = from + part.size;
    // The next run would find out by itself: a journal that cannot be written must not hide the cause.
    if (phase !== "filling" && isSafe)
      await ledger?.append({ type: "refused", part: index }).catch(() => undefined);
    throw new SubmissionError(
      { submitted, failed: { from, to, cause }, next: isSafe ? from : to },
      setup.context,
    );
  }
}

function newPart<Item, Raw>(
  { setup: { context }, plan, items, check, ledger }: Run<Item, Raw>,
  beforeEnd: () => Promise<void>,
): Part<Item> {
  const digested = ledger && { isDigested: true, beforeEnd };
  return new Part({ items, plan, check, context, ...digested });
}

function intentOf<Item, Raw>(
  { context, account, skewMs }: SubmissionSetup<Item, Raw>,
  startedAt: number,
  correlation: Correlation | undefined,
): Intent {
  const { provider, operation } = context;
  return defined({ provider, operation, startedAt, account, correlation, skewMs: skewMs?.() });
}

/** Sending this part again could send it twice. */
function mayHaveHappened(cause: unknown): boolean {
  return UnknownOutcomeError.is(cause) || (ResponseParseError.is(cause) && cause.accepted);
}
