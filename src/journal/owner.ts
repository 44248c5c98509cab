/** Identifies the process that holds a journal. A pid alone may have been reused. */
import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";

/** Pids are only comparable with the same host, boot and pid namespace. `start` detects a reused pid. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly boot?: string | undefined;
  readonly space?: string | undefined;
  readonly start?: string | undefined;
  /** Distinguishes successive holds by one process. */
  readonly token: string;
}

export type Life = "living" | "dead" | "unknown";

/** Creates an owner for this process, as text to store. */
export function newOwner(): string {
  const start = statOf("self")?.start;
  return JSON.stringify({ pid: process.pid, ...surroundings(), start, token: randomUUID() } satisfies Owner);
}

/** Whether the process of a stored owner runs; `unknown` if it cannot be seen from here. */
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

/** A short name for messages. */
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

/** Host, boot and pid namespace: containers on one machine share the boot but not the pids. */
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

/** Reads /proc (Linux only). A killed process keeps its pid until its parent has reaped it: it counts as ended. */
function statOf(
  pid: number | "self",
): { readonly start: string | undefined; readonly ended: boolean } | undefined {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The process name comes first, in parentheses, and may contain anything.
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
