import type { ErrorContext } from "../base/errors/index.js";
import { valueIssues } from "../base/measure.js";
import { checkAll, itemCheck } from "../submit/item-checks.js";
import type { WholeBatch } from "./kind.js";

/** Throws the faults of a body that is sent as a whole. Yields to the event loop in between. */
export async function checkWhole(
  { body, check, items }: WholeBatch<unknown>,
  context: ErrorContext,
): Promise<void> {
  const found = check();
  // The provider's own check may report the same faults as the general one: run only one of them.
  const issues = found.length > 0 ? found : valueIssues(body, items?.path);
  // Skip the items if the list itself is invalid, for example too long.
  const isWrong = issues.some(({ path }) => path === items?.path);
  const list = isWrong ? [] : (items?.list ?? []);
  await checkAll<never>(list as never, items && itemCheck(items), context, issues);
}
