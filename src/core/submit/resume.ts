/** Going on with a submission that an earlier run began: nothing is sent twice, and nothing is left out. */
import { defined } from "../base/defined.js";
import { JournalError, SubmissionError, UnknownOutcomeError } from "../base/errors/index.js";
import type { Intent, SubmittedPart } from "../base/types/index.js";
import type { Items } from "./items.js";
import type { Ledger, OpenPart, SentPart } from "./ledger.js";
import { Part } from "./split.js";
import type { Run } from "./submit.js";

/** The parts that went out, in order, each compared with the input; then the one whose answer nobody saw, if it went out. */
export async function* resume<Item, Raw>(state: Run<Item, Raw>): AsyncGenerator<SubmittedPart<Raw>> {
  const ledger = state.ledger as Ledger;
  for (const sent of ledger.sent) yield await resumeSent(state, sent);
  const { open } = ledger;
  if (open !== undefined) {
    const found = await settle(state, ledger, open);
    if (found) yield found;
  }
  if (ledger.isDone && !(await isAtEnd(state.items))) throw changed("holds more than it did");
}

async function resumeSent<Item, Raw>(state: Run<Item, Raw>, sent: SentPart): Promise<SubmittedPart<Raw>> {
  const { from, to, digest, handle, rejected } = sent;
  const part = await reread(state, to - from);
  if (part.from !== from || part.size !== to - from || (await part.digest()) !== digest)
    throw changed(`differs from what was sent at positions ${from} to ${to}`);
  const entries = rejected?.map((position) => ({ position }));
  const index = state.submitted.length;
  const resumed = defined({ handle, index, from, to, rejected: entries, resumed: true as const });
  state.setup.resumed?.(resumed);
  return resumed;
}

/** Finds out what became of the open part. Undefined: it did not go out, and its items are still to be sent. */
async function settle<Item, Raw>(
  state: Run<Item, Raw>,
  ledger: Ledger,
  open: OpenPart,
): Promise<SubmittedPart<Raw> | undefined> {
  const { setup, submitted, items } = state;
  const { from, to, staged, part: number } = open;
  const refused = (): Promise<void> => ledger.append({ type: "refused", part: number });
  // Half a body is no batch, and neither is one that was to be uploaded first and was not.
  if (to === undefined || (setup.discard && staged === undefined)) return void (await refused());
  const failed = (cause: unknown): SubmissionError =>
    new SubmissionError({ submitted, failed: { from, to, cause }, next: to }, setup.context);
  const result = await lookFor(state, open).catch((cause: unknown) => {
    throw failed(cause);
  });
  if (result?.status === "absent") {
    if (staged !== undefined) await setup.discard?.(staged);
    return void (await refused());
  }
  if (result?.status !== "found") throw failed(unknownOutcome(state, intentOf(open)));

  const part = await reread(state, to - from);
  if (part.size !== to - from || !isSame(open.intent, part))
    throw changed(`differs from what was sent at positions ${from} to ${to}`);
  const described = setup.describe(result.batch, from, part.size);
  await ledger.appendSent(part, number, described);
  const { batch } = result;
  return { ...described, batch, index: submitted.length, from, to: items.position, resumed: true };
}

function lookFor<Item, Raw>(
  { setup, submitted }: Run<Item, Raw>,
  open: OpenPart,
): ReturnType<NonNullable<typeof setup.reconcile>> | Promise<undefined> {
  return setup.reconcile?.(intentOf(open), submitted) ?? Promise.resolve(undefined);
}

/** A file that was staged for the part identifies it as well. */
function intentOf({ intent, staged }: OpenPart): Intent {
  return staged === undefined ? intent : { ...intent, correlation: { ...intent.correlation, file: staged } };
}

function unknownOutcome<Item, Raw>({ setup }: Run<Item, Raw>, intent: Intent): UnknownOutcomeError {
  const { provider: _provider, operation: _operation, ...fields } = intent;
  return new UnknownOutcomeError({ attempts: [], ...fields }, setup.context);
}

/** Whether the input still holds what the open part was made of. Labels are new in every run. */
function isSame<Item>({ correlation = {} }: Intent, part: Part<Item>): boolean {
  const now = part.correlation() ?? {};
  return Object.entries(correlation).every(
    ([trait, value]) => now[trait] === undefined || trait === "label" || now[trait] === value,
  );
}

/** Reads items again without keeping them. What was sent is not checked anew, but remembered by the checks. */
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

async function isAtEnd<Item>(items: Items<Item>): Promise<boolean> {
  const next = await items.next();
  if (next) items.back(next.item);
  return next === undefined;
}

function changed(what: string): JournalError {
  return new JournalError(`the input ${what}: it is not the one that the journal began with`, {
    reason: "input-changed",
  });
}
