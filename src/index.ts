export { AnthropicClient } from "./anthropic/index.js";
export { RingCentralClient } from "./ringcentral/index.js";
export * from "./core/errors.js";
export type * from "./core/types.js";
export { Ip1Client } from "./ip1/index.js";
export { SinchClient } from "./sinch/index.js";
