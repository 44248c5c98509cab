import { fileJournal, postgresJournal, sqliteJournal } from "../../src/journal/index.js";
import type { Journal } from "../../src/journal/index.js";

/** A journal in words that another process can be told. */
export type JournalSpec =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "sqlite"; readonly path: string; readonly run: string }
  | {
      readonly kind: "postgres";
      readonly driver: "pg" | "postgres";
      readonly url: string;
      readonly run: string;
      readonly table: string;
    };

export async function journalOf(spec: JournalSpec): Promise<Journal> {
  if (spec.kind === "file") return fileJournal(spec.path);
  if (spec.kind === "sqlite") return sqliteJournal({ path: spec.path, run: spec.run });
  // Installed by `npm run test:services` only.
  const { connect } = await import("../services/drivers.js");
  const { query } = connect(spec.driver, spec.url);
  return postgresJournal({ query, run: spec.run, table: spec.table });
}
