import type { BatchHandle } from "batchwire";
import {
  fileJournal,
  JournalError,
  postgresJournal,
  sqliteJournal,
  type Journal,
  type JournalRecord,
  type JournalRun,
} from "batchwire/journal";

/** As the drivers have it. */
declare const pool: {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[]; rowCount: number | null }>;
};

export const journals: Journal[] = [
  fileJournal("campaign.journal"),
  fileJournal(new URL("file:///var/lib/campaign.journal")),
  sqliteJournal({ path: "journals.db", run: "campaign" }),
  postgresJournal({ query: (text, values) => pool.query(text, values), run: "campaign", table: undefined }),
];

export async function sent(journal: Journal): Promise<BatchHandle[]> {
  const run: JournalRun = await journal.open();
  const handles: BatchHandle[] = [];
  for await (const record of run.records()) if (record.type === "sent") handles.push(record.handle);
  const done: JournalRecord = { v: 1, seq: handles.length, at: new Date().toISOString(), type: "done" };
  await run.append(done);
  await run.close();
  return handles;
}

export const isBusy = (error: unknown): boolean => JournalError.is(error) && error.reason === "in-use";
