import { describe, expect, it } from "vitest";
import { NOT_SENT, outcomeOfStatus, outcomeOfThrow } from "../../../src/core/transport/outcome.js";

describe("an answer", () => {
  it.each([
    [200, "accepted"],
    [202, "accepted"],
    [299, "accepted"],
    [302, "refused"],
    [400, "refused"],
    [401, "refused"],
    [408, "refused"],
    [429, "refused"],
    [499, "refused"],
    [500, "unknown"],
    [502, "unknown"],
    [503, "unknown"],
    [504, "unknown"],
    [529, "unknown"],
  ] as const)("%i is %s", (status, outcome) => {
    expect(outcomeOfStatus(status, [])).toBe(outcome);
  });

  it("is refused by a 5xx only where the provider documents that nothing was processed", () => {
    expect(outcomeOfStatus(529, [529])).toBe("refused");
    expect(outcomeOfStatus(503, [529])).toBe("unknown");
  });
});

const coded = (code: string, extra: object = {}): Error => Object.assign(new Error("x"), { code, ...extra });
const wrapped = (cause: unknown): TypeError => new TypeError("fetch failed", { cause });

describe("no answer", () => {
  it.each([
    "bad port",
    "error sending request for url (http://127.0.0.1:2/): client error (Connect): tcp connect error: Connection refused",
  ])("is not sent where only words say so: %s", (message) => {
    expect(outcomeOfThrow(wrapped(new Error(message)))).toBe("notSent");
  });

  it("is what the fetch itself says where it knows, whatever its code", () => {
    const error = wrapped(coded("ECONNRESET"));
    expect(outcomeOfThrow(error)).toBe("unknown");
    expect(outcomeOfThrow(Object.assign(error, { [NOT_SENT]: true }))).toBe("notSent");
    const late = wrapped(coded("ECONNREFUSED"));
    expect(outcomeOfThrow(Object.assign(late, { [NOT_SENT]: false }))).toBe("unknown");
  });

  it("is unknown where Deno had a connection", () => {
    const message = "error sending request for url (http://127.0.0.1:2/): client error (SendRequest): reset";
    expect(outcomeOfThrow(wrapped(new Error(message)))).toBe("unknown");
  });

  it.each([
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ConnectionRefused",
    "UND_ERR_CONNECT_TIMEOUT",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "EADDRNOTAVAIL",
  ])("%s proves that nothing was sent, bare or wrapped", (code) => {
    expect(outcomeOfThrow(coded(code))).toBe("notSent");
    expect(outcomeOfThrow(wrapped(coded(code)))).toBe("notSent");
    expect(outcomeOfThrow(wrapped(wrapped(coded(code))))).toBe("notSent");
  });

  it.each([
    "ECONNRESET",
    "EPIPE",
    "UND_ERR_SOCKET",
    "UND_ERR_HEADERS_TIMEOUT",
    "UND_ERR_BODY_TIMEOUT",
    "ABORT_ERR",
  ])("%s proves nothing", (code) => {
    expect(outcomeOfThrow(wrapped(coded(code)))).toBe("unknown");
  });

  it("a time-out or a lost route counts as not sent only while connecting", () => {
    expect(outcomeOfThrow(coded("ETIMEDOUT", { syscall: "connect" }))).toBe("notSent");
    expect(outcomeOfThrow(coded("ETIMEDOUT", { syscall: "read" }))).toBe("unknown");
    expect(outcomeOfThrow(coded("ETIMEDOUT"))).toBe("unknown");
    expect(outcomeOfThrow(coded("EHOSTUNREACH", { syscall: "read" }))).toBe("unknown");
    expect(outcomeOfThrow(coded("ENETDOWN", { syscall: "write" }))).toBe("unknown");
  });

  it("a host of several addresses counts as not connected only if all have failed to connect", () => {
    const refused = coded("ECONNREFUSED");
    expect(outcomeOfThrow(wrapped(new AggregateError([refused, refused])))).toBe("notSent");
    expect(outcomeOfThrow(wrapped(new AggregateError([refused, coded("ECONNRESET")])))).toBe("unknown");
    expect(outcomeOfThrow(wrapped(new AggregateError([])))).toBe("unknown");
  });

  it.each([undefined, null, "ECONNREFUSED", 7, {}, { code: 7 }, new Error("ECONNREFUSED")])(
    "%o is no proof",
    (thrown) => {
      expect(outcomeOfThrow(thrown)).toBe("unknown");
    },
  );

  it("copes with a chain of causes that bites its tail", () => {
    const error = new Error("x");
    error.cause = error;
    expect(outcomeOfThrow(error)).toBe("unknown");
  });
});
