/** Loads DBOS and the Postgres driver, which are optional peers. Without them, the error says what to install. */
import { ConfigError } from "../core/base/errors/index.js";

export const { DBOS, Pool } = await load();

async function load() {
  const found = await Promise.all([import("@dbos-inc/dbos-sdk"), import("pg")]).catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new ConfigError(
      "batchwire/dbos needs packages that are not installed: npm install @dbos-inc/dbos-sdk pg",
      { cause },
    );
  });
  const [sdk, pg] = found;
  if (!("rewindWorkflow" in sdk.DBOS))
    throw new ConfigError(
      "batchwire/dbos needs @dbos-inc/dbos-sdk 5.3 or later, and an older one is installed",
    );
  return { DBOS: sdk.DBOS, Pool: pg.default.Pool };
}
