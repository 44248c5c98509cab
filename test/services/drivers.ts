/** The usual drivers of Postgres, installed in this folder only, as the function that `postgresJournal` takes. */
import { createRequire } from "node:module";

export type Rows = Readonly<Record<string, unknown>>[];

export interface Connection {
  readonly query: (text: string, values?: unknown[]) => Promise<{ rows: Rows }>;
  readonly close: () => Promise<void>;
}

interface Pg {
  readonly Pool: new (options: { readonly connectionString: string }) => {
    query(text: string, values?: unknown[]): Promise<{ rows: Rows }>;
    on(event: "error", listener: () => void): void;
    end(): Promise<void>;
  };
}
type PostgresJs = (
  url: string,
  options: object,
) => {
  unsafe(text: string, values?: unknown[]): Promise<Rows>;
  end(options: { readonly timeout: number }): Promise<void>;
};
interface PgLite {
  readonly PGlite: new () => {
    query(text: string, values?: unknown[]): Promise<{ rows: Rows }>;
    close(): Promise<void>;
  };
}

const load = createRequire(import.meta.url) as <T>(name: string) => T;

export type Driver = "pg" | "postgres";

/** A pool of connections. */
export function connect(driver: Driver, url: string): Connection {
  if (driver === "pg") {
    const pool = new (load<Pg>("pg").Pool)({ connectionString: url });
    // An idle connection that breaks is replaced; without a listener it would end the process.
    pool.on("error", () => undefined);
    return { query: (text, values) => pool.query(text, values), close: () => pool.end() };
  }
  const sql = load<PostgresJs>("postgres")(url, { onnotice: () => undefined });
  return {
    query: async (text, values) => ({ rows: await sql.unsafe(text, values) }),
    close: () => sql.end({ timeout: 1 }),
  };
}

/** A Postgres of its own inside this process. */
export function embedded(): Connection {
  const database = new (load<PgLite>("@electric-sql/pglite").PGlite)();
  return { query: (text, values) => database.query(text, values), close: () => database.close() };
}
