/** Facts about the providers for scripts and tests, read from the folders, so that a new provider needs no entry here. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROVIDERS } from "../src/simulator/providers.js";
import { ROOT, specNames } from "./openapi.js";

/** The names of the documents that already have a client. */
export function providerNames(): string[] {
  return specNames().filter((name) => existsSync(entryOf(name)));
}

/** The name of a provider's client class, read from its entry point. */
export function clientName(provider: string): string {
  const entry = existsSync(entryOf(provider)) ? readFileSync(entryOf(provider), "utf8") : "";
  const exported = /\bexport \{[^}]*?\b(\w+Client)\b/.exec(entry)?.[1];
  return exported ?? `${provider.charAt(0).toUpperCase()}${provider.slice(1)}Client`;
}

/** A client with credentials that the simulator accepts, and further options. */
export async function newClient<Client extends object>(
  provider: string,
  options: object = {},
): Promise<Client> {
  const module = (await import(pathToFileURL(entryOf(provider)).href)) as Readonly<Record<string, unknown>>;
  const Client = module[clientName(provider)] as new (options: object) => Client;
  return new Client({ ...credentialsOf(provider), ...options });
}

/** Minimal client options, for an origin that does not exist. */
export function credentialsOf(provider: string): object {
  const definition = PROVIDERS.find(({ name }) => name === provider);
  const options: Readonly<Record<string, object>> =
    definition?.connect("https://example.invalid").options ?? {};
  const own = options[provider];
  if (own === undefined) throw new Error(`${provider}: the simulator has no account`);
  return own;
}

function entryOf(provider: string): string {
  return join(ROOT, "src", provider, "index.ts");
}
