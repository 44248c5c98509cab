import { describe, expect, it } from "vitest";
import type { MessageBatch } from "../../generated/anthropic.js";
import { AnthropicClient, type AnthropicOptions } from "../../src/anthropic/index.js";
import { withClock } from "../../src/core/base/clock.js";
import {
  ResponseParseError,
  UnknownOutcomeError,
  ValidationError,
} from "../../src/core/base/errors/index.js";
import type { Intent } from "../../src/core/base/types/index.js";
import { batchRequests, endedBatch, messageBatch, page, resultLine } from "../support/anthropic.js";
import { KEY } from "../support/anthropic-client.js";
import { FakeClock } from "../support/fake-clock.js";
import { rejection } from "../support/rejection.js";
import { dated, json, networkError, scriptedFetch, status, type Step } from "../support/scripted-fetch.js";

const START = "2026-11-21T12:00:00Z";
const SETTLED_MS = 121_000;

const counts = (processing: number): MessageBatch["request_counts"] => ({
  processing,
  succeeded: 0,
  errored: 0,
  canceled: 0,
  expired: 0,
});

/** A batch that is still being worked on. */
function running(id: string, created_at = START, size = 2): MessageBatch {
  return messageBatch({ id, created_at, request_counts: counts(size) });
}

function ended(
  id: string,
  created_at = START,
  of: Partial<MessageBatch["request_counts"]> = { succeeded: 2 },
) {
  return endedBatch(of, { id, created_at });
}

function results(...ids: string[]): Step {
  return status(200, {}, ids.map((id) => `${JSON.stringify(resultLine(id))}\n`).join(""));
}

function client(steps: readonly Step[], options: AnthropicOptions = {}) {
  const clock = new FakeClock(START);
  const fetch = dated(scriptedFetch(...steps), clock.now);
  const made = new AnthropicClient(withClock({ fetch, apiKey: KEY, ...options }, clock));
  const urls = (): string[] => fetch.calls.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
  return { client: made, batches: made.batches, fetch, clock, urls };
}

/** A client that lost the answer to a create of two requests, and then sees these answers. */
async function lost(...answers: Step[]) {
  const made = client([networkError("ECONNRESET"), ...answers]);
  const error = await rejection(made.batches.create({ requests: batchRequests(2) }), UnknownOutcomeError);
  return { ...made, error };
}

const list = (...batches: MessageBatch[]): Step => json(page(batches));

describe("a lost create", () => {
  it("is found once it has ended, by the ids in its results, in any order", async () => {
    const twin = ended("found", "2026-11-21T12:00:03Z");
    const found = page(
      [ended("other-size", START, { succeeded: 3 }), twin, ended("too-old", "2026-11-21T11:54:59Z")],
      true,
    );
    const { batches, error, fetch, urls } = await lost(json(found), results("r1", "r0"));
    expect(await batches.reconcile(error)).toEqual({
      status: "found",
      batch: twin,
      handle: batches.handle(twin),
    });
    expect(urls().slice(1)).toEqual(["GET /v1/messages/batches", "GET /v1/messages/batches/found/results"]);
    expect(fetch.calls).toHaveLength(3);
  });

  it("counts requests of every fate", async () => {
    const { batches, error } = await lost(
      list(ended("b", START, { succeeded: 1, expired: 1 })),
      results("r0", "r1"),
    );
    expect(await batches.reconcile(error)).toMatchObject({ status: "found" });
  });

  it("shows nothing but its size as long as it runs: that is no proof", async () => {
    const { batches, error } = await lost(list(running("b")));
    expect(await batches.reconcile(error)).toEqual({
      status: "undecided",
      why: "unproven",
      candidates: [batches.handle(running("b"))],
      retryAfterMs: 60_000,
    });
  });

  it("is not ruled out while its requests are still being counted", async () => {
    const counting = messageBatch({ id: "b", created_at: START, request_counts: counts(0) });
    const bare = { ...running("c"), request_counts: undefined as never };
    const { batches, error } = await lost(list(counting, bare));
    expect(await batches.reconcile(error)).toMatchObject({
      status: "undecided",
      candidates: [{ id: "b" }, { id: "c" }],
    });
  });

  it("is waited for until it has ended", async () => {
    const { batches, error, urls } = await lost(
      list(running("b")),
      list(running("b")),
      list(ended("b")),
      results("r0", "r1"),
    );
    expect(await batches.reconcile(error, { wait: true })).toMatchObject({
      status: "found",
      handle: { id: "b" },
    });
    expect(urls()).toHaveLength(5);
  });

  it("is found at once by the caller's word that nobody else sends", async () => {
    const { batches, error } = await lost(list(running("b")));
    expect(await batches.reconcile(error, { sole: true })).toMatchObject({ status: "found" });
  });

  it("is another one, if its ids are others", async () => {
    const look = [list(ended("b")), results("r0", "x1")];
    const { batches, error, clock } = await lost(...look, ...look);
    clock.pass(SETTLED_MS);
    expect(await batches.reconcile(error)).toEqual({ status: "absent" });
  });

  it.each([
    ["2026-11-21T11:59:58Z", "found"],
    ["2026-11-21T12:02:02Z", "found"],
    ["2026-11-21T12:02:05Z", "absent"],
    ["2026-11-21T11:59:55Z", "absent"],
  ])("lies between the attempt and the end of its settling: %s is %s", async (createdAt, expected) => {
    const batch = list(ended("b", createdAt));
    const isInside = expected === "found";
    const { batches, error, clock } = await lost(batch, isInside ? results("r0", "r1") : batch);
    clock.pass(SETTLED_MS);
    expect(await batches.reconcile(error)).toMatchObject({ status: expected });
  });

  it("stays unproven where its results are gone", async () => {
    const gone = ended("b");
    const { batches, error, clock } = await lost(list({ ...gone, results_url: null }));
    clock.pass(SETTLED_MS);
    expect(await batches.reconcile(error, { wait: true })).toEqual({
      status: "undecided",
      why: "unproven",
      candidates: [batches.handle(gone)],
    });
  });
});

describe("absent", () => {
  it("is not said before the settling is over", async () => {
    const { batches, error, clock } = await lost(list());
    clock.pass(60_000);
    expect(await batches.reconcile(error)).toEqual({
      status: "undecided",
      why: "settling",
      candidates: [],
      retryAfterMs: 60_000,
    });
  });

  it("is said only after a second look, some time later", async () => {
    const { batches, error, clock, fetch } = await lost(list(), list());
    clock.pass(SETTLED_MS);
    expect(await batches.reconcile(error)).toEqual({ status: "absent" });
    expect(fetch.calls).toHaveLength(3);
    expect(clock.sleeps).toHaveLength(1);
    expect(clock.sleeps[0]).toBeGreaterThan(500);
  });

  it("is not said where the second look shows what the first did not show yet", async () => {
    const { batches, error, clock } = await lost(list(), list(ended("late")), results("r0", "r1"));
    clock.pass(SETTLED_MS);
    expect(await batches.reconcile(error)).toMatchObject({ status: "found", handle: { id: "late" } });
  });

  it("is not said by a server that tells no time", async () => {
    const { batches, error, clock } = await lost(json(page([]), { headers: { date: "" } }));
    clock.pass(SETTLED_MS);
    expect(await batches.reconcile(error)).toEqual({ status: "undecided", why: "clock", candidates: [] });
  });

  it("is never said of a create that was answered", async () => {
    const { batches, clock } = client([status(200, {}, "<"), list()]);
    const error = await rejection(batches.create({ requests: batchRequests(2) }), ResponseParseError);
    clock.pass(SETTLED_MS);
    expect(await batches.reconcile(error)).toMatchObject({ status: "undecided", why: "settling" });
  });
});

describe("candidates", () => {
  it("of one content are not told apart: both are named", async () => {
    const both = list(ended("a", "2026-11-21T12:00:01Z"), ended("b"));
    const { batches, error } = await lost(both, results("r0", "r1"), results("r0", "r1"));
    expect(await batches.reconcile(error)).toMatchObject({
      status: "undecided",
      why: "ambiguous",
      candidates: [{ id: "a" }, { id: "b" }],
    });
  });

  it("are none whose create answer this client did get", async () => {
    const own = ended("own");
    const { batches, fetch, clock } = client([json(own), networkError("ECONNRESET"), list(own), list(own)]);
    await batches.create({ requests: batchRequests(2) });
    const error = await rejection(batches.create({ requests: batchRequests(2) }), UnknownOutcomeError);
    clock.pass(SETTLED_MS);
    expect(await batches.reconcile(error)).toEqual({ status: "absent" });
    expect(fetch.calls).toHaveLength(4);
  });

  it("stand on any page of the list until it is past the window", async () => {
    const { batches, error, fetch } = await lost(
      json(page([ended("x", "2026-11-21T12:00:04Z", { succeeded: 9 })], true)),
      json(page([ended("y", "2026-11-21T12:00:02Z"), ended("z", "2026-11-21T10:00:00Z")], true)),
      results("r0", "r1"),
    );
    expect(await batches.reconcile(error)).toMatchObject({ status: "found", handle: { id: "y" } });
    expect(fetch.calls).toHaveLength(4);
  });
});

describe("what can be reconciled", () => {
  it("an answer that was accepted but unreadable", async () => {
    const { batches } = client([status(200, {}, "<"), list(ended("b")), results("r0", "r1")]);
    const error = await rejection(batches.create({ requests: batchRequests(2) }), ResponseParseError);
    expect(await batches.reconcile(error)).toMatchObject({ status: "found" });
  });

  const told = (provider: string, operation: string): UnknownOutcomeError =>
    new UnknownOutcomeError({ attempts: [], startedAt: 1 }, { provider, operation });

  it.each<[string, unknown]>([
    ["another error", new Error("x")],
    ["nothing", undefined],
    ["one of another provider", told("sinch", "createMessageBatch")],
    ["one of another operation", told("anthropic", "cancelMessageBatch")],
  ])("is not %s", async (_, error) => {
    const { batches, fetch } = client([]);
    await rejection(batches.reconcile(error as Intent), ValidationError);
    expect(fetch.calls).toHaveLength(0);
  });
});
