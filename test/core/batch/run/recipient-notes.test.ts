import { describe, expect, it } from "vitest";
import { RecipientNotes } from "../../../../src/core/batch/run/recipient-notes.js";

const frame = () => ({ head: "[", item: (to: string) => JSON.stringify(to), tail: () => "]" });
const plan = { items: [], frame, maxItems: 9, maxBytes: 9, path: "to" };

describe("notes on recipients", () => {
  it("notes on recipients hold those of the part whose end was written last, less what did not fit into it", () => {
    const notes = new RecipientNotes((to: string) => `+${to}`);
    const noted = notes.noted(plan);
    const first = noted.frame();
    expect([first.head, first.item("1", 0), first.item("2", 1), first.tail()]).toEqual([
      "[",
      '"1"',
      '"2"',
      "]",
    ]);
    first.taken?.("1");
    expect(notes.ofPart(1)).toEqual(["+1"]);
    const second = noted.frame();
    second.taken?.("2");
    expect(notes.ofPart(1)).toEqual(["+1"]);
    second.tail();
    expect(notes.ofPart(1)).toEqual(["+2"]);
  });

  it("notes on recipients begin again with a part that is written once more", () => {
    const notes = new RecipientNotes((to: string) => to);
    const noted = notes.noted(plan);
    for (const frame of [noted.frame(), noted.frame()]) {
      frame.taken?.("1");
      frame.tail();
    }
    expect(notes.ofPart(5)).toEqual(["1"]);
  });
});
