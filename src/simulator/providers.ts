import { anthropic } from "./anthropic/index.js";
import { ip1 } from "./ip1/index.js";
import type { ProviderDefinition } from "./provider.js";
import { ringcentral } from "./ringcentral/index.js";
import { sinch } from "./sinch/index.js";

/** Every provider that is simulated, in the order in which an explicit port counts up. */
export const PROVIDERS = [
  anthropic,
  ringcentral,
  ip1,
  sinch,
] as const satisfies readonly ProviderDefinition[];

type Provider = (typeof PROVIDERS)[number];
type Connections = ReturnType<Provider["connect"]>;

/** One object type with the members of all that a union holds. */
type Merged<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? { readonly [Key in keyof All]: All[Key] }
  : never;

/** An origin for each provider, and `sinchAuth` for the token endpoint of Sinch's project mode. */
export type SimulatorUrls = Merged<Connections["urls"]>;

/** Ready constructor options for each client; `sinchProject` are those of Sinch's project mode. */
export type SimulatorOptions = Merged<Connections["options"]>;
