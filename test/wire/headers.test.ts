/** What every request of every client says of itself. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import { FakeClock } from "../support/fake-clock.js";
import { type Operation, operationsOf } from "./matrix/spec.js";
import type { Subject, SubjectOptions } from "./matrix/subject.js";
import { subjects } from "./matrix/subjects.js";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
  readonly version: string;
};

const operationsBy: ReadonlyMap<string, readonly Operation[]> = new Map(
  [...new Set(subjects.map(({ spec }) => spec))].map((spec) => [spec, operationsOf(spec)]),
);

interface Sent {
  readonly headers: Headers;
  readonly cache: RequestCache | undefined;
  readonly safety: string;
}

/** All requests of a client whose operations are each called once; the logins among them are idempotent. */
async function requestsOf(subject: Subject, options: Partial<SubjectOptions> = {}): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const { id, body, safety, answer, clientMethod } of operationsBy.get(subject.spec) ?? []) {
    if (clientMethod === "login" || clientMethod === "logout") continue;
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const isLogin = /\/oauth2?\/token$/.test(url as string);
      sent.push({
        headers: new Headers(init?.headers),
        cache: init?.cache,
        safety: isLogin ? "idempotent" : safety,
      });
      if (isLogin) return Response.json({ access_token: "token-0123456789", expires_in: 3_600 });
      const text = typeof answer.example === "string" ? answer.example : JSON.stringify(answer.example);
      return new Response(answer.status === 204 ? null : text, { status: answer.status });
    };
    const client = subject.build(
      withClock(
        { baseUrl: "http://headers.test", fetch, retry: false as const, ...options },
        new FakeClock(),
      ),
    );
    await Promise.resolve(client[id]?.(body as never, {})).catch(() => undefined);
  }
  return sent;
}

afterEach(() => void vi.unstubAllGlobals());

describe.each(subjects.map((subject) => [subject.name, subject] as const))("requests of %s", (_, subject) => {
  it("name this package and its version, and reads ask caches to stay out of the way", async () => {
    const sent = await requestsOf(subject);
    expect(new Set(sent.map(({ safety }) => safety)).size).toBeGreaterThan(1);
    for (const { headers, cache, safety } of sent) {
      expect(headers.get("user-agent")).toBe(`batchwire/${version}`);
      expect(headers.get("cache-control")).toBe(safety === "read" ? "no-cache" : null);
      // Some platforms refuse the member, whatever it says.
      expect(cache).toBeUndefined();
    }
  });

  it("carry no such header in a browser, which would ask for permission first; its own cache is left out", async () => {
    vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 (X11; Linux x86_64)" });
    for (const { headers, cache, safety } of await requestsOf(subject)) {
      expect(headers.has("user-agent")).toBe(false);
      expect(headers.has("cache-control")).toBe(false);
      expect(cache).toBe(safety === "read" ? "no-store" : undefined);
    }
  });

  it("say what the caller's own headers say", async () => {
    const own = { "User-Agent": "mine/1", "Cache-Control": "max-age=5" };
    const sent = await requestsOf(subject, { headers: own });
    for (const { headers } of sent.filter(({ safety }) => safety === "read")) {
      expect(headers.get("user-agent")).toBe("mine/1");
      expect(headers.get("cache-control")).toBe("max-age=5");
    }
  });
});
