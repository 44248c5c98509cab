/** Request bodies that are produced while they are sent. */
import type { AbortScope } from "../base/abort.js";
import { slices } from "../base/bytes.js";
import { ConfigError } from "../base/errors/index.js";
import { EventLoopTurn } from "../base/event-loop-turn.js";
import { DONE, offerChunks } from "./chunks.js";
import { tee } from "./tee.js";

/** A request body that is produced while it is sent. */
export interface Upload {
  /** Starts a new pass over the body. `isGivenUp` tells that its attempt is over, possibly while a chunk is being produced. */
  open(isGivenUp?: () => boolean): AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  /** The exact length in bytes; undefined sends the body chunked. */
  readonly byteLength?: number;
  /** Whether `open` may be called (again). Only then can the request be retried. */
  isReplayable(): boolean;
}

export type RequestBody = string | Uint8Array | Upload;

/** The progress of one attempt's body. */
export class Sending {
  /** Whether fetch was called: from then on, bytes may have left. */
  begun = false;
  /**
   * Whether the last byte was handed to fetch. Until then nothing can be carried out: no server accepts half a body.
   */
  complete = true;
  /** The error while producing the body: the caller's iterable threw, or an item was invalid. */
  failure?: { readonly cause: unknown };
  isOver = false;
  /** All passes over the body, usually one. */
  readonly #passes: Source[] = [];

  open(upload: Upload): Source {
    const pass = upload.open(() => this.isOver);
    this.#passes.push(pass);
    return pass;
  }

  /**
   * Call this when the attempt is over. After a broken connection, Node's fetch may read the body to its end and would
   * take input from the next attempt.
   */
  end(): void {
    this.isOver = true;
    for (const pass of this.#passes) Promise.resolve(pass.return?.()).catch(() => undefined);
  }
}

type Source = ReturnType<Upload["open"]>;

/** Bodies of this size, in bytes, are sent in chunks, so that the attempt timeout sees their progress. */
export const LARGE = 256 * 1024;

const encoder = new TextEncoder();

/**
 * Leaves small bodies whole, so that tools that clone or log requests can handle them. Large ones become an `Upload`.
 */
export function outgoing(body: RequestBody): RequestBody {
  if (typeof body === "string") return body.length < LARGE ? body : outgoing(encoder.encode(body));
  if (!(body instanceof Uint8Array) || body.byteLength < LARGE) return body;
  return { byteLength: body.byteLength, isReplayable: () => true, open: () => slices(body) };
}

export function isUpload(body: RequestBody): body is Upload {
  return typeof body !== "string" && !(body instanceof Uint8Array);
}

export function isReplayable(body: RequestBody | undefined): boolean {
  return body === undefined || !isUpload(body) || body.isReplayable();
}

/** Counts the bytes of an upload of unknown length by producing it once. */
export async function countBytes(upload: Upload): Promise<number> {
  const chunks = upload.open();
  const turn = new EventLoopTurn();
  let bytes = 0;
  for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) {
    bytes += chunk.value.byteLength;
    if (turn.isOver()) await turn.next();
  }
  return bytes;
}

type Chunks = AsyncIterator<Uint8Array, undefined>;

/** The body as a stream for fetch. The scope's time limit is suspended while the input is awaited. */
export function uploadStream(
  upload: Upload,
  sending: Sending,
  scope: AbortScope,
): ReadableStream<Uint8Array> {
  sending.complete = false;
  const open = (): Chunks => chunksOf(upload, sending, scope);
  const chunks = open();
  return offerChunks(teeable(chunks, open, upload), () => chunks);
}

/** A stream that can be teed without buffering an unread half. */
function teeable(chunks: Chunks, open: () => Chunks, upload: Upload): ReadableStream<Uint8Array> {
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
  const again = (): Chunks | undefined => (upload.isReplayable() ? open() : undefined);
  return Object.assign(stream, {
    tee: () => tee(chunks, again).map((half) => teeable(half, open, upload)),
    // A fetch without support for web streams would send the stream's `String` value.
    toString: () => {
      throw new ConfigError("the fetch that was passed in cannot send large bodies: it knows no web streams");
    },
  });
}

/** The chunks of one pass, which opens on the first read. */
function chunksOf(upload: Upload, sending: Sending, scope: AbortScope): Chunks {
  let source: Source | undefined;
  let left = upload.byteLength ?? Infinity;
  const turn = new EventLoopTurn();
  return {
    async next() {
      if (sending.isOver) throw new Error("the attempt that this body belongs to is over");
      // The network is ready for more: the time limit must not count the wait for the input.
      scope.suspend();
      try {
        if (turn.isOver()) await turn.next();
        const chunk = await (source ??= sending.open(upload)).next();
        left = chunk.done === true ? 0 : left - chunk.value.byteLength;
        if (left <= 0) sending.complete = true;
        return chunk.done === true ? DONE : chunk;
      } catch (cause) {
        sending.failure = { cause };
        throw cause;
      } finally {
        scope.touch();
      }
    },
    async return() {
      await source?.return?.();
      return DONE;
    },
  };
}
