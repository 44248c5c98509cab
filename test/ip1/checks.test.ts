import { describe, expect, it } from "vitest";
import type { BatchRequest } from "../../generated/ip1.js";
import { ValidationError } from "../../src/core/base/errors/index.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { batch, batchRequest, KEY } from "../support/ip1.js";
import { rejection } from "../support/rejection.js";
import { forever, json, scriptedFetch } from "../support/scripted-fetch.js";

const fetch = scriptedFetch(forever(json(batch())));
const client = new Ip1Client({ apiKey: KEY, fetch });
const open = new Ip1Client({ apiKey: KEY, fetch, localChecks: false });

/** Fields that replace those of a good batch, and the paths that are then at fault. */
const faults = (
  [
    [{ sender: "" }, "sender"],
    [{ sender: "ab" }, "sender"],
    [{ sender: "twelveletter" }, "sender"],
    [{ sender: "iP.1" }, "sender"],
    [{ sender: "My shop" }, "sender"],
    [{ sender: "Åhléns" }, "sender"],
    [{ sender: "+46701740605" }, "sender"],
    [{ sender: "1".repeat(16) }, "sender"],
    [{ sender: undefined }, "sender"],
    [{ recipients: [] }, "recipients"],
    [{ recipients: {} }, "recipients"],
    [{ recipients: { default: { name: "you" } } }, "recipients"],
    [{ recipients: "46701740605" }, "recipients"],
    [{ recipients: null }, "recipients"],
    [{ recipients: ["46701740605", "+46701740606"] }, "recipients.1"],
    [
      { recipients: ["1".repeat(16), "46 70", "", 46] },
      "recipients.0",
      "recipients.1",
      "recipients.2",
      "recipients.3",
    ],
    [{ recipients: [["46701740605", {}]] }, "recipients.0"],
    [{ recipients: { default: {}, "46701740605": {}, "+46": {} } }, "recipients.1"],
    [{ recipients: { "46701740605": "Ada" } }, "recipients.0"],
    [{ recipients: { "46701740605": ["Ada"] } }, "recipients.0"],
    [{ body: "" }, "body"],
    [{ body: " \n\t" }, "body"],
    [{ body: "x".repeat(2001) }, "body"],
    [{ body: "👍".repeat(2001) }, "body"],
    [{ body: undefined }, "body"],
    [{ reference: "" }, "reference"],
    [{ reference: "  " }, "reference"],
    [{ reference: "x".repeat(41) }, "reference"],
    [{ reference: 7 }, "reference"],
    [{ priority: 0 }, "priority"],
    [{ priority: 3 }, "priority"],
    [{ priority: "1" }, "priority"],
    [{ deliveryWindows: { opens: "2026-11-23T07:00:00Z" } }, "deliveryWindows"],
    [
      { deliveryWindows: [{ opens: new Date(NaN), closes: "2030-01-01T10:00:00Z" }] },
      "deliveryWindows.0.opens",
    ],
    [
      { deliveryWindows: [{ opens: "2030-01-01T09:00:00Z", closes: new Date(NaN) }] },
      "deliveryWindows.0.closes",
    ],
    [{ deliveryWindows: [{ opens: NaN, closes: "2030-01-01T10:00:00Z" }] }, "deliveryWindows.0.opens"],
    [{ deliveryWindows: [{ opens: "tomorrow at 8" }] }, "deliveryWindows.0.opens"],
    [{ deliveryWindows: [{ opens: "2027-02-30T10:00:00Z" }] }, "deliveryWindows.0.opens"],
    [{ deliveryWindows: [{ opens: "2026-11-23T07:00:00Z", closes: "room 5" }] }, "deliveryWindows.0.closes"],
    [
      {
        deliveryWindows: [
          { opens: "2026-11-23T07:00:00Z", closes: "2026-11-23T16:00:00Z" },
          { opens: "2026-11-23T07:00:00Z", closes: "2026-11-23T07:00:00Z" },
          { opens: "2026-11-23T09:00:00+02:00", closes: "2026-11-23T06:59:59Z" },
        ],
      },
      "deliveryWindows.1.closes",
      "deliveryWindows.2.closes",
    ],
    [
      { deliveryWindows: [{ opens: "2026-11-23T07:00:00Z" }, {}, { opens: null }] },
      "deliveryWindows.1",
      "deliveryWindows.2",
    ],
    [{ sender: "", body: "", priority: 9 }, "sender", "body", "priority"],
  ] as readonly (readonly [Record<string, unknown>, ...string[]])[]
).map(([changes, ...paths]) => ({ changes, paths }));

const fine: readonly Record<string, unknown>[] = [
  { sender: "iP1" },
  { sender: "elevenchars" },
  { sender: "1" },
  { sender: "123456789012345" },
  { recipients: ["1", "123456789012345"] },
  { recipients: ["46701740605", "46701740605"] },
  { recipients: { "46701740605": {}, default: {} } },
  { recipients: Array.from({ length: 1_500 }, (_, index) => String(index)) },
  { body: "x".repeat(2000) },
  { body: "👍".repeat(2000) },
  { reference: "x".repeat(40) },
  { reference: null },
  { priority: 1 },
  { priority: 2 },
  { deliveryWindows: [] },
  { deliveryWindows: [{ opens: "2026-11-23T07:00:00Z" }, { closes: "2026-11-23T07:00:00Z" }] },
  { deliveryWindows: [{ opens: "2026-11-23T09:00:00+02:00", closes: "2026-11-23T07:00:01Z" }] },
  // Not listed in the documents: for the server to judge.
  { type: "loud", datacoding: "ucs2" },
];

const asBatch = (changes: Record<string, unknown>): BatchRequest => ({ ...batchRequest(), ...changes });

describe("local checks of a send", () => {
  it.each(faults)("refuse number %# at $paths", async ({ changes, paths }) => {
    const before = fetch.calls.length;
    const error = await rejection(client.batches.send(asBatch(changes)), ValidationError);
    expect(error.issues.map(({ path }) => path)).toEqual(paths);
    expect(fetch.calls.length).toBe(before);
  });

  it.each(faults)(
    "local checks that are off leave faulty body number %# to the server",
    async ({ changes }) => {
      const before = fetch.calls.length;
      await open.batches.send(asBatch(changes), { autoReference: false });
      expect(fetch.calls.length).toBe(before + 1);
      expect(JSON.parse(fetch.calls.at(-1)?.body ?? "")).toEqual(
        JSON.parse(JSON.stringify(asBatch(changes))),
      );
    },
  );

  it.each(fine)("let number %# pass", async (changes) => {
    expect(await client.batches.send(asBatch(changes))).toEqual(batch());
  });

  it.each([null, undefined, 7, "text"])("refuse %j in place of a batch", async (body) => {
    await rejection(client.batches.send(body as unknown as BatchRequest), ValidationError);
  });

  it("quote no phone number", async () => {
    const error = await rejection(
      client.batches.send(asBatch({ recipients: { "46701740605x": {}, "46701740606": 1 } })),
      ValidationError,
    );
    expect(error.issues).toHaveLength(2);
    expect(JSON.stringify(error) + String(error)).not.toContain("4670174");
  });
});
