/** Loads undici, an optional peer dependency. Without it, the error says what to install. */
import type * as Undici from "undici";

export const undici = await load();

async function load(): Promise<typeof Undici> {
  const found = await import("undici").catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new Error("batchwire/node needs undici, which is not installed: npm install undici", { cause });
  });
  // Another package may have installed an older undici, whose handlers have other methods.
  if ("cacheStores" in found) return found;
  throw new Error(
    "batchwire/node needs undici 7 or later, and an older one is installed: npm install undici@7",
  );
}
