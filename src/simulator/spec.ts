import { loadPeers, type Peers } from "./peers.js";
import type { Answer, Issue, Operation } from "./provider.js";
import {
  type BodyObject,
  locate,
  type OpenApi,
  type OperationObject,
  type ParameterObject,
  type Pointer,
  readDocument,
} from "./spec-document.js";
import { type Check, type ParameterSet, Validator } from "./validator.js";

type ParameterPlace = "path" | "query" | "header";
type Method = "get" | "put" | "post" | "delete" | "patch";

const METHODS: readonly Method[] = ["get", "put", "post", "delete", "patch"];
const PLACES: readonly ParameterPlace[] = ["path", "query", "header"];

/** An operation with what is needed to check a request and its answer. */
export interface Route extends Operation {
  readonly parameters: Readonly<Record<ParameterPlace, ParameterSet>>;
  /** The style of declared array parameters, by place. */
  readonly lists: Readonly<Record<ParameterPlace, Readonly<Record<string, "repeated" | "comma">>>>;
  readonly body:
    { readonly required: boolean; readonly types: Readonly<Record<string, Pointer>> } | undefined;
  readonly responses: Readonly<Record<string, Pointer>>;
}

export type Match =
  | { readonly route: Route; readonly params: Record<string, string> }
  | { readonly route?: undefined; readonly allowed: readonly string[] };

const loaded = new Map<string, Promise<Spec>>();

/** Reads a document once per process: parsing and compiling it takes most of the time of a start. */
export function loadSpec(file: string): Promise<Spec> {
  let spec = loaded.get(file);
  if (spec === undefined) {
    spec = loadPeers().then(async (peers) => new Spec(await readDocument(file, peers), peers));
    spec.catch(() => loaded.delete(file));
    loaded.set(file, spec);
  }
  return spec;
}

/** One OpenAPI document: finds operations, checks requests and answers. Holds no state of a simulator. */
export class Spec {
  readonly operations: readonly Route[];
  readonly #document: OpenApi;
  readonly #validator: Validator;
  readonly #router: ReturnType<Peers["createRouter"]>;
  readonly #components = new Map<string, Check>();

  constructor(document: OpenApi, peers: Peers) {
    this.#document = document;
    this.#validator = new Validator(document, peers);
    this.#router = peers.createRouter({ maxParamLength: 10_000 });
    this.operations = Object.keys(document.paths).flatMap((path) => this.#routesOf(path));
    for (const route of this.operations) {
      const path = route.path.replaceAll(/\{([^}]+)\}/g, ":$1");
      this.#router.on(route.method as "GET", path, () => undefined, route);
    }
  }

  match(method: string, path: string): Match {
    const found = this.#find(method, path);
    if (found !== null) {
      return { route: found.store as Route, params: found.params as Record<string, string> };
    }
    const others = METHODS.map((other) => other.toUpperCase());
    return { allowed: others.filter((other) => this.#find(other, path) !== null) };
  }

  /** Validates the parameters, and coerces them in place. */
  checkParameters(route: Route, values: Record<ParameterPlace, object>): readonly Issue[] {
    return PLACES.flatMap((place) =>
      this.#validator.compileParameters(route.parameters[place], place)(values[place]),
    );
  }

  checkBody(schema: Pointer, body: unknown): readonly Issue[] {
    return this.#validator.compile(schema, "body", { all: true })(body);
  }

  /** A component schema, as it stands in the document. */
  component(name: string): Readonly<Record<string, unknown>> {
    return locate<Record<string, unknown>>(this.#document, ["components", "schemas", name]).value;
  }

  checkComponent(name: string, value: unknown, all: boolean): readonly Issue[] {
    const key = `${name} ${all}`;
    let check = this.#components.get(key);
    if (check === undefined) {
      check = this.#validator.compile(["components", "schemas", name], "body", { all });
      this.#components.set(key, check);
    }
    return check(value);
  }

  /**
   * Validates an answer against the document. Lines are still to come, so they are validated one by one
   * with the `checkLine` that is returned.
   */
  checkAnswer(
    route: Route,
    answer: Answer & { readonly headers: Readonly<Record<string, string>> },
  ): AnswerCheck {
    const status = String(answer.status);
    const at = route.responses[status] ?? route.responses[`${status[0]}XX`] ?? route.responses["default"];
    if (at === undefined) return { faults: [`status ${status} is not declared`] };
    const response = locate<BodyObject>(this.#document, at);
    const faults = [...this.#headerFaults(response.value, response.at, answer.headers)];
    const { body, text, lines, bytes } = answer;
    const isEmpty = [body, text, lines, bytes].every((content) => content === undefined);
    const declared = response.value.content;
    if (isEmpty) return { faults: declared ? [...faults, "an empty body is not declared"] : faults };
    const type = mediaType(answer.headers["content-type"]);
    if (declared?.[type] === undefined) return { faults: [...faults, `media type ${type} is not declared`] };
    const schema = [...response.at, "content", type, "schema"];
    if (body === undefined && lines === undefined) return { faults };
    const issuesOf = this.#validator.compile(schema, "body", { all: true });
    const check = (value: unknown): readonly string[] => issuesOf(value).map(inWords);
    return {
      faults: body === undefined ? faults : [...faults, ...check(body)],
      checkLine: check,
    };
  }

  #find(method: string, path: string) {
    return this.#router.find(method as "GET", path);
  }

  *#headerFaults(response: BodyObject, at: Pointer, headers: Readonly<Record<string, string>>) {
    for (const name of Object.keys(response.headers ?? {})) {
      const header = locate<ParameterObject>(this.#document, [...at, "headers", name]);
      const lower = name.toLowerCase();
      const set = {
        properties: header.value.schema ? { [lower]: [...header.at, "schema"] } : {},
        required: header.value.required ? [lower] : [],
      };
      const values = headers[lower] === undefined ? {} : { [lower]: headers[lower] };
      yield* this.#validator.compileParameters(set, "header")(values).map(inWords);
    }
  }

  #routesOf(path: string): Route[] {
    const item = this.#document.paths[path];
    return METHODS.filter((method) => item?.[method] !== undefined).map((method) =>
      this.#routeOf(["paths", path, method], method, path),
    );
  }

  #routeOf(at: Pointer, method: Method, path: string): Route {
    const { value } = locate<OperationObject>(this.#document, at);
    const parameters = this.#parametersOf(at, path, value);
    return {
      id: value.operationId,
      clientMethod: value["x-client-method"] ?? value.operationId,
      safety: value["x-safety"],
      limitGroup: value["x-limit-group"],
      method: method.toUpperCase(),
      path,
      parameters: {
        path: parameterSet(parameters, "path"),
        query: parameterSet(parameters, "query"),
        header: parameterSet(parameters, "header"),
      },
      lists: {
        path: this.#listsOf(parameters, "path"),
        query: this.#listsOf(parameters, "query"),
        header: this.#listsOf(parameters, "header"),
      },
      body: value.requestBody === undefined ? undefined : this.#bodyOf([...at, "requestBody"]),
      responses: Object.fromEntries(
        Object.keys(value.responses).map((status) => [status, [...at, "responses", status]]),
      ),
    };
  }

  /** A parameter of the operation replaces the one of the path with the same name. */
  #parametersOf(at: Pointer, path: string, operation: OperationObject): LocatedParameter[] {
    const shared = this.#document.paths[path]?.parameters ?? [];
    const pointers: Pointer[] = [
      ...shared.map((_, index) => ["paths", path, "parameters", index]),
      ...(operation.parameters ?? []).map((_, index) => [...at, "parameters", index]),
    ];
    const all = pointers.map((pointer) => locate<ParameterObject>(this.#document, pointer));
    return [...new Map(all.map((found) => [`${found.value.in} ${found.value.name}`, found])).values()];
  }

  #listsOf(
    parameters: readonly LocatedParameter[],
    place: ParameterPlace,
  ): Record<string, "repeated" | "comma"> {
    const lists = parameters.filter(({ value, at }) => {
      if (value.in !== place || value.schema === undefined) return false;
      return locate<{ readonly type?: unknown }>(this.#document, [...at, "schema"]).value.type === "array";
    });
    // By default the keys of a query repeat; path and headers always hold comma lists.
    const styleOf = ({ value }: LocatedParameter) =>
      place === "query" && value.explode !== false ? "repeated" : "comma";
    return Object.fromEntries(lists.map((list) => [nameOf(list.value), styleOf(list)]));
  }

  #bodyOf(at: Pointer): Route["body"] {
    const body = locate<BodyObject>(this.#document, at);
    const types = Object.keys(body.value.content ?? {});
    return {
      required: body.value.required ?? false,
      types: Object.fromEntries(types.map((type) => [type, [...body.at, "content", type, "schema"]])),
    };
  }
}

export interface AnswerCheck {
  readonly faults: readonly string[];
  readonly checkLine?: (line: unknown) => readonly string[];
}

type LocatedParameter = { readonly value: ParameterObject; readonly at: Pointer };

function parameterSet(parameters: readonly LocatedParameter[], place: ParameterPlace): ParameterSet {
  const ours = parameters.filter(({ value }) => value.in === place);
  return {
    properties: Object.fromEntries(ours.map(({ value, at }) => [nameOf(value), [...at, "schema"]])),
    required: ours.filter(({ value }) => value.required).map(({ value }) => nameOf(value)),
  };
}

/** Header names have no case. */
function nameOf({ name, in: place }: ParameterObject): string {
  return place === "header" ? name.toLowerCase() : name;
}

/** `application/json; charset=utf-8` → `application/json`. */
export function mediaType(contentType: string | undefined): string {
  return (contentType ?? "").replace(/;.*$/s, "").trim().toLowerCase();
}

function inWords({ in: place, path, message }: Issue): string {
  return `${place} ${path.join(".") || "(whole)"}: ${message}`;
}
