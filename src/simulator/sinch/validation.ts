import { type Fields, timeOf } from "./batch.js";
import { httpError } from "./errors.js";
import type { Groups } from "./groups.js";
import { looksLikeId } from "./ids.js";
import { digitsOf } from "./numbers.js";

const MAX_BINARY_BYTES = 140;

/** Validates what the schema cannot express. Returns the fields as they are stored: no nulls, numbers without prefix. */
export function validated(body: Fields, groups: Groups, nowMs: number): Fields {
  const given = Object.entries(body).filter(([, value]) => value !== null && value !== undefined);
  const fields: Fields = Object.fromEntries(given);
  assertTimes(fields, nowMs);
  assertCallback(fields);
  if (fields["type"] === "mt_binary") assertBinary(fields);
  const { from, to } = fields;
  return {
    ...fields,
    to: (to as string[]).map((entry, index) => addressOf(entry, index, groups)),
    ...(typeof from === "string" && { from: digitsOf(from) ?? from }),
  };
}

function assertTimes({ send_at: sendAt, expire_at: expireAt }: Fields, nowMs: number): void {
  const expireMs = timeOf(expireAt);
  if (expireMs === undefined || expireMs > (timeOf(sendAt) ?? nowMs)) return;
  throw httpError(400, "syntax_constraint_violation", "[expire_at] must be after send_at");
}

function assertCallback({ delivery_report: report = "none", callback_url: url }: Fields): void {
  if (report === "none" || url !== undefined) return;
  throw httpError(403, "missing_callback_url", "A report was requested, but there is no callback URL");
}

function assertBinary({ body, udh }: Fields): void {
  const [base64, hex] = [textIn(body), textIn(udh)];
  const content = Buffer.from(base64, "base64");
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw misformed("[udh] is not hexadecimal");
  if (content.toString("base64") !== base64) throw misformed("[body] is not Base64");
  if (content.length + hex.length / 2 <= MAX_BINARY_BYTES) return;
  const words = `[body] and udh have more than ${MAX_BINARY_BYTES} bytes together`;
  throw httpError(400, "syntax_constraint_violation", words);
}

/** A phone number without prefix, or the id of an existing group. */
function addressOf(entry: string, index: number, groups: Groups): string {
  const digits = digitsOf(entry);
  if (digits !== undefined) return digits;
  if (!looksLikeId(entry)) throw misformed(`[to[${index}]] is no phone number and no group id`);
  groups.assertKnown(entry);
  return entry;
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function misformed(words: string): Error {
  return httpError(400, "syntax_invalid_parameter_format", words);
}
