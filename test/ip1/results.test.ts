import { describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import { NotFoundError } from "../../src/core/base/errors/index.js";
import { Ip1Client, type Ip1Result } from "../../src/ip1/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { batch, batchRequest, KEY, numbers } from "../support/ip1.js";
import { all, rejection } from "../support/rejection.js";
import { forever, json, scriptedFetch, status, type Step } from "../support/scripted-fetch.js";

function setUp(...steps: readonly Step[]) {
  const fetch = scriptedFetch(...steps);
  const client = new Ip1Client(withClock({ apiKey: KEY, fetch }, new FakeClock()));
  return { client, fetch };
}

const { id } = batch();
const [ANN, BOB, CAT] = numbers(3) as [string, string, string];
const sent = (changes: object = {}): Step => json({ ...batch(), ...changes });
const NO_MORE = json([]);

function message(number: string, code: number | undefined, changes: object = {}): Record<string, unknown> {
  const statuses = code === undefined ? [] : [{ code, duration: 0, created: "2026-11-21T12:00:00Z" }];
  return { id: `m-${number}`, batchId: id, recipient: number, statuses, ...changes };
}

const brief = (results: readonly Ip1Result[]) =>
  results.map(({ to, outcome, position }) => [to, outcome, position]);

describe("results", () => {
  it("iP.1 results are the messages of the batch, from all pages", async () => {
    const records = [message(ANN, 201), message(BOB, 402)];
    const { client, fetch } = setUp(json([records[0]]), json([records[1]]), forever(NO_MORE));
    expect(await all(client.batches.results(id))).toEqual([
      { to: ANN, outcome: "succeeded", code: "201", messageId: `m-${ANN}`, raw: records[0] },
      { to: BOB, outcome: "failed", code: "402", messageId: `m-${BOB}`, raw: records[1] },
    ]);
    expect(fetch.calls[0]?.url).toContain(`/v2/batches/${id}/messages`);
  });

  it.each([
    [101, "pending"],
    [104, "failed"],
    [110, "pending"],
    [111, "pending"],
    [112, "pending"],
    [113, "pending"],
    [114, "pending"],
    [199, "pending"],
    [201, "succeeded"],
    [202, "expired"],
    [203, "canceled"],
    [299, "succeeded"],
    [405, "failed"],
    [512, "failed"],
    [699, "unknown"],
    [undefined, "unknown"],
  ])("iP.1 results of a message with code %s are %s", async (code, outcome) => {
    const { client } = setUp(json([message(ANN, code)]), forever(NO_MORE));
    const [result] = await all(client.batches.results(id));
    expect(result?.outcome).toBe(outcome);
    expect(result?.code).toBe(code === undefined ? undefined : String(code));
  });

  it.each([
    ["the latest by its time", ["12:00:02", 201], ["12:00:01", 112], "201"],
    ["the later in the list of two at the same time", ["12:00:01", 112], ["12:00:01", 201], "201"],
    ["the later in the list where there is no time", [undefined, 112], [undefined, 201], "201"],
  ] as const)("iP.1 results go by %s", async (_, [firstTime, first], [secondTime, second], code) => {
    const statuses = [
      { code: first, created: firstTime && `2026-11-21T${firstTime}` },
      { code: second, created: secondTime && `2026-11-21T${secondTime}` },
    ];
    const { client } = setUp(json([message(ANN, undefined, { statuses })]), forever(NO_MORE));
    expect((await all(client.batches.results(id)))[0]?.code).toBe(code);
  });

  it("iP.1 results of an unknown batch are a NotFoundError", async () => {
    const { client } = setUp(forever(status(404)));
    await rejection(all(client.batches.results(id)), NotFoundError);
  });
});

describe("results of a batch that this client has sent", () => {
  it("iP.1 results know their positions, and who has no message: pending, until the batch has been sent", async () => {
    const page = json([message(CAT, 201), message(ANN, 201)]);
    const { client } = setUp(
      sent(),
      page,
      NO_MORE,
      sent({ status: 111 }),
      page,
      NO_MORE,
      sent({ status: 112 }),
    );
    await client.batches.send(batchRequest({ recipients: [ANN, BOB, CAT] }));
    const found = [
      [CAT, "succeeded", 2],
      [ANN, "succeeded", 0],
    ];
    expect(brief(await all(client.batches.results(id)))).toEqual([...found, [BOB, "pending", 1]]);
    expect(brief(await all(client.batches.results(id)))).toEqual([...found, [BOB, "unknown", 1]]);
  });

  it("iP.1 results do not take the values of `default` for a recipient", async () => {
    const { client } = setUp(sent(), json([message(ANN, 201), message(BOB, 201)]), forever(NO_MORE));
    const recipients: Record<string, Record<string, string>> = {
      default: { name: "you" },
      [BOB]: {},
      [ANN]: {},
    };
    await client.batches.send(batchRequest({ body: "Hello {name}", recipients }));
    expect(brief(await all(client.batches.results(id)))).toEqual([
      [ANN, "succeeded", 1],
      [BOB, "succeeded", 0],
    ]);
  });

  it("iP.1 results count positions over all parts of a submission", async () => {
    const messages = json([message(CAT, 201)]);
    const { client } = setUp(sent({ id: "b1" }), sent({ id: "b2" }), messages, forever(NO_MORE));
    const input = { ...batchRequest(), recipients: [ANN, BOB, CAT].values() };
    await client.batches.submit(input, { maxRecipientsPerBatch: 2 }).collect();
    expect(brief(await all(client.batches.results("b2")))).toEqual([[CAT, "succeeded", 2]]);
  });

  it("iP.1 results are canceled where this client canceled the batch, and the provider deleted it", async () => {
    const { client } = setUp(sent(), status(204), forever(status(404)));
    await client.batches.send(batchRequest({ recipients: [ANN, BOB] }));
    await client.batches.cancel(id);
    expect(brief(await all(client.batches.results(id)))).toEqual([
      [ANN, "canceled", 0],
      [BOB, "canceled", 1],
    ]);
  });
});
