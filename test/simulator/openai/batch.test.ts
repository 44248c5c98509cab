import { expect, test } from "vitest";
import { Batch } from "../../../src/simulator/openai/batch.js";
import { Files } from "../../../src/simulator/openai/files.js";
import type { RequestPlan } from "../../../src/simulator/openai/request.js";
import { writeResults } from "../../../src/simulator/openai/results.js";
import type { Environment } from "../../../src/simulator/provider.js";
import { createRandom } from "../../../src/simulator/random.js";

test("a batch whose end the clock has passed is not completed before its files are there", () => {
  let now = Date.now();
  const random: Environment["random"] = (...labels) => createRandom(1, ...labels);
  const clock = { now: () => now };
  const environment = { clock, random } as unknown as Environment;
  const usage = { inputTokens: 1, outputTokens: 1 };
  const fate = { kind: "usual" } as const;
  const plan: RequestPlan = {
    customId: "r0",
    fate,
    status: 200,
    usage,
    inputTokens: 1,
    inputs: 0,
    write: () => ({}),
  };
  const body = { input_file_id: "file", endpoint: "/v1/chat/completions", completion_window: "24h" };
  const batch = new Batch(0, body, { requests: [plan], model: "m" }, environment);
  now = batch.endMs;
  expect(batch.document()).toMatchObject({ status: "finalizing", output_file_id: null });
  writeResults(batch, new Files(environment));
  expect(batch.document()).toMatchObject({ status: "completed", output_file_id: batch.outputFileId });
  expect(batch.outputFileId).toMatch(/^file-/);
});
