import { type paths, routes } from "../../generated/ringcentral.js";
import { credential, missing } from "../core/auth/auth.js";
import { createCore } from "../core/client.js";
import type { RawClient } from "../core/request/raw.js";
import type { TokenStore } from "../core/auth/token.js";
import type { CallOptions, ClientOptions, Credential } from "../core/base/types/index.js";
import { RingCentralBatches } from "./batches.js";
import { Consents } from "./consents.js";
import { dialect } from "./dialect.js";
import { BASE_URL } from "./limits.js";
import { type Credentials, Login } from "./auth.js";
import { Messages } from "./messages.js";
import { OptOuts } from "./opt-outs.js";
import { PhoneNumbers } from "./phone-numbers.js";

export interface RingCentralOptions extends ClientOptions {
  /** The app. Default: `RINGCENTRAL_CLIENT_ID`. */
  readonly clientId?: Credential | undefined;
  /** Default: `RINGCENTRAL_CLIENT_SECRET`. */
  readonly clientSecret?: Credential | undefined;
  /** The JWT credential of a user, from the developer console. Default: `RINGCENTRAL_JWT`. */
  readonly jwt?: Credential | undefined;
  /** Default `~`, the account of that user. */
  readonly accountId?: string | undefined;
  /** Shares one login between processes: a user may have five sessions, and each login opens one. Default: none. */
  readonly tokenStore?: TokenStore | undefined;
}

/** Client of RingCentral High Volume SMS. Throws `ConfigError` when a credential cannot be found. */
export class RingCentralClient {
  readonly batches: RingCentralBatches;
  readonly messages: Messages;
  readonly phoneNumbers: PhoneNumbers;
  readonly consents: Consents;
  readonly optOuts: OptOuts;
  /** The typed client of the whole spec, behind the same credentials, retries, limits and errors. */
  readonly raw: RawClient<paths>;
  readonly #login: Login;

  constructor(options: RingCentralOptions = {}) {
    const { accountId = "~" } = options;
    const credentials = findCredentials(options);
    let login: Login | undefined;
    const core = createCore<paths>({
      dialect,
      options,
      routes,
      defaultBaseUrl: BASE_URL,
      pathDefaults: () => Promise.resolve({ accountId, extensionId: "~" }),
      // `~` stands for whatever account the credentials belong to.
      account: () => (accountId === "~" ? undefined : accountId),
      auth: (kit) => (login = new Login(credentials, kit)).auth,
    });
    this.#login = login as unknown as Login;
    this.batches = new RingCentralBatches(core);
    this.messages = new Messages(core);
    this.phoneNumbers = new PhoneNumbers(core);
    this.consents = new Consents(core);
    this.optOuts = new OptOuts(core);
    this.raw = core.http.raw;
  }

  /**
   * Ends the session at the provider and forgets the token, in the store too; a later call logs in again. Whatever the
   * provider answers is ignored, as its guide asks, and not tried again.
   */
  logout(options?: CallOptions): Promise<void> {
    return this.#login.end(options);
  }
}

function findCredentials({ clientId, clientSecret, jwt, tokenStore }: RingCentralOptions): Credentials {
  const found = (option: Credential | undefined, name: string, variable: string): Credential => {
    const value = credential(option, variable);
    if (value === undefined || value === "") throw missing(name, variable);
    return value;
  };
  return {
    clientId: found(clientId, "clientId", "RINGCENTRAL_CLIENT_ID"),
    clientSecret: found(clientSecret, "clientSecret", "RINGCENTRAL_CLIENT_SECRET"),
    jwt: found(jwt, "jwt", "RINGCENTRAL_JWT"),
    tokenStore,
  };
}
