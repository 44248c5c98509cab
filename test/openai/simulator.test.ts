import { afterEach, describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import { classifyResult, OpenAIClient, type RequestLine, usageOf } from "../../src/openai/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { requestLines } from "../support/openai.js";

let sim: Simulator;
afterEach(async () => {
  expect(sim.violations).toEqual([]);
  await sim.close();
});

/** A client whose sleeps move the simulator's clock. */
async function start(): Promise<OpenAIClient> {
  sim = await startSimulator({ timeScale: "manual" });
  const clock = new FakeClock();
  clock.onSleep = (ms) => void sim.clock.advance(ms);
  return new OpenAIClient(withClock({ ...sim.options.openai }, clock));
}

describe("against the simulator", () => {
  it("submits, waits, and gives the results of both files", async () => {
    const client = await start();
    const lines = requestLines(40).map((line, n): RequestLine =>
      n % 10 === 3 ? { ...line, body: { ...line.body, user: "fate:status:400" } } : line,
    );
    const [part, ...more] = await client.batches.submit(lines).collect();
    expect(more).toEqual([]);
    expect(part).toMatchObject({ index: 0, from: 0, to: 40, handle: { provider: "openai" } });
    const ended = await client.batches.wait(part!.handle);
    expect(ended).toMatchObject({
      phase: "ended",
      outcome: "completed",
      counts: { total: 40, succeeded: 36, failed: 4 },
    });
    const seen = new Map<string, string>();
    let tokens = 0;
    for await (const line of client.batches.results(part!.handle)) {
      seen.set(line.custom_id, classifyResult(line));
      tokens += usageOf(line)?.outputTokens ?? 0;
    }
    expect(seen.size).toBe(40);
    expect(
      [...seen]
        .filter(([, kind]) => kind === "fix-request")
        .map(([id]) => id)
        .sort(),
    ).toEqual(["r13", "r23", "r3", "r33"]);
    expect(tokens).toBe(ended.raw.usage?.output_tokens);
  });
});
