/** A journal in a file of its own: a line of JSON per record, readable with `cat`. */
import { Buffer } from "node:buffer";
import { open, realpath, type FileHandle } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Journal, JournalRecord, JournalRun } from "../core/submit/journal.js";
import { hold, noLongerHeld, type Lease, type Slot } from "./lease.js";
import { lockFile } from "./lock-file.js";
import { checked, readRecords, unreadable } from "./record.js";

const OWN_EYES_ONLY = 0o600;
const NEWLINE = 10;
const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * A journal for the processes of one machine. Each record is on the disk (`fdatasync`) before `append` resolves.
 *
 * @param path The file; made, readable for its owner only, where it is absent. While a process has it open, a file of
 *   this name and `.lock` names that process. Delete neither by hand while it runs.
 * @example
 * for await (const part of client.batches.submit(input, { journal: fileJournal("campaign.journal") })) …
 */
export function fileJournal(path: string | URL): Journal {
  const absolute = typeof path === "string" ? resolve(path) : fileURLToPath(path);
  return {
    async open() {
      try {
        return await openRun(absolute);
      } catch (error) {
        throw unreadable(absolute, error);
      }
    },
  };
}

async function openRun(path: string): Promise<JournalRun> {
  const handle = await open(path, "a+", OWN_EYES_ONLY);
  let lease: Lease | undefined;
  try {
    // All names of a file have one lock.
    const place = await realpath(path);
    const slot = lockFile(`${place}.lock`, path);
    lease = await hold(slot);
    await syncFolder(dirname(place));
    return await checked(await FileRun.at(handle, slot, lease));
  } catch (error) {
    await handle.close();
    await lease?.release();
    throw error;
  }
}

/** A file that was just made is lost in a power cut as long as its folder is not on the disk. */
async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders, and needs no such thing.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

class FileRun implements JournalRun {
  readonly #handle: FileHandle;
  readonly #slot: Slot;
  readonly #lease: Lease;
  /** Where the last durable record ends. What lies behind it is a torn record, and is cut off before the next one. */
  #end = 0;
  #isTorn = false;
  #isClosed = false;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(handle: FileHandle, slot: Slot, lease: Lease) {
    this.#handle = handle;
    this.#slot = slot;
    this.#lease = lease;
  }

  static async at(handle: FileHandle, slot: Slot, lease: Lease): Promise<FileRun> {
    const run = new FileRun(handle, slot, lease);
    const { size } = await handle.stat();
    run.#end = (await run.#bytes(size)).lastIndexOf(NEWLINE) + 1;
    run.#isTorn = run.#end < size;
    return run;
  }

  async *records(): AsyncGenerator<JournalRecord> {
    const lines = UTF8.decode(await this.#bytes(this.#end)).split("\n");
    yield* readRecords(lines.slice(0, -1), this.#slot.name);
  }

  append(record: JournalRecord): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    const written = this.#queue.then(() => this.#write(line));
    this.#queue = written.catch(() => undefined);
    return written;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#queue;
    await this.#handle.close();
    await this.#lease.release();
  }

  async #write(line: Uint8Array): Promise<void> {
    if ((await this.#slot.read())?.owner !== this.#lease.owner) throw noLongerHeld(this.#slot.name);
    if (this.#isTorn) await this.#cut();
    this.#isTorn = true;
    try {
      await this.#handle.appendFile(line);
      await this.#handle.datasync();
    } catch (error) {
      // Half a record may stand there now, or a whole one that is not on the disk. Where the cut fails too, the next
      // append tries it again first.
      await this.#cut().catch(() => undefined);
      throw error;
    }
    this.#end += line.byteLength;
    this.#isTorn = false;
  }

  async #cut(): Promise<void> {
    await this.#handle.truncate(this.#end);
    this.#isTorn = false;
  }

  async #bytes(length: number): Promise<Uint8Array> {
    const bytes = Buffer.alloc(length);
    await this.#handle.read(bytes, 0, length, 0);
    return bytes;
  }
}
