import { describe, expect, it } from "vitest";
import { SerialIterator, type Steps } from "../../../src/core/results/serial-iterator.js";
import { rejection } from "../../support/rejection.js";

/** Gives these batches of values, one per `advance`, and notes how often it was closed. */
class Script implements Steps<number> {
  readonly #batches: (readonly number[] | Error)[];
  #ready: number[] = [];
  advances = 0;
  closes = 0;
  onAdvance: () => Promise<void> = async () => undefined;

  constructor(...batches: (readonly number[] | Error)[]) {
    this.#batches = batches;
  }

  take(): number | undefined {
    return this.#ready.shift();
  }

  async advance(): Promise<boolean> {
    this.advances++;
    await this.onAdvance();
    const batch = this.#batches.shift();
    if (batch instanceof Error) throw batch;
    this.#ready.push(...(batch ?? []));
    return batch !== undefined;
  }

  close(): void {
    this.closes++;
  }
}

const END = { done: true, value: undefined };
const gives = (value: number): object => ({ done: false, value });

describe("an iterator over steps", () => {
  it("an iterator over steps fetches only when nothing is at hand, and closes at the end", async () => {
    const script = new Script([1, 2], [], [3]);
    const iterator = new SerialIterator(script, undefined);
    expect([await iterator.next(), script.advances]).toEqual([gives(1), 1]);
    expect([await iterator.next(), script.advances]).toEqual([gives(2), 1]);
    expect([await iterator.next(), script.advances]).toEqual([gives(3), 3]);
    expect(await iterator.next()).toEqual(END);
    expect(script.closes).toBeGreaterThan(0);
    expect(await iterator.next()).toEqual(END);
    expect(script.advances).toBe(4);
  });

  it("an iterator over steps lets calls of next that overlap take turns", async () => {
    const iterator = new SerialIterator(new Script([1], [2, 3]), undefined);
    const taken = await Promise.all(Array.from({ length: 5 }, () => iterator.next()));
    expect(taken).toEqual([gives(1), gives(2), gives(3), END, END]);
  });

  it("an iterator over steps ends with an error, and then is over", async () => {
    const script = new Script([1], new Error("torn"), [2]);
    const iterator = new SerialIterator(script, undefined);
    await iterator.next();
    expect(await rejection(iterator.next())).toMatchObject({ message: "torn" });
    expect(script.closes).toBe(1);
    expect(await iterator.next()).toEqual(END);
  });

  it("an iterator over steps that is left while it fetches hands nothing more out", async () => {
    const script = new Script([1], [2]);
    const iterator = new SerialIterator(script, undefined);
    script.onAdvance = async () => void (await iterator.return());
    expect(await iterator.next()).toEqual(END);
    expect(await iterator.next()).toEqual(END);
    expect([script.advances, script.closes]).toEqual([1, 1]);
  });

  it("an iterator over steps stops between two values when the signal aborts", async () => {
    const controller = new AbortController();
    const script = new Script([1, 2]);
    const iterator = new SerialIterator(script, controller.signal);
    await iterator.next();
    controller.abort("enough");
    expect(await rejection(iterator.next())).toBe("enough");
    expect(script.closes).toBe(1);
    expect(await iterator.next()).toEqual(END);
  });
});
