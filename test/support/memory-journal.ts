import { JournalError } from "../../src/core/base/errors/index.js";
import type { Journal, JournalRecord } from "../../src/core/submit/journal.js";

/** A journal in memory whose process can be made to die: at the append of record `dieAt`, before or after it is durable. */
export class MemoryJournal implements Journal {
  readonly records: JournalRecord[] = [];
  #isOpen = false;
  /** Called before a record is durable; what it throws is what `append` rejects with. */
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
        // As a file would: nothing that JSON cannot hold comes back.
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
