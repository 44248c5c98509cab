import { createFinalURL, createQuerySerializer, defaultPathSerializer } from "openapi-fetch";
import { format } from "prettier";
import { exampleOf, type Api, type Operation } from "../api.js";
import { bodyOf, queryOf, valuesOf } from "./values.js";

/** The call as a shell command, with the credentials in environment variables. */
export async function curlSample(api: Api, operation: Operation): Promise<string> {
  const body = bodyOf(api, operation);
  const usual = body === undefined ? "GET" : "POST";
  const flags = [
    ...(operation.method === usual ? [] : [`-X ${operation.method}`]),
    ...credentials(api, operation),
    // Headers that the provider asks for: required, or with a default.
    ...operation.parameters
      .filter((one) => one.in === "header" && (one.required === true || one.schema?.default !== undefined))
      .map((one) => `-H ${shell(`${one.name}: ${String(exampleOf(api, one))}`)}`),
    ...(body === undefined ? [] : await data(...body)),
  ];
  return [`curl ${shell(address(api, operation))}`, ...flags].join(" \\\n  ");
}

function address(api: Api, operation: Operation): string {
  const { url, variables = {} } = operation.server;
  const parameters = operation.parameters.filter((one) => one.in === "path");
  const explode = operation.parameters.every((one) => one.explode !== false);
  return createFinalURL(operation.path, {
    baseUrl: url.replaceAll(/\{(.+?)\}/g, (whole, name: string) => variables[name]?.default ?? whole),
    params: { path: valuesOf(api, parameters), query: queryOf(api, operation) },
    querySerializer: createQuerySerializer({ array: { style: "form", explode } }),
    pathSerializer: defaultPathSerializer,
  });
}

function credentials({ name, document }: Api, { object }: Operation): string[] {
  const [key] = Object.keys((object.security ?? document.security)[0] ?? {});
  const scheme = key === undefined ? undefined : document.components.securitySchemes[key];
  if (scheme === undefined) return [];
  const variable = `${name}_${key}`.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
  if (scheme.type === "apiKey") return [`-H "${scheme.name}: $${variable}"`];
  return scheme.scheme === "basic" ? [`-u "$${variable}"`] : [`-H "Authorization: Bearer $${variable}"`];
}

async function data(mediaType: string, value: unknown): Promise<string[]> {
  if (mediaType === "application/x-www-form-urlencoded")
    return Object.entries(value as object).map((one) => `--data-urlencode ${shell(one.join("="))}`);
  const json = (await format(JSON.stringify(value), { parser: "json", printWidth: 64 })).trimEnd();
  return [`-H ${shell(`Content-Type: ${mediaType}`)}`, `-d ${shell(json.replaceAll("\n", "\n  "))}`];
}

function shell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
