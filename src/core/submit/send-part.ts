/** Sends one part and decides, if it fails, whether it may have been carried out. */
import { raceAbort } from "../base/abort.js";
import { defined } from "../base/defined.js";
import {
  JournalError,
  ResponseParseError,
  SubmissionError,
  UnknownOutcomeError,
} from "../base/errors/index.js";
import type { Correlation, Intent, SubmittedPart } from "../base/types/index.js";
import { Part } from "./part.js";
import type { RefusedPart, Run, SubmissionSetup } from "./submit.js";

/** Sends the next part of the input. Undefined at the end of the input, which is recorded unless `isDone`. */
export async function sendNext<Item, Raw>(
  state: Run<Item, Raw>,
  isDone: boolean,
  index = state.submitted.length,
): Promise<SubmittedPart<Raw> | undefined> {
  const { setup, journal, items, plan, check } = state;
  const startedAt = setup.now();
  const beforeEnd = async (): Promise<void> => {
    const intent = intentOf(setup, startedAt, part.correlation());
    await journal?.append({ type: "closing", part: index, to: part.from + part.size, intent });
  };
  const digested = journal && { isDigested: true, beforeEnd };
  const part: Part<Item> = new Part({ items, plan, check, context: setup.context, ...digested });
  try {
    const { signal } = setup.more ?? setup;
    signal?.throwIfAborted();
    if (!(await raceAbort(part.fill(), signal))) {
      if (!isDone) await journal?.append({ type: "done" });
      return undefined;
    }
  } catch (cause) {
    throw failureOrJournalError(state, part, cause, false);
  }
  return sendOut(state, part, index, startedAt);
}

/** Sends a part again whose batch was refused later, using the file uploaded for it then. */
export function sendAgain<Item, Raw>(
  state: Run<Item, Raw>,
  { index, uploaded }: RefusedPart,
): Promise<SubmittedPart<Raw>> {
  const part = state.resendable.get(index) as Part<Item>;
  return sendOut(state, part, index, state.setup.now(), uploaded);
}

async function sendOut<Item, Raw>(
  state: Run<Item, Raw>,
  part: Part<Item>,
  index: number,
  startedAt: number,
  uploaded?: string,
): Promise<SubmittedPart<Raw>> {
  const { setup, journal } = state;
  const { from } = part;
  // Before the phase "sending", nothing can have been carried out.
  let phase: "ready" | "staging" | "sending" | "out" = "ready";
  let stagedId: string | undefined;
  try {
    const intent = intentOf(setup, startedAt, part.isComplete ? part.correlation() : undefined);
    await journal?.append({ type: "intent", part: index, from, intent });
    phase = setup.discard ? "staging" : "sending";
    const batch = await setup.send({
      startedAt,
      body: () => part.body(),
      correlation: () => part.correlation(),
      staged: async (id) => {
        stagedId = id;
        await journal?.append({ type: "staged", part: index, id });
        phase = "sending";
      },
      createBody: (staged) => part.createBody(staged),
      uploaded,
    });
    phase = "out";
    return await noteSent(state, part, index, batch);
  } catch (cause) {
    const isSafe = phase !== "out" && !(phase === "sending" && mayHaveHappened(cause));
    // If the part is sent again, the file belongs to the refused batch: keep it.
    if (isSafe && stagedId !== undefined && uploaded === undefined) await setup.discard?.(stagedId);
    if (JournalError.is(cause) && phase !== "out") throw cause;
    // If this record cannot be written, the next run finds out by itself. The original error matters more.
    if (isSafe && phase !== "ready")
      await journal?.append({ type: "refused", part: index }).catch(() => undefined);
    throw failure(state, part, cause, !isSafe);
  }
}

/** Records a part that was sent. */
export async function noteSent<Item, Raw>(
  { setup, round, journal, resendable }: Run<Item, Raw>,
  part: Part<Item>,
  index: number,
  batch: Raw,
): Promise<SubmittedPart<Raw>> {
  const { from, size } = part;
  const described = setup.describe(batch, round.isWhole ? from : undefined, size);
  await journal?.appendSent(part, index, described);
  if (setup.discard) resendable.set(index, part);
  part.release();
  return { ...described, batch, index, ...round.range(from, from + size) };
}

/** `mayBeOut`: the part may have been carried out, so `next` points behind it. */
export function failure<Item, Raw>(
  { setup, round, submitted }: Run<Item, Raw>,
  part: Pick<Part<Item>, "from" | "size">,
  cause: unknown,
  mayBeOut: boolean,
): SubmissionError {
  const { from, to } = round.range(part.from, part.from + part.size);
  return new SubmissionError(
    { submitted, failed: { from, to, cause }, next: mayBeOut ? to : from },
    setup.context,
  );
}

/** As `failure`, but a journal that is lost, or of another input, is not the fault of a part. */
export function failureOrJournalError<Item, Raw>(...given: Parameters<typeof failure<Item, Raw>>): Error {
  const [, , cause] = given;
  return JournalError.is(cause) || SubmissionError.is(cause) ? cause : failure(...given);
}

export function intentOf<Item, Raw>(
  { context, account, skewMs }: SubmissionSetup<Item, Raw>,
  startedAt: number,
  correlation: Correlation | undefined,
): Intent {
  const { provider, operation } = context;
  return defined({ provider, operation, startedAt, account, correlation, skewMs: skewMs?.() });
}

/** Whether the call may have been carried out: sending it again could send it twice. */
export function mayHaveHappened(cause: unknown): cause is UnknownOutcomeError | ResponseParseError {
  return UnknownOutcomeError.is(cause) || (ResponseParseError.is(cause) && cause.accepted);
}
