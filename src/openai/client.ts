import { type paths, routes } from "../../generated/openai.js";
import { fromEnvironment, keyAuth, required } from "../core/auth/auth.js";
import type { ClientOptions, Credential } from "../core/base/types/index.js";
import { A_COUNT, isHeaderName, must, optionsOf, type OwnOptions, type Rule } from "../core/base/options.js";
import type { OwnCallOptions } from "../core/call-options.js";
import { createCore } from "../core/client.js";
import type { RawClient } from "../core/request/raw.js";
import { OpenAIBatches } from "./batches.js";
import { dialect } from "./dialect.js";
import { OpenAIFiles } from "./files.js";
import { BASE_URL } from "./limits.js";
import type { BatchLimits, OpenAISubmitOptions } from "./lines.js";

/**
 * `baseUrl` includes the version.
 * @default baseUrl is `https://api.openai.com/v1`
 */
export interface OpenAIOptions extends ClientOptions {
  /**
   * API key.
   * @default the environment's `OPENAI_API_KEY`
   */
  readonly apiKey?: Credential | undefined;
  /**
   * Organization to bill, for keys with several.
   * @default the environment's `OPENAI_ORG_ID`
   */
  readonly organization?: string | undefined;
  /**
   * Project of the calls, for keys with several.
   * @default the environment's `OPENAI_PROJECT_ID`
   */
  readonly project?: string | undefined;
  /**
   * Limits of a batch on this server, for servers whose limits differ from OpenAI's.
   * @default OpenAI's limits
   */
  readonly limits?: BatchLimits | undefined;
  /**
   * Purpose of uploaded files.
   * @default "batch"
   */
  readonly purpose?: string | undefined;
  /**
   * Time that a batch created by `submit` may take.
   * @default "24h"
   */
  readonly completionWindow?: string | undefined;
  /**
   * Header for the key. The default carries a bearer token; any other gets the bare key, such as Azure's `api-key`.
   * @default "authorization"
   */
  readonly authHeader?: string | undefined;
}

const OWN_OF_CALLS: OwnCallOptions<OpenAISubmitOptions> = {
  metadata: true,
  output_expires_after: true,
  expires_after: true,
};

const OWN: OwnOptions<OpenAIOptions> = {
  apiKey: true,
  organization: true,
  project: true,
  limits: optionsOf({ maxItemsPerBatch: A_COUNT, maxBytesPerBatch: A_COUNT } satisfies Record<
    keyof BatchLimits,
    Rule
  >),
  purpose: true,
  completionWindow: true,
  authHeader: must("the name of a header", isHeaderName),
};

/**
 * Client of OpenAI's Batch API and of compatible servers.
 * @throws `ConfigError` if no credential is found, or an option is invalid
 * @example
 * const client = new OpenAIClient({ apiKey: process.env.OPENAI_API_KEY });
 */
export class OpenAIClient {
  readonly batches: OpenAIBatches;
  readonly files: OpenAIFiles;
  /** Typed client of the whole spec, with the same credentials, retries, limits and errors. */
  readonly raw: RawClient<paths>;

  constructor(options: OpenAIOptions = {}) {
    const { purpose = "batch", completionWindow = "24h", limits = {} } = options;
    const organization = options.organization ?? fromEnvironment("OPENAI_ORG_ID");
    const project = options.project ?? fromEnvironment("OPENAI_PROJECT_ID");
    const core = createCore<paths>({
      dialect,
      options,
      own: OWN,
      ownOfCalls: OWN_OF_CALLS,
      routes,
      defaultBaseUrl: BASE_URL,
      headers: { "OpenAI-Organization": organization, "OpenAI-Project": project },
      auth: ({ redactor }) => keyAuth(keyOf(options), redactor),
      account: () => project,
    });
    this.batches = new OpenAIBatches(core, { purpose, completionWindow, limits });
    this.files = new OpenAIFiles(core, purpose);
    this.raw = core.http.raw;
  }
}

function keyOf({
  apiKey,
  authHeader: header = "authorization",
}: OpenAIOptions): Parameters<typeof keyAuth>[0] {
  const key = required(apiKey, "apiKey", "OPENAI_API_KEY");
  const isBearer = header.toLowerCase() === "authorization";
  return { credential: key, label: "apiKey", header, ...(isBearer && { scheme: "Bearer" }) };
}
