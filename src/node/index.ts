/**
 * `batchwire/node`: a faster `fetch` for Node, with proxies and without the 300 s limit. Needs undici 7 or later: `npm
 * install undici`.
 */
export { nodeFetch } from "./node-fetch.js";
export type { NodeFetch, NodeFetchOptions } from "./node-fetch.js";
