/** Continues a submission of an earlier run: nothing is sent twice, nothing is left out. */
import { defined } from "../base/defined.js";
import { JournalError, UnknownOutcomeError } from "../base/errors/index.js";
import type { Intent, SubmittedPart } from "../base/types/index.js";
import type { Items } from "./items.js";
import type { SubmissionJournal, JournaledRound, OpenPart, SentPart } from "./submission-journal.js";
import { failureOrJournalError, noteSent } from "./send-part.js";
import { Part } from "./part.js";
import type { Run } from "./submit.js";

/**
 * Yields the sent parts in order, each verified against the input; then the open part, if `reconcile` finds its batch.
 */
export async function* resume<Item, Raw>(
  state: Run<Item, Raw>,
  recorded: JournaledRound,
): AsyncGenerator<SubmittedPart<Raw>> {
  const { rounds, open } = state.journal as SubmissionJournal;
  const ofThis = recorded === rounds.at(-1) ? open : undefined;
  for (const sent of recorded.sent) {
    const resumed = await resumeSent(state, sent);
    const again = ofThis?.part === sent.part ? await settle(state, ofThis) : undefined;
    yield again ?? resumed ?? ((await state.setup.correction?.resend(state, sent)) as SubmittedPart<Raw>);
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
    const mayDiffer =
      part.from === from && items.anew && (await setup.correction?.isRefused(handle)) === true;
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
  const { journal, resendable, setup, submitted } = state;
  const { from, to, part: index, intent } = open;
  const file = intent.correlation?.["file"];
  let mayBeOut = true;
  try {
    // An incomplete body, or a part whose file was never uploaded, cannot have become a batch.
    const isPossible = to !== undefined && (setup.discard === undefined || file !== undefined);
    const looked = isPossible ? await setup.reconcile?.(intent, submitted) : ABSENT;
    if (looked?.status === "found") {
      // A part that was refused later has already been read again.
      const part = resendable.get(index) ?? (await rereadOpen(state, open));
      return { ...(await noteSent(state, part, index, looked.batch)), resumed: true };
    }
    if (looked?.status !== "absent")
      throw new UnknownOutcomeError({ attempts: [], ...intent }, setup.context);
    mayBeOut = false;
    if (file !== undefined && !resendable.has(index)) await setup.discard?.(String(file));
    await journal?.append({ type: "refused", part: index });
    return undefined;
  } catch (cause) {
    throw failureOrJournalError(state, { from, size: to === undefined ? 0 : to - from }, cause, mayBeOut);
  }
}

const ABSENT = { status: "absent" } as const;

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
  try {
    await part.skim();
  } catch (cause) {
    // The input itself failed.
    throw failureOrJournalError(state, part, cause, true);
  }
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
