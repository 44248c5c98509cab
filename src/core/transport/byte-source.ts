/** Reading the body of an answer, with an idle timeout. */
import type { AbortScope } from "../base/abort.js";
import { joined } from "../base/bytes.js";
import { type ChunkReader, readerOf } from "./chunks.js";

/** The bytes of an answer, chunk by chunk. `close` stops the download: releasing a lock alone would let it run on. */
export class ByteSource {
  readonly #reader: ChunkReader | undefined;
  readonly #scope: AbortScope;
  readonly #release: () => void;
  readonly #fault: (error: unknown) => unknown;
  #ended = false;
  #closed = false;

  /**
   * Takes over `scope`, which must know the idle timeout; `release` runs once at the end. `fault` makes the error to
   * throw out of what the network said.
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
    // A body that does not listen to the signal must not hold its reader for ever.
    scope.onAbort = (reason) => void this.#reader?.cancel(reason).catch(() => undefined);
  }

  /** The next chunk; undefined at the end. Rejects with the reason of the scope, or with what the network said. */
  async read(): Promise<Uint8Array | undefined> {
    // The time runs only while the network is waited for, not while the reader is busy with the chunk before.
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

  /** All of it as text; cut off, and the rest abandoned, after `limit` bytes. */
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
    // At one go: a decoder that has to keep its state between chunks is several times slower.
    return new TextDecoder().decode(joined(chunks));
  }
}

/** The bytes as a stream, which opens its source when it is first read. */
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
