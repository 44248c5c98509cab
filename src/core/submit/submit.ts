/**
 * Sends parts one after the other and reports, if one fails, exactly which were sent. With a journal, each part is
 * recorded before and after its paid call, so that a later run can continue.
 *
 *     fill ─► intent ─► upload ─► staged ─► send ─► sent, or refused ─► yield
 *
 * Only providers that create batches from a file have the steps upload and staged. Uploads are free: a part counts as
 * sent only by the call that creates its batch.
 */
import type { ErrorContext } from "../base/errors/index.js";
import type {
  BatchHandle,
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
import { checkAll, itemCheck, onceEach, wholeItemCheck } from "./item-checks.js";
import { Items } from "./items.js";
import type { Journal } from "./journal.js";
import { SubmissionJournal, type JournaledRound, type SentPart } from "./submission-journal.js";
import { changed, resume } from "./resume.js";
import { Round } from "./round.js";
import { sendAgain, sendNext } from "./send-part.js";
import type { CutPlan, ItemCheck, Part } from "./part.js";

export interface SubmitOptions extends SendOptions {
  /**
   * Records of the submission, so that another process can continue it after a crash; see `batchwire/journal`.
   * @default none
   */
  readonly journal?: Journal | undefined;
  /**
   * How to search for a part of an earlier run whose answer was lost.
   * @default the defaults of `ReconcileOptions`
   */
  readonly reconcile?: Pick<ReconcileOptions, "settleMs" | "known" | "sole"> | undefined;
  /**
   * Maximum number of items per batch. Can only lower the provider's limit.
   * @default the provider's limit
   */
  readonly maxItemsPerBatch?: number | undefined;
  /**
   * Maximum size of a request body in bytes. Can only lower the provider's limit.
   * @default the provider's limit
   */
  readonly maxBytesPerBatch?: number | undefined;
}

export interface SubmissionSetup<Item, Raw> {
  /** Creates the plan for splitting the input; called for each round. */
  readonly plan: () => CutPlan<Item>;
  readonly send: (part: Sending) => Promise<Raw>;
  /** `size`: number of items in the part. `from`: its first input position; undefined for items that are sent again. */
  readonly describe: (
    batch: Raw,
    from: number | undefined,
    size: number,
  ) => Pick<SubmittedPart<Raw>, "handle" | "rejected">;
  /** Called with each part that an earlier run sent, after it was verified against the input. */
  readonly resumed?: (part: SubmittedPart<Raw>) => void;
  readonly context: ErrorContext & { readonly provider: string; readonly operation: string };
  readonly signal?: AbortSignal | undefined;
  readonly journal?: Journal | undefined;
  readonly account?: string | undefined;
  readonly now: () => number;
  /** The provider's clock minus ours in ms, if known. */
  readonly skewMs?: () => number | undefined;
  /** Providers with file upload: deletes an uploaded file that no batch will use. Never rejects. */
  readonly discard?: ((staged: string) => Promise<void>) | undefined;
  /** Finds out what happened to a part of an earlier run. `known`: the parts whose batches are known. */
  readonly reconcile?: (intent: Intent, known: readonly SubmittedPart<Raw>[]) => Promise<Reconciliation<Raw>>;
  /** Only for providers that can refuse a batch after they accepted it. */
  readonly correction?: Correction<Item, Raw> | undefined;
  /** Set by `run`, which may send items again. */
  readonly more?: MoreToSend | undefined;
}

/** Lets `run` send items again, depending on the results of earlier parts. */
export interface MoreToSend {
  /** Aborts when the rest of the input is no longer needed. */
  readonly signal: AbortSignal;
  /** Called first, with the number of rounds that earlier runs began. */
  readonly opened: (rounds: number) => void;
  /**
   * Returns a part to send again because its batch was refused later. Called before each new part, and with `atEnd`
   * after a round.
   */
  readonly refused: (atEnd: boolean) => Promise<RefusedPart | undefined>;
  /** Called after each round; returns the input positions to send again, ascending. Undefined ends the submission. */
  readonly nextRound: () => Promise<readonly number[] | undefined>;
}

/** `uploaded`: the file of the refused batch, which can be used again. */
export interface RefusedPart {
  readonly index: number;
  readonly uploaded: string;
}

/** Lets parts of an earlier run that were refused be corrected and sent again. */
export interface Correction<Item, Raw> {
  /** Whether the provider refused a batch after it accepted it, so that nothing of it ran. */
  readonly isRefused: (handle: BatchHandle) => Promise<boolean>;
  /** `resendRefused`, which only these providers bundle. */
  readonly resend: (state: Run<Item, Raw>, sent: SentPart) => Promise<SubmittedPart<Raw>>;
}

/** A part that is being sent. */
export interface Sending {
  /** Start of the part's intent, in epoch ms. */
  readonly startedAt: number;
  readonly body: () => RequestBody;
  readonly correlation: () => Correlation | undefined;
  /** Call this with the uploaded file, before the paid call. */
  readonly staged: (id: string) => Promise<void>;
  /** The body of the paid call that creates the batch from the uploaded file. */
  readonly createBody: (staged: string) => unknown;
  /** The file that an earlier attempt at this part uploaded. */
  readonly uploaded?: string | undefined;
}

export function submission<Item, Raw>(setup: SubmissionSetup<Item, Raw>): Submission<Raw> {
  let isStarted = false;
  const start = (): AsyncGenerator<SubmittedPart<Raw>> => {
    // A second iteration would send everything again.
    if (isStarted) throw invalid("submission", "is used up: it sends once", setup.context);
    isStarted = true;
    return run(setup);
  };
  return {
    [Symbol.asyncIterator]: start,
    async collect() {
      const parts: SubmittedPart<Raw>[] = [];
      for await (const part of start()) parts[part.index] = part;
      return parts;
    },
  };
}

/** The state of one round, shared by its steps. */
export interface Run<Item, Raw> {
  readonly setup: SubmissionSetup<Item, Raw>;
  readonly round: Round;
  readonly plan: CutPlan<Item>;
  readonly items: Items<Item>;
  readonly check: ItemCheck<Item> | undefined;
  readonly journal: SubmissionJournal | undefined;
  /** Sent parts of all rounds. */
  readonly submitted: SubmittedPart<Raw>[];
  /** Parts of this round by index, if `run` may send them again. */
  readonly resendable: Map<number, Part<Item>>;
}

async function* run<Item, Raw>(setup: SubmissionSetup<Item, Raw>): AsyncGenerator<SubmittedPart<Raw>> {
  const { context, account, now, more } = setup;
  const whole = setup.plan();
  if (Array.isArray(whole.items))
    await checkAll(whole.items as readonly Item[], wholeItemCheck(whole), context);
  const owner = { provider: context.provider, account };
  const journal = setup.journal && (await SubmissionJournal.open(setup.journal, owner, now));
  const submitted: SubmittedPart<Raw>[] = [];
  try {
    more?.opened(journal?.rounds.length ?? 0);
    yield* sendRound(stateOf(setup, whole, new Round(), journal, submitted), journal?.rounds[0]);
    for (let number = 1; more; number++) {
      const recorded = journal?.rounds[number];
      const positions = await more.nextRound();
      if (positions?.length === 0 && recorded) throw changed("came to other results than it did");
      if (positions === undefined || positions.length === 0) return;
      const state = stateOf(setup, setup.plan(), new Round(positions), journal, submitted);
      yield* sendRound(state, recorded);
    }
  } finally {
    await journal?.close();
  }
}

function stateOf<Item, Raw>(
  setup: SubmissionSetup<Item, Raw>,
  plan: CutPlan<Item>,
  round: Round,
  journal: SubmissionJournal | undefined,
  submitted: SubmittedPart<Raw>[],
): Run<Item, Raw> {
  const { renewed } = plan;
  const items = new Items(round.itemsOf(plan.items), renewed && (() => round.itemsOf(renewed())));
  // Arrays were checked as a whole before.
  const check = Array.isArray(plan.items) ? undefined : onceEach(itemCheck(plan));
  return { setup, round, plan, items, check, journal, submitted, resendable: new Map() };
}

async function* sendRound<Item, Raw>(
  state: Run<Item, Raw>,
  recorded: JournaledRound | undefined,
): AsyncGenerator<SubmittedPart<Raw>> {
  const { setup, submitted, items } = state;
  const noted = (part: SubmittedPart<Raw>): SubmittedPart<Raw> => (submitted[part.index] = part);
  try {
    if (recorded) for await (const part of resume(state, recorded)) yield noted(part);
    for (;;) {
      for await (const part of sendRefused(state, false)) yield noted(part);
      const sent = await sendNext(state, recorded?.isDone === true);
      if (sent === undefined) break;
      yield noted(sent);
    }
    for await (const part of sendRefused(state, true)) yield noted(part);
  } finally {
    // Closing the input must not hide the submission's own error, nor block after an abort.
    const closing = items.close().catch(() => undefined);
    const { signal } = setup.more ?? setup;
    if (signal?.aborted !== true) await closing;
  }
}

async function* sendRefused<Item, Raw>(
  state: Run<Item, Raw>,
  atEnd: boolean,
): AsyncGenerator<SubmittedPart<Raw>> {
  const { more } = state.setup;
  for (let part = await more?.refused(atEnd); part; part = await more?.refused(atEnd))
    yield await sendAgain(state, part);
}
