/** Sending a body in chunks that are made as they leave. */
import { Turn } from "../base/turn.js";
import { offerChunks } from "./chunks.js";

/** A request body that is produced as it is sent. */
export interface Upload {
  /** Starts from the first byte. */
  open(): AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  /** Known for sure, or undefined for a chunked transfer. */
  readonly byteLength?: number;
  /** Whether `open` may be called, again: only then can the request be tried again. */
  isReplayable(): boolean;
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
