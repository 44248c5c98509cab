/** What each command prints, and how they go together. */
import { existsSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Ip1Client } from "../../src/ip1/index.js";
import { fileJournal } from "../../src/journal/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { anthropicEnv, ids, linesIn, promptIds, prompts, smsEnv, Terminal } from "./terminal.js";

let terminal: Terminal;
let sim: Simulator;

async function start(timeScale: number): Promise<void> {
  sim = await startSimulator({ timeScale });
  for (const [name, value] of Object.entries(anthropicEnv(sim))) vi.stubEnv(name, value);
}
beforeEach(() => {
  terminal = new Terminal();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  terminal.remove();
  await sim.close();
});

const sends = (): number =>
  sim.requests.filter(({ operationId }) => operationId === "createMessageBatch").length;
const run = ["run", "prompts.jsonl", "--to", "anthropic", "--yes"];
const submit = ["submit", "prompts.jsonl", "--to", "anthropic", "--yes"];

describe("run", () => {
  beforeEach(() => start(360_000));

  it("writes the provider's lines to a file, and its summary as an object", async () => {
    terminal.write("prompts.jsonl", prompts(5));
    const { code, stdout } = await terminal.run([...run, "--max-items", "2", "-o", "out.jsonl", "--json"]);
    expect(code).toBe(0);
    expect(ids(terminal.lines("out.jsonl"))).toEqual(promptIds(5));
    const summary = JSON.parse(stdout) as { readonly parts: readonly object[] };
    expect(summary).toMatchObject({ items: 5, kinds: { usable: 5 }, rounds: 1, rejected: 0 });
    expect(summary.parts).toHaveLength(3);
  });

  it.each([[[]], [["-o", "-"]]])("writes nothing but results to stdout: %j", async (out) => {
    terminal.write("prompts.jsonl", prompts(2));
    const { stdout } = await terminal.run([...run, "--json", ...out]);
    expect(ids(linesIn(stdout))).toEqual(promptIds(2));
  });

  it("sends nothing and delivers everything when it is started again", async () => {
    terminal.write("prompts.jsonl", prompts(4));
    await terminal.run(run);
    const { code, stdout, stderr } = await terminal.run(run.slice(0, -1));
    expect([code, ids(linesIn(stdout))]).toEqual([0, promptIds(4)]);
    expect(stderr).toContain("Everything was sent by an earlier run");
    expect(sends()).toBe(1);
  });

  it("keeps results in the order of the input", async () => {
    terminal.write("prompts.jsonl", prompts(9));
    const { stdout } = await terminal.run([...run, "--max-items", "2", "--in-order"]);
    expect(linesIn(stdout).map(({ custom_id: id }) => id)).toEqual(
      Array.from({ length: 9 }, (_, index) => `prompt-${index}`),
    );
  });

  it("sends items again that failed for no fault of theirs, as often as it may", async () => {
    terminal.write(
      "prompts.jsonl",
      prompts(3, (index) => (index === 1 ? "fate:errored:overloaded_error" : undefined)),
    );
    const { code, stdout } = await terminal.run([...run, "--rounds", "2"]);
    expect([code, ids(linesIn(stdout))]).toEqual([3, promptIds(3)]);
    expect(sends()).toBe(2);
    const results = await terminal.run(["results", "--journal", "prompts.jsonl.journal"]);
    expect(results.code).toBe(3);
    // That of the last round, too.
    expect(results.stdout.split("\n").sort()).toEqual(stdout.split("\n").sort());
  });

  it("leaves no journal if it is told so, and another one where it is told so", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    await terminal.run([...run, "--no-journal"]);
    expect(existsSync(terminal.path("prompts.jsonl.journal"))).toBe(false);
    await terminal.run([...run, "--journal", "campaign.journal"]);
    expect(existsSync(terminal.path("campaign.journal"))).toBe(true);
    expect(sends()).toBe(2);
  });

  it("writes nothing personal and no key to its journal or to the terminal", async () => {
    terminal.write("prompts.jsonl", prompts(2));
    const { stderr } = await terminal.run([...run, "-o", "out.jsonl"]);
    for (const text of [stderr, terminal.read("prompts.jsonl.journal")]) {
      expect(text).not.toContain(sim.options.anthropic.apiKey);
      expect(text).not.toMatch(/motto|prompt-0/);
    }
  });

  it("against the embedded simulator begins anew each time, and keeps its hands off the journal of a real job", async () => {
    terminal.write("prompts.jsonl", prompts(2));
    const simulated = ["run", "prompts.jsonl", "--to", "anthropic", "--simulate"];
    for (let time = 0; time < 2; time++)
      expect(ids(linesIn((await terminal.run(simulated)).stdout))).toEqual(promptIds(2));
    expect(sends()).toBe(0);
    await terminal.run(run);
    expect(sends()).toBe(1);
    const journal = terminal.read("prompts.jsonl.journal");
    expect((await terminal.run(simulated)).code).toBe(0);
    expect(terminal.read("prompts.jsonl.journal")).toBe(journal);
  });

  it("asks before a paid send on a terminal, and sends at a yes", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    const onWords = (words: string): unknown => words.endsWith("[y/N] ") && terminal.type("y\n");
    const { code, stderr } = await terminal.run(run.slice(0, -1), { isTerminal: true, onWords });
    expect([code, sends()]).toEqual([0, 1]);
    expect(stderr).toMatch(/To anthropic: 1 item, 1 part, \d+ B\.[^]*Send it to anthropic\?/);
  });

  it("does not mix the journals of two providers", async () => {
    terminal.write("numbers.csv", "to\n+15550101001\n");
    terminal.write("prompts.jsonl", prompts(1));
    await terminal.run([...submit, "--journal", "numbers.csv.journal"]);
    vi.stubEnv("SINCH_SERVICE_PLAN_ID", "plan");
    vi.stubEnv("SINCH_API_TOKEN", "token");
    const words = ["run", "numbers.csv", "--to", "sinch", "--text", "Hello", "--yes"];
    expect(await terminal.run(words)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("is a journal of anthropic") as string,
    });
  });

  it("leaves the results of a job alone that another process is at", async () => {
    terminal.write("prompts.jsonl", prompts(2));
    const words = [...run, "-o", "out.jsonl"];
    await terminal.run(words);
    const half = `${terminal.read("out.jsonl")}{"custom_id":`;
    terminal.write("out.jsonl", half);
    const holder = await fileJournal(terminal.path("prompts.jsonl.journal")).open();
    const { code, stderr } = await terminal.run(words);
    await holder.close();
    expect([code, stderr]).toEqual([1, expect.stringContaining("in use")]);
    expect(terminal.read("out.jsonl")).toBe(half);
    expect((await terminal.run(words)).code).toBe(0);
    expect(ids(terminal.lines("out.jsonl"))).toEqual(promptIds(2));
  });

  it("says which file it cannot write, before anything is sent", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    const { code, stderr } = await terminal.run([...run, "-o", "no/such/folder/out.jsonl"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("cannot write no/such/folder/out.jsonl")]);
    expect(sends()).toBe(0);
  });
});

describe("submit", () => {
  beforeEach(() => start(360_000));

  it("prints an id per part, and as JSON what a program needs to go on", async () => {
    terminal.write("prompts.jsonl", prompts(5));
    const { stdout } = await terminal.run([...submit, "--max-items", "3", "--json"]);
    expect(linesIn(stdout)).toEqual([
      expect.objectContaining({
        provider: "anthropic",
        id: expect.stringMatching(/^msgbatch_/) as string,
        from: 0,
        to: 3,
      }),
      expect.objectContaining({ from: 3, to: 5 }),
    ]);
    const again = await terminal.run([...submit, "--max-items", "3"]);
    expect(again.stdout.split("\n")).toEqual([...linesIn(stdout).map(({ id }) => id), ""]);
    expect(sends()).toBe(2);
  });

  it("leaves off after the part that is under way at Ctrl-C, and goes on with the next one", async () => {
    terminal.write("prompts.jsonl", prompts(6));
    const words = [...submit, "--max-items", "2"];
    const { fetch } = globalThis;
    vi.stubGlobal("fetch", (...call: Parameters<typeof fetch>) => {
      if (call[1]?.method === "POST") terminal.interrupt();
      return fetch(...call);
    });
    const first = await terminal.run(words);
    vi.unstubAllGlobals();
    expect([first.code, first.stdout.split("\n").length - 1, sends()]).toEqual([4, 1, 1]);
    expect(terminal.read("prompts.jsonl.journal")).toContain('"type":"sent"');
    const second = await terminal.run(words);
    expect([second.code, second.stdout.split("\n").length - 1, sends()]).toEqual([0, 3, 3]);
  });
});

describe("Ctrl-C", () => {
  beforeEach(() => start(360_000));

  const refused = (): Promise<Response> =>
    Promise.resolve(new Response("{}", { status: 429, headers: { "retry-after": "30" } }));
  const unreachable = (): Promise<Response> => {
    const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    return Promise.reject(new TypeError("fetch failed", { cause }));
  };

  it.each([
    ["the provider refuses the part for now", refused],
    ["the provider cannot be reached", unreachable],
  ])("just as %s leaves nothing undefined: the next run sends the part", async (_, answer) => {
    terminal.write("prompts.jsonl", prompts(2));
    const { fetch } = globalThis;
    vi.stubGlobal("fetch", (...call: Parameters<typeof fetch>) => {
      if (call[1]?.method !== "POST") return fetch(...call);
      terminal.interrupt();
      return answer();
    });
    const first = await terminal.run(run);
    vi.unstubAllGlobals();
    expect([first.code, sends()]).toEqual([4, 0]);
    expect(terminal.read("prompts.jsonl.journal")).toContain('"type":"refused"');
    const second = await terminal.run(run);
    expect([second.code, ids(linesIn(second.stdout)), sends()]).toEqual([0, promptIds(2), 1]);
  });
});

describe("status, watch, results and cancel", () => {
  beforeEach(() => start(1));

  it("go from the ids or the journal of a submission to its results", async () => {
    terminal.write("prompts.jsonl", prompts(3));
    const { stdout } = await terminal.run([...submit, "--max-items", "2"]);
    const batches = stdout.trim().split("\n");
    const named = [...batches, "--to", "anthropic"];
    const journal = ["--journal", "prompts.jsonl.journal"];

    for (const which of [named, journal]) {
      const early = await terminal.run(["results", ...which]);
      expect([early.code, early.stdout]).toEqual([4, ""]);
      const status = await terminal.run(["status", ...which, "--json"]);
      expect(status.code).toBe(4);
      expect(linesIn(status.stdout).map(({ id, phase }) => [id, phase])).toEqual(
        batches.map((id) => [id, "running"]),
      );
    }
    await sim.clock.advance(3_600_000);
    for (const which of [named, journal]) {
      const watch = await terminal.run(["watch", ...which, "--json"]);
      expect(watch.code).toBe(0);
      expect(new Set(linesIn(watch.stdout).map(({ outcome }) => outcome))).toEqual(new Set(["completed"]));
      const results = await terminal.run(["results", ...which]);
      expect([results.code, ids(linesIn(results.stdout))]).toEqual([0, promptIds(3)]);
    }
    await terminal.run(["results", ...journal, "-o", "out.jsonl"]);
    expect(ids(terminal.lines("out.jsonl"))).toEqual(promptIds(3));
    const table = await terminal.run(["status", ...named]);
    expect([table.code, table.stdout.split("\n")[0]]).toEqual([
      0,
      expect.stringMatching(/^batch +phase +items/),
    ]);
  });

  it("cancel what has not ended", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    const { stdout } = await terminal.run(submit);
    expect((await terminal.run(["cancel", stdout.trim(), "--to", "anthropic"])).stdout).toBe(stdout);
    await sim.clock.advance(3_600_000);
    expect((await terminal.run(["status", "--journal", "prompts.jsonl.journal"])).code).toBe(3);
  });

  it("results of one batch that are gone keep back no others, and without any the file of earlier ones stays", async () => {
    terminal.write("prompts.jsonl", prompts(3));
    const { stdout } = await terminal.run([...submit, "--max-items", "1"]);
    const batches = stdout.trim().split("\n");
    await sim.clock.advance(3_600_000);
    const words = ["results", "msgbatch_0", ...batches, ...batches, "--to", "anthropic"];
    sim.faults.add({ operation: "retrieveMessageBatchResults", times: 1, fault: { status: 404 } });
    const { code, stdout: lines, stderr } = await terminal.run(words);
    expect([code, ids(linesIn(lines))]).toEqual([1, ["prompt-1", "prompt-2"]]);
    expect(stderr.match(/^msgbatch_\w+: .*404/gm)).toHaveLength(2);

    terminal.write("out.jsonl", "earlier\n");
    sim.faults.add({ operation: "retrieveMessageBatchResults", times: 3, fault: { status: 404 } });
    expect((await terminal.run([...words, "-o", "out.jsonl"])).code).toBe(1);
    expect(terminal.read("out.jsonl")).toBe("earlier\n");
  });

  it("name each batch that the provider does not know", async () => {
    const { code, stderr } = await terminal.run(["status", "msgbatch_0", "--to", "anthropic"]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^msgbatch_0: .*404/)]);
    expect((await terminal.run(["cancel", "msgbatch_0", "--to", "anthropic"])).code).toBe(1);
  });

  it("have nothing to cancel with where the provider cannot", async () => {
    for (const name of ["CLIENT_ID", "CLIENT_SECRET", "JWT"]) vi.stubEnv(`RINGCENTRAL_${name}`, "x");
    expect((await terminal.run(["cancel", "1", "--to", "ringcentral"])).code).toBe(2);
  });

  it("wait no longer than they are told, and stop at Ctrl-C", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    await terminal.run(submit);
    const words = ["watch", "--journal", "prompts.jsonl.journal"];
    expect((await terminal.run([...words, "--timeout", "0.1s"])).code).toBe(4);
    const stopped = await terminal.run(words, terminal.interruptAt("running"));
    expect([stopped.code, stopped.stderr]).toEqual([4, expect.stringContaining("nothing was canceled")]);
  });

  it("without arguments, tell of the journals of the folder", async () => {
    expect((await terminal.run(["status"])).stderr).toContain("There is no journal");
    terminal.write("prompts.jsonl", prompts(3));
    await terminal.run(submit);
    await terminal.run([
      "submit",
      "prompts.jsonl",
      "--to",
      "anthropic",
      "--simulate",
      "--journal",
      "trial.journal",
    ]);
    const { code, stdout } = await terminal.run(["status", "--json"]);
    expect(code).toBe(4);
    expect(linesIn(stdout)).toEqual([
      expect.objectContaining({ journal: "prompts.jsonl.journal", items: 3, ended: 0, state: "running" }),
      expect.objectContaining({ journal: "trial.journal", state: "simulated" }),
    ]);
    vi.stubEnv("ANTHROPIC_API_KEY", "");
    const keyless = await terminal.run(["status"]);
    expect([keyless.stdout, keyless.stderr]).toEqual([
      expect.stringContaining("prompts.jsonl.journal"),
      expect.stringContaining("ANTHROPIC_API_KEY"),
    ]);
  });

  it("tell a job that is sending from one that has died at it", async () => {
    const intent = {
      provider: "anthropic",
      operation: "createMessageBatch",
      startedAt: 1,
      correlation: { size: 1 },
    };
    const records = [
      { v: 1, seq: 0, at: "", type: "run", provider: "anthropic" },
      { v: 1, seq: 1, at: "", type: "intent", part: 0, from: 0, intent },
    ];
    terminal.write("a.journal", records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    const holder = (pid: number): string => JSON.stringify({ pid, host: hostname() });
    terminal.write("a.journal.lock", holder(process.pid));
    expect(await terminal.run(["status"])).toMatchObject({
      code: 4,
      stdout: expect.stringContaining("being sent") as string,
    });
    // Above what systems give out.
    terminal.write("a.journal.lock", holder(2 ** 30));
    expect(await terminal.run(["status"])).toMatchObject({
      code: 5,
      stdout: expect.stringContaining("not known") as string,
    });
  });

  it("name the line of a journal that is damaged", async () => {
    writeFileSync(
      terminal.path("a.journal"),
      '{"v":1,"seq":0,"at":"","type":"run","provider":"anthropic"}\noops\n',
    );
    const { code, stderr } = await terminal.run(["status", "--journal", "a.journal"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("line 2")]);
    expect(await terminal.run(["results", "--journal", "none.journal"])).toMatchObject({
      code: 1,
      stdout: "",
    });
  });
});

describe("reconcile", () => {
  beforeEach(() => start(1));

  it("looks for a part without an answer, sends nothing and writes nothing", async () => {
    terminal.write("prompts.jsonl", prompts(2));
    const words = ["reconcile", "--journal", "prompts.jsonl.journal", "--json"];
    sim.faults.add({ operation: "createMessageBatch", times: 1, fault: "reset-after" });
    expect((await terminal.run(submit)).code).toBe(5);
    const journal = terminal.read("prompts.jsonl.journal");
    const { code, stdout } = await terminal.run(words);
    expect([code, JSON.parse(stdout)]).toEqual([
      5,
      expect.objectContaining({ status: "undecided", from: 0 }),
    ]);
    expect([sends(), terminal.read("prompts.jsonl.journal")]).toEqual([1, journal]);
    const cancel = await terminal.run(["cancel", "--journal", "prompts.jsonl.journal"]);
    expect([cancel.code, cancel.stderr]).toEqual([5, expect.stringContaining("see reconcile")]);
  });

  it("finds a batch by what its provider shows of it: a label, or the uploaded file", async () => {
    const { openai } = sim.options;
    const env = { ...smsEnv(sim), OPENAI_BASE_URL: openai.baseUrl, OPENAI_API_KEY: openai.apiKey };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    terminal.write("numbers.csv", "to,text\n+16505550001,Hello\n");
    const body = { model: "gpt-6-luna", messages: [{ role: "user", content: "Hello" }] };
    const line = { custom_id: "a", method: "POST", url: "/v1/chat/completions", body };
    terminal.write("lines.jsonl", JSON.stringify(line));
    for (const [to, file, operation] of [
      ["sinch", "numbers.csv", "SendSMS"],
      ["openai", "lines.jsonl", "createBatch"],
    ] as const) {
      sim.faults.add({ operation, times: 1, fault: "reset-after" });
      expect((await terminal.run(["submit", file, "--to", to, "--yes"])).code).toBe(5);
      const looked = await terminal.run(["reconcile", "--journal", `${file}.journal`, "--json"]);
      expect([looked.code, JSON.parse(looked.stdout)]).toEqual([
        0,
        { status: "found", from: 0, handle: expect.objectContaining({ provider: to }) as object },
      ]);
    }
  });

  it("has nothing to look for where every part is accounted for", async () => {
    terminal.write("prompts.jsonl", prompts(2));
    await terminal.run(submit);
    const { code, stdout } = await terminal.run([
      "reconcile",
      "--journal",
      "prompts.jsonl.journal",
      "--json",
    ]);
    expect([code, JSON.parse(stdout)]).toEqual([0, { status: "none" }]);
  });

  it.each([
    ["half a body", { provider: "anthropic", operation: "createMessageBatch", startedAt: 1 }],
    [
      "a file that was never uploaded",
      { provider: "openai", operation: "createBatch", startedAt: 1, correlation: { size: 1 } },
    ],
  ])("knows that %s is no batch", async (_, intent) => {
    vi.stubEnv("OPENAI_API_KEY", "sk-test");
    const records = [
      { v: 1, seq: 0, at: "", type: "run", provider: intent.provider },
      { v: 1, seq: 1, at: "", type: "intent", part: 0, from: 0, intent },
    ];
    terminal.write("a.journal", records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    expect(await terminal.run(["reconcile", "--journal", "a.journal"])).toMatchObject({
      code: 0,
      stdout: "absent\n",
    });
    expect(sim.requests).toEqual([]);
  });
});

describe("list", () => {
  beforeEach(() => start(1));

  it("shows the batches of the account, as a table or as they are", async () => {
    expect(await terminal.run(["list", "--to", "anthropic"])).toMatchObject({ code: 0, stdout: "" });
    terminal.write("prompts.jsonl", prompts(3));
    await terminal.run([...submit, "--max-items", "1"]);
    const { stdout } = await terminal.run(["list", "--to", "anthropic", "--json"]);
    expect(linesIn(stdout).map(({ type }) => type)).toEqual([
      "message_batch",
      "message_batch",
      "message_batch",
    ]);
    const table = await terminal.run(["list", "--to", "anthropic", "--limit", "2"]);
    expect(table.stdout.trim().split("\n")).toHaveLength(3);
    expect(table.stderr).toContain("more");
  });

  it("shows those of more than the last day, which some providers have to be asked for, and the newest first", async () => {
    for (const [name, value] of Object.entries(smsEnv(sim))) vi.stubEnv(name, value);
    await new Ip1Client(sim.options.ip1).senders.register("Library");
    terminal.write("numbers.csv", "to\n+16505550001\n");
    const from = { ringcentral: "+16505550100", ip1: "Library", sinch: "Library" };
    for (const [to, sender] of Object.entries(from)) {
      const words = [
        "submit",
        "numbers.csv",
        "--to",
        to,
        "--from",
        sender,
        "--text",
        "Hi",
        "--no-journal",
        "--yes",
      ];
      const older = await terminal.run(words);
      await sim.clock.advance(2 * 24 * 3_600_000);
      const newer = await terminal.run(words);
      const { stdout } = await terminal.run(["list", "--to", to, "--json"]);
      expect(linesIn(stdout).map(({ id }) => id)).toEqual([newer.stdout.trim(), older.stdout.trim()]);
    }
  });
});

describe("estimate", () => {
  beforeEach(() => start(1));

  it("needs no key and sends nothing", async () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "");
    terminal.write("prompts.jsonl", prompts(5));
    const words = ["estimate", "prompts.jsonl", "--to", "anthropic", "--max-items", "2"];
    expect((await terminal.run(words)).stdout).toMatch(/^parts +items +bytes\n3 +5 +\d+ B\n$/);
    expect(JSON.parse((await terminal.run([...words, "--json"])).stdout)).toMatchObject({
      parts: 3,
      items: 5,
    });
    expect(sim.requests).toEqual([]);
  });
});

describe("simulate", () => {
  beforeEach(() => start(1));

  it("prints what to export for each provider, and ends at Ctrl-C", async () => {
    const { code, stdout } = await terminal.run(["simulate"], terminal.interruptAt("Ctrl-C ends it"));
    expect(code).toBe(0);
    const names = [...stdout.matchAll(/^export (\w+)=\S+$/gm)].map(([, name]) => name);
    expect(stdout.trim().split("\n")).toHaveLength(names.length);
    for (const provider of ["ANTHROPIC", "OPENAI", "RINGCENTRAL", "IP1", "SINCH"])
      expect(names).toContain(`${provider}_BASE_URL`);
    expect(names).toEqual(expect.arrayContaining(["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "IP1_API_KEY"]));
  });
});
