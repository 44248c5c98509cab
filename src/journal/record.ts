/** Converts records to and from lines of JSON. */
import { JournalError } from "../core/base/errors/index.js";
import type { JournalRecord, JournalRun } from "../core/submit/journal.js";

/** Required members of each record type, with their `typeof`. */
const FIELDS: Readonly<Record<JournalRecord["type"], Readonly<Record<string, string>>>> = {
  run: { provider: "string" },
  intent: { part: "number", from: "number", intent: "object" },
  closing: { part: "number", to: "number", intent: "object" },
  staged: { part: "number", id: "string" },
  sent: { part: "number", to: "number", digest: "string", handle: "object" },
  refused: { part: "number" },
  done: {},
};

/** Whether a value can name a journal. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** Parses stored records, which must be numbered from 0 without gaps. `name` is the journal's, for messages. */
export async function* readRecords(
  texts: Iterable<unknown> | AsyncIterable<unknown>,
  name: string,
): AsyncGenerator<JournalRecord> {
  let seq = 0;
  for await (const text of texts) yield readRecord(text, seq++, name);
}

/** Reads the whole journal once, so that a damaged one is rejected before anything is sent. */
export async function checked(run: JournalRun): Promise<JournalRun> {
  try {
    for await (const _ of run.records());
    return run;
  } catch (error) {
    await run.close();
    throw error;
  }
}

function readRecord(text: unknown, seq: number, name: string): JournalRecord {
  const record = typeof text === "string" ? parsed(text) : undefined;
  if (isRecord(record) && record.seq === seq) return record;
  const message = `the journal ${name} cannot be read: its record ${seq} is damaged or missing`;
  throw new JournalError(message, { reason: "unreadable" });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is JournalRecord {
  if (typeof value !== "object" || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  const fields = Object.hasOwn(FIELDS, String(record.type))
    ? FIELDS[record.type as JournalRecord["type"]]
    : undefined;
  if (fields === undefined || record.v !== 1) return false;
  return Object.entries(fields).every(
    ([field, type]) => record[field] !== null && typeof record[field] === type,
  );
}

/** Wraps any error of the system or driver while opening or reading a journal. */
export function unreadable(name: string, cause: unknown): JournalError {
  if (JournalError.is(cause)) return cause;
  const { code } = (cause ?? {}) as { readonly code?: unknown };
  const why = typeof code === "string" && /^\w{1,40}$/.test(code) ? ` (${code})` : "";
  return new JournalError(`the journal ${name} cannot be opened${why}`, { reason: "unreadable" }, { cause });
}
