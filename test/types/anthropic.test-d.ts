import { describe, expectTypeOf, test } from "vitest";
import {
  AnthropicClient,
  type BatchRequest,
  classifyResult,
  type ErrorDetails,
  type Message,
  type MessageBatch,
  type MessageBatchCreateParams,
  type MessageBatchIndividualResponse,
  type usageOf,
} from "../../src/anthropic/index.js";
import {
  BatchwireError,
  type CallOptions,
  type ClientOptions,
  HttpError,
  RateLimitError,
  type SendOptions,
  type Submission,
  UnknownOutcomeError,
} from "../../src/index.js";

declare const client: AnthropicClient;
declare const line: MessageBatchIndividualResponse;
declare const body: MessageBatchCreateParams;

const params: BatchRequest["params"] = {
  model: "claude-haiku-4-5",
  max_tokens: 1,
  messages: [{ role: "user", content: "Hi" }],
};

describe("a request", () => {
  test("needs max_tokens", () => {
    void client.batches.create({ requests: [{ custom_id: "a", params }] });
    const { max_tokens: _, ...without } = params;
    // @ts-expect-error -- max_tokens is missing
    void client.batches.create({ requests: [{ custom_id: "a", params: without }] });
    // @ts-expect-error -- max_tokens is missing
    client.batches.submit([{ custom_id: "a", params: without }]);
  });

  test("needs model, messages and custom_id", () => {
    // @ts-expect-error -- model is missing
    void client.batches.create({ requests: [{ custom_id: "a", params: { max_tokens: 1, messages: [] } }] });
    // @ts-expect-error -- messages are missing
    void client.batches.create({ requests: [{ custom_id: "a", params: { model: "m", max_tokens: 1 } }] });
    // @ts-expect-error -- custom_id is missing
    void client.batches.create({ requests: [{ params: { ...params, messages: [] } }] });
  });

  test("takes what the caller has declared as an interface, or written as const", () => {
    interface Edit {
      type: "compact_20260112";
      keep: number;
    }
    const edits: Edit[] = [{ type: "compact_20260112", keep: 3 }];
    const schema = { type: "object", properties: { email: {} }, required: ["email"] } as const;
    const tools = [{ name: "find_order", input_schema: schema }];
    client.batches.submit([{ custom_id: "a", params: { ...params, tools, context_management: { edits } } }]);
  });

  test("takes what the vendor's own types hold, also what a batch refuses at run time", () => {
    const system = [
      { role: "system" },
      { role: "system", content: [{ type: "tool_removal", name: "n" }], clear_at: "never" },
      { role: "system", content: "Be brief.", output_config: { effort: "low" } },
    ] satisfies BatchRequest["params"]["messages"];
    const properties: unknown = { email: {} };
    void client.batches.create({
      requests: [
        {
          custom_id: "a",
          params: {
            ...params,
            messages: [...params.messages, ...system],
            speed: "fast",
            thinking: { type: "adaptive", display: "updates" },
            tools: [{ name: "n", input_schema: { type: "object", properties } }],
          },
        },
      ],
    });
  });

  test("takes an answer back", () => {
    if (line.result.type !== "succeeded") return;
    const { content } = line.result.message;
    const messages = [...params.messages, { role: "assistant" as const, content }];
    client.batches.submit([{ custom_id: "a", params: { ...params, messages } }]);
  });

  test("takes a model that is not known yet", () => {
    void client.batches.create({
      requests: [{ custom_id: "a", params: { model: "claude-next", max_tokens: 1, messages: [] } }],
    });
  });
});

describe("a result", () => {
  test("narrows by its type", () => {
    if (line.result.type === "succeeded") expectTypeOf(line.result.message).toEqualTypeOf<Message>();
    if (line.result.type === "errored") expectTypeOf(line.result.error.error.type).toExtend<string>();
    // @ts-expect-error -- only a succeeded result has a message
    void line.result.message;
    if (line.result.type === "expired") {
      // @ts-expect-error -- an expired result has none
      void line.result.message;
    }
  });

  test("comes parsed, or as bytes", () => {
    const results = client.batches.results("b", { skip: (id) => id === "a" });
    expectTypeOf(results).toExtend<AsyncIterable<MessageBatchIndividualResponse>>();
    expectTypeOf(results.lines()).toEqualTypeOf<AsyncIterable<Uint8Array>>();
  });

  test("has a usage whose members are numbers", () => {
    type Usage = NonNullable<ReturnType<typeof usageOf>>;
    expectTypeOf<Usage["inputTokens" | "outputTokens"]>().toEqualTypeOf<number>();
    expectTypeOf<Usage[keyof Usage]>().toEqualTypeOf<number | undefined>();
  });

  test("has the codes of errors that no retry helps against", () => {
    type Code = NonNullable<ErrorDetails>["error_code"];
    type Final = "workspace_human_review_disabled" | "contract_spend_limit_reached";
    expectTypeOf<Extract<Code, Final>>().toEqualTypeOf<Final>();
    expectTypeOf<"code_of_tomorrow">().toExtend<Code>();
  });

  test("is sorted into a closed set of classes", () => {
    expectTypeOf(classifyResult(line)).toEqualTypeOf<
      "usable" | "refused" | "truncated" | "paused" | "fix-request" | "retry" | "account" | "unknown"
    >();
  });
});

describe("the options of a call", () => {
  test("reject unknown keys", () => {
    // @ts-expect-error -- misspelt
    void client.batches.retrieve("b", { timeout: 5 });
    // @ts-expect-error -- misspelt
    void client.batches.create(body, { retryUnkown: "may-send-twice" });
    // @ts-expect-error -- belongs to the client
    void client.batches.retrieve("b", { fetch: globalThis.fetch });
    // @ts-expect-error -- misspelt
    void client.batches.wait("b", { timeout: 5 });
    // @ts-expect-error -- misspelt
    client.batches.results("b", { verfy: false });
    // @ts-expect-error -- misspelt
    new AnthropicClient({ apikey: "x" });
    // @ts-expect-error -- misspelt
    new AnthropicClient({ retry: { attempts: 3 } });
  });

  test("are exactly these", () => {
    type Known = "signal" | "attemptTimeoutMs" | "totalTimeoutMs" | "headers" | "retry";
    expectTypeOf<keyof CallOptions>().toEqualTypeOf<Known>();
    expectTypeOf<keyof SendOptions>().toEqualTypeOf<Known | "retryUnknown">();
    expectTypeOf<keyof ClientOptions>().toEqualTypeOf<
      | "baseUrl"
      | "fetch"
      | "headers"
      | "retry"
      | "attemptTimeoutMs"
      | "totalTimeoutMs"
      | "hooks"
      | "localChecks"
    >();
  });
});

describe("the one door to sending twice", () => {
  test("is a literal that says so, on calls that send", () => {
    expectTypeOf<SendOptions["retryUnknown"]>().toEqualTypeOf<"may-send-twice" | undefined>();
    void client.batches.create(body, { retryUnknown: "may-send-twice" });
    client.batches.submit([], { retryUnknown: "may-send-twice" });
    // @ts-expect-error -- no other value
    void client.batches.create(body, { retryUnknown: true });
    // @ts-expect-error -- no other value
    void client.batches.create(body, { retryUnknown: "yes" });
  });

  test("is not among the options of a client, of a retry, or of a call that only reads", () => {
    // @ts-expect-error -- not for a whole client
    new AnthropicClient({ retryUnknown: "may-send-twice" });
    // @ts-expect-error -- not a setting of the back-off
    void client.batches.create(body, { retry: { retryUnknown: "may-send-twice" } });
    // @ts-expect-error -- nothing is sent
    void client.batches.retrieve("b", { retryUnknown: "may-send-twice" });
    expectTypeOf<keyof Exclude<NonNullable<CallOptions["retry"]>, false>>().toEqualTypeOf<
      "maxAttempts" | "initialDelayMs" | "maxDelayMs" | "maxRetryAfterMs"
    >();
  });
});

describe("nothing but a promise is thenable", () => {
  test("lists, results, submissions and the client itself are not", () => {
    type Thenable = PromiseLike<unknown>;
    expectTypeOf<AnthropicClient>().not.toExtend<Thenable>();
    expectTypeOf<AnthropicClient["raw"]>().not.toExtend<Thenable>();
    expectTypeOf(client.batches).not.toExtend<Thenable>();
    expectTypeOf(client.batches.list()).not.toExtend<Thenable>();
    expectTypeOf(client.batches.list().pages()).not.toExtend<Thenable>();
    expectTypeOf(client.batches.results("b")).not.toExtend<Thenable>();
    expectTypeOf(client.batches.watch("b")).not.toExtend<Thenable>();
    expectTypeOf(client.batches.submit([])).not.toExtend<Thenable>();
    expectTypeOf(client.batches.handle("b")).not.toExtend<Thenable>();
  });

  test("and calls are promises of the wire document itself", () => {
    expectTypeOf(client.batches.create(body)).toEqualTypeOf<Promise<MessageBatch>>();
    expectTypeOf(client.batches.retrieve("b")).toEqualTypeOf<Promise<MessageBatch>>();
    expectTypeOf(client.batches.submit([])).toExtend<Submission<MessageBatch>>();
    expectTypeOf(client.batches.list().toArray()).toEqualTypeOf<Promise<MessageBatch[]>>();
  });
});

describe("the raw client", () => {
  test("gives the wire document, to code written for openapi-fetch too", async () => {
    const { data, error } = await client.raw.GET("/v1/messages/batches/{message_batch_id}", {
      params: { path: { message_batch_id: "b" } },
    });
    expectTypeOf(data).toEqualTypeOf<MessageBatch>();
    expectTypeOf(error).toEqualTypeOf<undefined>();
  });
});

describe("a snapshot", () => {
  test("has the batch document and closed sets of phases and outcomes", async () => {
    const snapshot = await client.batches.wait("b");
    expectTypeOf(snapshot.raw).toEqualTypeOf<MessageBatch>();
    expectTypeOf(snapshot.phase).toEqualTypeOf<"scheduled" | "running" | "canceling" | "ended">();
    expectTypeOf(snapshot.outcome).toEqualTypeOf<
      "completed" | "canceled" | "expired" | "failed" | undefined
    >();
  });

  test("takes a reference in every form", () => {
    void client.batches.wait("b");
    void client.batches.wait({ v: 1, provider: "anthropic", id: "b" });
    void client.batches.wait({} as MessageBatch);
    // @ts-expect-error -- a number is none
    void client.batches.wait(7);
  });
});

describe("errors", () => {
  test("narrow by is, and by code", () => {
    const error: unknown = undefined;
    if (RateLimitError.is(error)) expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>();
    if (HttpError.is(error)) expectTypeOf(error.status).toEqualTypeOf<number>();
    if (UnknownOutcomeError.is(error)) {
      expectTypeOf(error.startedAt).toEqualTypeOf<number>();
      expectTypeOf(client.batches.reconcile(error)).toExtend<
        Promise<{ status: "found" | "absent" | "undecided" }>
      >();
    }
    // @ts-expect-error -- not an error of ours
    if (BatchwireError.is(error)) void (error.code === "no-such-code");
  });
});
