import { describe, expect, it, vi } from "vitest";
import * as errors from "../../../src/core/base/errors/index.js";
import { httpError } from "../../../src/core/base/errors/http.js";

const { BatchwireError, HttpError, SubmissionError, UnknownOutcomeError, ValidationError } = errors;

const details = { headers: new Headers({ a: "b" }), body: { x: 1 }, bodyText: '{"x":1}', attempts: [] };
const notFound = httpError({ ...details, status: 404 }, { provider: "anthropic", operation: "getThing" });

/** A second copy of the module, as another installed version of the package would bring along. */
async function otherCopy(): Promise<typeof errors> {
  vi.resetModules();
  return import("../../../src/core/base/errors/index.js");
}

describe("BatchwireError.is", () => {
  it("holds for the class and its children, and for nothing else", () => {
    expect(BatchwireError.is(notFound)).toBe(true);
    expect(HttpError.is(notFound)).toBe(true);
    expect(errors.NotFoundError.is(notFound)).toBe(true);
    expect(errors.RateLimitError.is(notFound)).toBe(false);
    expect(errors.ConnectionError.is(notFound)).toBe(false);
    for (const other of [undefined, null, 7, "x", {}, [], new Error("x"), { name: "HttpError" }]) {
      expect(BatchwireError.is(other)).toBe(false);
    }
  });

  it("holds across copies of the package, where instanceof does not", async () => {
    const copy = await otherCopy();
    const foreign = new copy.NotFoundError({ ...details, status: 404 });
    expect(foreign).not.toBeInstanceOf(HttpError);
    expect(HttpError.is(foreign)).toBe(true);
    expect(errors.NotFoundError.is(foreign)).toBe(true);
    expect(copy.HttpError.is(notFound)).toBe(true);
    expect(copy.RateLimitError.is(notFound)).toBe(false);
  });
});

describe("every error class", () => {
  const made = [
    new errors.ConfigError("x"),
    new ValidationError([{ path: "a", message: "x" }]),
    ...[400, 401, 403, 404, 413, 429].map((status) => httpError({ ...details, status }, {})),
    new errors.ConnectionError("x", { attempts: [] }),
    new errors.TimeoutError({ scope: "attempt", timeoutMs: 1 }),
    new UnknownOutcomeError({ attempts: [], startedAt: 1 }),
    new errors.ResponseParseError("x", { accepted: false }),
    new errors.IncompleteResultsError({ expected: 2, received: 1 }),
    new errors.WaitTimeoutError({ timeoutMs: 1, handle: { v: 1, provider: "sinch", id: "x" } }),
    new errors.HandleError("x"),
    new SubmissionError({ submitted: [], failed: { from: 0, to: 1, cause: new Error("x") }, next: 0 }),
    new errors.JournalError("x", { reason: "in-use" }),
    new errors.PaginationError("x"),
    new errors.SignatureError("x", { reason: "stale" }),
  ];

  it.each(made)("$name bears its own name, a code, and a message of one line", (error) => {
    const classes = errors as unknown as Record<string, new () => Error>;
    expect(error).toBeInstanceOf(classes[error.name]);
    expect(Object.getPrototypeOf(error)).toBe(classes[error.name]?.prototype);
    expect(error.code).toMatch(/^[a-z-]+$/);
    expect(error.message).toMatch(/^\S(.*\S)?$/);
    expect(error.stack?.startsWith(`${error.name}: ${error.message}`)).toBe(true);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: error.name, code: error.code });
  });

  it("has a code that no other class has", () => {
    expect(new Set(made.map(({ code }) => code)).size).toBe(made.length);
  });

  it("has a cause only where there is one", () => {
    expect("cause" in new errors.ConfigError("x", { provider: "sinch" })).toBe(false);
    expect("cause" in new errors.ConfigError("x", { cause: undefined })).toBe(true);
  });

  it("is covered by this list", () => {
    const classes = Object.values(errors).filter((one) => typeof one === "function" && "is" in one);
    expect(new Set(made.map(({ name }) => name)).size).toBe(classes.length - 1);
  });
});

describe("messages", () => {
  it("name an error's code before its type, and nothing that is no plain word", () => {
    const worded = (labels: object) => httpError({ ...details, status: 400, ...labels }, {}).message;
    expect(worded({ errorCode: "too_long", errorType: "invalid" })).toBe("request answered 400 too_long");
    expect(worded({ errorType: "invalid" })).toBe("request answered 400 invalid");
    expect(worded({ errorCode: "to +1 555 0100" })).toBe("request answered 400");
  });

  it("never have more than one line", () => {
    expect(new errors.ConfigError("a\n  b\r\nc\td").message).toBe("a b c d");
  });

  it("the message of a ValidationError names the first place and how many more there are", () => {
    const issue = {
      path: "requests.3.params.max_tokens",
      index: 3,
      customId: "r3",
      message: "must be at least 1",
    };
    const error = new ValidationError([issue, issue, issue]);
    expect(error.message).toBe(
      'requests.3.params.max_tokens: must be at least 1 (custom_id "r3") (and 2 more)',
    );
    expect(error.issues).toHaveLength(3);
  });
});

describe("toJSON", () => {
  it("holds all fields, headers as an object, and causes by name and message without stacks", () => {
    const cause = httpError({ ...details, status: 500, requestId: "req_1" }, { provider: "anthropic" });
    const error = new UnknownOutcomeError(
      {
        attempts: [{ startedAtMs: 5, outcome: "unknown", status: 500 }],
        startedAt: 5,
        correlation: { size: 2 },
      },
      { provider: "anthropic", operation: "createMessageBatch", cause },
    );
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "UnknownOutcomeError",
      message: error.message,
      code: "unknown-outcome",
      provider: "anthropic",
      operation: "createMessageBatch",
      attempts: [{ startedAtMs: 5, outcome: "unknown", status: 500 }],
      startedAt: 5,
      correlation: { size: 2 },
      cause: {
        name: "HttpError",
        message: "request answered 500",
        code: "http",
        provider: "anthropic",
        status: 500,
        headers: { a: "b" },
        body: { x: 1 },
        bodyText: '{"x":1}',
        requestId: "req_1",
        attempts: [],
      },
    });
  });

  it("does not lose a plain error that stands inside a field", () => {
    const error = new SubmissionError({
      submitted: [],
      failed: { from: 0, to: 1, cause: new TypeError("input broke") },
      next: 0,
    });
    const plain = { name: "TypeError", message: "input broke" };
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      failed: { from: 0, to: 1, cause: plain },
      cause: plain,
      next: 0,
    });
  });

  it.each([
    ["a cycle", { more: "m" }, (reason: object) => Object.assign(reason, { self: reason, list: [reason] })],
    [
      "an object that names the error",
      { more: "m" },
      (reason: object, error: Error) => Object.assign(reason, { error }),
    ],
    ["a bigint", { more: "m" }, (reason: object) => Object.assign(reason, { n: 7n })],
    [
      "an instance in a cycle",
      { more: "m" },
      (reason: object) =>
        Object.assign(reason, {
          job: new (class Job {
            me = this;
          })(),
        }),
    ],
    [
      "a million levels",
      { more: "m" },
      (reason: object) => {
        let deep: object = {};
        for (let i = 0; i < 1e6; i++) deep = { deep };
        return Object.assign(reason, { deep });
      },
    ],
    ["a date", { more: "m" }, (reason: object) => Object.assign(reason, { at: new Date(0) })],
  ] as const)("can be written whatever the abort reason is: %s", (_, reason, tie) => {
    const error = new UnknownOutcomeError({ attempts: [], startedAt: 1 }, { cause: reason });
    tie(reason, error);
    const { cause } = JSON.parse(JSON.stringify(error)) as { cause: object };
    expect(cause).toMatchObject({ more: "m" });
    expect(error.cause).toBe(reason);
  });
});
