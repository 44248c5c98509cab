import { FormError, type FormPart, readForm } from "../multipart.js";
import type { Environment, Exchange } from "../provider.js";
import { DAY_MS, SECOND_MS } from "../time.js";
import { inWords, httpError } from "./errors.js";
import type { File } from "./file.js";
import type { Files } from "./files.js";
import { readInput } from "./input.js";

const MAX_FILE_BYTES = 512 * 1_000 * 1_000;
const MAX_BATCH_FILE_BYTES = 200 * 1_000 * 1_000;
const BATCH_FILE_LIFE_MS = 30 * DAY_MS;

/** Reads an upload as it arrives. The parts may come in any order. */
export async function upload(
  exchange: Exchange,
  chunks: AsyncIterable<Uint8Array>,
  files: Files,
  environment: Environment,
): Promise<File> {
  const form = new UploadForm();
  try {
    await readForm(exchange.headers["content-type"] ?? "", chunks, (part) => form.open(part));
  } catch (error) {
    throw error instanceof FormError
      ? httpError(400, { message: `The form cannot be read: ${error.message}` })
      : error;
  }
  const { filename, purpose, lifeMs } = fieldsOf(form, environment);
  const limitBytes = purpose === "batch" ? MAX_BATCH_FILE_BYTES : MAX_FILE_BYTES;
  if (form.bytes > limitBytes)
    throw httpError(400, { message: `The file has more than ${limitBytes} bytes.` });
  const input = purpose === "batch" ? await readBatchFile(filename, form.chunks, environment) : undefined;
  const createdMs = environment.clock.now();
  return files.add({
    filename,
    purpose,
    createdMs,
    expiresMs: createdMs + lifeMs,
    showsExpiry: true,
    content: { bytes: form.bytes, chunks: form.chunks },
    ...(input && { input }),
  });
}

/** Collects the parts of an upload. */
class UploadForm {
  readonly fields: Record<string, string> = {};
  readonly chunks: Uint8Array[] = [];
  filename: string | undefined;
  hasFile = false;
  bytes = 0;

  open({ name, filename }: FormPart): (chunk: Uint8Array) => void {
    if (name !== "file") {
      const field = nameOf(name);
      this.fields[field] = "";
      return (chunk) => (this.fields[field] += Buffer.from(chunk).toString("utf8"));
    }
    this.hasFile = true;
    this.filename = filename;
    return (chunk) => {
      this.bytes += chunk.length;
      // A file that is too large is refused in the end: its bytes are only counted from here on.
      if (this.bytes <= MAX_FILE_BYTES) this.chunks.push(chunk);
    };
  }
}

/** The vendor's package writes nested fields with brackets, others write them with a dot. */
function nameOf(name: string): string {
  return name.replace(/^expires_after(?:\[(\w+)\]|\.(\w+))$/, "expires_after.$1$2");
}

interface Fields {
  readonly filename: string;
  readonly purpose: string;
  readonly lifeMs: number;
}

/** Validates the form against the document, as a nested object. */
function fieldsOf({ fields, hasFile, filename }: UploadForm, { check }: Environment): Fields {
  const { "expires_after.anchor": anchor, "expires_after.seconds": secondsText, ...others } = fields;
  const expires =
    anchor === undefined && secondsText === undefined
      ? undefined
      : {
          ...(anchor !== undefined && { anchor }),
          ...(secondsText !== undefined && { seconds: Number(secondsText) }),
        };
  const form = { ...(hasFile && { file: "" }), ...others, ...(expires && { expires_after: expires }) };
  const issue = check("CreateFileRequest", form)[0];
  if (issue !== undefined) throw httpError(400, inWords(issue));
  if (filename === undefined)
    throw httpError(400, { message: "The part 'file' has no file name.", param: "file" });
  const purpose = fields["purpose"] ?? "";
  const usualMs = purpose === "batch" ? BATCH_FILE_LIFE_MS : Infinity;
  return {
    filename,
    purpose,
    lifeMs: expires?.seconds === undefined ? usualMs : expires.seconds * SECOND_MS,
  };
}

async function readBatchFile(filename: string, chunks: readonly Uint8Array[], environment: Environment) {
  if (!filename.endsWith(".jsonl")) {
    throw httpError(400, { message: "The file of a batch must have the extension .jsonl." });
  }
  const lines = await readInput(chunks, environment);
  // One valid line is enough: the errors of others are reported by the batch that uses the file.
  if (!lines.some(({ url }) => url !== undefined)) {
    throw httpError(400, { message: "The file has no line that is a request." });
  }
  return lines;
}
