import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textMember } from "../../../src/core/results/member-scan.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const scan = (text: string): string | undefined => textMember(bytes(text), "custom_id");

describe("the scan for one member of an object", () => {
  it.each([
    ['{"custom_id":"a"}', "a"],
    ['{"custom_id":"a","result":{}}', "a"],
    [' \t{ "custom_id" : "a b-c_1" , "result" : null } \r', "a b-c_1"],
    ['{"id":"x","custom_id":"a"}', "a"],
    ['{"result":{"custom_id":"wrong","deep":[{"custom_id":"wrong"}]},"custom_id":"a"}', "a"],
    ['{"text":"{\\"custom_id\\":\\"wrong\\"}","custom_id":"a"}', "a"],
    ['{"text":"ends in a backslash \\\\","custom_id":"a"}', "a"],
    ['{"n":-1.5e3,"t":true,"f":false,"z":null,"l":[],"o":{},"custom_id":"a"}', "a"],
    ['{"custom_id_2":"wrong","custom":"wrong","custom_id":"a"}', "a"],
    ['{"ключ":"значение 🙂","custom_id":"a"}', "a"],
    ['{"text":"]}","custom_id":"a"}', "a"],
  ])("finds it in %s", (json, expected) => {
    expect(scan(json)).toBe(expected);
  });

  it.each([
    ["is missing", '{"result":{"custom_id":"wrong"}}'],
    ["is no text", '{"custom_id":7}'],
    ["is null", '{"custom_id":null}'],
    ["is empty", '{"custom_id":""}'],
    ["has an escape", '{"custom_id":"a\\u0062"}'],
    ["is not ASCII", '{"custom_id":"ü"}'],
    ["is very long", `{"custom_id":"${"x".repeat(2_000)}"}`],
    ["may be behind a key with an escape", '{"custom\\u005fid":"a","custom_id":"b"}'],
    ["stands in an array", '["custom_id","a"]'],
    ["stands in a line that was cut off", '{"custom_id":"a","result":{"type":"succ'],
    ["stands in nothing", ""],
    ["stands behind rubbish", 'x{"custom_id":"a"}'],
    ["has no colon", '{"custom_id" "a"}'],
    ["has no quote at its end", '{"custom_id":"a}'],
  ])("is not sure where it %s", (_, json) => {
    expect(scan(json)).toBeUndefined();
  });

  it("never says anything else than a parser, whatever the object", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("custom_id", '"', "\\"),
    );
    const value = fc.oneof(text, fc.jsonValue());
    const key = fc.oneof(text, fc.constant("custom_id"));
    const object = fc.dictionary(key, value, { maxKeys: 6, noNullPrototype: true });
    fc.assert(
      fc.property(object, fc.constantFrom(undefined, 1, "\t", " \n"), (found, space) => {
        const id = scan(JSON.stringify(found, undefined, space));
        const parsed = (JSON.parse(JSON.stringify(found)) as Record<string, unknown>)["custom_id"];
        if (id !== undefined) expect(id).toBe(parsed);
      }),
      { numRuns: 500 },
    );
  });

  it("is sure of every plain id, whatever the other members hold", () => {
    const plain = fc.stringMatching(/^[\w-]{1,64}$/);
    fc.assert(
      fc.property(fc.dictionary(plain, fc.jsonValue()), plain, fc.nat(6), (others, id, place) => {
        const members = Object.entries(others).filter(([key]) => key !== "custom_id");
        members.splice(place, 0, ["custom_id", id]);
        expect(scan(JSON.stringify(Object.fromEntries(members)))).toBe(id);
      }),
    );
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        const json = new Uint8Array([...bytes('{"a":'), ...noise, ...bytes(',"custom_id":"a"}')]);
        expect(["a", undefined]).toContain(textMember(json, "custom_id"));
      }),
    );
  });
});
