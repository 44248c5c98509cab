/** Continues a submission of an earlier run: nothing is sent twice, nothing is left out. */
import { defined } from "../base/defined.js";
import { JournalError, SubmissionError, UnknownOutcomeError } from "../base/errors/index.js";
import type { Intent, SubmittedPart } from "../base/types/index.js";
import type { Items } from "./items.js";
import type { Ledger, LedgerRound, OpenPart, SentPart } from "./ledger.js";
import { noteSent } from "./send-part.js";
import { Part } from "./split.js";
import type { Run } from "./submit.js";

/**
 * Yields the sent parts in order, each verified against the input; then the open part, if `reconcile` finds its batch.
 */
export async function* resume<Item, Raw>(
  state: Run<Item, Raw>,
  recorded: LedgerRound,
): AsyncGenerator<SubmittedPart<Raw>> {
  const { rounds, open } = state.ledger as Ledger;
  const ofThis = recorded === rounds.at(-1) ? open : undefined;
  for (const sent of recorded.sent) {
    const resumed = await resumeSent(state, sent);
    const again = ofThis?.part === sent.part ? await settle(state, ofThis) : undefined;
    yield again ?? resumed ?? ((await state.setup.mend?.send(state, sent)) as SubmittedPart<Raw>);
  }
  const isNew = !recorded.sent.some(({ part }) => part === ofThis?.part);
  const found = ofThis && isNew ? await settle(state, ofThis) : undefined;
  if (found) yield found;
  if (recorded.isDone && !(await isAtEnd(state.items))) throw changed("holds more than it did");
}

/** Undefined for a part whose accepted batch the provider refused later and whose items were corrected since. */
async function resumeSent<Item, Raw>(
  state: Run<Item, Raw>,
  sent: SentPart,
): Promise<SubmittedPart<Raw> | undefined> {
  const { from, to, digest, handle, rejected, part: index } = sent;
  const { setup, round, resendable, items } = state;
  const part = await reread(state, to - from);
  if (part.from !== from || part.size !== to - from || (await part.digest()) !== digest) {
    const mayDiffer = part.from === from && items.anew && (await setup.mend?.isRefused(handle)) === true;
    if (!mayDiffer) throw changed(`differs from what was sent at positions ${from} to ${to}`);
    items.continueWith(items.again(from));
    return undefined;
  }
  part.release();
  if (setup.discard) resendable.set(index, part);
  const entries = rejected?.map((position) => ({ position }));
  const range = round.range(from, to);
  const resumed = defined({ handle, index, ...range, rejected: entries, resumed: true as const });
  if (round.isWhole) setup.resumed?.(resumed);
  return resumed;
}

/** Reconciles the open part. Undefined if it was not sent: its items are then sent by this run. */
async function settle<Item, Raw>(
  state: Run<Item, Raw>,
  open: OpenPart,
): Promise<SubmittedPart<Raw> | undefined> {
  const batch = await lookFor(state, open);
  if (batch === undefined) return undefined;
  // A part that was refused later has already been read again.
  const part = state.resendable.get(open.part) ?? (await rereadOpen(state, open));
  return { ...(await noteSent(state, part, open.part, batch)), resumed: true };
}

async function rereadOpen<Item, Raw>(
  state: Run<Item, Raw>,
  { from, to, intent }: OpenPart,
): Promise<Part<Item>> {
  const size = (to as number) - from;
  const part = await reread(state, size);
  if (part.size !== size || !isSame(intent, part))
    throw changed(`differs from what was sent at positions ${from} to ${to}`);
  return part;
}

/** Searches for the batch of the open part; undefined if it does not exist. Throws `SubmissionError` if undecided. */
async function lookFor<Item, Raw>(state: Run<Item, Raw>, open: OpenPart): Promise<Raw | undefined> {
  const { setup, submitted, round, ledger } = state;
  const { from, to, staged, part: number } = open;
  const refused = (): Promise<void> | undefined => ledger?.append({ type: "refused", part: number });
  // An incomplete body, or a part whose file was never uploaded, cannot have become a batch.
  if (to === undefined || (setup.discard && staged === undefined)) return void (await refused());
  const failed = (cause: unknown): SubmissionError => {
    const range = round.range(from, to);
    return new SubmissionError({ submitted, failed: { ...range, cause }, next: range.to }, setup.context);
  };
  const looking = setup.reconcile?.(intentIn(open), submitted) ?? Promise.resolve(undefined);
  const result = await looking.catch((cause: unknown) => {
    throw failed(cause);
  });
  if (result?.status === "found") return result.batch;
  if (result?.status !== "absent") throw failed(unknownOutcome(state, intentIn(open)));
  if (staged !== undefined && !state.resendable.has(number)) await setup.discard?.(staged);
  return void (await refused());
}

/** Adds the uploaded file to the correlation: it identifies the batch. */
function intentIn({ intent, staged }: OpenPart): Intent {
  return staged === undefined ? intent : { ...intent, correlation: { ...intent.correlation, file: staged } };
}

function unknownOutcome<Item, Raw>({ setup }: Run<Item, Raw>, intent: Intent): UnknownOutcomeError {
  const { provider: _provider, operation: _operation, ...fields } = intent;
  return new UnknownOutcomeError({ attempts: [], ...fields }, setup.context);
}

/** Whether the input still matches the open part. Labels differ in every run and are not compared. */
function isSame<Item>({ correlation = {} }: Intent, part: Part<Item>): boolean {
  const now = part.correlation() ?? {};
  return Object.entries(correlation).every(
    ([trait, value]) => now[trait] === undefined || trait === "label" || now[trait] === value,
  );
}

/**
 * Reads sent items again without keeping them. Their faults are ignored, but the checks remember them as duplicates.
 */
async function reread<Item, Raw>(state: Run<Item, Raw>, size: number): Promise<Part<Item>> {
  const { items, plan, check, setup } = state;
  const part = new Part<Item>({
    items,
    plan: { ...plan, maxItems: size, maxBytes: Infinity, weight: undefined, keyOf: undefined },
    check: check && ((item, position) => (check(item, position), [])),
    context: setup.context,
    isDigested: true,
  });
  await part.skim();
  return part;
}

async function isAtEnd<Item>({ cursor }: Items<Item>): Promise<boolean> {
  const next = await cursor.next();
  if (next) cursor.back(next.item);
  return next === undefined;
}

export function changed(what: string): JournalError {
  return new JournalError(`the input ${what}: it is not the one that the journal began with`, {
    reason: "input-changed",
  });
}
