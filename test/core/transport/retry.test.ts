import { describe, expect, it } from "vitest";
import { backoffMs, mayRetry, retryAfterMs, retryPolicy } from "../../../src/core/transport/retry.js";
import type { Safety } from "../../../src/core/base/types/index.js";
import type { AttemptOutcome } from "../../../src/core/base/errors/index.js";

describe("which failure may be followed by another try", () => {
  const table: [string, AttemptOutcome, number | undefined, Record<Exclude<Safety, "stage">, boolean>][] = [
    ["not sent", "notSent", undefined, { read: true, idempotent: true, send: true }],
    ["429", "refused", 429, { read: true, idempotent: true, send: true }],
    ["documented as not processed", "refused", 529, { read: true, idempotent: true, send: true }],
    ["408", "refused", 408, { read: true, idempotent: true, send: false }],
    ["400", "refused", 400, { read: false, idempotent: false, send: false }],
    ["401", "refused", 401, { read: false, idempotent: false, send: false }],
    ["404", "refused", 404, { read: false, idempotent: false, send: false }],
    ["302", "refused", 302, { read: false, idempotent: false, send: false }],
    ["500", "unknown", 500, { read: true, idempotent: true, send: false }],
    ["reset or timeout", "unknown", undefined, { read: true, idempotent: true, send: false }],
    ["2xx, unreadable", "accepted", 200, { read: true, idempotent: false, send: false }],
  ];
  const rows = table.flatMap(([name, outcome, status, expected]) =>
    (["read", "idempotent", "stage", "send"] as const).map(
      // What is staged is repeated like what is read: it costs nothing.
      (safety) => [name, safety, outcome, status, expected[safety === "stage" ? "read" : safety]] as const,
    ),
  );

  it.each(rows)("%s, %s", (_, safety, outcome, status, expected) => {
    expect(mayRetry(safety, { outcome, status }, false)).toBe(expected);
  });

  it.each(rows)("%s, %s: never when the provider calls it final", (_, safety, outcome, status) => {
    expect(mayRetry(safety, { outcome, status, final: true }, true)).toBe(false);
  });

  it("the caller's signature opens the unknown outcome of a send, and never an accepted one", () => {
    expect(mayRetry("send", { outcome: "unknown" }, true)).toBe(true);
    expect(mayRetry("send", { outcome: "refused", status: 408 }, true)).toBe(true);
    expect(mayRetry("send", { outcome: "accepted", status: 200 }, true)).toBe(false);
    expect(mayRetry("send", { outcome: "refused", status: 400 }, true)).toBe(false);
  });
});

describe("back-off", () => {
  const policy = retryPolicy();

  it("is drawn from the whole range below a ceiling that doubles", () => {
    expect([1, 2, 3, 4, 5, 6].map((attempt) => backoffMs(policy, attempt, () => 1))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 8_000,
    ]);
    expect(backoffMs(policy, 3, () => 0)).toBe(0);
    expect(backoffMs(policy, 3, () => 0.25)).toBe(500);
    expect(backoffMs(policy, 2_000, () => 1)).toBe(8_000);
  });
});

describe("policy", () => {
  it("has the documented defaults", () => {
    expect(retryPolicy()).toMatchObject({
      maxAttempts: 3,
      initialDelayMs: 500,
      maxDelayMs: 8_000,
      maxRetryAfterMs: 60_000,
    });
  });

  it("takes the later layer, key by key; undefined changes nothing", () => {
    expect(retryPolicy({ maxAttempts: 7, maxDelayMs: 1 }, { maxAttempts: 2 })).toMatchObject({
      maxAttempts: 2,
      maxDelayMs: 1,
    });
    expect(retryPolicy({ maxAttempts: 7 }, { maxAttempts: undefined })).toMatchObject({
      maxAttempts: 7,
    });
    expect(retryPolicy({ maxAttempts: 7 }, undefined)).toMatchObject({ maxAttempts: 7 });
  });

  it("false means one attempt, and can be taken back by a later layer", () => {
    expect(retryPolicy({ maxAttempts: 7 }, false)).toMatchObject({ maxAttempts: 1 });
    expect(retryPolicy(false, {})).toMatchObject({ maxAttempts: 1 });
    expect(retryPolicy(false, { maxAttempts: 4 })).toMatchObject({ maxAttempts: 4 });
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  const hint = (headers: Record<string, string>): number | undefined =>
    retryAfterMs(new Headers(headers), now);

  it.each([
    ["0", 0],
    ["1", 1_000],
    ["120", 120_000],
    ["1.5", 1_500],
    ["  7  ", 7_000],
    ["0.001", 1],
    ["Sat, 21 Nov 2026 12:00:30 GMT", 30_000],
    ["Sat, 21 Nov 2026 11:59:00 GMT", 0],
    // The two older forms of an HTTP date, which receivers must understand too.
    ["Saturday, 21-Nov-26 12:00:30 GMT", 30_000],
    ["Sat Nov 21 12:00:30 2026", 30_000],
    ["Wed Dec  2 12:00:30 2026", 11 * 86_400_000 + 30_000],
  ])("%j is %i ms", (value, expected) => {
    expect(hint({ "retry-after": value })).toBe(expected);
  });

  it.each([
    "",
    "soon",
    "-1",
    "+1",
    "1e3",
    "0x10",
    "12 s",
    "Infinity",
    "NaN",
    "2026-11-21T12:00:30Z",
    "21 Nov 2026",
    "Sat, 21-Nov 2026 12:00:30 GMT",
    "Sat, 99 Nov 2026 12:00:30 GMT",
    "Sat, 21 Nov 2026 12:00:30 PST",
  ])("%j says nothing", (value) => {
    expect(hint({ "retry-after": value })).toBeUndefined();
  });

  it.each([
    ["5, 10", 10_000],
    ["10, 5", 10_000],
    ["soon, 5", 5_000],
    ["1,5", 5_000],
    ["5 ,1", 5_000],
    ["Sat, 21 Nov 2026 12:00:03 GMT,Saturday, 21-Nov-26 12:00:30 GMT", 30_000],
    ["Sat, 21 Nov 2026 12:00:30 GMT, 5", 30_000],
    ["5, Sat, 21 Nov 2026 12:00:03 GMT", 5_000],
    ["Sat, 21 Nov 2026 12:00:03 GMT, Sat, 21 Nov 2026 12:00:30 GMT", 30_000],
  ])("that came several times, as %j, is the longest that can be read", (value, expected) => {
    expect(hint({ "retry-after": value })).toBe(expected);
  });

  it("in milliseconds that came several times is the longest too", () => {
    expect(hint({ "retry-after-ms": "250, 900" })).toBe(900);
  });

  it.each([
    ["ten minutes ahead of us", "Sat, 21 Nov 2026 12:10:00 GMT", "Sat, 21 Nov 2026 12:10:30 GMT"],
    ["ten minutes behind us", "Sat, 21 Nov 2026 11:50:00 GMT", "Sat, 21 Nov 2026 11:50:30 GMT"],
    [
      "that says the date twice",
      "Sat, 21 Nov 2026 11:50:00 GMT, Sat, 21 Nov 2026 11:50:01 GMT",
      "Sat, 21 Nov 2026 11:50:30 GMT",
    ],
  ])("as a date counts from the date of the answer: a server %s", (_, date, value) => {
    expect(hint({ date, "retry-after": value })).toBe(30_000);
  });

  it("as a date counts from our own clock where the answer has no readable date", () => {
    const two = "Sat, 21 Nov 2026 11:50:00 GMT, Sat, 21 Nov 2026 11:59:00 GMT";
    for (const date of ["now", two])
      expect(hint({ date, "retry-after": "Sat, 21 Nov 2026 12:00:30 GMT" })).toBe(30_000);
  });

  it("is absent without a header", () => {
    expect(hint({})).toBeUndefined();
  });

  it("in both headers is the longest that can be read", () => {
    expect(hint({ "retry-after-ms": "250", "retry-after": "9" })).toBe(9_000);
    expect(hint({ "retry-after-ms": "9500", "retry-after": "9" })).toBe(9_500);
    expect(hint({ "retry-after-ms": "0", "retry-after": "Sat, 21 Nov 2026 12:00:30 GMT" })).toBe(30_000);
    expect(hint({ "retry-after-ms": "2.5" })).toBe(2.5);
    expect(hint({ "retry-after-ms": "soon", "retry-after": "9" })).toBe(9_000);
    expect(hint({ "retry-after-ms": "-1", "retry-after": "9" })).toBe(9_000);
  });

  it.each(["retry-after", "retry-after-ms"])(
    "%s beyond all measure is still a hint, not a short wait",
    (name) => {
      expect(hint({ [name]: "9".repeat(40) })).toBeGreaterThan(1e12);
    },
  );
});
