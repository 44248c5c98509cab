/**
 * One writer per journal. A back end stores who holds it in one place (a file, a row) that can be swapped atomically;
 * the rule of who may swap stands here, once.
 *
 * A holder that this process can see is judged by whether it runs. One that it cannot see (another machine, another
 * container) has to show that it lives every ten seconds, and has lost the journal after thirty.
 */
import { clearInterval, setInterval } from "node:timers";
import { systemClock } from "../core/base/clock.js";
import { JournalError } from "../core/base/errors/index.js";
import { lifeOf, nameOf, newOwner } from "./owner.js";

export const LEASE_MS = 30_000;
const BEAT_MS = 10_000;
const LOOK_MS = 250;

/** Who holds a journal. `beat` is another after every sign of life. */
export interface Holder {
  readonly owner: string;
  readonly beat: string;
  /** The store's own clock says that the lease has run out. */
  readonly expired?: boolean;
}

type Awaitable<T> = T | Promise<T>;

/** The one place where the holder of a journal stands. */
export interface Slot {
  /** Of the journal, for messages. */
  readonly name: string;
  read(): Awaitable<Holder | undefined>;
  /** Puts `owner` in the place of `seen`; false, and nothing done, where anything else stands there by now. */
  take(owner: string, seen: Holder | undefined): Awaitable<boolean>;
  /** Gives a sign of life, if `owner` still stands there. */
  beat(owner: string): Awaitable<unknown>;
  /** Empties the place, if `owner` still stands there. */
  free(owner: string): Awaitable<unknown>;
}

/** Tests bring their own. */
export interface Timing {
  sleep(ms: number): Promise<void>;
  /** Until the returned function is called. Keeps no process alive. */
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

/** Takes the place for this process and keeps it until `release`. */
export async function hold(slot: Slot, timing: Timing = systemTiming): Promise<Lease> {
  const owner = newOwner();
  try {
    await take(slot, owner, timing);
  } catch (error) {
    // Its answer may have got lost after it was done.
    await ignoringErrors(() => slot.free(owner));
    throw error;
  }
  // A sign of life that fails is no reason to stop: the next append finds out whether the journal is still ours.
  const stop = timing.every(BEAT_MS, () => ignoringErrors(() => slot.beat(owner)));
  return {
    owner,
    async release() {
      stop();
      // What cannot be given back is taken by the next one all the same, once its holder is dead or silent.
      await ignoringErrors(() => slot.free(owner));
    },
  };
}

async function ignoringErrors(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch {
    // Nothing depends on it.
  }
}

/** Returns once `owner` stands in the slot. Throws as soon as it is certain that another holder lives. */
export async function take(slot: Slot, owner: string, timing: Timing = systemTiming): Promise<void> {
  let watched: Holder | undefined;
  for (let silentMs = 0; ; silentMs = watched ? silentMs + LOOK_MS : 0) {
    const seen = await slot.read();
    // A store that was asked twice, as its first answer got lost, says no the second time.
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

/** For a holder that finds out, as it writes, that it was silent for too long, or that has closed the journal. */
export function noLongerHeld(name: string): JournalError {
  return new JournalError(`the journal ${name} is no longer held by this process`, { reason: "in-use" });
}
