import type {
  DeletedFile,
  FileExpirationAfter,
  FileObject,
  FilePurpose,
  ListFilesResponse,
  paths,
} from "../../generated/openai.js";
import { checkOptions } from "../core/base/options.js";
import type { OwnCallOptions } from "../core/call-options.js";
import { defined } from "../core/base/defined.js";
import { hasId } from "../core/base/json.js";
import { newLabel } from "../core/base/label.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import type { Core } from "../core/request/client-core.js";
import { type FileContent, fileForm, type FileForm, formBody } from "../core/request/form.js";
import { byteStream } from "../core/transport/byte-source.js";
import type { RequestBody } from "../core/transport/upload.js";
import { lifeIssues } from "./checks.js";
import { type FileListQuery, listFiles } from "./paging.js";
import { openFile } from "./results.js";

export interface UploadOptions extends CallOptions {
  /**
   * The purpose of the file.
   * @default the client's `purpose`, which is `batch`
   */
  readonly purpose?: FilePurpose | (string & {}) | undefined;
  /**
   * Name of the file. For batches it must end in `.jsonl`.
   * @default the name of a `File`, else `batch.jsonl`
   */
  readonly filename?: string | undefined;
  /**
   * When the provider deletes the file.
   * @default after 30 days, if its purpose is `batch`
   */
  readonly expires_after?: FileExpirationAfter | undefined;
}

const UPLOAD_OPTIONS: OwnCallOptions<UploadOptions> = { purpose: true, filename: true, expires_after: true };
const FILENAME = "batch.jsonl";
const UPLOADS = { provider: "openai", operation: "createFile" } as const;

/** A form boundary that cannot occur in the content. */
export function newBoundary(): string {
  return `batchwire-${newLabel()}`;
}

export function formOf(boundary: string, options: UploadOptions): FileForm {
  const { purpose, filename = FILENAME, expires_after: life } = options;
  const fields = { purpose, "expires_after[anchor]": life?.anchor, "expires_after[seconds]": life?.seconds };
  return fileForm(boundary, fields, filename);
}

export function postFile(
  core: Core<paths>,
  wire: RequestBody,
  boundary: string,
  options: CallOptions,
  check = (): ReturnType<typeof lifeIssues> => [],
): Promise<FileObject> {
  const headers = { ...options.headers, "content-type": `multipart/form-data; boundary=${boundary}` };
  return core.http.call("post", "/files", {}, { ...options, headers }, { wire, check });
}

export async function deleteFile(core: Core<paths>, id: string, options?: CallOptions): Promise<DeletedFile> {
  const deleted: DeletedFile = { id, object: "file", deleted: true };
  // Compatible servers answer deletes in other forms or with an empty body.
  const extras = { deleted, emptyOk: true, isComplete: () => true };
  const answer = await core.http.call(
    "delete",
    "/files/{file_id}",
    { path: { file_id: id } },
    options,
    extras,
  );
  return hasId(answer) ? answer : deleted;
}

/** Input and output files of batches. `submit` uploads its own files. */
export class OpenAIFiles {
  readonly #core: Core<paths>;
  readonly #purpose: string;

  constructor(core: Core<paths>, purpose: string) {
    this.#core = core;
    this.#purpose = purpose;
  }

  /**
   * Uploads a file, in constant memory if the content is an iterable. Uploads are free and retried, unless the content
   * can be read only once.
   * @throws `ValidationError`, `HttpError` (400: the name does not end in `.jsonl`, no usable line, or too large),
   * `ConnectionError`
   */
  async upload(content: FileContent, options: UploadOptions = {}): Promise<FileObject> {
    checkOptions(options, { ...UPLOAD_OPTIONS, ...this.#core.callOptions });
    const { purpose = this.#purpose, filename, expires_after, ...call } = options;
    const own = content instanceof Blob && "name" in content ? String(content.name) : undefined;
    const boundary = newBoundary();
    const form = formOf(boundary, defined({ purpose, filename: filename ?? own, expires_after }));
    const wire = await formBody(form, content, UPLOADS);
    return postFile(this.#core, wire, boundary, call, () => lifeIssues("expires_after", expires_after));
  }

  /**
   * Reads the description of a file.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  retrieve(id: string, options?: CallOptions): Promise<FileObject> {
    return this.#core.http.call("get", "/files/{file_id}", { path: { file_id: id } }, options);
  }

  /**
   * Lists the project's files, newest first unless `order` is set; `purpose` filters.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(query: FileListQuery = {}, options?: CallOptions): Paginated<FileObject, ListFilesResponse> {
    return listFiles(this.#core, query, options);
  }

  /**
   * Deletes a file. Resolves also if an earlier attempt, whose answer was lost, has deleted it.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  delete(id: string, options?: CallOptions): Promise<DeletedFile> {
    return deleteFile(this.#core, id, options);
  }

  /**
   * The unverified bytes of a file, requested on the first read. For results, use `batches.results`.
   * @throws on reading: `HttpError`, `ConnectionError`, `TimeoutError`
   */
  content(id: string, options?: CallOptions): ReadableStream<Uint8Array> {
    return byteStream(() => openFile(this.#core, id, options));
  }
}
