/** Queues a response body between the connection, which pushes, and its single reader, which pulls. */
import type { ChunkReader } from "../core/transport/chunks.js";

/** The connection that delivers a body. */
export interface Flow {
  pause(): void;
  resume(): void;
  /** Ends the exchange and closes the connection. */
  abort(): void;
}

type Chunk = Awaited<ReturnType<ChunkReader["read"]>>;

const DONE: Chunk = { done: true };

// Number of queued bytes at which the connection is paused.
const HIGH_WATER = 256 * 1024;

export class ChunkQueue implements ChunkReader {
  readonly #flow: Flow;
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  #paused = false;
  #ended = false;
  #failure: { readonly reason: unknown } | undefined;
  #waiting:
    { readonly resolve: (chunk: Chunk) => void; readonly reject: (reason: unknown) => void } | undefined;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** Whether the body is complete or has failed. */
  get isOver(): boolean {
    return this.#ended || this.#failure !== undefined;
  }

  push(chunk: Uint8Array): void {
    if (this.isOver) return;
    if (this.#waiting) return this.#hand({ done: false, value: chunk });
    this.#chunks.push(chunk);
    this.#bytes += chunk.byteLength;
    if (this.#bytes < HIGH_WATER || this.#paused) return;
    this.#paused = true;
    this.#flow.pause();
  }

  end(): void {
    if (this.isOver) return;
    this.#ended = true;
    this.#hand(DONE);
  }

  /** Fails the body: queued chunks can still be read, then the reader gets `reason`. */
  fail(reason: unknown): void {
    if (this.isOver) return;
    this.#failure = { reason };
    this.#waiting?.reject(reason);
    this.#waiting = undefined;
  }

  /** As `fail`, but drops the queued chunks. */
  abort(reason: unknown): void {
    this.#chunks.length = 0;
    this.fail(reason);
  }

  /** Reads the next chunk. Only one read at a time. */
  read(): Promise<Chunk> {
    const value = this.#chunks.shift();
    if (value !== undefined) {
      this.#bytes -= value.byteLength;
      if (this.#paused && this.#bytes < HIGH_WATER / 2) this.#goOn();
      return Promise.resolve({ done: false, value });
    }
    if (this.#failure) return Promise.reject(this.#failure.reason);
    if (this.#ended) return Promise.resolve(DONE);
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }

  /** Drops the queued chunks. If the body is incomplete, closes the connection. */
  cancel(): Promise<void> {
    this.#chunks.length = 0;
    if (this.isOver) return Promise.resolve();
    this.end();
    this.#flow.abort();
    return Promise.resolve();
  }

  #hand(chunk: Chunk): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(chunk);
  }

  #goOn(): void {
    this.#paused = false;
    this.#flow.resume();
  }
}
