/** Limits of the Batch API. Each number is also in specs/openai.yaml; a test compares them. */

/** `servers[0].url` */
export const BASE_URL = "https://api.openai.com/v1";

/** Maximum number of requests in a file. */
export const MAX_REQUESTS = 50_000;

/** `x-file-limit-bytes` of the upload. The documents say "200 MB"; this is the smaller reading. */
export const MAX_FILE_BYTES = 200_000_000;

/** Maximum number of embedding inputs in a batch, over all its requests. */
export const MAX_EMBEDDING_INPUTS = 50_000;

/** `maximum` of the list query `limit`, for batches and for files. */
export const MAX_BATCH_PAGE = 100;
export const MAX_FILE_PAGE = 10_000;

/** `Metadata`: number of pairs, and length of keys and values. */
export const MAX_PAIRS = 16;
export const MAX_KEY = 64;
export const MAX_VALUE = 512;

/** `minimum` and `maximum` of a file's lifetime in seconds. */
export const LEAST_LIFE_S = 3_600;
export const MOST_LIFE_S = 2_592_000;
