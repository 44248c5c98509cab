import { type paths, routes } from "../../generated/ringcentral.js";
import { required } from "../core/auth/auth.js";
import { hasFunctions, must, type OwnOptions } from "../core/base/options.js";
import type { OwnCallOptions } from "../core/call-options.js";
import { createCore } from "../core/client.js";
import type { RawClient } from "../core/request/raw.js";
import type { TokenStore } from "../core/auth/token.js";
import type { CallOptions, ClientOptions, Credential } from "../core/base/types/index.js";
import { RingCentralBatches } from "./batches.js";
import { Consents } from "./consents.js";
import { dialect } from "./dialect.js";
import type { SubmitOptions } from "./frame.js";
import { BASE_URL } from "./limits.js";
import { type Credentials, Login } from "./auth.js";
import { Messages } from "./messages.js";
import { OptOuts } from "./opt-outs.js";
import { PhoneNumbers } from "./phone-numbers.js";

export interface RingCentralOptions extends ClientOptions {
  /**
   * Client id of the app.
   * @default the environment's `RINGCENTRAL_CLIENT_ID`
   */
  readonly clientId?: Credential | undefined;
  /**
   * Client secret of the app.
   * @default the environment's `RINGCENTRAL_CLIENT_SECRET`
   */
  readonly clientSecret?: Credential | undefined;
  /**
   * JWT credential of a user, from the developer console.
   * @default the environment's `RINGCENTRAL_JWT`
   */
  readonly jwt?: Credential | undefined;
  /**
   * The account id.
   * @default "~", the user's own account
   */
  readonly accountId?: string | undefined;
  /**
   * Shares one login between processes, because a user may have only five sessions.
   * @default none
   */
  readonly tokenStore?: TokenStore | undefined;
}

const OWN_OF_CALLS: OwnCallOptions<SubmitOptions> = { maxMessagesPerBatch: true };

const OWN: OwnOptions<RingCentralOptions> = {
  clientId: true,
  clientSecret: true,
  jwt: true,
  accountId: true,
  tokenStore: must("an object with get and set", (store) => hasFunctions(store, "get", "set")),
};

/**
 * Client of RingCentral High Volume SMS.
 * @throws `ConfigError` if a credential is missing, or an option is invalid
 * @example
 * const client = new RingCentralClient({ clientId, clientSecret, jwt });
 */
export class RingCentralClient {
  readonly batches: RingCentralBatches;
  readonly messages: Messages;
  readonly phoneNumbers: PhoneNumbers;
  readonly consents: Consents;
  readonly optOuts: OptOuts;
  /** Typed client of the whole spec, with the same credentials, retries, limits and errors. */
  readonly raw: RawClient<paths>;
  readonly #login: Login;

  constructor(options: RingCentralOptions = {}) {
    const { accountId = "~" } = options;
    const credentials = findCredentials(options);
    let login: Login | undefined;
    const core = createCore<paths>({
      dialect,
      options,
      own: OWN,
      ownOfCalls: OWN_OF_CALLS,
      routes,
      defaultBaseUrl: BASE_URL,
      pathDefaults: () => Promise.resolve({ accountId, extensionId: "~" }),
      // `~` stands for the account of the credentials, whose id is unknown.
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
   * Ends the session and deletes the token, also from the store. A later call logs in again. Errors of the provider are
   * ignored and not retried, as its guide demands.
   */
  logout(options?: CallOptions): Promise<void> {
    return this.#login.end(options);
  }
}

function findCredentials({ clientId, clientSecret, jwt, tokenStore }: RingCentralOptions): Credentials {
  return {
    clientId: required(clientId, "clientId", "RINGCENTRAL_CLIENT_ID"),
    clientSecret: required(clientSecret, "clientSecret", "RINGCENTRAL_CLIENT_SECRET"),
    jwt: required(jwt, "jwt", "RINGCENTRAL_JWT"),
    tokenStore,
  };
}
