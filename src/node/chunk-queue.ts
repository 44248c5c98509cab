/** The body of an answer between the connection, which pushes, and its one reader, which pulls. */
import type { ChunkReader } from "../core/transport/chunks.js";

/** The connection that a body comes from. */
export interface Flow {
  pause(): void;
  resume(): void;
  /** Ends the exchange, and with it the connection. */
  abort(): void;
}

type Chunk = Awaited<ReturnType<ChunkReader["read"]>>;

const DONE: Chunk = { done: true };

// So many bytes may wait for their reader before the connection is held back.
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

  /** All of the body has arrived, or nothing more will. */
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

  /** What has arrived is still read, then the reader gets `reason`. */
  fail(reason: unknown): void {
    if (this.isOver) return;
    this.#failure = { reason };
    this.#waiting?.reject(reason);
    this.#waiting = undefined;
  }

  /** As `fail`, at once: what has arrived is dropped. */
  abort(reason: unknown): void {
    this.#chunks.length = 0;
    this.fail(reason);
  }

  /** One read at a time. */
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

  /** Drops what has arrived; if there is more to come, the connection is given up. */
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
