/** A journal in its own file, one JSON record per line, readable with `cat`. */
import { Buffer } from "node:buffer";
import { open, realpath, type FileHandle } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { ConfigError, JournalError } from "../core/base/errors/index.js";
import type { Journal, JournalRecord, JournalRun } from "../core/submit/journal.js";
import { hold, noLongerHeld, type Lease, type Slot } from "./lease.js";
import { lockFile } from "./lock-file.js";
import { checked, isText, readRecords, unreadable } from "./record.js";

const OWN_EYES_ONLY = 0o600;
const NEWLINE = 10;
const BEGINNING = '{"v":1,';
const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * A journal for processes on one machine. `append` resolves once the record is on the disk (`fdatasync`).
 * @param path The file, created with access for its owner only. While it is open, a second file with the suffix `.lock`
 * names the process that holds it. Do not delete either while it runs.
 * @throws `ConfigError` if the path is none; `JournalError` when it is opened: `in-use` or `unreadable`
 * @example
 * for await (const part of client.batches.submit(input, { journal: fileJournal("campaign.journal") })) …
 */
export function fileJournal(path: string | URL): Journal {
  const absolute = pathOf(path);
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

function pathOf(path: string | URL): string {
  if (isText(path)) return resolve(path);
  if (path instanceof URL && path.protocol === "file:") return fileURLToPath(path);
  throw new ConfigError("fileJournal needs the path of a file, or its file: URL");
}

async function openRun(path: string): Promise<JournalRun> {
  const handle = await open(path, "a+", OWN_EYES_ONLY);
  let lease: Lease | undefined;
  try {
    // Lock the real path, so that all names of a file share one lock.
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

/** A file without a whole line may be another one, such as the input, and its content no torn record to cut off. */
function checkBeginning(content: Uint8Array, name: string): void {
  // A power cut can leave zeros in place of what was written.
  const text = Buffer.from(content.subarray(0, BEGINNING.length)).toString().replaceAll("\0", "");
  if (!BEGINNING.startsWith(text)) throw new JournalError(`${name} is no journal`, { reason: "unreadable" });
}

/** Syncs the folder of a new file: otherwise a power cut can lose the file itself. */
async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders and does not need it.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

class FileRun implements JournalRun {
  readonly #handle: FileHandle;
  readonly #slot: Slot;
  readonly #lease: Lease;
  /**
   * End of the last durable record, in bytes. Anything after it is a torn record, and is cut off before the next
   * append.
   */
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
    const content = await run.#bytes(size);
    run.#end = content.lastIndexOf(NEWLINE) + 1;
    run.#isTorn = run.#end < size;
    if (run.#end === 0) checkBeginning(content, slot.name);
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
      // The failed write may have left half a record, or one that is not durable. If cutting it off fails too, the next
      // append tries again.
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
