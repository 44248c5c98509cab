import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { lifeOf, nameOf, newOwner } from "../../src/journal/owner.js";

/** Our own owner with other values. */
const ownerWith = (fields: object): string => JSON.stringify({ ...JSON.parse(newOwner()), ...fields });
const onLinux = process.platform === "linux";

describe("the owner of a journal", () => {
  it("is another each time, and names its process", () => {
    expect(newOwner()).not.toBe(newOwner());
    expect(nameOf(newOwner())).toContain(`process ${process.pid} on `);
    expect(nameOf("")).toBe("another process");
    expect(nameOf("null")).toBe("another process");
  });

  it.runIf(onLinux)("is living as long as its process is", async () => {
    expect(lifeOf(newOwner())).toBe("living");
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6); console.log()"]);
    await once(child.stdout, "data");
    const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8");
    const owner = ownerWith({ pid: child.pid, start: stat.split(") ")[1]?.split(" ")[19] });
    expect(lifeOf(owner)).toBe("living");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(lifeOf(owner)).toBe("dead");
  });

  it.runIf(onLinux)("is dead where its pid belongs to a later process", () => {
    expect(lifeOf(ownerWith({ start: "1" }))).toBe("dead");
  });

  it.runIf(onLinux)("is dead where its process has ended, though its parent never asked", async () => {
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 1000"]);
    const { value: pid } = await createInterface(parent.stdout)[Symbol.asyncIterator]().next();
    const stat = (): string[] => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const start = stat()[19];
    while (stat()[0] !== "Z") await new Promise((resolve) => setImmediate(resolve));
    expect(lifeOf(ownerWith({ pid: Number(pid), start }))).toBe("dead");
    parent.kill("SIGKILL");
  });

  it.each([
    ["another machine", { host: "other" }],
    ["another boot", { boot: "other" }],
    ["another container", { space: "pid:[1]" }],
    ["a system that does not tell when a process began", { start: undefined }],
    ["no pid", { pid: "1" }],
    ["a group of processes", { pid: -1 }],
  ])("cannot be judged from here: %s", (_what, fields) => {
    expect(lifeOf(ownerWith(fields))).toBe("unknown");
  });

  it.each(["", "{", "null", "7", "[]"])("cannot be judged: %j", (stored) => {
    expect(lifeOf(stored)).toBe("unknown");
  });
});
