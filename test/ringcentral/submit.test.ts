import { describe, expect, it } from "vitest";
import type { MessageCreateRequest } from "../../generated/ringcentral.js";
import { HttpError, SubmissionError, UnknownOutcomeError, ValidationError } from "../../src/index.js";
import { rejection } from "../support/rejection.js";
import { status } from "../support/scripted-fetch.js";
import { batch, routed, token, TOKEN } from "./support.js";

const from = "+16505550100";

interface Body {
  readonly from?: string;
  readonly text?: string;
  readonly messages: readonly MessageCreateRequest[];
}

/** Takes batches and numbers them; `answer` may put something else in the place of one. */
function world(answer: (number: number, body: Body) => object | undefined = () => undefined) {
  const bodies: Body[] = [];
  const { client, calls } = routed((call, path) => {
    if (path === TOKEN) return token(1);
    const body = JSON.parse(call.body!) as Body;
    bodies.push(body);
    const { length } = body.messages;
    return answer(bodies.length, body) ?? batch({ id: `batch-${bodies.length}`, batchSize: length });
  });
  return { client, calls, bodies };
}

function* messages(count: number, text?: string): Generator<MessageCreateRequest> {
  for (let i = 0; i < count; i++) {
    const to = [`+1555${String(1_000_000 + i)}`];
    yield text === undefined ? { to } : { to, text };
  }
}

describe("submit", () => {
  it("splits at 10,000 messages, in order, each part with the head of the batch", async () => {
    const { client, bodies } = world();
    const parts = await client.batches.submit({ from, text: "Hi", messages: messages(20_001) }).collect();
    expect(parts.map(({ from, to, index }) => [from, to, index])).toEqual([
      [0, 10_000, 0],
      [10_000, 20_000, 1],
      [20_000, 20_001, 2],
    ]);
    expect(parts.map(({ handle }) => handle.id)).toEqual(["batch-1", "batch-2", "batch-3"]);
    expect(bodies.every((body) => body.from === from && body.text === "Hi")).toBe(true);
    expect(bodies.flatMap((body) => body.messages)).toEqual([...messages(20_001)]);
  });

  it("splits elsewhere, or not at all, when told so", async () => {
    const small = world();
    const input = { from, text: "Hi", messages: [...messages(5)] };
    await small.client.batches.submit(input, { maxMessagesPerBatch: 2 }).collect();
    expect(small.bodies.map((body) => body.messages.length)).toEqual([2, 2, 1]);
    const whole = world();
    const many = { from, text: "Hi", messages: messages(10_001) };
    await whole.client.batches.submit(many, { maxMessagesPerBatch: Infinity }).collect();
    expect(whole.bodies).toHaveLength(1);
    for (const maxMessagesPerBatch of [0, 1.5, NaN, "5" as unknown as number]) {
      const work = small.client.batches.submit(input, { maxMessagesPerBatch }).collect();
      await rejection(work, ValidationError);
    }
  });

  it("splits at 50 MB on the wire, of characters that need more than one byte too", async () => {
    const sizes: number[] = [];
    const { client } = routed((call, path) => {
      if (path === TOKEN) return token(1);
      sizes.push(Buffer.byteLength(call.body!));
      return batch();
    });
    const text = "é".repeat(1_000);
    const input = { from, messages: messages(25_000, text) };
    await client.batches.submit(input, { maxMessagesPerBatch: Infinity }).collect();
    expect(sizes).toHaveLength(2);
    expect(sizes[0]).toBeLessThanOrEqual(50_000_000);
    expect(sizes[0]).toBeGreaterThan(49_990_000);
  });

  it("takes an async iterable, and sends nothing for an empty one", async () => {
    const { client, bodies } = world();
    const input = (async function* () {
      yield* messages(3);
    })();
    const parts = await client.batches.submit({ from, text: "Hi", messages: input }).collect();
    expect(parts).toHaveLength(1);
    expect(await client.batches.submit({ from, text: "Hi", messages: [] }).collect()).toEqual([]);
    expect(bodies).toHaveLength(1);
  });

  it("checks an array whole before the first byte, the head included", async () => {
    const { client, calls } = world();
    const bad = [...messages(3), { to: ["nobody"] }];
    const error = await rejection(
      client.batches.submit({ from, text: "Hi", messages: bad }, { maxMessagesPerBatch: 1 }).collect(),
      ValidationError,
    );
    expect(error.issues).toMatchObject([{ path: "messages.3.to.0", index: 3 }]);
    await rejection(client.batches.submit({ from: "", messages: [] }).collect(), ValidationError);
    const none = { from, text: "Hi" } as unknown as { from: string; messages: MessageCreateRequest[] };
    await rejection(client.batches.submit(none).collect(), ValidationError);
    expect(calls).toHaveLength(0);
  });

  it("stops an iterable at its first fault, with everything that went out", async () => {
    const { client, bodies } = world();
    const bad = (function* () {
      yield* messages(3);
      yield { to: [] };
    })();
    const work = client.batches.submit({ from, text: "Hi", messages: bad }, { maxMessagesPerBatch: 2 });
    const error = await rejection(work.collect(), SubmissionError);
    expect(error.submitted.map(({ from, to }) => [from, to])).toEqual([[0, 2]]);
    expect(error.failed.from).toBe(2);
    expect(ValidationError.is(error.failed.cause)).toBe(true);
    expect(error.next).toBe(2);
    expect(bodies).toHaveLength(1);
  });

  it("counts the positions of rejected recipients over the whole input", async () => {
    const { client } = world((number, { messages }) =>
      batch({
        id: `batch-${number}`,
        batchSize: messages.length - 1,
        rejected: [
          { index: 2, to: messages[1]!.to, errorCode: "SMS-RC-410" },
          { index: 3, errorCode: "SMS-RC-410" },
        ],
      }),
    );
    const input = { from, text: "Hi", messages: messages(4) };
    const parts = await client.batches.submit(input, { maxMessagesPerBatch: 2 }).collect();
    expect(parts.map(({ rejected }) => rejected?.map(({ position }) => position))).toEqual([
      [1, undefined],
      [3, undefined],
    ]);
  });

  it.each([
    ["refused", status(400), 2, HttpError],
    ["lost", status(500), 4, UnknownOutcomeError],
  ])("says where to go on when a part is %s", async (_, step, next, cause) => {
    const { client, bodies } = world((number) => (number === 2 ? step : undefined));
    const input = { from, text: "Hi", messages: messages(6) };
    const work = client.batches.submit(input, { maxMessagesPerBatch: 2 });
    const error = await rejection(work.collect(), SubmissionError);
    expect(error).toMatchObject({ next, failed: { from: 2, to: 4 } });
    expect(error.submitted).toHaveLength(1);
    expect((error.failed.cause as Error).constructor).toBe(cause);
    expect(bodies).toHaveLength(2);
  });

  it("leaves an error behind that reconcile can use: that of the same messages in one call", async () => {
    const { client } = world(() => status(500));
    const body = { from, text: "Hi", messages: [...messages(3)] };
    const whole = await rejection(client.batches.create(body), UnknownOutcomeError);
    const error = await rejection(
      client.batches.submit({ from, text: "Hi", messages: messages(3) }).collect(),
      SubmissionError,
    );
    expect((error.failed.cause as UnknownOutcomeError).correlation).toEqual(whole.correlation);
    expect(whole.correlation).toMatchObject({ size: 3 });
  });

  it("logs in once for all parts", async () => {
    const { client, calls } = world();
    await client.batches
      .submit({ from, text: "Hi", messages: messages(3) }, { maxMessagesPerBatch: 1 })
      .collect();
    expect(calls.filter(({ url }) => url.endsWith(TOKEN))).toHaveLength(1);
  });
});
