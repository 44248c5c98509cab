/** Builds `multipart/form-data` bodies that upload one file. */
import { joined, slices } from "../base/bytes.js";
import type { ErrorContext } from "../base/errors/index.js";
import { isIterable } from "../base/iterable.js";
import { invalid } from "../base/validation.js";
import { LARGE, type RequestBody } from "../transport/upload.js";

/** Content of a file. An iterable can be read only once, so its upload is not retried once it has begun. */
export type FileContent =
  string | Uint8Array | ArrayBuffer | Blob | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export interface FileForm {
  /** The text before the content: all fields, and the header of the file's part. */
  readonly head: string;
  readonly tail: string;
}

/** `boundary` must not occur in the content. Undefined fields are left out. */
export function fileForm(
  boundary: string,
  fields: Readonly<Record<string, string | number | undefined>>,
  filename: string,
): FileForm {
  const part = (disposition: string): string =>
    `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n`;
  const texts = Object.entries(fields).filter(([, value]) => value !== undefined);
  const head = texts.map(([name, value]) => `${part(`name="${name}"`)}\r\n${value}\r\n`).join("");
  const file = part(`name="file"; filename="${escaped(filename)}"`);
  return {
    head: `${head}${file}content-type: application/octet-stream\r\n\r\n`,
    tail: `\r\n--${boundary}--\r\n`,
  };
}

/** Escapes a file name the way browsers do. */
function escaped(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent);
}

/**
 * The form as a body: whole if it is small and its size is known. Throws `ValidationError` for an unsupported type of
 * content.
 */
export async function formBody(
  { head, tail }: FileForm,
  content: FileContent,
  context: ErrorContext,
): Promise<RequestBody> {
  const encoder = new TextEncoder();
  const [start, end] = [encoder.encode(head), encoder.encode(tail)];
  const known = typeof content === "string" ? encoder.encode(content) : content;
  const source = sourceOf(known);
  if (source === undefined)
    throw invalid("content", "must be a text, bytes, a Blob, or an (async) iterable of bytes", context);
  const { size, chunks } = source;
  let isStarted = false;
  const upload = {
    byteLength: size === undefined ? size : start.byteLength + size + end.byteLength,
    isReplayable: () => size !== undefined || !isStarted,
    async *open() {
      isStarted = true;
      yield start;
      for await (const chunk of chunks()) {
        if (!(chunk instanceof Uint8Array)) throw invalid("content", "must consist of bytes", context);
        yield chunk;
      }
      yield end;
    },
  };
  if ((upload.byteLength ?? LARGE) >= LARGE) return upload;
  const whole: Uint8Array[] = [];
  for await (const chunk of upload.open()) whole.push(chunk);
  return joined(whole);
}

interface Source {
  /** Size in bytes; undefined for content that can be read only once. */
  readonly size?: number;
  readonly chunks: () => Iterable<unknown> | AsyncIterable<unknown>;
}

function sourceOf(content: unknown): Source | undefined {
  if (content instanceof ArrayBuffer) return sourceOf(new Uint8Array(content));
  if (content instanceof Uint8Array) return { size: content.byteLength, chunks: () => slices(content) };
  if (content instanceof Blob) return { size: content.size, chunks: () => content.stream() };
  return isIterable(content) ? { chunks: () => content } : undefined;
}
