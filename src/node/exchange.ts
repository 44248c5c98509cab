/** One request on the wire and its answer. Knows nothing of redirects. */
import type { Dispatcher } from "undici";
import { whenAborted } from "../core/base/abort.js";
import { announceStart, type Connection, isIdle, noteAlive, type Starting } from "./alive.js";
import { ChunkQueue, type Flow } from "./chunk-queue.js";
import { fetchFailed, terminated } from "./failure.js";
import type { RawHeaders } from "./headers.js";
import type { Outgoing } from "./outgoing.js";
import { Upload } from "./upload.js";

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: RawHeaders;
  readonly body: ChunkQueue;
}

export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  /** Must not go over a connection that has been idle. */
  readonly fresh: boolean;
  /** Something of the same call has gone out before. */
  readonly followsUp: boolean;
}

/** Resolves with the head of the answer; its body is still on the way. Rejects as the platform's fetch does. */
export function exchange(request: Outgoing, options: ExchangeOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    new Exchange(request, options, resolve, reject).start();
  });
}

const NO_LIMIT = 0;

class Exchange implements Dispatcher.DispatchHandler, Starting, Flow {
  readonly #request: Outgoing;
  readonly #options: ExchangeOptions;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #body = new ChunkQueue(this);
  #controller: Dispatcher.DispatchController | undefined;
  #connection: Connection | undefined;
  #unlink: (() => void) | undefined;
  #sent = false;
  /** The connection was refused: the request waits for another one. */
  #held = false;
  #answered = false;
  #over = false;

  constructor(
    request: Outgoing,
    options: ExchangeOptions,
    resolve: (answer: Answer) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#request = request;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  start(): void {
    const { until } = this.#request;
    if (until?.aborted) return this.#abortWith(until.reason);
    if (until instanceof AbortSignal) this.#unlink = whenAborted(until, () => this.#abortWith(until.reason));
    // The reader of the body takes the place over.
    else if (until) until.onAbort = (reason) => this.#abortWith(reason);
    this.#dispatch();
  }

  #dispatch(): void {
    this.#hold(false);
    this.#sent = false;
    const { url, method, headers, body } = this.#request;
    const options: Dispatcher.DispatchOptions = {
      origin: url.origin,
      path: url.search === "" ? url.pathname : url.pathname + url.search,
      method: method,
      headers: headers as string[],
      // undici takes any iterable; its types leave that out.
      body: body as string,
      // The clients have time limits of their own, for every chunk; a bare fetch of the platform gives up after 300 s.
      headersTimeout: NO_LIMIT,
      bodyTimeout: NO_LIMIT,
    };
    try {
      this.#options.dispatcher.dispatch(options, this);
    } catch (cause) {
      this.#fail(cause);
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) return controller.abort(new Error("aborted before it was sent"));
    this.#sent = true;
    announceStart(this);
  }

  // Destroyed, it takes no byte of the request. undici then reports that the connection was closed.
  onConnection(connection: Connection): void {
    this.#connection = connection;
    if (!this.#options.fresh || !isIdle(connection)) return;
    this.#hold(true);
    this.#sent = false;
    connection.destroy();
  }

  #hold(held: boolean): void {
    this.#held = held;
    if (this.#request.body instanceof Upload) this.#request.body.held = held;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: RawHeaders,
    statusText = "",
  ): void {
    // 1xx: the answer proper is still to come.
    if (status < 200) return;
    this.#controller = controller;
    this.#answered = true;
    this.#resolve({ status, statusText, headers, body: this.#body });
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#body.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#connection) noteAlive(this.#connection);
    this.#finish();
    this.#body.end();
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: Error): void {
    if (!this.#held) return this.#fail(error);
    // undici chooses the connection: another idle one may come up, and is refused in turn.
    queueMicrotask(() => {
      if (!this.#over) this.#dispatch();
    });
  }

  #fail(cause: unknown): void {
    if (this.#over) return;
    this.#finish();
    if (this.#answered) this.#body.fail(terminated(cause));
    else this.#reject(fetchFailed(cause, this.#isUnsent()));
  }

  /** Once it was sent, only the cause tells how far it got. */
  #isUnsent(): boolean | undefined {
    if (this.#options.followsUp) return false;
    return this.#sent ? undefined : true;
  }

  #abortWith(reason: unknown): void {
    if (this.#over) return;
    this.#finish();
    if (this.#answered) this.#body.abort(reason);
    else this.#reject(this.#request.until instanceof AbortSignal ? reason : this.#aborted(reason));
    this.#controller?.abort(new Error("aborted"));
  }

  // Our own clients want to know whether anything was sent; to others the reason alone is thrown, as the platform does.
  #aborted(reason: unknown): unknown {
    return this.#isUnsent() === true ? fetchFailed(reason, true) : reason;
  }

  pause(): void {
    this.#controller?.pause();
  }

  resume(): void {
    this.#controller?.resume();
  }

  /** The reader wants no more. */
  abort(): void {
    if (this.#over) return;
    this.#finish();
    this.#controller?.abort(new Error("the body was cancelled"));
  }

  #finish(): void {
    this.#over = true;
    this.#unlink?.();
    if (this.#request.body instanceof Upload) this.#request.body.close();
  }
}
