/** One part of a form, as its headers describe it. */
export interface FormPart {
  readonly name: string;
  /** Only parts that hold a file have one. */
  readonly filename: string | undefined;
}

/** Receives the content of one part, chunk by chunk. */
export type PartSink = (chunk: Uint8Array) => void;

/** The body is not the form that its content type announces. */
export class FormError extends Error {}

const LINE_END = "\r\n";
const HEADERS_END = "\r\n\r\n";
const MAX_HEADER_BYTES = 16 * 1024;

/**
 * Reads a `multipart/form-data` body as it arrives. At the begin of each part `open` returns the sink for its content.
 * Only bytes that may begin a boundary are buffered. Throws FormError.
 */
export async function readForm(
  contentType: string,
  chunks: AsyncIterable<Uint8Array>,
  open: (part: FormPart) => PartSink,
): Promise<void> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new FormError("the content type names no boundary");
  const reader = new FormReader(boundary, open);
  let error: FormError | undefined;
  // After an error the rest is still read: the client has to finish sending before it is answered.
  for await (const chunk of chunks) error ??= errorOf(() => reader.write(chunk));
  if (error !== undefined) throw error;
  reader.end();
}

function errorOf(step: () => void): FormError | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    if (error instanceof FormError) return error;
    throw error;
  }
}

type State = "content" | "boundary" | "headers" | "end";

class FormReader {
  readonly #delimiter: Buffer;
  readonly #open: (part: FormPart) => PartSink;
  // A boundary follows a line end; the first has none before it, so one is put here.
  #pending = Buffer.from(LINE_END);
  #state: State = "content";
  #sink: PartSink = () => {};

  constructor(boundary: string, open: (part: FormPart) => PartSink) {
    this.#delimiter = Buffer.from(`${LINE_END}--${boundary}`);
    this.#open = open;
  }

  write(chunk: Uint8Array): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    while (this.#advance());
  }

  end(): void {
    if (this.#state !== "end") throw new FormError("the body ends within a part");
  }

  /** Parses the next element; false if too few bytes have arrived. */
  #advance(): boolean {
    switch (this.#state) {
      case "content":
        return this.#passContent();
      case "boundary":
        return this.#passBoundary();
      case "headers":
        return this.#passHeaders();
      case "end":
        return false;
    }
  }

  #passContent(): boolean {
    const at = this.#pending.indexOf(this.#delimiter);
    const isWhole = at >= 0;
    const end = isWhole ? at : Math.max(0, this.#pending.length - this.#delimiter.length);
    if (end > 0) this.#sink(this.#pending.subarray(0, end));
    this.#pending = this.#pending.subarray(isWhole ? end + this.#delimiter.length : end);
    if (isWhole) this.#state = "boundary";
    return isWhole;
  }

  /** Two hyphens after a boundary end the form; a line end begins the headers of the next part. */
  #passBoundary(): boolean {
    if (this.#pending.length < LINE_END.length) return false;
    this.#state = this.#pending.toString("latin1", 0, 2) === "--" ? "end" : "headers";
    return true;
  }

  #passHeaders(): boolean {
    const at = this.#pending.indexOf(HEADERS_END);
    if (at < 0 && this.#pending.length > MAX_HEADER_BYTES)
      throw new FormError("the headers of a part do not end");
    if (at < 0) return false;
    this.#sink = this.#open(partOf(this.#pending.toString("utf8", 0, at)));
    // The line end after the headers is kept: it belongs to the boundary if the part is empty.
    this.#pending = this.#pending.subarray(at + HEADERS_END.length);
    this.#state = "content";
    return true;
  }
}

function partOf(headers: string): FormPart {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? "";
  const name = parameterOf(disposition, "name");
  if (name === undefined) throw new FormError("a part has no name");
  return { name, filename: parameterOf(disposition, "filename") };
}

/** A quote within a quoted value is `%22` from browsers and Node, and `\"` from others. */
function parameterOf(disposition: string, name: string): string | undefined {
  const [, quoted, plain] =
    new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, "i").exec(disposition) ?? [];
  return quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, "$1").replaceAll("%22", '"');
}
