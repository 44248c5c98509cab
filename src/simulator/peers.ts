import type formats from "ajv-formats";
import type { Ajv2020 } from "ajv/dist/2020.js";
import type findMyWay from "find-my-way";
import type { parse } from "yaml";

/**
 * The libraries that only the simulator needs. They are optional peers, because users of the clients alone should not
 * have to install them, and are loaded when the first simulator starts.
 */
export interface Peers {
  readonly Ajv: typeof Ajv2020;
  readonly addFormats: (typeof formats)["default"];
  readonly parseYaml: typeof parse;
  readonly createRouter: typeof findMyWay;
}

const INSTALL_COMMAND = "npm install --save-dev ajv ajv-formats yaml find-my-way";

let loading: Promise<Peers> | undefined;

/** Rejects with one line that names the install command if a library is absent. */
export function loadPeers(): Promise<Peers> {
  loading ??= importPeers().catch((cause: unknown) => {
    loading = undefined;
    if ((cause as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new Error(`batchwire/simulator needs libraries that are not installed: ${INSTALL_COMMAND}`, {
      cause,
    });
  });
  return loading;
}

async function importPeers(): Promise<Peers> {
  const [ajv, formats, yaml, router] = await Promise.all([
    import("ajv/dist/2020.js"),
    import("ajv-formats"),
    import("yaml"),
    import("find-my-way"),
  ]);
  return {
    Ajv: ajv.Ajv2020,
    addFormats: formats.default.default,
    parseYaml: yaml.parse,
    createRouter: router.default,
  };
}
