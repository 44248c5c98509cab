import type { ErrorContext } from "../base/errors/index.js";
import { valueIssues } from "../base/measure.js";
import { checkAll, itemCheck } from "../submit/check-all.js";
import type { WholeBatch } from "./kind.js";

/** Throws what the local checks find in a body that is sent as a whole; lets timers run in between. */
export async function checkWhole(
  { body, check, items }: WholeBatch<unknown>,
  context: ErrorContext,
): Promise<void> {
  const found = check();
  // What a provider's own check names need not be named again.
  const issues = found.length > 0 ? found : valueIssues(body, items?.path);
  // A list that is wrong as a whole, as one of too many items, is not gone through.
  const isWrong = issues.some(({ path }) => path === items?.path);
  const list = isWrong ? [] : (items?.list ?? []);
  await checkAll<never>(list as never, items && itemCheck(items), context, issues);
}
