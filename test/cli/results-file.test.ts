import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ResultsFile } from "../../src/cli/results-file.js";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "batchwire-results-"));
  path = join(folder, "out.jsonl");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Result {
  readonly id: string;
  readonly text: string;
}
const a = { id: "a", text: "one" };
const b = { id: "b", text: "two" };
const c = { id: "c", text: "three" };

const open = (isContinued: boolean): Promise<ResultsFile> =>
  ResultsFile.open({ path, name: "out.jsonl", isContinued, keyOf: (result) => (result as Result).id });
const line = (result: Result): string => `${JSON.stringify(result)}\n`;

async function job(results: readonly Result[], isComplete = true, isContinued = true): Promise<void> {
  const file = await open(isContinued);
  for (const result of results) await file.write(result);
  await file.close({ isComplete });
}

describe("the results file of a job", () => {
  it("is begun anew by a job that has done nothing yet", async () => {
    writeFileSync(path, line(c));
    await job([a, b], true, false);
    expect(readFileSync(path, "utf8")).toBe(line(a) + line(b));
  });

  it("keeps what another job has left there until the first result, or the end of a job without any", async () => {
    writeFileSync(path, line(c));
    await job([], false, false);
    expect(readFileSync(path, "utf8")).toBe(line(c));
    await job([a], false, false);
    expect(readFileSync(path, "utf8")).toBe(line(a));
    await job([], true, false);
    expect(readFileSync(path, "utf8")).toBe("");
  });

  it("takes each result once, however often a job that was interrupted delivers it", async () => {
    await job([b], false, false);
    await job([b, a], false);
    await job([a, b, c]);
    expect(readFileSync(path, "utf8")).toBe(line(b) + line(a) + line(c));
  });

  it("loses the line that a crash has torn, and gets it again", async () => {
    writeFileSync(path, line(a) + line(b).slice(0, 9));
    await job([a, b]);
    expect(readFileSync(path, "utf8")).toBe(line(a) + line(b));
  });

  it("replaces a result that has become another, also where the replacing was interrupted", async () => {
    const late = { id: "a", text: "another" };
    writeFileSync(path, line(a) + line(b));
    await job([late], false);
    expect(readFileSync(path, "utf8")).toBe(line(b) + line(late));
    writeFileSync(path, line(a) + line(late));
    await job([late, b]);
    expect(readFileSync(path, "utf8")).toBe(line(late) + line(b));
  });

  it("keeps what was not delivered again by a job that did not come to its end", async () => {
    writeFileSync(path, line(a) + line(b));
    await job([a], false);
    expect(readFileSync(path, "utf8")).toBe(line(a) + line(b));
  });

  it("holds nothing of another job once its own is complete", async () => {
    writeFileSync(path, `${line(c)}no JSON\n${line(a)}`);
    await job([a, b]);
    expect(readFileSync(path, "utf8")).toBe(line(a) + line(b));
  });

  it("may be a device", async () => {
    const device = process.platform === "linux" ? "/dev/null" : path;
    const file = await ResultsFile.open({
      path: device,
      name: device,
      isContinued: true,
      keyOf: (result) => (result as Result).id,
    });
    await file.write(a);
    await file.close({ isComplete: true });
    expect(readFileSync(device, "utf8")).toBe(device === path ? line(a) : "");
  });
});
