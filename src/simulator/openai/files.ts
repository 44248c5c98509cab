import { cursorPage } from "../paging.js";
import type { Answer, Environment, Exchange } from "../provider.js";
import { httpError } from "./errors.js";
import { type File, fileDocument } from "./file.js";
import { pythonJson } from "./python-json.js";

const DEFAULT_PAGE_SIZE = 10_000;

interface ListQuery {
  readonly purpose?: string;
  readonly limit?: number;
  readonly order?: string;
  readonly after?: string;
}

/** Only files of these purposes can be downloaded. */
const READABLE_PURPOSES = ["batch", "batch_output"];

/** The files of the project, uploads and results. */
export class Files {
  readonly #environment: Environment;
  /** Oldest first. The ids of deleted and expired files are kept, because they remain valid cursors. */
  readonly #ids: string[] = [];
  readonly #byId = new Map<string, File>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  add(file: Omit<File, "id">): File {
    const id = `file-${this.#environment.random("file", this.#ids.length).text(22)}`;
    const added = { id, ...file };
    this.#ids.push(id);
    this.#byId.set(id, added);
    return added;
  }

  /** Undefined if the file does not exist, was deleted or has expired. */
  find(id: string): File | undefined {
    const file = this.#byId.get(id);
    if (file === undefined || file.expiresMs > this.#environment.clock.now()) return file;
    this.#byId.delete(id);
    return undefined;
  }

  get(exchange: Exchange): File {
    const id = exchange.params["file_id"] ?? "";
    const file = this.find(id);
    if (file === undefined) throw httpError(404, { message: `No such File object: ${id}`, param: "id" });
    return file;
  }

  list({ query }: Exchange): object {
    const { purpose, limit = DEFAULT_PAGE_SIZE, order = "desc", after } = query as ListQuery;
    const ids = order === "desc" ? this.#ids.toReversed() : this.#ids;
    const start = after === undefined ? 0 : ids.indexOf(after) + 1;
    if (after !== undefined && start === 0) {
      throw httpError(400, {
        message: `No such File object: ${after}`,
        param: "after",
        code: "invalid_value",
      });
    }
    const files = ids.slice(start).flatMap((id) => this.find(id) ?? []);
    const wanted = purpose === undefined ? files : files.filter((file) => file.purpose === purpose);
    const page = cursorPage(wanted, limit);
    return { object: "list", ...page, data: page.data.map(fileDocument) };
  }

  delete(exchange: Exchange): object {
    const { id } = this.get(exchange);
    this.#byId.delete(id);
    return { id, object: "file", deleted: true };
  }

  content(exchange: Exchange): Answer {
    const { purpose, filename, content } = this.get(exchange);
    if (!READABLE_PURPOSES.includes(purpose)) {
      throw httpError(400, { message: `Files of the purpose ${purpose} cannot be downloaded.` });
    }
    const { bytes, chunks, lines } = content;
    const headers = {
      "content-length": String(bytes),
      "content-disposition": `attachment; filename="${filename.replaceAll(/["\\\r\n]/g, "_")}"`,
      "access-control-allow-origin": "*",
    };
    const type = "application/octet-stream";
    return lines === undefined
      ? { status: 200, headers, type, bytes: chunks ?? [] }
      : { status: 200, headers, type, lines: lines(), writeLine: pythonJson };
  }
}
