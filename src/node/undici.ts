/** undici is an optional peer: it is loaded here, and where it is absent the import says what to install. */
import type * as Undici from "undici";

export const undici = await load();

async function load(): Promise<typeof Undici> {
  const found = await import("undici").catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new Error("batchwire/node needs undici, which is not installed: npm install undici", { cause });
  });
  // An older undici is often there as a dependency of something else; its handlers have other methods.
  if ("cacheStores" in found) return found;
  throw new Error(
    "batchwire/node needs undici 7 or later, and an older one is installed: npm install undici@7",
  );
}
