import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/core/base/errors/index.js";
import { JournalError, sqliteJournal } from "../../src/journal/index.js";
import { rejection } from "../support/rejection.js";
import { conformance, records } from "./conformance.js";

interface Sqlite {
  readonly DatabaseSync: new (path: string) => {
    prepare(sql: string): { run(...values: unknown[]): unknown; all(): unknown[] };
    exec(sql: string): void;
    close(): void;
  };
}

/** Node has it from 22.13 on; `npm run test:services` runs these tests there. */
const sqlite = process.getBuiltinModule("node:sqlite") as Sqlite | undefined;

/** What a connection beside the journal's own says, or does. */
function ask(path: string, sql: string, ...values: unknown[]): unknown[] {
  const database = new (sqlite as Sqlite).DatabaseSync(path);
  database.exec("PRAGMA synchronous = OFF");
  const statement = database.prepare(sql);
  const rows = values.length > 0 ? [statement.run(...values)] : statement.all();
  database.close();
  return rows;
}

describe.skipIf(sqlite)("sqliteJournal without node:sqlite", () => {
  it("says at once what it needs, and what there is instead", () => {
    const make = () => sqliteJournal({ path: "journals.db", run: "a" });
    expect(make).toThrow(ConfigError);
    expect(make).toThrow(/Node 22\.13.*fileJournal/);
  });
});

describe("sqliteJournal", () => {
  it.each([
    { path: "", run: "a" },
    { path: "journals.db", run: "" },
  ])("does not do without its options: %j", (options) => {
    expect(() => sqliteJournal(options)).toThrow(ConfigError);
    expect(() => sqliteJournal(options)).toThrow(/path.*run/);
  });

  it.each([undefined, null, { path: 5, run: "a" }, { path: "journals.db", run: 5 }])(
    "takes no %j",
    (options) => {
      expect(() => sqliteJournal(options as never)).toThrow(/^(options must|sqliteJournal needs the path)/);
    },
  );
});

describe.runIf(sqlite)("with node:sqlite", () => {
  conformance("sqliteJournal", async () => {
    const folder = await mkdtemp(join(tmpdir(), "batchwire-journal-"));
    const path = join(folder, "journals.db");
    return {
      journal: (run) => sqliteJournal({ path, run }),
      spec: (run) => ({ kind: "sqlite", path, run }),
      async plant(run, seq, texts) {
        if (seq === 0) await (await sqliteJournal({ path, run }).open()).close();
        ask(
          path,
          "INSERT INTO batchwire_journal SELECT ?, ? + key, value FROM json_each(?)",
          run,
          seq,
          JSON.stringify(texts),
        );
      },
      remove: () => rm(folder, { recursive: true }),
    };
  });

  it("of which the lock was taken away writes nothing, and leaves the lock to its new holder", async () => {
    const folder = await mkdtemp(join(tmpdir(), "batchwire-journal-"));
    const path = join(folder, "journals.db");
    const run = await sqliteJournal({ path, run: "a" }).open();
    const [first] = records as [(typeof records)[0]];
    ask(path, "UPDATE batchwire_journal_holder SET owner = ?", "another holder");
    expect(await rejection(run.append(first), JournalError)).toMatchObject({ reason: "in-use" });
    await run.close();
    expect(ask(path, "SELECT owner FROM batchwire_journal_holder")).toEqual([{ owner: "another holder" }]);
    expect(ask(path, "SELECT * FROM batchwire_journal")).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it("says why a file cannot be opened", async () => {
    const open = sqliteJournal({ path: import.meta.filename, run: "a" }).open();
    expect(await rejection(open, JournalError)).toMatchObject({
      reason: "unreadable",
      cause: expect.any(Error),
    });
  });
});
