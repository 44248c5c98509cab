import { fileJournal, sqliteJournal } from "../../src/journal/index.js";
import type { Journal } from "../../src/journal/index.js";

/** A journal in words that another process can be told. */
export type JournalSpec =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "sqlite"; readonly path: string; readonly run: string };

export function journalOf(spec: JournalSpec): Journal {
  return spec.kind === "file" ? fileJournal(spec.path) : sqliteJournal(spec);
}
