/**
 * A PostgreSQL to test against: the one that PGHOST and its like name, or that listens on port 5432; else a cluster of
 * our own, made and started from what Debian's package `postgresql` installs.
 */
import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { connect } from "./drivers.js";

export interface Server {
  /** `postgres://…` */
  readonly url: string;
  stop(): void;
}

export async function someServer(): Promise<Server> {
  const {
    PGHOST = "127.0.0.1",
    PGPORT = "5432",
    PGUSER = userInfo().username,
    PGDATABASE = "test",
  } = process.env;
  const url = `postgres://${PGUSER}@${encodeURIComponent(PGHOST)}:${PGPORT}/${PGDATABASE}`;
  const connection = connect("pg", url);
  try {
    await connection.query("CREATE TABLE IF NOT EXISTS batchwire_answers (); DROP TABLE batchwire_answers");
    return { url, stop: () => undefined };
  } catch (error) {
    console.error(`no PostgreSQL at ${url} (${(error as Error).message}): starting one`);
    return await Cluster.start();
  } finally {
    await connection.close();
  }
}

/** A cluster in a temporary folder, with nothing between it and the next crash. */
export class Cluster implements Server {
  readonly url: string;
  readonly #data: string;
  readonly #port: number;

  private constructor(data: string, port: number) {
    this.#data = data;
    this.#port = port;
    this.url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  }

  static async start(): Promise<Cluster> {
    const data = mkdtempSync(join(tmpdir(), "batchwire-postgres-"));
    if (server) chownSync(data, server.uid, server.gid);
    runTool("initdb", [
      "-D",
      data,
      "-U",
      "postgres",
      "--auth=trust",
      "--no-sync",
      "--locale=C",
      "-E",
      "UTF8",
    ]);
    const cluster = new Cluster(data, await freePort());
    cluster.#control("start");
    return cluster;
  }

  /** `immediate` is a crash: nothing is tidied up, and every connection breaks. */
  restart(): void {
    this.#control("stop", "-m", "immediate");
    this.#control("start");
  }

  stop(): void {
    this.#control("stop", "-m", "immediate");
    rmSync(this.#data, { recursive: true });
  }

  #control(command: string, ...more: string[]): void {
    const settings = `-p ${this.#port} -c listen_addresses=127.0.0.1 -k ${this.#data}`;
    const log = join(this.#data, "server.log");
    const starting = command === "start" ? ["-o", settings, "-l", log] : [];
    runTool("pg_ctl", [command, "-D", this.#data, "-w", ...starting, ...more]);
  }
}

/** PostgreSQL refuses to run as root; Debian's package brings the user `postgres`. */
const server = process.getuid?.() === 0 ? idsOf("postgres") : undefined;

function idsOf(user: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string): number => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function runTool(name: string, args: readonly string[]): void {
  const versions = "/usr/lib/postgresql";
  const [newest] = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  const tool = newest === undefined ? name : join(versions, newest, "bin", name);
  execFileSync(tool, args, { ...server, cwd: tmpdir(), stdio: ["ignore", "ignore", "inherit"] });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
