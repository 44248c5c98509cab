import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import * as limits from "../../src/ip1/limits.js";

interface Schema {
  readonly pattern: string;
  readonly maxLength: number;
  readonly enum: readonly unknown[];
  readonly items: Schema;
  readonly properties: Readonly<Record<string, Schema>>;
}

const spec = parse(readFileSync(resolve(import.meta.dirname, "../../specs/ip1.yaml"), "utf8")) as {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, { readonly post: Readonly<Record<string, unknown>> }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
  };
};

it("the limits that the client knows are those of the spec", () => {
  const { schemas } = spec.components;
  const { sender, body, reference, priority } = schemas["BatchRequest"]!.properties;
  expect({ ...limits }).toEqual({
    BASE_URL: spec.servers[0]?.url,
    SENDER: new RegExp(sender!.pattern),
    MSISDN: new RegExp(schemas["RecipientList"]!.items.pattern),
    MAX_BODY: body!.maxLength,
    MAX_REFERENCE: reference!.maxLength,
    PRIORITIES: priority!.enum,
    RECIPIENTS_PER_BATCH: spec.paths["/v2/batches"]!.post["x-recipients-soft-limit"],
  });
});
