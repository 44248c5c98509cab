import { FormFault, type FormPart, readForm } from "../multipart.js";
import type { Environment, Exchange } from "../provider.js";
import { DAY_MS, SECOND_MS } from "../time.js";
import { inWords, refusal } from "./errors.js";
import type { File } from "./file.js";
import type { Files } from "./files.js";
import { readInput } from "./input.js";

const MAX_FILE_BYTES = 512 * 1_000 * 1_000;
const MAX_BATCH_FILE_BYTES = 200 * 1_000 * 1_000;
const BATCH_FILE_LIFE_MS = 30 * DAY_MS;

/** Takes an upload: the parts may come in any order, and the file is read as it arrives. */
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
    throw error instanceof FormFault
      ? refusal(400, { message: `The form cannot be read: ${error.message}` })
      : error;
  }
  const { filename, purpose, lifeMs } = fieldsOf(form, environment);
  const limitBytes = purpose === "batch" ? MAX_BATCH_FILE_BYTES : MAX_FILE_BYTES;
  if (form.bytes > limitBytes) throw refusal(400, { message: `The file has more than ${limitBytes} bytes.` });
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

/** The parts of an upload, as they are collected. */
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
      // What is too large will be refused: from here on it is counted and not kept.
      if (this.bytes <= MAX_FILE_BYTES) this.chunks.push(chunk);
    };
  }
}

/** Nested fields come with brackets from the vendor's own package, and with a dot from others. */
function nameOf(name: string): string {
  return name.replace(/^expires_after(?:\[(\w+)\]|\.(\w+))$/, "expires_after.$1$2");
}

interface Fields {
  readonly filename: string;
  readonly purpose: string;
  readonly lifeMs: number;
}

/** Checks the form against the document, as the object that its fields stand for. */
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
  if (issue !== undefined) throw refusal(400, inWords(issue));
  if (filename === undefined)
    throw refusal(400, { message: "The part 'file' has no file name.", param: "file" });
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
    throw refusal(400, { message: "The file of a batch must have the extension .jsonl." });
  }
  const lines = await readInput(chunks, environment);
  // One line that could run is enough: faults of the others are told when a batch is made of the file.
  if (!lines.some(({ url }) => url !== undefined)) {
    throw refusal(400, { message: "The file has no line that is a request." });
  }
  return lines;
}
