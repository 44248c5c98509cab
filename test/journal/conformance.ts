import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { JournalError, type Journal, type JournalRecord, type JournalRun } from "../../src/journal/index.js";
import { all, rejection } from "../support/rejection.js";
import type { JournalSpec } from "./back-ends.js";
import { Child } from "./child.js";

/** Somewhere for journals to be, empty at first. */
export interface Place {
  /** Another run is another journal. */
  journal(run: string): Journal;
  /** Puts texts where the records of a run stand, from `seq` on, as damage or another version would. */
  plant(run: string, seq: number, texts: readonly string[]): Promise<void>;
  /** For another process; absent where only one can be there. */
  spec?(run: string): JournalSpec;
  remove(): Promise<void>;
}

const intent = {
  provider: "ip1",
  operation: "sendBatch",
  startedAt: 1_790_000_000_000,
  correlation: { recipients: 2, reference: "bw-Ω" },
};
const handle = { v: 1, provider: "ip1", id: "b1", createdAt: "2026-11-27T00:00:00Z" } as const;
const rest = [
  { type: "run", provider: "ip1", account: "a1" },
  { type: "intent", part: 0, from: 0, intent },
  { type: "closing", part: 0, to: 2, intent: { ...intent, endedAt: 1_790_000_000_001 } },
  { type: "staged", part: 0, id: "file-1" },
  { type: "sent", part: 0, to: 2, digest: "sha256:00", handle, rejected: [1] },
  { type: "intent", part: 1, from: 2, intent },
  { type: "refused", part: 1 },
  { type: "done" },
] as const;

/** One of each type, as a submission would write them. */
export const records: readonly JournalRecord[] = rest.map((one, seq) => ({
  v: 1,
  seq,
  at: "2026-11-27T00:00:00.000Z",
  ...one,
}));
const [first, second] = records as [JournalRecord, JournalRecord];

/** What every back end must do. */
export function conformance(name: string, makePlace: () => Promise<Place>): void {
  describe(`${name}: what every back end does`, () => {
    let place: Place;
    let opened: JournalRun[] = [];
    let children: Child[] = [];

    beforeEach(async () => {
      place = await makePlace();
    });

    afterEach(async () => {
      await Promise.all([...opened.map((run) => run.close()), ...children.map((child) => child.kill())]);
      opened = [];
      children = [];
      await place.remove();
    });

    async function open(run = "a"): Promise<JournalRun> {
      const journal = await place.journal(run).open();
      opened.push(journal);
      return journal;
    }

    async function filled(run: string, content: readonly JournalRecord[]): Promise<void> {
      const journal = await open(run);
      for (const record of content) await journal.append(record);
      await journal.close();
    }

    const contentOf = async (run: JournalRun): Promise<JournalRecord[]> => all(run.records());

    it("a new journal is empty", async () => {
      expect(await contentOf(await open())).toEqual([]);
    });

    it("every record comes back as it was, in order, in this run and in the next", async () => {
      const run = await open();
      for (const [count, record] of records.entries()) {
        await run.append(record);
        expect(await contentOf(run)).toEqual(records.slice(0, count + 1));
      }
      await run.close();
      const next = await open();
      expect(await contentOf(next)).toEqual(records);
      expect(await contentOf(next), "a second time").toEqual(records);
    });

    it("the next run goes on behind the last record", async () => {
      for (const record of records) await filled("a", [record]);
      expect(await contentOf(await open())).toEqual(records);
    });

    it("records of thousands of positions, and thousands of records, come back", async () => {
      const rejected = Array.from({ length: 20_000 }, (_, position) => position);
      const large = { ...records[4], seq: 0, rejected } as JournalRecord;
      const run = await open();
      await run.append(large);
      expect(await contentOf(run)).toEqual([large]);
      const many = Array.from({ length: 2_100 }, (_, seq) => ({ ...first, seq }));
      const texts = many.map((record) => JSON.stringify(record));
      await place.plant("many", 0, texts);
      expect(await contentOf(await open("many"))).toEqual(many);
    });

    it("appends that do not wait for each other keep their order", async () => {
      const run = await open();
      await Promise.all(records.map((record) => run.append(record)));
      expect(await contentOf(run)).toEqual(records);
    });

    it("one writer: a second one is refused until the first has closed", async () => {
      const run = await open();
      const error = await rejection(open(), JournalError);
      expect(error).toMatchObject({ reason: "in-use", code: "journal" });
      expect(error.message).toContain(`process ${process.pid}`);
      await run.append(first);
      await run.close();
      expect(await contentOf(await open())).toEqual([first]);
    });

    it("of many that open at once one gets the journal", async () => {
      const attempts = await Promise.allSettled(Array.from({ length: 12 }, () => open()));
      const refused = attempts.filter((one) => one.status === "rejected");
      expect(refused.map((one): unknown => one.reason)).toEqual(
        Array.from({ length: 11 }, () => expect.objectContaining({ reason: "in-use" })),
      );
    });

    it("other runs are open beside it, and see nothing of it", async () => {
      const [a, b] = [await open("a"), await open("b")];
      await a.append(first);
      await b.append(first);
      await b.append(second);
      expect(await contentOf(a)).toEqual([first]);
      expect(await contentOf(b)).toEqual([first, second]);
    });

    it("once closed it writes nothing; closing again does no harm", async () => {
      const run = await open();
      await run.append(first);
      await run.close();
      await run.close();
      expect(await rejection(run.append(second), JournalError)).toMatchObject({ reason: "in-use" });
      const next = await open();
      await run.close();
      await next.append(second);
      expect(await contentOf(next)).toEqual([first, second]);
    });

    it.each([
      ["no JSON", "{"],
      ["no object", "7"],
      ["null", "null"],
      ["of another version", JSON.stringify({ ...second, v: 2 })],
      ["of an unknown type", JSON.stringify({ ...second, type: "later" })],
      ["of a type that every object has", JSON.stringify({ ...second, type: "constructor" })],
      ["without a field", JSON.stringify({ ...second, from: undefined })],
      ["with null for a field", JSON.stringify({ ...second, intent: null })],
      ["of another number", JSON.stringify({ ...second, seq: 2 })],
    ])("a record that is %s makes it unreadable, and leaves it free and as it is", async (_what, text) => {
      await filled("a", [first]);
      await place.plant("a", 1, [text]);
      for (let time = 0; time < 2; time++) {
        expect(await rejection(open(), JournalError)).toMatchObject({ reason: "unreadable" });
      }
    });

    it("what is refused was not taken for the record of another run", async () => {
      await place.plant("b", 0, ["{"]);
      await filled("a", records);
      expect(await contentOf(await open("a"))).toEqual(records);
    });

    describe("other processes", () => {
      async function child(run = "a"): Promise<Child> {
        const started = await Child.start(place.spec?.(run) as JournalSpec);
        children.push(started);
        return started;
      }

      it("a living one keeps the journal; a killed one leaves it at once, with all that it appended", async ({
        skip,
      }) => {
        if (!place.spec) skip();
        const holder = await child();
        expect(await holder.say("open")).toBe("opened");
        expect(await holder.say(first)).toBe("appended");
        expect(await rejection(open(), JournalError)).toMatchObject({ reason: "in-use" });
        expect(await holder.say(second)).toBe("appended");
        await holder.kill();
        const run = await open();
        expect(await contentOf(run)).toEqual([first, second]);
        const [, , third] = records as [unknown, unknown, JournalRecord];
        await run.append(third);
        expect(await contentOf(run)).toEqual([first, second, third]);
      });

      it("of several that take over from a killed one, one gets the journal", async ({ skip }) => {
        if (!place.spec) skip();
        const [holder, ...takers] = await Promise.all([child(), child(), child(), child()]);
        expect(await holder?.say("open")).toBe("opened");
        await holder?.kill();
        const answers = await Promise.all(takers.map((taker) => taker.say("open")));
        expect(answers.sort()).toEqual(["in-use", "in-use", "opened"]);
      });
    });
  });
}
