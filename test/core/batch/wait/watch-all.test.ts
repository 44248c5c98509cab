import { describe, expect, it } from "vitest";
import type { MessageBatch } from "../../../../generated/anthropic.js";
import {
  HandleError,
  NotFoundError,
  PermissionError,
  ValidationError,
  WaitTimeoutError,
} from "../../../../src/core/base/errors/index.js";
import { endedBatch, messageBatch } from "../../../support/anthropic.js";
import { anthropic } from "../../../support/anthropic-client.js";
import { all, drain, rejection } from "../../../support/rejection.js";
import { type FetchCall, forever, hang, json, status, type Step } from "../../../support/scripted-fetch.js";

const name = (index: number): string => `b${String(index).padStart(5, "0")}`;

/** A server with batches b00000 (the newest) and on, which ends those that `isEnded` names by the count of its list calls. */
function server(count: number, isEnded: (index: number, lists: number) => boolean = () => false) {
  const state = { lists: 0, singles: [] as string[] };
  const batch = (index: number): MessageBatch =>
    isEnded(index, state.lists)
      ? endedBatch({ succeeded: 1 }, { id: name(index) })
      : messageBatch({ id: name(index) });
  const answer: Step = (call: FetchCall) => {
    const { pathname, searchParams } = new URL(call.url);
    const [, id] = /batches\/(\w+)$/.exec(pathname) ?? [];
    if (id !== undefined) {
      state.singles.push(id);
      const index = Number(id.slice(1));
      return index < count ? json(batch(index))(call) : status(404)(call);
    }
    const after = searchParams.get("after_id");
    if (after === null) state.lists++;
    const from = after === null ? 0 : Number(after.slice(1)) + 1;
    const to = Math.min(count, from + Number(searchParams.get("limit")));
    const data = Array.from({ length: to - from }, (_, place) => batch(from + place));
    return json({ data, has_more: to < count, first_id: name(from), last_id: name(to - 1) })(call);
  };
  return Object.assign(anthropic([forever(answer)]), { state });
}

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => name(index));

describe("watchAll", () => {
  it("yields first snapshots, then changes, at the cost of list calls", async () => {
    const { client, fetch } = server(10_000, (index, lists) => lists >= 3 || (index === 7 && lists >= 2));
    const seen = await all(client.batches.watchAll(names(10_000)));
    expect(seen).toHaveLength(20_000);
    expect(seen.slice(0, 10_000).every(({ phase }) => phase === "running")).toBe(true);
    expect(seen[10_000]).toMatchObject({ handle: { id: name(7) }, phase: "ended", outcome: "completed" });
    // Three readings of ten pages.
    expect(fetch.calls).toHaveLength(30);
    expect(fetch.calls.every(({ url }) => url.includes("limit=1000"))).toBe(true);
  });

  it("reads no further than the last batch that is waited for", async () => {
    const { client, fetch } = server(5_000, () => true);
    await all(client.batches.watchAll([name(3), name(0), name(500)]));
    expect(fetch.calls).toHaveLength(1);
  });

  it("asks singly for what no page tells that is worth its call, and does not look for it there again", async () => {
    const { client, fetch, state } = server(9_000, (_, lists) => lists >= 1 && state.singles.length >= 2);
    const seen = await all(client.batches.watchAll([name(8_000), name(8_500)]));
    expect(seen.filter(({ phase }) => phase === "ended")).toHaveLength(2);
    expect(fetch.calls.filter(({ url }) => url.includes("limit"))).toHaveLength(2);
  });

  it("asks for a single batch as wait does", async () => {
    const { client, fetch } = server(3, () => true);
    await all(client.batches.watchAll([name(1)]));
    expect(fetch.calls.map(({ url }) => url)).toEqual([expect.stringMatching(/b00001$/)]);
  });

  it("asks in the order of the oldest answers", async () => {
    const { state, fetch } = server(30, () => state.singles.length > 40);
    // No right to list: each batch is asked for itself.
    const { client } = anthropic([
      (call) => (call.url.includes("limit") ? status(403)(call) : fetch(call.url, call.init)),
      forever((call) => fetch(call.url, call.init)),
    ]);
    await all(client.batches.watchAll(names(20)));
    expect(state.singles.slice(0, 40)).toEqual([...names(20), ...names(20)]);
  });

  it("outlives a list that fails for a while", async () => {
    const { fetch } = server(4, (_, lists) => lists >= 1);
    const script: Step[] = [status(500), status(500), status(500)];
    const { client, clock } = anthropic([...script, forever((call) => fetch(call.url, call.init))], {
      retry: false,
    });
    const seen = await all(client.batches.watchAll(names(4)));
    expect(seen.map(({ phase }) => phase)).toEqual(Array(4).fill("ended"));
    expect(clock.sleeps).toHaveLength(3);
  });

  it("rejects at once on the first failing batch", async () => {
    const { client } = server(2, () => true);
    const { items, error } = await drain(client.batches.watchAll([name(0), "x9", name(1)]));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(items.length).toBeLessThanOrEqual(2);
  });

  it("hands a failing batch to onError and goes on with the others", async () => {
    const { client } = server(2, (_, lists) => lists >= 2);
    const failed: unknown[] = [];
    const onError = (ref: { id: string }, error: unknown): void => void failed.push([ref.id, error]);
    const ends = await client.batches.waitAll([name(0), "x9", name(1)], { onError });
    expect(ends.map((snapshot) => snapshot?.handle.id)).toEqual([name(0), undefined, name(1)]);
    expect(failed).toEqual([["x9", expect.any(NotFoundError)]]);
  });

  it("hands a reference that is none of this client's to onError, and goes on with the others", async () => {
    const { client } = server(2, () => true);
    const foreign = { v: 1, provider: "openai", id: name(1), account: "other" } as const;
    const failed: unknown[] = [];
    const onError = (ref: unknown, error: unknown): void => void failed.push([ref, error]);
    const refs = [name(0), foreign, "..", name(1)];
    const ends = await client.batches.waitAll(refs, { onError });
    expect(ends.map((snapshot) => snapshot?.handle.id)).toEqual([name(0), undefined, undefined, name(1)]);
    expect(failed).toEqual([
      [foreign, expect.any(HandleError)],
      [{ v: 1, provider: "anthropic", id: ".." }, expect.any(ValidationError)],
    ]);
    await rejection(client.batches.waitAll(refs), HandleError);
  });

  it("rejects with what onError throws, also later", async () => {
    const { client } = server(2);
    const reason = new Error("the log is full");
    const onError = (() => Promise.reject(reason)) as () => void;
    for (const refs of [["x9"], [".."]])
      expect(await rejection(client.batches.waitAll(refs, { onError }))).toBe(reason);
    expect(await rejection(client.batches.waitAll(names(2), { onError, timeoutMs: 60_000 }))).toBe(reason);
  });

  it("gives up at the deadline", async () => {
    const { client, clock } = server(3);
    const error = await rejection(client.batches.waitAll(names(3), { timeoutMs: 60_000 }), WaitTimeoutError);
    expect(error.handle.id).toBe(name(0));
    expect(clock.monotonic()).toBe(60_000);
  });

  it("tells onError of every batch that did not end in time", async () => {
    const { client } = server(3, (index) => index === 1);
    const late: string[] = [];
    const onError = ({ id }: { id: string }): void => void late.push(id);
    const ends = await client.batches.waitAll(names(3), { timeoutMs: 60_000, onError });
    expect(ends.map((snapshot) => snapshot?.phase)).toEqual([undefined, "ended", undefined]);
    expect(late).toEqual([name(0), name(2)]);
  });

  it("rejects with the reason of an abort, also in the middle of a call", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const { client } = anthropic([hang(() => controller.abort(reason))]);
    const waiting = client.batches.waitAll(names(3), { signal: controller.signal });
    expect(await rejection(waiting)).toBe(reason);
  });

  it("looks at once at a batch that a webhook tells of, and at no other", async () => {
    const { client, clock, fetch, state } = server(5, (index) => state.singles.length > 0 && index === 3);
    clock.hold();
    const watching = client.batches.watchAll(names(5))[Symbol.asyncIterator]();
    for (let first = 0; first < 5; first++) await watching.next();
    const next = watching.next();
    await clock.untilSleeping();
    client.batches.notify({ v: 1, provider: "anthropic", id: name(3) });
    expect((await next).value).toMatchObject({ handle: { id: name(3) }, phase: "ended" });
    expect(fetch.calls.slice(1).map(({ url }) => url.slice(-6))).toEqual([name(3)]);
    await watching.return?.();
  });

  it("reports progress and polls", async () => {
    const progress: string[] = [];
    const { client } = server(2, (_, lists) => lists >= 3);
    await client.batches.waitAll(names(2), { onProgress: ({ phase }) => void progress.push(phase) });
    expect(progress).toEqual(["running", "running", "ended", "ended"]);
  });

  it("turns down what is no reference and what is no deadline", async () => {
    const { client, fetch } = server(2);
    await rejection(client.batches.waitAll(["..", name(0)]));
    await rejection(client.batches.waitAll([name(0)], { timeoutMs: -1 }));
    expect(await client.batches.waitAll([])).toEqual([]);
    expect(fetch.calls).toEqual([]);
  });

  it("throws what the server answers for good", async () => {
    const { client } = anthropic([
      forever(json({ type: "error", error: { type: "permission_error", message: "no" } }, { status: 403 })),
    ]);
    expect(await rejection(client.batches.waitAll(names(2)))).toBeInstanceOf(PermissionError);
  });
});
