import { describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import { ResponseParseError, ValidationError, WaitTimeoutError } from "../../src/core/base/errors/index.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { batch, batchRequest, KEY } from "../support/ip1.js";
import { rejection } from "../support/rejection.js";
import { forever, json, scriptedFetch, status, type Step } from "../support/scripted-fetch.js";

function clientOf(...steps: readonly Step[]): Ip1Client {
  return new Ip1Client(
    withClock({ apiKey: KEY, retry: false as const, fetch: scriptedFetch(...steps) }, new FakeClock()),
  );
}

const nothing: readonly (readonly [string, Step])[] = [
  ["null", json(null)],
  ["a number", json(7)],
  ["a text", json("fine")],
  ["an array", json([null, 7])],
  ["a 204", status(204)],
];

describe.each(nothing)("a 2xx with %s", (_, answer) => {
  it("is no document to a read", async () => {
    for (const [operation, read] of [
      ["getBatch", (client: Ip1Client) => client.batches.get("a")],
      ["getMessage", (client: Ip1Client) => client.messages.get("a", "b")],
      ["getSender", (client: Ip1Client) => client.senders.get("a")],
      ["getBlacklistEntry", (client: Ip1Client) => client.blacklist.get("46")],
    ] as const) {
      const error = await rejection(read(clientOf(answer)), ResponseParseError);
      expect(error).toMatchObject({ accepted: false, provider: "ip1", operation });
    }
  });

  it("does not end a wait, and a good answer after it does", async () => {
    const client = clientOf(answer, json(batch({ status: 112 })));
    expect(await client.batches.wait("a")).toMatchObject({ outcome: "completed", polls: 2 });
    const canceled = clientOf(answer, answer, json(batch({ status: 203 })));
    await canceled.batches.cancel("a");
    expect(await canceled.batches.wait("a")).toMatchObject({ outcome: "canceled", raw: { status: 203 } });
  });

  it("is done to a change, which resolves to what is known", async () => {
    expect(await clientOf(answer).batches.cancel("a")).toEqual({ id: "a" });
    expect(await clientOf(answer).senders.register("a")).toEqual({ sender: "a" });
    expect(await clientOf(answer).senders.unregister("a")).toEqual({ sender: "a" });
    expect(await clientOf(answer).blacklist.add("46")).toEqual({ msisdn: "46" });
    expect(await clientOf(answer).blacklist.remove("46")).toEqual({ msisdn: "46" });
  });
});

describe("odd documents", () => {
  it.each([{ deliveryWindows: [null, 7, "x"] }, { deliveryWindows: "soon" }, { messageSummary: [1] }])(
    "%j can be waited on",
    async (fields) => {
      const odd = { ...batch({ status: 101 }), ...fields };
      const client = clientOf(forever(json(odd)));
      const error = await rejection(client.batches.wait("a", { timeoutMs: 5_000 }), WaitTimeoutError);
      expect(error.last).toMatchObject({ phase: "scheduled" });
    },
  );

  it("odd documents in a list do not disturb the search for a lost batch", async () => {
    let reference: unknown;
    const client = clientOf(
      ({ body }) => {
        ({ reference } = JSON.parse(body ?? "") as { reference?: unknown });
        return status(500)({} as never);
      },
      () => Response.json([null, 7, [], { id: "found", reference }]),
    );
    const error = await client.batches.send(batchRequest()).catch((lost: unknown) => lost);
    expect(await client.batches.reconcile(error as never)).toMatchObject({
      status: "found",
      handle: { id: "found" },
    });
  });
});

it("only the lost send of an iP.1 batch can be reconciled", async () => {
  await rejection(clientOf().batches.reconcile(new Error("no") as never), ValidationError);
});
