import { afterEach, describe, expect, it } from "vitest";
import { AnthropicClient, type AnthropicOptions } from "../../src/anthropic/index.js";
import { withClock } from "../../src/core/base/clock.js";
import {
  ConnectionError,
  HttpError,
  RateLimitError,
  ResponseParseError,
  SubmissionError,
  TimeoutError,
  UnknownOutcomeError,
} from "../../src/core/base/errors/index.js";
import { batchRequests, endedBatch, errorBody, messageBatch, resultsFile } from "../support/anthropic.js";
import { FakeClock } from "../support/fake-clock.js";
import {
  always,
  type Behaviour,
  FaultServer,
  hangUp,
  partial,
  rawServer,
  refusingUrl,
  reply,
  resetAfterReading,
  resetBeforeReading,
  stall,
  stallBeforeReading,
} from "../support/fault-server.js";
import { all, drain, rejection } from "../support/rejection.js";
import { fetches } from "./fetches.js";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function serve(...script: Behaviour[]): Promise<FaultServer> {
  const server = await FaultServer.start(...script);
  cleanups.push(() => server.close());
  return server;
}

function clientOf(baseUrl: string, options: AnthropicOptions = {}): AnthropicClient {
  return new AnthropicClient(
    withClock({ apiKey: "sk-ant-test-0123456789", baseUrl, ...options }, new FakeClock()),
  );
}

const body = { requests: batchRequests(2) };
const good = reply(200, messageBatch());
const json = JSON.stringify(messageBatch());

describe.each(fetches)("a part that leaves while it is read, over $name", ({ fetch }) => {
  const COUNT = 400;
  const requests = batchRequests(COUNT).map((request) => ({
    ...request,
    params: { ...request.params, system: "x".repeat(20_000) },
  }));
  async function* slowly(): AsyncGenerator<(typeof requests)[number]> {
    for (const [place, request] of requests.entries()) {
      if (place % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
      yield request;
    }
  }
  const inputs = { "an array": requests, "a function": () => slowly() };

  it.each(Object.entries(inputs))("is whole when the connection broke twice before: %s", async (_, input) => {
    const server = await serve(resetBeforeReading(), resetBeforeReading(), reply(400, errorBody("no")));
    const run = clientOf(server.url, fetch && { fetch }).batches.run(input);
    await rejection(all(run), SubmissionError);
    const sent = JSON.parse(server.arrivals[2]?.body ?? "") as { requests: { custom_id: string }[] };
    expect(sent.requests.map(({ custom_id: id }) => id)).toEqual(requests.map(({ custom_id: id }) => id));
  });
});

describe("no connection", () => {
  it("proves that nothing was sent: a create is tried again, and ends as a ConnectionError", async () => {
    const error = await rejection(clientOf(await refusingUrl()).batches.create(body), ConnectionError);
    expect(error.attempts).toHaveLength(3);
    expect(error.attempts.every(({ outcome }) => outcome === "notSent")).toBe(true);
    expect(error.attempts[0]?.error).toBe("ECONNREFUSED");
  });

  it("includes a name that does not resolve", async () => {
    const error = await rejection(clientOf("http://nothing.invalid").batches.create(body), ConnectionError);
    expect(error.attempts.every(({ outcome }) => outcome === "notSent")).toBe(true);
  });

  it("includes a port that the platform blocks", async () => {
    const error = await rejection(clientOf("http://127.0.0.1:1").batches.create(body), ConnectionError);
    expect(error.attempts.every(({ outcome }) => outcome === "notSent")).toBe(true);
  });
});

describe("no final answer to a create: it may have been carried out, and is never sent again", () => {
  it.each<[string, Behaviour]>([
    ["reset before the body was read", resetBeforeReading()],
    ["reset after the body was read", resetAfterReading()],
    ["closed without an answer", hangUp()],
    ["no answer in time", stall()],
    ["body not even read in time", stallBeforeReading()],
    ["500", reply(500, errorBody("api_error"))],
    ["502 in HTML", reply(502, "<html>bad gateway</html>", { "content-type": "text/html" })],
    ["503 without a body", reply(503)],
    ["504", reply(504, errorBody("timeout_error"))],
    ["529 in HTML", reply(529, "<html>overloaded</html>", { "content-type": "text/html" })],
    ["529 in the form of a gateway", reply(529, { message: "no healthy upstream" })],
    ["200 in HTML", reply(200, "<html>Please sign in</html>")],
    ["200 in HTML that only its type tells", reply(200, "Please sign in", { "content-type": "text/html" })],
    ["303 to the result", reply(303, "", { location: "/v1/messages/batches/msgbatch_1" })],
    ["500 that breaks off", partial(["{"], "reset", { "content-length": 99 }, 500)],
    ["answer that is no HTTP", ({ socket }) => void socket.end("220 mail ready\r\n")],
  ])("%s", async (_, behaviour) => {
    const server = await serve(behaviour);
    const client = clientOf(server.url, { attemptTimeoutMs: 500 });
    const error = await rejection(client.batches.create(body), UnknownOutcomeError);
    expect(error).toMatchObject({ operation: "createMessageBatch", correlation: { size: 2 } });
    expect(server.arrivals).toHaveLength(1);
  });
});

describe("an answer to a create that says so: nothing was carried out", () => {
  it.each([
    [529, errorBody("overloaded_error")],
    [429, errorBody("rate_limit_error")],
  ])("%i is tried again", async (status, answer) => {
    const server = await serve(reply(status, answer, { "retry-after": "1" }), good);
    expect(await clientOf(server.url).batches.create(body)).toEqual(messageBatch());
    expect(server.arrivals.map((arrival) => JSON.parse(arrival.body) as unknown)).toEqual([body, body]);
  });

  it("529 to the end is an HttpError, not an unknown outcome", async () => {
    const server = await serve(always(reply(529, errorBody("overloaded_error"))));
    const error = await rejection(clientOf(server.url).batches.create(body), HttpError);
    expect(error).toMatchObject({ status: 529, errorType: "overloaded_error" });
    expect(server.arrivals).toHaveLength(3);
  });

  it.each([400, 401, 403, 408, 409, 413])("%i is an HttpError at once", async (status) => {
    const server = await serve(reply(status, "<html></html>"));
    expect(await rejection(clientOf(server.url).batches.create(body), HttpError)).toMatchObject({ status });
    expect(server.arrivals).toHaveLength(1);
  });

  it.each([301, 302, 307, 308])(
    "%i is an HttpError: neither body nor key goes anywhere else",
    async (status) => {
      const other = await serve(always(good));
      const server = await serve(reply(status, "", { location: `${other.url}/v1/messages/batches` }));
      expect(await rejection(clientOf(server.url).batches.create(body), HttpError)).toMatchObject({ status });
      expect(other.arrivals).toEqual([]);
    },
  );
});

describe("a 2xx to a create that cannot be read was accepted, and is never sent again", () => {
  it.each<[string, Behaviour]>([
    ["nothing", reply(200)],
    ["no JSON", reply(200, "OK")],
    ["reset inside the body", partial([json.slice(0, 20)], "reset", { "content-length": json.length })],
    [
      "a body shorter than announced",
      partial([json.slice(0, 20)], "close", { "content-length": json.length }),
    ],
    ["a chunked body without its end", partial([json], "close")],
    ["a stall inside the body", partial([json.slice(0, 20)], "stall", { "content-length": json.length })],
    ["half a document, ended cleanly", partial([json.slice(0, 20)], "end")],
  ])("%s", async (_, behaviour) => {
    const server = await serve(behaviour);
    const client = clientOf(server.url, { attemptTimeoutMs: 500 });
    const error = await rejection(client.batches.create(body), ResponseParseError);
    expect(error).toMatchObject({ accepted: true, correlation: { size: 2 } });
    expect(server.arrivals).toHaveLength(1);
  });
});

describe("a read is asked again", () => {
  it.each<[string, Behaviour]>([
    ["after a reset", resetBeforeReading()],
    ["after a close", hangUp()],
    ["after a stall", stall()],
    [
      "after a body that breaks off",
      partial([json.slice(0, 20)], "reset", { "content-length": json.length }),
    ],
    ["after a body that stalls", partial([json.slice(0, 20)], "stall", { "content-length": json.length })],
    [
      "after a body that is too short",
      partial([json.slice(0, 20)], "close", { "content-length": json.length }),
    ],
    ["after HTML", reply(200, "<html></html>")],
    ["after nothing", reply(200)],
    ["after a 408", reply(408)],
    ["after a 500", reply(500)],
    ["after a 529", reply(529)],
  ])("%s", async (_, behaviour) => {
    const server = await serve(behaviour, good);
    const client = clientOf(server.url, { attemptTimeoutMs: 500 });
    expect(await client.batches.retrieve("b")).toEqual(messageBatch());
    expect(server.arrivals).toHaveLength(2);
  });

  it("cancel and delete are asked again, for they may be repeated", async () => {
    const server = await serve(resetAfterReading(), good, resetAfterReading(), reply(200, { id: "b" }));
    const { batches } = clientOf(server.url);
    await batches.cancel("b");
    await batches.delete("b");
    expect(server.arrivals.map(({ method }) => method)).toEqual(["POST", "POST", "DELETE", "DELETE"]);
  });

  it("a read that is asked again in vain is a ConnectionError or a TimeoutError in the end", async () => {
    const resets = await serve(always(resetBeforeReading()));
    expect(await rejection(clientOf(resets.url).batches.retrieve("b"), ConnectionError)).toMatchObject({
      attempts: [{ outcome: "unknown" }, { outcome: "unknown" }, { outcome: "unknown" }],
    });
    const stalls = await serve(always(stall()));
    const slow = clientOf(stalls.url, { attemptTimeoutMs: 20 });
    const error = await rejection(slow.batches.retrieve("b"), TimeoutError);
    expect(error).toMatchObject({ scope: "attempt" });
    expect(error.attempts).toHaveLength(3);
  });

  it("a read goes out while a 429 to a create, whose queue may be full, keeps other creates waiting", async () => {
    const server = await serve(reply(429, errorBody("rate_limit_error"), { "retry-after": "50" }), good);
    const { batches } = clientOf(server.url);
    await rejection(batches.create(body, { retry: false }), RateLimitError);
    expect(await batches.retrieve("b")).toEqual(messageBatch());
    await rejection(batches.create(body, { retry: { maxRetryAfterMs: 0 } }), RateLimitError);
    expect(server.arrivals.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });

  it("a read is not asked again after a 429 whose wait is too long", async () => {
    const server = await serve(reply(429, errorBody("rate_limit_error"), { "retry-after": "3600" }));
    const { batches } = clientOf(server.url);
    expect(await rejection(batches.retrieve("b"), RateLimitError)).toMatchObject({ retryAfterMs: 3_600_000 });
    await rejection(batches.create(body), RateLimitError);
    expect(server.arrivals).toHaveLength(1);
  });
});

describe("a body that trickles", () => {
  it("is read to its end as long as something moves", async () => {
    const pieces = Array.from({ length: Math.ceil(json.length / 40) }, (_, i) =>
      json.slice(i * 40, (i + 1) * 40),
    );
    const server = await serve(partial(pieces, "end"));
    expect(await clientOf(server.url).batches.retrieve("b")).toEqual(messageBatch());
  });

  it("a body that is longer than announced does not confuse the next answer", async () => {
    const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    const server = await rawServer(`${head}content-length: ${json.length}\r\n\r\n${json}trailing rubbish`);
    cleanups.push(server.close);
    const { batches } = clientOf(server.url);
    expect(await batches.retrieve("b")).toEqual(messageBatch());
    expect(await batches.retrieve("b")).toEqual(messageBatch());
  });
});

describe("an abort", () => {
  it("an abort of a create in flight closes the connection and leaves the create unknown", async () => {
    const server = await serve(stall());
    const controller = new AbortController();
    const create = rejection(
      clientOf(server.url).batches.create(body, { signal: controller.signal }),
      UnknownOutcomeError,
    );
    await server.arrived(1);
    controller.abort("enough");
    expect((await create).cause).toBe("enough");
    await server.arrivals[0]?.over;
  });

  it("inside the body of a read closes the connection", async () => {
    const server = await serve(partial([json.slice(0, 20)], "stall", { "content-length": json.length }));
    const controller = new AbortController();
    const read = rejection(clientOf(server.url).batches.retrieve("b", { signal: controller.signal }));
    await server.arrived(1);
    controller.abort("enough");
    expect(await read).toBe("enough");
    await server.arrivals[0]?.over;
  });
});

describe("results", () => {
  const file = resultsFile(3);
  const ended = endedBatch({ succeeded: 3 });
  const names = ["r0", "r1", "r2"];
  const whole = reply(200, file);

  it.each<[string, Behaviour]>([
    ["a reset", partial([file.slice(0, 500)], "reset", { "content-length": file.length })],
    [
      "a close short of the length",
      partial([file.slice(0, 500)], "close", { "content-length": file.length }),
    ],
    ["a chunked body without its end", partial([file.slice(0, 500)], "close")],
    ["a clean end in the middle of a line", partial([file.slice(0, 500)], "end")],
    ["a clean end between two lines", partial([file.slice(0, file.indexOf("\n") + 1)], "end")],
    ["a clean end before the first line", partial([], "end")],
    ["a stall", partial([file.slice(0, 500)], "stall", { "content-length": file.length })],
    ["HTML of a gateway", reply(200, "<html>\n</html>\n")],
  ])("are taken up after %s, each id once", async (_, behaviour) => {
    const server = await serve(behaviour, whole);
    const lines = await all(clientOf(server.url, { attemptTimeoutMs: 500 }).batches.results(ended));
    expect(lines.map(({ custom_id }) => custom_id)).toEqual(names);
    expect(server.arrivals).toHaveLength(2);
  });

  it("end in a ConnectionError when the download cannot be taken up", async () => {
    const server = await serve(
      always(partial([file.slice(0, 500)], "reset", { "content-length": file.length })),
    );
    const { items, error } = await drain(clientOf(server.url).batches.results(ended));
    expect(items.map(({ custom_id }) => custom_id)).toEqual(["r0"]);
    expect(error).toBeInstanceOf(ConnectionError);
  });

  it.each([302, 307])(
    "lying on another host are fetched there without anything of ours: %i",
    async (status) => {
      const other = await serve(whole);
      const server = await serve(reply(status, "", { location: `${other.url}/file?signature=1` }));
      const client = clientOf(server.url, { headers: { "x-custom": "mine" }, workspaceId: "wrkspc_1" });
      expect(await all(client.batches.results(ended))).toHaveLength(3);
      const [arrival] = other.arrivals;
      expect(arrival).toMatchObject({ method: "GET", path: "/file" });
      const ours = /x-api-key|authorization|anthropic|x-custom|cookie|referer/;
      expect(Object.keys(arrival?.headers ?? {}).filter((name) => ours.test(name))).toEqual([]);
    },
  );

  it("close the connection on a break, and on an abort", async () => {
    const server = await serve(
      partial([resultsFile(1)], "stall", { "content-length": 1_000_000 }),
      partial([resultsFile(1)], "stall", { "content-length": 1_000_000 }),
    );
    const { batches } = clientOf(server.url);
    for await (const _ of batches.results(ended)) break;
    await server.arrivals[0]?.over;
    const controller = new AbortController();
    const loop = async (): Promise<void> => {
      for await (const _ of batches.results(ended, { signal: controller.signal })) controller.abort("enough");
    };
    expect(await rejection(loop())).toBe("enough");
    await server.arrivals[1]?.over;
  });
});

describe("a large upload", () => {
  const text = "ü".repeat(1_000_000);

  it("arrives whole, with its length, and again after a 429", async () => {
    const server = await serve(reply(429, "", { "retry-after": "0" }), good);
    const large = { requests: batchRequests(3, text) };
    await clientOf(server.url).batches.create(large);
    for (const arrival of server.arrivals) {
      expect(arrival.body === JSON.stringify(large)).toBe(true);
      expect(arrival.headers["content-length"]).toBe(String(Buffer.byteLength(JSON.stringify(large))));
    }
    expect(server.arrivals).toHaveLength(2);
  });

  it("half of an upload is no batch: a connection that breaks in its middle has sent nothing", async () => {
    const server = await serve(async ({ request, socket }) => {
      for await (const _ of request) {
        socket.resetAndDestroy();
        return;
      }
    }, good);
    // More than all the buffers on the way can hold.
    const large = { requests: batchRequests(30, "x".repeat(1_000_000)) };
    await clientOf(server.url).batches.create(large);
    expect(server.arrivals).toHaveLength(2);
    expect(server.arrivals[1]?.body === JSON.stringify(large)).toBe(true);
  });

  it("the upload of a large part goes out while the input is still read, and is whole", async () => {
    const server = await serve(good);
    const requests = batchRequests(8, text);
    async function* slowly() {
      for (const request of requests) {
        await new Promise((resolve) => setImmediate(resolve));
        yield request;
      }
    }
    expect(await clientOf(server.url).batches.submit(slowly()).collect()).toMatchObject([{ from: 0, to: 8 }]);
    expect(server.arrivals[0]?.body === JSON.stringify({ requests })).toBe(true);
  });

  it("a large upload whose input fails half way is not completed, so that nothing can be carried out", async () => {
    const server = await serve(always(good));
    const reason = new Error("the file broke off");
    function* breaking() {
      yield* batchRequests(8, text);
      throw reason;
    }
    const error = await rejection(clientOf(server.url).batches.submit(breaking()).collect(), SubmissionError);
    expect(error.failed.cause).toBe(reason);
    expect(error.next).toBe(0);
    for (const arrival of server.arrivals) expect(arrival.body.endsWith("]}")).toBe(false);
  });

  it("a large upload of an input that is gone is not sent again in pieces", async () => {
    const server = await serve(reply(429), always(good));
    function* once() {
      yield* batchRequests(8, text);
    }
    const error = await rejection(clientOf(server.url).batches.submit(once()).collect(), SubmissionError);
    expect(error).toMatchObject({ next: 0, failed: { cause: { status: 429 } } });
    expect(server.arrivals).toHaveLength(1);
  });

  it("a large upload of an input that is gone survives a connection that never stood", async () => {
    const url = await refusingUrl();
    const server = await serve(good);
    let tries = 0;
    const fetch = (target: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
      globalThis.fetch(++tries === 1 ? (target as string).replace(server.url, url) : target, init);
    function* once() {
      yield* batchRequests(8, text);
    }
    const client = clientOf(server.url, { fetch });
    expect(await client.batches.submit(once()).collect()).toMatchObject([{ from: 0, to: 8 }]);
    expect(server.arrivals[0]?.body.endsWith("]}")).toBe(true);
  });
});
