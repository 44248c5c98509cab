/** Sending a body in chunks that are made as they leave. */
import type { AbortScope } from "../base/abort.js";
import { slices } from "../base/bytes.js";
import { ConfigError } from "../base/errors/index.js";
import { Turn } from "../base/turn.js";
import { DONE, offerChunks } from "./chunks.js";
import { tee } from "./tee.js";

/** A request body that is produced as it is sent. */
export interface Upload {
  /** Starts from the first byte. */
  open(): AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  /** Known for sure, or undefined for a chunked transfer. */
  readonly byteLength?: number;
  /** Whether `open` may be called, again: only then can the request be tried again. */
  isReplayable(): boolean;
}

export type RequestBody = string | Uint8Array | Upload;

/** What is known of a body while it leaves. */
export class Sending {
  /** Fetch has been called: from then on a byte may have left. */
  begun = false;
  /** The last byte was handed over. Before that, nothing can be carried out: half a body is no batch. */
  complete = true;
  /** What went wrong on our side while the body was produced: the caller's iterable threw, or an item was invalid. */
  failure?: { readonly cause: unknown };
  /** The attempt is over. */
  isOver = false;
  /** The passes over the body, as a rule one. */
  readonly #passes: Source[] = [];

  open(upload: Upload): Source {
    const pass = upload.open();
    this.#passes.push(pass);
    return pass;
  }

  /**
   * To be called when the attempt is over. Node's fetch may go on to read a body whose connection broke, up to its end: it
   * would keep the input busy while the next try reads it too.
   */
  end(): void {
    this.isOver = true;
    for (const pass of this.#passes) Promise.resolve(pass.return?.()).catch(() => undefined);
  }
}

type Source = ReturnType<Upload["open"]>;

// Bodies from this size on leave in chunks, so that the attempt timeout sees progress.
const LARGE = 256 * 1024;

const encoder = new TextEncoder();

/**
 * A body that is small and whole goes out as it is: whatever clones or logs requests can deal with it. Any other is an
 * upload.
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

/** The length of an upload that does not know it, by producing it once. */
export async function countBytes(upload: Upload): Promise<number> {
  const chunks = upload.open();
  const turn = new Turn();
  let bytes = 0;
  for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) {
    bytes += chunk.value.byteLength;
    if (turn.isOver()) await turn.next();
  }
  return bytes;
}

type Chunks = AsyncIterator<Uint8Array, undefined>;

/** The body for fetch. Suspends the time limit of the scope while the input is waited for. */
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

/** A stream over these chunks that can be teed without keeping what nobody reads. */
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
    // A fetch that knows no web streams sends what `String` makes of one.
    toString: () => {
      throw new ConfigError(
        "the fetch that was passed in cannot send a body of this size: it knows no web streams",
      );
    },
  });
}

/** The chunks of one pass. They are not opened before the first is asked for. */
function chunksOf(upload: Upload, sending: Sending, scope: AbortScope): Chunks {
  let source: Source | undefined;
  let left = upload.byteLength ?? Infinity;
  const turn = new Turn();
  return {
    async next() {
      if (sending.isOver) throw new Error("the attempt that this body belongs to is over");
      // The network has taken what there was. Until there is more, it is the input that is waited for.
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
