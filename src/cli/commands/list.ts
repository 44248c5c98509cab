/** `batchwire list`: the batches of the account, in the order of the provider. */
import { EXIT, type ExitCode } from "../exit.js";
import { type Io, say } from "../io.js";
import { Output } from "../output.js";
import { type ConnectionFlags, openSession } from "../session.js";
import { type Row, tableText } from "../table.js";

export interface ListFlags extends ConnectionFlags {
  readonly json?: boolean;
  readonly limit?: number;
}

// A table is written when all its rows are known.
const TABLE_ROWS = 100;

export async function list(flags: ListFlags, io: Io): Promise<ExitCode> {
  const { json, limit = json === true ? Infinity : TABLE_ROWS } = flags;
  const session = await openSession(flags, io);
  try {
    const output = Output.stdout(io);
    const rows: Row[] = [];
    let isMore = false;
    let count = 0;
    const query = session.provider.listQuery?.() ?? {};
    for await (const batch of session.batches.list(query, { signal: session.stop.signal })) {
      isMore = count === limit;
      if (isMore) break;
      count++;
      if (json === true) await output.line(JSON.stringify(batch));
      else rows.push(rowOf(batch as Readonly<Record<string, unknown>>));
    }
    if (rows.length > 0) await output.line(tableText(rows, io));
    await output.close();
    if (count === 0) say(io, "There are no batches.");
    if (isMore) say(io, `There are more: --limit shows them.`);
    return EXIT.done;
  } finally {
    await session.close();
  }
}

/** Members of the providers' documents for the columns of the table. */
const STATUS = ["processing_status", "status", "state", "type"];
const CREATED = ["created_at", "creationTime", "created"];
const ITEMS = ["batchSize"];

function rowOf(batch: Readonly<Record<string, unknown>>): Row {
  const first = (names: readonly string[]): unknown =>
    names.map((name) => batch[name]).find((value) => value !== undefined && value !== null);
  const created = first(CREATED);
  const { request_counts: counts } = batch as { readonly request_counts?: Readonly<Record<string, number>> };
  const summed = counts && (counts["total"] ?? Object.values(counts).reduce((sum, count) => sum + count, 0));
  return {
    batch: String(batch["id"]),
    status: batch["canceled"] === true ? "canceled" : text(first(STATUS)),
    items: summed ?? text(first(ITEMS)),
    created: typeof created === "number" ? new Date(created * 1_000).toISOString() : text(created),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
