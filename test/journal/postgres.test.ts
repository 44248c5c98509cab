import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/core/base/errors/index.js";
import { JournalError, postgresJournal } from "../../src/journal/index.js";
import { rejection } from "../support/rejection.js";

// What needs no database; everything else is in test/services.
describe("postgresJournal", () => {
  const query = async (): Promise<{ rows: unknown[] }> => ({ rows: [] });

  it.each([
    ["without a run", { query, run: "" }],
    ["without a query", { query: undefined as unknown as typeof query, run: "a" }],
  ])("is not made %s", (_what, options) => {
    expect(() => postgresJournal(options)).toThrow(ConfigError);
    expect(() => postgresJournal(options)).toThrow(/query.*run/);
  });

  it.each([undefined, null, "a", { query, run: 5 }, { query, run: "a", tabel: "b" }])(
    "is not made of %j, which would be another journal than the one that is meant",
    (options) => {
      expect(() => postgresJournal(options as never)).toThrow(ConfigError);
    },
  );

  it.each(["", "a b", 'a"b', "a;b", "a.b.c", ".a", "a.", "1a", "a'", "x".repeat(64)])(
    "takes no table %j",
    (table) => {
      expect(() => postgresJournal({ query, run: "a", table })).toThrow(ConfigError);
    },
  );

  it.each([
    [undefined, '"batchwire_journal"'],
    ["Jobs_2", '"Jobs_2"'],
    ["batch.jobs", '"batch"."jobs"'],
  ])("with the table %j speaks of %s, and no value stands in a statement", async (table, quoted) => {
    const asked: string[] = [];
    const spy = async (text: string, values: unknown[]): Promise<{ rows: unknown[] }> => {
      asked.push(text);
      expect(values).toEqual(values.filter((value) => typeof value !== "undefined"));
      return { rows: text.startsWith("INSERT") ? [{}] : [] };
    };
    const run = await postgresJournal({ query: spy, run: "Robert'); --", table }).open();
    await run.close();
    expect(asked.length).toBeGreaterThan(3);
    for (const text of asked) {
      expect(text).toContain(quoted);
      expect(text).not.toContain("Robert");
    }
  });

  it("calls query on its options, where a driver may need them", async () => {
    const options = {
      run: "a",
      async query(text: string) {
        expect(this).toBe(options);
        return { rows: text.startsWith("INSERT") ? [{}] : [] };
      },
    };
    await (await postgresJournal(options).open()).close();
  });

  it("that cannot be reached is unreadable, and says why without the driver's words", async () => {
    const failure = Object.assign(new Error("postgres://user:secret@db"), { code: "ECONNREFUSED" });
    const open = postgresJournal({ query: () => Promise.reject(failure), run: "a" }).open();
    const error = await rejection(open, JournalError);
    expect(error).toMatchObject({ reason: "unreadable", cause: failure });
    expect(error.message).toContain("(ECONNREFUSED)");
    expect(error.message).not.toContain("secret");
  });
});
