/** What the Batch API allows. Each figure stands in specs/openai.yaml too; a test compares them. */

/** `servers[0].url` */
export const BASE_URL = "https://api.openai.com/v1";

/** Requests in one file. */
export const MAX_REQUESTS = 50_000;

/** `x-file-limit-bytes` of the upload. The documents say "200 MB"; this is the smaller reading of it. */
export const MAX_FILE_BYTES = 200_000_000;

/** Inputs of all requests for embeddings in one batch. */
export const MAX_EMBEDDING_INPUTS = 50_000;

/** `maximum` of the list query `limit`, of batches and of files. */
export const MAX_BATCH_PAGE = 100;
export const MAX_FILE_PAGE = 10_000;

/** `Metadata`: pairs, and the lengths of their keys and values. */
export const MAX_PAIRS = 16;
export const MAX_KEY = 64;
export const MAX_VALUE = 512;

/** `minimum` and `maximum` of the seconds after which a file expires. */
export const LEAST_LIFE_S = 3_600;
export const MOST_LIFE_S = 2_592_000;
