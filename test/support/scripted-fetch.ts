/**
 * A `fetch` that answers from a script and records its calls, for tests that need no socket.
 *
 *   const fetch = scriptedFetch(status(429, { "retry-after": "2" }), json({ id: "a" }));
 *   new SomeClient({ fetch, ... });
 *   fetch.calls[1].headers.get("authorization");
 */
export interface FetchCall {
  readonly url: string;
  readonly init: RequestInit;
  readonly method: string;
  readonly headers: Headers;
  /** The body as text, after it was read; undefined if there was none. */
  readonly body: string | undefined;
}

/** One scripted answer. An error that it throws is thrown by `fetch`. */
export type Step = (call: FetchCall) => Response | Promise<Response>;

export interface ScriptedFetch {
  (url: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  readonly calls: readonly FetchCall[];
  /** Adds answers to the end of the script. */
  add(...steps: readonly Step[]): void;
}

/** Each call uses one step. A call beyond the script throws, unless the last step is wrapped in `forever`. */
export function scriptedFetch(...steps: readonly Step[]): ScriptedFetch {
  const script = [...steps];
  const calls: FetchCall[] = [];
  const fetch = async (url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    const { method = "GET" } = init;
    const call = { url: url as string, init, method, headers, body: await textOf(init.body) };
    calls.push(call);
    const step = script.length > 1 || !isForever(script[0]) ? script.shift() : script[0];
    if (step === undefined) throw new Error(`unscripted request ${calls.length}: ${method} ${call.url}`);
    return step(call);
  };
  return Object.assign(fetch, { calls, add: (...more: readonly Step[]) => void script.push(...more) });
}

/** As `scriptedFetch`, but adds a `Date` to every answer without one. */
export function dated(fetch: ScriptedFetch, now: () => number): ScriptedFetch {
  const { calls } = fetch;
  const answer = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const response = await fetch(url, init);
    if (!response.headers.has("date")) response.headers.set("date", new Date(now()).toUTCString());
    return response;
  };
  return Object.assign(answer, { calls, add: (...more: readonly Step[]) => fetch.add(...more) });
}

const FOREVER = new WeakSet<Step>();
const isForever = (step: Step | undefined): boolean => step !== undefined && FOREVER.has(step);

/** As the last step: answers all further calls. */
export function forever(step: Step): Step {
  const copy: Step = (call) => step(call);
  FOREVER.add(copy);
  return copy;
}

async function textOf(body: RequestInit["body"]): Promise<string | undefined> {
  return body === undefined || body === null ? undefined : new Response(body).text();
}

/** A 200 (or another status) with a JSON body. */
export function json(body: unknown, init: ResponseInit = {}): Step {
  return () => Response.json(body, init);
}

/** An answer with a text body, or none. */
export function status(code: number, headers: Record<string, string> = {}, body: string | null = null): Step {
  return () => new Response(code === 204 || code === 304 ? null : body, { status: code, headers });
}

/** Fails as Node's fetch does: with a TypeError whose cause has the code. */
export function networkError(code: string, extra: Record<string, unknown> = {}): Step {
  return () => {
    throw fetchFailed(Object.assign(new Error(code.toLowerCase()), { code, ...extra }));
  };
}

export function fetchFailed(cause: unknown): TypeError {
  return new TypeError("fetch failed", { cause });
}

/** Never answers, and rejects when the signal aborts. `onStart` runs when the request is made. */
export function hang(onStart: () => void = () => undefined): Step {
  return ({ init: { signal } }) =>
    new Promise((_, reject) => {
      if (signal?.aborted) reject(signal.reason);
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      onStart();
    });
}

export const STALL = Symbol("stall");

/** A 200 whose body comes in these chunks. An Error among them breaks the body off, STALL keeps it open. */
export function chunks(
  pieces: readonly (string | Uint8Array | Error | typeof STALL)[],
  headers: Record<string, string> = {},
): Step {
  return () => {
    let at = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = pieces[at++];
        if (piece === undefined) return controller.close();
        if (piece === STALL) return new Promise<void>(() => undefined);
        if (piece instanceof Error) return controller.error(piece);
        controller.enqueue(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
      },
    });
    return new Response(stream, { headers });
  };
}
