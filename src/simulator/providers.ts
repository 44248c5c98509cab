import { anthropic } from "./anthropic/index.js";
import { ip1 } from "./ip1/index.js";
import type { ProviderDefinition } from "./provider.js";
import { ringcentral } from "./ringcentral/index.js";
import { sinch } from "./sinch/index.js";

/** Every provider that is simulated, in the order in which an explicit port counts up. */
export const PROVIDERS: readonly ProviderDefinition[] = [anthropic, ringcentral, ip1, sinch];
