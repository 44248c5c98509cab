/**
 * A process that submits with a journal, as a user's program would, and says `ready` and `done`. It kills itself at the
 * record that its job names; at any other instant its parent does.
 */
import type { Journal, JournalRecord } from "../../src/journal/index.js";
import type { SimulatorOptions } from "../../src/simulator/index.js";
import { journalOf, type JournalSpec } from "../journal/back-ends.js";
import { type Form, type Provider, senderOf } from "./senders.js";

export interface Job {
  readonly provider: Provider;
  readonly options: SimulatorOptions;
  readonly journal: JournalSpec;
  readonly items: readonly number[];
  readonly form: Form;
  readonly itemsPerBatch: number;
  readonly dieAt?: Death | undefined;
}

export interface Death {
  /** `seq` of a record, or with `own`, the count of those that this process appends. */
  readonly record: number;
  readonly isOwn: boolean;
  readonly when: "before" | "after";
}

/** A journal whose process dies just before, or just after a record is durable. */
function deadly(journal: Journal, death: Death | undefined): Journal {
  return {
    async open() {
      const run = await journal.open();
      let own = 0;
      const die = (when: Death["when"], { seq }: JournalRecord): void => {
        if (when !== death?.when || death.record !== (death.isOwn ? own : seq)) return;
        process.kill(process.pid, "SIGKILL");
      };
      return {
        records: () => run.records(),
        async append(record) {
          die("before", record);
          await run.append(record);
          die("after", record);
          own++;
        },
        close: () => run.close(),
      };
    },
  };
}

const job = JSON.parse(process.argv[2] ?? "") as Job;
const sender = senderOf(job.provider, job.options);
await sender.look();
console.log("ready");
const submission = sender.submit(job.items, job.form, {
  journal: deadly(await journalOf(job.journal), job.dieAt),
  maxItemsPerBatch: job.itemsPerBatch,
  reconcile: { settleMs: 300 },
});
await submission.collect();
console.log("done");
