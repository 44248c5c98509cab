import { afterEach, expect, test } from "vitest";
import type { SimulatorLimits } from "../../../src/simulator/index.js";
import { ask, CHAT, type ErrorBody, Harness, hourMs, minuteMs, request } from "./harness.js";

let harness: Harness;

async function start(limits: SimulatorLimits["openai"]): Promise<void> {
  harness = await Harness.start({ limits: { openai: limits } });
}

afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

const EMBEDDINGS = "/v1/embeddings";

/** The status of a batch once its file was read, and its errors if it failed. */
async function outcomeOf(prompts: number, model = "gpt-5.4-nano"): Promise<readonly [string, unknown]> {
  const body = ask({ model }, "x".repeat(4_000));
  const lines = Array.from({ length: prompts }, (_, n) => request(`r-${n}`, body));
  const { id } = await harness.submit(lines);
  await harness.sim.clock.advance(5_000);
  const { status, errors } = await harness.retrieve(id);
  return [status, errors?.data];
}

test("too many enqueued tokens fail a batch, after a create that is answered 200, and name model and limit", async () => {
  await start({ enqueuedTokens: 5_000 });
  expect(await outcomeOf(3)).toEqual(["in_progress", undefined]);
  expect(await outcomeOf(3)).toEqual([
    "failed",
    [
      {
        code: "token_limit_exceeded",
        line: null,
        param: null,
        message: expect.stringMatching(
          /gpt-5\.4-nano in organization org-simulator: the limit is 5000/,
        ) as unknown,
      },
    ],
  ]);
});

test("each model has a queue of its own, and a batch that has failed takes up no room", async () => {
  await start({ enqueuedTokens: 5_000 });
  expect((await outcomeOf(3))[0]).toBe("in_progress");
  expect((await outcomeOf(9, "gpt-6-luna"))[0]).toBe("failed");
  expect((await outcomeOf(3, "gpt-6-luna"))[0]).toBe("in_progress");
  expect((await outcomeOf(1))[0]).toBe("in_progress");
});

test("a batch that ends makes room again, and its file can be used again", async () => {
  await start({ enqueuedTokens: 1_500 });
  await outcomeOf(1);
  const { body: file } = await harness.upload([request("a", ask({}, "x".repeat(4_000)))]);
  const refused = await harness.create(file.id);
  await harness.sim.clock.advance(hourMs);
  expect((await harness.retrieve(refused.id)).status).toBe("failed");
  const again = await harness.create(file.id);
  await harness.sim.clock.advance(hourMs);
  expect((await harness.retrieve(again.id)).status).toBe("completed");
});

test("embeddings are counted by requests", async () => {
  await start({ enqueuedEmbeddings: 3, enqueuedTokens: 1 });
  const embed = async (count: number): Promise<string> => {
    const body = { model: "text-embedding-3-small", input: "a" };
    const lines = Array.from({ length: count }, (_, n) => request(`r-${n}`, body, EMBEDDINGS));
    const { id } = await harness.submit(lines, { endpoint: EMBEDDINGS });
    await harness.sim.clock.advance(5_000);
    return (await harness.retrieve(id)).status;
  };
  expect(await embed(2)).toBe("in_progress");
  expect(await embed(2)).toBe("failed");
  expect(await embed(1)).toBe("in_progress");
});

test("creates are limited by the hour: 429 without a hint, until the oldest is an hour old", async () => {
  await start({ createsPerHour: 2 });
  const body = { input_file_id: "file-none", endpoint: CHAT, completion_window: "24h" };
  const create = () => harness.call<ErrorBody>("POST", "/batches", body);
  expect((await create()).status).toBe(200);
  await harness.sim.clock.advance(minuteMs);
  expect((await create()).status).toBe(200);
  const refused = await create();
  expect(refused).toMatchObject({
    status: 429,
    body: { error: { code: "rate_limit_exceeded", type: "requests" } },
  });
  expect(refused.headers.has("retry-after")).toBe(false);
  expect((await harness.call("GET", "/batches")).status).toBe(200);
  await harness.sim.clock.advance(hourMs - minuteMs);
  expect((await create()).status).toBe(200);
  expect((await create()).status).toBe(429);
});

test("uploads are limited by the minute", async () => {
  await start({ uploadsPerMinute: 1 });
  expect((await harness.upload([request("a")])).status).toBe(200);
  expect((await harness.upload([request("a")])).status).toBe(429);
  await harness.sim.clock.advance(minuteMs);
  expect((await harness.upload([request("a")])).status).toBe(200);
});
