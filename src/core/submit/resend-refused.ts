/** Sends a part anew that the provider refused after it had accepted it, and whose items were corrected since. */
import { ValidationError, type ValidationIssue } from "../base/errors/index.js";
import type { SubmittedPart } from "../base/types/index.js";
import { itemCheck } from "./item-checks.js";
import type { SentPart } from "./submission-journal.js";
import { changed } from "./resume.js";
import { failure, sendNext } from "./send-part.js";
import { Part } from "./part.js";
import type { Run } from "./submit.js";

/** The part has to be one part again: those after it were sent, and keep their positions. */
export async function resendRefused<Item, Raw>(
  state: Run<Item, Raw>,
  { from, to, part: index }: SentPart,
): Promise<SubmittedPart<Raw>> {
  const { items, setup } = state;
  const plan = { ...state.plan, maxItems: to - from };
  const check = state.check && itemCheck(plan);
  const issues: ValidationIssue[] = [];
  const collect = (item: Item, position: number): [] => (issues.push(...(check?.(item, position) ?? [])), []);
  const part = new Part<Item>({ items, plan, check: collect, context: setup.context });
  await part.skim();
  if (issues.length > 0) throw failure(state, part, new ValidationError(issues, setup.context), false);
  if (part.size !== to - from) throw changed(`no longer fits into one part at positions ${from} to ${to}`);
  items.continueWith(items.again(from));
  return (await sendNext({ ...state, plan }, true, index)) as SubmittedPart<Raw>;
}
