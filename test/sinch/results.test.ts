import { describe, expect, it } from "vitest";
import { NotFoundError } from "../../src/core/base/errors/index.js";
import { startSimulator } from "../../src/simulator/index.js";
import { SinchClient, type SinchResult } from "../../src/sinch/index.js";
import { all, rejection } from "../support/rejection.js";
import { forever, json, status } from "../support/scripted-fetch.js";
import { created, ID, report, setup, textBatch } from "./fixtures.js";

const [ANN, BOB, CAT] = ["447700900001", "447700900002", "447700900003"] as const;
const group = "01FC66621GROUPX119Z8PMV1QP";

interface Row {
  readonly status: string;
  readonly code?: number;
  readonly recipients?: readonly string[];
}

/** A full report of these rows. */
function full(...rows: readonly Row[]): Record<string, unknown> {
  const statuses = rows.map((row) => ({ code: 0, count: row.recipients?.length ?? 1, ...row }));
  return { ...report({}, 3), statuses };
}

const brief = (results: readonly SinchResult[]) =>
  results.map(({ to, outcome, position }) => [to, outcome, position]);

describe("results", () => {
  it("Sinch results are who the full delivery report names", async () => {
    const rows = full(
      { status: "Delivered", recipients: [ANN, CAT] },
      { status: "Failed", code: 153, recipients: [BOB] },
    );
    const { client, fetch } = setup([json(rows)]);
    const batch = textBatch({ to: [ANN, BOB, CAT] });
    expect(await all(client.batches.results(batch))).toEqual([
      { to: ANN, outcome: "succeeded", code: "0", position: 0, raw: { code: 0, status: "Delivered" } },
      { to: CAT, outcome: "succeeded", code: "0", position: 2, raw: { code: 0, status: "Delivered" } },
      { to: BOB, outcome: "failed", code: "153", position: 1, raw: { code: 153, status: "Failed" } },
    ]);
    expect(fetch.calls.map(({ url }) => url)).toEqual([expect.stringMatching(/delivery_report\?type=full$/)]);
  });

  it("Sinch results cope with rows of other types", async () => {
    const statuses = [null, 7, [], { status: "Delivered", recipients: null }, { status: 7, recipients: [7] }];
    const { client } = setup([json({ ...report({}, 1), statuses })]);
    expect(brief(await all(client.batches.results(textBatch({ to: ["7"] }))))).toEqual([["7", "unknown", 0]]);
  });

  it.each([
    ["Queued", "pending"],
    ["Dispatched", "pending"],
    ["Delivered", "succeeded"],
    ["Aborted", "failed"],
    ["Rejected", "failed"],
    ["Deleted", "failed"],
    ["Failed", "failed"],
    ["Cancelled", "canceled"],
    ["Expired", "expired"],
    ["Unknown", "unknown"],
    ["Teleported", "unknown"],
    ["constructor", "unknown"],
  ])("Sinch results of a recipient with the status %s are %s", async (status, outcome) => {
    const { client } = setup([json(full({ status, recipients: [ANN] }))]);
    expect((await all(client.batches.results(textBatch({ to: [ANN] }))))[0]?.outcome).toBe(outcome);
  });

  it("Sinch results of a bare id look at the batch first, and name no positions: it may be a part", async () => {
    const rows = full({ status: "Delivered", recipients: [BOB, ANN] });
    const { client } = setup([
      json(textBatch({ to: [ANN, BOB] })),
      json(report({ Delivered: 2 })),
      json(rows),
    ]);
    expect(brief(await all(client.batches.results(ID)))).toEqual([
      [BOB, "succeeded", undefined],
      [ANN, "succeeded", undefined],
    ]);
  });

  it("Sinch results find a number however it is written", async () => {
    const { client } = setup([json(full({ status: "Delivered", recipients: [ANN] }))]);
    const batch = textBatch({ to: [`+${ANN}`] });
    expect(brief(await all(client.batches.results(batch)))).toEqual([[ANN, "succeeded", 0]]);
  });

  it("Sinch results of a number that came twice, which is sent to once, are the same at all of its places", async () => {
    const { client } = setup([json(full({ status: "Delivered", recipients: [BOB, ANN] }))]);
    const batch = textBatch({ to: [ANN, BOB, `+${ANN}`] });
    expect(brief(await all(client.batches.results(batch)))).toEqual([
      [BOB, "succeeded", 1],
      [ANN, "succeeded", 0],
      [ANN, "succeeded", 2],
    ]);
  });

  /** A server whose batch went to Ann and Bob. */
  const toBoth = forever((call) => {
    const rows = [{ code: 0, status: "Delivered", count: 2, recipients: [ANN, BOB] }];
    const isReport = call.url.includes("delivery_report");
    const document = isReport ? { ...report({}, 2), statuses: rows } : textBatch({ to: [ANN, BOB] });
    return Response.json(document, { status: call.method === "POST" ? 201 : 200 });
  });

  it("Sinch results have the positions of the input, though the batch came back without repeated numbers", async () => {
    const { client } = setup([toBoth]);
    const input = { to: [ANN, `+${ANN}`, BOB], body: "Hello" };
    const expected = [
      [ANN, "succeeded", 0],
      [ANN, "succeeded", 1],
      [BOB, "succeeded", 2],
    ];
    const batch = await client.batches.send(input);
    for (const ref of [batch, batch.id])
      expect(brief(await all(client.batches.results(ref)))).toEqual(expected);
    const other = setup([toBoth]).client;
    await other.batches.submit(input).collect();
    expect(brief(await all(other.batches.results(ID)))).toEqual(expected);
  });

  it("Sinch results are those of a batch whose recipients have changed since it was sent", async () => {
    const { client } = setup([toBoth]);
    const { id } = await client.batches.send({ to: [BOB], body: "Hello" });
    expect(brief(await all(client.batches.results(id)))).toEqual([
      [ANN, "succeeded", 0],
      [BOB, "succeeded", 1],
    ]);
  });

  it("Sinch results hold members of groups, and no group", async () => {
    const { client } = setup([json(full({ status: "Delivered", recipients: [BOB, ANN] }))]);
    const batch = textBatch({ to: [group, ANN] });
    expect(brief(await all(client.batches.results(batch)))).toEqual([
      [BOB, "succeeded", undefined],
      [ANN, "succeeded", 1],
    ]);
  });

  it("Sinch results hold numbers that the report does not name yet, as the batch stands", async () => {
    const rows = json(full({ status: "Delivered", recipients: [ANN] }));
    const batch = textBatch({ to: [ANN, BOB] });
    const running = setup([rows, json(batch), json(report({ Delivered: 1 }, 2))]);
    expect(brief(await all(running.client.batches.results(batch)))).toEqual([
      [ANN, "succeeded", 0],
      [BOB, "pending", 1],
    ]);
    const canceled = setup([rows, json({ ...batch, canceled: true }), json(report({ Delivered: 1 }, 2))]);
    expect((await all(canceled.client.batches.results(batch)))[1]?.outcome).toBe("canceled");
  });

  it("Sinch results of a scheduled batch, which has no report yet, are pending", async () => {
    const batch = textBatch({ to: [ANN], send_at: "2026-11-21T18:00:00Z" });
    const { client } = setup([status(404), json(batch)]);
    expect(await all(client.batches.results(batch))).toEqual([
      { to: ANN, outcome: "pending", position: 0, raw: {} },
    ]);
  });

  it("Sinch results of an unknown batch are a NotFoundError", async () => {
    await rejection(all(setup([forever(status(404))]).client.batches.results(ID)), NotFoundError);
    const old = textBatch({ created_at: "2026-11-01T12:00:00Z" });
    await rejection(all(setup([forever(status(404))]).client.batches.results(old)), NotFoundError);
  });

  it("Sinch results count positions over all parts of a submission", async () => {
    const to = Array.from({ length: 1_001 }, (_, i) => String(447_700_000_000 + i));
    const last = to.at(-1)!;
    const { client } = setup([
      created({ id: "b1", to: to.slice(0, -1) }),
      created({ id: "b2", to: [last] }),
      json(textBatch({ id: "b2", to: [last] })),
      json(report({ Delivered: 1 })),
      json(full({ status: "Delivered", recipients: [last] })),
    ]);
    await client.batches.submit({ type: "mt_text", from: "447700900100", body: "Hi", to }).collect();
    expect(brief(await all(client.batches.results("b2")))).toEqual([[last, "succeeded", 1_000]]);
  });
});

describe("results in the simulator", () => {
  it("Sinch results tell what became of each message, in the same words as the counts", async () => {
    const sim = await startSimulator({ timeScale: "manual" });
    const onPoll = (): Promise<void> => sim.clock.advance(60_000);
    const client = new SinchClient({ ...sim.options.sinch, hooks: { onPoll } });
    const to = Array.from({ length: 30 }, (_, i) => String(447_700_900_000 + i));
    const batch = await client.batches.send({ type: "mt_text", from: "447700900100", body: "Hi", to });
    const schedule = { initialMs: 1, factor: 1, maxMs: 1, jitter: 0 };
    const { counts } = await client.batches.wait(batch, { until: "delivered", schedule });
    const results = await all(client.batches.results(batch.id));
    expect(results).toHaveLength(to.length);
    for (const { to: number, position } of results) expect(number).toBe(to[position ?? -1]);
    for (const outcome of ["succeeded", "failed", "unknown", "pending", "expired", "canceled"] as const)
      expect([outcome, results.filter((each) => each.outcome === outcome).length]).toEqual([
        outcome,
        counts?.[outcome],
      ]);
    expect(sim.violations).toEqual([]);
    await sim.close();
  });
});
