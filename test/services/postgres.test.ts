import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { JournalError, postgresJournal, type Journal, type JournalRecord } from "../../src/journal/index.js";
import { conformance, records, type Place } from "../journal/conformance.js";
import { all, rejection } from "../support/rejection.js";
import { connect, embedded, type Connection, type Driver } from "./drivers.js";
import { Proxy } from "./proxy.js";
import { Cluster, someServer, type Server } from "./server.js";

const [first, second] = records as [JournalRecord, JournalRecord];

let server: Server;
/** Beside the journals' own connections. */
let direct: Connection;

beforeAll(async () => {
  server = await someServer();
  direct = connect("pg", server.url);
}, 60_000);

afterAll(async () => {
  await direct?.close();
  server?.stop();
});

let tables = 0;
const newTable = (): string => `batchwire_test_${process.pid}_${++tables}`;
const drop = (table: string): Promise<unknown> => direct.query(`DROP TABLE IF EXISTS ${table}`);

async function plantIn(
  { query }: Connection,
  table: string,
  journal: Journal,
  ...[run, seq, texts]: Parameters<Place["plant"]>
): Promise<void> {
  if (seq === 0) await (await journal.open()).close();
  await query(
    `INSERT INTO ${table} (run, seq, record) SELECT $1, $2::integer + n::integer - 1, text
     FROM json_array_elements_text($3::text::json) WITH ORDINALITY AS planted (text, n)`,
    [run, seq, JSON.stringify(texts)],
  );
}

const DRIVERS = ["pg", "postgres"] as const satisfies readonly Driver[];

for (const driver of DRIVERS) {
  conformance(`postgresJournal over ${driver}`, async () => {
    const [table, connection] = [newTable(), connect(driver, server.url)];
    const { query } = connection;
    const journal = (run: string): Journal => postgresJournal({ query, run, table });
    return {
      journal,
      spec: (run) => ({ kind: "postgres", driver, url: server.url, run, table }),
      plant: (run, ...texts) => plantIn(connection, table, journal(run), run, ...texts),
      async remove() {
        await connection.close();
        await drop(table);
      },
    };
  });
}

describe("PGlite", () => {
  let connection: Connection;
  beforeAll(() => (connection = embedded()), 60_000);
  afterAll(() => connection.close());

  conformance("postgresJournal over PGlite", async () => {
    const table = newTable();
    const { query } = connection;
    const journal = (run: string): Journal => postgresJournal({ query, run, table });
    return {
      journal,
      plant: (run, ...texts) => plantIn(connection, table, journal(run), run, ...texts),
      remove: async () => void (await query(`DROP TABLE IF EXISTS ${table}`)),
    };
  });
});

describe("postgresJournal", () => {
  let table: string;

  beforeEach(() => {
    table = newTable();
  });

  afterEach(async () => {
    vi.useRealTimers();
    await drop(table);
  });

  const journal = (query = direct.query, run = "a"): Journal => postgresJournal({ query, run, table });
  const rowsOf = async (text: string, ...values: unknown[]): Promise<unknown[]> =>
    (await direct.query(text, values)).rows;
  const recordsOf = async (run = "a"): Promise<unknown[]> =>
    (
      await direct.query(`SELECT record FROM ${table} WHERE run = $1 AND seq >= 0 ORDER BY seq`, [run])
    ).rows.map(({ record }): unknown => JSON.parse(String(record)));
  const expire = (): Promise<unknown> =>
    direct.query(`UPDATE ${table} SET until = clock_timestamp() - interval '1 second' WHERE seq = -1`);
  const leases = (condition: string): Promise<unknown[]> =>
    rowsOf(`SELECT run FROM ${table} WHERE seq = -1 AND ${condition}`);

  it("makes its table, whichever of many processes comes first", async () => {
    const connections = Array.from({ length: 8 }, () => connect("pg", server.url));
    for (let round = 0; round < 5; round++) {
      const runs = await Promise.all(connections.map(({ query }, run) => journal(query, `r${run}`).open()));
      await Promise.all(runs.map((run) => run.append(first)));
      expect(await rowsOf(`SELECT run FROM ${table} WHERE seq = 0`)).toHaveLength(8);
      await Promise.all(runs.map((run) => run.close()));
      await drop(table);
    }
    await Promise.all(connections.map((connection) => connection.close()));
  });

  it("needs no right to make a table that is there, and takes one of a schema", async () => {
    await direct.query(`CREATE SCHEMA ${table}_s`);
    const inSchema = postgresJournal({ query: direct.query, run: "a", table: `${table}_s.journal` });
    await (await inSchema.open()).close();
    await direct.query(`CREATE ROLE ${table}_r; GRANT USAGE ON SCHEMA ${table}_s TO ${table}_r`);
    await direct.query(`GRANT ALL ON ${table}_s.journal TO ${table}_r`);
    const poor = new URL(server.url);
    poor.searchParams.set("options", `-c role=${table}_r`);
    const connection = connect("pg", poor.href);
    const { query } = connection;
    const run = await postgresJournal({ query, run: "a", table: `${table}_s.journal` }).open();
    await run.append(first);
    expect(await all(run.records())).toEqual([first]);
    await run.close();
    await connection.close();
    await direct.query(`DROP SCHEMA ${table}_s CASCADE; DROP ROLE ${table}_r`);
  });

  it("8 runs of one table, each over a connection of its own, do not meet", async () => {
    const connections = Array.from({ length: 8 }, (_, n) => connect(n % 2 ? "pg" : "postgres", server.url));
    const runs = await Promise.all(connections.map(({ query }, n) => journal(query, `r${n}`).open()));
    const written = async (run: (typeof runs)[0]): Promise<void> => {
      for (const record of records) await run.append(record);
    };
    await Promise.all(runs.map(written));
    for (const run of runs) expect(await all(run.records())).toEqual(records);
    await Promise.all(runs.map((run) => run.close()));
    await Promise.all(connections.map((connection) => connection.close()));
  });

  describe("the lease", () => {
    const within30s = "until > clock_timestamp() AND until <= clock_timestamp() + interval '30 seconds'";

    it("lasts 30 s at most, and every append renews it", async () => {
      const run = await journal().open();
      expect(await leases(within30s)).toHaveLength(1);
      await expire();
      await run.append(first);
      expect(await leases(within30s)).toHaveLength(1);
      await run.close();
      expect(await leases("true")).toEqual([]);
    });

    it("that has run out is another's, though its owner lives; the owner then writes nothing and frees nothing", async () => {
      const owner = await journal().open();
      await owner.append(first);
      await expire();
      const next = await journal().open();
      expect(await rejection(owner.append(second), JournalError)).toMatchObject({ reason: "in-use" });
      expect(await recordsOf()).toEqual([first]);
      await owner.close();
      await next.append(second);
      expect(await recordsOf()).toEqual([first, second]);
      await next.close();
    });

    it("is judged by the server's clock alone", async () => {
      const run = await journal().open();
      vi.useFakeTimers({ now: Date.now() + 86_400_000, toFake: ["Date"] });
      expect(await rejection(journal().open(), JournalError)).toMatchObject({ reason: "in-use" });
      expect(await rejection(journal().open(), JournalError)).toMatchObject({ reason: "in-use" });
      await run.append(first);
      await run.close();
    });

    it("of a machine that cannot be seen is waited for until it has run out", async () => {
      const run = await journal().open();
      await direct.query(
        `UPDATE ${table} SET owner = '{"pid":1,"host":"elsewhere"}', until = clock_timestamp() + interval '700 ms'
         WHERE seq = -1`,
      );
      const next = await journal().open();
      await next.append(first);
      expect(await leases(`owner LIKE '%"pid":${process.pid}%'`)).toHaveLength(1);
      await next.close();
      await run.close();
    });

    it("of a machine that cannot be seen and renews it is left alone", async () => {
      const run = await journal().open();
      const elsewhere = `UPDATE ${table} SET owner = '{"pid":1,"host":"elsewhere"}',
        until = clock_timestamp() + interval '30 seconds' WHERE seq = -1`;
      await direct.query(elsewhere);
      let looks = 0;
      const query: Connection["query"] = async (text, values) => {
        if (text.startsWith("SELECT owner") && ++looks === 2) await direct.query(elsewhere);
        return direct.query(text, values);
      };
      const error = await rejection(journal(query).open(), JournalError);
      expect(error).toMatchObject({
        reason: "in-use",
        message: expect.stringContaining("process 1 on elsewhere"),
      });
      await run.close();
    });

    it("cannot be lost in the middle of an append: what was not kept before it was lost is not written", async () => {
      const run = await journal().open();
      const other = connect("pg", server.url);
      // One statement that takes the lease, and is kept only after the append has begun to wait for it.
      const taken = other.query(
        `WITH taken AS (UPDATE ${table} SET owner = 'other' WHERE seq = -1 RETURNING 1) SELECT pg_sleep(1) FROM taken`,
      );
      const held = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE $1";
      while ((await rowsOf(held, `%${table}%`)).length === 0);
      expect(await rejection(run.append(first), JournalError)).toMatchObject({ reason: "in-use" });
      await taken;
      expect(await recordsOf()).toEqual([]);
      await run.close();
      await other.close();
    });
  });

  describe.each(DRIVERS)("a connection of %s that is cut in the middle of an append", (driver) => {
    let proxy: Proxy;
    let connection: Connection;

    beforeEach(async () => {
      proxy = await Proxy.to(server.url);
      connection = connect(driver, proxy.through(server.url));
    });

    afterEach(async () => {
      await connection.close();
      await proxy.close();
    });

    it("after the server kept the record: it rejects, and may be repeated", async () => {
      const run = await journal(connection.query).open();
      proxy.loses = "answers";
      const lost = rejection(run.append(first));
      while ((await recordsOf()).length === 0);
      proxy.cut();
      expect(await lost).toBeInstanceOf(Error);
      proxy.loses = undefined;
      await run.append(first);
      expect(await recordsOf()).toEqual([first]);
      expect(await rejection(run.append({ ...second, seq: 0 })), "another record").toBeInstanceOf(
        JournalError,
      );
      await run.append(second);
      expect(await all(run.records())).toEqual([first, second]);
      await run.close();
    });

    it("before the statement arrived: it rejects, and nothing is written", async () => {
      const run = await journal(connection.query).open();
      proxy.loses = "questions";
      const lost = rejection(run.append(first));
      await new Promise((resolve) => setImmediate(resolve));
      proxy.cut();
      expect(await lost).toBeInstanceOf(Error);
      expect(await recordsOf()).toEqual([]);
      proxy.loses = undefined;
      await run.append(first);
      expect(await recordsOf()).toEqual([first]);
      await run.close();
    });
  });

  it.each(DRIVERS)(
    "a server that crashes in between keeps every record of %s, and the run goes on",
    async (driver) => {
      const cluster = await Cluster.start();
      const connection = connect(driver, cluster.url);
      const run = await postgresJournal({ query: connection.query, run: "a" }).open();
      for (const [done, record] of records.entries()) {
        await run.append(record);
        if (done % 4 !== 1) continue;
        cluster.restart();
        // What the driver noticed too late rejects; the same record again does no harm.
        while (
          await run.append(record).then(
            () => false,
            () => true,
          )
        );
      }
      expect(await all(run.records())).toEqual(records);
      const second = rejection(postgresJournal({ query: connection.query, run: "a" }).open(), JournalError);
      expect(await second).toMatchObject({ reason: "in-use" });
      await run.close();
      await connection.close();
      cluster.stop();
    },
  );
});
