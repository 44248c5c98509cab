import { describe, expect, it } from "vitest";
import { BatchMemory } from "../../../src/core/batch/memory.js";

describe("what a client remembers of the batches that it sent", () => {
  it("what is remembered of a batch is their place in the input, and their recipients where somebody has to know them", () => {
    const memory = new BatchMemory<never>();
    memory.sent("a", 5, ["1", "2"]);
    memory.sent("b", 7);
    expect(memory.whatWasSent("a")).toEqual({ from: 5, recipients: ["1", "2"] });
    expect(memory.whatWasSent("b")).toEqual({ from: 7 });
    expect(memory.whatWasSent("c")).toBeUndefined();
  });

  it("what is remembered of a batch does not mix up recipients that hold a line break", () => {
    const memory = new BatchMemory<never>();
    memory.sent("a", 0, ["1\n2", "3"]);
    expect(memory.whatWasSent("a")).toEqual({ from: 0 });
  });

  it("what is remembered of a batch is bounded by its size: the oldest go first", () => {
    const memory = new BatchMemory<never>();
    const recipients = Array.from({ length: 100_000 }, (_, i) => String(15_550_000_000 + i));
    for (let i = 0; i < 10; i++) memory.sent(`b${i}`, 0, recipients);
    expect(memory.whatWasSent("b0")).toBeUndefined();
    expect(memory.whatWasSent("b9")?.recipients).toHaveLength(100_000);
  });
});
