/** Local checks by the provider's documents. Their messages contain no phone numbers. */
import { isLongerThan } from "../core/base/characters.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import { IdSet } from "../core/base/id-set.js";
import { memberAt } from "../core/base/json.js";
import { valueIssues } from "../core/base/measure.js";
import type { ItemCheck } from "../core/submit/part.js";
import { MAX_BODY, MAX_REFERENCE, MSISDN, PRIORITIES, SENDER } from "./limits.js";
import { isDefault, isPair } from "./recipients.js";
import { instantMs } from "../core/base/instant.js";

type Fields = Readonly<Record<string, unknown>>;

/** Checks a whole batch, except each recipient. */
export function batchIssues(body: unknown): readonly ValidationIssue[] {
  const issues = envelopeIssues(body);
  if (recipientsIn(body).length > 0) return issues;
  return [...issues, { path: "recipients", message: "must hold at least one number besides default" }];
}

/** Checks the batch except its recipients. */
export function envelopeIssues(input: unknown): readonly ValidationIssue[] {
  if (typeof input !== "object" || input === null) return [{ path: "body", message: "must be an object" }];
  const { sender, body, reference, priority, deliveryWindows } = input as Fields;
  const issues: ValidationIssue[] = [];
  const demand = (holds: boolean, path: string, message: string): void => {
    if (!holds) issues.push({ path, message });
  };
  demand(
    typeof sender === "string" && SENDER.test(sender),
    "sender",
    "must be a number of 1 to 15 digits, or 3 to 11 letters and digits",
  );
  demand(
    isText(body, MAX_BODY),
    "body",
    `must be a text of 1 to ${MAX_BODY} characters, not only white space`,
  );
  demand(
    (reference ?? null) === null || isText(reference, MAX_REFERENCE),
    "reference",
    `must be a text of 1 to ${MAX_REFERENCE} characters, not only white space`,
  );
  demand(priority === undefined || PRIORITIES.includes(priority), "priority", "must be 1 or 2");
  demand((deliveryWindows ?? []) instanceof Array, "deliveryWindows", "must be an array");
  const windows = Array.isArray(deliveryWindows) ? (deliveryWindows as unknown[]) : [];
  for (const [index, window] of windows.entries()) {
    const path = `deliveryWindows.${index}`;
    const { opens, closes } = (window ?? {}) as Fields;
    demand((opens ?? closes ?? null) !== null, path, "must have opens or closes");
    demand(isTimeOrNone(opens), `${path}.opens`, NO_TIME);
    demand(isTimeOrNone(closes), `${path}.closes`, NO_TIME);
    const closesLate = !(instantMs(closes) <= instantMs(opens));
    demand(closesLate, `${path}.closes`, "must be later than opens");
  }
  // The recipients are checked one by one, but `default` is none of them.
  const fallback = { recipients: { default: defaultIn((input as Fields)["recipients"]) } };
  return [...issues, ...valueIssues(fallback)];
}

function defaultIn(recipients: unknown): unknown {
  if (recipients instanceof Map) return recipients.get("default");
  if (!Array.isArray(recipients)) return memberAt(recipients, "default");
  return (recipients as unknown[]).find(isDefault)?.[1];
}

const NO_TIME = "must be an ISO 8601 timestamp such as 2026-11-21T08:00:00Z";

/** False for an invalid `Date` or text: JSON would write null, and a delivery window from null opens at once. */
function isTimeOrNone(value: unknown): boolean {
  return (value ?? null) === null || !Number.isNaN(instantMs(value));
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === "string" && value.trim() !== "" && !isLongerThan(value, longest);
}

/** The recipients of a whole body: numbers, or pairs if they are a dictionary. */
export function recipientsIn(body: unknown): readonly unknown[] {
  const { recipients } = { ...(body as Fields | null | undefined) };
  if (Array.isArray(recipients)) return recipients;
  if (typeof recipients !== "object" || recipients === null) return [];
  return Object.entries(recipients).filter(([msisdn]) => msisdn !== "default");
}

/** Checks the recipients of a whole body. A list of pairs is only allowed in `submit`. */
export function wholeRecipientCheck(body: unknown): ItemCheck<unknown> {
  const isList = Array.isArray((body as Fields | null | undefined)?.["recipients"]);
  const check = recipientChecks()();
  return (recipient, index) =>
    isList && isPair(recipient)
      ? [{ path: `recipients.${index}`, index, message: "must be a text of digits" }]
      : check(recipient, index);
}

/**
 * Creates one check per round of a submission, over all its parts: a number may come once. All recipients of the input
 * must have the form of the first.
 */
export function recipientChecks(): () => ItemCheck<unknown> {
  let pairs: boolean | undefined;
  const check = (recipient: unknown, index: number, seen: IdSet): ValidationIssue[] => {
    const fault = (message: string): ValidationIssue[] => [{ path: `recipients.${index}`, index, message }];
    const [msisdn, values = {}] = isPair(recipient) ? recipient : [recipient];
    pairs ??= isPair(recipient);
    if (pairs !== isPair(recipient))
      return fault("must have the form of the first: a number, or a number with values");
    if (pairs && msisdn === "default")
      return fault("must not be default: it comes before the recipients it serves");
    if (typeof msisdn !== "string" || !MSISDN.test(msisdn)) {
      return fault("must be 1 to 15 digits, country code first, without a plus sign");
    }
    if (!pairs) return [];
    if (typeof values !== "object" || values === null || Array.isArray(values))
      return fault("must have an object of values");
    // In a JSON object, the second of two equal names would replace the first.
    return seen.add(msisdn) ? [] : fault("is a number that came before");
  };
  return () => {
    const seen = new IdSet();
    return (recipient, index) => check(recipient, index, seen);
  };
}
