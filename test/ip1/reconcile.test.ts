import { describe, expect, it } from "vitest";
import type { Batch, Message } from "../../generated/ip1.js";
import { withClock } from "../../src/core/base/clock.js";
import { HttpError, ResponseParseError, UnknownOutcomeError } from "../../src/core/base/errors/index.js";
import { Ip1Client, type Ip1Options } from "../../src/ip1/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { API, batchRequest, batches, KEY } from "../support/ip1.js";
import { rejection } from "../support/rejection.js";
import { dated, type FetchCall, json, scriptedFetch, status, type Step } from "../support/scripted-fetch.js";

const SETTLED_MS = 121_000;
const SEARCH = "GET /v2/batches?order=DESC&limit=200";
const mine = { sender: "Library", body: "Your book is waiting." };
const AT = "2026-11-21T12:00:01Z";

function setUp(steps: readonly Step[], options: Ip1Options = {}) {
  const clock = new FakeClock();
  const fetch = dated(scriptedFetch(...steps), clock.now);
  const client = new Ip1Client(withClock({ apiKey: KEY, fetch, ...options }, clock));
  const requests = (): string[] => fetch.calls.map(({ method, url }) => `${method} ${url.slice(API.length)}`);
  const sent = (): Record<string, unknown> => JSON.parse(fetch.calls[0]?.body ?? "null") as never;
  return { fetch, clock, client, requests, sent };
}

/** A client that lost the answer to a send, and then sees these answers. */
async function lost(changes: Parameters<typeof batchRequest>[0], ...answers: Step[]) {
  const made = setUp([status(500), ...answers]);
  const error = await rejection(made.client.batches.send(batchRequest(changes)), UnknownOutcomeError);
  return { ...made, error, reconcile: (options = {}) => made.client.batches.reconcile(error, options) };
}

const message = (recipient: string, created: string | undefined = AT): Message => ({
  id: `m-${recipient}`,
  recipient,
  statuses: [{ code: 101, duration: 0, ...(created && { created }) }],
});

/** What a look reads of one batch: the list, and its messages. */
const look = (rows: readonly Batch[], ...messages: readonly Message[]): Step[] => [
  json(rows),
  json(messages),
  json([]),
];

const label = ({ fetch }: { fetch: { calls: readonly FetchCall[] } }): string =>
  (JSON.parse(fetch.calls[0]?.body ?? "null") as { reference: string }).reference;

describe("a label that this client made", () => {
  it("finds the batch at once", async () => {
    const made = await lost({});
    const found = { id: "found", reference: label(made) };
    made.fetch.add(json([...batches(1), found]));
    expect(await made.reconcile()).toEqual({
      status: "found",
      batch: found,
      handle: { v: 1, provider: "ip1", id: "found" },
    });
    expect(made.requests()).toEqual(["POST /v2/batches", SEARCH]);
  });

  it("finds it behind pages that the server made shorter than was asked for", async () => {
    const made = await lost({});
    const rows = [...batches(100), { id: "found", reference: label(made) }];
    made.fetch.add(json(rows.slice(0, 50)), json(rows.slice(50)));
    expect(await made.reconcile()).toMatchObject({ status: "found", handle: { id: "found" } });
  });

  it("rules out what has another, or none", async () => {
    const others = [
      { id: "a", ...mine },
      { id: "b", ...mine, reference: "shelf-1" },
    ];
    const rows = [json(others), json([])];
    const { reconcile, clock } = await lost({}, ...rows, ...rows);
    clock.pass(SETTLED_MS);
    expect(await reconcile()).toEqual({ status: "absent" });
  });
});

describe("a label of the caller's own", () => {
  const reference = "shelf-1";
  const row = { id: "b", ...mine, reference };

  it("proves nothing alone: sender, text, recipients and time have to fit", async () => {
    const { reconcile, requests } = await lost(
      { reference },
      ...look([row], message("46701740605")),
      json([]),
    );
    expect(await reconcile()).toMatchObject({ status: "found", handle: { id: "b" } });
    expect(requests()).toContain("GET /v2/batches/b/messages?limit=200");
  });

  it.each<[string, Partial<Batch>, readonly Message[]]>([
    ["another text", { body: "Another text" }, []],
    ["another sender", { sender: "Archive" }, []],
    ["another label", { reference: "shelf-2" }, []],
    ["another schedule", { deliveryWindows: [{ opens: AT, closes: "2026-11-22T12:00:00Z" }] }, []],
    ["other people", {}, [message("46701740699")]],
    ["more people", {}, [message("46701740605"), message("46701740606")]],
    ["a time before", {}, [message("46701740605", "2026-11-21T11:59:00Z")]],
    ["a time of its own before", { created: "2026-11-21T11:59:00Z" } as Partial<Batch>, []],
  ])("rules a batch out with %s", async (_, changes, messages) => {
    const rows = [json([{ ...row, ...changes }]), ...(messages.length > 0 ? [json(messages), json([])] : [])];
    const end = "created" in changes ? [] : [json([])];
    const all = [...rows, ...end];
    const { reconcile, clock } = await lost({ reference }, ...all, ...all);
    clock.pass(SETTLED_MS);
    expect(await reconcile()).toEqual({ status: "absent" });
  });

  it("is undecided between two that are alike, unless their times tell", async () => {
    const two = [row, { ...row, id: "twin" }];
    const alike = await lost(
      { reference },
      json(two),
      json([message("46701740605")]),
      json([]),
      json([message("46701740605")]),
      json([]),
      json([]),
    );
    expect(await alike.reconcile()).toMatchObject({
      status: "undecided",
      why: "ambiguous",
      candidates: [{ id: "b" }, { id: "twin" }],
    });
    const dated = (id: string, created: string) => ({ ...row, id, created });
    const told = await lost(
      { reference },
      json([
        dated("late", "2026-11-21T12:06:00Z"),
        dated("it", "2026-11-21T12:00:01.500"),
        dated("early", "2026-11-21T11:54:00Z"),
      ]),
      json([message("46701740605")]),
      json([]),
    );
    expect(await told.reconcile()).toMatchObject({ status: "found", handle: { id: "it" } });
  });
});

describe("what is neither proof nor ruled out", () => {
  const reference = "shelf-1";
  const row = { id: "b", ...mine, reference };
  const unproven = { status: "undecided", why: "unproven", candidates: [{ id: "b" }] };

  it("a batch of fewer messages: numbers on the blacklist make none", async () => {
    const recipients = ["46701740605", "46701740606"];
    const { reconcile, clock } = await lost(
      { reference, recipients },
      ...look([{ ...row, status: 112 }], message("46701740605")),
      json([]),
    );
    clock.pass(SETTLED_MS);
    const result = await reconcile({ wait: true });
    expect(result).toMatchObject(unproven);
    expect(result).not.toHaveProperty("retryAfterMs");
  });

  it("a batch whose messages are still being made", async () => {
    const { reconcile } = await lost({ reference }, ...look([row]), json([]));
    expect(await reconcile()).toMatchObject({ ...unproven, retryAfterMs: 30_000 });
  });

  it("a batch that nothing dates", async () => {
    const { reconcile } = await lost(
      { reference },
      ...look([row], { ...message("46701740605"), statuses: [] }),
      json([]),
    );
    expect(await reconcile()).toMatchObject(unproven);
  });

  it("a batch whose template values cannot be seen", async () => {
    const recipients = { "46701740605": { name: "Ada" } };
    const { reconcile } = await lost(
      { reference, recipients },
      ...look([row], message("46701740605")),
      json([]),
    );
    expect(await reconcile()).toMatchObject(unproven);
  });

  it("a batch of a schedule that the server completes", async () => {
    const opens = "2026-11-22T08:00:00Z";
    const completed = { ...row, deliveryWindows: [{ opens, closes: "2026-11-29T08:00:00Z" }] };
    const { reconcile } = await lost(
      { reference, deliveryWindows: [{ opens }] },
      ...look([completed], message("46701740605")),
      json([]),
    );
    expect(await reconcile()).toMatchObject(unproven);
  });
});

describe("absent", () => {
  it("is said only after the settling, and after reading the whole list twice", async () => {
    const page = Array.from({ length: 200 }, (_, index) => ({ id: `b${index}`, sender: "Archive" }));
    const rest = "start=200&order=DESC&limit=200";
    const next = { headers: { link: `<${API}/v2/batches?${rest}>; rel="next"` } };
    const read = [json(page, next), json([{ id: "z", sender: "Archive" }]), json([])];
    const { reconcile, requests, clock } = await lost({}, ...read, ...read, ...read);
    expect(await reconcile()).toMatchObject({ status: "undecided", why: "settling" });
    clock.pass(SETTLED_MS);
    expect(await reconcile()).toEqual({ status: "absent" });
    const walk = [SEARCH, `GET /v2/batches?${rest}`, "GET /v2/batches?start=201&order=DESC&limit=200"];
    expect(requests()).toEqual(["POST /v2/batches", ...walk, ...walk, ...walk]);
    expect(clock.sleeps).toEqual([1_500]);
  });

  it("is not said on the strength of a list that cannot be read", async () => {
    const answers = [json({ batches: [] }), json({ batches: [] }), json({ batches: [] })];
    const unreadable = await lost({}, ...answers);
    await rejection(unreadable.reconcile(), ResponseParseError);
    const refused = await lost({}, json({}, { status: 403 }));
    await rejection(refused.reconcile(), HttpError);
  });
});

it("a batch without any label is found by what it holds", async () => {
  const made = setUp([status(500), ...look([{ id: "b", ...mine }], message("46701740605")), json([])], {
    autoReference: false,
  });
  const error = await rejection(made.client.batches.send(batchRequest()), UnknownOutcomeError);
  expect(error.correlation).not.toHaveProperty("label");
  expect(await made.client.batches.reconcile(error)).toMatchObject({ status: "found", handle: { id: "b" } });
});
