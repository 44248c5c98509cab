/** What the lines of a file become on the wire. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { linesIn, prompts, smsEnv, Terminal } from "./terminal.js";

let terminal: Terminal;
let sim: Simulator;
beforeEach(async () => {
  terminal = new Terminal();
  sim = await startSimulator();
  for (const [name, value] of Object.entries(smsEnv(sim))) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  terminal.remove();
  await sim.close();
});

/** The body of the one send that a submission makes. */
async function sent(provider: string, file: string, ...flags: string[]): Promise<Record<string, unknown>> {
  const words = [
    "submit",
    file,
    "--to",
    provider,
    "--from",
    "+15550100000",
    "--no-journal",
    "--yes",
    ...flags,
  ];
  const { code, stderr } = await terminal.run(words);
  expect([code, stderr]).toEqual([0, expect.stringContaining("Sent: 1 part.")]);
  const sends = sim.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/batches"));
  return sends.at(-1)?.body as Record<string, unknown>;
}

describe("text messages", () => {
  const NAMES = 'to,name,note\r\n+15550101001,Ann,x\r\n\r\n+15550101002,"Ben, jr",y\r\n';
  const TEXTS = '{"to":"+15550101001","text":"Hello Ann"}\n{"to":"+15550101002","text":"Hello Ben"}\n';

  it("have a text each at RingCentral", async () => {
    terminal.write("texts.jsonl", TEXTS);
    expect(await sent("ringcentral", "texts.jsonl")).toEqual({
      from: "+15550100000",
      messages: [
        { to: ["+15550101001"], text: "Hello Ann" },
        { to: ["+15550101002"], text: "Hello Ben" },
      ],
    });
  });

  it("fill the template of their provider with the columns of a CSV that it names, and no others leave", async () => {
    terminal.write("names.csv", `\uFEFF${NAMES}`);
    const body = await sent("sinch", "names.csv", "--text", "Hello ${name}");
    expect(body).toMatchObject({
      from: "+15550100000",
      to: ["+15550101001", "+15550101002"],
      body: "Hello ${name}",
    });
    expect(body["parameters"]).toEqual({ name: { "+15550101001": "Ann", "+15550101002": "Ben, jr" } });
    const words = ["submit", "names.csv", "--to", "ip1", "--text", "Hello {name}", "--simulate", "--json"];
    expect((await terminal.run(words)).code).toBe(0);
  });

  it("have a text each where a batch has one, by a template that is nothing but a placeholder", async () => {
    terminal.write("texts.jsonl", TEXTS);
    expect(await sent("sinch", "texts.jsonl")).toMatchObject({
      body: "${text}",
      parameters: { text: { "+15550101001": "Hello Ann", "+15550101002": "Hello Ben" } },
    });
  });

  it("that all have one text are sent with it as it stands", async () => {
    terminal.write("texts.csv", "to,text\n+15550101001,Hello\n+15550101002,Hello\n+15550101003,\n");
    const body = await sent("sinch", "texts.csv", "--text", "Hello");
    expect(body).toMatchObject({ body: "Hello", to: ["+15550101001", "+15550101002", "+15550101003"] });
    expect(body).not.toHaveProperty("parameters");
  });

  it.each([
    ["sinch", '{"to":"+15550101001"}\n', "line 1: has no text"],
    ["sinch", '{"to":15550101001,"text":"a"}\n', 'line 1: "to" must be a text'],
    ["sinch", '{"to":"+15550101001","text":7}\n', 'line 1: "text" must be a text'],
    ["sinch", '{"to":"+15550101001","text":"a","values":{"name":{}}}\n', "line 1: values.name"],
    [
      "sinch",
      `${TEXTS}{"to":"+15550101003","text":"\${name}","values":{"name":"Cid"}}\n`,
      "line 2: a text of its own",
    ],
    ["sinch", `${TEXTS}{"to":"+15550101001","text":"c"}\n`, "line 3: the number of an earlier line again"],
  ])("%s turns down %s", async (provider, content, words) => {
    terminal.write("texts.jsonl", content);
    const ended = await terminal.run(["submit", "texts.jsonl", "--to", provider, "--simulate"]);
    expect(ended).toMatchObject({ code: 6, stdout: "", stderr: expect.stringContaining(words) as string });
  });

  it("with values are turned down where the provider would send the placeholder itself", async () => {
    terminal.write("names.csv", NAMES);
    const words = ["estimate", "names.csv", "--to", "ringcentral", "--text"];
    expect((await terminal.run([...words, "Hello {name}"])).code).toBe(6);
    expect((await terminal.run([...words, "Hello"])).code).toBe(0);
  });

  it("need a sender where the provider does not choose one", async () => {
    terminal.write("names.csv", NAMES);
    const words = ["submit", "names.csv", "--to", "ip1", "--text", "Hello", "--yes"];
    expect(await terminal.run(words)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--from") as string,
    });
  });
});

describe("results of text messages", () => {
  it("have the places of the input, in a run and out of its journal", async () => {
    terminal.write("numbers.csv", "to\n+15550101001\n+15550101002\n+15550101003\n");
    const words = ["run", "numbers.csv", "--to", "sinch", "--text", "Hello", "--max-items", "2", "--yes"];
    const results = ["results", "--journal", "numbers.csv.journal"];
    for (const command of [words, results]) {
      const { code, stdout } = await terminal.run(command);
      const places = linesIn(stdout).map(({ to, position }) => [to, position]);
      expect([code, places.sort()]).toEqual([
        0,
        [
          ["15550101001", 0],
          ["15550101002", 1],
          ["15550101003", 2],
        ],
      ]);
    }
  });
});

describe("stdin", () => {
  it("is read to its end before anything is sent, and leaves nothing behind", async () => {
    const words = ["run", "-", "--to", "anthropic", "--simulate", "--rounds", "2"];
    const { code, stdout } = await terminal.run(words, { stdin: prompts(4) });
    expect([code, linesIn(stdout).length]).toEqual([0, 4]);
    const bad = await terminal.run(words, { stdin: `${prompts(2)}{\n` });
    expect(bad).toMatchObject({
      code: 6,
      stdout: "",
      stderr: expect.stringContaining("stdin, line 3") as string,
    });
  });

  it("may be CSV for text messages", async () => {
    const words = ["estimate", "-", "--to", "sinch", "--text", "Hello", "--json"];
    const { stdout } = await terminal.run(words, { stdin: "to\n+15550101001\n+15550101002\n" });
    expect(JSON.parse(stdout)).toMatchObject({ items: 2, recipients: 2, segments: 2 });
  });
});
