import { afterEach, describe, expect, it, vi } from "vitest";
import { TimeoutError, UnknownOutcomeError } from "../../../src/core/base/errors/index.js";
import type { ByteSource } from "../../../src/core/transport/byte-source.js";
import { countedSignal } from "../../support/counted-signal.js";
import { FakeClock } from "../../support/fake-clock.js";
import { type Mini, miniClient } from "../../support/mini-client.js";
import { rejection } from "../../support/rejection.js";
import {
  chunks,
  forever,
  hang,
  json,
  scriptedFetch,
  STALL,
  status,
  type Step,
} from "../../support/scripted-fetch.js";

type Options = Parameters<Mini["read"]>[0];

interface Stopper {
  readonly options: NonNullable<Options>;
  readonly stop: () => void;
  readonly isReason: (reason: unknown) => boolean;
}

/**
 * Ways to be stopped: the caller's signal, or the total timeout. `stop` is called when the stage of interest is
 * reached; the timeout needs no call, and is short enough to come by itself.
 */
const ways = [
  {
    way: "an abort",
    start: (): Stopper => {
      const controller = new AbortController();
      const reason = new Error("enough");
      return {
        options: { signal: controller.signal },
        stop: () => controller.abort(reason),
        isReason: (error) => error === reason,
      };
    },
  },
  {
    way: "the total timeout",
    start: (): Stopper => {
      return {
        options: { totalTimeoutMs: 40 },
        stop: () => undefined,
        isReason: (error) => TimeoutError.is(error) && error.scope === "total",
      };
    },
  },
];

describe.each(ways)("$way", ({ start }) => {
  const verbs = ["read", "send"] as const;

  it.each(verbs)(
    "stopping in the pause after another call's 429 ends a %s with the reason itself, nothing sent",
    async (verb) => {
      const fetch = scriptedFetch(status(429, { "retry-after": "30" }));
      const mini = miniClient({ fetch }, new FakeClock().hold());
      await rejection(mini.read({ retry: false }));
      const { options, stop, isReason } = start();
      const call = rejection(mini[verb](options));
      await mini.clock.untilSleeping();
      stop();
      expect(isReason(await call)).toBe(true);
      expect(fetch.calls).toHaveLength(1);
      expect(mini.clock.sleeping).toBe(0);
    },
  );

  it.each(verbs)(
    "stopping while a credential is fetched ends a %s with the reason itself, nothing sent",
    async (verb) => {
      const { options, stop, isReason } = start();
      const fetch = scriptedFetch();
      const credential = (): Promise<string> => {
        setImmediate(stop);
        return new Promise(() => undefined);
      };
      expect(isReason(await rejection(miniClient({ fetch, credential })[verb](options)))).toBe(true);
      expect(fetch.calls).toHaveLength(0);
    },
  );

  it.each(verbs)(
    "stopping in the back-off after a failure without effect ends a %s with the reason itself",
    async (verb) => {
      const fetch = scriptedFetch(status(529));
      const mini = miniClient({ fetch }, new FakeClock().hold());
      const { options, stop, isReason } = start();
      const call = rejection(mini[verb](options));
      await mini.clock.untilSleeping();
      stop();
      expect(isReason(await call)).toBe(true);
      expect(fetch.calls).toHaveLength(1);
      expect(mini.clock.sleeping).toBe(0);
    },
  );

  const inFlight: [string, (stop: () => void) => Step][] = [
    ["before an answer", (stop) => hang(stop)],
    [
      "before an answer of a fetch that minds no signal",
      (stop) => () => (setImmediate(stop), new Promise(() => undefined)),
    ],
    ["inside the body", (stop) => (call) => (setImmediate(stop), chunks(['{"id":', STALL])(call))],
  ];

  it.each(inFlight)("stopping in flight, %s, ends a read with the reason itself", async (_, step) => {
    const { options, stop, isReason } = start();
    const fetch = scriptedFetch(step(stop));
    expect(isReason(await rejection(miniClient({ fetch }).read(options)))).toBe(true);
    expect(fetch.calls).toHaveLength(1);
  });

  it.each(inFlight)(
    "stopping in flight, %s, leaves a send unknown, with the reason as cause",
    async (_, step) => {
      const { options, stop, isReason } = start();
      const fetch = scriptedFetch(step(stop));
      const mini = miniClient({ fetch });
      const error = await rejection(mini.send(options), UnknownOutcomeError);
      expect(isReason(error.cause)).toBe(true);
      expect(error).toMatchObject({ startedAt: mini.clock.now(), correlation: { size: 1 } });
      expect(error.attempts).toHaveLength(1);
      expect(fetch.calls).toHaveLength(1);
    },
  );

  it("a call that is stopped in flight is not tried again, however many attempts are left", async () => {
    const { options, stop } = start();
    const fetch = scriptedFetch(hang(stop));
    await rejection(
      miniClient({ fetch, retry: { maxAttempts: 9 } }).send({ ...options, retryUnknown: "may-send-twice" }),
    );
    expect(fetch.calls).toHaveLength(1);
  });

  it("stopping in a slow hook before the request goes out ends a send with the reason itself", async () => {
    const { options, stop, isReason } = start();
    const fetch = scriptedFetch();
    const onRequest = async (): Promise<void> => {
      stop();
      if (options.totalTimeoutMs !== undefined) await new Promise((resolve) => setTimeout(resolve, 80));
    };
    expect(isReason(await rejection(miniClient({ fetch, hooks: { onRequest } }).send(options)))).toBe(true);
    expect(fetch.calls).toHaveLength(0);
  });
});

describe("an aborted signal", () => {
  it.each(["read", "remove", "send"] as const)("keeps a %s from beginning", async (verb) => {
    const fetch = scriptedFetch();
    const reason = { any: "thing" };
    expect(await rejection(miniClient({ fetch })[verb]({ signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(fetch.calls).toHaveLength(0);
  });

  it("is not handed to fetch: that would leave a listener behind", async () => {
    const { signal } = countedSignal();
    const fetch = scriptedFetch(json({}));
    await miniClient({ fetch }).read({ signal });
    expect(fetch.calls[0]?.init.signal).not.toBe(signal);
  });

  it("a signal that lives for long gathers no listeners over 2,000 calls of all kinds", async () => {
    const { signal, listeners, most } = countedSignal();
    const steps = [json({}), status(500), json({}), status(429), json({}), status(400)];
    let calls = 0;
    const fetch = (): Promise<Response> =>
      Promise.resolve((steps[calls++ % steps.length] as (call: never) => Response)(undefined as never));
    const mini = miniClient({ fetch });
    for (let i = 0; i < 1_000; i++) {
      await mini.read({ signal }).catch(() => undefined);
      await mini.send({ signal, totalTimeoutMs: 60_000 }).catch(() => undefined);
    }
    expect(calls).toBeGreaterThan(2_000);
    expect(listeners()).toBe(0);
    expect(most()).toBeLessThan(5);
  });
});

describe("the attempt timeout", () => {
  it("covers the wait for headers of one try, not all of them together", async () => {
    const fetch = scriptedFetch(hang(), json({ id: "t1" }));
    expect(await miniClient({ fetch, attemptTimeoutMs: 50 }).read()).toEqual({ id: "t1" });
    expect(fetch.calls).toHaveLength(2);
  });

  it("covers the gap between two chunks of a body", async () => {
    const fetch = scriptedFetch(chunks(['{"id"', STALL]), json({ id: "t1" }));
    expect(await miniClient({ fetch, attemptTimeoutMs: 50 }).read()).toEqual({ id: "t1" });
  });

  it("leaves a send unknown, by a TimeoutError", async () => {
    const fetch = scriptedFetch(hang());
    const error = await rejection(miniClient({ fetch }).send({ attemptTimeoutMs: 50 }), UnknownOutcomeError);
    expect(error.cause).toMatchObject({ name: "TimeoutError", scope: "attempt" });
  });

  it("the attempt timeout of a call beats that of the client", async () => {
    const fetch = scriptedFetch(hang());
    const error = await rejection(
      miniClient({ fetch, attemptTimeoutMs: 3_600_000, retry: false }).read({ attemptTimeoutMs: 50 }),
      TimeoutError,
    );
    expect(error.message).toBe("no answer within 50 ms (attempt)");
  });
});

describe.each<[string, readonly Step[]]>([
  ["at once", []],
  ["behind a redirect", [status(302, { location: "/files/1" })]],
])("the attempt timeout of a body that is handed over %s", (_, before) => {
  /** The unread body of an answer in three chunks, in a time that only tests move. */
  async function opened(...steps: readonly Step[]): Promise<ByteSource> {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const fetch = scriptedFetch(...before, ...steps, chunks(["one", "two", STALL]));
    const { http } = miniClient({ fetch, attemptTimeoutMs: 1_000, retry: false });
    const extras = { read: "bytes", followRedirects: true } as const;
    const { bytes } = await http.answer("get", "/things", {}, {}, extras);
    return bytes as ByteSource;
  }
  const text = (chunk: Uint8Array | undefined): string => new TextDecoder().decode(chunk);
  afterEach(() => void vi.useRealTimers());

  it("does not run while its reader is busy, before the first chunk and between two", async () => {
    const bytes = await opened();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(text(await bytes.read())).toBe("one");
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(text(await bytes.read())).toBe("two");
    bytes.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("runs while the answer is waited for", async () => {
    const opening = rejection(opened(hang()), TimeoutError);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(await opening).toMatchObject({ scope: "attempt", timeoutMs: 1_000 });
  });

  it("runs while a chunk is waited for", async () => {
    const bytes = await opened();
    await bytes.read();
    await bytes.read();
    await vi.advanceTimersByTimeAsync(5_000);
    const third = rejection(bytes.read(), TimeoutError);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(await third).toMatchObject({ scope: "attempt", timeoutMs: 1_000 });
  });
});

describe("the total timeout", () => {
  it("covers all tries and the sleeps between them", async () => {
    const fetch = scriptedFetch(status(500), status(500), hang());
    const error = await rejection(miniClient({ fetch, totalTimeoutMs: 200 }).read(), TimeoutError);
    expect(error).toMatchObject({ scope: "total", operation: "getThing", provider: "anthropic" });
    expect(error.attempts.map(({ status }) => status)).toEqual([500, 500, undefined]);
  });

  it("is gone when the call is over", async () => {
    const fetch = scriptedFetch(forever(json({})));
    const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const mini = miniClient({ fetch, totalTimeoutMs: 3_600_000, attemptTimeoutMs: 3_600_000 });
    await mini.read();
    await mini.send();
    const after = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    expect(after).toBe(before);
  });
});
