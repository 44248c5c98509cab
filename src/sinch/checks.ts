/** Local checks by the provider's documents. Text length is left to the server. */
import { isLongerThan } from "../core/base/characters.js";
import { isObject } from "../core/base/json.js";
import { normalized } from "../core/base/phone-numbers.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import { isIntegerWithin } from "../core/base/validation.js";
import { binaryLength } from "./binary.js";
import { instantMs } from "./time.js";
import {
  MAX_BINARY_BYTES,
  MAX_CHILD_GROUPS,
  MAX_DETAILED,
  MAX_GROUP_NAME,
  MAX_LABEL,
  MAX_MEMBERS,
  MAX_PAGE_SIZE,
  MAX_RECIPIENTS,
} from "./limits.js";

type Fields = Readonly<Record<string, unknown>>;
type Report = (path: string, message: string) => void;

const TYPES = ["mt_text", "mt_binary", "mt_media"];

/** Checks a whole body, for sends, dry runs and replacements. */
export function bodyIssues(body: unknown): readonly ValidationIssue[] {
  return inspectBody(body, (fields, report) => {
    const count = Array.isArray(fields["to"]) ? fields["to"].length : 0;
    if (count < 1 || count > MAX_RECIPIENTS) {
      report("to", `must be an array of 1 to ${MAX_RECIPIENTS} recipients; submit takes any number`);
    } else checkAddresses("to", fields["to"], report);
    checkContent(fields, report);
  });
}

/** Checks a body without its recipients, which are checked one by one. */
export function contentIssues(body: unknown): readonly ValidationIssue[] {
  return inspectBody(body, checkContent);
}

export function recipientIssues(recipient: unknown, index: number): ValidationIssue[] {
  if (isText(recipient)) return [];
  return [{ path: `to.${index}`, index, message: "must be a phone number or a group id" }];
}

export function updateIssues(body: unknown): readonly ValidationIssue[] {
  return inspectBody(body, (fields, report) => {
    checkType(fields, report);
    if (fields["to_add"] !== undefined) checkAddresses("to_add", fields["to_add"], report);
    if (fields["to_remove"] !== undefined) checkAddresses("to_remove", fields["to_remove"], report);
    if (fields["type"] === "mt_binary") checkBinary(fields, report, false);
    checkParameters(fields, report);
    checkLabels(fields, report);
    checkTimes(fields, report);
  });
}

export function feedbackIssues(recipients: unknown): readonly ValidationIssue[] {
  return inspect((report) => checkAddresses("recipients", recipients, report));
}

export function dryRunIssues(query: {
  readonly number_of_recipients?: number | undefined;
}): readonly ValidationIssue[] {
  return inspect((report) =>
    checkInteger("number_of_recipients", query.number_of_recipients, 0, MAX_DETAILED, report),
  );
}

export function listIssues(query: object, leastSize = 1): readonly ValidationIssue[] {
  const { page, page_size: size, start_date: start, end_date: end } = query as Fields;
  return inspect((report) => {
    checkInteger("page", page, 0, Number.MAX_SAFE_INTEGER, report);
    checkInteger("page_size", size, leastSize, MAX_PAGE_SIZE, report);
    for (const [name, value] of [
      ["start_date", start],
      ["end_date", end],
    ] as const) {
      if (value !== undefined && instantMs(value) === undefined) report(name, NO_TIMESTAMP);
    }
  });
}

export function groupIssues(body: unknown, as?: "replace"): readonly ValidationIssue[] {
  return inspectBody(body, (fields, report) => {
    for (const [list, most] of [
      ["members", MAX_MEMBERS],
      ["add", MAX_MEMBERS],
      ["remove", MAX_MEMBERS],
      ["child_groups", MAX_CHILD_GROUPS],
    ] as const) {
      if (fields[list] === undefined && !(as === "replace" && list === "members")) continue;
      checkAddresses(list, fields[list], report);
      if (Array.isArray(fields[list]) && fields[list].length > most)
        report(list, `must have at most ${most} entries`);
    }
    const { name } = fields;
    if (typeof name === "string" && isLongerThan(name, MAX_GROUP_NAME))
      report("name", `must have at most ${MAX_GROUP_NAME} characters`);
  });
}

const NO_TIMESTAMP = "must be an ISO 8601 timestamp such as 2026-11-21T08:00:00Z";

function checkContent(fields: Fields, report: Report): void {
  checkType(fields, report);
  if (fields["type"] === "mt_binary") checkBinary(fields, report, true);
  else if (fields["type"] === "mt_media") checkMedia(fields["body"], report);
  else if (typeof fields["body"] !== "string") report("body", "must be a text");
  // In an update, null means "now"; in a new batch it is a mistake.
  if (fields["send_at"] === null) report("send_at", "can be null only in an update");
  checkParameters(fields, report);
  checkLabels(fields, report);
  checkTimes(fields, report);
}

function checkType({ type }: Fields, report: Report): void {
  if (type !== undefined && !TYPES.includes(type as string))
    report("type", `must be one of ${TYPES.join(", ")}`);
}

function checkMedia(body: unknown, report: Report): void {
  if (!isText((body as Fields | null | undefined)?.["url"]))
    report("body.url", "must be the URL of the media");
}

function checkBinary({ body, udh }: Fields, report: Report, whole: boolean): void {
  const bodyBytes = binaryLength("base64", body);
  const udhBytes = binaryLength("hex", udh);
  if (bodyBytes === undefined && (whole || body !== undefined)) report("body", "must be Base64");
  if (udhBytes === undefined && (whole || udh !== undefined))
    report("udh", "must be hexadecimal, two digits a byte");
  if ((bodyBytes ?? 0) + (udhBytes ?? 0) > MAX_BINARY_BYTES) {
    report("body", `and udh must have at most ${MAX_BINARY_BYTES} bytes together`);
  }
}

/** A number gets one message, whatever its spellings: of two values, one would be lost. */
function checkParameters({ parameters }: Fields, report: Report): void {
  for (const [name, values] of entriesOf(parameters)) {
    const byNumber = new Map<string, unknown>();
    const isLost = ([spelling, value]: [string, unknown]): boolean => {
      const number = normalized(spelling);
      const other = byNumber.get(number) ?? value;
      byNumber.set(number, value);
      return other !== value;
    };
    if (entriesOf(values).some(isLost))
      report(`parameters.${name}`, "has two values for one number, which is spelled in two ways");
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function checkLabels(fields: Fields, report: Report): void {
  for (const name of ["client_reference", "callback_url"]) {
    const value = fields[name];
    if (typeof value === "string" && isLongerThan(value, MAX_LABEL))
      report(name, `must have at most ${MAX_LABEL} characters`);
  }
}

/** An invalid `Date` becomes null in JSON, and null starts sending. */
function checkTimes(fields: Fields, report: Report): void {
  const [sendMs, expireMs] = ["send_at", "expire_at"].map((name) => {
    const value = fields[name];
    const ms = instantMs(value);
    if (value !== undefined && value !== null && ms === undefined) report(name, NO_TIMESTAMP);
    return ms;
  });
  if (sendMs !== undefined && expireMs !== undefined && sendMs >= expireMs)
    report("send_at", "must be before expire_at");
}

function checkAddresses(path: string, list: unknown, report: Report): void {
  if (!Array.isArray(list)) {
    report(path, "must be an array");
    return;
  }
  for (const [index, entry] of list.entries()) {
    if (!isText(entry)) report(`${path}.${index}`, "must be a phone number or a group id");
  }
}

function checkInteger(path: string, value: unknown, least: number, most: number, report: Report): void {
  if (value === undefined) return;
  if (!isIntegerWithin(value, least, most)) {
    report(
      path,
      `must be an integer of ${most === Number.MAX_SAFE_INTEGER ? `at least ${least}` : `${least} to ${most}`}`,
    );
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function inspectBody(
  body: unknown,
  check: (fields: Fields, report: Report) => void,
): readonly ValidationIssue[] {
  if (typeof body !== "object" || body === null) return [{ path: "body", message: "must be an object" }];
  return inspect((report) => check(body as Fields, report));
}

function inspect(check: (report: Report) => void): readonly ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  check((path, message) => issues.push({ path, message }));
  return issues;
}
