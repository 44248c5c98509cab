import { type paths, routes } from "../../generated/ip1.js";
import { keyAuth, required } from "../core/auth/auth.js";
import { A_BOOLEAN, type OwnOptions } from "../core/base/options.js";
import type { OwnCallOptions } from "../core/call-options.js";
import { createCore } from "../core/client.js";
import type { RawClient } from "../core/request/raw.js";
import type { ClientOptions, Credential } from "../core/base/types/index.js";
import { Ip1Batches } from "./batches.js";
import { Blacklist } from "./blacklist.js";
import { dialect } from "./dialect.js";
import type { Ip1SubmitOptions } from "./kind.js";
import { BASE_URL } from "./limits.js";
import { Messages } from "./messages.js";
import { Senders } from "./senders.js";

export interface Ip1Options extends ClientOptions {
  /**
   * API key, sent as a bearer token.
   * @default the environment's `IP1_API_KEY`
   */
  readonly apiKey?: Credential | undefined;
  /**
   * Give every batch without a `reference` a unique one of 32 hexadecimal digits, by which `reconcile` can find it if
   * the answer is lost. Also a call option.
   * @default true
   */
  readonly autoReference?: boolean | undefined;
}

const OWN_OF_CALLS: OwnCallOptions<Ip1SubmitOptions> = {
  autoReference: A_BOOLEAN,
  maxRecipientsPerBatch: true,
};

const OWN: OwnOptions<Ip1Options> = { apiKey: true, autoReference: A_BOOLEAN };

/**
 * Client of the iP.1 SMS API, version 2.
 * @throws `ConfigError` if no API key is found, or an option is invalid
 * @example
 * const client = new Ip1Client({ apiKey: process.env.IP1_API_KEY });
 */
export class Ip1Client {
  readonly batches: Ip1Batches;
  readonly messages: Messages;
  readonly senders: Senders;
  readonly blacklist: Blacklist;
  /** Typed client of the whole spec, with the same credentials, retries, limits and errors. */
  readonly raw: RawClient<paths>;

  constructor(options: Ip1Options = {}) {
    const key = required(options.apiKey, "apiKey", "IP1_API_KEY");
    const core = createCore<paths>({
      dialect,
      options,
      own: OWN,
      ownOfCalls: OWN_OF_CALLS,
      routes,
      defaultBaseUrl: BASE_URL,
      auth: ({ redactor }) =>
        keyAuth({ credential: key, label: "apiKey", header: "authorization", scheme: "Bearer" }, redactor),
    });
    this.batches = new Ip1Batches(core, options.autoReference ?? true);
    this.messages = new Messages(core);
    this.senders = new Senders(core);
    this.blacklist = new Blacklist(core);
    this.raw = core.http.raw;
  }
}
