import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ResponseParseError } from "../../../src/core/base/errors/index.js";
import { JsonLines } from "../../../src/core/results/jsonl.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Read {
  readonly value: unknown;
  readonly line: number;
  readonly byteOffset: number;
}

/** Reads a whole file that arrives cut at these places. */
function readAll(file: Uint8Array, cuts: readonly number[] = []): Read[] {
  const lines = new JsonLines();
  const found: Read[] = [];
  const note = (line: Uint8Array): void =>
    void found.push({ value: lines.parse(line), line: lines.line, byteOffset: lines.byteOffset });
  const borders = [...new Set([0, ...cuts, file.byteLength])].sort((a, b) => a - b);
  for (let i = 1; i < borders.length; i++) {
    lines.push(file.slice(borders[i - 1], borders[i]));
    for (let line = lines.take(); line !== undefined; line = lines.take()) note(line);
  }
  const rest = lines.takeRest();
  if (rest !== undefined) note(rest);
  return found;
}

describe("a file of JSON lines", () => {
  const file = bytes('{"a":"x"}\n\n{"b":"ü🙂"}\r\n  \t\n{"c":3}');
  const expected: Read[] = [
    { value: { a: "x" }, line: 1, byteOffset: 0 },
    { value: { b: "ü🙂" }, line: 3, byteOffset: 11 },
    { value: { c: 3 }, line: 5, byteOffset: 31 },
  ];

  it("gives values with the number and the place of their lines; blank ones count but are no values", () => {
    expect(readAll(file)).toEqual(expected);
  });

  it("reads the same however it is cut, also inside a character", () => {
    for (let cut = 0; cut <= file.byteLength; cut++) expect(readAll(file, [cut])).toEqual(expected);
    expect(readAll(file, [...file.keys()])).toEqual(expected);
  });

  it("reads what was written, for any values and any cuts", () => {
    const cuts = fc.array(fc.nat(2_000), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(fc.json(), { maxLength: 20 }),
        cuts,
        fc.constantFrom("\n", "\r\n"),
        (texts, where, eol) => {
          const whole = bytes(texts.map((text) => text + eol).join(""));
          const values = readAll(
            whole,
            where.filter((at) => at < whole.byteLength),
          ).map(({ value }) => value);
          expect(values).toEqual(texts.map((text) => JSON.parse(text) as unknown));
        },
      ),
    );
  });

  it.each([
    ["before a blank line", '\ufeff\r\n{"a":1}\n'],
    ["behind the last line", '{"a":1}\n\ufeff'],
    ["in a file of nothing else", "\ufeff"],
  ])("passes over a line of a byte order mark alone, %s", (_, text) => {
    const values = readAll(bytes(text)).map(({ value }) => value);
    expect(values).toEqual(text.includes("a") ? [{ a: 1 }] : []);
  });

  it("passes over a byte order mark", () => {
    expect(readAll(bytes('\ufeff{"a":1}\n{"b":2}\n')).map(({ value }) => value)).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
  });

  it.each(["", "\n", "\r\n\r\n", "  \n\t\n "])("a file of JSON lines without values is empty: %j", (text) => {
    expect(readAll(bytes(text))).toEqual([]);
  });

  it("keeps a line separator inside a string", () => {
    expect(readAll(bytes('{"a":"\u2028\u2029"}\n'))[0]?.value).toEqual({ a: "\u2028\u2029" });
  });
});

describe("a line that is no JSON", () => {
  function failure(file: Uint8Array, cuts: readonly number[] = []): ResponseParseError {
    try {
      readAll(file, cuts);
    } catch (error) {
      expect(error).toBeInstanceOf(ResponseParseError);
      return error as ResponseParseError;
    }
    throw new Error("expected an error");
  }

  it("is named by number and by byte", () => {
    for (const cuts of [[], [5], [12, 13, 14], [19]]) {
      const error = failure(bytes('{"a":"ü"}\n\n{"b":\n{"c":3}\n'), cuts);
      expect(error).toMatchObject({ line: 3, byteOffset: 12, accepted: false });
      expect(error.message).toBe("line 3 (byte 12) is not valid JSON");
    }
  });

  it("is also one whose bytes are no UTF-8: a replaced character would be a changed result", () => {
    const file = new Uint8Array([...bytes('{"a":"'), 0xff, ...bytes('"}\n')]);
    expect(failure(file)).toMatchObject({ line: 1, byteOffset: 0 });
  });

  it("is not quoted: it may hold what nobody else should read", () => {
    const error = failure(bytes('{"a": secret}\n'));
    expect(JSON.stringify(error)).not.toContain("secret");
    expect(error.cause).toBeUndefined();
  });
});
