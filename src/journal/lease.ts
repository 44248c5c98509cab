/**
 * Ensures one writer per journal. A back end stores the holder in a slot (a file, a row) that can be swapped
 * atomically; the rules for swapping are here.
 * A holder on this machine counts as alive while its process runs. A holder elsewhere (another machine or container)
 * must renew its lease every 10 seconds, and loses the journal after 30.
 */
import { clearInterval, setInterval } from "node:timers";
import { systemClock } from "../core/base/clock.js";
import { JournalError } from "../core/base/errors/index.js";
import { lifeOf, nameOf, newOwner } from "./owner.js";

export const LEASE_MS = 30_000;
const BEAT_MS = 10_000;
const LOOK_MS = 250;

/** The holder of a journal. `beat` changes with every renewal. */
export interface Holder {
  readonly owner: string;
  readonly beat: string;
  /** Whether the lease has expired by the store's own clock. */
  readonly expired?: boolean;
}

type Awaitable<T> = T | Promise<T>;

/** The place where a back end stores a journal's holder. */
export interface Slot {
  /** Name of the journal, for messages. */
  readonly name: string;
  read(): Awaitable<Holder | undefined>;
  /** Atomically replaces the holder `seen` by `owner`. False, without any change, if the slot holds anything else. */
  take(owner: string, seen: Holder | undefined): Awaitable<boolean>;
  /** Renews the lease, if `owner` still holds the slot. */
  beat(owner: string): Awaitable<unknown>;
  /** Empties the slot, if `owner` still holds it. */
  free(owner: string): Awaitable<unknown>;
}

/** Timers; tests pass their own. */
export interface Timing {
  sleep(ms: number): Promise<void>;
  /** Calls `work` every `ms` until the returned function is called. Does not keep the process alive. */
  every(ms: number, work: () => Promise<void>): () => void;
}

export interface Lease {
  readonly owner: string;
  release(): Promise<void>;
}

const systemTiming: Timing = {
  sleep: (ms) => systemClock.sleep(ms),
  every(ms, work) {
    let isBusy = false;
    const timer = setInterval(() => {
      if (isBusy) return;
      isBusy = true;
      void work().finally(() => (isBusy = false));
    }, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};

/** Acquires the slot for this process and renews it until `release`. */
export async function hold(slot: Slot, timing: Timing = systemTiming): Promise<Lease> {
  const owner = newOwner();
  try {
    await take(slot, owner, timing);
  } catch (error) {
    // The take may have succeeded although its answer was lost.
    await ignoringErrors(() => slot.free(owner));
    throw error;
  }
  // Ignore failed renewals: the next append finds out whether the journal is still held.
  const stop = timing.every(BEAT_MS, () => ignoringErrors(() => slot.beat(owner)));
  return {
    owner,
    async release() {
      stop();
      // If releasing fails, the next process takes over once this one is dead or silent.
      await ignoringErrors(() => slot.free(owner));
    },
  };
}

async function ignoringErrors(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch {
    // Not needed for correctness.
  }
}

/** Resolves once `owner` holds the slot. Throws `JournalError` as soon as another holder is certainly alive. */
export async function take(slot: Slot, owner: string, timing: Timing = systemTiming): Promise<void> {
  let watched: Holder | undefined;
  for (let silentMs = 0; ; silentMs = watched ? silentMs + LOOK_MS : 0) {
    const seen = await slot.read();
    // The take may have succeeded although its answer was lost: a repeated one returns false.
    if (seen?.owner === owner) return;
    const life = seen === undefined || seen.expired ? "dead" : lifeOf(seen.owner);
    const livesOn = life === "living" || (seen && watched && hasMoved(watched, seen));
    if (livesOn) throw inUse(slot.name, seen?.owner);
    const isFree = life === "dead" || silentMs >= LEASE_MS;
    if (isFree && (await slot.take(owner, seen))) return;
    if (life === "unknown") watched = seen;
    await timing.sleep(LOOK_MS);
  }
}

function hasMoved(before: Holder, now: Holder): boolean {
  return now.owner !== before.owner || now.beat !== before.beat;
}

function inUse(name: string, owner?: string): JournalError {
  const who = owner === undefined ? "another process" : nameOf(owner);
  return new JournalError(`the journal ${name} is in use by ${who}`, { reason: "in-use" });
}

/** For a holder that was silent too long, which it notices when it writes, or that has closed the journal. */
export function noLongerHeld(name: string): JournalError {
  return new JournalError(`the journal ${name} is no longer held by this process`, { reason: "in-use" });
}
