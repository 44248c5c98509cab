import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AbortScope } from "../../../src/core/base/abort.js";
import {
  ConnectionError,
  IncompleteResultsError,
  NotFoundError,
  ResponseParseError,
} from "../../../src/core/base/errors/index.js";
import type { ResultsOptions, ResultStream } from "../../../src/core/base/types/index.js";
import { resultStream } from "../../../src/core/results/result-stream.js";
import { ByteSource } from "../../../src/core/transport/byte-source.js";
import { FakeClock } from "../../support/fake-clock.js";
import { all, drain, rejection } from "../../support/rejection.js";
import { chunks, forever, json, scriptedFetch, status, type Step } from "../../support/scripted-fetch.js";

interface Line {
  readonly custom_id: string;
}

const torn = new TypeError("terminated");
const line = (id: string, rest = "{}"): string => `{"custom_id":"${id}","result":${rest}}\n`;
const file = (...ids: readonly string[]): string => ids.map((id) => line(id)).join("");
const texts = (lines: readonly Uint8Array[]): string[] => lines.map((each) => new TextDecoder().decode(each));

/** A stream over files whose downloads are scripted one by one: each list of steps is a file. */
function stream(
  files: readonly (readonly Step[])[],
  options: ResultsOptions = {},
  expected?: number,
): { results: ResultStream<Line>; downloads: () => number[] } {
  const fetches = files.map((steps) => scriptedFetch(...steps));
  const results = resultStream<Line>({
    locate: async () => ({
      expected,
      files: fetches.map((fetch) => async () => {
        const response = await fetch("https://api.test/file");
        if (!response.ok) {
          const { status, headers } = response;
          throw new NotFoundError({ status, headers, body: undefined, bodyText: "", attempts: [] });
        }
        return new ByteSource(response, new AbortScope(), () => undefined);
      }),
    }),
    idKey: "custom_id",
    options,
    clock: new FakeClock(),
    context: { provider: "test", operation: "readResults" },
  });
  return { results, downloads: () => fetches.map(({ calls }) => calls.length) };
}

const idsOf = async (results: AsyncIterable<Line>): Promise<string[]> =>
  (await all(results)).map(({ custom_id }) => custom_id);

describe("results in two files", () => {
  it("results in two files are one sequence, counted as one", async () => {
    const { results, downloads } = stream([[chunks([file("a", "b")])], [chunks([file("c")])]], {}, 3);
    expect(await idsOf(results)).toEqual(["a", "b", "c"]);
    expect(downloads()).toEqual([1, 1]);
  });

  it("results in two files come once each, also where an id stands in both", async () => {
    const { results } = stream([[chunks([file("a", "b")])], [chunks([file("b", "c")])]], {}, 3);
    const { items, error } = await drain(results);
    expect(items.map(({ custom_id }) => custom_id)).toEqual(["a", "b", "c"]);
    expect(error).toMatchObject({ name: "IncompleteResultsError", expected: 3, received: 3 });
  });

  it("results in two files are taken up where they broke off: only that file is read again", async () => {
    const second = [chunks([file("c"), torn]), chunks([file("c", "d")])];
    const { results, downloads } = stream([[chunks([file("a", "b")])], second], {}, 4);
    expect(await idsOf(results)).toEqual(["a", "b", "c", "d"]);
    expect(downloads()).toEqual([1, 2]);
  });

  it("two results files of which the first was cut where nobody noticed are both read again", async () => {
    const first = [chunks([file("a")]), chunks([file("a", "b")])];
    const { results, downloads } = stream([first, [forever(chunks([file("c")]))]], {}, 3);
    expect(await idsOf(results)).toEqual(["a", "c", "b"]);
    expect(downloads()).toEqual([2, 2]);
  });

  it("results in two files leave out the first ones across the border of the files", async () => {
    const files = [[chunks([file("a", "b")])], [chunks([file("c"), torn]), chunks([file("d", "c")])]];
    const { results } = stream(files, { after: 3 }, 4);
    expect(await idsOf(results)).toEqual(["d"]);
  });

  it("a second results file that is not there is its own error, not a broken download", async () => {
    const { results } = stream([[chunks([file("a")])], [forever(status(404))]], {}, 2);
    const { items, error } = await drain(results);
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(NotFoundError);
  });

  it("results in two files may be no file at all", async () => {
    expect(await idsOf(stream([], {}, 0).results)).toEqual([]);
    const error = await rejection(all(stream([], {}, 2).results), IncompleteResultsError);
    expect(error).toMatchObject({ expected: 2, received: 0 });
  });
});

describe("after: n", () => {
  it("`after` loses nothing when the order has changed by the time of a second download", async () => {
    const steps = [chunks([file("a", "b", "c"), torn]), chunks([file("d", "c", "b", "a")])];
    expect(await idsOf(stream([steps], { after: 2 }, 4).results)).toEqual(["c", "d"]);
  });

  it("`after` leaves out as many as it says when the first download broke off before", async () => {
    const steps = [chunks([file("a"), torn]), chunks([file("a", "b", "c", "d")])];
    expect(await idsOf(stream([steps], { after: 3 }, 4).results)).toEqual(["d"]);
  });

  it("`after` knows a line without an id again", async () => {
    const faulty = `${file("a")}not json\n`;
    const steps = [chunks([`${faulty}${file("b")}`, torn]), chunks([`${faulty}${file("b", "c")}`])];
    expect(await idsOf(stream([steps], { after: 2 }, 4).results)).toEqual(["b", "c"]);
  });
});

describe("skip", () => {
  const seen = new Set(["a", "c"]);
  const skip = (id: string): boolean => seen.has(id);

  it("`skip` leaves results out by their ids, whatever the order, and counts them", async () => {
    expect(await idsOf(stream([[chunks([file("c", "b", "a", "d")])]], { skip }, 4).results)).toEqual([
      "b",
      "d",
    ]);
    await rejection(
      all(stream([[forever(chunks([file("c", "b")]))]], { skip }, 3).results),
      IncompleteResultsError,
    );
  });

  it("`skip` is asked by the id as a parser reads it, also where it has escapes", async () => {
    const odd = '{"result":{"custom_id":"b"},"custom\\u005fid":"\\u0061"}\n';
    expect(await idsOf(stream([[chunks([odd + file("b")])]], { skip }, 2).results)).toEqual(["b"]);
  });

  it("`skip` spares the parsing of what it leaves out", async () => {
    expect(await idsOf(stream([[chunks([line("a", "rubbish") + file("b")])]], { skip }, 2).results)).toEqual([
      "b",
    ]);
  });

  it("`skip` is asked for each result of one pass once", async () => {
    const asked: string[] = [];
    const noted = (id: string): boolean => asked.push(id) === 0;
    await all(stream([[chunks([file("a", "b")])]], { skip: noted }, 2).results);
    expect(asked).toEqual(["a", "b"]);
  });

  it("`skip` ends the sequence with what it throws", async () => {
    const mine = new Error("mine");
    const skip = (): boolean => {
      throw mine;
    };
    const { results, downloads } = stream([[forever(chunks([file("a")]))]], { skip }, 1);
    expect(await rejection(all(results))).toBe(mine);
    expect(downloads()).toEqual([1]);
  });

  it("`skip` does not lose a line that could not be read the first time", async () => {
    const half = line("b").slice(0, 16);
    const steps = [chunks([`${file("a")}${half}x}\n`]), chunks([file("a", "b")])];
    expect(await idsOf(stream([steps], { skip }, 2).results)).toEqual(["b"]);
  });
});

describe("lines", () => {
  it("raw lines of results are the bytes as they came, one after the other, without their newlines", async () => {
    const spaced = ' { "result" : {"text":"ü\\u00fc\\"custom_id\\""} , "custom_id" : "a" } ';
    const { results } = stream([[chunks([`${spaced}\n\n${line("b")}`])]], {}, 2);
    expect(texts(await all(results.lines()))).toEqual([spaced, line("b").trimEnd()]);
  });

  it("raw lines of results come without a byte order mark and without the first half of CRLF", async () => {
    const { results } = stream([[chunks([`\ufeff${file("a", "b").replaceAll("\n", "\r\n")}`])]], {}, 2);
    expect(texts(await all(results.lines()))).toEqual([line("a").trimEnd(), line("b").trimEnd()]);
  });

  it.each([1, 5, 64])(
    "raw lines of results are whole however the bytes are cut: %i at a time",
    async (size) => {
      const whole = file("a", "b", "ü");
      const bytes = new TextEncoder().encode(whole);
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.slice(i * size, (i + 1) * size),
      );
      const { results } = stream([[chunks(pieces)]], {}, 3);
      expect(`${texts(await all(results.lines())).join("\n")}\n`).toBe(whole);
    },
  );

  it("raw lines of results come once each, are taken up and counted", async () => {
    const steps = [
      chunks([file("a") + line("b").slice(0, 9)]),
      chunks([file("b", "a") + file("c").trimEnd()]),
    ];
    const { results } = stream([steps], {}, 3);
    expect(texts(await all(results.lines()))).toEqual(["a", "b", "c"].map((id) => line(id).trimEnd()));
    const missing = stream([[forever(chunks([file("a")]))]], {}, 2).results.lines();
    await rejection(all(missing), IncompleteResultsError);
  });

  it("raw lines of results leave out what the options leave out", async () => {
    const options = { after: 1, skip: (id: string) => id === "c" };
    const { results } = stream([[chunks([file("a", "b", "c", "d")])]], options, 4);
    expect(texts(await all(results.lines()))).toEqual([line("b").trimEnd(), line("d").trimEnd()]);
  });

  it.each([
    ["not json"],
    ['{"custom_id":"b",'],
    ['{"result":{"custom_id":"b"}}'],
    ['{"custom_id":7}'],
    ["[]"],
  ])("a line that is no result is named also by lines(): %s", async (faulty) => {
    const { results } = stream([[chunks([`${file("a")}${faulty}\n${file("c")}`])]], {}, 3);
    const { items, error } = await drain(results.lines());
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(ResponseParseError);
    expect(error).toMatchObject({ line: 2, byteOffset: file("a").length });
  });

  it("raw lines of results are those of the values, in any file of JSON objects", async () => {
    const plain = fc.stringMatching(/^[\w-]{1,8}$/);
    const key = fc.oneof(plain, fc.string(), fc.constant("result"));
    const line = fc.record({ custom_id: fc.oneof(plain, fc.string({ minLength: 1 })), first: fc.boolean() });
    const lines = fc.array(fc.tuple(line, fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true })));
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom("\n", "\r\n", "\n \n"), async (written, eol) => {
        const text = written
          .map(([{ custom_id, first }, more]) => {
            const { custom_id: _other, ...rest } = more;
            return `${JSON.stringify(first ? { custom_id, ...rest } : { ...rest, custom_id })}${eol}`;
          })
          .join("");
        const { results } = stream([[forever(chunks([text]))]]);
        const values = await all(results);
        const raw = texts(await all(results.lines()));
        expect(raw.map((each) => JSON.parse(each) as unknown)).toEqual(values);
      }),
      { numRuns: 60 },
    );
  });

  it("raw lines of results can be had many times, beside the values", async () => {
    const { results, downloads } = stream([[forever(chunks([file("a")]))]], {}, 1);
    const lines = results.lines();
    expect(await all(lines)).toEqual(await all(lines));
    expect(await idsOf(results)).toEqual(["a"]);
    expect(downloads()).toEqual([3]);
  });
});

describe("a download in which something else than results comes", () => {
  const documents: [string, string][] = [
    ["an error document", '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n'],
    ["an error document of one member", '{"error":{"message":"upstream"}}'],
    ["a page of a gateway", "<html>\n<body>502</body>\n</html>\n"],
    ["a pretty error document", '{\n  "error": {\n    "message": "upstream"\n  }\n}\n'],
    ["an error document within a line", `${line("b").slice(0, 20)}{"error":{"message":"upstream"}}\n`],
  ];

  it.each(documents)(
    "a download in which an error document comes is taken up: %s at the end",
    async (_, document) => {
      const { results, downloads } = stream(
        [[chunks([file("a"), document]), chunks([file("a", "b")])]],
        {},
        2,
      );
      expect(await idsOf(results)).toEqual(["a", "b"]);
      expect(downloads()).toEqual([2]);
    },
  );

  // What is recognized by its first line.
  it.each(documents.filter(([name]) => ["an error document", "a page of a gateway"].includes(name)))(
    "a download in which an error document comes is taken up: %s in the middle",
    async (_, document) => {
      const steps = [chunks([file("a") + document + file("c")]), chunks([file("a", "b", "c")])];
      expect(await idsOf(stream([steps], {}, 3).results)).toEqual(["a", "b", "c"]);
    },
  );

  it("a download in which an error document comes every time is given up with a ConnectionError that names the line", async () => {
    const { results, downloads } = stream([[forever(chunks([file("a") + documents[0]?.[1]]))]], {}, 2);
    const { items, error } = await drain(results);
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as Error).cause).toMatchObject({
      message: `line 2 (byte ${file("a").length}) is an error message`,
      cause: { name: "ResponseParseError", line: 2 },
    });
    expect(downloads()[0]).toBeLessThan(10);
  });

  it("a download in which an error document comes is not taken up where the caller does not want it", async () => {
    const { results, downloads } = stream([[chunks([file("a") + documents[0]?.[1]])]], { resume: false }, 2);
    expect((await drain(results)).error).toBeInstanceOf(ConnectionError);
    expect(downloads()).toEqual([1]);
  });

  it("a download in which an error document comes does not count an error document that `after` leaves out as a result", async () => {
    const steps = [chunks([`${file("a")}${documents[0]?.[1]}`]), chunks([file("a", "b", "c")])];
    expect(await idsOf(stream([steps], { after: 2 }, 3).results)).toEqual(["c"]);
  });
});

describe("a line that is no result", () => {
  it("a line that is no result, at the end of the file, is looked at twice: the download may have broken off there", async () => {
    const faulty = `${file("a")}{"custom_id":"b"\n`;
    const good = stream([[chunks([faulty]), chunks([file("a", "b")])]], {}, 2);
    expect(await idsOf(good.results)).toEqual(["a", "b"]);
    const bad = stream([[forever(chunks([faulty]))]], {}, 2);
    const { error } = await drain(bad.results);
    expect(error).toBeInstanceOf(ResponseParseError);
    expect(error).toMatchObject({ line: 2, byteOffset: file("a").length });
    expect(bad.downloads()).toEqual([2]);
  });

  it("a line that is no result followed by a result belongs to the file, also when the result comes later", async () => {
    const { results, downloads } = stream([[chunks([`${file("a")}rubbish\n`, "more\n", file("c")])]], {}, 3);
    const { items, error } = await drain(results);
    expect(items).toHaveLength(1);
    expect(error).toMatchObject({ name: "ResponseParseError", line: 2 });
    expect(downloads()).toEqual([1]);
  });
});

describe("the place of the results", () => {
  it("the place of the results is asked for once per iteration, and its error is the caller's", async () => {
    let asked = 0;
    const results = resultStream<Line>({
      locate: async () => {
        asked++;
        throw new Error("mine");
      },
      idKey: "custom_id",
      options: {},
      clock: new FakeClock(),
      context: {},
    });
    expect(asked).toBe(0);
    expect(await rejection(all(results))).toMatchObject({ message: "mine" });
    expect(await rejection(all(results.lines()))).toMatchObject({ message: "mine" });
    expect(asked).toBe(2);
  });

  it("a place of the results that is found only after the caller has left is not opened", async () => {
    let opened = 0;
    const iterator = resultStream<Line>({
      locate: async () => {
        await iterator.return?.();
        return { files: [async () => Promise.reject(new Error(`opened ${++opened}`))] };
      },
      idKey: "custom_id",
      options: {},
      clock: new FakeClock(),
      context: {},
    })[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(opened).toBe(0);
  });

  it("a place of the results that answers with JSON instead of a file holds a line that is no result", async () => {
    const { results } = stream([[forever(json({ message: "busy" }))]], {}, 1);
    await rejection(all(results), ResponseParseError);
  });
});
