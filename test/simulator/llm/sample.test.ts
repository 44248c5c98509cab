import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { sample } from "../../../src/simulator/llm/sample.js";

test.each([
  [{ type: "string", minLength: 12 }],
  [{ type: ["integer", "null"], minimum: 7 }],
  [{ enum: ["a", "b"] }],
  [{ const: { a: 1 } }],
  [{ anyOf: [{ type: "boolean" }, { type: "string" }] }],
  [{ type: "array", minItems: 3, items: { type: "number" } }],
  [
    {
      type: "object",
      properties: { name: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
      required: ["name", "tags"],
      additionalProperties: false,
    },
  ],
])("a sample fits its schema: %j", (schema) => {
  const value = sample(schema);
  expect(new Ajv2020({ strict: false }).validate(schema, value)).toBe(true);
});

test("a schema that contains itself comes to an end", () => {
  const schema: Record<string, unknown> = { type: "object", required: ["self"] };
  schema["properties"] = { self: schema };
  expect(JSON.stringify(sample(schema))).toMatch(/^(\{"self":)+null\}+$/);
});
