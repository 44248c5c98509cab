/** Local checks by the provider's documents. */
import type {
  MessageBatchCreateRequest,
  MessageCreateRequest,
  OptOutBulkAssignRequest,
  UpdateSmsOptRecord,
} from "../../generated/ringcentral.js";
import { isLongerThan } from "../core/base/characters.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import { isIntegerWithin } from "../core/base/validation.js";
import {
  CONSENT_NUMBER,
  MAX_CONSENT_FILTER,
  MAX_CONSENTS,
  MAX_CONSENTS_PER_PAGE,
  MAX_PHONE_NUMBER_FILTER,
  MAX_TEXT,
  PHONE_NUMBER,
} from "./limits.js";

/** The members of a batch that apply to all its messages. */
export type BatchHead = Omit<MessageBatchCreateRequest, "messages">;

const NOT_E164 = "must be a phone number in E.164, such as +15550100123";

function isNumber(value: unknown, pattern = PHONE_NUMBER): boolean {
  return typeof value === "string" && pattern.test(value);
}

function textIssue(text: unknown): string | undefined {
  if (typeof text !== "string") return "must be a string";
  return isLongerThan(text, MAX_TEXT) ? `must be at most ${MAX_TEXT} characters` : undefined;
}

export function headIssues({ from, text }: BatchHead): readonly ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  if (!isNumber(from)) issues.push({ path: "from", message: NOT_E164 });
  const message = text === undefined ? undefined : textIssue(text);
  if (message !== undefined) issues.push({ path: "text", message });
  return issues;
}

export function messageIssues(
  message: MessageCreateRequest,
  index: number,
  head: BatchHead,
): readonly ValidationIssue[] {
  const path = `messages.${index}`;
  if (typeof message !== "object" || message === null) {
    return [{ path, index, message: "must be an object with to and perhaps text" }];
  }
  const issues: ValidationIssue[] = [];
  const report = (field: string, message: string): void =>
    void issues.push({ path: `${path}.${field}`, index, message });
  const { to, text } = message as { to?: unknown; text?: unknown };
  if (!Array.isArray(to) || to.length !== 1) report("to", "must be an array of one phone number");
  else if (!isNumber(to[0])) report("to.0", NOT_E164);
  const textFault = text === undefined ? undefined : textIssue(text);
  if (textFault !== undefined) report("text", textFault);
  else if ((text ?? head.text ?? "") === "") report("text", "is missing, here and in the batch");
  return issues;
}

/** Checks the create body except its messages. */
export function createIssues(body: MessageBatchCreateRequest): readonly ValidationIssue[] {
  const { messages, ...head } = body ?? ({} as MessageBatchCreateRequest);
  const issues = headIssues(head);
  return Array.isArray(messages) ? issues : [...issues, { path: "messages", message: "must be an array" }];
}

interface ListQuery {
  readonly perPage?: number | undefined;
  readonly page?: number | undefined;
  readonly phoneNumber?: readonly string[] | undefined;
  readonly from?: string | readonly string[] | undefined;
  readonly to?: string | readonly string[] | undefined;
}

function atMost(query: object, name: string, most: number): readonly ValidationIssue[] {
  const value = (query as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(value) && value.length > most
    ? [{ path: name, message: `must hold at most ${most} phone numbers` }]
    : [];
}

function pageNumbers({ perPage, page }: ListQuery, mostPerPage = Infinity): readonly ValidationIssue[] {
  const check = (path: string, value = 1, most = Infinity): ValidationIssue[] => {
    if (isIntegerWithin(value, 1, most)) return [];
    const range = most === Infinity ? "of at least 1" : `from 1 to ${most}`;
    return [{ path, message: `must be an integer ${range}` }];
  };
  return [...check("perPage", perPage, mostPerPage), ...check("page", page)];
}

export function listIssues(query: ListQuery): readonly ValidationIssue[] {
  return [...pageNumbers(query ?? {}), ...atMost(query ?? {}, "phoneNumber", MAX_PHONE_NUMBER_FILTER)];
}

export function consentQueryIssues(query: ListQuery, lists: readonly string[]): readonly ValidationIssue[] {
  const tooLong = lists.flatMap((name) => atMost(query ?? {}, name, MAX_CONSENT_FILTER));
  return [...pageNumbers(query ?? {}, MAX_CONSENTS_PER_PAGE), ...tooLong];
}

export function consentIssues(records: readonly UpdateSmsOptRecord[]): readonly ValidationIssue[] {
  if (!Array.isArray(records) || records.length < 1 || records.length > MAX_CONSENTS)
    return [{ path: "records", message: `must be an array of 1 to ${MAX_CONSENTS} records` }];
  return records.flatMap((record: unknown, index): ValidationIssue[] => {
    const { from, to, optStatus, source } = (record ?? {}) as Readonly<Record<string, unknown>>;
    const report = (field: string, message: string): ValidationIssue[] => [
      { path: `records.${index}.${field}`, index, message },
    ];
    return [
      ...(from === "*" || isNumber(from, CONSENT_NUMBER) ? [] : report("from", `${NOT_E164}, or *`)),
      ...(isNumber(to, CONSENT_NUMBER) ? [] : report("to", NOT_E164)),
      ...(optStatus === undefined ? report("optStatus", "is missing") : []),
      ...(source === undefined ? report("source", "is missing") : []),
    ];
  });
}

export function assignIssues(body: OptOutBulkAssignRequest): readonly ValidationIssue[] {
  const { from, optOuts, optIns } = (body ?? {}) as Partial<OptOutBulkAssignRequest>;
  const isEmpty = [optOuts, optIns].every((list) => !Array.isArray(list) || list.length === 0);
  const issues: ValidationIssue[] = [];
  if (!isNumber(from)) issues.push({ path: "from", message: NOT_E164 });
  if (isEmpty) issues.push({ path: "optOuts", message: "must hold a phone number, unless optIns does" });
  return issues;
}
