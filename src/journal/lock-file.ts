/**
 * A journal's holder as a lock file: created exclusively, replaced atomically; its modification time is the renewal.
 */
import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { take, type Holder, type Slot, type Timing } from "./lease.js";

const OWN_EYES_ONLY = 0o600;

/** The lock file at `path`. It need not survive a power cut, because no holder does. */
export function lockFile(path: string, name: string, timing?: Timing): Slot {
  const read = (): Promise<Holder | undefined> => readHolder(path);
  const ifOurs = async (owner: string, then: () => Promise<unknown>): Promise<unknown> =>
    (await read())?.owner === owner ? then() : undefined;
  return {
    name,
    read,
    async take(owner, seen) {
      if (seen === undefined) return make(path, owner);
      // Several processes may see a dead holder, and a late one must not replace its successor. So replacing needs a
      // second lock that is named after the state seen, and a second look.
      const ticket = lockFile(`${path}.${seen.beat}`, name, timing);
      await take(ticket, owner, timing);
      try {
        const now = await read();
        if (now?.owner !== seen.owner || now.beat !== seen.beat) return false;
        await replace(path, owner);
        return true;
      } finally {
        await ticket.free(owner);
      }
    },
    beat: (owner) => ifOurs(owner, () => utimes(path, new Date(), new Date())),
    free: (owner) => ifOurs(owner, () => rm(path, { force: true })),
  };
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const { mtimeMs } = await stat(path);
    return { owner: await readFile(path, "utf8"), beat: String(mtimeMs) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Creates the lock file; false if it exists. */
async function make(path: string, owner: string): Promise<boolean> {
  try {
    await writeFile(path, owner, { flag: "wx", mode: OWN_EYES_ONLY });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    // Created but not written, for example on a full disk: an empty lock would block the next process.
    await rm(path, { force: true });
    throw error;
  }
}

async function replace(path: string, owner: string): Promise<void> {
  const fresh = `${path}.${randomUUID()}`;
  try {
    await writeFile(fresh, owner, { mode: OWN_EYES_ONLY });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
