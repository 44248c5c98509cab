// Single facts that the documents once had wrong: values that have to pass, and their neighbours that must not.
import { describe, expect, it } from "vitest";
import { endpointsIn, parseDocument, readSpecs } from "../../scripts/openapi.js";
import { Document } from "./document.js";

interface Fact {
  readonly schema: string;
  readonly passes?: readonly unknown[];
  readonly fails?: readonly unknown[];
}

const batch = {
  id: "msgbatch_1",
  type: "message_batch",
  processing_status: "in_progress",
  request_counts: { processing: 1, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
  created_at: "2026-11-20T09:14:27Z",
  expires_at: "2026-11-21T09:14:27Z",
  ended_at: null,
  cancel_initiated_at: null,
  archived_at: null,
  results_url: null,
};
const params = { model: "claude-haiku-4-5", max_tokens: 1, messages: [{ role: "user", content: "Hi" }] };
const citing = (type: string): object => ({ type: "text", text: "…", citations: [{ type }] });
const ANY_JSON: readonly unknown[] = [{}, [], "text", 7, null];
/** A call of a tool takes any JSON, but not nothing. */
const callOf = (schema: string, type: string, id: string): Fact => {
  const call = { type, id, name: "web_search" };
  return { schema, passes: ANY_JSON.map((input) => ({ ...call, input })), fails: [call] };
};
const chat = {
  custom_id: "a",
  method: "POST",
  url: "/v1/chat/completions",
  body: { model: "m", messages: [{ role: "user", content: "Hi" }] },
};
const textBatch = {
  type: "mt_text",
  id: "01HZ",
  to: ["12025550101"],
  canceled: false,
  body: "Hi",
  created_at: "2026-11-20T09:14:27Z",
  modified_at: "2026-11-20T09:14:27Z",
};
const oneOut = { from: "+16505550100", to: "+12125550141", optStatus: "OptOut", source: "Api" };
const sms = { sender: "Parcels", recipients: ["46701740605"], body: "Hi" };

const without = (key: keyof typeof batch): object => {
  const { [key]: _, ...rest } = batch;
  return rest;
};

const facts: Readonly<Record<string, readonly Fact[]>> = {
  anthropic: [
    {
      schema: "MessageBatch",
      passes: [batch],
      fails: (["ended_at", "cancel_initiated_at", "archived_at", "results_url"] as const).map(without),
    },
    {
      schema: "MessageBatchResult",
      passes: [{ type: "paused", until: "tomorrow" }, { type: "expired" }],
      fails: [{ type: "succeeded" }, { type: 5 }, {}],
    },
    {
      schema: "ContentBlock",
      passes: [citing("of_tomorrow"), { type: "block_of_tomorrow", text: 7 }],
      fails: [citing("char_location"), { type: "text", text: 7 }],
    },
    ...["ToolUseBlock", "ToolUseBlockParam"].map((schema) => callOf(schema, "tool_use", "toolu_1")),
    ...["ServerToolUseBlock", "ServerToolUseBlockParam"].map((schema) =>
      callOf(schema, "server_tool_use", "srvtoolu_1"),
    ),
    {
      schema: "ToolInputSchema",
      passes: ANY_JSON.map((properties) => ({ type: "object", properties })),
      fails: [{ type: "array" }, { type: "object", required: "email" }],
    },
    {
      schema: "MessageParam",
      passes: [
        { role: "system" },
        { role: "system", content: [{ type: "tool_removal", name: "n" }], clear_at: "never" },
        { role: "system", output_config: { effort: "low" } },
      ],
      fails: [
        { role: "user" },
        { role: "system", clear_at: "tomorrow" },
        { role: "system", output_config: { effort: "tiny" } },
        { role: "system", content: [{ type: "tool_use" }] },
      ],
    },
    {
      schema: "MessageCreateParams",
      passes: [
        { ...params, speed: "standard" },
        { ...params, metadata: { user_id: "x".repeat(512) } },
        { ...params, thinking: { type: "adaptive", display: "updates" } },
        { ...params, billing_policy: { type: "billing_policy", bill_to: "self" } },
      ],
      fails: [
        { ...params, speed: "fast" },
        { ...params, metadata: { user_id: "x".repeat(513) } },
        { ...params, billing_policy: { bill_to: "self" } },
        { ...params, billing_policy: { type: "policy", bill_to: "self" } },
        { ...params, billing_policy: { type: "billing_policy", bill_to: "user_profile" } },
      ],
    },
  ],
  ip1: [
    {
      schema: "BatchRequest",
      passes: [{ ...sms, deliveryReportUrl: null }],
      fails: [{ ...sms, deliveryReportUrl: 5 }],
    },
  ],
  openai: [
    {
      schema: "BatchRequestInput",
      passes: [chat, { ...chat, body: { ...chat.body, stream: false, top_k: 4 } }],
      fails: [
        { ...chat, url: "/v1/embeddings" },
        { ...chat, body: { ...chat.body, stream: true } },
        { ...chat, method: "GET" },
        { ...chat, custom_id: undefined },
      ],
    },
    {
      schema: "BatchRequestOutput",
      passes: [
        { custom_id: "a", response: null, error: { code: "batch_of_tomorrow" } },
        { custom_id: "a", response: { status_code: 400, body: { error: { message: "No" } } }, error: null },
      ],
      fails: [{ id: "batch_req_1" }, { custom_id: "a", response: { status_code: "400", body: {} } }],
    },
  ],
  ringcentral: [
    {
      schema: "UpdateSmsOptRecord",
      passes: [oneOut, { ...oneOut, coverage: "Company" }],
      fails: [{ ...oneOut, coverage: 1 }],
    },
    ...["SmsOptRecord", "SmsOptFailureRecord"].map((schema) => ({
      schema,
      passes: [{ ...oneOut, coverage: "Company" }],
      fails: [{ ...oneOut, coverage: 1 }],
    })),
  ],
  sinch: [
    { schema: "AutoUpdate", passes: [{ to: "12025550199" }, { to: 12025550199 }], fails: [{}, { to: null }] },
    {
      schema: "GroupAutoUpdate",
      passes: [{ to: "12025550199" }, { to: 12025550199 }],
      fails: [{ to: null }],
    },
    {
      schema: "TextBatchRequest",
      passes: [{ to: ["12025550101"], body: "Hi", delivery_report: "per_tomorrow" }],
      fails: [{ to: ["12025550101"], body: "Hi", delivery_report: null }],
    },
    {
      schema: "TextBatch",
      passes: [{ ...textBatch, delivery_report: "per_tomorrow" }],
      fails: [{ ...textBatch, delivery_report: 5 }],
    },
    {
      schema: "TextBatchUpdate",
      passes: ["per_tomorrow", null].map((report) => ({ delivery_report: report })),
      fails: [{ delivery_report: 5 }],
    },
  ],
};

describe.each(readSpecs().filter(({ name }) => name in facts))("$file", ({ name, text }) => {
  const document = new Document(text);
  const isValid = (schema: string, value: unknown): boolean => {
    const schemaPointer = `#/components/schemas/${schema}`;
    return document.problems({ pointer: schemaPointer, schemaPointer, value }).length === 0;
  };

  it.each(facts[name] ?? [])("$schema", ({ schema, passes = [], fails = [] }) => {
    expect(passes.filter((value) => !isValid(schema, value))).toEqual([]);
    expect(fails.filter((value) => isValid(schema, value))).toEqual([]);
  });
});

it("no operation of RingCentral demands Basic: a public app proves itself in the form", () => {
  const [spec] = readSpecs().filter(({ name }) => name === "ringcentral");
  const signing = endpointsIn(parseDocument(spec?.text ?? "").paths).flatMap(({ path, object }) => {
    const { security = [] } = object as { readonly security?: readonly object[] };
    return security.some((way) => "clientBasic" in way) ? [[path, security]] : [];
  });
  expect(signing).toEqual(
    ["token", "revoke"].map((name) => [`/restapi/oauth/${name}`, [{ clientBasic: [] }, {}]]),
  );
});
