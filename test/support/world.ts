/**
 * A provider in memory for tests of the search for lost batches. It accepts batches, and lists them, their messages and
 * their results in the wire format of a provider and by its own clock. It shares no code with `src`.
 */

/** A batch as the provider stores it. */
export interface Taken {
  readonly id: string;
  readonly body: unknown;
  readonly createdMs: number;
  /** From when on lists include it. */
  readonly listedMs: number;
}

export interface Ask {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The wire format of one provider. */
export interface Shape {
  /** The member of a body for a label. */
  readonly label?: string;
  /** Whether its batch documents lack a creation time. */
  readonly isUndated?: true;
  /** Whether lists show the whole content of a batch at once. */
  readonly isOpenBook?: true;
  /** The path of the create call. */
  readonly creates: RegExp;
  /** The answer to a create call. */
  readonly created: (batch: Taken, nowMs: number) => unknown;
  /** The answer to a read; undefined for calls that a search does not make. `batches`: newest first. */
  readonly read: (ask: Ask, batches: readonly Taken[], view: View) => Reply | undefined;
  /** A body that another worker may send at the same time: same sender and size, other content. */
  readonly near: (body: never) => unknown;
  /** The same content with the label of another worker. */
  readonly same: (body: never) => unknown;
  /** Bodies that differ in one trait only, by trait. */
  readonly differing: Readonly<Record<string, (body: never) => unknown>>;
  /** The rest of a body whose first recipient the provider rejects. */
  readonly shrunken?: (body: never) => unknown;
  /** The same content in another notation, as another program or the provider may write it. */
  readonly respelled: (body: never) => unknown;
}

export interface View {
  readonly nowMs: number;
  /** The largest page, for any requested size. */
  readonly pageSize: number;
}

export type Reply = { readonly json: unknown } | { readonly lines: readonly unknown[] };

/** The fate of a create call: answered, carried out but not answered, or never received. */
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
   * `now`: the wall clock of the provider, which answers have as `Date` unless `tellsTime` is false. `passing`: a clock that
   * nobody sets, by which batches come into being.
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
   * Creates a batch at `atMs`. Lists show it `lagMs` later. `setMs`: by how much the provider's clock is set before that.
   * Returns the id.
   */
  take(body: unknown, atMs = this.#passing(), lagMs = 0, setMs = 0): string {
    const id = `batch-${this.taken.length + 1}`;
    this.taken.push({ id, body, createdMs: atMs + setMs, listedMs: atMs + lagMs });
    return id;
  }

  /** Answers the next reads with a 500. */
  failReads(count: number): void {
    this.#failing = count;
  }

  /** The fates of the next create calls, in order. All later ones are answered. */
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
