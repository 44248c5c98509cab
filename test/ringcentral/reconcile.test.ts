import { describe, expect, it } from "vitest";
import type { MessageBatchResponse } from "../../generated/ringcentral.js";
import { UnknownOutcomeError, ValidationError } from "../../src/index.js";
import { rejection } from "../support/rejection.js";
import { status } from "../support/scripted-fetch.js";
import { batch, routed, token, TOKEN, twoMessages } from "./support.js";

/** A create whose answer is lost, and what the list of batches shows afterwards, look by look. */
async function lost(...looks: readonly Partial<MessageBatchResponse>[][]) {
  let look = 0;
  const { client, calls, clock } = routed(({ method }, path) => {
    if (path === TOKEN) return token(1);
    if (method === "POST") return status(500);
    return { records: (looks[Math.min(look++, looks.length - 1)] ?? []).map((changes) => batch(changes)) };
  });
  const error = await rejection(client.batches.create(twoMessages), UnknownOutcomeError);
  return { client, calls, clock, error };
}

const lists = (calls: readonly { url: string }[]): URLSearchParams[] =>
  calls.filter(({ url }) => url.includes("/batches?")).map(({ url }) => new URL(url).searchParams);

describe("reconcile", () => {
  it("finds the one batch of the sender, the time and the size", async () => {
    const { client, calls, error } = await lost([
      { id: "other-size", batchSize: 3 },
      { id: "early", creationTime: "2026-11-21T11:50:00Z" },
      { id: "late", creationTime: "2026-11-21T12:10:00Z" },
      { id: "stranger", from: "+18005550100" },
      { id: "it", from: "16505550100" },
    ]);
    const found = await client.batches.reconcile(error);
    expect(found).toMatchObject({ status: "found", handle: { id: "it" }, batch: { id: "it" } });
    const [query] = lists(calls);
    expect(query?.get("from")).toBe("+16505550100");
    expect(Date.parse(query!.get("dateFrom")!)).toBe(error.startedAt - 300_000);
  });

  it("says absent only after a second look", async () => {
    const { client, calls, clock, error } = await lost([]);
    const before = clock.now();
    expect(await client.batches.reconcile(error)).toEqual({ status: "absent" });
    expect(lists(calls)).toHaveLength(2);
    expect(clock.now()).toBeGreaterThan(before);
    const late = await lost([], [{ id: "late" }]);
    expect(await late.client.batches.reconcile(late.error)).toMatchObject({ status: "found" });
  });

  it("is undecided between several", async () => {
    const { client, error } = await lost([{ id: "one" }, { id: "two" }]);
    const result = await client.batches.reconcile(error);
    expect(result).toMatchObject({ status: "undecided", candidates: [{ id: "one" }, { id: "two" }] });
  });

  it("neither finds nor rules out a smaller batch: recipients may have been rejected", async () => {
    const { client, error } = await lost([{ id: "smaller", batchSize: 1 }]);
    const result = await client.batches.reconcile(error);
    expect(result).toMatchObject({ status: "undecided", candidates: [{ id: "smaller" }] });
    const both = await lost([{ id: "smaller", batchSize: 1 }, { id: "exact" }]);
    expect(await both.client.batches.reconcile(both.error)).toMatchObject({ handle: { id: "exact" } });
  });

  it("leaves out batches whose create answer this client has", async () => {
    let creates = 0;
    const { client } = routed(({ method }, path) => {
      if (path === TOKEN) return token(1);
      if (method !== "POST") return { records: [batch({ id: "known" })] };
      return creates++ === 0 ? batch({ id: "known" }) : status(500);
    });
    await client.batches.create(twoMessages);
    const error = await rejection(client.batches.create(twoMessages), UnknownOutcomeError);
    expect(await client.batches.reconcile(error)).toEqual({ status: "absent" });
  });

  it("wants an error of a send of this provider", async () => {
    const { client } = await lost([]);
    const other = new UnknownOutcomeError(
      { attempts: [], startedAt: 0 },
      { provider: "sinch", operation: "x" },
    );
    await rejection(client.batches.reconcile(other), ValidationError);
  });
});
