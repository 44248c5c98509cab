import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import * as limits from "../../src/openai/limits.js";

interface Schema {
  readonly minimum: number;
  readonly maximum: number;
  readonly maxLength: number;
  readonly maxProperties: number;
  readonly propertyNames: Schema;
  readonly additionalProperties: Schema;
  readonly properties: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly parameters: readonly { readonly name?: string; readonly schema?: Schema }[];
  readonly "x-file-limit-bytes": number;
}

interface Document {
  readonly info: { readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, { readonly get: Operation; readonly post: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const spec = parse(readFileSync(resolve(import.meta.dirname, "../../specs/openai.yaml"), "utf8"), {
  maxAliasCount: -1,
}) as Document;

/** A number in the table of limits. */
function listed(row: string): number {
  const line = spec.info.description.split("\n").find((text) => text.startsWith(`| ${row}`));
  return Number(line?.split("|")[2]?.replaceAll(",", ""));
}

it("the limits that the client knows are those of the spec", () => {
  const { schemas } = spec.components;
  const { Metadata: metadata, FileExpirationAfter: ofFile, BatchOutputExpirationAfter: ofOutput } = schemas;
  const most = (path: string): number | undefined =>
    spec.paths[path]?.get.parameters.find(({ name }) => name === "limit")?.schema?.maximum;
  expect({ ...limits }).toEqual({
    BASE_URL: spec.servers[0]?.url,
    MAX_REQUESTS: listed("Requests in one file"),
    MAX_FILE_BYTES: spec.paths["/files"]?.post["x-file-limit-bytes"],
    MAX_EMBEDDING_INPUTS: listed("Inputs of embeddings"),
    MAX_BATCH_PAGE: most("/batches"),
    MAX_FILE_PAGE: most("/files"),
    MAX_PAIRS: metadata?.maxProperties,
    MAX_KEY: metadata?.propertyNames.maxLength,
    MAX_VALUE: metadata?.additionalProperties.maxLength,
    LEAST_LIFE_S: ofFile?.properties["seconds"]?.minimum,
    MOST_LIFE_S: ofFile?.properties["seconds"]?.maximum,
  });
  expect(ofOutput?.properties["seconds"]).toMatchObject({
    minimum: limits.LEAST_LIFE_S,
    maximum: limits.MOST_LIFE_S,
  });
});
