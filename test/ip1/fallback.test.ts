import { describe, expect, it } from "vitest";
import { Ip1Client, type SubmitInput } from "../../src/ip1/index.js";
import { KEY } from "../support/ip1.js";
import { forever, json, scriptedFetch } from "../support/scripted-fetch.js";

const ADA = "46701740601";
const BOB = "46701740602";
const CYD = "46701740603";

async function sent(recipients: SubmitInput["recipients"], body = "Hello{name}!"): Promise<unknown[]> {
  const fetch = scriptedFetch(forever(json({ id: "b1" })));
  const client = new Ip1Client({ apiKey: KEY, fetch });
  const input = { sender: "Library", body, recipients };
  await client.batches.submit(input, { maxRecipientsPerBatch: 2 }).collect();
  return fetch.calls.map(({ body: text }) => (JSON.parse(text ?? "") as { recipients: unknown }).recipients);
}

async function* streamed<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

describe("a placeholder for which nobody in a part has a value", () => {
  const some = { [ADA]: { name: " Ada" }, [BOB]: {}, [CYD]: {} };

  it("is empty there, because somebody in another part has one", async () => {
    expect(await sent(some)).toEqual([
      { [ADA]: { name: " Ada" }, [BOB]: {} },
      { [CYD]: {}, default: { name: "" } },
    ]);
  });

  it("is empty in an estimate, too: as it stands, the text would take a second segment", async () => {
    const recipients = { [ADA]: { name: "Ada" }, [BOB]: {} };
    const input = { sender: "Library", body: `${"x".repeat(157)}{name}`, recipients };
    const { segments } = await new Ip1Client({ apiKey: KEY }).batches.estimate(input);
    expect(segments).toBe(2);
  });

  it("is empty in a stream, whose later values are not known yet", async () => {
    const pairs = Object.entries(some).reverse() as [string, Record<string, string>][];
    expect(await sent(streamed(pairs))).toEqual([
      { [CYD]: {}, [BOB]: {}, default: { name: "" } },
      { [ADA]: { name: " Ada" } },
    ]);
  });

  it("is empty for undefined values too, which JSON leaves out", async () => {
    const missing = { name: undefined } as never;
    const rows = { ...some, [CYD]: missing };
    const parts = [
      { [ADA]: { name: " Ada" }, [BOB]: {} },
      { [CYD]: {}, default: { name: "" } },
    ];
    expect(await sent(rows)).toEqual(parts);
    expect(await sent(streamed(Object.entries(rows)))).toEqual(parts);
    expect(await sent({ ...rows, default: missing })).toMatchObject([{}, parts[1]]);
  });

  it("stays as it stands where nobody has a value in any part", async () => {
    expect(await sent(some, "Hello {sic}")).toEqual([{ [ADA]: { name: " Ada" }, [BOB]: {} }, { [CYD]: {} }]);
  });

  it("has the value of default, beside those that are missing", async () => {
    const recipients = { ...some, default: { name: " you" }, [BOB]: { day: "Monday" } };
    expect(await sent(recipients, "Hello{name} {day}")).toEqual([
      { [ADA]: { name: " Ada" }, [BOB]: { day: "Monday" }, default: { name: " you" } },
      { [CYD]: {}, default: { name: " you", day: "" } },
    ]);
  });
});
