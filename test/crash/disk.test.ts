import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SubmissionError } from "../../src/index.js";
import { fileJournal, type JournalRecord } from "../../src/journal/index.js";
import { startSimulator, type Simulator } from "../../src/simulator/index.js";
import { all, rejection } from "../support/rejection.js";
import { senderOf } from "./senders.js";

// A submission with a journal on a disk that fails at one record of it.

const ITEMS = [1, 2, 3, 4];
let simulator: Simulator;
let folder: string;

beforeEach(async () => {
  simulator = await startSimulator({ timeScale: 1 });
  folder = await mkdtemp(join(tmpdir(), "batchwire-disk-"));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await simulator.close();
  await rm(folder, { recursive: true });
});

/** The disk fails at the first record of this type: while it is written, or as it is made durable. */
async function breakAt(type: JournalRecord["type"], method: "appendFile" | "datasync", code: string) {
  const handle = await open(folder, "r");
  await handle.close();
  type Method = (this: unknown, ...values: unknown[]) => Promise<void>;
  const methods = Object.getPrototypeOf(handle) as Record<"appendFile" | "datasync", Method>;
  const { appendFile, datasync } = methods;
  let isBroken = false;
  const fail = (): Promise<void> => {
    isBroken = false;
    return Promise.reject(Object.assign(new Error(code), { code }));
  };
  vi.spyOn(methods, "appendFile").mockImplementation(function (this: unknown, data: unknown) {
    isBroken = String(data).includes(`"type":"${type}"`);
    return isBroken && method === "appendFile" ? fail() : appendFile.call(this, data);
  });
  vi.spyOn(methods, "datasync").mockImplementation(function (this: unknown) {
    return isBroken ? fail() : datasync.call(this);
  });
}

const faults = [
  ["is full", "appendFile", "ENOSPC"],
  ["became read-only", "appendFile", "EROFS"],
  ["cannot make a record durable", "datasync", "EIO"],
] as const;

async function submitOnce() {
  const sender = senderOf("sinch", simulator.options);
  const journal = fileJournal(join(folder, "campaign.journal"));
  return sender
    .submit(ITEMS, "array", { journal, maxItemsPerBatch: 2, reconcile: { settleMs: 0 } })
    .collect();
}

const sends = (): number => simulator.requests.filter(({ operation }) => operation === "batches.send").length;
const held = async (): Promise<number[]> =>
  (await all(senderOf("sinch", simulator.options).held())).sort((a, b) => a - b);

it.each(faults)("where the disk %s before a part leaves, nothing is sent", async (_, method, code) => {
  await breakAt("intent", method, code);
  const error = await rejection(submitOnce(), SubmissionError);
  expect(error).toMatchObject({ next: 0, failed: { from: 0, to: 2, cause: { code } } });
  expect(sends()).toBe(0);
  vi.restoreAllMocks();
  await submitOnce();
  expect(await held()).toEqual(ITEMS);
});

it.each(faults)(
  "where the disk %s after the answer, the next run finds the part",
  async (_, method, code) => {
    await breakAt("sent", method, code);
    const error = await rejection(submitOnce(), SubmissionError);
    expect(error).toMatchObject({ next: 2, failed: { from: 0, to: 2, cause: { code } } });
    expect(sends()).toBe(1);
    vi.restoreAllMocks();
    expect(await submitOnce()).toMatchObject([
      { from: 0, to: 2, resumed: true },
      { from: 2, to: 4 },
    ]);
    expect(sends()).toBe(2);
    expect(await held()).toEqual(ITEMS);
  },
);
