/** Bodies in both directions: reading with an idle timeout, and uploading in chunks that never hold up the event loop. */
import type { AbortScope } from "./abort.js";
import { joined } from "./bytes.js";
import { CHUNK } from "./chunk-writer.js";
import { type ChunkReader, offerChunks, readerOf } from "./chunks.js";
import type { ErrorContext } from "./errors.js";
import { invalid } from "./refuse.js";

/** The bytes of an answer, chunk by chunk. `close` stops the download: releasing a lock alone would let it run on. */
export class ByteSource {
  readonly #reader: ChunkReader | undefined;
  readonly #scope: AbortScope;
  readonly #release: () => void;
  readonly #fault: (error: unknown) => unknown;
  #ended = false;
  #closed = false;

  /**
   * Takes over `scope`, which must be armed with the idle timeout; `release` runs once at the end. `fault` makes the
   * error to throw out of what the network said.
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
    try {
      const chunk = await this.#reader?.read();
      this.#scope.signal.throwIfAborted();
      this.#scope.touch();
      if (chunk !== undefined && !chunk.done) return chunk.value;
    } catch (error) {
      this.close();
      throw this.#scope.signal.aborted ? this.#scope.signal.reason : this.#fault(error);
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

/** A request body that is produced as it is sent. */
export interface Upload {
  /** Starts from the first byte. */
  open(): AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  /** Known for sure, or undefined for a chunked transfer. */
  readonly byteLength?: number;
  /** Whether `open` may be called, again: only then can the request be tried again. */
  isReplayable(): boolean;
}

// Texts from this size on are uploaded in chunks, so that the attempt timeout sees progress.
const LARGE = 256 * 1024;

/** Throws `ValidationError` for what JSON cannot hold: a cycle, a BigInt, a text beyond the engine's longest string. */
export function jsonText(value: unknown, context?: ErrorContext): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    throw invalid("body", "cannot be written as JSON", context);
  }
}

/** An object as JSON, left open for one more member. Throws as `jsonText` does. */
export function openObject(value: object, context?: ErrorContext): string {
  const text = jsonText(value, context).slice(0, -1);
  return text === "{" ? text : `${text},`;
}

/**
 * A JSON body as it goes over the wire. Throws `ValidationError` as `jsonText` does, and for more than `maxBytes`.
 */
export function jsonBody(body: unknown, context?: ErrorContext, maxBytes = Infinity): string | Upload {
  const text = jsonText(body, context);
  if (text.length < LARGE && text.length * 3 <= maxBytes) return text;
  const bytes = new TextEncoder().encode(text);
  const { byteLength } = bytes;
  if (byteLength > maxBytes) {
    const message = `has ${byteLength} bytes, more than the ${maxBytes} that one request may have`;
    throw invalid("body", message, context);
  }
  return byteLength < LARGE ? text : { byteLength, isReplayable: () => true, open: () => slices(bytes) };
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

// How long a body may be produced without letting timers and other sockets run.
const LONGEST_TURN_MS = 4;

/** Production that never waits for anything would hold up the event loop: it hands over from time to time. */
export class Turn {
  #startedAt = performance.now();

  isOver(): boolean {
    return performance.now() - this.#startedAt > LONGEST_TURN_MS;
  }

  async next(): Promise<void> {
    await new Promise<void>((resolve) => {
      const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => void };
      if (setImmediate) setImmediate(resolve);
      else setTimeout(resolve, 0);
    });
    this.#startedAt = performance.now();
  }
}

/** What went wrong on our side while a body was produced: the caller's iterable threw, or an item was invalid. */
export interface UploadState {
  failure?: { readonly cause: unknown };
}

export function uploadStream(
  upload: Upload,
  state: UploadState,
  onChunk: () => void,
): ReadableStream<Uint8Array> {
  const chunks = uploadChunks(upload, state, onChunk);
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await chunks.next();
        if (chunk.done === true) controller.close();
        else controller.enqueue(chunk.value);
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return offerChunks(undivided(stream), () => chunks);
}

function uploadChunks(
  upload: Upload,
  state: UploadState,
  onChunk: () => void,
): AsyncIterator<Uint8Array, undefined> {
  const chunks = upload.open();
  const turn = new Turn();
  return {
    async next() {
      if (turn.isOver()) await turn.next();
      try {
        const chunk = await chunks.next();
        onChunk();
        return chunk.done === true ? { done: true, value: undefined } : chunk;
      } catch (cause) {
        state.failure = { cause };
        throw cause;
      }
    },
    async return() {
      await chunks.return?.();
      return { done: true, value: undefined };
    },
  };
}

/**
 * A fetch that could be redirected sends one half of a split stream and keeps the other, which no one reads: with it the
 * whole upload stays in memory. Redirects are ours to handle and a new attempt opens a new stream, so the half that is
 * sent is the stream itself. Engines that split without calling `tee` are left as they are.
 */
function undivided<T>(stream: ReadableStream<T>): ReadableStream<T> {
  const spent = {
    pull: (kept: ReadableStreamDefaultController<T>) => kept.error(new TypeError("sent already")),
  };
  return Object.assign(stream, {
    tee: (): [ReadableStream<T>, ReadableStream<T>] => [
      new ReadableStream<T>(spent, { highWaterMark: 0 }),
      stream,
    ],
  });
}
