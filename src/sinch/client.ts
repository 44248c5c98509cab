import { type paths, routes } from "../../generated/sinch.js";
import { A_BOOLEAN, type OwnOptions } from "../core/base/options.js";
import type { OwnCallOptions } from "../core/call-options.js";
import { createCore } from "../core/client.js";
import { ConfigError } from "../core/base/errors/index.js";
import type { RawClient } from "../core/request/raw.js";
import type { ClientOptions, Credential } from "../core/base/types/index.js";
import { type Access, chooseAccess } from "./auth.js";
import { SmsBatches } from "./batches.js";
import { DeliveryReports } from "./delivery-reports.js";
import { Groups } from "./groups.js";
import { Inbounds } from "./inbounds.js";
import type { SinchSendOptions } from "./kind.js";
import type { PLAN_REGIONS } from "./limits.js";

export type SinchRegion = (typeof PLAN_REGIONS)[number];

/**
 * Needs either `servicePlanId` and `apiToken`, or `projectId`, `keyId` and `keySecret`. The API is end-of-sale: project
 * keys do not work for projects created after 15 April 2026.
 */
export interface SinchOptions extends ClientOptions {
  /**
   * Id of the service plan.
   * @default the environment's `SINCH_SERVICE_PLAN_ID`
   */
  readonly servicePlanId?: Credential | undefined;
  /**
   * API token of the service plan, sent as a bearer token.
   * @default the environment's `SINCH_API_TOKEN`
   */
  readonly apiToken?: Credential | undefined;
  /**
   * Id of the project.
   * @default the environment's `SINCH_PROJECT_ID`
   */
  readonly projectId?: Credential | undefined;
  /**
   * Id of the project's access key.
   * @default the environment's `SINCH_KEY_ID`
   */
  readonly keyId?: Credential | undefined;
  /**
   * Secret of the project's access key.
   * @default the environment's `SINCH_KEY_SECRET`
   */
  readonly keySecret?: Credential | undefined;
  /**
   * Region of the account; project keys work only in `us` and `eu`.
   * @default the environment's `SINCH_REGION`, else "us"
   */
  readonly region?: SinchRegion | undefined;
  /**
   * Project keys: origin of the token endpoint, or a gateway's prefix.
   * @default "https://auth.sinch.com"
   */
  readonly authUrl?: string | undefined;
  /**
   * Give every batch without a `client_reference` a unique one, by which `reconcile` can find it if the answer is lost.
   * Also a call option.
   * @default true
   */
  readonly autoReference?: boolean | undefined;
}

const OWN_OF_CALLS: OwnCallOptions<SinchSendOptions> = { autoReference: A_BOOLEAN };

const OWN: OwnOptions<SinchOptions> = {
  servicePlanId: true,
  apiToken: true,
  projectId: true,
  keyId: true,
  keySecret: true,
  region: true,
  authUrl: true,
  autoReference: A_BOOLEAN,
};

/**
 * Client of the Sinch SMS REST API.
 * @throws `ConfigError` for missing credentials, credentials of both kinds, or a region that the kind does not have
 * @example
 * const client = new SinchClient({ servicePlanId, apiToken, region: "eu" });
 */
export class SinchClient {
  readonly batches: SmsBatches;
  readonly deliveryReports: DeliveryReports;
  readonly groups: Groups;
  readonly inbounds: Inbounds;
  /** Typed client of the whole spec, with the same credentials, retries, limits and errors. */
  readonly raw: RawClient<paths>;

  constructor(options: SinchOptions = {}) {
    const access = chooseAccess(options);
    const account = new Account(access);
    const core = createCore<paths>({
      dialect: access.dialect,
      options,
      own: OWN,
      ownOfCalls: OWN_OF_CALLS,
      routes,
      defaultBaseUrl: access.host,
      auth: access.auth,
      arrays: { style: "form", explode: false },
      account: () => account.known,
      pathDefaults: async () => ({ service_plan_id: await account.resolve() }),
    });
    this.deliveryReports = new DeliveryReports(core);
    this.batches = new SmsBatches(core, options.autoReference ?? true);
    this.groups = new Groups(core);
    this.inbounds = new Inbounds(core);
    this.raw = core.http.raw;
  }
}

/**
 * The account id in every path. It is not secret and not redacted. If given as a function, it is known after the first
 * call.
 */
class Account {
  readonly #access: Access;
  known: string | undefined;

  constructor(access: Access) {
    this.#access = access;
    if (typeof access.account === "string") this.known = access.account;
  }

  async resolve(): Promise<string> {
    const { account, accountLabel } = this.#access;
    const value: unknown = typeof account === "function" ? await account() : account;
    if (typeof value !== "string" || value === "") throw new ConfigError(`${accountLabel} gave no value`);
    return (this.known = value);
  }
}
