/** Decodes a body's content-encoding like the platform's fetch. */
import { pipeline, Readable, type Transform } from "node:stream";
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  type BrotliOptions,
  type ZlibOptions,
} from "node:zlib";
import type { ChunkReader } from "../core/transport/chunks.js";
import { terminated } from "./failure.js";

type Chunks = AsyncGenerator<Uint8Array, undefined>;

// Flush each chunk at once, and tolerate a missing end: HTTP's framing detects truncation.
const ZLIB: ZlibOptions = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI: BrotliOptions = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

/** Decoder by coding; its argument is the first byte of the body. */
const DECODERS: Readonly<Record<string, (first: number) => Transform>> = {
  gzip: () => createGunzip(ZLIB),
  "x-gzip": () => createGunzip(ZLIB),
  // Some servers send raw deflate data without the zlib header.
  deflate: (first) => ((first & 0x0f) === 8 ? createInflate(ZLIB) : createInflateRaw(ZLIB)),
  br: () => createBrotliDecompress(BROTLI),
};

const MOST_CODINGS = 5;

/**
 * Wraps a reader in decoders for a content-encoding header. An unknown coding leaves the body unchanged. More than five
 * throw, so that a small body cannot expand without limit.
 */
export function decoded(reader: ChunkReader, codings: string): ChunkReader {
  const names = codings
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  const decoders = names.filter((name) => name !== "").map((name) => DECODERS[name]);
  if (decoders.length > MOST_CODINGS) throw new Error("too many content-encodings");
  let broken: { readonly error: unknown } | undefined;
  const noted: ChunkReader = {
    read: () =>
      reader.read().catch((error: unknown) => {
        broken = { error };
        throw error;
      }),
    cancel: (reason) => reader.cancel(reason),
  };
  let chunks = chunksOf(noted);
  for (const decoder of decoders.reverse()) {
    if (decoder === undefined) return reader;
    chunks = through(decoder, chunks);
  }
  return {
    // An error of the connection already has the form of fetch; one of a decoder comes from zlib and is converted.
    read: () =>
      chunks.next().catch((error: unknown) => {
        throw broken ? broken.error : terminated(error);
      }),
    // `return` waits for the pending chunk, so cancel the reader first, which ends it.
    async cancel(reason) {
      await reader.cancel(reason);
      await chunks.return(undefined);
    },
  };
}

async function* chunksOf(reader: ChunkReader): Chunks {
  for (let chunk = await reader.read(); chunk.value !== undefined; chunk = await reader.read())
    yield chunk.value;
}

async function* through(decoder: (first: number) => Transform, chunks: Chunks): Chunks {
  const first = await chunks.next();
  if (first.done) return;
  const source = Readable.from(after(first.value, chunks), { objectMode: false });
  const output = decoder(first.value[0] ?? 0);
  // The loop below throws the pipeline's error.
  pipeline(source, output, () => undefined);
  yield* output as AsyncIterable<Uint8Array>;
}

async function* after(first: Uint8Array, rest: Chunks): Chunks {
  yield first;
  yield* rest;
}
