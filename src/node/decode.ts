/** Undoes the content-encoding of a body, as the platform's fetch does. */
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

type Chunks = AsyncGenerator<Uint8Array, undefined>;

// Every byte is handed on as soon as it can be, and a missing end is left to HTTP's own framing.
const ZLIB: ZlibOptions = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI: BrotliOptions = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

/** By coding: the decoder of a body that begins with this byte. */
const DECODERS: Readonly<Record<string, (first: number) => Transform>> = {
  gzip: () => createGunzip(ZLIB),
  "x-gzip": () => createGunzip(ZLIB),
  // Some servers leave out the header that the name stands for.
  deflate: (first) => ((first & 0x0f) === 8 ? createInflate(ZLIB) : createInflateRaw(ZLIB)),
  br: () => createBrotliDecompress(BROTLI),
};

const MOST_CODINGS = 5;

/**
 * The reader of what `codings` (a content-encoding header) stands around. An unknown coding leaves all as it is; more than
 * five are refused, so that a small answer cannot be made to unpack without end.
 */
export function decoded(reader: ChunkReader, codings: string): ChunkReader {
  const names = codings
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  const decoders = names.filter((name) => name !== "").map((name) => DECODERS[name]);
  if (decoders.length > MOST_CODINGS) throw new Error("too many content-encodings");
  let chunks = chunksOf(reader);
  for (const decoder of decoders.reverse()) {
    if (decoder === undefined) return reader;
    chunks = through(decoder, chunks);
  }
  return {
    read: () => chunks.next(),
    // A generator ends between two chunks only: the reader ends the one that is awaited.
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
  // Its failure is what the loop below throws.
  pipeline(source, output, () => undefined);
  yield* output as AsyncIterable<Uint8Array>;
}

async function* after(first: Uint8Array, rest: Chunks): Chunks {
  yield first;
  yield* rest;
}
