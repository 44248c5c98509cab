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

/** The reader of an answer's body; undefined where there is no body. */
export function readerOf(response: Response): ChunkReader | undefined {
  const direct = (response as { readonly [CHUNKS]?: () => ChunkReader | undefined })[CHUNKS];
  return direct ? direct.call(response) : response.body?.getReader();
}

/** Lets a fetch that knows the symbol take the chunks of an upload without going through its stream. */
export function offerChunks<T extends ReadableStream<Uint8Array>>(
  stream: T,
  open: () => AsyncIterator<Uint8Array>,
): T {
  return Object.assign(stream, { [CHUNKS]: open });
}
