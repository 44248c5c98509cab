/** An option that is given as undefined is as if it were left out: of clients, of calls, of queries. */
import { describe, expect, it } from "vitest";
import { credentialsOf, newClient, providerNames } from "../../scripts/providers.js";
import { withClock } from "../../src/core/base/clock.js";
import { BatchwireError, ConfigError } from "../../src/core/base/errors/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { rejection } from "../support/rejection.js";

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

interface AnyClient {
  readonly batches: {
    list(query?: object, options?: object): AsyncIterable<unknown>;
    wait(id: string, options?: object): Promise<unknown>;
    submit(input: unknown, options?: object): { collect(): Promise<unknown> };
    results(id: string, options?: object): AsyncIterable<unknown>;
  };
}

const named = (...names: readonly string[]): object =>
  Object.fromEntries(names.map((name) => [name, undefined]));
/** All options of a client, from the error about one that there is not. */
async function optionsOf(provider: string): Promise<readonly string[]> {
  const error = await rejection(newClient(provider, { another: 1 }), ConfigError);
  return error.message.replace(/^.*: the options are /, "").split(", ");
}

const CALL = named("signal", "attemptTimeoutMs", "totalTimeoutMs", "headers", "retry", "retryUnknown");
const QUERY = named(
  "limit",
  "after_id",
  "before_id",
  "after",
  "page",
  "page_size",
  "perPage",
  "pageToken",
  "start",
  "order",
);
const WAIT = {
  ...named("signal", "timeoutMs", "onProgress", "maxConsecutiveErrors", "until"),
  schedule: named("initialMs"),
};
const RESULTS = { ...CALL, ...named("after", "skip", "verify", "resume") };
const SUBMIT = { ...CALL, ...named("journal", "reconcile", "maxItemsPerBatch", "maxBytesPerBatch") };

/** Every request of a client whose calls are all answered with 418, and what they end with. */
async function traffic(provider: string, isGiven: boolean): Promise<{ sent: Sent[]; ends: unknown[] }> {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent.push({
      url: url as string,
      method: init?.method,
      headers: Object.fromEntries(new Headers(init?.headers)),
    });
    if (/\/token$/.test(url as string))
      return Response.json({ access_token: "token-0123456789", expires_in: 3_600 });
    return new Response("{}", { status: 418 });
  };
  const { baseUrl: _, authUrl: __, ...credentials } = credentialsOf(provider) as Record<string, unknown>;
  const given = (options: object): object => (isGiven ? options : {});
  const own = given(named(...(await optionsOf(provider))));
  const options = withClock({ baseUrl: undefined, ...own, ...credentials, fetch }, new FakeClock());
  const { batches } = await newClient<AnyClient>(provider, options);
  const drained = async (items: AsyncIterable<unknown>): Promise<void> => {
    for await (const _ of items);
  };
  const ends: unknown[] = [];
  for (const call of [
    () => drained(batches.list(given(QUERY), given(CALL))),
    () => batches.wait("id", given(WAIT)),
    () => drained(batches.results("id", given(RESULTS))),
    () => batches.submit([], given(SUBMIT)).collect(),
  ]) {
    const end = await call().catch((error: unknown) => error);
    ends.push(BatchwireError.is(end) ? `${end.name}: ${end.message}` : end);
  }
  return { sent, ends };
}

describe.each(providerNames())("options of %s that are undefined", (provider) => {
  it("are as if they were left out", async () => {
    const [given, left] = [await traffic(provider, true), await traffic(provider, false)];
    expect(left.sent.length).toBeGreaterThan(2);
    expect(given).toEqual(left);
  });
});
