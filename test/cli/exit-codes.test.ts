/** Every exit code of the command line, each by what produces it. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { anthropicEnv, ids, linesIn, promptIds, prompts, smsEnv, Terminal } from "./terminal.js";

let terminal: Terminal;
let sim: Simulator;

/** Batches of a quick one end before they are asked for; those of a slow one when the test says so. */
async function start(timeScale: number): Promise<void> {
  sim = await startSimulator({ timeScale });
  for (const [name, value] of Object.entries(anthropicEnv(sim))) vi.stubEnv(name, value);
}
const QUICK = 360_000;
const SLOW = 1;

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
const run = ["run", "prompts.jsonl", "--to", "anthropic"];

describe("0", () => {
  beforeEach(() => start(QUICK));

  it("all results are usable", async () => {
    terminal.write("prompts.jsonl", prompts(3));
    const { code, stdout } = await terminal.run([...run, "--yes"]);
    expect(code).toBe(0);
    expect(ids(linesIn(stdout))).toEqual(promptIds(3));
  });

  it("everything is sent, though nothing has ended", async () => {
    terminal.write("prompts.jsonl", prompts(3));
    const { code, stdout } = await terminal.run(["submit", "prompts.jsonl", "--to", "anthropic", "--yes"]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^msgbatch_\w+\n$/)]);
  });

  it("everything is handed over, where no more was asked for", async () => {
    await sim.close();
    await start(SLOW);
    for (const [name, value] of Object.entries(smsEnv(sim))) vi.stubEnv(name, value);
    terminal.write("numbers.csv", "to,text\n+16505550995,Hello\n");
    await terminal.run(["submit", "numbers.csv", "--to", "sinch", "--yes"]);
    await sim.clock.advance(3_600_000);
    const words = ["results", "--journal", "numbers.csv.journal"];
    const { code, stdout } = await terminal.run([...words, "--until", "sent"]);
    expect([code, linesIn(stdout)]).toEqual([
      0,
      [expect.objectContaining({ outcome: "pending", position: 0 })],
    ]);
    expect((await terminal.run(words)).code).toBe(4);
    for (const command of [["status"], ["watch", "--timeout", "0.1s"]]) {
      const which = [...command, "--journal", "numbers.csv.journal"];
      const codes = [await terminal.run([...which, "--until", "sent"]), await terminal.run(which)];
      expect([command, codes.map((ended) => ended.code)]).toEqual([command, [0, 4]]);
    }
    const run = ["run", "numbers.csv", "--to", "sinch", "--until", "sent"];
    expect((await terminal.run(run)).code).toBe(0);
  });

  it("help and version", async () => {
    expect(await terminal.run(["--help"])).toMatchObject({ code: 0, stderr: "" });
    expect((await terminal.run(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("1", () => {
  beforeEach(() => start(QUICK));

  it("the provider refuses the key", async () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "sk-ant-not-this-one");
    terminal.write("prompts.jsonl", prompts(1));
    const { code, stderr } = await terminal.run([...run, "--yes"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("401")]);
    expect(stderr).not.toContain("sk-ant");
  });

  it("the file is not there", async () => {
    expect(await terminal.run([...run, "--yes"])).toMatchObject({ code: 1, stdout: "" });
  });

  it("the journal is a file of another kind, such as the input, which stays as it is", async () => {
    const only = prompts(1).trimEnd();
    terminal.write("prompts.jsonl", only);
    const { code, stderr } = await terminal.run([...run, "--yes", "--journal", "prompts.jsonl"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("is no journal")]);
    expect([terminal.read("prompts.jsonl"), sends()]).toEqual([only, 0]);
  });

  it("the input is not the one that the journal began with", async () => {
    terminal.write("prompts.jsonl", prompts(2));
    await terminal.run([...run, "--yes"]);
    terminal.write("prompts.jsonl", prompts(2).replace("city number 0", "village number 0"));
    const { code, stderr } = await terminal.run([...run, "--yes"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("not the one that the journal began with")]);
    expect(sends()).toBe(1);
  });
});

describe("2", () => {
  beforeEach(() => start(QUICK));

  it.each([
    ["no command", []],
    ["an unknown command", ["send"]],
    ["an unknown option", [...run, "--fast"]],
    ["no provider", ["run", "prompts.jsonl"]],
    ["an unknown provider", ["run", "prompts.jsonl", "--to", "acme"]],
    ["no number of rounds", [...run, "--rounds", "0"]],
    ["no time", [...run, "--timeout", "soon"]],
    ["ids without their provider", ["status", "msgbatch_1"]],
    ["ids beside a journal", ["status", "msgbatch_1", "--journal", "a.journal"]],
    ["no journal to reconcile", ["reconcile"]],
    ["a results file that is the input", [...run, "--yes", "-o", "prompts.jsonl"]],
    ["a results file that is the journal", [...run, "--yes", "-o", "./prompts.jsonl.journal"]],
    [
      "a results file that is the input of the journal",
      ["results", "--journal", "./prompts.jsonl.journal", "-o", "prompts.jsonl"],
    ],
    ["a text for what is no text message", [...run, "--yes", "--text", "Hello"]],
    ["two servers", [...run, "--simulate", "--base-url", "http://127.0.0.1:1"]],
  ])("%s", async (_, words) => {
    terminal.write("prompts.jsonl", prompts(1));
    expect(await terminal.run(words)).toMatchObject({ code: 2, stdout: "" });
    expect(sends()).toBe(0);
  });

  it("a paid send that nobody can be asked about", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    const { code, stderr } = await terminal.run(run);
    expect([code, stderr]).toEqual([2, expect.stringContaining("--yes")]);
    expect(sends()).toBe(0);
  });

  it("no key", async () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "");
    terminal.write("prompts.jsonl", prompts(1));
    const { code, stderr } = await terminal.run([...run, "--yes"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("ANTHROPIC_API_KEY")]);
  });
});

describe("3", () => {
  beforeEach(() => start(QUICK));

  it("all has ended, and one item is not usable", async () => {
    terminal.write(
      "prompts.jsonl",
      prompts(3, (index) => (index === 1 ? "fate:refusal" : undefined)),
    );
    const { code, stdout } = await terminal.run([...run, "--yes"]);
    expect(code).toBe(3);
    expect(linesIn(stdout)).toHaveLength(3);
  });

  it("a message was not delivered", async () => {
    terminal.write("numbers.csv", "to\n+15550101000\n+15550100190\n");
    const words = ["run", "numbers.csv", "--to", "ringcentral", "--text", "Hello", "--simulate"];
    const { code, stdout } = await terminal.run(words);
    expect(code).toBe(3);
    expect(linesIn(stdout).map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(["failed"]));
  });
});

describe("3, where a create answer told it", () => {
  beforeEach(() => start(SLOW));

  it("a recipient was turned down, as the journal of the submission knows", async () => {
    for (const [name, value] of Object.entries(smsEnv(sim))) vi.stubEnv(name, value);
    terminal.write("numbers.csv", "to\n+16505550001\n+16505550002\n+16505550199\n");
    const to = ["--to", "ringcentral", "--from", "+16505550100", "--text", "Hello", "--max-items", "2"];
    await terminal.run(["submit", "numbers.csv", ...to, "--yes"]);
    await sim.clock.advance(24 * 3_600_000);
    const which = ["--journal", "numbers.csv.journal"];
    const watched = await terminal.run(["watch", ...which]);
    expect([watched.code, watched.stdout]).toEqual([3, expect.stringContaining("1 rejected")]);
    expect((await terminal.run(["status", ...which])).code).toBe(3);
    const results = await terminal.run(["results", ...which]);
    expect(results.code).toBe(3);
    expect(linesIn(results.stdout).filter(({ outcome }) => outcome === "failed")).toEqual([
      { to: "", outcome: "failed", position: 2, raw: {} },
    ]);
  });
});

describe("4", () => {
  beforeEach(() => start(SLOW));

  it("the deadline came first", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    const { code, stderr } = await terminal.run([...run, "--yes", "--timeout", "0.2s"]);
    expect([code, stderr]).toEqual([4, expect.stringContaining("batchwire run prompts.jsonl")]);
  });

  it("the deadline came first, and no more parts were sent than may be unended", async () => {
    terminal.write("prompts.jsonl", prompts(3));
    const words = [...run, "--yes", "--timeout", "0.2s", "--max-items", "1", "--max-in-flight", "2"];
    expect((await terminal.run(words)).code).toBe(4);
    expect(sends()).toBe(2);
  });

  it("the first Ctrl-C; the same command goes on", async () => {
    terminal.write("prompts.jsonl", prompts(2));
    const first = await terminal.run([...run, "--yes", "-o", "out.jsonl"], terminal.interruptAt("part 1"));
    expect([first.code, first.stderr]).toEqual([4, expect.stringContaining("Go on with the same command")]);
    await sim.clock.advance(86_400_000);
    const second = await terminal.run([...run, "-o", "out.jsonl"]);
    expect(second.code).toBe(0);
    expect(ids(terminal.lines("out.jsonl"))).toEqual(promptIds(2));
    expect(sends()).toBe(1);
  });

  it("the first Ctrl-C without a journal; it says how to get at what is out", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    const { code, stderr } = await terminal.run(
      [...run, "--yes", "--no-journal"],
      terminal.interruptAt("running"),
    );
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(/would send everything again.*\n +batchwire results msgbatch_\w+ --to anthropic/),
    ]);
  });

  it("a batch of status still runs", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    const { stdout: id } = await terminal.run(["submit", "prompts.jsonl", "--to", "anthropic", "--yes"]);
    for (const words of [
      ["status", id.trim(), "--to", "anthropic"],
      ["status", "--journal", "prompts.jsonl.journal"],
      ["status"],
    ]) {
      const { code, stdout } = await terminal.run(words);
      expect([code, stdout]).toEqual([4, expect.stringContaining("running")]);
    }
  });

  it("all that was sent has ended, and an item failed, but not everything was sent", async () => {
    terminal.write(
      "prompts.jsonl",
      prompts(2, () => "fate:errored:invalid_request_error"),
    );
    const submit = ["submit", "prompts.jsonl", "--to", "anthropic", "--yes", "--max-items", "1"];
    expect((await terminal.run(submit, terminal.interruptAt("part 1"))).code).toBe(4);
    await sim.clock.advance(86_400_000);
    for (const command of ["status", "watch", "results"]) {
      const { code, stderr } = await terminal.run([command, "--journal", "prompts.jsonl.journal"]);
      expect([command, code, stderr]).toEqual([
        command,
        4,
        expect.stringContaining("not everything was sent"),
      ]);
    }
    expect(sends()).toBe(1);
  });
});

describe("5", () => {
  beforeEach(() => start(SLOW));

  const lost = { operation: "createMessageBatch", times: 1, fault: "reset-after" } as const;

  it("the answer got lost, and the search for it fails", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    sim.faults.add(lost);
    sim.faults.add({ operation: "listMessageBatches", times: 1, fault: { status: 401, body: {} } });
    const { code, stderr } = await terminal.run([...run, "--yes"]);
    expect([code, stderr]).toEqual([5, expect.stringContaining("Go on with the same command")]);
  });

  it("the answer got lost, and Ctrl-C came before it was found; the same command finds it", async () => {
    await sim.close();
    // The two clocks must not part company for this: a day is some seconds.
    await start(36_000);
    terminal.write(
      "prompts.jsonl",
      prompts(2, () => "fate:minutes:1200"),
    );
    sim.faults.add(lost);
    const { fetch } = globalThis;
    vi.stubGlobal("fetch", (...call: Parameters<typeof fetch>) => {
      if (call[1]?.method === "GET") terminal.interrupt();
      return fetch(...call);
    });
    const first = await terminal.run([...run, "--yes"]);
    vi.unstubAllGlobals();
    expect(first.code).toBe(5);
    expect((await terminal.run(["status"])).code).toBe(5);
    for (const command of ["status", "watch", "results"]) {
      const { code, stderr } = await terminal.run([command, "--journal", "prompts.jsonl.journal"]);
      expect([command, code, stderr]).toEqual([command, 5, expect.stringContaining("see reconcile")]);
    }
    const second = await terminal.run([...run, "--yes"]);
    expect(second.code).toBe(0);
    expect(ids(linesIn(second.stdout))).toEqual(promptIds(2));
    expect(sends()).toBe(1);
  });
});

describe("6", () => {
  beforeEach(() => start(QUICK));

  it.each([
    ["a line that is no JSON", "prompts.jsonl", `${prompts(4_710)}{"custom_id":\n`, "line 4711"],
    ["a line that is no object", "prompts.jsonl", `${prompts(1)}\n[]\n`, "line 3"],
    [
      "a request that the provider would refuse",
      "prompts.jsonl",
      `${prompts(2)}{"custom_id":"x","params":{}}\n`,
      "line 3",
    ],
    ["an id that comes twice", "prompts.jsonl", `${prompts(2)}${prompts(1)}`, "line 3"],
    ["a file without items", "prompts.jsonl", "\n\n", "no items"],
  ])("%s", async (_, name, content, words) => {
    terminal.write(name, content);
    const { code, stdout, stderr } = await terminal.run([...run, "--yes"]);
    expect([code, stdout, stderr]).toEqual([6, "", expect.stringContaining(words)]);
    expect(sends()).toBe(0);
  });

  it.each([
    ["a CSV without a column to", "number,text\n1,2\n", "line 1"],
    ["an empty CSV", "", "line 1"],
    ["a row that is too long", "to,text\n+15550101001,a\n+15550101002,b,c\n", "line 3"],
    ["a quote that is not closed", 'to,text\n+15550101001,"a\n', "line"],
    ["a number that is none", "to\n+15550101001\nBob\n", "line 3"],
    ["a row whose text has lines of its own", 'to,text\n+15550101001,"a\r\nb"\nBob,"c\r\nd\ne"\n', "line 4"],
    ["a row without a number", "to,text\n+15550101001,a\n,b\n", "line 3"],
    [
      "a text that is not UTF-8",
      Buffer.from("to,text\n+15550101001,a\n+15550101002,Gr\xfc\xdfe\n", "latin1"),
      "line 3: is not UTF-8",
    ],
    ["a header that is not UTF-8", Buffer.from("to,gr\xfc\xdfe\n+15550101001,a\n", "latin1"), "is not UTF-8"],
  ])("%s", async (_, content, words) => {
    terminal.write("numbers.csv", content);
    const { code, stderr } = await terminal.run([
      "run",
      "numbers.csv",
      "--to",
      "ip1",
      "--text",
      "Hi",
      "--simulate",
    ]);
    expect([code, stderr]).toEqual([6, expect.stringContaining(words)]);
  });

  it.each([
    ["no", () => terminal.type("n\n")],
    ["nothing", () => terminal.type("\n")],
    ["Ctrl-D", () => terminal.endTyping()],
  ])("the answer to the question is %s", async (_, answer) => {
    terminal.write("prompts.jsonl", prompts(1));
    const onWords = (words: string): void => {
      if (words.endsWith("[y/N] ")) answer();
    };
    const { code, stderr } = await terminal.run(run, { isTerminal: true, onWords });
    expect([code, stderr]).toEqual([6, expect.stringContaining("Nothing was sent")]);
    expect(sends()).toBe(0);
  });
});

describe("7", () => {
  beforeEach(() => start(QUICK));

  it("results are missing", async () => {
    terminal.write("prompts.jsonl", prompts(3));
    const [line] = linesIn((await terminal.run([...run, "--yes"])).stdout);
    const body = `${JSON.stringify(line)}\n`;
    sim.faults.add({ operation: "retrieveMessageBatchResults", times: 100, fault: { status: 200, body } });
    const { code } = await terminal.run(["results", "--journal", "prompts.jsonl.journal"]);
    expect(code).toBe(7);
    expect((await terminal.run(run)).code).toBe(7);
  });
});

describe("130", () => {
  beforeEach(() => start(SLOW));

  it("the second Ctrl-C", async () => {
    terminal.write("prompts.jsonl", prompts(1));
    const stopped = terminal.run([...run, "--yes"], terminal.interruptAt("part 1", 2));
    expect((await stopped).stderr).toContain("Ctrl-C again ends at once");
    expect(terminal.exits).toEqual([130]);
  });
});
