import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The client class of a provider, as its entry point exports it. */
export async function clientName(root: string, provider: string): Promise<string> {
  const entry = await readFile(join(root, "src", provider, "index.ts"), "utf8").catch(() => "");
  const exported = /\bexport \{[^}]*?\b(\w+Client)\b/.exec(entry)?.[1];
  return exported ?? `${provider.charAt(0).toUpperCase()}${provider.slice(1)}Client`;
}
