/** Sends parts one after the other, and says exactly what went out when one of them fails. */
import { raceAbort } from "../base/abort.js";
import type { RequestBody } from "../transport/upload.js";
import { type Correlation } from "../base/types/index.js";
import {
  type ErrorContext,
  ResponseParseError,
  SubmissionError,
  UnknownOutcomeError,
  type ValidationIssue,
} from "../base/errors/index.js";
import { Items } from "./items.js";
import { invalid, assertValid } from "../base/validation.js";
import { type CutPlan, Part } from "./split.js";
import type { Submission, SubmittedPart } from "../base/types/index.js";

export interface SubmissionSetup<Item, Raw> {
  readonly plan: () => CutPlan<Item>;
  readonly send: (body: RequestBody, part: { correlation: () => Correlation | undefined }) => Promise<Raw>;
  /** `size`: how many items the part held. */
  readonly describe: (
    batch: Raw,
    from: number,
    size: number,
  ) => Pick<SubmittedPart<Raw>, "handle" | "rejected">;
  readonly context: ErrorContext;
  readonly signal?: AbortSignal | undefined;
}

export function submission<Item, Raw>(setup: SubmissionSetup<Item, Raw>): Submission<Raw> {
  let started = false;
  const start = (): AsyncGenerator<SubmittedPart<Raw>> => {
    // A second run would send everything a second time.
    if (started) {
      throw invalid("submission", "is used up: it sends once", setup.context);
    }
    started = true;
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

async function* run<Item, Raw>(setup: SubmissionSetup<Item, Raw>): AsyncGenerator<SubmittedPart<Raw>> {
  const plan = setup.plan();
  const isArray = Array.isArray(plan.items);
  if (isArray) checkAll(plan, plan.items as readonly Item[], setup.context);
  const items = new Items(plan.items);
  const submitted: SubmittedPart<Raw>[] = [];
  try {
    for (;;) {
      const part = new Part(items, plan, isArray, setup.context);
      const sent = await sendPart(setup, part, submitted);
      if (sent === undefined) return;
      submitted.push(sent);
      yield sent;
    }
  } finally {
    // What the input says at its own end must not hide what was sent; and one that hangs must not hold us.
    const closing = items.close().catch(() => undefined);
    if (setup.signal?.aborted !== true) await closing;
  }
}

async function sendPart<Item, Raw>(
  setup: SubmissionSetup<Item, Raw>,
  part: Part<Item>,
  submitted: readonly SubmittedPart<Raw>[],
): Promise<SubmittedPart<Raw> | undefined> {
  const { from } = part;
  let isOut = false;
  try {
    setup.signal?.throwIfAborted();
    if (!(await raceAbort(part.fill(), setup.signal))) return undefined;
    // A part that is complete is described now; one that still grows, when it has to be.
    const early = await part.correlation();
    const correlation = (): Correlation | undefined => {
      const late = part.correlation();
      return late instanceof Promise ? early : late;
    };
    const batch = await setup.send(part.body(), { correlation });
    isOut = true;
    const { size } = part;
    const described = setup.describe(batch, from, size);
    return { ...described, batch, index: submitted.length, from, to: from + size };
  } catch (cause) {
    const to = from + part.size;
    const next = isOut || mayBeOut(cause) ? to : from;
    throw new SubmissionError({ submitted, failed: { from, to, cause }, next }, setup.context);
  }
}

/** Sending this part again could send it twice. */
function mayBeOut(cause: unknown): boolean {
  return UnknownOutcomeError.is(cause) || (ResponseParseError.is(cause) && cause.accepted);
}

const MOST_ISSUES = 100;

function checkAll<Item>(plan: CutPlan<Item>, items: readonly Item[], context: ErrorContext): void {
  const check = plan.newCheck?.();
  if (check === undefined) return;
  const issues: ValidationIssue[] = [];
  for (const [position, item] of items.entries()) {
    issues.push(...check(item, position));
    if (issues.length >= MOST_ISSUES) break;
  }
  assertValid(issues, context);
}
