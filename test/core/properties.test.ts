/**
 * What comes from outside may be anything. Whatever it is, it is read or refused with an error of ours: never with a raw
 * TypeError or SyntaxError, and never in more than linear time. A parser that is worse than linear does not fail an
 * assertion here; it does not finish in time.
 */
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { providerNames } from "../../scripts/providers.js";
import { AnthropicClient, classifyResult } from "../../src/anthropic/index.js";
import { withClock } from "../../src/core/base/clock.js";
import {
  BatchwireError,
  HandleError,
  ResponseParseError,
  ValidationError,
} from "../../src/core/base/errors/index.js";
import { JsonLines } from "../../src/core/results/jsonl.js";
import { parseLinkHeader } from "../../src/core/lists/link-header.js";
import { queryOfSameList } from "../../src/core/lists/next-address.js";
import { retryAfterMs } from "../../src/core/transport/retry.js";
import { Ip1Client, parseIp1Report } from "../../src/ip1/index.js";
import { type OpenAIWebhook, parseOpenAIWebhook, verifyOpenAIWebhook } from "../../src/openai/webhooks.js";
import {
  parseRingCentralEvent,
  RingCentralClient,
  ringCentralValidation,
} from "../../src/ringcentral/index.js";
import { parseSinchWebhook, SinchClient, verifySinchWebhook } from "../../src/sinch/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { forever, json, scriptedFetch, status } from "../support/scripted-fetch.js";
import { operationsOf } from "../wire/matrix/spec.js";

// A quadratic parser would need hours for the long inputs below, a busy machine some seconds for what is linear.
vi.setConfig({ testTimeout: 60_000 });

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
});
const bytes = fc.uint8Array({ maxLength: 300 });
const encoder = new TextEncoder();

/** What a function throws, or undefined. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("the JSONL decoder", () => {
  /** All values of a file that arrives in these chunks, or the error it ends with. */
  function decode(chunks: readonly Uint8Array[]): unknown[] {
    const lines = new JsonLines();
    const values: unknown[] = [];
    for (const chunk of chunks) {
      lines.push(chunk);
      for (let line = lines.take(); line !== undefined; line = lines.take()) values.push(lines.parse(line));
    }
    const rest = lines.takeRest();
    if (rest !== undefined) values.push(lines.parse(rest));
    return values;
  }

  test("reads any bytes or names the line that it cannot read", () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 8 }), (chunks) => {
        const error = thrownBy(() => decode(chunks));
        if (error === undefined) return;
        expect(error).toBeInstanceOf(ResponseParseError);
        const { line, byteOffset } = error as ResponseParseError;
        const file = Buffer.concat(chunks);
        // The offset is the start of a line, and that line has that number.
        expect(file.subarray(0, byteOffset).filter((byte) => byte === 0x0a).length).toBe((line ?? 0) - 1);
        if (byteOffset !== 0) expect(file[(byteOffset ?? 0) - 1]).toBe(0x0a);
      }),
    );
  });

  test("reads a line of 8 MB that arrives in 200,000 pieces, and 500,000 empty lines", () => {
    const line = encoder.encode(JSON.stringify("x".repeat(8_000_000)));
    const pieces = Array.from({ length: 200_000 }, (_, i) => line.subarray(i * 41, (i + 1) * 41));
    expect(decode(pieces)).toEqual(["x".repeat(8_000_000)]);
    expect(decode(Array.from({ length: 500 }, () => encoder.encode("\n".repeat(1_000))))).toEqual([]);
  });
});

describe("the hints of a server", () => {
  const value = fc.oneof(
    fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) }),
    fc.double().map(String),
    fc.bigInt().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  );

  test("are a time to wait, or nothing", () => {
    fc.assert(
      fc.property(value, fc.constantFrom("retry-after", "retry-after-ms"), (text, name) => {
        const ms = retryAfterMs(new Headers({ [name]: text }), Date.now());
        expect(ms === undefined || (Number.isFinite(ms) && ms >= 0)).toBe(true);
      }),
    );
  });

  test.each(["1".repeat(2_000_000), " ".repeat(2_000_000) + "1", `1.${"1".repeat(2_000_000)}x`])(
    "are read in linear time, however long (%#)",
    (text) => {
      const ms = retryAfterMs(new Headers({ "retry-after": text }), 0);
      expect(ms === undefined || ms >= 0).toBe(true);
    },
  );
});

describe("the Link header", () => {
  test("is read, whatever it says, and leads nowhere but to a query of the same list", () => {
    const here = { url: "https://api.example/v2/batches", path: "/v2/batches", isGateway: false };
    const target = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "?start=50",
        "//evil.example/?x",
        "https://a@api.example/v2/batches",
        "/v2/other?start=50",
        "http://[",
      ),
    );
    fc.assert(
      fc.property(fc.string(), target, (noise, url) => {
        for (const link of parseLinkHeader(`${noise}<${url}>; rel=next${noise}`)) {
          const found = queryOfSameList(link.url, here);
          const { host, pathname } = URL.canParse(link.url, here.url)
            ? new URL(link.url, here.url)
            : new URL("x:");
          // The provider may see itself under a prefix; what is asked is always the address of the list.
          if ("query" in found)
            expect(`${host}${pathname}`).toMatch(/^api\.example\/(.*\/)?v2\/batches\/*$/i);
          else expect(found.endReason).toMatch(/\w/);
        }
      }),
    );
  });

  test.each(["<", "<>", "<>;", "<>,", '<>;a="', "<>;a=\\", "<> ", "<>;rel=next "])(
    "is read in linear time: %j, 200,000 times",
    (piece) => {
      const all = parseLinkHeader(piece.repeat(200_000));
      expect(all.length).toBeLessThanOrEqual(200_000);
    },
  );
});

describe("webhook parsers", () => {
  const parsers = [
    ["Sinch", parseSinchWebhook],
    ["iP.1", parseIp1Report],
    ["RingCentral", parseRingCentralEvent],
    ["OpenAI", parseOpenAIWebhook],
  ] as const;
  const webhooks = ["sinch", "ip1", "ringcentral", "openai"]
    .flatMap((name) => operationsOf(name))
    .map(({ answer }) => answer.example);
  const fields = fc.dictionary(
    fc.constantFrom(
      "type",
      "event",
      "body",
      "id",
      "messageId",
      "code",
      "statuses",
      "sender",
      "uuid",
      "__proto__",
    ),
    fc.jsonValue(),
  );
  const json = fc
    .oneof(fc.jsonValue(), fields, fc.constantFrom(...webhooks))
    .map((value) => JSON.stringify(value) ?? "null");
  const body = fc.oneof(json, fc.string(), bytes);

  test.each(parsers)("%s: any body is an event or a ResponseParseError", (_, parse) => {
    fc.assert(
      fc.property(body, (raw) => {
        const error = thrownBy(() => expect(typeof parse(raw).type).toBe("string"));
        if (error !== undefined) expect(error).toBeInstanceOf(ResponseParseError);
      }),
    );
  });

  test.each(parsers)("%s: two megabytes of brackets, and of digits, are read in linear time", (_, parse) => {
    for (const text of [
      "[".repeat(2_000_000),
      `{"id":${"1".repeat(2_000_000)}}`,
      `"${'\\"id\\":1,'.repeat(200_000)}"`,
    ])
      thrownBy(() => parse(text));
  });

  test("a Sinch signature of any kind is refused with an error of ours", async () => {
    const name = (end: string): string => `x-sinch-webhook-signature${end}`;
    const headers = fc.record(
      {
        [name("")]: fc.oneof(fc.string(), fc.base64String()),
        [name("-nonce")]: fc.string(),
        [name("-timestamp")]: fc.oneof(fc.string(), fc.constant(String(Math.floor(Date.now() / 1_000)))),
        [name("-algorithm")]: fc.constantFrom("HmacSHA256", "none", ""),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(headers, body, async (headers, rawBody) => {
        const error: unknown = await verifySinchWebhook({ headers, rawBody, secret: "s" }).catch(
          (e: unknown) => e,
        );
        expect(error).toBeInstanceOf(BatchwireError);
      }),
    );
  });

  test("an OpenAI signature of any kind, and a body of any kind, is refused with an error of ours", async () => {
    const headers = fc.record(
      {
        "webhook-id": anything,
        "webhook-timestamp": fc.oneof(anything, fc.constant(String(Math.floor(Date.now() / 1_000)))),
        "webhook-signature": fc.oneof(
          anything,
          fc.base64String().map((text) => `v1,${text}`),
        ),
      },
      { requiredKeys: [] },
    );
    const secret = fc.oneof(anything, fc.constant("whsec_YmF0Y2g="));
    const check = async (headers: unknown, rawBody: unknown, secret: unknown): Promise<void> => {
      const webhook = { headers, rawBody, secret } as OpenAIWebhook;
      const error: unknown = await verifyOpenAIWebhook(webhook).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(BatchwireError);
    };
    const input = [fc.oneof(headers, anything), fc.oneof(body, anything), secret] as const;
    await fc.assert(fc.asyncProperty(...input, check));
  });

  test("a RingCentral validation token of any kind is echoed or ignored", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "-", " ", "\t", "~") }), (token) => {
        const request = new Request("https://hook.example/", { headers: { "validation-token": token } });
        const answer = ringCentralValidation(request);
        expect([undefined, 200]).toContain(answer?.status);
      }),
    );
  });
});

// Everything is turned away, so that what passes the checks costs nothing and comes back as an error of ours.
const fetch = scriptedFetch(forever(status(403, {}, "{}")));
const clock = new FakeClock();
const options = withClock({ fetch, retry: false as const }, clock);
const clientsWith = (options: object) => ({
  anthropic: new AnthropicClient({ apiKey: "test-key", ...options }),
  ringcentral: new RingCentralClient({ clientId: "test", clientSecret: "test", jwt: "test", ...options }),
  ip1: new Ip1Client({ apiKey: "test-key", ...options }),
  sinch: new SinchClient({ servicePlanId: "plan", apiToken: "test-token", region: "us", ...options }),
});
const clients = clientsWith(options);
type Work = (input: never) => unknown;

/** The error that a call ends with, however it hands it over. */
async function errorOf(work: () => unknown): Promise<unknown> {
  try {
    const result = await work();
    if (typeof result === "object" && result !== null && Symbol.asyncIterator in result)
      for await (const _ of result as AsyncIterable<unknown>) break;
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("handles", () => {
  const part = fc.oneof(anything, fc.constantFrom(1, ...providerNames(), "", ".", ".."));
  const handle = fc.record(
    { v: part, provider: part, id: part, account: part, createdAt: part },
    { requiredKeys: [] },
  );
  const reference = fc.oneof(anything, handle, fc.string());

  test.each(Object.entries(clients))(
    "%s: anything is a reference to a batch or refused",
    async (_, { batches }) => {
      await fc.assert(
        fc.asyncProperty(reference, async (ref) => {
          const error = thrownBy(() => batches.handle(ref as never));
          if (error !== undefined)
            expect([HandleError, ValidationError]).toContain((error as Error).constructor);
          for (const work of [() => batches.wait(ref as never), () => batches.watch(ref as never)]) {
            const error = await errorOf(work);
            expect(error).toBeInstanceOf(BatchwireError);
          }
        }),
      );
    },
  );
});

const sample = (spec: string, id: string): unknown => operationsOf(spec).find((o) => o.id === id)?.body;

describe("without local checks", () => {
  // Everything is taken: a login, and a batch.
  const taken = json({ id: "b", access_token: "test-token", expires_in: 3_600 });
  const fetch = scriptedFetch(forever(taken));
  const { anthropic, ringcentral, ip1, sinch } = clientsWith({ ...options, fetch, localChecks: false });
  const sends: readonly (readonly [string, unknown, Work])[] = [
    ["anthropic create", sample("anthropic", "createMessageBatch"), (b) => anthropic.batches.create(b)],
    ["anthropic submit", [], (b) => anthropic.batches.submit(b)],
    ["ringcentral create", sample("ringcentral", "createA2PSMS"), (b) => ringcentral.batches.create(b)],
    ["ringcentral submit", sample("ringcentral", "createA2PSMS"), (b) => ringcentral.batches.submit(b)],
    ["ip1 send", sample("ip1", "sendBatch"), (b) => ip1.batches.send(b)],
    ["ip1 submit", sample("ip1", "sendBatch"), (b) => ip1.batches.submit(b)],
    ["sinch send", sample("sinch", "SendSMS"), (b) => sinch.batches.send(b)],
    ["sinch submit", sample("sinch", "SendSMS"), (b) => sinch.batches.submit(b)],
  ];

  test.each(sends)("%s: any body goes out, or is refused as no JSON", async (_, valid, send) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, spoilt(valid)), async (input) => {
        const error = await errorOf(() => send(input as never));
        if (error !== undefined) expect(error).toBeInstanceOf(BatchwireError);
      }),
    );
  });

  test.each(sends)("%s: a list with a hole goes out, or is refused", async (_, valid, send) => {
    const bodies = holed(valid);
    expect(bodies).not.toEqual([]);
    for (const body of bodies) {
      const error = await errorOf(() => send(body as never));
      if (error !== undefined) expect(error).toBeInstanceOf(BatchwireError);
    }
  });
});

/** The body with a hole for the items of each of its lists in turn. */
function holed(valid: unknown): readonly unknown[] {
  if (Array.isArray(valid)) return [new Array(1)];
  const lists = Object.entries(valid as object).filter(([, value]) => Array.isArray(value));
  return lists.map(([name]) => ({ ...(valid as object), [name]: new Array(1) }));
}

describe("local checks", () => {
  const { anthropic, ringcentral, ip1, sinch } = clients;
  const bodies: readonly (readonly [string, unknown, Work])[] = [
    ["anthropic create", sample("anthropic", "createMessageBatch"), (b) => anthropic.batches.create(b)],
    ["anthropic submit", [], (b) => anthropic.batches.submit(b)],
    ["ringcentral create", sample("ringcentral", "createA2PSMS"), (b) => ringcentral.batches.create(b)],
    ["ringcentral submit", sample("ringcentral", "createA2PSMS"), (b) => ringcentral.batches.submit(b)],
    ["ringcentral consents", [{}], (b) => ringcentral.consents.update(b)],
    ["ringcentral search", {}, (b) => ringcentral.consents.search(b)],
    ["ringcentral opt-outs", sample("ringcentral", "addA2PSMSOptOuts"), (b) => ringcentral.optOuts.assign(b)],
    ["ip1 send", sample("ip1", "sendBatch"), (b) => ip1.batches.send(b)],
    ["ip1 submit", sample("ip1", "sendBatch"), (b) => ip1.batches.submit(b)],
    ["sinch send", sample("sinch", "SendSMS"), (b) => sinch.batches.send(b)],
    ["sinch dry run", sample("sinch", "Dry_Run"), (b) => sinch.batches.sendDryRun(b)],
    ["sinch submit", sample("sinch", "SendSMS"), (b) => sinch.batches.submit(b)],
    ["sinch update", sample("sinch", "UpdateBatchMessage"), (b) => sinch.batches.update("id", b)],
    ["sinch replace", sample("sinch", "ReplaceBatch"), (b) => sinch.batches.replace("id", b)],
    ["sinch feedback", ["+12025550101"], (b) => sinch.batches.sendDeliveryFeedback("id", b)],
    ["sinch group", sample("sinch", "CreateGroup"), (b) => sinch.groups.create(b)],
    ["sinch group update", sample("sinch", "UpdateGroup"), (b) => sinch.groups.update("id", b)],
    ["sinch group replace", sample("sinch", "ReplaceGroup"), (b) => sinch.groups.replace("id", b)],
  ];

  test.each(bodies)("%s: any body is sent or refused", async (_, valid, send) => {
    const body = fc.oneof(anything, spoilt(valid));
    await fc.assert(
      fc.asyncProperty(body, async (input) => {
        const error = await errorOf(() => send(input as never));
        if (error !== undefined) expect(error).toBeInstanceOf(BatchwireError);
      }),
    );
  });

  const queries: readonly (readonly [string, Work])[] = [
    ["anthropic batches", (q) => anthropic.batches.list(q)],
    ["ringcentral batches", (q) => ringcentral.batches.list(q)],
    ["ringcentral messages", (q) => ringcentral.messages.list(q)],
    ["ringcentral statuses", (q) => ringcentral.messages.statuses(q)],
    ["ringcentral phone numbers", (q) => ringcentral.phoneNumbers.list(q)],
    ["ringcentral consents", (q) => ringcentral.consents.list(q)],
    ["ringcentral opt-outs", (q) => ringcentral.optOuts.list(q)],
    ["ip1 batches", (q) => ip1.batches.list(q)],
    ["sinch batches", (q) => sinch.batches.list(q)],
    ["sinch reports", (q) => sinch.deliveryReports.list(q)],
    ["sinch inbounds", (q) => sinch.inbounds.list(q)],
  ];
  const names = ["limit", "after_id", "before_id", "page", "perPage", "pageToken", "page_size", "start_date"];
  const more = ["start", "order", "phoneNumber", "from", "to", "batchId", "x"];
  const plain = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, NaN, Infinity), fc.date());
  const query = fc.dictionary(fc.constantFrom(...names, ...more), plain);

  test.each(queries)("%s: any query is sent or refused", async (_, list) => {
    await fc.assert(
      fc.asyncProperty(query, async (input) => {
        const error = await errorOf(() => list(input as never));
        expect(error).toBeInstanceOf(BatchwireError);
      }),
    );
  });

  const ids: readonly (readonly [string, (id: string) => unknown])[] = [
    ["anthropic", (id) => anthropic.batches.retrieve(id)],
    ["ringcentral", (id) => ringcentral.messages.get(id)],
    ["ip1", (id) => ip1.batches.cancel(id)],
    ["sinch", (id) => sinch.groups.members(id)],
  ];
  test.each(ids)("%s: any id is sent or refused", async (_, get) => {
    const id = fc.oneof(fc.string({ unit: "binary" }), anything);
    await fc.assert(
      fc.asyncProperty(id, async (id) => {
        expect(await errorOf(() => get(id as string))).toBeInstanceOf(BatchwireError);
      }),
    );
  });

  test("any line of results has a class", () => {
    const result = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom("type", "error", "message"), fc.jsonValue()),
    );
    fc.assert(
      fc.property(result, (result) => {
        expect(classifyResult({ custom_id: "a", result } as never)).toMatch(/^[a-z-]+$/);
      }),
    );
  });

  test("a hundred thousand faults are reported in linear time", async () => {
    const requests = Array.from({ length: 100_000 }, () => ({ custom_id: "same", params: null }));
    const error = await errorOf(() => anthropic.batches.create({ requests } as never));
    expect((error as ValidationError).issues.length).toBeGreaterThan(0);
  });
});

/** A valid body with one of its parts, at any depth, replaced by anything. */
function spoilt(valid: unknown): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), anything)
    .map(([path, junk]) => replaced(valid, path, junk));
}

function replaced(value: unknown, [at, ...rest]: readonly number[], junk: unknown): unknown {
  if (at === undefined || typeof value !== "object" || value === null) return junk;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(1, keys.length)];
  if (key === undefined) return junk;
  const changed = replaced((value as Record<string, unknown>)[key], rest, junk);
  return Array.isArray(value)
    ? value.map((item: unknown, i) => (String(i) === key ? changed : item))
    : { ...value, [key]: changed };
}
