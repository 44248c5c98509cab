/** Reads response bodies with an idle timeout. */
import type { AbortScope } from "../base/abort.js";
import { joined } from "../base/bytes.js";
import { type ChunkReader, readerOf } from "./chunks.js";

/** A response body, chunk by chunk. `close` cancels the download; releasing the reader's lock would let it continue. */
export class ByteSource {
  readonly #reader: ChunkReader | undefined;
  readonly #scope: AbortScope;
  readonly #release: () => void;
  readonly #fault: (error: unknown) => unknown;
  #ended = false;
  #closed = false;

  /**
   * Takes over `scope`, whose time limit must be set. `release` runs once at the end. `fault` turns network errors into
   * ours.
   */
  constructor(
    response: Response,
    scope: AbortScope,
    release: () => void,
    fault: (error: unknown) => unknown = (error) => error,
  ) {
    this.#fault = fault;
    this.#reader = readerOf(response);
    this.#scope = scope;
    this.#release = release;
    // A body that ignores the abort signal would block its reader for ever: cancel it.
    scope.onAbort = (reason) => void this.#reader?.cancel(reason).catch(() => undefined);
  }

  /**
   * Returns the next chunk, or undefined at the end. Rejects with the scope's abort reason or the result of `fault`.
   */
  async read(): Promise<Uint8Array | undefined> {
    // The time limit runs only while the network is awaited, not while the caller works on the last chunk.
    this.#scope.touch();
    try {
      const chunk = await this.#reader?.read();
      this.#scope.throwIfAborted();
      this.#scope.suspend();
      if (chunk !== undefined && !chunk.done) return chunk.value;
    } catch (error) {
      this.close();
      throw this.#scope.aborted ? this.#scope.reason : this.#fault(error);
    }
    this.#ended = true;
    this.close();
    return undefined;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#scope.close();
    if (!this.#ended) this.#reader?.cancel().catch(() => undefined);
    this.#release();
  }

  /** Reads the whole body as text. After `limit` bytes it stops and cancels the rest. */
  async text(limit = Infinity): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (let chunk = await this.read(); chunk !== undefined; chunk = await this.read()) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size <= limit) continue;
      this.close();
      break;
    }
    // Decoding once is several times faster than a decoder that keeps state between chunks.
    return new TextDecoder().decode(joined(chunks));
  }
}

/** The bytes as a stream that opens its source on the first read. */
export function byteStream(open: () => Promise<ByteSource>): ReadableStream<Uint8Array> {
  let source: Promise<ByteSource> | undefined;
  return new ReadableStream(
    {
      async pull(controller) {
        const chunk = await (await (source ??= open())).read();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
      async cancel() {
        (await source)?.close();
      },
    },
    { highWaterMark: 0 },
  );
}
