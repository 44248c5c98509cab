/** Public types that all providers share, one file per topic. */
export type * from "./batch.js";
export type * from "./estimate.js";
export type * from "./hooks.js";
export type * from "./lists.js";
export type * from "./options.js";
export type * from "./reconcile.js";
export type * from "./results.js";
export type * from "./retry.js";
export type * from "./route.js";
export type * from "./submit.js";
export type * from "./wait.js";
