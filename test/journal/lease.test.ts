import { describe, expect, it } from "vitest";
import { JournalError } from "../../src/journal/index.js";
import { hold, type Holder, type Slot, type Timing } from "../../src/journal/lease.js";
import { newOwner } from "../../src/journal/owner.js";
import { rejection } from "../support/rejection.js";

const unseen = JSON.stringify({ ...JSON.parse(newOwner()), host: "elsewhere", pid: 7 });
const dead = JSON.stringify({ ...JSON.parse(newOwner()), pid: 2 ** 22 + 1 });

/** A place in memory. `onTake` runs before a swap: for one who is faster. */
class Memory implements Slot {
  readonly name = "test";
  holder: Holder | undefined;
  onTake: () => void = () => undefined;
  beats = 0;

  constructor(holder?: Holder) {
    this.holder = holder;
  }
  read(): Holder | undefined {
    return this.holder;
  }
  take(owner: string, seen: Holder | undefined): boolean {
    this.onTake();
    if (this.holder !== seen) return false;
    this.holder = { owner, beat: "0" };
    return true;
  }
  beat(): void {
    this.beats++;
    throw new Error("no connection");
  }
  free(owner: string): void {
    if (this.holder?.owner === owner) this.holder = undefined;
  }
}

/** Time that passes only in sleeps. */
class FakeTiming implements Timing {
  sleptMs = 0;
  onSleep: () => void = () => undefined;
  readonly timers = new Map<() => Promise<void>, number>();

  async sleep(ms: number): Promise<void> {
    this.sleptMs += ms;
    this.onSleep();
  }
  every(ms: number, work: () => Promise<void>): () => void {
    this.timers.set(work, ms);
    return () => this.timers.delete(work);
  }
}

describe("who may write a journal", () => {
  it("an empty place is taken at once", async () => {
    const [slot, timing] = [new Memory(), new FakeTiming()];
    const { owner } = await hold(slot, timing);
    expect(slot.holder?.owner).toBe(owner);
    expect(timing.sleptMs).toBe(0);
  });

  it.each([
    ["is dead", { owner: dead, beat: "0" }],
    ["has run out by the clock of the store", { owner: newOwner(), beat: "0", expired: true }],
    ["is silent elsewhere, but has run out", { owner: unseen, beat: "0", expired: true }],
  ])("a holder that %s is replaced at once", async (_what, holder) => {
    const [slot, timing] = [new Memory(holder), new FakeTiming()];
    const { owner } = await hold(slot, timing);
    expect(slot.holder?.owner).toBe(owner);
    expect(timing.sleptMs).toBe(0);
  });

  it("a living holder that can be seen is not waited for", async () => {
    const [slot, timing] = [new Memory({ owner: newOwner(), beat: "0" }), new FakeTiming()];
    const error = await rejection(hold(slot, timing), JournalError);
    expect(error).toMatchObject({ reason: "in-use", message: expect.stringContaining("journal test") });
    expect(timing.sleptMs).toBe(0);
    expect(timing.timers.size).toBe(0);
  });

  it("a holder elsewhere that shows no sign of life for 30 s is replaced", async () => {
    const [slot, timing] = [new Memory({ owner: unseen, beat: "0" }), new FakeTiming()];
    const { owner } = await hold(slot, timing);
    expect(slot.holder?.owner).toBe(owner);
    expect(timing.sleptMs).toBe(30_000);
  });

  it("a holder elsewhere that shows one is left alone", async () => {
    const [slot, timing] = [new Memory({ owner: unseen, beat: "0" }), new FakeTiming()];
    timing.onSleep = () => {
      if (timing.sleptMs >= 29_750) slot.holder = { owner: unseen, beat: "1" };
    };
    const error = await rejection(hold(slot, timing), JournalError);
    expect(error.reason).toBe("in-use");
    expect(error.message).toContain("process 7 on elsewhere");
    expect(timing.sleptMs).toBe(29_750);
  });

  it("a holder elsewhere that closes makes room at once", async () => {
    const [slot, timing] = [new Memory({ owner: unseen, beat: "0" }), new FakeTiming()];
    timing.onSleep = () => (slot.holder = undefined);
    await hold(slot, timing);
    expect(timing.sleptMs).toBe(250);
  });

  it("of two that replace a dead holder the later one is refused", async () => {
    const [slot, timing] = [new Memory({ owner: dead, beat: "0" }), new FakeTiming()];
    const faster = newOwner();
    slot.onTake = () => (slot.holder = { owner: faster, beat: "0" });
    expect(await rejection(hold(slot, timing), JournalError)).toMatchObject({ reason: "in-use" });
    expect(slot.holder?.owner).toBe(faster);
  });

  it("of two that replace a silent holder the later one watches its successor for 30 s more", async () => {
    const [slot, timing] = [new Memory({ owner: dead, beat: "0" }), new FakeTiming()];
    slot.onTake = () => {
      slot.onTake = () => undefined;
      slot.holder = { owner: unseen, beat: "0" };
    };
    await hold(slot, timing);
    expect(timing.sleptMs).toBe(250 + 30_000);
  });

  it("a place that was taken, but did not say so, is held", async () => {
    const slot = new Memory();
    const take = slot.take.bind(slot);
    slot.take = (owner, seen) => {
      take(owner, seen);
      return false;
    };
    const { owner } = await hold(slot, new FakeTiming());
    expect(slot.holder?.owner).toBe(owner);
  });

  it("a place that was taken, but failed to say so, is given back", async () => {
    const slot = new Memory();
    const take = slot.take.bind(slot);
    slot.take = (owner, seen) => {
      take(owner, seen);
      throw new Error("no connection");
    };
    expect(await rejection(hold(slot, new FakeTiming()))).toMatchObject({ message: "no connection" });
    expect(slot.holder).toBeUndefined();
  });

  it("a holder shows every 10 s that it lives, whether or not it can, until it lets go", async () => {
    const [slot, timing] = [new Memory(), new FakeTiming()];
    const lease = await hold(slot, timing);
    const [[work, ms] = []] = [...timing.timers];
    expect(ms).toBe(10_000);
    await work?.();
    expect(slot.beats).toBe(1);
    await lease.release();
    expect(timing.timers.size).toBe(0);
    expect(slot.holder).toBeUndefined();
  });

  it("that cannot let go says nothing of it: the next one finds it dead or silent", async () => {
    const slot = new Memory();
    slot.free = () => {
      throw new Error("no connection");
    };
    await (await hold(slot, new FakeTiming())).release();
  });
});
