import { type paths, routes } from "../../generated/anthropic.js";
import { credential, keyAuth, missing } from "../core/auth/auth.js";
import { must, type OwnOptions } from "../core/base/options.js";
import { createCore } from "../core/client.js";
import { ConfigError } from "../core/base/errors/index.js";
import type { RawClient } from "../core/request/raw.js";
import type { ClientOptions, Credential } from "../core/base/types/index.js";
import { MessageBatches } from "./batches.js";
import { dialect } from "./dialect.js";
import { BASE_URL } from "./limits.js";

export interface AnthropicOptions extends ClientOptions {
  /**
   * API key, sent as `x-api-key`.
   * @default the environment's `ANTHROPIC_API_KEY`
   */
  readonly apiKey?: Credential | undefined;
  /**
   * Bearer token, instead of a key.
   * @default the environment's `ANTHROPIC_AUTH_TOKEN`
   */
  readonly authToken?: Credential | undefined;
  /**
   * The API version. `2023-06-01` still accepts `temperature`, `top_p` and `top_k`.
   * @default "2026-10-21"
   */
  readonly version?: "2026-10-21" | "2023-06-01" | (string & {}) | undefined;
  /**
   * Beta features for all requests of the client; a batch cannot set them per request.
   * @default none
   */
  readonly betas?: readonly string[] | undefined;
  /**
   * Workspace id, for credentials that cover several workspaces.
   * @default none
   */
  readonly workspaceId?: string | undefined;
}

const OWN: OwnOptions<AnthropicOptions> = {
  apiKey: true,
  authToken: true,
  version: true,
  betas: must("a list of texts", (betas) => Array.isArray(betas)),
  workspaceId: true,
};

/**
 * Client of the Anthropic Message Batches API.
 * @throws `ConfigError` if no credential is found, or an option is invalid
 * @example
 * const client = new AnthropicClient({ apiKey: process.env.ANTHROPIC_API_KEY });
 */
export class AnthropicClient {
  readonly batches: MessageBatches;
  /** Typed client of the whole spec, with the same credentials, retries, limits and errors. */
  readonly raw: RawClient<paths>;

  constructor(options: AnthropicOptions = {}) {
    const { version = "2026-10-21", betas = [], workspaceId } = options;
    const core = createCore<paths>({
      dialect,
      options,
      own: OWN,
      routes,
      defaultBaseUrl: BASE_URL,
      headers: {
        "anthropic-version": version,
        "anthropic-beta": String(betas) || undefined,
        "anthropic-workspace-id": workspaceId,
      },
      auth: ({ redactor }) => keyAuth(chooseKey(options), redactor),
      account: () => workspaceId,
    });
    this.batches = new MessageBatches(core);
    this.raw = core.http.raw;
  }
}

/** Options take precedence over the environment; within the environment, the key over the token. */
function chooseKey(options: AnthropicOptions): Parameters<typeof keyAuth>[0] {
  const { apiKey, authToken } = options;
  if (apiKey !== undefined && authToken !== undefined)
    throw new ConfigError("give either apiKey or authToken, not both");
  if (apiKey === "") throw missing("apiKey", "ANTHROPIC_API_KEY");
  if (authToken === "") throw missing("authToken", "ANTHROPIC_AUTH_TOKEN");
  const key = authToken === undefined ? credential(apiKey, "ANTHROPIC_API_KEY") : undefined;
  if (key !== undefined) return { credential: key, label: "apiKey", header: "x-api-key" };
  const token = credential(authToken, "ANTHROPIC_AUTH_TOKEN");
  if (token === undefined) throw missing("apiKey", "ANTHROPIC_API_KEY (or authToken, ANTHROPIC_AUTH_TOKEN)");
  return { credential: token, label: "authToken", header: "authorization", scheme: "Bearer" };
}
