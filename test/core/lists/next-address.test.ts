import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ListSource, queryOfNext, queryOfSameList } from "../../../src/core/lists/next-address.js";

const path = "/v2/batches/{batchId}/messages";
const direct: ListSource = { url: "https://api.example/v2/batches/7/messages", path, isGateway: false };
const gateway: ListSource = { url: "https://gate.example/sms/v2/batches/7/messages", path, isGateway: true };

const textOf = (found: ReturnType<typeof queryOfNext>): string =>
  "query" in found ? found.query.toString() : `not followed: ${found.endReason}`;

describe("the address of a next page", () => {
  it.each([
    [
      "the address itself",
      "https://api.example/v2/batches/7/messages?start=51&limit=50",
      "start=51&limit=50",
    ],
    ["another spelling of it", "https://API.example:443/V2/Batches/7/messages/?start=51", "start=51"],
    ["the scheme behind what ends TLS", "http://api.example/v2/batches/7/messages?start=51", "start=51"],
    ["a path", "/v2/batches/7/messages?start=51", "start=51"],
    ["a query", "?start=51", "start=51"],
    ["no query", "https://api.example/v2/batches/7/messages", ""],
    ["names that repeat", "?tags=a&tags=b", "tags=a&tags=b"],
  ])("gives its query: %s", (_, address, query) => {
    expect(textOf(queryOfSameList(address, direct))).toBe(query);
  });

  it.each([
    ["the provider's own name", "https://api.example/v2/batches/7/messages?start=51"],
    ["an inner host", "http://sms-backend.internal:8080/v2/batches/7/messages?start=51"],
    ["the gateway's host without its prefix", "/v2/batches/7/messages?start=51"],
    ["another prefix", "https://api.example/inner/v2/batches/7/messages?start=51"],
    ["no version, which the gateway adds", "http://backend/batches/7/messages?start=51"],
  ])("gives its query where the server behind a gateway names itself: %s", (_, address) => {
    expect(textOf(queryOfSameList(address, gateway))).toBe("start=51");
  });

  it.each([
    "https://api.example:8443/v2/batches/7/messages?start=51",
    "https://api.example.evil.example/v2/batches/7/messages?start=51",
    "//evil.example/v2/batches/7/messages?start=51",
    "https://user:word@api.example/v2/batches/7/messages?start=51",
    "javascript:alert(1)",
    "ftp://api.example/v2/batches/7/messages?start=51",
  ])("is on another origin, where no gateway explains it: %s", (address) => {
    expect(queryOfNext(address, direct)).toEqual({ endReason: expect.stringContaining("origin") as string });
  });

  it.each([
    "https://api.example/v2/batches/7/messages/../../../steal?start=51",
    "https://api.example/v2/batches?start=51",
    "https://api.example/?start=51",
    "https://api.example/v2/messages?start=51",
  ])("is at another path: %s", (address) => {
    expect(queryOfSameList(address, direct)).toEqual({
      endReason: expect.stringContaining("path") as string,
    });
    expect(queryOfSameList(address, gateway)).toEqual({ endReason: expect.any(String) as string });
  });

  it("may be any text", () => {
    const text = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom("https://[", "//", "http://%", "?%"));
    fc.assert(
      fc.property(text, fc.constantFrom(direct, gateway), (address, source) => {
        expect(textOf(queryOfSameList(address, source))).toEqual(expect.any(String));
      }),
    );
  });
});
