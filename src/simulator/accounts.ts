/**
 * The one account that the simulator knows at each provider. All values are invented and public.
 * Parts check the credentials of a request against these and nothing else.
 */
export const accounts = {
  anthropic: {
    apiKey: "sk-ant-simulator-0000",
    workspaceId: "wrkspc_simulator",
    organizationId: "00000000-0000-4000-8000-000000000001",
  },
  ringcentral: {
    clientId: "simulator-client",
    clientSecret: "simulator-client-secret",
    jwt: "simulator.jwt.assertion",
    accountId: "400000001",
    extensionId: "500000001",
  },
  ip1: { apiKey: "ip1-simulator-key", owner: "ip1-00001" },
  sinch: {
    servicePlanId: "simulator-plan",
    apiToken: "simulator-api-token",
    projectId: "simulator-project",
    keyId: "simulator-key-id",
    keySecret: "simulator-key-secret",
    webhookSecret: "simulator-webhook-secret",
  },
} as const;

/** Ready constructor options for each client, accepted credentials included. */
export interface SimulatorOptions {
  readonly anthropic: { readonly baseUrl: string; readonly apiKey: string };
  readonly ringcentral: {
    readonly baseUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly jwt: string;
  };
  readonly ip1: { readonly baseUrl: string; readonly apiKey: string };
  /** Service plan id and API token. */
  readonly sinch: { readonly baseUrl: string; readonly servicePlanId: string; readonly apiToken: string };
  /** Project id and access key: OAuth client credentials. */
  readonly sinchProject: {
    readonly baseUrl: string;
    readonly authUrl: string;
    readonly projectId: string;
    readonly keyId: string;
    readonly keySecret: string;
  };
}

export interface SimulatorUrls {
  readonly anthropic: string;
  readonly ringcentral: string;
  readonly ip1: string;
  readonly sinch: string;
  /** The token endpoint of Sinch's project mode. */
  readonly sinchAuth: string;
}

export function optionsFor(urls: SimulatorUrls): SimulatorOptions {
  const { clientId, clientSecret, jwt } = accounts.ringcentral;
  const { servicePlanId, apiToken, projectId, keyId, keySecret } = accounts.sinch;
  return {
    anthropic: { baseUrl: urls.anthropic, apiKey: accounts.anthropic.apiKey },
    ringcentral: { baseUrl: urls.ringcentral, clientId, clientSecret, jwt },
    ip1: { baseUrl: urls.ip1, apiKey: accounts.ip1.apiKey },
    sinch: { baseUrl: urls.sinch, servicePlanId, apiToken },
    sinchProject: { baseUrl: urls.sinch, authUrl: urls.sinchAuth, projectId, keyId, keySecret },
  };
}
