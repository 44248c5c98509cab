/**
 * Lets `batchwire/node` skip web streams: its responses offer their chunks under a registered symbol, and it takes the
 * chunks of uploads under the same one. Any other fetch sees plain streams.
 */
export const CHUNKS = Symbol.for("batchwire.chunks");

/** The used members of a stream reader. */
export interface ChunkReader {
  read(): Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>;
  cancel(reason?: unknown): Promise<void>;
}

/** The last result of an iterator. */
export const DONE = { done: true, value: undefined } as const;

/**
 * The reader of a response body; undefined without a body. The `node-fetch` package has Node streams instead of web
 * streams.
 */
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

/** Cancels a response whose body is not needed, so that its connection is freed. */
export async function discard(response: Response): Promise<void> {
  await readerOf(response)
    ?.cancel()
    .catch(() => undefined);
}

/** Attaches the chunks to an upload stream, for a fetch that knows the symbol. */
export function offerChunks<T extends ReadableStream<Uint8Array>>(
  stream: T,
  open: () => AsyncIterator<Uint8Array>,
): T {
  return Object.assign(stream, { [CHUNKS]: open });
}
