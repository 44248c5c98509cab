import type { ErrorObject } from "ajv/dist/2020.js";
import type { Peers } from "./peers.js";
import type { Issue } from "./provider.js";
import { type OpenApi, type Pointer, toRef } from "./spec-document.js";

export interface Rules {
  /** Report every fault rather than the first. */
  readonly all?: boolean;
  /** Turn strings into the declared types, in place, as parameters need. */
  readonly coerce?: boolean;
}

/** A set of named parameter schemas, checked together as one object. */
export interface ParameterSet {
  readonly properties: Readonly<Record<string, Pointer>>;
  readonly required: readonly string[];
}

/** Validates a value. */
export type Check = (value: unknown) => readonly Issue[];

const DOCUMENT_ID = "document.json";

/** Compiles the schemas of one document when they are first needed, and caches them. */
export class Validator {
  readonly #peers: Peers;
  readonly #document: OpenApi;
  readonly #engines = new Map<string, InstanceType<Peers["Ajv"]>>();
  readonly #checks = new Map<string, Check>();

  constructor(document: OpenApi, peers: Peers) {
    this.#document = document;
    this.#peers = peers;
  }

  /** A check by the schema at `at`. */
  compile(at: Pointer, source: Issue["in"], rules: Rules = {}): Check {
    const ref = DOCUMENT_ID + toRef(at);
    return this.#compile(ref, { $ref: ref }, source, rules);
  }

  /** A check for an object of parameters; coerced values replace the strings in it. */
  compileParameters(set: ParameterSet, source: Issue["in"]): Check {
    const schemas = Object.entries(set.properties).map(([name, at]) => [
      name,
      { $ref: DOCUMENT_ID + toRef(at) },
    ]);
    const properties = Object.fromEntries(schemas) as object;
    const schema = { type: "object", properties, required: set.required };
    return this.#compile(JSON.stringify(schema), schema, source, { all: true, coerce: true });
  }

  #compile(key: string, schema: object, source: Issue["in"], rules: Rules): Check {
    const { all = false, coerce = false } = rules;
    const id = `${all} ${coerce} ${source} ${key}`;
    let check = this.#checks.get(id);
    if (check === undefined) {
      const validate = this.#engine(rules).compile(schema);
      check = (value) =>
        validate(value) ? [] : (validate.errors ?? []).map((error) => toIssue(error, source));
      this.#checks.set(id, check);
    }
    return check;
  }

  #engine({ all = false, coerce = false }: Rules): InstanceType<Peers["Ajv"]> {
    const id = `${all} ${coerce}`;
    let engine = this.#engines.get(id);
    if (engine === undefined) {
      // OpenAPI adds keywords to JSON Schema (`example`, `xml` …); strict mode would refuse them.
      engine = new this.#peers.Ajv({
        strict: false,
        discriminator: true,
        allErrors: all,
        coerceTypes: coerce,
        validateSchema: false,
        logger: false,
      });
      this.#peers.addFormats(engine);
      engine.addSchema(this.#document, DOCUMENT_ID);
      this.#engines.set(id, engine);
    }
    return engine;
  }
}

function toIssue(error: ErrorObject, source: Issue["in"]): Issue {
  const steps = error.instancePath.split("/").slice(1);
  const path = steps.map((step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    return /^\d+$/.test(name) ? Number(name) : name;
  });
  const params = error.params as Record<string, unknown>;
  return { in: source, path, keyword: error.keyword, params, message: error.message ?? error.keyword };
}

/** A value that fits no member of a union has issues for all of them: the deepest belongs to the member that was meant. */
export function deepestIssue(issues: readonly Issue[]): Issue | undefined {
  return issues.toSorted((a, b) => b.path.length - a.path.length)[0];
}

/** A path as servers print it: `requests.0.custom_id`. */
export function dotted(path: Issue["path"]): string {
  return path.join(".");
}
