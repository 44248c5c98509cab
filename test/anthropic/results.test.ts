import { describe, expect, it, vi } from "vitest";
import {
  ConfigError,
  ConnectionError,
  HandleError,
  HttpError,
  IncompleteResultsError,
  NotFoundError,
  ResponseParseError,
  TimeoutError,
  ValidationError,
} from "../../src/core/base/errors/index.js";
import { classifyResult, usageOf } from "../../src/anthropic/index.js";
import {
  batchRequest,
  endedBatch,
  messageBatch,
  resultLine,
  resultsFile,
  succeeded,
} from "../support/anthropic.js";
import { anthropic, KEY } from "../support/anthropic-client.js";
import { all, drain, rejection } from "../support/rejection.js";
import { chunks, forever, json, networkError, STALL, status, type Step } from "../support/scripted-fetch.js";

const torn = new TypeError("terminated");
const ids = (lines: readonly { custom_id: string }[]): string[] => lines.map(({ custom_id }) => custom_id);
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `r${i}`);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ended = (count: number) => endedBatch({ succeeded: count });

describe("reading results", () => {
  it("asks for the batch and then for its results, under the configured origin, never under results_url", async () => {
    const { client, fetch } = anthropic(
      [
        json(endedBatch({ succeeded: 2 }, { results_url: "https://elsewhere.test/results" })),
        chunks([resultsFile(2)]),
      ],
      { baseUrl: "https://gateway.test/anthropic/" },
    );
    expect(await all(client.batches.results("msgbatch_01Fixture"))).toEqual([
      resultLine("r0"),
      resultLine("r1"),
    ]);
    expect(fetch.calls.map(({ url }) => url)).toEqual([
      "https://gateway.test/anthropic/v1/messages/batches/msgbatch_01Fixture",
      "https://gateway.test/anthropic/v1/messages/batches/msgbatch_01Fixture/results",
    ]);
    expect(fetch.calls[1]?.headers.get("x-api-key")).toBe(KEY);
    expect(fetch.calls[1]?.headers.get("accept")).toContain("application/x-jsonl");
  });

  it("results of an ended batch document need no second look at the batch", async () => {
    const { client, fetch } = anthropic([chunks([resultsFile(2)])]);
    expect(ids(await all(client.batches.results(ended(2))))).toEqual(names(2));
    expect(fetch.calls).toHaveLength(1);
  });

  it("takes a handle, and one that went through JSON", async () => {
    const { client } = anthropic([json(ended(1)), chunks([resultsFile(1)])]);
    const handle = client.batches.handle(ended(1));
    expect(
      await all(client.batches.results(JSON.parse(JSON.stringify(handle)) as typeof handle)),
    ).toHaveLength(1);
    const foreign = client.batches.results({ ...handle, provider: "sinch" });
    await rejection(all(foreign), HandleError);
  });

  it("results of a batch that has not ended are a ValidationError, and are not asked for", async () => {
    const { client, fetch } = anthropic([json(messageBatch())]);
    await rejection(all(client.batches.results("b")), ValidationError);
    expect(fetch.calls).toHaveLength(1);
  });

  it("can be done twice, each time with a download of its own", async () => {
    const { client, fetch } = anthropic([forever(chunks([resultsFile(2)]))]);
    const results = client.batches.results(ended(2));
    expect(await all(results)).toEqual(await all(results));
    expect(fetch.calls).toHaveLength(2);
  });

  it("starts with the first line that is asked for, and is no promise", () => {
    const { client, fetch } = anthropic();
    const results = client.batches.results("b");
    expect("then" in results).toBe(false);
    expect(fetch.calls).toHaveLength(0);
  });

  it.each([
    ["CRLF", resultsFile(3).replaceAll("\n", "\r\n")],
    ["a byte order mark", `\ufeff${resultsFile(3)}`],
    ["blank lines", `\n\n${resultsFile(3).replaceAll("\n", "\n  \n\n")}`],
    ["no newline at the end", resultsFile(3).trimEnd()],
    ["unknown fields and types", resultsFile(2) + '{"custom_id":"r2","result":{"type":"novel"},"more":1}\n'],
  ])("copes with %s, however the bytes are cut", async (_, file) => {
    const whole = bytes(file);
    for (const size of [1, 7, 64, whole.byteLength]) {
      const pieces = Array.from({ length: Math.ceil(whole.byteLength / size) }, (_, i) =>
        whole.slice(i * size, (i + 1) * size),
      );
      const { client, fetch } = anthropic([chunks(pieces)]);
      expect(ids(await all(client.batches.results(ended(3))))).toEqual(names(3));
      expect(fetch.calls).toHaveLength(1);
    }
  });

  it("results that were deleted or have expired are a NotFoundError at once", async () => {
    const { client, fetch } = anthropic([forever(status(404))]);
    await rejection(all(client.batches.results(ended(1))), NotFoundError);
    expect(fetch.calls).toHaveLength(1);
  });

  it("just after the end waits for the file to appear, but not for ever", async () => {
    const fresh = endedBatch({ succeeded: 1 }, { ended_at: "2026-11-21T11:59:58Z" });
    const patient = anthropic([status(404), status(404), chunks([resultsFile(1)])]);
    expect(await all(patient.client.batches.results(fresh))).toHaveLength(1);
    const ahead = endedBatch({ succeeded: 1 }, { ended_at: "2026-11-22T11:59:58Z" });
    const never = anthropic([forever(status(404))]);
    await rejection(all(never.client.batches.results(ahead)), NotFoundError);
    expect(never.fetch.calls.length).toBeLessThan(100);
  });

  it("results of a server whose clock is ahead are asked for by that clock", async () => {
    const old = endedBatch({ succeeded: 1 }, { ended_at: "2026-11-22T12:00:00Z" });
    const { client, fetch } = anthropic([forever(status(404, { date: "Mon, 21 Dec 2026 12:00:00 GMT" }))]);
    await rejection(all(client.batches.results(old)), NotFoundError);
    expect(fetch.calls).toHaveLength(1);
  });

  it("results look at their batch with the patience of a wait", async () => {
    const outage = Array.from({ length: 6 }, () => status(503));
    const { client, fetch } = anthropic([
      ...outage,
      networkError("ECONNRESET"),
      json(ended(1)),
      chunks([resultsFile(1)]),
    ]);
    expect(await all(client.batches.results("b"))).toHaveLength(1);
    expect(fetch.calls).toHaveLength(9);
  });

  it("results look a little longer for a batch that was just created", async () => {
    const { client } = anthropic([
      json(messageBatch()),
      status(404),
      status(404),
      json(ended(1)),
      chunks([resultsFile(1)]),
    ]);
    const { id } = await client.batches.create({ requests: [batchRequest("r0")] });
    expect(await all(client.batches.results(id))).toHaveLength(1);
  });

  it.each([401, 403, 404])("results do not look for a batch again after a %i to a bare id", async (code) => {
    const { client, fetch } = anthropic([forever(status(code))]);
    expect(await rejection(all(client.batches.results("b")), HttpError)).toMatchObject({ status: code });
    expect(fetch.calls).toHaveLength(1);
  });

  it("results look for their batch no longer than the total timeout of the call", async () => {
    const { client, clock } = anthropic([forever(status(503))]);
    const startedMs = clock.now();
    const work = all(client.batches.results("b", { totalTimeoutMs: 30_000 }));
    expect(await rejection(work, TimeoutError)).toMatchObject({ scope: "total", timeoutMs: 30_000 });
    expect(clock.now() - startedMs).toBeLessThanOrEqual(30_000);
  });

  it("results pass the options of the call to the look and to the download", async () => {
    const { client, fetch } = anthropic([json(ended(1)), chunks([resultsFile(1)])]);
    await all(client.batches.results("b", { headers: { "x-mine": "1" } }));
    expect(fetch.calls.map(({ headers }) => headers.get("x-mine"))).toEqual(["1", "1"]);
  });

  it("the look before results tells no hook of a poll: it is none", async () => {
    const polls: unknown[] = [];
    const hooks = { onPoll: (event: unknown) => void polls.push(event) };
    const { client } = anthropic([json(ended(1)), chunks([resultsFile(1)])], { hooks });
    await all(client.batches.results("b"));
    expect(polls).toEqual([]);
  });

  it("results can be left out by their ids, and be had as bytes", async () => {
    const { client } = anthropic([forever(chunks([resultsFile(3)]))]);
    const results = client.batches.results(ended(3), { skip: (id) => id === "r1" });
    expect(ids(await all(results))).toEqual(["r0", "r2"]);
    const lines = (await all(results.lines())).map((line) => new TextDecoder().decode(line));
    expect(lines).toEqual(["r0", "r2"].map((id) => JSON.stringify(resultLine(id))));
  });

  it("results refuse a `skip` that is no function", async () => {
    const { client } = anthropic();
    await rejection(all(client.batches.results(ended(1), { skip: "r1" as never })), ConfigError);
  });

  it("retries the request like any read", async () => {
    const { client, fetch } = anthropic([status(503), networkError("ECONNRESET"), chunks([resultsFile(1)])]);
    expect(await all(client.batches.results(ended(1)))).toHaveLength(1);
    expect(fetch.calls).toHaveLength(3);
  });

  it("passes on what the first request is refused with", async () => {
    const { client } = anthropic([forever(status(403))]);
    expect(await rejection(all(client.batches.results(ended(1))), HttpError)).toMatchObject({ status: 403 });
  });
});

describe("a download that breaks", () => {
  const file = bytes(
    names(3)
      .map((id) => `${JSON.stringify(resultLine(id, { type: "ü🙂" }))}\n`)
      .join(""),
  );
  const breaks: [string, (upTo: Uint8Array) => Step][] = [
    ["by a reset", (upTo) => chunks([upTo, torn])],
    ["by a clean end", (upTo) => chunks([upTo])],
  ];

  it.each(breaks)(
    "%s, at any byte, is taken up, and every id comes once",
    async (_, cut) => {
      for (let at = 0; at < file.byteLength; at++) {
        const { client, fetch } = anthropic([cut(file.slice(0, at)), chunks([file])]);
        const lines = await all(client.batches.results(ended(3)));
        expect(ids(lines)).toEqual(names(3));
        expect(fetch.calls.length).toBeLessThanOrEqual(2);
      }
    },
    30_000,
  );

  it("again and again is taken up as long as it brings something new", async () => {
    const whole = resultsFile(8).split("\n");
    const steps = names(8).map((_, i) => chunks([`${whole.slice(0, i + 1).join("\n")}\n`, torn]));
    const { client } = anthropic([...steps, chunks([resultsFile(8)])]);
    expect(ids(await all(client.batches.results(ended(8))))).toEqual(names(8));
  });

  it("a download that breaks again and again without anything new is given up, with a ConnectionError that keeps the cause", async () => {
    const { client, fetch } = anthropic([forever(chunks([resultsFile(1), torn]))]);
    const { items, error } = await drain(client.batches.results(ended(3)));
    expect(ids(items)).toEqual(["r0"]);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ provider: "anthropic", operation: "retrieveMessageBatchResults" });
    expect((error as Error).cause).toBeDefined();
    expect(fetch.calls.length).toBeLessThan(10);
  });

  it("a broken download whose resumption is refused is a ConnectionError", async () => {
    const { client } = anthropic([chunks([resultsFile(1), torn]), forever(status(403))]);
    const { items, error } = await drain(client.batches.results(ended(3)));
    expect(ids(items)).toEqual(["r0"]);
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as Error).cause).toMatchObject({ status: 403 });
  });

  it("a download that stalls is taken up after the attempt timeout", async () => {
    const { client } = anthropic([chunks([resultsFile(1), STALL]), chunks([resultsFile(3)])]);
    const lines = await all(client.batches.results(ended(3), { attemptTimeoutMs: 50 }));
    expect(ids(lines)).toEqual(names(3));
  });

  it("a download whose reader takes an hour for each line does not break: only the network has to keep up", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    try {
      const pieces = resultsFile(3).split(/(?<=\n)/);
      const { client, fetch } = anthropic([chunks(pieces)], { attemptTimeoutMs: 1_000 });
      const seen: string[] = [];
      for await (const line of client.batches.results(ended(3))) {
        seen.push(line.custom_id);
        await vi.advanceTimersByTimeAsync(3_600_000);
      }
      expect(seen).toEqual(names(3));
      expect(fetch.calls).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is not taken up where the caller does not want it", async () => {
    const { client, fetch } = anthropic([chunks([resultsFile(1), torn])]);
    const { items, error } = await drain(client.batches.results(ended(3), { resume: false }));
    expect(ids(items)).toEqual(["r0"]);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(fetch.calls).toHaveLength(1);
    const clean = anthropic([chunks([resultsFile(1)])]);
    await rejection(all(clean.client.batches.results(ended(3), { resume: false })), IncompleteResultsError);
  });

  it("is taken up in another order as well", async () => {
    const reversed = `${resultsFile(3).trim().split("\n").reverse().join("\n")}\n`;
    const { client } = anthropic([chunks([resultsFile(2), torn]), chunks([reversed])]);
    expect(ids(await all(client.batches.results(ended(3))))).toEqual(names(3));
  });
});

describe("after: n", () => {
  it.each([0, 1, 2, 3])("skips the first %i lines, unread but counted", async (after) => {
    const file = `not json\n`.repeat(after) + resultsFile(3).split("\n").slice(after).join("\n");
    const { client } = anthropic([chunks([file])]);
    expect(ids(await all(client.batches.results(ended(3), { after })))).toEqual(names(3).slice(after));
  });

  it("still knows when lines are missing", async () => {
    const { client } = anthropic([forever(chunks([resultsFile(3)]))]);
    const error = await rejection(
      all(client.batches.results(ended(4), { after: 2 })),
      IncompleteResultsError,
    );
    expect(error).toMatchObject({ expected: 4, received: 3 });
  });

  it("survives a break", async () => {
    const { client } = anthropic([chunks([resultsFile(2), torn]), chunks([resultsFile(4)])]);
    expect(ids(await all(client.batches.results(ended(4), { after: 1 })))).toEqual(["r1", "r2", "r3"]);
  });

  it.each([-1, 1.5, NaN, "2"])("an `after` that is no number of lines is refused: %j", async (after) => {
    const { client } = anthropic();
    await rejection(all(client.batches.results(ended(1), { after: after as number })), ConfigError);
  });
});

describe("verification", () => {
  it.each([
    ["too few lines", resultsFile(2), 3, 2],
    ["too many lines", resultsFile(4), 3, 4],
    ["a repeated id, as many as announced", resultsFile(2) + resultsFile(1), 3, 2],
    ["a repeated id beyond the announced", resultsFile(3) + resultsFile(1), 3, 3],
    ["no line at all", "", 3, 0],
  ])("reports %s at the end, after every id came once", async (_, file, expected, received) => {
    const { client } = anthropic([forever(chunks([file]))]);
    const { items, error } = await drain(client.batches.results(ended(expected)));
    expect(ids(items)).toEqual(names(received));
    expect(error).toBeInstanceOf(IncompleteResultsError);
    expect(error).toMatchObject({ expected, received, provider: "anthropic" });
  });

  it("counts requests of every fate", async () => {
    const batch = endedBatch({ succeeded: 1, errored: 1, canceled: 1, expired: 1 });
    const { client } = anthropic([chunks([resultsFile(4)])]);
    expect(await all(client.batches.results(batch))).toHaveLength(4);
  });

  it("can be done without: then the batch is not even asked for", async () => {
    const { client, fetch } = anthropic([chunks([resultsFile(2) + resultsFile(1)])]);
    expect(ids(await all(client.batches.results("b", { verify: false })))).toEqual(names(2));
    expect(fetch.calls).toHaveLength(1);
  });
});

describe("a line that is no result", () => {
  it("a line that is no result, in the middle of the file, is named by line and byte, and nothing after it is read", async () => {
    const first = resultsFile(1);
    const { client, fetch } = anthropic([chunks([`${first}\n{"custom_id":"r1",\n${resultsFile(3)}`])]);
    const { items, error } = await drain(client.batches.results(ended(3)));
    expect(ids(items)).toEqual(["r0"]);
    expect(error).toBeInstanceOf(ResponseParseError);
    expect(error).toMatchObject({ line: 3, byteOffset: bytes(first).byteLength + 1 });
    expect(error).toMatchObject({ provider: "anthropic", operation: "retrieveMessageBatchResults" });
    expect(fetch.calls).toHaveLength(1);
  });

  it.each(["null", "7", "[]", "{}", '{"result":{"type":"expired"}}', '{"custom_id":7}'])(
    "is also one without a custom_id: %s",
    async (line) => {
      const { client } = anthropic([forever(chunks([`${line}\n`]))]);
      expect(await rejection(all(client.batches.results(ended(1))), ResponseParseError)).toMatchObject({
        line: 1,
      });
    },
  );

  it("a first line that is no result makes it no results file: what a gateway put in its place is fetched once more", async () => {
    const { client, fetch } = anthropic([chunks(["<html>\n<body>busy</body>\n"]), chunks([resultsFile(2)])]);
    expect(ids(await all(client.batches.results(ended(2))))).toEqual(names(2));
    expect(fetch.calls).toHaveLength(2);
  });

  it("is also one in bytes that are no UTF-8", async () => {
    const broken = bytes(resultsFile(1, "X"));
    broken[broken.indexOf(0x58)] = 0xff;
    const { client } = anthropic([forever(chunks([broken]))]);
    await rejection(all(client.batches.results(ended(1))), ResponseParseError);
  });
});

describe("stopping in the middle", () => {
  it("a break in the middle of results abandons the download", async () => {
    let canceled = false;
    const endless: Step = () => {
      let i = 0;
      return new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(bytes(JSON.stringify(resultLine(`r${i++}`)) + "\n")),
          cancel: () => void (canceled = true),
        }),
      );
    };
    const { client } = anthropic([endless]);
    for await (const _ of client.batches.results(ended(9))) break;
    expect(canceled).toBe(true);
  });

  it("an abort in the middle of results rejects with the reason at once, also with lines still at hand", async () => {
    const controller = new AbortController();
    const { client } = anthropic([chunks([resultsFile(3)])]);
    const seen: string[] = [];
    const loop = (async () => {
      for await (const line of client.batches.results(ended(3), { signal: controller.signal })) {
        seen.push(line.custom_id);
        controller.abort("enough");
      }
    })();
    expect(await rejection(loop)).toBe("enough");
    expect(seen).toEqual(["r0"]);
  });

  it("an abort ends results also while nothing arrives", async () => {
    const controller = new AbortController();
    const { client, fetch } = anthropic([chunks([resultsFile(1), STALL])]);
    const work = drain(client.batches.results(ended(3), { signal: controller.signal }));
    setImmediate(() => setImmediate(() => controller.abort("enough")));
    expect((await work).error).toBe("enough");
    expect(fetch.calls).toHaveLength(1);
  });

  it("results whose signal has aborted before the start are not asked for", async () => {
    const { client, fetch } = anthropic();
    const options = { signal: AbortSignal.abort("before") };
    expect(await rejection(all(client.batches.results("b", options)))).toBe("before");
    expect(await rejection(all(client.batches.results(ended(1), options)))).toBe("before");
    expect(fetch.calls).toHaveLength(0);
  });

  it("takes calls of next that overlap one after the other", async () => {
    const { client } = anthropic([chunks([resultsFile(2), resultsFile(4).split("\n").slice(2).join("\n")])]);
    const lines = client.batches.results(ended(4))[Symbol.asyncIterator]();
    const taken = await Promise.all([lines.next(), lines.next(), lines.next(), lines.next(), lines.next()]);
    expect(taken.map(({ value }) => value?.custom_id)).toEqual([...names(4), undefined]);
  });
});

describe("a redirect of the results", () => {
  const answer: Step = (call) =>
    call.url.startsWith("https://files.test/")
      ? new Response(resultsFile(2))
      : new Response(null, { status: 307, headers: { location: "https://files.test/a?signature=s" } });

  it.each([301, 302, 303, 307, 308])(
    "%i to another origin is followed, with nothing of ours",
    async (code) => {
      const redirect = status(code, { location: "https://files.test/a?signature=s" });
      const { client, fetch } = anthropic([redirect, chunks([resultsFile(2)])], {
        headers: { "x-custom": "mine" },
        betas: ["some-beta"],
        workspaceId: "wrkspc_1",
      });
      expect(ids(await all(client.batches.results(ended(2), { headers: { "x-call": "mine" } })))).toEqual(
        names(2),
      );
      expect(fetch.calls[1]?.url).toBe("https://files.test/a?signature=s");
      expect([...(fetch.calls[1]?.headers ?? [])]).toEqual([]);
      expect(fetch.calls[1]?.body).toBeUndefined();
    },
  );

  it("is followed anew when the download breaks", async () => {
    const redirect = status(302, { location: "https://files.test/a" });
    const { client } = anthropic([
      redirect,
      chunks([resultsFile(1), torn]),
      redirect,
      chunks([resultsFile(2)]),
    ]);
    expect(ids(await all(client.batches.results(ended(2))))).toEqual(names(2));
  });

  it("is followed on the configured origin with credentials and headers, and over three hops", async () => {
    const { client, fetch } = anthropic([
      status(302, { location: "/v1/elsewhere" }),
      status(307, { location: "https://files.test/a" }),
      status(308, { location: "https://api.anthropic.com/v1/back" }),
      chunks([resultsFile(2)]),
    ]);
    const options = { headers: { "x-call": "mine" } };
    expect(ids(await all(client.batches.results(ended(2), options)))).toEqual(names(2));
    expect(fetch.calls.map(({ url }) => url).slice(1)).toEqual([
      "https://api.anthropic.com/v1/elsewhere",
      "https://files.test/a",
      "https://api.anthropic.com/v1/back",
    ]);
    expect(fetch.calls.map(({ headers }) => [headers.get("x-api-key"), headers.get("x-call")])).toEqual([
      [KEY, "mine"],
      [KEY, "mine"],
      [null, null],
      [KEY, "mine"],
    ]);
  });

  it("keeps credentials to the configured origin, not to its host alone", async () => {
    const { client, fetch } = anthropic([
      status(302, { location: "https://api.anthropic.com:8443/a" }),
      chunks([resultsFile(2)]),
    ]);
    await all(client.batches.results(ended(2)));
    expect([...(fetch.calls[1]?.headers ?? [])]).toEqual([]);
  });

  it.each([
    ["from https to http", "http://files.test/a"],
    ["nowhere", ""],
  ])("%s is an HttpError", async (_, location) => {
    const { client, fetch } = anthropic([forever(status(302, location === "" ? {} : { location }))]);
    expect(await rejection(all(client.batches.results(ended(2))), HttpError)).toMatchObject({ status: 302 });
    expect(fetch.calls).toHaveLength(1);
  });

  it("a fourth redirect of the results is an HttpError", async () => {
    const { client, fetch } = anthropic([forever(status(302, { location: "/v1/again" }))]);
    expect(await rejection(all(client.batches.results(ended(2))), HttpError)).toMatchObject({ status: 302 });
    expect(fetch.calls).toHaveLength(4);
  });

  it("is followed for results only", async () => {
    const { client, fetch } = anthropic([forever(answer)]);
    for (const call of [
      client.batches.retrieve("b"),
      client.batches.cancel("b"),
      client.batches.delete("b"),
      client.batches.list().toArray(),
    ]) {
      expect(await rejection(call, HttpError)).toMatchObject({ status: 307 });
    }
    expect(fetch.calls.every(({ url }) => url.startsWith("https://api.anthropic.com/"))).toBe(true);
  });
});

describe("classifyResult", () => {
  const errored = (type: string, message = "x", code?: string): Record<string, unknown> => ({
    type: "errored",
    error: {
      type: "error",
      error: { type, message, details: code === undefined ? null : { error_code: code } },
      request_id: null,
    },
  });
  const noCredit = "Your credit balance is too low to access the API. Please go to Plans & Billing.";
  const ownLimit = "You have reached your specified API usage limits. You will regain access on 2026-12-01.";

  it.each([
    [succeeded("x", "end_turn"), "usable"],
    [succeeded("x", "stop_sequence"), "usable"],
    [succeeded("x", "tool_use"), "usable"],
    [succeeded("x", "some_new_reason"), "usable"],
    [succeeded("x", null), "usable"],
    [succeeded("x", "refusal"), "refused"],
    [succeeded("x", "max_tokens"), "truncated"],
    [succeeded("x", "model_context_window_exceeded"), "truncated"],
    [succeeded("x", "pause_turn"), "paused"],
    [errored("invalid_request_error"), "fix-request"],
    [errored("not_found_error", "model: claude-sonnet-55"), "fix-request"],
    [errored("permission_error"), "fix-request"],
    [errored("request_too_large"), "fix-request"],
    [errored("billing_error"), "account"],
    [errored("invalid_request_error", noCredit), "account"],
    [errored("invalid_request_error", ownLimit), "account"],
    [errored("invalid_request_error", "on hold", "organization_on_hold"), "account"],
    [errored("rate_limit_error", "x", "enforced_spend_limit_reached"), "account"],
    [errored("rate_limit_error", "x", "contract_spend_limit_reached"), "account"],
    [errored("rate_limit_error", "x", "ramp_limit_exceeded"), "retry"],
    [errored("rate_limit_error"), "retry"],
    [errored("timeout_error"), "retry"],
    [errored("api_error"), "retry"],
    [errored("api_error", noCredit), "retry"],
    [errored("overloaded_error"), "retry"],
    [errored("authentication_error"), "account"],
    [errored("some_new_error"), "retry"],
    [{ type: "errored", error: { type: "invalid_request_error", message: "x" } }, "fix-request"],
    [{ type: "errored", error: { type: "api_error", message: "x" } }, "retry"],
    [{ type: "errored", error: { type: "invalid_request_error", message: noCredit } }, "account"],
    [{ type: "errored", error: { type: "not_found_error", message: "x" } }, "fix-request"],
    [errored("constructor"), "retry"],
    [{ type: "errored" }, "retry"],
    [{ type: "canceled" }, "retry"],
    [{ type: "expired" }, "retry"],
    [{ type: "some_new_type" }, "unknown"],
    [{}, "unknown"],
    [null, "unknown"],
    [{ type: "constructor" }, "unknown"],
    [succeeded("x", "constructor"), "usable"],
    [succeeded("x", "toString"), "usable"],
  ])("%j is %s", (result, expected) => {
    expect(classifyResult(resultLine("r0", result as Record<string, unknown>))).toBe(expected);
  });

  it.each([null, undefined, 7, "line"])("takes %s, which is no line, for unknown", (line) => {
    expect(classifyResult(line as never)).toBe("unknown");
    expect(usageOf(line as never)).toBeUndefined();
  });
});

describe("usageOf", () => {
  const used = (usage: unknown): ReturnType<typeof usageOf> =>
    usageOf(resultLine("r0", { type: "succeeded", message: { ...message, usage } }));
  const { message } = succeeded() as { message: object };

  it("usageOf is the provider's count, with cache tokens as fields of their own", () => {
    const usage = {
      input_tokens: 8,
      output_tokens: 20,
      cache_creation_input_tokens: 300,
      cache_read_input_tokens: 5_000,
      cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
      output_tokens_details: { thinking_tokens: 7 },
      server_tool_use: { web_search_requests: 2, web_fetch_requests: 1 },
      service_tier: "batch",
    };
    expect(used(usage)).toEqual({
      inputTokens: 8,
      outputTokens: 20,
      cacheCreationTokens: 300,
      cacheCreation5mTokens: 100,
      cacheCreation1hTokens: 200,
      cacheReadTokens: 5_000,
      thinkingTokens: 7,
      webSearchRequests: 2,
      webFetchRequests: 1,
    });
  });

  it("usageOf leaves out what the provider leaves out, and keeps zeros", () => {
    const usage = { input_tokens: 8, output_tokens: 0, cache_read_input_tokens: null, cache_creation: null };
    expect(used(usage)).toEqual({ inputTokens: 8, outputTokens: 0 });
    expect(used({ input_tokens: 8 })).toEqual({ inputTokens: 8, outputTokens: 0 });
  });

  it.each([
    ["an error", { type: "errored", error: { type: "error" } }],
    ["an expired request", { type: "expired" }],
    ["a message without usage", succeededWithout("usage")],
    ["usage of another shape", { type: "succeeded", message: { usage: { input_tokens: "8" } } }],
    ["nothing", null],
  ])("usageOf of %s is undefined", (_, result) => {
    expect(usageOf(resultLine("r0", result as Record<string, unknown>))).toBeUndefined();
  });

  function succeededWithout(field: string): Record<string, unknown> {
    return { type: "succeeded", message: { ...message, [field]: undefined } };
  }
});
