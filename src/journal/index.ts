/** Journals for submissions, so that another process can continue after a crash: in a file, SQLite or Postgres. */
export { JournalError, type JournalFault } from "../core/base/errors/index.js";
export type { Intent } from "../core/base/types/index.js";
export type { Journal, JournalRecord, JournalRun } from "../core/submit/journal.js";
export { fileJournal } from "./file.js";
export { postgresJournal, type PostgresJournalOptions } from "./postgres.js";
export { sqliteJournal, type SqliteJournalOptions } from "./sqlite.js";
