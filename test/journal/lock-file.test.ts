import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hold, type Timing } from "../../src/journal/lease.js";
import { lockFile } from "../../src/journal/lock-file.js";
import { newOwner } from "../../src/journal/owner.js";

const dead = (): string => JSON.stringify({ ...JSON.parse(newOwner()), pid: 2 ** 22 + 1 });

/** Looks again at once. */
const impatient: Timing = {
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
  every: () => () => undefined,
};

describe("a lock file", () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "batchwire-lock-"));
    path = join(folder, "lock");
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  it("of a dead process is taken over by exactly one of many, each time, and leaves nothing behind", async () => {
    for (let round = 0; round < 50; round++) {
      await writeFile(path, dead());
      const slots = Array.from({ length: 8 }, () => lockFile(path, "test", impatient));
      const attempts = await Promise.allSettled(slots.map((slot) => hold(slot, impatient)));
      const leases = attempts.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      expect(leases).toHaveLength(1);
      expect(await readFile(path, "utf8")).toBe(leases[0]?.owner);
      await leases[0]?.release();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it("is not replaced by one that looked before another replaced it", async () => {
    await writeFile(path, dead());
    const slot = lockFile(path, "test");
    const seen = await slot.read();
    await hold(lockFile(path, "test"));
    const holder = await readFile(path, "utf8");
    expect(await slot.take(newOwner(), seen)).toBe(false);
    expect(await readFile(path, "utf8")).toBe(holder);
  });

  it("is not replaced where its holder has shown a sign of life since", async () => {
    const owner = dead();
    await writeFile(path, owner);
    const slot = lockFile(path, "test");
    const seen = await slot.read();
    const before = await stat(path);
    vi.setSystemTime(before.mtimeMs + 10_000);
    await slot.beat(owner);
    vi.useRealTimers();
    expect(await slot.take(newOwner(), seen)).toBe(false);
    expect(await readFile(path, "utf8")).toBe(owner);
  });

  it("is taken over although one that was taking it over was killed", async () => {
    await writeFile(path, dead());
    const seen = await lockFile(path, "test").read();
    await writeFile(`${path}.${seen?.beat}`, dead());
    const { owner } = await hold(lockFile(path, "test"));
    expect(await readFile(path, "utf8")).toBe(owner);
    expect(await readdir(folder)).toEqual(["lock"]);
  });

  it("is left alone by whom it does not belong to", async () => {
    const owner = newOwner();
    await writeFile(path, owner);
    const { mtimeMs } = await stat(path);
    const slot = lockFile(path, "test");
    vi.setSystemTime(mtimeMs + 10_000);
    await slot.beat(newOwner());
    await slot.free(newOwner());
    vi.useRealTimers();
    expect((await stat(path)).mtimeMs).toBe(mtimeMs);
    await slot.free(owner);
    expect(await readdir(folder)).toEqual([]);
    await slot.beat(owner);
    expect(await readdir(folder)).toEqual([]);
  });
});
