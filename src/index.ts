export { AnthropicClient } from "./anthropic/index.js";
export { RingCentralClient } from "./ringcentral/index.js";
export * from "./core/base/errors/index.js";
export type * from "./core/base/types/index.js";
export type { Run, RunItem, RunOptions, RunSummary } from "./core/batch/run-types.js";
export type { WatchAllOptions } from "./core/batch/watch-all.js";
export type * from "./core/submit/journal.js";
export { Ip1Client } from "./ip1/index.js";
export { SinchClient } from "./sinch/index.js";
