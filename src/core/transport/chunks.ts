/**
 * A way past web streams for a fetch that has the bytes at hand, as that of `batchwire/node`: it offers the chunks of an
 * answer under a registered symbol, and finds those of an upload under the same one. Every other fetch sees plain streams.
 */
export const CHUNKS = Symbol.for("batchwire.chunks");

/** What `getReader` of a body gives, as far as it is used here. */
export interface ChunkReader {
  read(): Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>;
  cancel(reason?: unknown): Promise<void>;
}

/** The end of an iteration. */
export const DONE = { done: true, value: undefined } as const;

/** The reader of an answer's body; undefined where there is no body. The fetch of `node-fetch` has streams of Node. */
export function readerOf(response: Response): ChunkReader | undefined {
  const direct = (response as { readonly [CHUNKS]?: () => ChunkReader | undefined })[CHUNKS];
  if (direct) return direct.call(response);
  const { body } = response;
  if (body === null || body === undefined) return undefined;
  return typeof body.getReader === "function" ? body.getReader() : iterating(body);
}

function iterating(body: AsyncIterable<Uint8Array>): ChunkReader {
  const chunks = body[Symbol.asyncIterator]();
  return {
    read: () => chunks.next(),
    async cancel() {
      await chunks.return?.();
    },
  };
}

/** Gives up an answer whose body nobody wants. */
export async function discard(response: Response): Promise<void> {
  await readerOf(response)
    ?.cancel()
    .catch(() => undefined);
}

/** Lets a fetch that knows the symbol take the chunks of an upload without going through its stream. */
export function offerChunks<T extends ReadableStream<Uint8Array>>(
  stream: T,
  open: () => AsyncIterator<Uint8Array>,
): T {
  return Object.assign(stream, { [CHUNKS]: open });
}
