import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import { withClock } from "../../src/core/base/clock.js";
import { endedBatch, resultLine } from "../support/anthropic.js";
import { FakeClock } from "../support/fake-clock.js";
import { type Ending, FaultServer, partial, reply } from "../support/fault-server.js";
import { drain } from "../support/rejection.js";
import { fetches, type FetchUnderTest } from "./fetches.js";

// Letters of two and four bytes, so that some cuts go through the middle of one.
const LINES = [
  resultLine("first", { type: "canceled" }),
  resultLine("second", { type: "errored", error: "é" }),
  resultLine("third", { type: "errored", error: "😀" }),
];
const IDS = ["first", "second", "third"];
const FILE = Buffer.from(LINES.map((line) => `${JSON.stringify(line)}\n`).join(""));
const BORDERS = Array.from({ length: FILE.byteLength + 1 }, (_, at) => at);

const batch = endedBatch({ errored: 2, canceled: 1 });
const ENDINGS: readonly Ending[] = ["reset", "end"];

let server: FaultServer;
beforeAll(async () => {
  server = await FaultServer.start();
});
afterAll(() => server.close());

type Fetch = FetchUnderTest["fetch"];

function client(fetch: Fetch): AnthropicClient {
  const options = { apiKey: "test-key", baseUrl: server.url, fetch };
  return new AnthropicClient(withClock(options, new FakeClock()));
}

/** The ids that came, and whether the stream ended well. */
async function read(fetch: Fetch, options: object): Promise<{ ids: string[]; error: unknown }> {
  const { items, error } = await drain(client(fetch).batches.results(batch, options));
  return { ids: items.map((line) => line.custom_id), error };
}

// Announced as longer than it is, a body that ends looks torn; without a length, it looks complete.
const cutAt = (at: number, ending: Ending) => partial([FILE.subarray(0, at)], ending);

const COLUMNS = fetches.flatMap(({ name, fetch }) =>
  ENDINGS.map((ending) => ({ name, over: fetch, ending })),
);

describe.each(COLUMNS)("a results file cut at every byte, by a $ending, over $name", ({ over, ending }) => {
  test("is taken up by itself: every custom_id once", { timeout: 60_000 }, async () => {
    for (const at of BORDERS) {
      server.add(cutAt(at, ending));
      // Once all lines have come there is nothing to take up, unless the break itself is heard of.
      const arrivals = server.arrivals.length;
      server.add(reply(200, FILE));
      const { ids, error } = await read(over, {});
      expect({ at, ids, error }).toEqual({ at, ids: IDS, error: undefined });
      if (server.arrivals.length === arrivals + 1) await spend();
    }
  });

  test("is taken up by the caller, with `after`: every custom_id once", { timeout: 60_000 }, async () => {
    for (const at of BORDERS) {
      server.add(cutAt(at, ending));
      const first = await read(over, { resume: false });
      // What did not come whole must not end as if it had.
      if (first.ids.length < IDS.length)
        expect({ at, error: first.error }).toEqual({ at, error: expect.any(Error) });
      server.add(reply(200, FILE));
      const second = await read(over, { after: first.ids.length });
      expect({ at, ids: [...first.ids, ...second.ids], error: second.error }).toEqual({
        at,
        ids: IDS,
        error: undefined,
      });
    }
  });
});

/** Uses up the answer that nobody asked for. */
async function spend(): Promise<void> {
  await (await fetch(server.url)).text();
}

test.each(fetches)(
  "a file without its last newline, cut into single bytes, is read over $name",
  async ({ fetch: over }) => {
    const bytes = [...FILE.subarray(0, -1)].map((byte) => Uint8Array.of(byte));
    server.add(partial(bytes, "end"));
    expect(await read(over, {})).toEqual({ ids: IDS, error: undefined });
  },
);
