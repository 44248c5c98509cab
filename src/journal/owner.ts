/** Who holds a journal, in words that another process understands: a pid alone may long belong to someone else. */
import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";

/** A pid means something to those that share host, boot and pid space; `start` tells a process from a later one of its pid. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly boot?: string | undefined;
  readonly space?: string | undefined;
  readonly start?: string | undefined;
  /** The same process may hold a journal twice, one after the other. */
  readonly token: string;
}

export type Life = "living" | "dead" | "unknown";

/** A new owner in this process, as text to be stored. */
export function newOwner(): string {
  const start = statOf("self")?.start;
  return JSON.stringify({ pid: process.pid, ...surroundings(), start, token: randomUUID() } satisfies Owner);
}

/** Whether the process behind a stored owner still runs; `unknown` where this process cannot see it. */
export function lifeOf(stored: string): Life {
  const owner = parsed(stored);
  const here = surroundings();
  const isVisible =
    owner.host === here.host && owner.boot === here.boot && owner.space === here.space && isPid(owner.pid);
  if (!isVisible) return "unknown";
  const signalled = signal(owner.pid);
  if (signalled !== "living") return signalled;
  const stat = statOf(owner.pid);
  if (stat === undefined || owner.start === undefined) return "unknown";
  return stat.ended || stat.start !== owner.start ? "dead" : "living";
}

/** For messages. */
export function nameOf(stored: string): string {
  const { pid, host } = parsed(stored);
  return pid === undefined ? "another process" : `process ${pid} on ${host ?? "another host"}`;
}

function parsed(stored: string): Partial<Owner> {
  try {
    return (JSON.parse(stored) ?? {}) as Partial<Owner>;
  } catch {
    return {};
  }
}

function isPid(pid: unknown): pid is number {
  return Number.isInteger(pid) && (pid as number) > 0;
}

/** Containers of one machine share its boot, but not their pids. */
function surroundings(): Pick<Owner, "host" | "boot" | "space"> {
  return {
    host: hostname(),
    boot: attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    space: attempt(() => readlinkSync("/proc/self/ns/pid")),
  };
}

function signal(pid: number): Life {
  try {
    process.kill(pid, 0);
    return "living";
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ESRCH" ? "dead" : code === "EPERM" ? "living" : "unknown";
  }
}

/** Linux only. A process that was killed, but whose parent has not asked yet, still has its pid: it has ended all the same. */
function statOf(
  pid: number | "self",
): { readonly start: string | undefined; readonly ended: boolean } | undefined {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name comes first, in brackets, and may hold anything.
  const [state = "", ...fields] = text?.slice(text.lastIndexOf(")") + 2).split(" ") ?? [];
  return text === undefined ? undefined : { start: fields[18], ended: state === "Z" || state === "X" };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
