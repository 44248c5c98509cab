import { describe, expect, it } from "vitest";
import { bytesText, durationMs, durationText, kindsText, shellText } from "../../src/cli/format.js";

describe("what people write and read", () => {
  it.each([
    ["90s", 90_000],
    ["30m", 1_800_000],
    ["6h", 21_600_000],
    ["2d", 172_800_000],
    ["0.5s", 500],
  ])("%s is a time", (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(["90", "s", "-1s", "1w", "1h30m", "", "Infinity"])("%j is none", (text) => {
    expect(() => durationMs(text)).toThrow("write 90s, 30m or 6h");
  });

  it.each([
    [400, "0s"],
    [59_000, "59s"],
    [725_000, "12m05s"],
    [11_220_000, "3h07m"],
    [187_200_000, "2d04h"],
  ])("%i ms are shown as %s", (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });

  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [256_000_000, "256.0 MB"],
  ])("%i bytes are shown as %s", (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  it("kinds come with the most first, and without those that did not happen", () => {
    expect(kindsText({ refused: 2, usable: 1_200, retry: 0 })).toBe("1,200 usable, 2 refused");
  });

  it("a command can be pasted again, whatever its paths", () => {
    const words = ["run", "C:\\jobs\\p.jsonl", "my file.jsonl", "it's", "--to", "sinch"];
    expect(shellText(words, "linux")).toBe(
      String.raw`run 'C:\jobs\p.jsonl' 'my file.jsonl' 'it'\''s' --to sinch`,
    );
    expect(shellText(words, "win32")).toBe(String.raw`run C:\jobs\p.jsonl "my file.jsonl" "it's" --to sinch`);
  });
});
