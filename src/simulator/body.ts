import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";

/** Bodies up to this size are kept for the request log. */
const MAX_KEPT_BYTES = 2 ** 20;

export class BodyTooLarge extends Error {}

/** A request body, as handlers read it: once. */
export interface Body extends AsyncIterable<Uint8Array> {
  readAll(): Promise<Buffer>;
}

/** A body that was read before, once more. */
export function replayed(raw: Buffer): Body {
  const chunks: AsyncIterable<Uint8Array> = Readable.from([raw]);
  return {
    [Symbol.asyncIterator]: () => chunks[Symbol.asyncIterator](),
    readAll: () => Promise.resolve(raw),
  };
}

/**
 * Hands on the chunks of a request body, counts them, keeps a small body whole for the log, and throws
 * `BodyTooLarge` once the limit is passed, after reading the rest: a server that answers and closes while
 * the client still writes makes the client see a reset instead of the answer.
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
    // A handler that stops early must not tear down the connection it is about to answer on.
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

  /** Reads what is left and forgets it. */
  async drain(): Promise<void> {
    if (this.#request.readableEnded) return;
    try {
      for await (const _ of this);
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
    }
  }
}
