import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";

/** Bodies up to this size are kept for the request log. */
const MAX_KEPT_BYTES = 2 ** 20;

export class BodyTooLarge extends Error {}

/** A request body, which can be read once. */
export interface Body extends AsyncIterable<Uint8Array> {
  readAll(): Promise<Buffer>;
}

/** Makes a body of bytes that were read before. */
export function replayed(raw: Buffer): Body {
  const chunks: AsyncIterable<Uint8Array> = Readable.from([raw]);
  return {
    [Symbol.asyncIterator]: () => chunks[Symbol.asyncIterator](),
    readAll: () => Promise.resolve(raw),
  };
}

/**
 * Counts the chunks of a request body, and keeps a small body for the log. Above the limit it throws `BodyTooLarge`,
 * but only after the last chunk: a client that is answered while it still writes sees a reset instead of the answer.
 */
export class BodyReader implements Body {
  readonly #request: IncomingMessage;
  readonly #limitBytes: number;
  #kept: Buffer[] | undefined = [];
  bytes = 0;

  constructor(request: IncomingMessage, limitBytes: number) {
    this.#request = request;
    this.#limitBytes = limitBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    // By default a handler that stops reading would destroy the connection on which it is to answer.
    const chunks: AsyncIterable<Buffer> = this.#request.iterator({ destroyOnReturn: false });
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      if (this.bytes > MAX_KEPT_BYTES) this.#kept = undefined;
      this.#kept?.push(chunk);
      if (this.bytes <= this.#limitBytes) yield chunk;
    }
    if (this.bytes > this.#limitBytes) throw new BodyTooLarge();
  }

  /** The whole body, if it was small enough to keep. */
  get kept(): Buffer | undefined {
    return this.#kept && Buffer.concat(this.#kept);
  }

  async readAll(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** Reads and discards the rest. */
  async drain(): Promise<void> {
    if (this.#request.readableEnded) return;
    try {
      for await (const _ of this);
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
    }
  }
}
