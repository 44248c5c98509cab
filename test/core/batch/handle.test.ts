import { describe, expect, it } from "vitest";
import { HandleError, ValidationError } from "../../../src/core/base/errors/index.js";
import { handleOf } from "../../../src/core/batch/handle.js";

const home = { provider: "anthropic", account: "wrkspc_1" } as const;
const of = (ref: unknown, at: { provider: "anthropic"; account?: string } = home): unknown =>
  handleOf(ref, at, (_, batch) => ({
    createdAt: (batch as { created_at?: string } | undefined)?.created_at,
  }));

describe("a reference to a batch", () => {
  it("may be an id", () => {
    expect(of("b1")).toEqual({ v: 1, provider: "anthropic", id: "b1", account: "wrkspc_1" });
    expect(of("b1", { provider: "anthropic" })).toEqual({ v: 1, provider: "anthropic", id: "b1" });
  });

  it("may be a batch document, whose creation time goes along", () => {
    expect(of({ id: "b1", type: "message_batch", created_at: "2026-11-21T12:00:00Z", size: 3 })).toEqual({
      v: 1,
      provider: "anthropic",
      id: "b1",
      account: "wrkspc_1",
      createdAt: "2026-11-21T12:00:00Z",
    });
  });

  it("may be a handle that went through JSON; fields it does not know are left behind", () => {
    const handle = of({ id: "b1", created_at: "2026-11-21T12:00:00Z" });
    expect(of(JSON.parse(JSON.stringify(handle)))).toEqual(handle);
    expect(of({ ...(handle as object), secret: "x" })).toEqual(handle);
  });

  it("keeps the account of the handle where the client does not know its own", () => {
    const handle = { v: 1, provider: "anthropic", id: "b1", account: "wrkspc_9" };
    expect(of(handle, { provider: "anthropic" })).toEqual(handle);
  });

  it.each([
    ["another provider", { v: 1, provider: "sinch", id: "b1" }],
    ["another account", { v: 1, provider: "anthropic", id: "b1", account: "wrkspc_2" }],
    ["a later version", { v: 2, provider: "anthropic", id: "b1" }],
    ["no version", { provider: "anthropic", id: "b1" }],
    ["no provider", { v: 1, id: "b1" }],
    ["no id", { v: 1, provider: "anthropic" }],
    ["an id that is no string", { v: 1, provider: "anthropic", id: 7 }],
    ["null", null],
    ["undefined", undefined],
    ["a number", 7],
    ["an empty object", {}],
    ["an array", []],
  ])("must not be: %s", (_, ref) => {
    expect(() => of(ref)).toThrow(HandleError);
  });

  it.each(["", ".", ".."])("must not be an id that reaches another endpoint: %j", (id) => {
    expect(() => of(id)).toThrow(ValidationError);
    expect(() => of({ id })).toThrow(ValidationError);
    expect(() => of({ v: 1, provider: "anthropic", id })).toThrow(ValidationError);
  });

  it("names no id and no account in its complaint", () => {
    expect(() => of({ v: 1, provider: "anthropic", id: "b1", account: "wrkspc_2" })).toThrow(
      /^(?!.*wrkspc)(?!.*b1).*$/,
    );
  });
});
