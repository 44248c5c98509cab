import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ConfigError, ResponseParseError, SignatureError } from "../../../src/core/base/errors/index.js";
import { bodyBytes, parseEvent } from "../../../src/core/base/webhook.js";
import {
  webhookHandler,
  type WebhookHandler,
  type WebhookHandlerOptions,
  type WebhookMessage,
} from "../../../src/core/base/webhook-handler.js";
import { rejection } from "../../support/rejection.js";

const servers: Server[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) server.close();
});

/** Serves the listener on a loopback port; `before` stands where Express has its middleware. */
async function serve(
  handler: WebhookHandler,
  before: (request: IncomingMessage) => Promise<void> | void = () => undefined,
  next?: (error?: unknown) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      await before(request);
      await handler(
        request,
        response,
        next && ((error) => (next(error), response.writeHead(500).end("next"))),
      );
    })();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const parsing = async ({ rawBody }: WebhookMessage) => ({ event: parseEvent(rawBody) });

/** A listener that parses JSON, and what it delivered and reported. */
function listener(options: Partial<WebhookHandlerOptions<unknown>> = {}, receive = parsing) {
  const events: unknown[] = [];
  const errors: unknown[] = [];
  const onEvent = (event: unknown): void => void events.push(event);
  const onError = (error: unknown): void => void errors.push(error);
  return { events, errors, handler: webhookHandler<unknown>(receive, { onEvent, onError, ...options }) };
}

const post = (
  url: string,
  body?: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(url, { method: "POST", headers, ...(body === undefined ? {} : { body: body as BodyInit }) });

describe("a webhook listener", () => {
  it("answers 200 without a body, after the event was taken", async () => {
    const order: string[] = [];
    const { handler } = listener({
      onEvent: async (event) => {
        await Promise.resolve();
        order.push(JSON.stringify(event));
      },
    });
    const answer = await post(await serve(handler), '{"a":"Grüße"}');
    order.push(`${answer.status} ${await answer.text()}`);
    expect(order).toEqual(['{"a":"Grüße"}', "200 "]);
  });

  it("hands on the request with its headers", async () => {
    const seen: unknown[] = [];
    const { handler } = listener({
      onEvent: (_, { headers, url }) => seen.push([url, headers["webhook-id"]]),
    });
    await post(`${await serve(handler)}?key=1`, "{}", { "webhook-id": "w-1" });
    expect(seen).toEqual([["/hook?key=1", "w-1"]]);
  });

  it("gives what receives it the bytes as they came, in whatever pieces", async () => {
    let bytes: Uint8Array | undefined;
    const { handler } = listener({}, async ({ rawBody }) => ({ event: (bytes = rawBody) }));
    const url = await serve(handler);
    await new Promise<void>((resolve) => {
      const call = httpRequest(url, { method: "POST" }, (response) => response.resume().on("end", resolve));
      for (const piece of ["{ \xff", "\x00", "}"]) call.write(Buffer.from(piece, "latin1"));
      call.end();
    });
    expect(Buffer.from(bytes!).toString("latin1")).toBe("{ \xff\x00}");
  });

  it("gives the answer of what receives it, as to a handshake, and no event", async () => {
    const answer = { status: 200, headers: { "x-echo": "1" } };
    const handler = webhookHandler(async () => ({ answer }), { onEvent: () => expect.unreachable() });
    expect((await post(await serve(handler))).headers.get("x-echo")).toBe("1");
  });

  it.each([
    ["a body that is no JSON", 400, ResponseParseError, parsing],
    [
      "a bad signature",
      401,
      SignatureError,
      () => Promise.reject(new SignatureError("no", { reason: "mismatch" })),
    ],
  ] as const)("refuses %s with %d and tells onError", async (_, status, type, receive) => {
    const { handler, events, errors } = listener({}, receive);
    const answer = await post(await serve(handler), "<html>");
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe("");
    expect(events).toEqual([]);
    expect(errors).toEqual([expect.any(type)]);
    const quiet = listener({ onError: undefined }, receive);
    const printed = vi.spyOn(console, "error");
    expect((await post(await serve(quiet.handler), "<html>")).status).toBe(status);
    expect(printed).not.toHaveBeenCalled();
  });

  it("answers 500 to an event that was not taken, so that it comes again", async () => {
    const failure = new ResponseParseError("of another call", { accepted: false });
    const onEvent = (): never => {
      throw failure;
    };
    const { handler, errors } = listener({ onEvent });
    expect((await post(await serve(handler), "{}")).status).toBe(500);
    expect(errors).toEqual([failure]);
    const printed = vi.spyOn(console, "error").mockReturnValue();
    const plain = listener({ onEvent, onError: undefined });
    expect((await post(await serve(plain.handler), "{}")).status).toBe(500);
    expect(printed).toHaveBeenCalledExactlyOnceWith(failure);
    const next: unknown[] = [];
    const express = await serve(plain.handler, undefined, (error) => next.push(error));
    expect(await (await post(express, "{}")).text()).toBe("next");
    expect(next).toEqual([failure]);
  });

  it("leaves a request alone that was answered while the event was taken", async () => {
    const { handler, errors } = listener({ onEvent: () => undefined });
    const url = await serve((request, response, next) => {
      (response as ServerResponse).writeHead(503).end("late");
      return handler(request, response, next);
    });
    expect(await (await post(url, "{}")).text()).toBe("late");
    expect(errors).toEqual([]);
  });

  it("takes nothing but POST", async () => {
    const url = await serve(listener().handler);
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("reads no more than maxBytes, whether the length is announced or not", async () => {
    const { handler, events } = listener({ maxBytes: 1_000 });
    const url = await serve(handler);
    expect((await post(url, JSON.stringify("x".repeat(998)))).status).toBe(200);
    expect((await post(url, JSON.stringify("x".repeat(999)))).status).toBe(413);
    const stream = new Blob([`"${"x".repeat(3_000_000)}"`]).stream();
    const init = { method: "POST", body: stream, duplex: "half" } as RequestInit;
    expect((await fetch(url, init)).status).toBe(413);
    expect(events).toHaveLength(1);
  });

  it("delivers nothing of a request that breaks off", async () => {
    const { handler, events, errors } = listener();
    let tell = (): void => undefined;
    const closed = new Promise<void>((resolve) => (tell = resolve));
    const url = await serve(async (...request) => {
      await handler(...request);
      tell();
    });
    const call = httpRequest(url, { method: "POST", headers: { "content-length": "100" } });
    call.on("error", () => undefined);
    call.write("{}", () => call.destroy());
    await closed;
    expect([events, errors]).toEqual([[], []]);
  });
});

describe("a webhook listener behind something that has read the body", () => {
  const readBy = (set: (text: string) => Record<string, unknown>) => async (request: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    Object.assign(request, set(Buffer.concat(chunks).toString()));
  };

  it.each([
    ["express.raw()", readBy((text) => ({ body: Buffer.from(text) }))],
    ["express.text()", readBy((text) => ({ body: text }))],
    ["a platform that keeps rawBody", readBy((text) => ({ rawBody: Buffer.from(text), body: { a: 2 } }))],
    [
      "a parser that left the body alone",
      (request: IncomingMessage) => void Object.assign(request, { body: {} }),
    ],
  ])("takes the body from %s", async (_, before) => {
    const { handler, events } = listener();
    expect((await post(await serve(handler, before), '{"a":1}')).status).toBe(200);
    expect(events).toEqual([{ a: 1 }]);
  });

  it("says so where nothing but a parsed body is left", async () => {
    const { handler, errors } = listener();
    const parsed = readBy((text) => ({ body: JSON.parse(text) as unknown }));
    expect((await post(await serve(handler, parsed), '{"a":1}')).status).toBe(500);
    expect(errors).toEqual([expect.any(ConfigError)]);
    expect(String(errors[0])).toContain("express.json()");
  });

  it("takes a request without a body for what it is", async () => {
    const bodies: number[] = [];
    const { handler } = listener({}, async ({ rawBody }) => ({ event: bodies.push(rawBody.byteLength) }));
    const url = await serve(
      handler,
      readBy(() => ({ body: {} })),
    );
    expect((await post(url)).status).toBe(200);
    expect(bodies).toEqual([0]);
  });
});

it.each([[{ onEvent: undefined }], [{ maxBytes: 0 }], [{ maxBytes: NaN }]])(
  "a webhook listener is not made with %j",
  (options) => {
    expect(() => listener(options as never)).toThrow(ConfigError);
  },
);

describe("the body of a webhook", () => {
  it.each([["text"], [new TextEncoder().encode("text")], [Buffer.from("..text").subarray(2)]])(
    "is text or bytes: %s",
    (body) => {
      expect(Buffer.from(bodyBytes(body)).toString()).toBe("text");
      expect(Buffer.from(bodyBytes(new TextEncoder().encode("text").buffer)).toString()).toBe("text");
    },
  );

  it.each([{ a: 1 }, [], 7, true, null, undefined, new Map()])("is nothing else: %s", async (body) => {
    expect(() => bodyBytes(body, { provider: "sinch" })).toThrow(ConfigError);
    const parse = async (): Promise<unknown> => parseEvent(body, { provider: "sinch" });
    expect((await rejection(parse(), ConfigError)).message).toContain("rawBody");
  });
});
