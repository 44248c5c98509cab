import { describe, expect, it } from "vitest";
import type { AttemptOutcome } from "../../../src/core/base/errors/index.js";
import type { Dialect } from "../../../src/core/transport/dialect.js";
import {
  isPage,
  NOT_SENT,
  outcomeOfAnswer,
  outcomeOfStatus,
  outcomeOfThrow,
} from "../../../src/core/transport/outcome.js";

const dialect: Dialect = {
  provider: "anthropic",
  refusedStatuses: [529],
  isOwn: () => true,
  facts: () => ({}),
  isUnderWay: (_, { errorCode }) => errorCode === "busy",
};
const outcomeOf = (status: number, isOwn = true, errorCode?: string): AttemptOutcome =>
  outcomeOfAnswer(dialect, { status, headers: new Headers(), body: {} }, { errorCode }, isOwn);

describe("an answer", () => {
  it.each([
    [0, "unknown"],
    [302, "refused"],
    [303, "unknown"],
    [400, "refused"],
    [401, "refused"],
    [408, "refused"],
    [429, "refused"],
    [499, "refused"],
    [500, "unknown"],
    [502, "unknown"],
    [503, "unknown"],
    [504, "unknown"],
  ] as const)("%i is %s", (status, outcome) => {
    expect(outcomeOf(status)).toBe(outcome);
  });

  it("is refused by a 5xx only where the provider documents, and itself says, that nothing was processed", () => {
    expect(outcomeOf(529)).toBe("refused");
    expect(outcomeOf(529, false)).toBe("unknown");
    expect(outcomeOf(503)).toBe("unknown");
  });

  it("is unknown where it says that the same request is under way", () => {
    expect(outcomeOf(429, true, "busy")).toBe("unknown");
  });

  it("that nobody reads is refused only where its status says so, whatever its body may say", () => {
    const unread = (status: number, changes = {}) => outcomeOfStatus({ ...dialect, ...changes }, status);
    expect([200, 302, 303, 400, 429, 500, 529].map((status) => unread(status))).toEqual([
      "unknown",
      "refused",
      "unknown",
      "refused",
      "unknown",
      "unknown",
      "unknown",
    ]);
    expect(unread(429, { isUnderWay: undefined })).toBe("refused");
  });

  it.each([
    ["<!doctype html>", "text/html", true],
    ["\ufeff\n <html>", "", true],
    ["Please sign in", "text/html; charset=utf-8", true],
    ['{"id":', "application/json", false],
    ["OK", "text/plain", false],
  ])("%j of type %j is a page: %s", (text, type, page) => {
    expect(isPage(new Headers({ "content-type": type }), text)).toBe(page);
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

  it.each([
    ["UND_ERR_ABORTED", "Proxy response (407) !== 200 when HTTP Tunneling"],
    ["ECONNRESET", "tunneling socket could not be established, statusCode=503"],
    ["ECONNRESET", "Client network socket disconnected before secure TLS connection was established"],
    ["ERR_PROXY_TUNNEL", "Failed to establish tunnel to api.test:443"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"],
    ["CERT_HAS_EXPIRED", "certificate has expired"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "unable to get local issuer certificate"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match certificate's altnames"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "C0:error:0A00010B:SSL routines:ssl3_get_record:wrong version number"],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "x"],
    ["ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE", "x"],
    ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "x"],
    ["EPROTO", "write EPROTO C0:error:0A000410:SSL routines::sslv3 alert handshake failure"],
  ])("is not sent without a tunnel or a TLS connection to send it over: %s, %s", (code, message) => {
    expect(outcomeOfThrow(wrapped(Object.assign(new Error(message), { code })))).toBe("notSent");
  });

  it.each([
    ["ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC", "x"],
    ["ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC", "x"],
    ["EPROTO", "read EPROTO C0:error:0A000119:SSL routines::decryption failed or bad record mac"],
    ["UND_ERR_ABORTED", "Request aborted"],
  ])("is unknown where TLS stood when it failed: %s, %s", (code, message) => {
    expect(outcomeOfThrow(wrapped(Object.assign(new Error(message), { code })))).toBe("unknown");
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
