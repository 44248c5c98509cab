import type { IncomingMessage } from "node:http";
import type { Exchange, Issue, Problem } from "./provider.js";
import { type Match, mediaType, type Route, type Spec } from "./spec.js";

/** An exchange whose members are still being filled in. */
export type Draft = { -readonly [Key in keyof Exchange]: Exchange[Key] };

export function openExchange(request: IncomingMessage, match: Match, id: string, at: number): Draft {
  const [path, search] = splitTarget(request.url ?? "/");
  const exchange: Draft = {
    id,
    method: request.method ?? "GET",
    path,
    search: new URLSearchParams(search),
    headers: flatHeaders(request),
    params: {},
    query: {},
    body: undefined,
    at,
  };
  if (match.route !== undefined) {
    exchange.operation = match.route;
    exchange.params = { ...match.params };
    exchange.query = declaredQuery(match.route, exchange.search);
  }
  return exchange;
}

export function splitTarget(target: string): [path: string, search: string] {
  const mark = target.indexOf("?");
  return mark < 0 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

function flatHeaders(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headersDistinct);
  return Object.fromEntries(entries.map(([name, values]) => [name, (values ?? []).join(", ")]));
}

function declaredQuery(route: Route, search: URLSearchParams): Record<string, unknown> {
  const names = Object.keys(route.parameters.query.properties).filter((name) => search.has(name));
  const read = (name: string): unknown => {
    const values = search.getAll(name);
    const style = route.lists.query[name];
    if (style === undefined) return values.at(-1);
    return style === "comma" ? values.flatMap((value) => value.split(",")) : values;
  };
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}

/** Validates the parameters against the document, and coerces path and query in place. */
export function checkParameters(spec: Spec, route: Route, exchange: Exchange): Problem | undefined {
  const { params, query, headers } = exchange;
  const entries = Object.entries(headers).map(([name, value]) =>
    route.lists.header[name] ? [name, value.split(/\s*,\s*/)] : [name, value],
  );
  const header = Object.fromEntries(entries) as object;
  return invalid(spec.checkParameters(route, { path: params, query, header }));
}

function invalid([first, ...others]: readonly Issue[]): Problem | undefined {
  return first && { kind: "invalid", issues: [first, ...others] };
}

/** Checks the media type of a request whose operation takes a body. */
export function checkMediaType(route: Route, exchange: Exchange): Problem | undefined {
  const received = exchange.headers["content-type"];
  const encoding = exchange.headers["content-encoding"];
  const hasBody = exchange.headers["content-length"] !== "0" && received !== undefined;
  if (route.body === undefined || (!hasBody && !route.body.required)) return undefined;
  const isKnown = route.body.types[mediaType(received)] !== undefined;
  const isPlain = encoding === undefined || encoding === "identity";
  return isKnown && isPlain ? undefined : { kind: "media-type", received };
}

/** Parses and validates a body. */
export function parseBody(
  spec: Spec,
  route: Route,
  exchange: Exchange,
  raw: Buffer,
): { readonly value: unknown } | Problem {
  const type = mediaType(exchange.headers["content-type"]);
  const schema = route.body?.types[type];
  if (schema === undefined || (raw.length === 0 && !route.body?.required)) return { value: undefined };
  const check = (value: unknown): readonly Issue[] => spec.checkBody(schema, value);
  if (type.endsWith("x-www-form-urlencoded")) return readForm(raw.toString("utf8"), check);
  const parsed = parseJson(raw);
  if ("kind" in parsed) return parsed;
  return invalid(check(parsed.value)) ?? parsed;
}

/** All members of a form are text: those that the schema wants as numbers are converted. */
function readForm(
  text: string,
  check: (value: unknown) => readonly Issue[],
): { readonly value: unknown } | Problem {
  const form: Record<string, unknown> = Object.fromEntries(new URLSearchParams(text));
  for (;;) {
    const issues = check(form);
    const name = issues.flatMap(({ path, keyword, params }) => {
      const isNumber = keyword === "type" && /^(integer|number)$/.test(String(params["type"]));
      return isNumber && path.length === 1 ? [String(path[0])] : [];
    })[0];
    const given = name === undefined ? undefined : form[name];
    if (name === undefined || typeof given !== "string" || !/^-?\d+(\.\d+)?$/.test(given)) {
      return invalid(issues) ?? { value: form };
    }
    form[name] = Number(given);
  }
}

function parseJson(raw: Buffer): { readonly value: unknown } | Problem {
  try {
    return { value: JSON.parse(raw.toString("utf8")) };
  } catch (error) {
    return { kind: "malformed-json", message: (error as Error).message };
  }
}

/** Repeated keys become arrays. */
export function toRecord(search: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(search.keys())];
  const valueOf = (name: string): string | string[] => {
    const [first = "", ...others] = search.getAll(name);
    return others.length === 0 ? first : [first, ...others];
  };
  return Object.fromEntries(names.map((name) => [name, valueOf(name)]));
}
