import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  ConnectionError,
  ResponseParseError,
  SubmissionError,
  UnknownOutcomeError,
  ValidationError,
  type ValidationIssue,
} from "../../../src/core/base/errors/index.js";
import { httpError } from "../../../src/core/base/errors/http.js";
import { isUpload, type RequestBody } from "../../../src/core/transport/upload.js";
import type { CutPlan } from "../../../src/core/submit/part.js";
import { submission } from "../../../src/core/submit/submit.js";
import type { Submission } from "../../../src/core/base/types/index.js";
import { drain, rejection } from "../../support/rejection.js";

interface Raw {
  readonly id: string;
}
type Answer = Raw | Error;

const HEAD = '{"items":[';
const TAIL = "]}";

async function bodyOf(body: RequestBody): Promise<string> {
  if (!isUpload(body)) return new Response(body as BodyInit).text();
  const chunks: Uint8Array[] = [];
  for await (const chunk of { [Symbol.asyncIterator]: () => body.open() as AsyncIterator<Uint8Array> })
    chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

interface Run {
  readonly submission: Submission<Raw>;
  /** The bodies that went out. */
  readonly sent: string[];
  readonly sizes: unknown[];
}

/** Submits strings as JSON; answers come in turn, then batches named b0, b1 and so on. */
function run(
  items: Iterable<unknown> | AsyncIterable<unknown>,
  plan: Partial<CutPlan<unknown>> = {},
  extra: {
    answers?: readonly Answer[];
    signal?: AbortSignal;
    describe?: () => never;
    onSend?: () => void;
  } = {},
): Run {
  const sent: string[] = [];
  const sizes: unknown[] = [];
  return {
    sent,
    sizes,
    submission: submission<unknown, Raw>({
      plan: () => ({
        items,
        frame: () => ({
          head: HEAD,
          item: (item) => JSON.stringify(item),
          tail: () => TAIL,
          correlation: (size) => ({ size }),
        }),
        maxItems: 3,
        maxBytes: Infinity,
        path: "items",
        ...plan,
      }),
      send: async ({ body, correlation }) => {
        extra.onSend?.();
        sent.push(await bodyOf(body()));
        sizes.push(correlation());
        const answer = extra.answers?.[sent.length - 1] ?? { id: `b${sent.length - 1}` };
        if (answer instanceof Error) throw answer;
        return answer;
      },
      describe: extra.describe ?? ((batch) => ({ handle: { v: 1, provider: "anthropic", id: batch.id } })),
      context: { provider: "anthropic", operation: "createMessageBatch" },
      signal: extra.signal,
      now: () => 0,
    }),
  };
}

const itemsOf = (body: string): unknown => (JSON.parse(body) as { items: unknown }).items;

async function* slowly<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    await new Promise((resolve) => setImmediate(resolve));
    yield item;
  }
}

function* lazily<T>(items: Iterable<T>): Generator<T> {
  yield* items;
}

const refusal = httpError(
  { status: 400, headers: new Headers(), body: undefined, bodyText: "", attempts: [] },
  {},
);

describe("splitting", () => {
  const input = ["a", "b", "c", "d", "e", "f", "g"];

  it.each([
    ["an array", (items: string[]) => items],
    ["an iterable", (items: string[]) => lazily(items)],
    ["an async iterable", (items: string[]) => slowly(items)],
    ["a Set", (items: string[]) => new Set(items)],
    [
      "an async iterator that is no generator",
      (items: string[]) => {
        const rest = [...items];
        // A thenable that is no Promise of the platform, as some libraries return.
        const next = () => ({
          then: (resolve: (result: IteratorResult<string>) => void) =>
            resolve(
              rest.length > 0
                ? { done: false, value: rest.shift() as string }
                : { done: true, value: undefined },
            ),
        });
        return { [Symbol.asyncIterator]: () => ({ next }) } as unknown as AsyncIterable<string>;
      },
    ],
  ])("cuts %s by count, in order, and says what each part holds", async (_, make) => {
    const { submission, sent, sizes } = run(make(input));
    expect(await submission.collect()).toEqual([
      { handle: { v: 1, provider: "anthropic", id: "b0" }, batch: { id: "b0" }, index: 0, from: 0, to: 3 },
      { handle: { v: 1, provider: "anthropic", id: "b1" }, batch: { id: "b1" }, index: 1, from: 3, to: 6 },
      { handle: { v: 1, provider: "anthropic", id: "b2" }, batch: { id: "b2" }, index: 2, from: 6, to: 7 },
    ]);
    expect(sent.map(itemsOf)).toEqual([["a", "b", "c"], ["d", "e", "f"], ["g"]]);
    expect(sizes).toEqual([{ size: 3 }, { size: 3 }, { size: 1 }]);
  });

  it.each([[[]], [lazily([])], [slowly([])]])("a submission of nothing sends nothing", async (items) => {
    const { submission, sent } = run(items);
    expect(await submission.collect()).toEqual([]);
    expect(sent).toEqual([]);
  });

  it("an input that ends where a part is full makes no empty part", async () => {
    for (const items of [input.slice(0, 6), lazily(input.slice(0, 6))]) {
      const { submission, sent } = run(items);
      await submission.collect();
      expect(sent.map(itemsOf)).toEqual([input.slice(0, 3), input.slice(3, 6)]);
    }
  });

  it("counts bytes on the wire, not characters, and fills a part to the last byte", async () => {
    // Each of these takes 6 bytes with its quotes: a two-byte and a two-unit, four-byte character among them.
    const wide = ["🙂", "üü", "aaaa"];
    const two = HEAD.length + TAIL.length + 2 * 6 + 1;
    for (const make of [() => wide, () => lazily(wide)]) {
      const exact = run(make(), { maxBytes: two });
      await exact.submission.collect();
      expect(exact.sent.map((body) => Buffer.byteLength(body))).toEqual([two, two - 7]);
      const short = run(make(), { maxBytes: two - 1 });
      await short.submission.collect();
      expect(short.sent).toHaveLength(3);
    }
  });

  it("takes an item that fits alone to the byte, and refuses one that is a byte longer, by position", async () => {
    const alone = HEAD.length + TAIL.length + 8;
    const fits = run(["a", "üüü", "b"], { maxBytes: alone });
    await fits.submission.collect();
    expect(fits.sent.map(itemsOf)).toEqual([["a"], ["üüü"], ["b"]]);
    const { submission, sent } = run(["a", "üüüx", "b"], { maxBytes: alone });
    const error = await rejection(submission.collect(), SubmissionError);
    expect(error.failed.cause).toBeInstanceOf(ValidationError);
    expect(error.failed.cause).toMatchObject({ issues: [{ path: "items.1", index: 1 }] });
    expect(error).toMatchObject({ submitted: [{ from: 0, to: 1 }], next: 1 });
    expect(sent.map(itemsOf)).toEqual([["a"]]);
  });

  it("loses, repeats and reorders nothing, and keeps to both limits, whatever the input", async () => {
    const text = fc.constantFrom("", "a", "ü", "🙂🙂", "\u0000\ud800", "x".repeat(150), "€".repeat(40));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 15 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 200, max: 400 }),
        fc.nat(2),
        async (items, maxItems, maxBytes, form) => {
          const source = [items, lazily(items), slowly(items)][form] as Iterable<string>;
          const { submission, sent } = run(source, { maxItems, maxBytes });
          const parts = await submission.collect();
          expect(sent.flatMap((body) => itemsOf(body) as string[])).toEqual(
            JSON.parse(JSON.stringify(items)),
          );
          for (const [index, body] of sent.entries()) {
            expect(Buffer.byteLength(body)).toBeLessThanOrEqual(maxBytes);
            expect(itemsOf(body)).toHaveLength((parts[index]?.to ?? 0) - (parts[index]?.from ?? 0));
            expect(parts[index]?.from).toBe(parts[index - 1]?.to ?? 0);
          }
          expect(Math.max(0, ...parts.map(({ from, to }) => to - from))).toBeLessThanOrEqual(maxItems);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("streams: an endless input is never read further than the part that goes out, plus one", async () => {
    let made = 0;
    function* endless(): Generator<number> {
      for (;;) yield made++;
    }
    const seen: number[] = [];
    for await (const part of run(endless()).submission) {
      seen.push(made);
      if (part.index === 2) break;
    }
    expect(seen).toEqual([4, 7, 10]);
  });

  it("closes an input that was not read to its end, and does not touch one that was", async () => {
    for (const [stop, closes] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const rest = ["a", "b", "c", "d"];
      const close = vi.fn(() => ({ done: true as const, value: undefined }));
      const next = vi.fn((): IteratorResult<string> =>
        rest.length > 0 ? { done: false, value: rest.shift() as string } : { done: true, value: undefined },
      );
      const { submission } = run({ [Symbol.iterator]: () => ({ next, return: close }) } as Iterable<string>);
      for await (const _ of submission) if (stop) break;
      expect(close).toHaveBeenCalledTimes(closes);
      if (!stop) expect(next).toHaveBeenCalledTimes(5);
    }
  });
});

describe("local checks", () => {
  const check = (item: unknown, position: number): ValidationIssue[] =>
    item === "bad" ? [{ path: `items.${position}`, index: position, message: "is bad" }] : [];

  it("read an array whole first: everything wrong is named, and nothing is sent", async () => {
    const { submission, sent } = run(["a", "b", "c", "bad", "d", "bad"], { newCheck: () => check });
    const error = await rejection(submission.collect(), ValidationError);
    expect(error.issues.map(({ index }) => index)).toEqual([3, 5]);
    expect(error).toMatchObject({ provider: "anthropic", operation: "createMessageBatch" });
    expect(sent).toEqual([]);
  });

  it.each([lazily, slowly])(
    "local checks of an iterable speak up when the faulty item is reached",
    async (make) => {
      const { submission, sent } = run(make(["a", "b", "c", "d", "bad", "e"]), { newCheck: () => check });
      const error = await rejection(submission.collect(), SubmissionError);
      expect(error.failed).toMatchObject({
        from: 3,
        cause: { name: "ValidationError", operation: "createMessageBatch", issues: [{ index: 4 }] },
      });
      expect(error).toMatchObject({ submitted: [{ from: 0, to: 3 }], next: 3 });
      expect(sent.map(itemsOf)).toEqual([["a", "b", "c"]]);
    },
  );

  it("of an iterable know the items of all parts before: what must not collide, may not do so across them", async () => {
    const unique: CutPlan<unknown>["newCheck"] = () => {
      const seen = new Set<unknown>();
      return (item, index) => {
        const again = seen.has(item);
        seen.add(item);
        return again ? [{ path: "x", index, message: "again" }] : [];
      };
    };
    await run(lazily(["a", "b", "c", "d"]), { newCheck: unique }).submission.collect();
    await rejection(run(lazily(["a", "a"]), { newCheck: unique }).submission.collect(), SubmissionError);
    const { submission, sent } = run(lazily(["a", "b", "c", "a"]), { newCheck: unique });
    expect(await rejection(submission.collect(), SubmissionError)).toMatchObject({ next: 3 });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["undefined", undefined],
    ["a BigInt", 1n],
    ["a function", () => 1],
  ])("are not needed to refuse what JSON cannot hold: %s", async (_, item) => {
    const { submission, sent } = run(lazily(["a", item]));
    const error = await rejection(submission.collect(), SubmissionError);
    const cause = { name: "ValidationError", provider: "anthropic", issues: [{ index: 1 }] };
    expect(error.failed.cause).toMatchObject(cause);
    expect(sent).toEqual([]);
  });
});

describe("a part that fails", () => {
  const input = ["a", "b", "c", "d", "e", "f", "g"];
  const unknown = new UnknownOutcomeError({ attempts: [], startedAt: 1 });
  const accepted = new ResponseParseError("x", { accepted: true });

  it.each([
    ["was refused", refusal, 3],
    ["was not sent", new ConnectionError("x", { attempts: [] }), 3],
    ["has an unknown outcome", unknown, 6],
    ["was accepted with an unreadable answer", accepted, 6],
  ])("%s: the error says what is out, what failed, and where to go on", async (_, cause, next) => {
    for (const items of [input, lazily(input), slowly(input)]) {
      const { submission, sent } = run(items, {}, { answers: [{ id: "first" }, cause] });
      const { items: parts, error } = await drain(submission);
      expect(parts).toMatchObject([{ index: 0, from: 0, to: 3, batch: { id: "first" } }]);
      expect(error).toBeInstanceOf(SubmissionError);
      expect(error).toMatchObject({
        submitted: parts,
        failed: { from: 3, to: 6 },
        next,
        provider: "anthropic",
        operation: "createMessageBatch",
      });
      expect((error as SubmissionError).failed.cause).toBe(cause);
      expect((error as SubmissionError).cause).toBe(cause);
      expect(sent).toHaveLength(2);
    }
  });

  it("is a SubmissionError also as the first and only one", async () => {
    const error = await rejection(
      run(["a"], {}, { answers: [refusal] }).submission.collect(),
      SubmissionError,
    );
    expect(error).toMatchObject({ submitted: [], failed: { from: 0, to: 1 }, next: 0 });
  });

  it("was sent, whatever goes wrong with its answer afterwards", async () => {
    const fail = (): never => {
      throw new TypeError("no such document");
    };
    const error = await rejection(
      run(["a", "b"], {}, { describe: fail }).submission.collect(),
      SubmissionError,
    );
    expect(error).toMatchObject({ failed: { from: 0, to: 2 }, next: 2 });
  });
});

describe("an input that fails", () => {
  const reason = new Error("the file broke off");

  it.each([
    [
      "a generator",
      function* () {
        yield* ["a", "b", "c", "d"];
        throw reason;
      },
    ],
    [
      "an async generator",
      async function* () {
        yield* ["a", "b", "c", "d"];
        throw reason;
      },
    ],
  ])("%s: the part at hand is not sent, and the error is handed on", async (_, make) => {
    const { submission, sent } = run(make());
    const error = await rejection(submission.collect(), SubmissionError);
    expect(error.failed.cause).toBe(reason);
    expect(error).toMatchObject({ submitted: [{ from: 0, to: 3 }], failed: { from: 3 }, next: 3 });
    expect(sent).toHaveLength(1);
  });

  it("an input that fails when it is closed does not hide what was sent", async () => {
    function* grumpy(): Generator<string> {
      try {
        yield* ["a", "b", "c", "d"];
      } finally {
        // eslint-disable-next-line no-unsafe-finally -- this is the kind of input that is meant
        throw reason;
      }
    }
    const error = await rejection(
      run(grumpy(), {}, { answers: [refusal] }).submission.collect(),
      SubmissionError,
    );
    expect(error.failed.cause).toBe(refusal);
  });
});

describe("stopping", () => {
  it("a break in the middle of a submission sends no further part", async () => {
    const { submission, sent } = run(["a", "b", "c", "d"]);
    for await (const _ of submission) break;
    expect(sent).toHaveLength(1);
  });

  it("an abort between the parts of a submission says what is out", async () => {
    const controller = new AbortController();
    const { submission, sent } = run(["a", "b", "c", "d"], {}, { signal: controller.signal });
    const parts: unknown[] = [];
    const loop = (async () => {
      for await (const part of submission) {
        parts.push(part);
        controller.abort("enough");
      }
    })();
    const error = await rejection(loop, SubmissionError);
    expect(error).toMatchObject({ submitted: parts, next: 3 });
    expect(error.failed).toEqual({ from: 3, to: 3, cause: "enough" });
    expect(sent).toHaveLength(1);
  });

  it("an abort reaches an input that gives nothing more", async () => {
    const controller = new AbortController();
    async function* stuck(): AsyncGenerator<string> {
      yield "a";
      setImmediate(() => controller.abort("enough"));
      await new Promise(() => undefined);
    }
    const { submission, sent } = run(stuck(), {}, { signal: controller.signal });
    expect((await rejection(submission.collect(), SubmissionError)).failed.cause).toBe("enough");
    expect(sent).toEqual([]);
  });

  it("a submission that is aborted before its start sends nothing", async () => {
    const { submission, sent } = run(["a"], {}, { signal: AbortSignal.abort("before") });
    expect(await rejection(submission.collect(), SubmissionError)).toMatchObject({ submitted: [], next: 0 });
    expect(sent).toEqual([]);
  });
});

describe("a submission", () => {
  it("sends nothing until it is iterated", async () => {
    const { sent } = run(["a"]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toEqual([]);
  });

  it("sends once: a second run would send everything a second time", async () => {
    const { submission, sent } = run(["a"]);
    await submission.collect();
    await rejection(submission.collect(), ValidationError);
    expect(() => submission[Symbol.asyncIterator]()).toThrow(ValidationError);
    expect(sent).toHaveLength(1);
  });

  it("sends one part at a time", async () => {
    let now = 0;
    let most = 0;
    const { submission } = run(
      ["a", "b", "c", "d", "e", "f", "g"],
      { maxItems: 1 },
      {
        onSend: () => {
          most = Math.max(most, ++now);
          setImmediate(() => now--);
        },
      },
    );
    for await (const _ of submission) await new Promise((resolve) => setImmediate(resolve));
    expect(most).toBe(1);
  });

  it("is not thenable", () => {
    expect("then" in run([]).submission).toBe(false);
  });
});

describe("a part too large to be held back", () => {
  const big = "x".repeat(1024 * 1024);
  const count = 20;

  /** Sends by opening the upload, and fails the first time after the body has begun to leave. */
  function uploads(
    items: Iterable<string>,
    pullFirst: boolean,
  ): { work: Promise<unknown>; bodies: string[] } {
    const bodies: string[] = [];
    const work = submission<unknown, Raw>({
      plan: () => ({
        items,
        frame: () => ({ head: HEAD, item: (item) => JSON.stringify(item), tail: () => TAIL }),
        maxItems: 100,
        maxBytes: Infinity,
        path: "items",
      }),
      send: async ({ body: open }) => {
        const body = open();
        if (isUpload(body)) {
          const first = body.open();
          if (pullFirst) await first.next();
          await first.return?.();
          if (!body.isReplayable()) throw refusal;
        }
        bodies.push(await bodyOf(body));
        return { id: "b0" };
      },
      describe: (batch) => ({ handle: { v: 1, provider: "anthropic", id: batch.id } }),
      context: { provider: "anthropic", operation: "createMessageBatch" },
      now: () => 0,
    }).collect();
    return { work, bodies };
  }

  it("can be sent again from an array, whole", async () => {
    const { work, bodies } = uploads(Array<string>(count).fill(big), true);
    expect(await work).toMatchObject([{ from: 0, to: count }]);
    expect(itemsOf(bodies[0] as string)).toHaveLength(count);
  });

  it("starts at four megabytes: below, it can be sent again from any input", async () => {
    const { work, bodies } = uploads(lazily(Array<string>(3).fill(big)), true);
    expect(await work).toMatchObject([{ from: 0, to: 3 }]);
    expect(itemsOf(bodies[0] as string)).toHaveLength(3);
  });

  it("cannot be sent again from an input that is gone, once it has begun to leave", async () => {
    const { work, bodies } = uploads(lazily(Array<string>(count).fill(big)), true);
    expect(await rejection(work, SubmissionError)).toMatchObject({ next: 0 });
    expect(bodies).toEqual([]);
  });

  it("can be sent from such an input when the first connection never stood", async () => {
    const { work, bodies } = uploads(lazily(Array<string>(count).fill(big)), false);
    expect(await work).toMatchObject([{ from: 0, to: count }]);
    expect(itemsOf(bodies[0] as string)).toHaveLength(count);
  });
});
