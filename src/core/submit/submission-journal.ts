/** The journal of one submission: what earlier runs did, and methods to record what this run does. */
import { defined } from "../base/defined.js";
import { JournalError } from "../base/errors/index.js";
import type { Intent, SubmittedPart } from "../base/types/index.js";
import type { Journal, JournalRecord, JournalRun } from "./journal.js";
import type { Part } from "./part.js";

export type SentRecord = Extract<JournalRecord, { readonly type: "sent" }>;

/** A part that an earlier run sent. */
export type SentPart = Pick<SentRecord, "part" | "to" | "digest" | "handle" | "rejected"> & {
  readonly from: number;
};

/** A part whose answer an earlier run did not live to see. */
export interface OpenPart {
  readonly part: number;
  readonly from: number;
  /** Its correlation names the uploaded `file`, once there is one. */
  readonly intent: Intent;
  /** End position. Absent if the body was never complete: then nothing was carried out. */
  readonly to?: number;
}

/** Everything that earlier runs did in one round. */
export interface JournaledRound {
  readonly sent: SentPart[];
  /** Whether the round's input was read to its end. */
  isDone: boolean;
}

type Body<T> = T extends JournalRecord ? Omit<T, "v" | "seq" | "at"> : never;

export class SubmissionJournal {
  /** The rounds of earlier runs. */
  readonly rounds: JournaledRound[] = [];
  /** The open part of the last round. */
  open: OpenPart | undefined;
  readonly #run: JournalRun;
  readonly #now: () => number;
  #seq = 0;
  /** Serialises appends: an abandoned pass may still be writing its `closing` record when the part fails. */
  #appended: Promise<void> = Promise.resolve();

  private constructor(run: JournalRun, now: () => number) {
    this.#run = run;
    this.#now = now;
  }

  /** @throws `JournalError` */
  static async open(
    journal: Journal,
    owner: { readonly provider: string; readonly account?: string | undefined },
    now: () => number,
  ): Promise<SubmissionJournal> {
    let opened: SubmissionJournal | undefined;
    try {
      opened = new SubmissionJournal(await journal.open(), now);
      for await (const record of opened.#run.records()) opened.#replay(record, owner);
      const { provider, account } = owner;
      if (opened.#seq === 0) await opened.append(defined({ type: "run" as const, provider, account }));
      return opened;
    } catch (cause) {
      await opened?.close();
      if (JournalError.is(cause)) throw cause;
      throw new JournalError("the journal cannot be opened", { reason: "unreadable" }, { cause });
    }
  }

  /** Resolves when the record is durable. */
  append(body: Body<JournalRecord>): Promise<void> {
    const appended = this.#appended.then(async () => {
      const head = { v: 1 as const, seq: this.#seq, at: new Date(this.#now()).toISOString() };
      await this.#run.append({ ...head, ...body });
      this.#seq++;
    });
    this.#appended = appended.catch(() => undefined);
    return appended;
  }

  /** Records a part that the provider accepted. */
  async appendSent<Item>(
    part: Part<Item>,
    index: number,
    { handle, rejected: entries }: Pick<SubmittedPart, "handle" | "rejected">,
  ): Promise<void> {
    const rejected = entries?.flatMap(({ position }) => position ?? []);
    const digest = await part.digest();
    const to = part.from + part.size;
    await this.append(defined({ type: "sent" as const, part: index, to, digest, handle, rejected }));
  }

  async close(): Promise<void> {
    await this.#appended;
    await this.#run.close();
  }

  #replay(
    record: JournalRecord,
    owner: { readonly provider: string; readonly account?: string | undefined },
  ): void {
    const isFirst = this.#seq === 0;
    if (record.v !== 1 || isFirst !== (record.type === "run"))
      throw new JournalError("the journal holds records that this release cannot read", {
        reason: "unreadable",
      });
    this.#seq = record.seq + 1;
    switch (record.type) {
      case "run":
        return checkOwner(record, owner);
      case "intent":
        this.#roundOf(record.part);
        this.open = defined({
          part: record.part,
          from: record.from,
          intent: record.intent,
          to: endOf(record),
        });
        return;
      case "closing":
        if (this.open) this.open = { ...this.open, intent: record.intent, to: record.to };
        return;
      case "staged":
        if (this.open) this.open = { ...this.open, intent: withFile(this.open.intent, record.id) };
        return;
      case "sent": {
        const { part, to, digest, handle, rejected } = record;
        const { sent } = this.#roundOf(part);
        const before = sent.findIndex((earlier) => earlier.part === part);
        const from = this.open?.from ?? 0;
        // The provider refused the first batch of this part later, and the part was sent again.
        const index = before === -1 ? sent.length : before;
        sent[index] = defined({ part, from, to, digest, handle, rejected });
        this.open = undefined;
        return;
      }
      case "refused":
        this.open = undefined;
        return;
      case "done":
        this.#roundOf(undefined).isDone = true;
    }
  }

  /** The round of a part. A part that was never sent starts a new round if the last one is done. */
  #roundOf(part: number | undefined): JournaledRound {
    const last = this.rounds.at(-1);
    const isKnown = part === undefined || last?.sent.some((sent) => sent.part === part);
    if (last && (isKnown || !last.isDone)) return last;
    const round: JournaledRound = { sent: [], isDone: false };
    this.rounds.push(round);
    return round;
  }
}

/** The uploaded file identifies the batch. */
function withFile(intent: Intent, file: string): Intent {
  return { ...intent, correlation: { ...intent.correlation, file } };
}

/** The end of a part that was complete before sending, from its correlation; undefined for streamed parts. */
function endOf({ from, intent }: { readonly from: number; readonly intent: Intent }): number | undefined {
  const size = intent.correlation?.["size"];
  return typeof size === "number" ? from + size : undefined;
}

function checkOwner(
  record: { readonly provider: string; readonly account?: string },
  { provider, account }: { readonly provider: string; readonly account?: string | undefined },
): void {
  const isOther = record.account !== undefined && account !== undefined && record.account !== account;
  if (record.provider !== provider || isOther)
    throw new JournalError("the journal belongs to another provider or account", { reason: "foreign" });
}
