import { describe, expect, it } from "vitest";
import { HttpError, WaitTimeoutError } from "../../src/core/base/errors/index.js";
import type { Batch } from "../../src/openai/index.js";
import {
  BASE,
  batch,
  CREATED_S,
  endedBatch,
  errorBody,
  file,
  openai,
  page,
  requestLines,
} from "../support/openai.js";
import { all, rejection } from "../support/rejection.js";
import { forever, json } from "../support/scripted-fetch.js";

const counts = (total: number, completed: number, failed: number): Batch["request_counts"] => ({
  total,
  completed,
  failed,
});

/** What one look at this document says. */
async function seen(document: unknown): Promise<Record<string, unknown>> {
  const { client } = openai([json(document)]);
  for await (const { phase, outcome, counts, rejected } of client.batches.watch("batch_Fixture"))
    return { phase, ...(outcome && { outcome }), ...(counts && { counts }), ...(rejected && { rejected }) };
  return {};
}

const none = { pending: 0, succeeded: 0, failed: 0, canceled: 0, expired: 0, unknown: 0 };

describe("what a batch document says", () => {
  it.each<[string, Partial<Batch>, object]>([
    [
      "validating: nothing is counted yet",
      { status: "validating", request_counts: counts(0, 0, 0) },
      { phase: "running" },
    ],
    [
      "in progress",
      { request_counts: counts(10, 4, 1) },
      { phase: "running", counts: { ...none, total: 10, pending: 5, succeeded: 4, failed: 1 } },
    ],
    [
      "finalizing, with everything counted",
      { status: "finalizing", request_counts: counts(2, 2, 0) },
      { phase: "running", counts: { ...none, total: 2, succeeded: 2 } },
    ],
    [
      "completed",
      { status: "completed", request_counts: counts(3, 2, 1) },
      { phase: "ended", outcome: "completed", counts: { ...none, total: 3, succeeded: 2, failed: 1 } },
    ],
    [
      "completed, by a server that counts nothing",
      { status: "completed", request_counts: counts(0, 0, 0), output_file_id: "file-Output" },
      { phase: "ended", outcome: "completed" },
    ],
    [
      "expired, by a server that counts nothing",
      { status: "expired", request_counts: counts(0, 0, 0), error_file_id: "file-Error" },
      { phase: "ended", outcome: "expired" },
    ],
    [
      "completed, although all lines failed",
      { status: "completed", request_counts: counts(2, 0, 2) },
      { phase: "ended", outcome: "completed", counts: { ...none, total: 2, failed: 2 } },
    ],
    [
      "expired: the rest has",
      { status: "expired", request_counts: counts(10, 6, 1) },
      {
        phase: "ended",
        outcome: "expired",
        counts: { ...none, total: 10, succeeded: 6, failed: 1, expired: 3 },
      },
    ],
    ["cancelling", { status: "cancelling", request_counts: null }, { phase: "canceling" }],
    [
      "cancelled: the rest was",
      { status: "cancelled", request_counts: counts(10, 6, 1) },
      {
        phase: "ended",
        outcome: "canceled",
        counts: { ...none, total: 10, succeeded: 6, failed: 1, canceled: 3 },
      },
    ],
    [
      "failed: nothing has run",
      { status: "failed", request_counts: counts(0, 0, 0) },
      { phase: "ended", outcome: "failed", counts: { ...none, total: 0 } },
    ],
    ["something new", { status: "reticulating", request_counts: null }, { phase: "running" }],
    [
      "something new, with everything counted but no file yet",
      { status: "reticulating", request_counts: counts(3, 2, 1) },
      { phase: "running", counts: { ...none, total: 3, succeeded: 2, failed: 1 } },
    ],
    [
      "something new, with everything counted and a file",
      { status: "reticulated", request_counts: counts(3, 2, 1), output_file_id: "file-Output" },
      { phase: "ended", outcome: "completed", counts: { ...none, total: 3, succeeded: 2, failed: 1 } },
    ],
  ])("%s", async (_, changes, expected) => {
    expect(await seen(batch(changes))).toEqual(expected);
  });
});

describe("a batch whose file was refused", () => {
  const faults = [
    { code: "invalid_json_line", message: "no JSON", param: null, line: 2 },
    { code: "token_limit_exceeded", message: "too much", param: null, line: null },
  ];
  const failed = batch({ status: "failed", errors: { object: "list", data: faults } });

  it("names its lines, and by itself no positions", async () => {
    expect(await seen(failed)).toMatchObject({ outcome: "failed", rejected: faults });
    expect(JSON.stringify((await seen(failed))["rejected"])).not.toContain("position");
  });

  it("names positions in the whole input, where this client has submitted it", async () => {
    const { client } = openai([
      json(file({ id: "f1" })),
      json(batch({ id: "b1" })),
      json(file({ id: "f2" })),
      json(batch({ id: "b2" })),
      forever(json(failed)),
    ]);
    const parts = await client.batches.submit(requestLines(5), { maxItemsPerBatch: 3 }).collect();
    const positions = [];
    for (const { handle } of parts) positions.push((await client.batches.wait(handle)).rejected);
    expect(positions).toEqual([
      [{ ...faults[0], position: 1 }, faults[1]],
      [{ ...faults[0], position: 4 }, faults[1]],
    ]);
  });

  it("names positions in a file of the caller's own", async () => {
    const { client } = openai([json(batch()), json(failed)]);
    const body = { input_file_id: "f", endpoint: "/v1/responses", completion_window: "24h" } as const;
    const ended = await client.batches.wait(await client.batches.create(body));
    expect(ended.rejected).toEqual([{ ...faults[0], position: 1 }, faults[1]]);
  });
});

describe("a wait", () => {
  it("ends with the terminal snapshot, and reports what changed", async () => {
    const { client, clock, fetch } = openai([
      json(batch({ status: "validating" })),
      json(batch()),
      json(batch({ status: "finalizing" })),
      json(endedBatch()),
    ]);
    const phases: string[] = [];
    const ended = await client.batches.wait("batch_Fixture", {
      onProgress: ({ phase }) => phases.push(phase),
    });
    expect(ended).toMatchObject({ phase: "ended", outcome: "completed", polls: 4 });
    expect(fetch.calls).toHaveLength(4);
    expect(phases.at(-1)).toBe("ended");
    expect(clock.sleeps.length).toBe(3);
  });

  it("has 26 hours unless told otherwise", async () => {
    const { client } = openai([forever(json(batch()))]);
    const error = await rejection(client.batches.wait("batch_Fixture"), WaitTimeoutError);
    expect(error.message).toContain(String(26 * 3_600_000));
  });

  it("a batch that was just created may be unknown for a moment", async () => {
    const gone = json(errorBody("No batch found with id 'batch_Fixture'."), { status: 404 });
    const { client } = openai([json(batch()), gone, json(endedBatch())]);
    const body = { input_file_id: "f", endpoint: "/v1/responses", completion_window: "24h" } as const;
    expect((await client.batches.wait(await client.batches.create(body))).outcome).toBe("completed");
  });

  it("sees a refusal of the provider at once, and is patient with that of a gateway", async () => {
    const own = openai([json(errorBody("no", { code: "invalid_api_key" }), { status: 401 })]);
    await rejection(own.client.batches.wait("batch_Fixture"), HttpError);
    const gateway = openai([json({ fault: "no" }, { status: 403 }), json(endedBatch())]);
    expect((await gateway.client.batches.wait("batch_Fixture")).outcome).toBe("completed");
  });

  it("looks at once when this client cancels the batch", async () => {
    const { client, clock } = openai([
      json(batch()),
      json(batch({ status: "cancelling" })),
      json(endedBatch()),
    ]);
    clock.hold();
    const waiting = client.batches.wait("batch_Fixture");
    await clock.untilSleeping();
    await client.batches.cancel("batch_Fixture");
    expect((await waiting).phase).toBe("ended");
  });
});

describe("a handle", () => {
  it("is plain JSON with an ISO time, and leads back to the batch", async () => {
    const { client } = openai([json(endedBatch())], { project: "proj_1" });
    const handle = client.batches.handle(batch());
    expect(handle).toEqual({
      v: 1,
      provider: "openai",
      id: "batch_Fixture",
      account: "proj_1",
      createdAt: new Date(CREATED_S * 1_000).toISOString(),
    });
    const snapshots = await all(client.batches.watch(JSON.parse(JSON.stringify(handle)) as typeof handle));
    expect(snapshots).toHaveLength(1);
  });
});

describe("a wait for many batches", () => {
  it("reads the list, and asks only for those whose file was refused", async () => {
    const rows = ["a", "b", "c"].map((id) => endedBatch(1, 0, { id }));
    const refused = batch({ id: "d", status: "failed", errors: { data: [{ line: 1 }] } });
    const { client, fetch } = openai([json(page([...rows, refused])), json(refused)]);
    const ended = await client.batches.waitAll(["d", "c", "b", "a"]);
    expect(ended.map(({ handle, outcome }) => [handle.id, outcome])).toEqual([
      ["d", "failed"],
      ["c", "completed"],
      ["b", "completed"],
      ["a", "completed"],
    ]);
    expect(ended[0]?.rejected).toEqual([{ line: 1 }]);
    expect(fetch.calls.map(({ url }) => url.slice(BASE.length))).toEqual([
      "/batches?limit=100",
      "/batches/d",
    ]);
  });
});
