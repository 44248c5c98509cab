import { afterEach, describe, expect, it, vi } from "vitest";
import type { MessageBatchResponse, MessageListMessageResponse } from "../../generated/ringcentral.js";
import type { Intent, ReconcileOptions } from "../../src/core/base/types/index.js";
import { UnknownOutcomeError, ValidationError } from "../../src/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { rejection } from "../support/rejection.js";
import { status } from "../support/scripted-fetch.js";
import { batch, routed, token, TOKEN, twoMessages } from "./support.js";

const SETTLED_MS = 121_000;

type Message = Partial<MessageListMessageResponse>;
interface Shown {
  readonly batch: Partial<MessageBatchResponse>;
  readonly messages?: readonly Message[];
}

const to = (...numbers: readonly string[]): Message[] =>
  numbers.map((number, index) => ({ id: `${index}`, to: [number], text: "Hello" }));
const ours = to("+15550100102", "+15550100101");

/** A create whose answer is lost, and what the provider shows afterwards, look by look. */
async function lost(...looks: readonly (readonly Shown[])[]) {
  let look = -1;
  const clock = new FakeClock();
  const answer = (body: object): Response =>
    Response.json(body, { headers: { date: new Date(clock.now()).toUTCString() } });
  const { client, calls } = routed(
    ({ method, url }, path) => {
      if (path === TOKEN) return token(1);
      if (method === "POST") return status(500);
      if (path.endsWith("/batches")) look++;
      const shown = looks[Math.min(look, looks.length - 1)] ?? [];
      if (path.endsWith("/batches")) return answer({ records: shown.map((each) => batch(each.batch)) });
      const id = new URL(url).searchParams.get("batchId");
      const records = shown.find((each) => each.batch.id === id)?.messages ?? ours;
      return answer({ records });
    },
    {},
    clock,
  );
  const error = await rejection(client.batches.create(twoMessages), UnknownOutcomeError);
  const reconcile = (options?: ReconcileOptions) => client.batches.reconcile(error, options);
  return { client, calls, clock, error, reconcile };
}

const lists = (calls: readonly { url: string }[]): URLSearchParams[] =>
  calls.filter(({ url }) => url.includes("/batches?")).map(({ url }) => new URL(url).searchParams);

afterEach(() => void vi.unstubAllEnvs());

describe("reconcile", () => {
  it("finds the one batch of the sender, the time, the size, the recipients and the texts", async () => {
    const { reconcile, calls, error } = await lost([
      { batch: { id: "larger", batchSize: 3 } },
      { batch: { id: "early", creationTime: "2026-11-21T11:50:00Z" } },
      { batch: { id: "late", creationTime: "2026-11-21T12:10:00Z" } },
      { batch: { id: "stranger", from: "+18005550100" } },
      { batch: { id: "others" }, messages: to("+15550100101", "+15550100109") },
      { batch: { id: "text" }, messages: ours.map((message) => ({ ...message, text: "Bye" })) },
      { batch: { id: "it", from: "16505550100" }, messages: ours },
    ]);
    expect(await reconcile()).toMatchObject({ status: "found", handle: { id: "it" }, batch: { id: "it" } });
    const [query] = lists(calls);
    expect(Date.parse(query?.get("dateFrom") ?? "")).toBe(error.startedAt - 3_000);
    const read = calls.find(({ url }) => url.includes("batchId=it"));
    expect(new URL(read?.url ?? "").searchParams.get("view")).toBe("Detailed");
  });

  it("says absent only after the settling and a second look", async () => {
    const { reconcile, calls, clock } = await lost([]);
    expect(await reconcile()).toMatchObject({ status: "undecided", why: "settling", candidates: [] });
    clock.pass(SETTLED_MS);
    const before = clock.now();
    expect(await reconcile()).toEqual({ status: "absent" });
    expect(lists(calls)).toHaveLength(3);
    expect(clock.now()).toBeGreaterThan(before);
    const late = await lost([], [{ batch: { id: "late" } }]);
    late.clock.pass(SETTLED_MS);
    expect(await late.reconcile()).toMatchObject({ status: "found" });
  });

  it("is undecided between several", async () => {
    const { reconcile } = await lost([{ batch: { id: "one" } }, { batch: { id: "two" } }]);
    expect(await reconcile()).toMatchObject({
      status: "undecided",
      why: "ambiguous",
      candidates: [{ id: "one" }, { id: "two" }],
    });
  });

  it("neither finds nor rules out a smaller batch: recipients may have been rejected", async () => {
    const smaller = { batch: { id: "smaller", batchSize: 1 }, messages: to("+15550100101") };
    const { reconcile, clock } = await lost([smaller]);
    clock.pass(SETTLED_MS);
    const unproven = { status: "undecided", why: "unproven", candidates: [{ id: "smaller" }] };
    expect(await reconcile()).toMatchObject({ ...unproven, retryAfterMs: 60_000 });
    const over = await lost([{ ...smaller, batch: { ...smaller.batch, status: "Completed" } }]);
    over.clock.pass(SETTLED_MS);
    const result = await over.reconcile({ wait: true });
    expect(result).toMatchObject(unproven);
    expect(result).not.toHaveProperty("retryAfterMs");
    const both = await lost([smaller, { batch: { id: "exact" } }]);
    expect(await both.reconcile()).toMatchObject({ status: "found", handle: { id: "exact" } });
  });

  it("does not rule out a batch that lacks its size, or whose messages are still being made", async () => {
    const bare = { batch: { id: "bare", batchSize: undefined as never } };
    expect(await (await lost([bare])).reconcile()).toMatchObject({ status: "found", handle: { id: "bare" } });
    const text = { batch: { id: "text", batchSize: "2" as never } };
    expect(await (await lost([text])).reconcile()).toMatchObject({ status: "found", handle: { id: "text" } });
    const growing = { batch: { id: "growing" }, messages: ours.slice(1) };
    const made = await lost([growing], [growing], [{ batch: { id: "growing" }, messages: ours }]);
    expect(await made.reconcile()).toMatchObject({ status: "undecided", why: "unproven" });
    expect(await made.reconcile({ wait: true })).toMatchObject({ status: "found" });
  });

  it("reads a creation time without a zone as UTC, wherever the process runs", async () => {
    vi.stubEnv("TZ", "America/New_York");
    const zoneless = { batch: { id: "zoneless", creationTime: "2026-11-21T12:00:00.123456" } };
    expect(await (await lost([zoneless])).reconcile()).toMatchObject({ status: "found" });
  });

  it("leaves out batches whose create answer this client has", async () => {
    let creates = 0;
    const clock = new FakeClock();
    const { client } = routed(
      ({ method }, path) => {
        if (path === TOKEN) return token(1);
        const headers = { date: new Date(clock.now()).toUTCString() };
        if (method !== "POST") return Response.json({ records: [batch({ id: "known" })] }, { headers });
        return creates++ === 0 ? batch({ id: "known" }) : status(500);
      },
      {},
      clock,
    );
    await client.batches.create(twoMessages);
    const error = await rejection(client.batches.create(twoMessages), UnknownOutcomeError);
    clock.pass(SETTLED_MS);
    expect(await client.batches.reconcile(error)).toEqual({ status: "absent" });
  });

  it("wants an error of a send of this provider and this account", async () => {
    const { client, error } = await lost([]);
    const other = new UnknownOutcomeError(
      { attempts: [], startedAt: 0 },
      { provider: "sinch", operation: "x" },
    );
    await rejection(client.batches.reconcile(other), ValidationError);
    const { client: elsewhere } = routed(() => token(1), { accountId: "2" });
    const intent = { ...error, provider: "ringcentral", operation: "createA2PSMS", account: "1" } as Intent;
    await rejection(elsewhere.batches.reconcile(intent), ValidationError);
  });
});
