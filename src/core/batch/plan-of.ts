import type { ErrorContext } from "../base/errors/index.js";
import { isIterable } from "../base/iterable.js";
import { valueIssues } from "../base/measure.js";
import { assertValid, invalid } from "../base/validation.js";
import { limited } from "../submit/limits.js";
import type { CutPlan } from "../submit/part.js";
import type { SubmitOptions } from "../submit/submit.js";
import type { BatchKind } from "./kind.js";

/**
 * The plan for splitting an input, after the local checks of everything except its items. Without local checks, the
 * plan checks no items either.
 */
export function planOf<Input, Item>(
  kind: Pick<BatchKind<never, never, Input, Item, never, never>, "check" | "plan">,
  input: Input,
  options: SubmitOptions,
  { isChecked, context }: { readonly isChecked: boolean; readonly context: ErrorContext },
): CutPlan<Item> {
  if (isChecked) assertValid(kind.check?.(input, options) ?? [], context);
  const { newCheck, ...given } = limited(kind.plan(input, options), options);
  const plan: CutPlan<Item> = isChecked && newCheck ? { ...given, newCheck } : given;
  if (isChecked) assertValid(valueIssues(input, plan.path), context);
  if (isIterable(plan.items)) return plan;
  throw invalid(plan.path, "must be an array or an (async) iterable", context);
}
