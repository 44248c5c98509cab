/** A Response that creates its costly parts only on demand. */
import { CHUNKS, type ChunkReader } from "../core/transport/chunks.js";
import { joined } from "../core/base/bytes.js";
import { type RawHeaders, toHeaders } from "./headers.js";

export interface Head {
  readonly status: number;
  readonly statusText: string;
  readonly headers: RawHeaders;
  readonly url: string;
  readonly redirected: boolean;
  /** `cors` after a redirect to another origin. */
  readonly type: "basic" | "cors";
}

/**
 * `status`, `ok`, `headers`, `text`, `json` and the reader for our clients are cheap. Every other member is forwarded
 * to a platform Response, which is created on first use.
 */
export class NodeResponse {
  readonly #head: Head;
  readonly #reader: ChunkReader | undefined;
  #headers: Headers | undefined;
  #full: Response | undefined;
  #used = false;

  /** `reader` is absent if the response can have no body. */
  constructor(head: Head, reader: ChunkReader | undefined) {
    this.#head = head;
    this.#reader = reader;
  }

  get type(): ResponseType {
    return this.#head.type;
  }

  get status(): number {
    return this.#head.status;
  }

  get ok(): boolean {
    return this.#head.status >= 200 && this.#head.status < 300;
  }

  get statusText(): string {
    return this.#head.statusText;
  }

  get url(): string {
    return this.#head.url;
  }

  get redirected(): boolean {
    return this.#head.redirected;
  }

  get headers(): Headers {
    return (this.#headers ??= toHeaders(this.#head.headers));
  }

  get body(): ReadableStream<Uint8Array> | null {
    return this.#used ? SPENT : this.full.body;
  }

  get bodyUsed(): boolean {
    return this.#full ? this.#full.bodyUsed : this.#used;
  }

  /** The body for our own clients, without a web stream. */
  [CHUNKS](): ChunkReader | undefined {
    if (this.#full) return this.#full.body?.getReader();
    this.#take();
    return this.#reader;
  }

  async text(): Promise<string> {
    if (this.#full) return this.#full.text();
    this.#take();
    return this.#reader ? textOf(this.#reader) : "";
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  clone(): NodeResponse {
    const copy = new NodeResponse(this.#head, undefined);
    copy.#full = this.full.clone();
    copy.#headers = new Headers(this.headers);
    return copy;
  }

  /** A platform Response with the same body. */
  get full(): Response {
    if (this.#used) throw usedUp();
    return (this.#full ??= new Response(this.#stream(), this.#formHeaders()));
  }

  #stream(): ReadableStream<Uint8Array> | null {
    const reader = this.#reader;
    if (reader === undefined) return null;
    abandoned.unregister(this);
    return new ReadableStream({
      type: "bytes",
      async pull(controller) {
        const { value } = await reader.read();
        // A byte stream detaches the memory of its chunks, which may be shared with the next response: copy it.
        if (value !== undefined) return controller.enqueue(new Uint8Array(value));
        controller.close();
        controller.byobRequest?.respond(0);
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }

  /** The content type, which `formData` and `blob` need. */
  #formHeaders(): ResponseInit {
    const type = this.headers.get("content-type");
    return type === null ? {} : { headers: { "content-type": type } };
  }

  #take(): void {
    if (this.#used) throw usedUp();
    this.#used = this.#reader !== undefined;
    if (this.#used) abandoned.unregister(this);
  }
}

async function textOf(reader: ChunkReader): Promise<string> {
  const chunks: Uint8Array[] = [];
  for (let chunk = await reader.read(); chunk.value !== undefined; chunk = await reader.read())
    chunks.push(chunk.value);
  return new TextDecoder().decode(joined(chunks));
}

function usedUp(): TypeError {
  return new TypeError("Body is unusable: Body has already been read");
}

/** The `body` of a response that was read without a stream: ended and locked. */
const SPENT = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
SPENT.getReader();

/** Cancels the bodies of unread responses that were garbage-collected, so that their connections are freed. */
const abandoned = new FinalizationRegistry<ChunkReader>((reader) => void reader.cancel());

/** Creates the Response for fetch. `unfinished`: more of the body will arrive. */
export function nodeResponse(head: Head, reader: ChunkReader | undefined, unfinished: boolean): Response {
  const response = new NodeResponse(head, reader);
  if (reader && unfinished) abandoned.register(response, reader, response);
  return response as unknown as Response;
}

/** Forwards all other members of this platform's Response to `full`. */
for (const name of Object.getOwnPropertyNames(Response.prototype)) {
  if (Object.hasOwn(NodeResponse.prototype, name)) continue;
  const isMethod = typeof Object.getOwnPropertyDescriptor(Response.prototype, name)?.value === "function";
  Object.defineProperty(NodeResponse.prototype, name, {
    configurable: true,
    ...(isMethod ? { value: reading(name), writable: true } : { get: getting(name) }),
  });
}
// For `instanceof Response`, and for printing.
Object.setPrototypeOf(NodeResponse.prototype, Response.prototype);

type Members = Readonly<Record<string, unknown>>;

function getting(name: string): (this: NodeResponse) => unknown {
  return function () {
    return (this.full as unknown as Members)[name];
  };
}

/** These methods read the body, and reject if it was read before. */
function reading(name: string): (this: NodeResponse, ...args: unknown[]) => Promise<unknown> {
  return async function (...args) {
    const { full } = this;
    return await ((full as unknown as Members)[name] as (...args: unknown[]) => unknown).apply(full, args);
  };
}
