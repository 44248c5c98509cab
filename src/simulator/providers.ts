import { anthropic } from "./anthropic/index.js";
import { ip1 } from "./ip1/index.js";
import { openai } from "./openai/index.js";
import type { ProviderDefinition, WebhookTarget } from "./provider.js";
import { ringcentral } from "./ringcentral/index.js";
import { sinch } from "./sinch/index.js";

/** Every simulated provider, in the order of their ports. */
export const PROVIDERS = [
  anthropic,
  openai,
  ringcentral,
  ip1,
  sinch,
] as const satisfies readonly ProviderDefinition[];

type Provider = (typeof PROVIDERS)[number];
type Connections = ReturnType<Provider["connect"]>;

/** One object type with the members of all types in a union. */
type Merged<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? { readonly [Key in keyof All]: All[Key] }
  : never;

/** An origin for each provider, and `sinchAuth` for the token endpoint of Sinch's project mode. */
export type SimulatorUrls = Merged<Connections["urls"]>;

/** Quotas of the simulated accounts, by provider. Those left out keep their defaults. */
export type SimulatorLimits = {
  readonly [One in Extract<Provider, { readonly limits: object }> as One["name"]]?:
    { readonly [Name in keyof One["limits"]]?: number | undefined } | undefined;
};

/** Webhook targets that a real account sets up in a dashboard, by provider. */
export type SimulatorWebhooks = {
  readonly [One in Extract<Provider, { readonly hasWebhook: true }> as One["name"]]?:
    WebhookTarget | undefined;
};

/** Ready constructor options for each client; `sinchProject` are those of Sinch's project mode. */
export type SimulatorOptions = Merged<Connections["options"]>;
