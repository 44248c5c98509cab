import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AnthropicClient } from "../../../../src/anthropic/index.js";
import { NotFoundError, ValidationError } from "../../../../src/core/base/errors/index.js";
import type { BatchHandle, BatchSnapshot, SubmittedPart } from "../../../../src/core/base/types/index.js";
import { Ip1Client } from "../../../../src/ip1/index.js";
import { OpenAIClient } from "../../../../src/openai/index.js";
import { RingCentralClient } from "../../../../src/ringcentral/index.js";
import { type Simulator, startSimulator } from "../../../../src/simulator/index.js";
import { SinchClient } from "../../../../src/sinch/index.js";
import { batchRequests } from "../../../support/anthropic.js";
import { numbers } from "../../../support/ip1.js";
import { requestLines } from "../../../support/openai.js";
import { all, rejection } from "../../../support/rejection.js";
import { inTimeOf, upTo } from "../../../support/simulated-time.js";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ timeScale: "manual" });
  await new Ip1Client(sim.options.ip1).senders.register("Library");
});
beforeEach(async () => {
  await sim.clock.advance(6 * 3_600_000);
  sim.requests.splice(0);
});
afterAll(() => sim.close());

const PARTS = 6;
const TEXT = "Hi";
const EACH = { maxItemsPerBatch: 1 };

interface Options {
  readonly until?: "sent" | "delivered";
  readonly timeoutMs?: number;
  readonly onError?: (ref: BatchHandle, error: unknown) => void;
}

/** The verbs that are tested, with the types that they have in common. */
interface Watching {
  watchAll(refs: readonly unknown[], options?: Options): AsyncIterable<BatchSnapshot>;
  waitAll(refs: readonly unknown[], options?: Options): Promise<(BatchSnapshot | undefined)[]>;
  notify(ref: BatchHandle): void;
}

interface Subject {
  /** Sends six batches. `list` and `look`: the operations that tell of many batches and of one. */
  readonly send: () => { readonly batches: Watching; readonly sent: Promise<SubmittedPart[]> };
  readonly list?: string;
  readonly look: string;
  /** A batch that nobody has heard of. */
  readonly unknown: string;
}

const subjects: Readonly<Record<string, Subject>> = {
  anthropic: {
    send: () => {
      const { batches } = new AnthropicClient(inTimeOf(sim, sim.options.anthropic));
      return { batches: batches as never, sent: batches.submit(batchRequests(PARTS), EACH).collect() };
    },
    list: "listMessageBatches",
    look: "retrieveMessageBatch",
    unknown: "msgbatch_01none",
  },
  openai: {
    send: () => {
      const { batches } = new OpenAIClient(inTimeOf(sim, sim.options.openai));
      return { batches: batches as never, sent: batches.submit(requestLines(PARTS), EACH).collect() };
    },
    list: "listBatches",
    look: "retrieveBatch",
    unknown: "batch_none",
  },
  ringcentral: {
    send: () => {
      const { batches } = new RingCentralClient(inTimeOf(sim, sim.options.ringcentral));
      const messages = numbers(PARTS).map((_, index) => ({ to: [`+1650555${1_000 + index}`] }));
      const sent = batches.submit({ from: "+16505550100", text: TEXT, messages }, EACH).collect();
      return { batches: batches as never, sent };
    },
    list: "listA2PBatches",
    look: "readA2PBatch",
    unknown: "1234567",
  },
  ip1: {
    send: () => {
      const { batches } = new Ip1Client(inTimeOf(sim, sim.options.ip1));
      const input = { sender: "Library", body: TEXT, recipients: numbers(PARTS) };
      return { batches: batches as never, sent: batches.submit(input, EACH).collect() };
    },
    list: "listBatches",
    look: "getBatch",
    unknown: "6b015d917d40c3f815a92c11",
  },
  sinch: {
    send: () => {
      const { batches } = new SinchClient(inTimeOf(sim, sim.options.sinch));
      const sent = batches.submit({ from: "12345", to: numbers(PARTS), body: TEXT }, EACH).collect();
      return { batches: batches as never, sent };
    },
    look: "GetBatchMessage",
    unknown: "01FC66621XXXXX119Z8PMV1QPQ",
  },
};

const count = (operation: string): number =>
  sim.requests.filter(({ operationId }) => operationId === operation).length;

describe.each(Object.keys(subjects))("watchAll of %s", (name) => {
  const subject = subjects[name] as Subject;
  async function sent() {
    const { batches, sent: parts } = subject.send();
    const handles = (await parts).map(({ handle }) => handle);
    expect(handles).toHaveLength(PARTS);
    sim.requests.splice(0);
    return { batches, handles };
  }

  it("yields every batch first, then its changes, and last its end", async () => {
    const { batches, handles } = await sent();
    const seen = await all(batches.watchAll(handles));
    expect(new Set(seen.slice(0, PARTS).map(({ handle }) => handle.id)).size).toBe(PARTS);
    for (const { id } of handles) {
      const own = seen.filter(({ handle }) => handle.id === id);
      expect(own.at(-1)?.phase).toBe("ended");
      expect(own.filter(({ phase }) => phase === "ended")).toHaveLength(1);
    }
    const lists = subject.list === undefined ? 0 : count(subject.list);
    // The list tells of all at once; what it does not tell costs one closing look per batch.
    if (subject.list !== undefined) {
      expect(lists).toBeGreaterThan(0);
      expect(count(subject.look)).toBeLessThanOrEqual(2 * PARTS);
    } else {
      expect(count(subject.look)).toBeGreaterThanOrEqual(PARTS);
    }
  });

  it("resolves in the order of the references, whatever they are", async () => {
    const { batches, handles } = await sent();
    const [a, b, c] = handles as [BatchHandle, BatchHandle, BatchHandle];
    const refs = [c, JSON.parse(JSON.stringify(a)) as BatchHandle, b.id, c];
    const ends = await batches.waitAll(refs);
    expect(ends.map((snapshot) => snapshot?.handle.id)).toEqual([c.id, a.id, b.id, c.id]);
    expect(ends.every((snapshot) => snapshot?.phase === "ended")).toBe(true);
  });

  it("hands a failing batch to onError, leaves its place undefined, and ends the others", async () => {
    const { batches, handles } = await sent();
    const failed: [string, unknown][] = [];
    const onError = (ref: BatchHandle, error: unknown): void => void failed.push([ref.id, error]);
    const refs = [handles[0], subject.unknown, handles[1]];
    const ends = await batches.waitAll(refs, { onError });
    expect(ends.map((snapshot) => snapshot?.phase)).toEqual(["ended", undefined, "ended"]);
    expect(failed).toEqual([[subject.unknown, expect.any(NotFoundError)]]);
    await rejection(batches.waitAll(refs), NotFoundError);
  });

  it("refuses what is no list of batches, such as one id, before it asks for anything", async () => {
    const { batches, handles } = await sent();
    sim.requests.splice(0);
    for (const refs of [handles[0]?.id, handles[0], undefined] as unknown as (readonly unknown[])[]) {
      await rejection(batches.waitAll(refs), ValidationError);
      await rejection(batches.watchAll(refs)[Symbol.asyncIterator]().next(), ValidationError);
    }
    expect(sim.requests).toEqual([]);
  });

  it("looks at once at a batch that it was told of", async () => {
    const { batches, handles } = await sent();
    const snapshots = batches.watchAll(handles)[Symbol.asyncIterator]();
    for (const _ of upTo(PARTS)) await snapshots.next();
    sim.requests.splice(0);
    batches.notify(handles[2] as BatchHandle);
    await snapshots.next();
    const [first] = sim.requests.filter(({ operationId }) => operationId === subject.look);
    expect(first?.path).toContain(handles[2]?.id);
    await snapshots.return?.();
  });
});

describe("watchAll until delivered", () => {
  it.each(["ringcentral", "ip1", "sinch"])("asks for each batch, as no list tells it: %s", async (name) => {
    const subject = subjects[name] as Subject;
    const { batches, sent } = subject.send();
    const handles = (await sent).map(({ handle }) => handle);
    sim.requests.splice(0);
    const ends = await batches.waitAll(handles, { until: "delivered" });
    expect(ends.map((snapshot) => snapshot?.counts?.succeeded)).toEqual(Array(PARTS).fill(1));
    if (subject.list !== undefined) expect(count(subject.list)).toBe(0);
    expect(count(subject.look)).toBeGreaterThanOrEqual(PARTS);
  });
});
