/** Limits of the Message Batches API. Each number is also in specs/anthropic.yaml; a test compares them. */

/** `servers[0].url` */
export const BASE_URL = "https://api.anthropic.com";

/** `maxItems` of `requests` */
export const MAX_REQUESTS = 100_000;

/** Maximum size of a create body, in bytes on the wire. The documents say "256 MB"; this is the smaller reading. */
export const MAX_BODY_BYTES = 256_000_000;

/** `pattern` of `custom_id` */
export const CUSTOM_ID = /^[a-zA-Z0-9_-]{1,64}$/;

/** `maximum` of the list query `limit` */
export const MAX_LIST_LIMIT = 1_000;
