import { exampleOf, securityOf, type Api, type Operation } from "../api.js";
import { compactJson } from "./compact-json.js";
import { bodyOf, queryOf } from "./arguments.js";

/** The call as a shell command, with the credentials in environment variables. */
export function curlSample(api: Api, operation: Operation): string {
  const body = bodyOf(api, operation);
  const flags = [
    ...methodFlag(operation, body !== undefined),
    ...credentials(api, operation),
    ...headers(api, operation),
  ];
  if (body !== undefined) flags.push(...bodyFlags(body.mediaType, body.value));
  return [`curl ${shell(address(api, operation))}`, ...flags].join(" \\\n  ");
}

function address(api: Api, operation: Operation): string {
  const { url, variables = {} } = operation.server;
  const origin = url.replaceAll(/\{(.+?)\}/g, (whole, name: string) => variables[name]?.default ?? whole);
  const path = operation.path.replaceAll(/\{(.+?)\}/g, (whole, name: string) => {
    const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
    if (parameter === undefined) return whole;
    const value = exampleOf(api, parameter);
    return typeof value === "string" ? encodeURIComponent(value) : whole;
  });
  const query = Object.entries(queryOf(api, operation)).flatMap(([name, value]) => {
    const parameter = operation.parameters.find((one) => one.in === "query" && one.name === name);
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    const values = given.map((one) => encodeURIComponent(String(one)));
    return parameter?.explode === false
      ? [`${name}=${values.join(",")}`]
      : values.map((one) => `${name}=${one}`);
  });
  return origin + path + (query.length > 0 ? `?${query.join("&")}` : "");
}

function methodFlag({ method }: Operation, hasBody: boolean): string[] {
  return method === (hasBody ? "POST" : "GET") ? [] : [`-X ${method}`];
}

function credentials(api: Api, operation: Operation): string[] {
  const [first] = securityOf(api, operation);
  if (first === undefined) return [];
  const [name, scheme] = first;
  const variable = constantCase(`${api.name}_${name}`);
  if (scheme.type === "apiKey") return [`-H "${scheme.name}: $${variable}"`];
  if (scheme.scheme === "basic") return [`-u "$${variable}"`];
  return [`-H "Authorization: Bearer $${variable}"`];
}

/** Header parameters that the provider asks for: required, or with a default. */
function headers(api: Api, operation: Operation): string[] {
  return operation.parameters
    .filter((one) => one.in === "header" && (one.required === true || one.schema?.default !== undefined))
    .map((one) => `-H ${shell(`${one.name}: ${String(exampleOf(api, one))}`)}`);
}

function bodyFlags(mediaType: string, value: unknown): string[] {
  if (mediaType === "application/x-www-form-urlencoded") {
    return Object.entries(value as Record<string, unknown>).map(
      ([name, one]) => `--data-urlencode ${shell(`${name}=${String(one)}`)}`,
    );
  }
  return [`-H ${shell(`Content-Type: ${mediaType}`)}`, `-d ${shell(compactJson(value, "  "))}`];
}

function shell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function constantCase(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
}
