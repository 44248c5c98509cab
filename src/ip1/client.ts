import { type paths, routes } from "../../generated/ip1.js";
import { credential, keyAuth, missing } from "../core/auth/auth.js";
import { createCore } from "../core/client.js";
import type { RawClient } from "../core/request/raw.js";
import type { ClientOptions, Credential } from "../core/base/types/index.js";
import { Ip1Batches } from "./batches.js";
import { Blacklist } from "./blacklist.js";
import { dialect } from "./dialect.js";
import { BASE_URL } from "./limits.js";
import { Messages } from "./messages.js";
import { Senders } from "./senders.js";

export interface Ip1Options extends ClientOptions {
  /** Sent as a bearer token. Default: `IP1_API_KEY`. */
  readonly apiKey?: Credential | undefined;
  /**
   * Give every batch that has no `reference` a unique one, 32 hexadecimal digits: without, a batch whose answer got lost
   * cannot be found again. Default true; a call can say otherwise.
   */
  readonly autoReference?: boolean | undefined;
}

/** Client of the iP.1 SMS API, version 2. Throws `ConfigError` when no API key can be found. */
export class Ip1Client {
  readonly batches: Ip1Batches;
  readonly messages: Messages;
  readonly senders: Senders;
  readonly blacklist: Blacklist;
  /** The typed client of the whole spec, behind the same credentials, retries, limits and errors. */
  readonly raw: RawClient<paths>;

  constructor(options: Ip1Options = {}) {
    const key = credential(options.apiKey, "IP1_API_KEY");
    if (key === undefined) throw missing("apiKey", "IP1_API_KEY");
    const core = createCore<paths>({
      dialect,
      options,
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
