/** The two kinds of credentials: a service plan with its API token, or a project with an access key. */
import { routes } from "../../generated/sinch.js";
import {
  type Authenticator,
  basicCredentials,
  fromEnvironment,
  keyAuth,
  required,
  resolveCredential,
} from "../core/auth/auth.js";
import type { AuthKit } from "../core/auth/auth.js";
import type { Dialect } from "../core/transport/dialect.js";
import { ConfigError } from "../core/base/errors/index.js";
import { requestToken } from "../core/auth/oauth.js";
import { checkedBaseUrl } from "../core/base/options.js";
import type { BackoffOptions } from "../core/transport/retry.js";
import { type Token, TokenAuth, type TokenSource } from "../core/auth/token.js";
import type { Credential } from "../core/base/types/index.js";
import type { SinchOptions } from "./client.js";
import { planDialect, projectDialect, saysExpired } from "./dialect.js";
import { AUTH_URL, PLAN_REGIONS, PROJECT_REGIONS } from "./limits.js";

export interface Access {
  readonly dialect: Dialect;
  readonly host: string;
  /** The service plan id or the project id; both have the same place in all paths. */
  readonly account: Credential;
  readonly accountLabel: string;
  readonly auth: (kit: AuthKit) => Authenticator;
}

const PLAN = { servicePlanId: "SINCH_SERVICE_PLAN_ID", apiToken: "SINCH_API_TOKEN" } as const;
const PROJECT = {
  projectId: "SINCH_PROJECT_ID",
  keyId: "SINCH_KEY_ID",
  keySecret: "SINCH_KEY_SECRET",
} as const;

const NOT_BOTH = "give either servicePlanId and apiToken, or projectId, keyId and keySecret, not both";

export function chooseAccess(options: SinchOptions): Access {
  return isProject(options) ? projectAccess(options) : planAccess(options);
}

/**
 * Options take precedence over the environment. If neither or both kinds are complete, it throws instead of guessing.
 */
function isProject(options: SinchOptions): boolean {
  const given = (names: object): boolean =>
    Object.keys(names).some((name) => options[name as keyof SinchOptions] !== undefined);
  const plan = given(PLAN);
  const project = given(PROJECT) || options.authUrl !== undefined;
  if (plan && project) throw new ConfigError(NOT_BOTH);
  if (plan || project) return project;
  const inEnvironment = (names: object): number =>
    Object.values(names).filter((name) => fromEnvironment(name as string) !== undefined).length;
  const [plans, projects] = [inEnvironment(PLAN), inEnvironment(PROJECT)];
  if (plans === 2 && projects === 3) {
    throw new ConfigError(`the environment holds both a service plan and a project: ${NOT_BOTH}`);
  }
  return projects === 3 || (plans === 0 && projects > 0);
}

function planAccess(options: SinchOptions): Access {
  const region = regionOf(options, PLAN_REGIONS);
  const account = required(options.servicePlanId, "servicePlanId", PLAN.servicePlanId);
  const token = required(options.apiToken, "apiToken", PLAN.apiToken);
  return {
    dialect: planDialect(region),
    host: `https://${region}.sms.api.sinch.com`,
    account,
    accountLabel: "servicePlanId",
    auth: ({ redactor }) =>
      keyAuth({ credential: token, label: "apiToken", header: "authorization", scheme: "Bearer" }, redactor),
  };
}

function projectAccess(options: SinchOptions): Access {
  const region = regionOf(options, PROJECT_REGIONS);
  const account = required(options.projectId, "projectId", PROJECT.projectId);
  const keyId = required(options.keyId, "keyId", PROJECT.keyId);
  const keySecret = required(options.keySecret, "keySecret", PROJECT.keySecret);
  const authUrl = checkedBaseUrl("authUrl", options.authUrl ?? AUTH_URL);
  return {
    dialect: projectDialect,
    host: `https://zt.${region}.sms.api.sinch.com`,
    account,
    accountLabel: "projectId",
    auth: (kit) => {
      const source: TokenSource = {
        credentials: async () => [
          await resolveCredential(keyId, "keyId", kit.redactor),
          await resolveCredential(keySecret, "keySecret", kit.redactor),
        ],
        issue: ([id = "", secret = ""]) =>
          issueToken(kit, `${authUrl}/oauth2/token`, { id, secret }, options),
        isStale: saysExpired,
      };
      return new TokenAuth(source, kit.clock, kit.redactor);
    },
  };
}

function regionOf(options: SinchOptions, regions: readonly string[]): string {
  const region = options.region ?? fromEnvironment("SINCH_REGION") ?? "us";
  if (regions.includes(region)) return region;
  throw new ConfigError(`region must be one of ${regions.join(", ")} with these credentials`);
}

// The token endpoint has its own limit and gives no hint: pauses of up to 1, 4 and 16 seconds, as in the provider's
// Node SDK.
const TOKEN_RETRY: BackoffOptions = { maxAttempts: 4, initialDelayMs: 1_000, factor: 4, maxDelayMs: 16_000 };

function issueToken(
  kit: AuthKit,
  url: string,
  { id, secret }: { readonly id: string; readonly secret: string },
  { retry }: SinchOptions,
): Promise<Token> {
  const request = {
    route: routes["POST /oauth2/token"],
    url,
    authorization: basicCredentials(id, secret, kit.redactor),
    form: { grant_type: "client_credentials" },
  };
  return requestToken(kit, request, retry === false ? {} : { retry: { ...TOKEN_RETRY, ...retry } });
}
