import {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ConfigError } from "../../src/core/base/errors/index.js";
import { fileJournal, JournalError } from "../../src/journal/index.js";
import { all, rejection } from "../support/rejection.js";
import { conformance, records } from "./conformance.js";

const [first, second, third] = records as [(typeof records)[0], (typeof records)[0], (typeof records)[0]];
const lineOf = (record: unknown): string => `${JSON.stringify(record)}\n`;

conformance("fileJournal", async () => {
  const folder = await mkdtemp(join(tmpdir(), "batchwire-journal-"));
  const pathOf = (run: string): string => join(folder, `${run}.journal`);
  return {
    journal: (run) => fileJournal(pathOf(run)),
    spec: (run) => ({ kind: "file", path: pathOf(run) }),
    plant: (run, _seq, texts) => writeFile(pathOf(run), `${texts.join("\n")}\n`, { flag: "a" }),
    remove: () => rm(folder, { recursive: true }),
  };
});

describe("fileJournal", () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "batchwire-journal-"));
    path = join(folder, "campaign.journal");
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  const textOf = (): Promise<string> => readFile(path, "utf8");

  async function contentOf(place: string | URL = path): Promise<unknown[]> {
    const run = await fileJournal(place).open();
    const content = await all(run.records());
    await run.close();
    return content;
  }

  /** All file handles share their methods: this is how a disk is made to fail. */
  async function handles(): Promise<
    Record<"appendFile" | "datasync" | "truncate", (...values: unknown[]) => Promise<void>>
  > {
    const handle = await open(folder, "r");
    await handle.close();
    return Object.getPrototypeOf(handle);
  }

  const failure = (code: string): Error => Object.assign(new Error(code), { code });

  it("is a line of JSON for each record, for the eyes of its owner only", async () => {
    const run = await fileJournal(path).open();
    await run.append(first);
    await run.append(second);
    expect(await textOf()).toBe(lineOf(first) + lineOf(second));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(`${path}.lock`)).mode & 0o777).toBe(0o600);
    expect(await readFile(`${path}.lock`, "utf8")).toContain(`"pid":${process.pid}`);
    await run.close();
    expect(await readdir(folder), "the lock is gone").toEqual(["campaign.journal"]);
  });

  it("takes a path or a file URL, and all names of a file are one journal", async () => {
    const link = join(folder, "link.journal");
    const run = await fileJournal(pathToFileURL(path)).open();
    await symlink(path, link);
    await run.append(first);
    for (const name of [path, link])
      expect(await rejection(fileJournal(name).open(), JournalError)).toMatchObject({ reason: "in-use" });
    await run.close();
    expect(await contentOf(link)).toEqual([first]);
  });

  it("is on the disk, once for each record, before an append resolves", async () => {
    const methods = await handles();
    const run = await fileJournal(path).open();
    const datasync = vi.spyOn(methods, "datasync");
    await run.append(first);
    expect(datasync).toHaveBeenCalledTimes(1);
    datasync.mockImplementationOnce(async () => {
      expect(await textOf()).toBe(lineOf(first) + lineOf(second));
      throw failure("EIO");
    });
    expect(await rejection(run.append(second))).toMatchObject({ code: "EIO" });
    await run.close();
  });

  it("drops a last record that is torn at any byte, and goes on behind the one before", async () => {
    const whole = lineOf(first) + lineOf(second);
    for (let length = lineOf(first).length; length < whole.length; length++) {
      await writeFile(path, whole.slice(0, length));
      const run = await fileJournal(path).open();
      expect(await all(run.records())).toEqual([first]);
      expect(await textOf(), "looking changes nothing").toBe(whole.slice(0, length));
      await run.append(second);
      expect(await textOf()).toBe(whole);
      await run.close();
    }
  });

  it("drops a first record that is torn at any byte, and refuses any other text without a line end", async () => {
    for (const content of [lineOf(first).slice(0, 1), lineOf(first).slice(0, -1), '{"v"\0\0\0\0', "\0\0"]) {
      await writeFile(path, content);
      expect(await contentOf()).toEqual([]);
    }
    for (const content of ["x", "{", '{"custom_id":"r1"}', "to,text"].map((text) => `${text} `)) {
      await writeFile(path, content);
      expect(await rejection(fileJournal(path).open(), JournalError)).toMatchObject({ reason: "unreadable" });
      expect(await textOf()).toBe(content);
    }
  });

  it("drops a tail of zeros, as a power cut leaves it", async () => {
    await writeFile(path, lineOf(first));
    await truncate(path, 5_000);
    expect(await contentOf()).toEqual([first]);
  });

  it.each([
    ["a line is missing", lineOf(first) + lineOf(third)],
    ["a line comes twice", lineOf(first) + lineOf(first)],
    ["there is an empty line", `${lineOf(first)}\n${lineOf(second)}`],
    ["two lines have run into each other", lineOf(first).trim() + lineOf(second)],
    ["it is another file", "name,number\nAda,1\n"],
  ])("is unreadable where %s", async (_what, text) => {
    await writeFile(path, text);
    const error = await rejection(fileJournal(path).open(), JournalError);
    expect(error.reason).toBe("unreadable");
    expect(error.message).toContain(path);
    expect(await textOf()).toBe(text);
    expect(await readdir(folder), "no lock is left").toEqual(["campaign.journal"]);
  });

  it("is unreadable where its bytes are no UTF-8", async () => {
    // In a text of an otherwise whole record.
    await writeFile(path, Buffer.from(lineOf({ ...first, at: "\xff" }), "latin1"));
    expect(await rejection(fileJournal(path).open(), JournalError)).toMatchObject({ reason: "unreadable" });
  });

  it("says why it cannot be opened", async () => {
    const inNoFolder = fileJournal(join(folder, "none", "x.journal")).open();
    expect(await rejection(inNoFolder, JournalError)).toMatchObject({
      reason: "unreadable",
      message: expect.stringContaining("ENOENT"),
      cause: { code: "ENOENT" },
    });
    await mkdir(path);
    expect(await rejection(fileJournal(path).open(), JournalError)).toMatchObject({
      cause: { code: "EISDIR" },
    });
  });

  describe("a disk that fails", () => {
    it.each([
      ["is full in the middle of a record", "appendFile"],
      ["cannot make a record durable", "datasync"],
    ] as const)("%s: the append rejects, and nothing of it is left", async (_what, method) => {
      const methods = await handles();
      const append = methods.appendFile;
      const run = await fileJournal(path).open();
      await run.append(first);
      vi.spyOn(methods, method).mockImplementationOnce(async function (this: unknown, data: unknown) {
        if (method === "appendFile") await append.call(this, (data as Uint8Array).subarray(0, 9));
        throw failure("ENOSPC");
      });
      expect(await rejection(run.append(second))).toMatchObject({ code: "ENOSPC" });
      expect(await textOf()).toBe(lineOf(first));
      await run.append(second);
      await run.close();
      expect(await contentOf()).toEqual([first, second]);
    });

    it("as long as the half record cannot be removed nothing is written behind it", async () => {
      const methods = await handles();
      const append = methods.appendFile;
      const run = await fileJournal(path).open();
      await run.append(first);
      vi.spyOn(methods, "appendFile").mockImplementationOnce(async function (this: unknown, data: unknown) {
        await append.call(this, (data as Uint8Array).subarray(0, 9));
        throw failure("EIO");
      });
      vi.spyOn(methods, "truncate")
        .mockRejectedValueOnce(failure("EROFS"))
        .mockRejectedValueOnce(failure("EROFS"));
      const torn = lineOf(first) + lineOf(second).slice(0, 9);
      expect(await rejection(run.append(second))).toMatchObject({ code: "EIO" });
      expect(await textOf()).toBe(torn);
      expect(await rejection(run.append(second))).toMatchObject({ code: "EROFS" });
      expect(await textOf()).toBe(torn);
      await run.append(second);
      expect(await textOf()).toBe(lineOf(first) + lineOf(second));
      await run.close();
    });
  });

  it.each([undefined, null, "", 5, new URL("https://host/campaign.journal")])("needs a path: %s", (given) => {
    expect(() => fileJournal(given as string)).toThrow(ConfigError);
  });

  it("whose lock was taken away writes nothing, and leaves the lock to its new holder", async () => {
    const run = await fileJournal(path).open();
    await run.append(first);
    await writeFile(`${path}.lock`, "another holder");
    expect(await rejection(run.append(second), JournalError)).toMatchObject({ reason: "in-use" });
    await run.close();
    expect(await textOf()).toBe(lineOf(first));
    expect(await readFile(`${path}.lock`, "utf8")).toBe("another holder");
  });
});
