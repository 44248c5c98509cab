import { JournalError } from "../../src/core/base/errors/index.js";
import type { Journal, JournalRecord } from "../../src/core/submit/journal.js";

/** A journal in memory that simulates the death of its process: at record `dieAt`, before or after it is durable. */
export class MemoryJournal implements Journal {
  readonly records: JournalRecord[] = [];
  #isOpen = false;
  /** Called before a record is durable. `append` rejects with an error that it throws. */
  onAppend: (record: JournalRecord) => void | Promise<void> = () => undefined;
  /** Called once a record is durable. */
  onAppended: (record: JournalRecord) => void = () => undefined;

  open(): ReturnType<Journal["open"]> {
    if (this.#isOpen) return Promise.reject(new JournalError("in use", { reason: "in-use" }));
    this.#isOpen = true;
    const records = [...this.records];
    return Promise.resolve({
      async *records() {
        await Promise.resolve();
        yield* records;
      },
      append: async (record) => {
        await this.onAppend(record);
        // Like a file, it keeps only what JSON can hold.
        this.records.push(JSON.parse(JSON.stringify(record)) as JournalRecord);
        this.onAppended(record);
      },
      close: () => {
        this.#isOpen = false;
        return Promise.resolve();
      },
    });
  }

  get types(): string[] {
    return this.records.map(({ type }) => type);
  }
}
