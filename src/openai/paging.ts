/** The lists of batches and files, newest first. Cursors are ids; some servers return all rows as a bare array. */
import type {
  Batch,
  FileObject,
  ListBatchesResponse,
  ListFilesResponse,
  operations,
} from "../../generated/openai.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { list, type ListCore, type ListSpec } from "../core/lists/list.js";
import { cursorStyle } from "../core/lists/page-styles.js";
import { listIssues } from "./checks.js";
import { MAX_BATCH_PAGE, MAX_FILE_PAGE } from "./limits.js";

export type BatchListQuery = QueryOf<operations["listBatches"]>;
export type FileListQuery = QueryOf<operations["listFiles"]>;

const spec = (operation: string, path: string, most: number): ListSpec => ({
  operation,
  path,
  rows: ["data", "value"],
  id: ["id"],
  isStable: true,
  style: cursorStyle({ ask: "after", told: ["last_id"], more: "has_more", orOfLastRow: "id" }),
  check: ({ limit }: { limit?: unknown }) => listIssues(limit, most),
});
const BATCHES = spec("listBatches", "/batches", MAX_BATCH_PAGE);
const FILES = spec("listFiles", "/files", MAX_FILE_PAGE);

export function listBatches(
  core: ListCore,
  query: BatchListQuery = {},
  options?: CallOptions,
): Paginated<Batch, ListBatchesResponse> {
  return list(core, BATCHES, query, options);
}

export function listFiles(
  core: ListCore,
  query: FileListQuery = {},
  options?: CallOptions,
): Paginated<FileObject, ListFilesResponse> {
  return list(core, FILES, query, options);
}
