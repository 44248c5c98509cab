import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentsOf } from "../../../src/index.js";

describe("segmentsOf", () => {
  it.each([
    ["nothing at all", "", { segments: 1, units: 0 }],
    ["the longest single text", "a".repeat(160), { segments: 1, units: 160 }],
    ["one more", "a".repeat(161), { segments: 2, units: 161 }],
    ["two full segments", "a".repeat(306), { segments: 2, units: 306 }],
    ["one more than these", "a".repeat(307), { segments: 3, units: 307 }],
    [
      "the rest of the alphabet",
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà",
      { segments: 1, units: 44 },
    ],
    ["the extension table, two septets each", "\f^{}\\[~]|€", { segments: 1, units: 20 }],
    ["80 euro signs", "€".repeat(80), { segments: 1, units: 160 }],
    // 76 pairs fill 152 septets of each segment; the last septet stays empty.
    ["153 euro signs, no pair split", "€".repeat(153), { segments: 3, units: 306 }],
    ["a pair at the seam", "a".repeat(152) + "€" + "a".repeat(152), { segments: 3, units: 306 }],
  ])("counts septets: %s", (_, text, expected) => {
    expect(segmentsOf(text)).toEqual({ encoding: "GSM-7", ...expected });
  });

  it.each([
    ["the longest single text", "ż".repeat(70), { segments: 1, units: 70, because: ["ż"] }],
    ["one more", "ż".repeat(71), { segments: 2, units: 71, because: ["ż"] }],
    ["two full segments", "ż".repeat(134), { segments: 2, units: 134, because: ["ż"] }],
    ["one more than these", "ż".repeat(135), { segments: 3, units: 135, because: ["ż"] }],
    ["35 emoji", "🎉".repeat(35), { segments: 1, units: 70, because: ["🎉"] }],
    // 33 pairs fill 66 units of each segment; the last unit stays empty.
    ["67 emoji, no pair split", "🎉".repeat(67), { segments: 3, units: 134, because: ["🎉"] }],
    ["extended characters, one unit each", "ç€", { segments: 1, units: 2, because: ["ç"] }],
    ["each cause once, in order", "żółw ż `", { segments: 1, units: 8, because: ["ż", "ó", "ł", "`"] }],
    ["half of a pair", "\ud83c", { segments: 1, units: 1, because: ["\ud83c"] }],
  ])("counts UTF-16 units: %s", (_, text, expected) => {
    expect(segmentsOf(text)).toEqual({ encoding: "UCS-2", ...expected });
  });

  it("never needs fewer segments for a longer text", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400, unit: "binary" }),
        fc.string({ unit: "binary" }),
        (text, more) => {
          expect(segmentsOf(text + more).segments).toBeGreaterThanOrEqual(segmentsOf(text).segments);
        },
      ),
    );
  });
});
