/** What the Message Batches API allows. Each figure stands in specs/anthropic.yaml too; a test compares them. */

/** `servers[0].url` */
export const BASE_URL = "https://api.anthropic.com";

/** `maxItems` of `requests` */
export const MAX_REQUESTS = 100_000;

/** The whole body of a create, in bytes on the wire. The documents say "256 MB"; this is the smaller reading of it. */
export const MAX_BODY_BYTES = 256_000_000;

/** `pattern` of `custom_id` */
export const CUSTOM_ID = /^[a-zA-Z0-9_-]{1,64}$/;

/** `maximum` of the list query `limit` */
export const MAX_LIST_LIMIT = 1_000;
