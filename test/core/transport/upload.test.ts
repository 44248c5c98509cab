import { describe, expect, it, vi } from "vitest";
import {
  ConfigError,
  ConnectionError,
  HttpError,
  TimeoutError,
  UnknownOutcomeError,
} from "../../../src/core/base/errors/index.js";
import type { RequestBody, Upload } from "../../../src/core/transport/upload.js";
import { miniClient } from "../../support/mini-client.js";
import { rejection } from "../../support/rejection.js";
import { fetchFailed, json, scriptedFetch, status } from "../../support/scripted-fetch.js";

type Fetch = typeof globalThis.fetch;
type Body = ReadableStream<Uint8Array>;

const KIB = 1024;
const filled = (size: number, byte = 97): Uint8Array => new Uint8Array(size).fill(byte);

/** An upload of so many chunks of 64 KiB, each of a letter of its own. */
function upload(chunks: number, changes: Partial<Upload> = {}): Upload & { opened: number } {
  const self = {
    opened: 0,
    async *open() {
      self.opened++;
      for (let i = 0; i < chunks; i++) yield filled(64 * KIB, 97 + (i % 26));
    },
    isReplayable: () => true,
    ...changes,
  };
  return self;
}

/** One that can be opened once, as a part that is cut from an iterator. */
function once(chunks: number): Upload {
  const whole = upload(chunks);
  return { ...whole, isReplayable: () => whole.opened === 0, open: () => whole.open() };
}

const contentOf = (chunks: number): string =>
  Array.from({ length: chunks }, (_, i) => String.fromCharCode(97 + (i % 26)).repeat(64 * KIB)).join("");

const send = (wire: RequestBody, options: Parameters<typeof miniClient>[0] = {}): Promise<unknown> =>
  miniClient(options).http.call("post", "/things", {}, {}, { wire });

const bodyOf = (init: RequestInit | undefined): Body => init?.body as unknown as Body;

describe("a body that is whole", () => {
  it.each([
    ["text", '{"a":1}', (body: unknown) => typeof body === "string"],
    ["bytes", filled(255 * KIB), (body: unknown) => body instanceof Uint8Array],
  ])("goes out as it is while it is small: %s", async (_, wire, isPlain) => {
    const fetch = vi.fn<Fetch>(async () => Response.json({}));
    await send(wire, { fetch });
    expect(isPlain(fetch.mock.calls[0]?.[1]?.body)).toBe(true);
  });

  it.each([
    ["text", "a".repeat(256 * KIB)],
    ["bytes", filled(256 * KIB)],
  ])("leaves in chunks once it is large, with its length: %s", async (_, wire) => {
    const fetch = scriptedFetch(json({}));
    await send(wire, { fetch });
    expect(fetch.calls[0]?.init.body).toBeInstanceOf(ReadableStream);
    expect(fetch.calls[0]?.headers.get("content-length")).toBe(String(256 * KIB));
    expect(fetch.calls[0]?.body).toBe("a".repeat(256 * KIB));
  });
});

describe("a body that breaks off", () => {
  const broken: (pulls: number, error?: unknown) => Fetch =
    (pulls, error = fetchFailed(Object.assign(new Error("x"), { code: "ECONNRESET" }))) =>
    async (_, init) => {
      const reader = bodyOf(init).getReader();
      for (let i = 0; i < pulls; i++) await reader.read();
      throw error;
    };

  it("is read no further once its attempt is over, also by a fetch that would go on", async () => {
    let late: Promise<unknown> | undefined;
    const left = vi.fn();
    const wire = upload(10, {
      async *open() {
        try {
          for (;;) yield filled(64 * KIB);
        } finally {
          left();
        }
      },
    });
    const fetch: Fetch = async (_, init) => {
      const reader = bodyOf(init).getReader();
      await reader.read();
      late = new Promise((resolve) => setTimeout(resolve)).then(() => reader.read());
      throw fetchFailed(Object.assign(new Error("x"), { code: "ECONNRESET" }));
    };
    await rejection(send(wire, { fetch, retry: false }), ConnectionError);
    await expect(late).rejects.toThrow("is over");
    expect(left).toHaveBeenCalledTimes(1);
  });

  it.each([0, 1, 9])("before its last byte has sent nothing: after %i of 10 chunks", async (pulls) => {
    const error = await rejection(send(upload(10), { fetch: broken(pulls), retry: false }), ConnectionError);
    expect(error.attempts).toMatchObject([{ outcome: "notSent", error: "ECONNRESET" }]);
  });

  it("can be tried again where it can be replayed", async () => {
    const wire = upload(10);
    let tries = 0;
    const fetch: Fetch = (url, init) => {
      if (++tries === 1) return broken(4)(url, init);
      return new Response(bodyOf(init)).text().then((text) => Response.json({ size: text.length }));
    };
    expect(await send(wire, { fetch })).toEqual({ size: 640 * KIB });
    expect(wire.opened).toBe(2);
  });

  it("is not tried again where it cannot", async () => {
    const fetch = vi.fn(broken(4));
    await rejection(send(once(10), { fetch }), ConnectionError);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("after its last byte may have been carried out", async () => {
    await rejection(send(upload(10), { fetch: broken(11) }), UnknownOutcomeError);
    const counted = upload(10, { byteLength: 640 * KIB });
    await rejection(send(counted, { fetch: broken(10) }), UnknownOutcomeError);
  });

  it("by an abort in its middle ends in the reason itself", async () => {
    const controller = new AbortController();
    const fetch: Fetch = async (_, init) => {
      await bodyOf(init).getReader().read();
      controller.abort("enough");
      return new Promise(() => undefined);
    };
    const { http } = miniClient({ fetch });
    const options = { signal: controller.signal };
    const call = http.call("post", "/things", {}, options, { wire: upload(3) });
    expect(await rejection(call)).toBe("enough");
  });
});

describe("the attempt timeout of an upload", () => {
  /** A fetch that takes everything and answers. */
  const takes: Fetch = async (_, init) => {
    const { size } = await new Response(bodyOf(init)).blob();
    return Response.json({ size });
  };

  it("does not run while the input pauses", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    try {
      const hour = 3_600_000;
      let pause = (): void => undefined;
      const pausing = new Promise<void>((resolve) => (pause = resolve));
      const slow = {
        async *open() {
          yield filled(1);
          pause();
          await new Promise((resolve) => setTimeout(resolve, hour));
          yield filled(1);
        },
        isReplayable: () => false,
      };
      const call = send(slow, { fetch: takes, attemptTimeoutMs: 1_000 });
      await pausing;
      await vi.advanceTimersByTimeAsync(hour);
      expect(await call).toEqual({ size: 2 });
    } finally {
      vi.useRealTimers();
    }
  });

  it("runs while the network takes nothing more", async () => {
    const fetch: Fetch = async (_, init) => {
      await bodyOf(init).getReader().read();
      return new Promise(() => undefined);
    };
    const options = { fetch, attemptTimeoutMs: 20, retry: false } as const;
    await rejection(send(upload(3), options), TimeoutError);
  });

  it("runs while an answer is waited for, from the end of the body", async () => {
    const fetch: Fetch = async (_, init) => {
      await new Response(bodyOf(init)).text();
      return new Promise(() => undefined);
    };
    const error = await rejection(send(upload(3), { fetch, attemptTimeoutMs: 20 }), UnknownOutcomeError);
    expect(error.cause).toMatchObject({ name: "TimeoutError" });
  });
});

describe("a streamed body under Request.clone()", () => {
  const textOf = async (request: Request): Promise<string> => request.text();
  const ways: [string, (request: Request) => Promise<string>][] = [
    ["both read at once", async (r) => (await Promise.all([r.clone().text(), textOf(r)]))[1]],
    ["the clone read first", async (r) => (await r.clone().text(), textOf(r))],
    ["the clone sent", async (r) => textOf(r.clone())],
    [
      "the original read first, the clone sent",
      async (r) => {
        const clone = r.clone();
        await r.text();
        return textOf(clone);
      },
    ],
    ["cloned and cloned again", async (r) => textOf(r.clone().clone())],
    [
      "several clones read, one after the other",
      async (r) => {
        const clones = [r.clone(), r.clone(), r.clone()];
        for (const clone of clones) await clone.text();
        return textOf(r);
      },
    ],
  ];
  const through =
    (way: (request: Request) => Promise<string>): Fetch =>
    async (url, init) =>
      Response.json({ text: await way(new Request(url, init)) });

  it.each(ways)("arrives whole, however large, if it can be replayed: %s", async (_, way) => {
    expect(await send(upload(40), { fetch: through(way) })).toEqual({ text: contentOf(40) });
  });

  it.each(ways)(
    "arrives whole, if it is not large, though it can be opened once only: %s",
    async (_, way) => {
      expect(await send(once(4), { fetch: through(way) })).toEqual({ text: contentOf(4) });
    },
  );

  it("arrives whole for two readers at once, though it can be opened once only", async () => {
    const way = async (request: Request): Promise<string> => {
      const [copy, text] = await Promise.all([request.clone().text(), request.text()]);
      expect(copy).toBe(text);
      return text;
    };
    expect(await send(once(40), { fetch: through(way) })).toEqual({ text: contentOf(40) });
  });

  it("fails for a reader who comes when its chunks are gone for good: the layer may have sent the copy", async () => {
    const way = async (request: Request): Promise<string> => {
      await request.clone().text();
      return request.text();
    };
    const error = await rejection(send(once(40), { fetch: through(way) }), UnknownOutcomeError);
    expect((error.cause as Error).cause).toMatchObject({ message: expect.stringContaining("too late") });
  });

  it("passes on what broke the input, to every reader", async () => {
    const reason = new Error("the cursor was closed");
    const wire = upload(3, {
      async *open() {
        yield filled(1);
        throw reason;
      },
    });
    const way = async (request: Request): Promise<string> => {
      const copy = rejection(request.clone().text());
      const own = rejection(request.text());
      expect(await Promise.all([copy, own])).toEqual([reason, reason]);
      throw fetchFailed(reason);
    };
    expect(await rejection(send(wire, { fetch: through(way) }))).toBe(reason);
  });

  it("is closed when the half that is read is given up", async () => {
    let closed = false;
    const wire = upload(3, {
      async *open() {
        try {
          for (;;) yield filled(64 * KIB);
        } finally {
          closed = true;
        }
      },
    });
    const fetch: Fetch = async (url, init) => {
      const reader = (new Request(url, init).clone().body as Body).getReader();
      await reader.read();
      await reader.cancel();
      throw fetchFailed(new Error("gave up"));
    };
    await rejection(send(wire, { fetch, retry: false }), ConnectionError);
    expect(closed).toBe(true);
  });
});

describe("a fetch that knows no web streams", () => {
  /** As node-fetch does with what it does not know. */
  const stringifying: Fetch = async (_, init) => {
    const body = typeof init?.body === "string" ? init.body : `${init?.body as unknown as string}`;
    return Response.json({ body });
  };

  it("gets a ConfigError in place of a streamed body, and nothing is sent", async () => {
    const fetch = vi.fn(stringifying);
    const error = await rejection(send(upload(3), { fetch }), ConfigError);
    expect(error.message).toContain("fetch");
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("gets small bodies as they are", async () => {
    expect(await send('{"a":1}', { fetch: stringifying })).toEqual({ body: '{"a":1}' });
  });
});

describe("a server that wants to know the length", () => {
  const lengthRequired = status(411);

  it("gets it, counted, where the body can be replayed", async () => {
    const wire = upload(5);
    const fetch = scriptedFetch(lengthRequired, json({ id: "t1" }));
    expect(await send(wire, { fetch, retry: false })).toEqual({ id: "t1" });
    expect(fetch.calls.map(({ headers }) => headers.get("content-length"))).toEqual([
      null,
      String(320 * KIB),
    ]);
    expect(fetch.calls[1]?.body).toBe(contentOf(5));
    expect(wire.opened).toBe(3);
  });

  it("gets no count of a body that cannot be replayed, whose input that would take", async () => {
    const wire = once(5);
    const open = vi.spyOn(wire, "open");
    await rejection(send(wire, { fetch: scriptedFetch(lengthRequired) }), HttpError);
    expect(open).toHaveBeenCalledOnce();
  });

  it("gets no second count: another 411 is final", async () => {
    const fetch = scriptedFetch(lengthRequired, lengthRequired);
    expect(await rejection(send(upload(5), { fetch }), HttpError)).toMatchObject({ status: 411 });
    expect(fetch.calls).toHaveLength(2);
  });

  it.each([
    ["cannot be replayed", () => once(5)],
    ["had a length", () => upload(5, { byteLength: 320 * KIB })],
    ["was small", () => "{}"],
  ])("is believed at once where the body %s", async (_, wire) => {
    const fetch = scriptedFetch(lengthRequired);
    expect(await rejection(send(wire(), { fetch }), HttpError)).toMatchObject({ status: 411 });
  });
});
