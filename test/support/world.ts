/**
 * A provider in memory, as far as a search for a lost batch sees it: it takes batches, and lists them, their messages and
 * their results in its own wire form and by its own clock. It shares nothing with `src`.
 */

/** A batch as the provider holds it. */
export interface Taken {
  readonly id: string;
  readonly body: unknown;
  readonly createdMs: number;
  /** When the list begins to show it. */
  readonly listedMs: number;
}

export interface Ask {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The wire form of one provider. */
export interface Shape {
  /** The member of a body that may hold a label. */
  readonly label?: string;
  /** Its batches bear no time of creation. */
  readonly isUndated?: true;
  /** A list shows all that a batch holds from the beginning. */
  readonly isOpenBook?: true;
  /** Where batches are posted to. */
  readonly creates: RegExp;
  /** The answer to a create. */
  readonly created: (batch: Taken, nowMs: number) => unknown;
  /** The answer to a read; undefined for what a search does not ask for. `batches`: the newest first. */
  readonly read: (ask: Ask, batches: readonly Taken[], view: View) => Reply | undefined;
  /** What another worker may send at the same time: of the same sender and size, but with other content. */
  readonly near: (body: never) => unknown;
  /** The same content, under the label that another worker would give it. */
  readonly same: (body: never) => unknown;
  /** What differs from a body in one trait alone, by the name of the trait. */
  readonly differing: Readonly<Record<string, (body: never) => unknown>>;
  /** What is left of a body whose first recipient the provider turns down. */
  readonly shrunken?: (body: never) => unknown;
  /** The same content, as another program may write it, or the provider give it back. */
  readonly respelled: (body: never) => unknown;
}

export interface View {
  readonly nowMs: number;
  /** How many rows a page has at most, whatever was asked for. */
  readonly pageSize: number;
}

export type Reply = { readonly json: unknown } | { readonly lines: readonly unknown[] };

/** What becomes of the next create: it is answered, carried out unseen, or never arrives. */
export type Fate = "answered" | "lost" | "dropped";

export class World {
  readonly taken: Taken[] = [];
  /** The bodies of all creates that arrived. */
  readonly posted: unknown[] = [];
  /** Method and path of each request. */
  readonly asked: string[] = [];
  readonly #shape: Shape;
  readonly #now: () => number;
  readonly #passing: () => number;
  readonly #pageSize: number;
  readonly #tellsTime: boolean;
  readonly #fates: Fate[] = [];
  #failing = 0;

  /**
   * `now`: the provider's clock, which its answers tell unless `tellsTime` is false. `passing`: the same as long as nobody sets
   * the provider's clock: by it a batch begins to be.
   */
  constructor(
    shape: Shape,
    options: {
      readonly now: () => number;
      readonly passing?: () => number;
      readonly pageSize?: number;
      readonly tellsTime?: boolean;
    },
  ) {
    this.#shape = shape;
    this.#now = options.now;
    this.#passing = options.passing ?? options.now;
    this.#pageSize = options.pageSize ?? Infinity;
    this.#tellsTime = options.tellsTime ?? true;
  }

  /**
   * Carries a body out. `atMs`: when. `lagMs`: how much later the list shows it. `setMs`: how far the provider's clock will
   * have been set by then. Returns the id.
   */
  take(body: unknown, atMs = this.#passing(), lagMs = 0, setMs = 0): string {
    const id = `batch-${this.taken.length + 1}`;
    this.taken.push({ id, body, createdMs: atMs + setMs, listedMs: atMs + lagMs });
    return id;
  }

  /** The next reads are answered with a 500. */
  failReads(count: number): void {
    this.#failing = count;
  }

  /** What becomes of the next creates, in order; after them, all are answered. */
  plan(...fates: readonly Fate[]): void {
    this.#fates.push(...fates);
  }

  readonly fetch = async (url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const { pathname, searchParams } = new URL(url as string);
    const { method = "GET" } = init;
    this.asked.push(`${method} ${pathname}`);
    init.signal?.throwIfAborted();
    if (method === "POST" && this.#shape.creates.test(pathname))
      return this.#create(await new Response(init.body ?? "").text());
    if (this.#failing > 0) {
      this.#failing--;
      return Response.json({}, { status: 500, headers: this.#headers() });
    }
    const batches = this.taken
      .filter(({ listedMs }) => listedMs <= this.#passing())
      .sort((a, b) => b.createdMs - a.createdMs);
    const view = { nowMs: this.#now(), pageSize: this.#pageSize };
    const reply = this.#shape.read({ path: pathname, query: searchParams }, batches, view);
    if (reply === undefined) return new Response("{}", { status: 404, headers: this.#headers() });
    if ("json" in reply) return Response.json(reply.json, { headers: this.#headers() });
    const text = reply.lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    return new Response(text, { headers: this.#headers() });
  };

  #create(text: string): Response {
    const fate = this.#fates.shift() ?? "answered";
    const torn = new TypeError("fetch failed", {
      cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }),
    });
    const body: unknown = JSON.parse(text);
    this.posted.push(body);
    if (fate === "dropped") throw torn;
    const id = this.take(body);
    if (fate === "lost") throw torn;
    const batch = this.taken.find((each) => each.id === id) as Taken;
    return Response.json(this.#shape.created(batch, this.#now()), { status: 201, headers: this.#headers() });
  }

  #headers(): Record<string, string> {
    return this.#tellsTime ? { date: new Date(this.#now()).toUTCString() } : {};
  }
}

/** A page of rows from `offset` on. */
export function slice<T>(
  rows: readonly T[],
  offset: number,
  asked: number,
  { pageSize }: View,
): { readonly rows: readonly T[]; readonly isLast: boolean } {
  const end = offset + Math.min(asked, pageSize);
  return { rows: rows.slice(offset, end), isLast: end >= rows.length };
}
