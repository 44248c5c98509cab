/** One request and its response, without redirects. */
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
  /** Whether the request must not use an idle connection. */
  readonly fresh: boolean;
  /** Whether an earlier request of the same call was sent, before a redirect. */
  readonly followsUp: boolean;
}

/** Resolves with the response head while the body is still arriving. Rejects as the platform's fetch does. */
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
  /** Whether the connection was refused and the request waits for another. */
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
    // The reader of the body will replace this handler.
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
      // undici accepts any iterable; its types do not say so.
      body: body as string,
      // Our clients have their own time limits per chunk; the platform's fetch has a fixed limit of 300 s.
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

  // A destroyed connection sends no byte of the request. undici then reports it as closed.
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
    // 1xx: the final response follows.
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
    // undici chooses the connection. It may pick another idle one, which is refused too.
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

  /** Whether nothing was sent; undefined if only the error's cause can tell. */
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

  // Our clients need to know whether anything was sent; other callers get the plain reason, as from the platform.
  #aborted(reason: unknown): unknown {
    return this.#isUnsent() === true ? fetchFailed(reason, true) : reason;
  }

  pause(): void {
    this.#controller?.pause();
  }

  resume(): void {
    this.#controller?.resume();
  }

  /** The reader has cancelled the body. */
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
