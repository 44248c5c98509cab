/**
 * Sends parts one after the other, and says exactly what went out when one of them fails. With a journal, each part is
 * written down before and after its paid call, and a later run goes on where this one ended.
 *
 *     fill ─► intent ─► upload ─► staged ─► send ─► sent, or refused ─► yield
 *
 * Upload and staged are steps of the providers whose batches are created of a file. An upload costs nothing: whatever
 * becomes of it, the part was not sent before the call that creates the batch.
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
import { checkAll, itemCheck, onceEach, wholeItemCheck } from "./check-all.js";
import { Items } from "./items.js";
import type { Journal } from "./journal.js";
import { Ledger, type LedgerRound } from "./ledger.js";
import { changed, resume } from "./resume.js";
import { Round } from "./round.js";
import { sendAgain, sendNext } from "./send-part.js";
import type { CutPlan, ItemCheck, Part } from "./split.js";

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
  /** How the whole input is cut; called for each round. */
  readonly plan: () => CutPlan<Item>;
  readonly send: (part: Sending) => Promise<Raw>;
  /** `size`: how many items the part held. `from`: its first place in the input; undefined for items that are sent again. */
  readonly describe: (
    batch: Raw,
    from: number | undefined,
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
  /** Whether a batch was refused after it was taken, so that nothing of it ran. Absent: that does not happen. */
  readonly isRefused?: ((handle: BatchHandle) => Promise<boolean>) | undefined;
  /** Who wants more to be sent than the input once. */
  readonly more?: MoreToSend | undefined;
}

/** Decides by what became of the parts that are out. */
export interface MoreToSend {
  /** Ends the reading of the input: nobody waits for it any longer. */
  readonly signal: AbortSignal;
  /** Called first, with the number of rounds that earlier runs began. */
  readonly opened: (rounds: number) => void;
  /** A part whose batch was refused after it was taken, to be sent again. Asked before each new part, and `atEnd` of a round. */
  readonly refused: (atEnd: boolean) => Promise<RefusedPart | undefined>;
  /** The input positions to send again, in order, once a round is out. Undefined: nobody wants to know. */
  readonly nextRound: () => Promise<readonly number[] | undefined>;
}

/** `uploaded`: what its batch was made of, which can be used again. */
export interface RefusedPart {
  readonly index: number;
  readonly uploaded: string;
}

/** One part on its way out. */
export interface Sending {
  readonly body: () => RequestBody;
  readonly correlation: () => Correlation | undefined;
  /** To be called with what was uploaded, before the paid call. */
  readonly staged: (id: string) => Promise<void>;
  /** The body of the paid call that creates the batch of what was uploaded. */
  readonly createBody: (staged: string) => unknown;
  /** What an earlier call of this part uploaded. */
  readonly uploaded?: string | undefined;
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
      for await (const part of start()) parts[part.index] = part;
      return parts;
    },
  };
}

/** What the steps of one round share. */
export interface Run<Item, Raw> {
  readonly setup: SubmissionSetup<Item, Raw>;
  readonly round: Round;
  readonly plan: CutPlan<Item>;
  readonly items: Items<Item>;
  readonly check: ItemCheck<Item> | undefined;
  readonly ledger: Ledger | undefined;
  /** Of all rounds. */
  readonly submitted: SubmittedPart<Raw>[];
  /** The parts of this round by their index, where they may have to be sent again. */
  readonly resendable: Map<number, Part<Item>>;
}

async function* run<Item, Raw>(setup: SubmissionSetup<Item, Raw>): AsyncGenerator<SubmittedPart<Raw>> {
  const { journal, context, account, now, more } = setup;
  const whole = setup.plan();
  if (Array.isArray(whole.items))
    await checkAll(whole.items as readonly Item[], wholeItemCheck(whole), context);
  const ledger = journal && (await Ledger.open(journal, { provider: context.provider, account }, now));
  const submitted: SubmittedPart<Raw>[] = [];
  try {
    more?.opened(ledger?.rounds.length ?? 0);
    yield* sendRound(stateOf(setup, whole, new Round(), ledger, submitted), ledger?.rounds[0]);
    for (let number = 1; more; number++) {
      const recorded = ledger?.rounds[number];
      const positions = await more.nextRound();
      if (positions?.length === 0 && recorded) throw changed("came to other results than it did");
      if (positions === undefined || positions.length === 0) return;
      const state = stateOf(setup, setup.plan(), new Round(positions), ledger, submitted);
      yield* sendRound(state, recorded);
    }
  } finally {
    await ledger?.close();
  }
}

function stateOf<Item, Raw>(
  setup: SubmissionSetup<Item, Raw>,
  plan: CutPlan<Item>,
  round: Round,
  ledger: Ledger | undefined,
  submitted: SubmittedPart<Raw>[],
): Run<Item, Raw> {
  const { renewed } = plan;
  const items = new Items(round.itemsOf(plan.items), renewed && (() => round.itemsOf(renewed())));
  // An array was checked as a whole.
  const check = Array.isArray(plan.items) ? undefined : onceEach(itemCheck(plan));
  return { setup, round, plan, items, check, ledger, submitted, resendable: new Map() };
}

async function* sendRound<Item, Raw>(
  state: Run<Item, Raw>,
  recorded: LedgerRound | undefined,
): AsyncGenerator<SubmittedPart<Raw>> {
  const { setup, ledger, submitted, items } = state;
  const noted = (part: SubmittedPart<Raw>): SubmittedPart<Raw> => (submitted[part.index] = part);
  try {
    if (recorded) for await (const part of resume(state, recorded)) yield noted(part);
    for (;;) {
      for await (const part of sendRefused(state, false)) yield noted(part);
      const sent = await sendNext(state);
      if (sent === undefined) break;
      yield noted(sent);
    }
    if (ledger && recorded?.isDone !== true) await ledger.append({ type: "done" });
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
