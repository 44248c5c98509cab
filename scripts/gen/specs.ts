import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";

/** Methods that a path item may hold, in the order in which reference pages list them. */
const httpMethods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

const safetyClasses = ["read", "idempotent", "stage", "send"] as const;

type Safety = (typeof safetyClasses)[number];

/** One OpenAPI document of the specs folder, as it lies on disk. */
export interface Spec {
  /** File name without extension: also the name of the generated file and of the provider's folder. */
  readonly name: string;
  /** Path relative to the root of the repository, for messages. */
  readonly file: string;
  readonly text: string;
  readonly sha256: string;
}

/** What a client has to know about one operation at run time. */
export interface Operation {
  /** `METHOD /path/template`, to the letter of the document. */
  readonly key: string;
  readonly operationId: string;
  readonly safety: Safety;
  readonly clientMethod: string;
  readonly limitGroup?: string;
}

/** The documents of `folder`, sorted by name; with `only`, those names and no others (an unknown name throws). */
export async function readSpecs(root: string, folder: string, only: readonly string[] = []): Promise<Spec[]> {
  const names = (await readdir(join(root, folder)))
    .filter((entry) => entry.endsWith(".yaml") && entry !== "redocly.yaml")
    .map((entry) => entry.slice(0, -".yaml".length))
    .sort();
  for (const name of only) {
    if (!names.includes(name)) throw new Error(`${folder}/${name}.yaml: no such document`);
  }
  const chosen = only.length > 0 ? names.filter((name) => only.includes(name)) : names;
  return Promise.all(
    chosen.map(async (name) => {
      const file = join(folder, `${name}.yaml`);
      const text = await readFile(join(root, file), "utf8");
      return { name, file, text, sha256: createHash("sha256").update(text).digest("hex") };
    }),
  );
}

/** The operations under `paths`, in the order of the document; throws one line that names the rule and the operation. */
export function readOperations(spec: Spec): Operation[] {
  const document = asRecord(parse(spec.text));
  return Object.entries(asRecord(document["paths"])).flatMap(([path, item]) => {
    const pathItem = asRecord(item);
    return httpMethods.flatMap((method) =>
      method in pathItem
        ? [readOperation(`${method.toUpperCase()} ${path}`, asRecord(pathItem[method]))]
        : [],
    );
  });
}

function readOperation(key: string, operation: Record<string, unknown>): Operation {
  const text = (rule: string): string => {
    const value = operation[rule];
    if (typeof value === "string" && value !== "") return value;
    throw new Error(`${rule}: ${key} has none`);
  };
  const safety = safetyClasses.find((known) => known === operation["x-safety"]);
  if (safety === undefined) {
    const found = JSON.stringify(operation["x-safety"]) ?? "nothing";
    throw new Error(`x-safety: ${key} has ${found}, not one of ${safetyClasses.join(", ")}`);
  }
  return {
    key,
    operationId: text("operationId"),
    safety,
    clientMethod: text("x-client-method"),
    ...(operation["x-limit-group"] === undefined ? {} : { limitGroup: text("x-limit-group") }),
  };
}

/** `value` as an object to look into; anything else, which the lint has already reported, reads as empty. */
export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
