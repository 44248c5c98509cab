// Generated from specs/anthropic.yaml by `npm run gen`: do not edit.
// sha256 9ca55cfbcd7ab869796d8cb6cbfc4b9e4ad150c669af8ac5225d4236b56fa19e
// checksum 689d9787febab60f17e968051061e17ced5975434be327943349d7d8454c7866: document, lint rules, generator, text below

export interface paths {
  "/v1/messages/batches": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List message batches
     * @description Returns one page of the workspace's batches, newest first. There is no filter.
     *
     *     To read on towards older batches, send the page's `last_id` as `after_id`; to read back towards newer ones, send
     *     `first_id` as `before_id`. `has_more` speaks of the direction that was asked for. What happens when both cursors
     *     are sent is unconfirmed.
     *
     *     Error codes particular to this call: `claude_code_key_creator_not_member`, `organization_on_hold` (400).
     */
    get: operations["listMessageBatches"];
    put?: never;
    /**
     * Create a message batch
     * @description Submits 1 to 100,000 Messages requests (256 MB at most) and starts to process them at once. The answer holds the
     *     batch in state `in_progress`; keep its `id`. A submitted batch cannot be changed, only canceled.
     *
     *     The call is billed work and has **no idempotency key**: do not repeat it when its outcome is unknown. To find out
     *     what happened, list the batches and compare `created_at` and the sum of `request_counts`.
     *
     *     Refused at once with 400: an empty or too long `requests`, a malformed or repeated `custom_id`, an unknown field
     *     beside them (for repeated ids and empty lists the exact status is unconfirmed). Faults inside `params` are
     *     reported per request, in the results. Error codes particular to this call, in `error.details.error_code`:
     *     `claude_code_key_creator_not_member`, `cmek_key_disabled`, `organization_on_hold` (400) and
     *     `enforced_spend_limit_reached` (429).
     *
     *     Beta features are switched on for the whole batch through the header `anthropic-beta`, never inside `params`.
     */
    post: operations["createMessageBatch"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/messages/batches/{message_batch_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Retrieve a message batch
     * @description Returns the batch as it stands. This is the call to poll with: about once a minute is what the provider's own
     *     samples do. It keeps working after the results are gone.
     *
     *     Right after a create, and now and then during a run, a short burst of 404 has been seen for batches that do
     *     exist: tolerate it for an id that was just created.
     *
     *     Error codes particular to this call: `claude_code_key_creator_not_member`, `organization_on_hold` (400).
     */
    get: operations["retrieveMessageBatch"];
    put?: never;
    post?: never;
    /**
     * Delete a message batch
     * @description Removes an ended batch together with its inputs and results, before the 29 days are over. A batch that has not
     *     ended must be canceled first, and have ended: until then the server refuses (presumably with 400
     *     `invalid_request_error`; the exact answer is unconfirmed).
     *
     *     Deleting twice does no harm; the second answer is presumably a 404 (unconfirmed).
     *
     *     Error codes particular to this call: `claude_code_key_creator_not_member`, `organization_on_hold` (400).
     */
    delete: operations["deleteMessageBatch"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/messages/batches/{message_batch_id}/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a message batch
     * @description Asks the server to stop a batch that has not ended. The call has no body and returns at once, with the batch in
     *     state `canceling` and every count still in `processing`; poll until it is `ended`.
     *
     *     Requests that are running already may still finish, so a canceled batch ends with a mix of results, possibly
     *     without a single `canceled` one. What had succeeded is billed and can be fetched.
     *
     *     What a second cancel, or a cancel after the end, answers is unconfirmed; it does no harm.
     *
     *     Error codes particular to this call: `claude_code_key_creator_not_member`, `organization_on_hold` (400).
     */
    post: operations["cancelMessageBatch"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/messages/batches/{message_batch_id}/results": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Stream the results of a message batch
     * @description Streams the results of an ended batch as JSON Lines: one `MessageBatchIndividualResponse` per line, one line per
     *     request, in no particular order. The schema and the examples below describe **one line**.
     *
     *     - Read it as a stream. There is no bound on the size: up to 100,000 lines, and a single one may hold hundreds of
     *       thousands of tokens.
     *     - Count the lines: their number equals the sum of `request_counts`. A connection that ends early looks like a
     *       complete answer otherwise.
     *     - Parse tolerantly: whether the last line ends with a newline, and whether blank lines, a byte order mark or CRLF
     *       occur, is unconfirmed. Earlier servers sent no `Content-Type`.
     *     - Range requests are not documented; to resume, start again and skip the lines already seen.
     *
     *     Available once `results_url` is set, until 29 days after `created_at`. What is answered before the end, and after
     *     the 29 days, is unconfirmed; a short burst of 404 just after the end has been seen.
     *
     *     Error codes particular to this call: `claude_code_key_creator_not_member`, `cmek_key_disabled`,
     *     `organization_on_hold` (400).
     */
    get: operations["retrieveMessageBatchResults"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    /** @description The body of a create call. It has this one field. */
    MessageBatchCreateParams: {
      /** @description The requests, each independent of the others. Together they may take up to 256 MB on the wire. Every `custom_id` may occur once only. */
      requests: components["schemas"]["BatchRequest"][];
    };
    /** @description One request of a batch. */
    BatchRequest: {
      /**
       * @description Your own name for the request, unique within the batch: 1 to 64 letters, digits, `_` or `-`. It is the only link between a request and its result.
       * @example review-0001
       */
      custom_id: string;
      params: components["schemas"]["MessageCreateParams"];
    };
    /** @description A batch as the server sees it. Samples of the provider's guide lack some of the nullable fields; should one be missing, read that as null. */
    MessageBatch: {
      /** @description Identifies the batch. Opaque; format and length may change. */
      id: string;
      /** @constant */
      type: "message_batch";
      processing_status: components["schemas"]["MessageBatchProcessingStatus"];
      request_counts: components["schemas"]["MessageBatchRequestCounts"];
      /**
       * Format: date-time
       * @description When the batch was created (RFC 3339). Both the 24 hours and the 29 days count from here.
       */
      created_at: string;
      /**
       * Format: date-time
       * @description `created_at` plus 24 hours: requests not sent by then become `expired`.
       */
      expires_at: string;
      /**
       * Format: date-time
       * @description When the last request was settled; null until then.
       */
      ended_at: string | null;
      /**
       * Format: date-time
       * @description When a cancellation was asked for; null if never.
       */
      cancel_initiated_at: string | null;
      /**
       * Format: date-time
       * @description When the results became unavailable; null while they are there.
       */
      archived_at: string | null;
      /** @description Where to fetch the results, null until the batch has ended. An absolute URL on the API's own host: with another base URL, build the path from the `id` instead, and never send a credential to a foreign host. Whether it turns null again once the results are archived is unconfirmed. */
      results_url: string | null;
    };
    /** @description `in_progress` from the start; `canceling` once a cancellation was asked for; `ended` when every request is settled. Treat an unknown value as not ended. */
    MessageBatchProcessingStatus: "in_progress" | "canceling" | "ended" | (string & {});
    /** @description How many requests are in which state. The five always add up to the number of requests. Until the **whole** batch has ended, all of them count as `processing`. */
    MessageBatchRequestCounts: {
      /** @description Not settled, or settled in a batch that has not ended. */
      processing: number;
      /** @description Answered; billed. */
      succeeded: number;
      /** @description Failed; not billed. */
      errored: number;
      /** @description Not sent because of a cancellation; not billed. */
      canceled: number;
      /** @description Not sent within 24 hours; not billed. */
      expired: number;
    };
    /** @description One page of batches, newest first. */
    MessageBatchesPage: {
      data: components["schemas"]["MessageBatch"][];
      /** @description Whether there is more in the direction that was asked for. */
      has_more: boolean;
      /** @description The first id of `data`, null if it is empty: the next `before_id` towards newer batches. */
      first_id: string | null;
      /** @description The last id of `data`, null if it is empty: the next `after_id` towards older batches. */
      last_id: string | null;
    };
    /** @description Confirms a deletion. */
    DeletedMessageBatch: {
      /** @description The batch that was deleted. */
      id: string;
      /** @constant */
      type: "message_batch_deleted";
    };
    /** @description One line of the results, what became of one request. */
    MessageBatchIndividualResponse: {
      /** @description The `custom_id` that the request was sent with. */
      custom_id: string;
      result: components["schemas"]["MessageBatchResult"];
    };
    /** @description What became of a request, told apart by `type`. There may be a fifth one day: count it as settled, and do not fail on it. */
    MessageBatchResult:
      | (
          | components["schemas"]["MessageBatchSucceededResult"]
          | components["schemas"]["MessageBatchErroredResult"]
          | components["schemas"]["MessageBatchCanceledResult"]
          | components["schemas"]["MessageBatchExpiredResult"]
        )
      | Record<string, never>;
    /** @description The model answered; billed. The answer may still be a refusal, cut off or paused: see `message.stop_reason`. */
    MessageBatchSucceededResult: {
      /** @constant */
      type: "succeeded";
      message: components["schemas"]["Message"];
    };
    /** @description The request failed; not billed. `error` is the whole error envelope, so the useful type is `result.error.error.type`. After `invalid_request_error`, `not_found_error` (mostly a wrong model name) and `permission_error` the request has to be changed, or its account; after `authentication_error` and `billing_error` the account. A low credit balance is an `invalid_request_error`, too. After any other type it may be submitted again. */
    MessageBatchErroredResult: {
      /** @constant */
      type: "errored";
      error: components["schemas"]["ErrorResponse"];
    };
    /** @description The batch was canceled before this request was sent; not billed. May be submitted again. */
    MessageBatchCanceledResult: {
      /** @constant */
      type: "canceled";
    };
    /** @description The batch ran out of its 24 hours before this request was sent; not billed. May be submitted again. */
    MessageBatchExpiredResult: {
      /** @constant */
      type: "expired";
    };
    /** @description The error envelope: the body of every HTTP error, and the `error` of an `errored` line. Only `error` is certain to be there. */
    ErrorResponse: {
      /**
       * @description Always `error`; not the kind of error.
       * @constant
       */
      type?: "error";
      error: components["schemas"]["ErrorObject"];
      /** @description The call that failed, for the provider's support. */
      request_id?: string | null;
    };
    /** @description What went wrong. Branch on `details.error_code` where there is one, else on `type`; the wording of `message` changes. */
    ErrorObject: {
      type: components["schemas"]["ErrorType"];
      /** @description For people, not for programs. */
      message: string;
      details?: components["schemas"]["ErrorDetails"];
    };
    /** @description The kind of error. `conflict_error` and `request_too_large` occur as HTTP answers only, not in `errored` lines. */
    ErrorType:
      | "invalid_request_error"
      | "authentication_error"
      | "billing_error"
      | "permission_error"
      | "not_found_error"
      | "conflict_error"
      | "request_too_large"
      | "rate_limit_error"
      | "api_error"
      | "timeout_error"
      | "overloaded_error"
      | (string & {});
    /** @description A finer code, and whatever belongs to it. Documented for HTTP errors; whether it also stands in `errored` lines is unconfirmed. */
    ErrorDetails:
      | ({
          /** @description A stable code within the error type. Fall back to the type where it is unknown. */
          error_code?:
            | "claude_code_key_creator_not_member"
            | "cmek_key_disabled"
            | "organization_on_hold"
            | "workspace_human_review_disabled"
            | "request_body_too_large_after_decoding"
            | "enforced_spend_limit_reached"
            | "contract_spend_limit_reached"
            | "ramp_limit_exceeded"
            | "cmek_key_unreachable"
            | "cmek_context_unavailable"
            | (string & {});
        } & {
          [key: string]: unknown;
        })
      | null;
    /**
     * @description What the Messages API takes for one message, less what a batch refuses. Checked by the server **after** the batch
     *     was accepted; a violation makes this one request `errored`.
     *
     *     Fields that this document does not list pass through, for beta features to come. Refused in a batch, and therefore
     *     here: `stream: true`, fast mode, `max_tokens: 0`, threads (`store`, `previous_thread_event_id`; for `thread` this is
     *     unconfirmed), `cache_hint`, `context_hint`, `research_preview_2026_02: "active"`, `fallbacks`, and the header fields
     *     `betas` and `anthropic-beta`.
     *
     *     Numeric limits come from older documents of the provider and were not confirmed for version `2026-10-21`.
     */
    MessageCreateParams: {
      model: components["schemas"]["Model"];
      /** @description The most tokens to generate, thinking included. The ceiling belongs to the model (64,000 or 128,000 for current ones; up to 300,000 with the beta `output-300k-2026-03-24`). 0, which elsewhere only warms the cache, is refused in a batch. */
      max_tokens: number;
      /** @description The conversation so far. Consecutive turns of one role are merged. On models from 4.6 on it must not end with an `assistant` turn. */
      messages: components["schemas"]["MessageParam"][];
      /** @description The system prompt, as a string or as text blocks (which can carry cache marks). */
      system?: string | components["schemas"]["TextBlockParam"][];
      /** @description Puts a cache mark on the last block that can carry one. Cache hits in a batch are best effort. */
      cache_control?: components["schemas"]["CacheControl"];
      /** @description A code-execution container to use again, by id, or one with skills loaded. */
      container?: components["schemas"]["ContainerParams"] | string | null;
      /** @description Asks for a diagnosis of cache misses. Whether it works in a batch is unconfirmed. */
      diagnostics?: components["schemas"]["DiagnosticsParam"] | null;
      /** @description Where to run the model. Default is the workspace's setting. */
      inference_geo?: "us" | "global" | (string & {}) | null;
      metadata?: components["schemas"]["Metadata"];
      output_config?: components["schemas"]["OutputConfig"];
      /**
       * @description Accepted; the effect in a batch is unconfirmed. Results report the tier `batch`.
       * @enum {string}
       */
      service_tier?: "auto" | "standard_only";
      /**
       * @description Fast mode is not available in a batch. Leave the field out: whether an explicit `standard` passes is unconfirmed.
       * @enum {string|null}
       */
      speed?: "standard" | "fast" | null;
      /** @description Strings that end the answer when the model produces one; it is then named in `stop_sequence`. How many are allowed is unconfirmed. */
      stop_sequences?: string[];
      /**
       * @description A batch cannot stream. Absent or false.
       * @constant
       */
      stream?: false;
      thinking?: components["schemas"]["ThinkingConfigParam"];
      tool_choice?: components["schemas"]["ToolChoice"];
      /** @description What the model may call: your own functions, tools that the provider defines and you run, and tools that run on the server. At most 20 of them may be `strict`, with at most 24 optional parameters in all their schemas. */
      tools?: components["schemas"]["ToolUnion"][];
      /** @description The user profile that this request is attributed to. Must agree with the header `anthropic-user-profile-id` where both are sent. */
      user_profile_id?: string;
      /**
       * @deprecated
       * @description Only with version `2023-06-01`; any presence is refused with `2026-10-21`. Models after Opus 4.6 accept only 1.
       */
      temperature?: number;
      /**
       * @deprecated
       * @description Only with version `2023-06-01`; any presence is refused with `2026-10-21`. Newer models accept only 0.99 and more.
       */
      top_p?: number;
      /**
       * @deprecated
       * @description Only with version `2023-06-01`; any presence is refused with `2026-10-21`. Newer models refuse it altogether.
       */
      top_k?: number;
      /** @description Beta. Who is billed. `bill_to: user_profile` makes the request `errored` in a batch. */
      billing_policy?: components["schemas"]["BetaBillingPolicy"] | null;
      /** @description Beta. Has the conversation summarized. */
      compaction?: components["schemas"]["BetaCompactionConfig"] | null;
      /** @description Beta. Edits to make to the conversation when it grows long. */
      context_management?: components["schemas"]["BetaContextManagementConfig"] | null;
      /** @description Beta. Accepted in a batch, and ignored. */
      fallback_credit_token?:
        | string
        | {
            [key: string]: any;
          }
        | null;
      /** @description Beta. Remote MCP servers whose tools the model may use, through a tool of type `mcp_toolset`. */
      mcp_servers?: components["schemas"]["BetaRequestMCPServerURLDefinition"][];
      /**
       * @deprecated
       * @description Beta. The older place of `output_config.format`.
       */
      output_format?: components["schemas"]["JSONOutputFormat"] | null;
    };
    /** @description The model to ask. The requests of one batch may name different ones. Ids without a date follow the newest snapshot. */
    Model:
      | "claude-fable-5-2"
      | "claude-mythos-5-2"
      | "claude-haiku-5-5"
      | "claude-sonnet-5-5"
      | "claude-fable-5-1"
      | "claude-opus-5-5"
      | "claude-mythos-5-1"
      | "claude-sonnet-5"
      | "claude-fable-5"
      | "claude-mythos-5"
      | "claude-opus-5"
      | "claude-opus-4-8"
      | "claude-opus-4-7"
      | "claude-mythos-preview"
      | "claude-opus-4-6"
      | "claude-sonnet-4-6"
      | "claude-haiku-4-5"
      | "claude-haiku-4-5-20251001"
      | "claude-opus-4-5"
      | "claude-opus-4-5-20251101"
      | "claude-sonnet-4-5"
      | "claude-sonnet-4-5-20250929"
      | (string & {});
    /** @description One turn of the conversation. */
    MessageParam:
      | components["schemas"]["UserMessageParam"]
      | components["schemas"]["AssistantMessageParam"]
      | components["schemas"]["SystemMessageParam"];
    /** @description A turn of the user, tool results included. */
    UserMessageParam: {
      /** @constant */
      role: "user";
      content: components["schemas"]["MessageContentParam"];
    };
    /** @description An earlier turn of the model. The `content` of a returned message can be put here as it is. With version `2026-10-21`, a `document` block may not stand here directly. */
    AssistantMessageParam: {
      /** @constant */
      role: "assistant";
      content: components["schemas"]["MessageContentParam"];
    };
    /** @description A system instruction in the middle of a conversation; not every model takes it. Without beta features it is text; with them it also adds and removes tools, or only changes how the model answers. */
    SystemMessageParam: {
      /** @constant */
      role: "system";
      content?: components["schemas"]["MessageContentParam"];
      /**
       * @description Beta. When the instruction ends.
       * @enum {string|null}
       */
      clear_at?: "next_user_message" | "never" | null;
      /** @description Beta. How much effort to spend from here on. */
      output_config?: components["schemas"]["BetaSystemMessageOutputConfig"] | null;
    };
    /** @description Beta. What a system instruction changes of the way the model answers. */
    BetaSystemMessageOutputConfig: {
      effort?: components["schemas"]["Effort"];
    };
    /** @description A string, which is short for one text block, or a list of blocks. */
    MessageContentParam: string | components["schemas"]["ContentBlockParam"][];
    /** @description A cache mark, or null for none. At most four in one request. */
    CacheControl: components["schemas"]["CacheControlEphemeral"] | null;
    /** @description Has the prompt up to and including this block kept in the prompt cache. */
    CacheControlEphemeral: {
      /** @constant */
      type: "ephemeral";
      /**
       * @description How long the entry lives after its last use.
       * @default 5m
       * @enum {string}
       */
      ttl?: "5m" | "1h";
    };
    /** @description A container, new or to be used again, with skills to load into it. */
    ContainerParams: {
      /** @description A container from an earlier answer; absent or null for a new one. */
      id?: string | null;
      skills?: components["schemas"]["SkillParams"][] | null;
    };
    /** @description A skill to load. */
    SkillParams: {
      /**
       * @description Whether the provider made the skill, or you did.
       * @enum {string}
       */
      type: "anthropic" | "custom";
      skill_id: string;
      /** @description A version, or `latest`. */
      version?: string;
    };
    /** @description Names an earlier message to compare the prompt with. */
    DiagnosticsParam: {
      previous_message_id?: string | null;
    };
    /** @description About the request, not for the model. */
    Metadata: {
      /** @description An opaque id of your end user, for abuse detection. No name, address or number. */
      user_id?: string | null;
    };
    /** @description How much effort to spend, and what form the answer takes. */
    OutputConfig: {
      effort?: components["schemas"]["Effort"];
      /** @description Makes the answer follow a JSON Schema. */
      format?: components["schemas"]["JSONOutputFormat"] | null;
      /** @description Beta. A budget of tokens for a whole task. */
      task_budget?: components["schemas"]["BetaTokenTaskBudget"] | null;
    };
    /**
     * @description More effort gives more thorough answers, and takes more tokens. Not every model knows every level.
     * @enum {string|null}
     */
    Effort: "low" | "medium" | "high" | "xhigh" | "max" | null;
    /** @description A JSON Schema that the answer has to follow. */
    JSONOutputFormat: {
      /** @constant */
      type: "json_schema";
      schema: {
        [key: string]: any;
      };
    };
    /** @description Whether the model thinks before it answers. Which kinds a model takes varies: models from 4.7 on refuse `enabled`, 4.5 and older ones refuse `adaptive`, Fable 5 and Mythos refuse `disabled`. */
    ThinkingConfigParam:
      | components["schemas"]["ThinkingConfigEnabled"]
      | components["schemas"]["ThinkingConfigAdaptive"]
      | components["schemas"]["ThinkingConfigDisabled"]
      | components["schemas"]["ThinkingConfigBetweenTools"];
    /** @description Thinking with a fixed budget. */
    ThinkingConfigEnabled: {
      /** @constant */
      type: "enabled";
      /** @description The most tokens to think with. Counts towards `max_tokens`, and must be less. */
      budget_tokens: number;
      display?: components["schemas"]["ThinkingDisplay"];
    };
    /** @description The model decides how much to think. */
    ThinkingConfigAdaptive: {
      /** @constant */
      type: "adaptive";
      display?: components["schemas"]["ThinkingDisplay"];
    };
    /** @description No thinking. */
    ThinkingConfigDisabled: {
      /** @constant */
      type: "disabled";
    };
    /** @description Thinking only between calls of tools. */
    ThinkingConfigBetweenTools: {
      /** @constant */
      type: "between_tools";
    };
    /**
     * @description Whether the answer carries a summary of the thinking, or none of its text. `updates` is a beta feature.
     * @enum {string|null}
     */
    ThinkingDisplay: "summarized" | "omitted" | "updates" | null;
    /** @description Whether and how the model has to use a tool. */
    ToolChoice:
      | components["schemas"]["ToolChoiceAuto"]
      | components["schemas"]["ToolChoiceAny"]
      | components["schemas"]["ToolChoiceTool"]
      | components["schemas"]["ToolChoiceNone"];
    /** @description The model decides. */
    ToolChoiceAuto: {
      /** @constant */
      type: "auto";
      /**
       * @description At most one call per answer.
       * @default false
       */
      disable_parallel_tool_use?: boolean;
    };
    /** @description The model has to use some tool. */
    ToolChoiceAny: {
      /** @constant */
      type: "any";
      /**
       * @description Exactly one call per answer.
       * @default false
       */
      disable_parallel_tool_use?: boolean;
    };
    /** @description The model has to use this tool. */
    ToolChoiceTool: {
      /** @constant */
      type: "tool";
      name: string;
      /**
       * @description Exactly one call per answer.
       * @default false
       */
      disable_parallel_tool_use?: boolean;
    };
    /** @description The model may not use tools. */
    ToolChoiceNone: {
      /** @constant */
      type: "none";
    };
    /** @description Beta. Which organization is billed for the request. */
    BetaBillingPolicy: {
      /** @constant */
      type: "billing_policy";
      /**
       * @description `user_profile` is refused in a batch.
       * @default self
       * @enum {string}
       */
      bill_to?: "self" | "user_profile";
    };
    /** @description Beta. How to summarize the conversation. */
    BetaCompactionConfig: {
      /** @constant */
      type: "summarize";
      /** @description What the summary has to keep. */
      instructions?: string | null;
    };
    /** @description Beta. Edits that shorten a long conversation. */
    BetaContextManagementConfig: {
      edits?: ({
        type: "clear_tool_uses_20250919" | "clear_thinking_20251015" | "compact_20260112" | (string & {});
      } & {
        [key: string]: any;
      })[];
    };
    /** @description Beta. A remote MCP server. */
    BetaRequestMCPServerURLDefinition: {
      /** @constant */
      type: "url";
      /** @description The name that a tool of type `mcp_toolset` refers to. */
      name: string;
      url: string;
      /** @description Sent to the MCP server as a bearer token. */
      authorization_token?: string | null;
      tool_configuration?: {
        [key: string]: any;
      } | null;
    };
    /** @description Beta. A budget of tokens for a task that takes several requests. */
    BetaTokenTaskBudget: {
      /** @constant */
      type: "tokens";
      total: number;
      /** @description What is left of the total; the total itself where absent. */
      remaining?: number | null;
    };
    /** @description A block of a turn. Blocks whose `type` this document knows are checked in full; any other passes, so that beta and future blocks can be sent. */
    ContentBlockParam:
      | components["schemas"]["KnownContentBlockParam"]
      | components["schemas"]["BetaContentBlockParam"]
      | Record<string, never>;
    /** @description The sixteen kinds of input block, told apart by `type`. */
    KnownContentBlockParam:
      | components["schemas"]["TextBlockParam"]
      | components["schemas"]["ImageBlockParam"]
      | components["schemas"]["DocumentBlockParam"]
      | components["schemas"]["SearchResultBlockParam"]
      | components["schemas"]["ThinkingBlockParam"]
      | components["schemas"]["RedactedThinkingBlockParam"]
      | components["schemas"]["ToolUseBlockParam"]
      | components["schemas"]["ToolResultBlockParam"]
      | components["schemas"]["ServerToolUseBlockParam"]
      | components["schemas"]["WebSearchToolResultBlockParam"]
      | components["schemas"]["WebFetchToolResultBlockParam"]
      | components["schemas"]["CodeExecutionToolResultBlockParam"]
      | components["schemas"]["BashCodeExecutionToolResultBlockParam"]
      | components["schemas"]["TextEditorCodeExecutionToolResultBlockParam"]
      | components["schemas"]["ToolSearchToolResultBlockParam"]
      | components["schemas"]["ContainerUploadBlockParam"];
    /** @description A block of a beta feature; what else it holds is documented with that feature. */
    BetaContentBlockParam: {
      /** @enum {string} */
      type:
        | "advisor_tool_result"
        | "compaction"
        | "fallback"
        | "mcp_tool_listing"
        | "mcp_tool_result"
        | "mcp_tool_use"
        | "tool_addition"
        | "tool_removal";
    } & {
      [key: string]: any;
    };
    /** @description Text. */
    TextBlockParam: {
      /** @constant */
      type: "text";
      text: string;
      /** @description The citations of a text that the model wrote, sent back. With version `2026-10-21` they are refused in a `user` message unless empty. */
      citations?: components["schemas"]["TextCitationParam"][] | null;
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description An image. Up to 600 images and PDF pages in one request, 100 on models with a context of 200,000 tokens. */
    ImageBlockParam: {
      /** @constant */
      type: "image";
      source:
        | components["schemas"]["Base64ImageSource"]
        | components["schemas"]["URLImageSource"]
        | components["schemas"]["FileImageSource"];
      transformations?: components["schemas"]["ImageTransformationsParam"] | null;
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description What to do with an image before the model sees it. */
    ImageTransformationsParam: {
      /**
       * @description Scale an image that is too large, or refuse the request.
       * @default downsize
       * @enum {string}
       */
      oversized_image?: "downsize" | "error";
    };
    /** @description An image in the request itself. */
    Base64ImageSource: {
      /** @constant */
      type: "base64";
      /** @enum {string} */
      media_type: "image/jpeg" | "image/png" | "image/gif" | "image/webp";
      /** @description The file, in base64. */
      data: string;
    };
    /** @description An image that the server fetches. */
    URLImageSource: {
      /** @constant */
      type: "url";
      url: string;
    };
    /** @description An image uploaded before. */
    FileImageSource: {
      /** @constant */
      type: "file";
      file_id: string;
    };
    /** @description A document to read and, with `citations`, to cite. With version `2026-10-21` not directly in an `assistant` turn. */
    DocumentBlockParam: {
      /** @constant */
      type: "document";
      source:
        | (
            | components["schemas"]["Base64PDFSource"]
            | components["schemas"]["PlainTextSource"]
            | components["schemas"]["ContentBlockSource"]
            | components["schemas"]["URLPDFSource"]
            | components["schemas"]["FileDocumentSource"]
          )
        | Record<string, never>;
      title?: string | null;
      /** @description About the document, for the model; not cited. */
      context?: string | null;
      citations?: components["schemas"]["CitationsConfigParam"] | null;
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description A PDF in the request itself. */
    Base64PDFSource: {
      /** @constant */
      type: "base64";
      /** @constant */
      media_type: "application/pdf";
      /** @description The file, in base64. */
      data: string;
    };
    /** @description A plain text. */
    PlainTextSource: {
      /** @constant */
      type: "text";
      /** @constant */
      media_type: "text/plain";
      /** @description The text itself, not in base64. */
      data: string;
    };
    /** @description A document made of blocks; citations then point to whole blocks. */
    ContentBlockSource: {
      /** @constant */
      type: "content";
      content:
        string | (components["schemas"]["TextBlockParam"] | components["schemas"]["ImageBlockParam"])[];
    };
    /** @description A PDF that the server fetches. */
    URLPDFSource: {
      /** @constant */
      type: "url";
      url: string;
    };
    /** @description A file uploaded before. */
    FileDocumentSource: {
      /** @constant */
      type: "file";
      file_id: string;
    };
    /** @description Whether the model cites this source. */
    CitationsConfigParam: {
      enabled?: boolean;
    };
    /** @description A result of your own search, which the model can cite. */
    SearchResultBlockParam: {
      /** @constant */
      type: "search_result";
      /** @description Where the result comes from, a URL for instance. */
      source: string;
      title: string;
      content: components["schemas"]["TextBlockParam"][];
      citations?: components["schemas"]["CitationsConfigParam"];
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description Thinking from an earlier answer, sent back unchanged. */
    ThinkingBlockParam: {
      /** @constant */
      type: "thinking";
      thinking: string;
      signature: string;
    };
    /** @description Encrypted thinking from an earlier answer, sent back unchanged. */
    RedactedThinkingBlockParam: {
      /** @constant */
      type: "redacted_thinking";
      data: string;
    };
    /** @description A call of one of your tools, from an earlier answer. */
    ToolUseBlockParam: {
      /** @constant */
      type: "tool_use";
      id: string;
      name: string;
      /** @description The arguments, any JSON. Mostly an object that follows the schema of the tool. */
      input: unknown;
      caller?: components["schemas"]["ToolUseCaller"];
      /** @description The toolset that the tool is a member of. */
      toolset_name?: string | null;
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description What one of your tools returned. */
    ToolResultBlockParam: {
      /** @constant */
      type: "tool_result";
      /** @description The `id` of the call. */
      tool_use_id: string;
      content?: string | components["schemas"]["ToolResultContentParam"][];
      /** @description Whether the call failed. */
      is_error?: boolean;
      /** @description The toolset that the tool is a member of. */
      toolset_name?: string | null;
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description A block inside a tool result. Unknown types pass, as in a turn. */
    ToolResultContentParam:
      | (
          | components["schemas"]["TextBlockParam"]
          | components["schemas"]["ImageBlockParam"]
          | components["schemas"]["SearchResultBlockParam"]
          | components["schemas"]["DocumentBlockParam"]
          | components["schemas"]["ToolReferenceBlockParam"]
          | components["schemas"]["BrowserStateBlockParam"]
        )
      | Record<string, never>;
    /** @description Names a tool that a search for tools of your own has found. */
    ToolReferenceBlockParam: {
      /** @constant */
      type: "tool_reference";
      tool_name: string;
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description The state of the browser after a call of the browser toolset. */
    BrowserStateBlockParam: {
      /** @constant */
      type: "browser_state";
      tabs: components["schemas"]["BrowserStateTabEntry"][];
      /** @description What has happened since the last state. */
      state_changes?: components["schemas"]["BrowserStateChange"][] | null;
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description An open tab. */
    BrowserStateTabEntry: {
      tab_id: string;
      title: string;
      url: string;
      active?: boolean;
    };
    /** @description Something that has happened in the browser. */
    BrowserStateChange:
      | components["schemas"]["BrowserStateChangeTabOpened"]
      | components["schemas"]["BrowserStateChangeDownloadStarted"]
      | components["schemas"]["BrowserStateChangeDownloadCompleted"]
      | components["schemas"]["BrowserStateChangeDownloadFailed"];
    /** @description A tab was opened. */
    BrowserStateChangeTabOpened: {
      /** @constant */
      type: "tab_opened";
      tab_id: string;
    };
    /** @description A download has begun. */
    BrowserStateChangeDownloadStarted: {
      /** @constant */
      type: "download_started";
      download_id: string;
      url: string;
    };
    /** @description A download is complete. */
    BrowserStateChangeDownloadCompleted: {
      /** @constant */
      type: "download_completed";
      download_id: string;
      url: string;
      path?: string | null;
      size_bytes?: number | null;
    };
    /** @description A download has failed. */
    BrowserStateChangeDownloadFailed: {
      /** @constant */
      type: "download_failed";
      download_id: string;
      url: string;
      error?: string | null;
    };
    /** @description A call of a server tool, from an earlier answer. */
    ServerToolUseBlockParam: {
      /** @constant */
      type: "server_tool_use";
      id: string;
      name: components["schemas"]["ServerToolName"];
      /** @description The arguments, any JSON. Mostly an object that follows the schema of the tool. */
      input: unknown;
      caller?: components["schemas"]["ToolUseCaller"];
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description The result of a web search, from an earlier answer. */
    WebSearchToolResultBlockParam: {
      /** @constant */
      type: "web_search_tool_result";
      /** @description The `id` of the call. */
      tool_use_id: string;
      content: components["schemas"]["WebSearchToolResultBlockContent"];
      caller?: components["schemas"]["ToolUseCaller"];
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description A fetched page, from an earlier answer. */
    WebFetchToolResultBlockParam: {
      /** @constant */
      type: "web_fetch_tool_result";
      /** @description The `id` of the call. */
      tool_use_id: string;
      content:
        | (
            | components["schemas"]["WebFetchBlockParam"]
            | components["schemas"]["WebFetchToolResultErrorBlock"]
          )
        | Record<string, never>;
      caller?: components["schemas"]["ToolUseCaller"];
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description A page that was fetched. */
    WebFetchBlockParam: {
      /** @constant */
      type: "web_fetch_result";
      url: string;
      content: components["schemas"]["DocumentBlockParam"];
      /** @description When the page was fetched. */
      retrieved_at?: string | null;
    };
    /** @description The result of a run of code, from an earlier answer. */
    CodeExecutionToolResultBlockParam: {
      /** @constant */
      type: "code_execution_tool_result";
      /** @description The `id` of the call. */
      tool_use_id: string;
      content: components["schemas"]["CodeExecutionToolResultBlockContent"];
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description The result of a shell command, from an earlier answer. */
    BashCodeExecutionToolResultBlockParam: {
      /** @constant */
      type: "bash_code_execution_tool_result";
      /** @description The `id` of the call. */
      tool_use_id: string;
      content: components["schemas"]["BashCodeExecutionToolResultBlockContent"];
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description The result of an editor command, from an earlier answer. */
    TextEditorCodeExecutionToolResultBlockParam: {
      /** @constant */
      type: "text_editor_code_execution_tool_result";
      /** @description The `id` of the call. */
      tool_use_id: string;
      content: components["schemas"]["TextEditorCodeExecutionToolResultBlockContent"];
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description The result of a search for tools, from an earlier answer. */
    ToolSearchToolResultBlockParam: {
      /** @constant */
      type: "tool_search_tool_result";
      /** @description The `id` of the call. */
      tool_use_id: string;
      content: components["schemas"]["ToolSearchToolResultBlockContent"];
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description A file to put into the code-execution container. */
    ContainerUploadBlockParam: {
      /** @constant */
      type: "container_upload";
      file_id: string;
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description A citation of an earlier answer, told apart by `type`. */
    TextCitationParam:
      | (
          | components["schemas"]["CitationCharLocationParam"]
          | components["schemas"]["CitationPageLocationParam"]
          | components["schemas"]["CitationContentBlockLocationParam"]
          | components["schemas"]["CitationWebSearchResultLocationParam"]
          | components["schemas"]["CitationSearchResultLocationParam"]
        )
      | Record<string, never>;
    /** @description A stretch of a plain text. */
    CitationCharLocationParam: {
      /** @constant */
      type: "char_location";
      cited_text: string;
      /** @description Which document of the request, counted from 0. */
      document_index: number;
      document_title: string | null;
      start_char_index: number;
      /** @description Exclusive. */
      end_char_index: number;
    };
    /** @description Pages of a PDF. */
    CitationPageLocationParam: {
      /** @constant */
      type: "page_location";
      cited_text: string;
      /** @description Which document of the request, counted from 0. */
      document_index: number;
      document_title: string | null;
      start_page_number: number;
      /** @description Exclusive. */
      end_page_number: number;
    };
    /** @description Blocks of a document made of blocks. */
    CitationContentBlockLocationParam: {
      /** @constant */
      type: "content_block_location";
      cited_text: string;
      /** @description Which document of the request, counted from 0. */
      document_index: number;
      document_title: string | null;
      start_block_index: number;
      /** @description Exclusive. */
      end_block_index: number;
    };
    /** @description A page that a web search found. */
    CitationWebSearchResultLocationParam: {
      /** @constant */
      type: "web_search_result_location";
      cited_text: string;
      url: string;
      title: string | null;
      encrypted_index: string;
    };
    /** @description Blocks of one of your own search results. */
    CitationSearchResultLocationParam: {
      /** @constant */
      type: "search_result_location";
      cited_text: string;
      source: string;
      title: string | null;
      search_result_index: number;
      start_block_index: number;
      end_block_index: number;
    };
    /** @description A tool. Tools whose `type` this document knows are checked in full; any other passes, so that beta and future tools can be sent. */
    ToolUnion:
      | components["schemas"]["Tool"]
      | components["schemas"]["KnownTool"]
      | components["schemas"]["BetaTool"]
      | Record<string, never>;
    /** @description The tools that the provider defines, told apart by `type`. */
    KnownTool:
      | components["schemas"]["ToolBash20250124"]
      | components["schemas"]["ToolTextEditor20250124"]
      | components["schemas"]["ToolTextEditor20250429"]
      | components["schemas"]["ToolTextEditor20250728"]
      | components["schemas"]["MemoryTool20250818"]
      | components["schemas"]["CodeExecutionTool20250522"]
      | components["schemas"]["CodeExecutionTool20250825"]
      | components["schemas"]["CodeExecutionTool20260120"]
      | components["schemas"]["CodeExecutionTool20260521"]
      | components["schemas"]["WebSearchTool20250305"]
      | components["schemas"]["WebSearchTool20260209"]
      | components["schemas"]["WebSearchTool20260318"]
      | components["schemas"]["WebFetchTool20250910"]
      | components["schemas"]["WebFetchTool20260209"]
      | components["schemas"]["WebFetchTool20260309"]
      | components["schemas"]["WebFetchTool20260318"]
      | components["schemas"]["ToolSearchToolBm25_20251119"]
      | components["schemas"]["ToolSearchToolBm25"]
      | components["schemas"]["ToolSearchToolRegex20251119"]
      | components["schemas"]["ToolSearchToolRegex"]
      | components["schemas"]["BrowserToolset20260801"]
      | components["schemas"]["ComputerToolset20260801"];
    /** @description A tool of a beta feature; what else it holds is documented with that feature. */
    BetaTool: {
      /** @enum {string} */
      type:
        | "advisor_20260301"
        | "bash_20241022"
        | "computer_20241022"
        | "computer_20250124"
        | "computer_20251124"
        | "mcp_toolset"
        | "text_editor_20241022";
    } & {
      [key: string]: any;
    };
    /** @description A function of your own. The model asks for a call; you make it and send back a `tool_result`. */
    Tool: {
      /**
       * @description May be left out.
       * @enum {string|null}
       */
      type?: "custom" | null;
      name: string;
      /** @description What the tool does, when to use it, what it returns. The more the better. */
      description?: string;
      input_schema: components["schemas"]["ToolInputSchema"];
      /** @description Only of use with streaming. */
      eager_input_streaming?: boolean | null;
      input_examples?: components["schemas"]["ToolInputExamples"];
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description The JSON Schema (2020-12) of the tool's input, an object. */
    ToolInputSchema: {
      /** @constant */
      type: "object";
      /** @description The schemas of the fields, by name. */
      properties?: unknown;
      required?: readonly string[] | null;
    } & {
      [key: string]: any;
    };
    /** @description Inputs as they may look. */
    ToolInputExamples: {
      [key: string]: any;
    }[];
    /** @description Who may call the tool, the model itself (`direct`) or code that it runs. */
    ToolAllowedCallers: (
      "direct" | "code_execution_20250825" | "code_execution_20260120" | "code_execution_20260521"
    )[];
    /** @description Keeps the tool out of the prompt until a search for tools finds it. */
    ToolDeferLoading: boolean;
    /** @description Guarantees input that follows the schema. */
    ToolStrict: boolean;
    /** @description A shell that you run. */
    ToolBash20250124: {
      /** @constant */
      type: "bash_20250124";
      /** @constant */
      name: "bash";
      input_examples?: components["schemas"]["ToolInputExamples"];
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description A text editor that you run. */
    ToolTextEditor20250124: {
      /** @constant */
      type: "text_editor_20250124";
      /** @constant */
      name: "str_replace_editor";
      input_examples?: components["schemas"]["ToolInputExamples"];
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description A text editor that you run. */
    ToolTextEditor20250429: {
      /** @constant */
      type: "text_editor_20250429";
      /** @constant */
      name: "str_replace_based_edit_tool";
      input_examples?: components["schemas"]["ToolInputExamples"];
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description A text editor that you run. */
    ToolTextEditor20250728: {
      /** @constant */
      type: "text_editor_20250728";
      /** @constant */
      name: "str_replace_based_edit_tool";
      /** @description The most characters of a file to show at once. */
      max_characters?: number | null;
      input_examples?: components["schemas"]["ToolInputExamples"];
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description A folder of notes that you keep for the model. */
    MemoryTool20250818: {
      /** @constant */
      type: "memory_20250818";
      /** @constant */
      name: "memory";
      input_examples?: components["schemas"]["ToolInputExamples"];
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Runs code in a container on the server. */
    CodeExecutionTool20250522: {
      /** @constant */
      type: "code_execution_20250522";
      /** @constant */
      name: "code_execution";
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Runs code in a container on the server. */
    CodeExecutionTool20250825: {
      /** @constant */
      type: "code_execution_20250825";
      /** @constant */
      name: "code_execution";
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Runs code in a container on the server. */
    CodeExecutionTool20260120: {
      /** @constant */
      type: "code_execution_20260120";
      /** @constant */
      name: "code_execution";
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Runs code in a container on the server. */
    CodeExecutionTool20260521: {
      /** @constant */
      type: "code_execution_20260521";
      /** @constant */
      name: "code_execution";
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Searches the web on the server. In a batch, searches are throttled per organization and repeated by the server itself. */
    WebSearchTool20250305: {
      /** @constant */
      type: "web_search_20250305";
      /** @constant */
      name: "web_search";
      /** @description Only these domains. Not together with `blocked_domains`. */
      allowed_domains?: string[] | null;
      /** @description All but these domains. Not together with `allowed_domains`. */
      blocked_domains?: string[] | null;
      /** @description The most calls in one request. */
      max_uses?: number | null;
      user_location?: components["schemas"]["UserLocation"] | null;
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Searches the web on the server. In a batch, searches are throttled per organization and repeated by the server itself. */
    WebSearchTool20260209: {
      /** @constant */
      type: "web_search_20260209";
      /** @constant */
      name: "web_search";
      /** @description Only these domains. Not together with `blocked_domains`. */
      allowed_domains?: string[] | null;
      /** @description All but these domains. Not together with `allowed_domains`. */
      blocked_domains?: string[] | null;
      /** @description The most calls in one request. */
      max_uses?: number | null;
      user_location?: components["schemas"]["UserLocation"] | null;
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Searches the web on the server. In a batch, searches are throttled per organization and repeated by the server itself. */
    WebSearchTool20260318: {
      /** @constant */
      type: "web_search_20260318";
      /** @constant */
      name: "web_search";
      /** @description Only these domains. Not together with `blocked_domains`. */
      allowed_domains?: string[] | null;
      /** @description All but these domains. Not together with `allowed_domains`. */
      blocked_domains?: string[] | null;
      /** @description The most calls in one request. */
      max_uses?: number | null;
      user_location?: components["schemas"]["UserLocation"] | null;
      /**
       * @description Whether the results stand in the answer.
       * @enum {string}
       */
      response_inclusion?: "full" | "excluded";
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Fetches pages on the server. */
    WebFetchTool20250910: {
      /** @constant */
      type: "web_fetch_20250910";
      /** @constant */
      name: "web_fetch";
      /** @description Only these domains. Not together with `blocked_domains`. */
      allowed_domains?: string[] | null;
      /** @description All but these domains. Not together with `allowed_domains`. */
      blocked_domains?: string[] | null;
      /** @description The most calls in one request. */
      max_uses?: number | null;
      /** @description Cuts off the content of a page beyond this many tokens. Approximate. */
      max_content_tokens?: number | null;
      citations?: components["schemas"]["CitationsConfigParam"] | null;
      url_sources?: components["schemas"]["WebFetchURLSources"] | null;
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Fetches pages on the server. */
    WebFetchTool20260209: {
      /** @constant */
      type: "web_fetch_20260209";
      /** @constant */
      name: "web_fetch";
      /** @description Only these domains. Not together with `blocked_domains`. */
      allowed_domains?: string[] | null;
      /** @description All but these domains. Not together with `allowed_domains`. */
      blocked_domains?: string[] | null;
      /** @description The most calls in one request. */
      max_uses?: number | null;
      /** @description Cuts off the content of a page beyond this many tokens. Approximate. */
      max_content_tokens?: number | null;
      citations?: components["schemas"]["CitationsConfigParam"] | null;
      url_sources?: components["schemas"]["WebFetchURLSources"] | null;
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Fetches pages on the server. */
    WebFetchTool20260309: {
      /** @constant */
      type: "web_fetch_20260309";
      /** @constant */
      name: "web_fetch";
      /** @description Only these domains. Not together with `blocked_domains`. */
      allowed_domains?: string[] | null;
      /** @description All but these domains. Not together with `allowed_domains`. */
      blocked_domains?: string[] | null;
      /** @description The most calls in one request. */
      max_uses?: number | null;
      /** @description Cuts off the content of a page beyond this many tokens. Approximate. */
      max_content_tokens?: number | null;
      citations?: components["schemas"]["CitationsConfigParam"] | null;
      url_sources?: components["schemas"]["WebFetchURLSources"] | null;
      /** @description Whether a cached copy of the page will do. */
      use_cache?: boolean;
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Fetches pages on the server. */
    WebFetchTool20260318: {
      /** @constant */
      type: "web_fetch_20260318";
      /** @constant */
      name: "web_fetch";
      /** @description Only these domains. Not together with `blocked_domains`. */
      allowed_domains?: string[] | null;
      /** @description All but these domains. Not together with `allowed_domains`. */
      blocked_domains?: string[] | null;
      /** @description The most calls in one request. */
      max_uses?: number | null;
      /** @description Cuts off the content of a page beyond this many tokens. Approximate. */
      max_content_tokens?: number | null;
      citations?: components["schemas"]["CitationsConfigParam"] | null;
      url_sources?: components["schemas"]["WebFetchURLSources"] | null;
      /** @description Whether a cached copy of the page will do. */
      use_cache?: boolean;
      /**
       * @description Whether the results stand in the answer.
       * @enum {string}
       */
      response_inclusion?: "full" | "excluded";
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Finds deferred tools by words. */
    ToolSearchToolBm25_20251119: {
      /** @constant */
      type: "tool_search_tool_bm25_20251119";
      /** @constant */
      name: "tool_search_tool_bm25";
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Finds deferred tools by words; the name without a date, for the same tool. */
    ToolSearchToolBm25: {
      /** @constant */
      type: "tool_search_tool_bm25";
      /** @constant */
      name: "tool_search_tool_bm25";
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Finds deferred tools by a regular expression. */
    ToolSearchToolRegex20251119: {
      /** @constant */
      type: "tool_search_tool_regex_20251119";
      /** @constant */
      name: "tool_search_tool_regex";
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description Finds deferred tools by a regular expression; the name without a date, for the same tool. */
    ToolSearchToolRegex: {
      /** @constant */
      type: "tool_search_tool_regex";
      /** @constant */
      name: "tool_search_tool_regex";
      allowed_callers?: components["schemas"]["ToolAllowedCallers"];
      cache_control?: components["schemas"]["CacheControl"];
      defer_loading?: components["schemas"]["ToolDeferLoading"];
      strict?: components["schemas"]["ToolStrict"];
    };
    /** @description A set of tools to work a browser that you run. */
    BrowserToolset20260801: {
      /** @constant */
      type: "browser_toolset_20260801";
      configs?: components["schemas"]["BrowserToolsetConfigs"] | null;
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description A set of tools to work a desktop that you run. */
    ComputerToolset20260801: {
      /** @constant */
      type: "computer_toolset_20260801";
      configs?: components["schemas"]["ComputerToolsetConfigs"] | null;
      cache_control?: components["schemas"]["CacheControl"];
    };
    /** @description Roughly where the user is, to find what is near. */
    UserLocation: {
      /** @constant */
      type: "approximate";
      city?: string | null;
      region?: string | null;
      /** @description ISO 3166-1 code of two letters. */
      country?: string | null;
      /** @description IANA name. */
      timezone?: string | null;
    };
    /** @description Where a URL may come from for the model to be allowed to fetch it. */
    WebFetchURLSources: {
      client_tool_results?: components["schemas"]["WebFetchURLSource"];
      server_tool_results?: components["schemas"]["WebFetchURLSource"];
      user_input?:
        components["schemas"]["WebFetchURLSourceAll"] | components["schemas"]["WebFetchURLSourceNone"];
    };
    /** @description Which tools' results may supply URLs. */
    WebFetchURLSource:
      | components["schemas"]["WebFetchURLSourceAll"]
      | components["schemas"]["WebFetchURLSourceNone"]
      | components["schemas"]["WebFetchURLSourceOnly"]
      | components["schemas"]["WebFetchURLSourceExcept"];
    /** @description Any. */
    WebFetchURLSourceAll: {
      /** @constant */
      type: "all";
    };
    /** @description None. */
    WebFetchURLSourceNone: {
      /** @constant */
      type: "none";
    };
    /** @description Only these tools. */
    WebFetchURLSourceOnly: {
      /** @constant */
      type: "only";
      tools: components["schemas"]["WebFetchURLSourceToolReference"][];
    };
    /** @description All but these tools. */
    WebFetchURLSourceExcept: {
      /** @constant */
      type: "except";
      tools: components["schemas"]["WebFetchURLSourceToolReference"][];
    };
    /** @description A tool of this request, by its name. */
    WebFetchURLSourceToolReference: {
      /** @constant */
      type: "tool_reference";
      name: string;
    };
    /** @description Settings of single members of the browser toolset. */
    BrowserToolsetConfigs: {
      navigate?: components["schemas"]["ToolsetMemberConfig"];
      list_tabs?: components["schemas"]["ToolsetMemberConfig"];
      new_tab?: components["schemas"]["ToolsetMemberConfig"];
      switch_tab?: components["schemas"]["ToolsetMemberConfig"];
      close_tab?: components["schemas"]["ToolsetMemberConfig"];
      read_page?: components["schemas"]["ToolsetMemberConfig"];
      get_page_text?: components["schemas"]["ToolsetMemberConfig"];
      read_console?: components["schemas"]["ToolsetMemberConfig"];
      read_network?: components["schemas"]["ToolsetMemberConfig"];
      find?: components["schemas"]["ToolsetMemberConfig"];
      form_input?: components["schemas"]["ToolsetMemberConfig"];
      file_upload?: components["schemas"]["ToolsetMemberConfig"];
      scroll_to?: components["schemas"]["ToolsetMemberConfig"];
      screenshot?: components["schemas"]["ToolsetMemberConfig"];
      zoom?: components["schemas"]["ToolsetMemberConfig"];
      left_click?: components["schemas"]["ToolsetMemberConfig"];
      right_click?: components["schemas"]["ToolsetMemberConfig"];
      middle_click?: components["schemas"]["ToolsetMemberConfig"];
      double_click?: components["schemas"]["ToolsetMemberConfig"];
      triple_click?: components["schemas"]["ToolsetMemberConfig"];
      hover?: components["schemas"]["ToolsetMemberConfig"];
      left_click_drag?: components["schemas"]["ToolsetMemberConfig"];
      left_mouse_down?: components["schemas"]["ToolsetMemberConfig"];
      left_mouse_up?: components["schemas"]["ToolsetMemberConfig"];
      mouse_move?: components["schemas"]["ToolsetMemberConfig"];
      scroll?: components["schemas"]["ToolsetMemberConfig"];
      type?: components["schemas"]["ToolsetMemberConfig"];
      key?: components["schemas"]["ToolsetMemberConfig"];
      hold_key?: components["schemas"]["ToolsetMemberConfig"];
      wait?: components["schemas"]["ToolsetMemberConfig"];
      javascript_exec?: components["schemas"]["ToolsetMemberConfig"];
    };
    /** @description Settings of single members of the computer toolset. */
    ComputerToolsetConfigs: {
      key?: components["schemas"]["ToolsetMemberConfig"];
      hold_key?: components["schemas"]["ToolsetMemberConfig"];
      type?: components["schemas"]["ToolsetMemberConfig"];
      cursor_position?: components["schemas"]["ToolsetMemberConfig"];
      mouse_move?: components["schemas"]["ToolsetMemberConfig"];
      left_mouse_down?: components["schemas"]["ToolsetMemberConfig"];
      left_mouse_up?: components["schemas"]["ToolsetMemberConfig"];
      left_click?: components["schemas"]["ToolsetMemberConfig"];
      left_click_drag?: components["schemas"]["ToolsetMemberConfig"];
      right_click?: components["schemas"]["ToolsetMemberConfig"];
      middle_click?: components["schemas"]["ToolsetMemberConfig"];
      double_click?: components["schemas"]["ToolsetMemberConfig"];
      triple_click?: components["schemas"]["ToolsetMemberConfig"];
      scroll?: components["schemas"]["ToolsetMemberConfig"];
      wait?: components["schemas"]["ToolsetMemberConfig"];
      screenshot?: components["schemas"]["ToolsetMemberConfig"];
      zoom?: components["schemas"]["ToolsetMemberConfig"];
    };
    /** @description Settings of one member of a toolset. */
    ToolsetMemberConfig: {
      /** @description Whether the model may use it. */
      enabled?: boolean | null;
      /** @description Keeps it out of the prompt until a search for tools finds it. */
      defer_loading?: boolean | null;
    } | null;
    /** @description The model's answer. The required fields are always there; the others may be missing or null, by version and by age of the server. */
    Message: {
      id: string;
      /** @constant */
      type: "message";
      /** @constant */
      role: "assistant";
      /** @description The snapshot that answered. */
      model: string;
      /** @description The answer, block by block. Empty for some refusals. */
      content: components["schemas"]["ContentBlock"][];
      stop_reason: components["schemas"]["StopReason"];
      /** @description The stop sequence that ended the answer, if one did. */
      stop_sequence: string | null;
      /** @description More about a refusal. */
      stop_details?: components["schemas"]["RefusalStopDetails"] | null;
      /** @description The container that code ran in, if any. */
      container?: components["schemas"]["Container"] | null;
      /** @description The diagnosis of a cache miss, if it was asked for. */
      diagnostics?: components["schemas"]["Diagnostics"] | null;
      usage: components["schemas"]["Usage"];
      /** @description Beta. The edits that were made to the conversation. */
      context_management?: {
        [key: string]: unknown;
      } | null;
      /** @description Beta. What was changed in the input. */
      input_transformations?:
        | {
            [key: string]: unknown;
          }[]
        | null;
    };
    /**
     * @description Why the answer ended.
     *
     *     - `end_turn`: the model was done.
     *     - `max_tokens`, `model_context_window_exceeded`: cut off.
     *     - `stop_sequence`: it produced one of the stop sequences.
     *     - `tool_use`: it asks for a call of a tool.
     *     - `pause_turn`: the server's loop of tools reached its limit. To go on, send the returned content back in a new
     *       request.
     *     - `refusal`: it declined; see `stop_details`.
     *     - `compaction`: beta.
     */
    StopReason:
      | "end_turn"
      | "max_tokens"
      | "stop_sequence"
      | "tool_use"
      | "pause_turn"
      | "refusal"
      | "model_context_window_exceeded"
      | "compaction"
      | (string & {})
      | null;
    /** @description Why the model declined. */
    RefusalStopDetails: {
      /** @constant */
      type: "refusal";
      category?:
        "cyber" | "bio" | "frontier_llm" | "reasoning_extraction" | "general_harms" | (string & {}) | null;
      explanation?: string | null;
    };
    /** @description A code-execution container. Pass its id in `container` to use it again. */
    Container: {
      id: string;
      /** Format: date-time */
      expires_at: string;
      skills?: components["schemas"]["ContainerSkill"][] | null;
    };
    /** @description A skill that was loaded. */
    ContainerSkill: {
      type: "anthropic" | "custom" | (string & {});
      skill_id: string;
      version: string;
    };
    /** @description Why the prompt cache was not, or not fully, of use. */
    Diagnostics: {
      /** @description Null while the comparison is under way. */
      cache_miss_reason?: components["schemas"]["CacheMissReason"] | null;
    };
    /** @description What differs from the message named in the request. */
    CacheMissReason: {
      type:
        | "model_changed"
        | "system_changed"
        | "tools_changed"
        | "messages_changed"
        | "previous_message_not_found"
        | "unavailable"
        | (string & {});
      /** @description How many input tokens were not read from the cache; only with the four `…_changed` types. */
      cache_missed_input_tokens?: number;
    };
    /** @description What was used, and is billed at half the standard price. Input in all is `input_tokens` + `cache_creation_input_tokens` + `cache_read_input_tokens`. */
    Usage: {
      /** @description Input tokens outside the cache. */
      input_tokens: number;
      /** @description Output tokens, thinking included. */
      output_tokens: number;
      /** @description Input tokens written to the cache. */
      cache_creation_input_tokens?: number | null;
      /** @description Input tokens read from the cache. */
      cache_read_input_tokens?: number | null;
      /** @description The tokens written to the cache, by life time. */
      cache_creation?: components["schemas"]["CacheCreation"] | null;
      /** @description A breakdown of the output tokens. */
      output_tokens_details?: components["schemas"]["OutputTokensDetails"] | null;
      /** @description Calls of server tools. */
      server_tool_use?: components["schemas"]["ServerToolUsage"] | null;
      /** @description `batch` for requests of a batch. */
      service_tier?: "standard" | "priority" | "batch" | (string & {}) | null;
      /** @description Where the model ran. */
      inference_geo?: string | null;
      /** @description Always standard in a batch. */
      speed?: "standard" | "fast" | (string & {}) | null;
      /** @description Beta. Usage of the single steps of the answer. */
      iterations?:
        | {
            [key: string]: unknown;
          }[]
        | null;
      /** @description Beta. */
      fallback_credit?: {
        [key: string]: unknown;
      } | null;
    };
    /** @description Tokens written to the cache, by life time of the entry. */
    CacheCreation: {
      ephemeral_5m_input_tokens: number;
      ephemeral_1h_input_tokens: number;
    };
    /** @description What the output tokens were spent on. */
    OutputTokensDetails: {
      thinking_tokens?: number;
    };
    /** @description How often server tools were called. */
    ServerToolUsage: {
      web_search_requests?: number;
      web_fetch_requests?: number;
    };
    /** @description A block of an answer. Beside the known kinds there are those of beta features, and there will be new ones: leave alone what you do not know. */
    ContentBlock:
      | components["schemas"]["KnownContentBlock"]
      | components["schemas"]["BetaContentBlock"]
      | Record<string, never>;
    /** @description The twelve kinds of output block, told apart by `type`. */
    KnownContentBlock:
      | components["schemas"]["TextBlock"]
      | components["schemas"]["ThinkingBlock"]
      | components["schemas"]["RedactedThinkingBlock"]
      | components["schemas"]["ToolUseBlock"]
      | components["schemas"]["ServerToolUseBlock"]
      | components["schemas"]["WebSearchToolResultBlock"]
      | components["schemas"]["WebFetchToolResultBlock"]
      | components["schemas"]["CodeExecutionToolResultBlock"]
      | components["schemas"]["BashCodeExecutionToolResultBlock"]
      | components["schemas"]["TextEditorCodeExecutionToolResultBlock"]
      | components["schemas"]["ToolSearchToolResultBlock"]
      | components["schemas"]["ContainerUploadBlock"];
    /** @description A block of a beta feature; what else it holds is documented with that feature. */
    BetaContentBlock: {
      /** @enum {string} */
      type:
        | "advisor_tool_result"
        | "compaction"
        | "fallback"
        | "mcp_tool_listing"
        | "mcp_tool_result"
        | "mcp_tool_use";
    } & {
      [key: string]: unknown;
    };
    /** @description Text. */
    TextBlock: {
      /** @constant */
      type: "text";
      text: string;
      /** @description What the text refers to; null or missing where citations are off. */
      citations?: components["schemas"]["TextCitation"][] | null;
    };
    /** @description The model's thinking. Send it back unchanged, signature and all, when the conversation goes on. */
    ThinkingBlock: {
      /** @constant */
      type: "thinking";
      /** @description The thinking or its summary; empty where the display was omitted. */
      thinking: string;
      signature: string;
    };
    /** @description Encrypted thinking. Send it back unchanged. */
    RedactedThinkingBlock: {
      /** @constant */
      type: "redacted_thinking";
      data: string;
    };
    /** @description A call of one of your tools that the model asks for. */
    ToolUseBlock: {
      /** @constant */
      type: "tool_use";
      id: string;
      name: string;
      /** @description The arguments, any JSON. Mostly an object that follows the schema of the tool. */
      input: unknown;
      caller?: components["schemas"]["ToolUseCaller"];
      /** @description The toolset that the tool is a member of. */
      toolset_name?: string | null;
    };
    /** @description A call of a server tool, which the server has made. */
    ServerToolUseBlock: {
      /** @constant */
      type: "server_tool_use";
      id: string;
      name: components["schemas"]["ServerToolName"];
      /** @description The arguments, any JSON. Mostly an object that follows the schema of the tool. */
      input: unknown;
      caller?: components["schemas"]["ToolUseCaller"];
    };
    /** @description The result of a web search. */
    WebSearchToolResultBlock: {
      /** @constant */
      type: "web_search_tool_result";
      tool_use_id: string;
      content: components["schemas"]["WebSearchToolResultBlockContent"];
      caller?: components["schemas"]["ToolUseCaller"];
    };
    /** @description A page that was fetched. */
    WebFetchToolResultBlock: {
      /** @constant */
      type: "web_fetch_tool_result";
      tool_use_id: string;
      content:
        | (components["schemas"]["WebFetchBlock"] | components["schemas"]["WebFetchToolResultErrorBlock"])
        | Record<string, never>;
      caller?: components["schemas"]["ToolUseCaller"];
    };
    /** @description A page, as a document. */
    WebFetchBlock: {
      /** @constant */
      type: "web_fetch_result";
      url: string;
      content: components["schemas"]["DocumentBlock"];
      /** @description When the page was fetched. */
      retrieved_at?: string | null;
    };
    /** @description A document inside a fetched page. */
    DocumentBlock: {
      /** @constant */
      type: "document";
      source:
        | (components["schemas"]["Base64PDFSource"] | components["schemas"]["PlainTextSource"])
        | Record<string, never>;
      title?: string | null;
      citations?: components["schemas"]["CitationsConfig"] | null;
    };
    /** @description Whether the model could cite the document. */
    CitationsConfig: {
      enabled: boolean;
    };
    /** @description The result of a run of code. */
    CodeExecutionToolResultBlock: {
      /** @constant */
      type: "code_execution_tool_result";
      tool_use_id: string;
      content: components["schemas"]["CodeExecutionToolResultBlockContent"];
    };
    /** @description The result of a shell command. */
    BashCodeExecutionToolResultBlock: {
      /** @constant */
      type: "bash_code_execution_tool_result";
      tool_use_id: string;
      content: components["schemas"]["BashCodeExecutionToolResultBlockContent"];
    };
    /** @description The result of an editor command. */
    TextEditorCodeExecutionToolResultBlock: {
      /** @constant */
      type: "text_editor_code_execution_tool_result";
      tool_use_id: string;
      content: components["schemas"]["TextEditorCodeExecutionToolResultBlockContent"];
    };
    /** @description The result of a search for tools. */
    ToolSearchToolResultBlock: {
      /** @constant */
      type: "tool_search_tool_result";
      tool_use_id: string;
      content: components["schemas"]["ToolSearchToolResultBlockContent"];
    };
    /** @description A file that was put into the container. */
    ContainerUploadBlock: {
      /** @constant */
      type: "container_upload";
      file_id: string;
    };
    /** @description What a text refers to, told apart by `type`. */
    TextCitation:
      | (
          | components["schemas"]["CitationCharLocation"]
          | components["schemas"]["CitationPageLocation"]
          | components["schemas"]["CitationContentBlockLocation"]
          | components["schemas"]["CitationsWebSearchResultLocation"]
          | components["schemas"]["CitationsSearchResultLocation"]
        )
      | Record<string, never>;
    /** @description A stretch of a plain text. */
    CitationCharLocation: {
      /** @constant */
      type: "char_location";
      cited_text: string;
      /** @description Which document of the request, counted from 0. */
      document_index: number;
      document_title: string | null;
      start_char_index: number;
      /** @description Exclusive. */
      end_char_index: number;
      /** @description The uploaded file that the document came from; null for other sources. */
      file_id?: string | null;
    };
    /** @description Pages of a PDF. */
    CitationPageLocation: {
      /** @constant */
      type: "page_location";
      cited_text: string;
      /** @description Which document of the request, counted from 0. */
      document_index: number;
      document_title: string | null;
      start_page_number: number;
      /** @description Exclusive. */
      end_page_number: number;
      /** @description The uploaded file that the document came from; null for other sources. */
      file_id?: string | null;
    };
    /** @description Blocks of a document made of blocks. */
    CitationContentBlockLocation: {
      /** @constant */
      type: "content_block_location";
      cited_text: string;
      /** @description Which document of the request, counted from 0. */
      document_index: number;
      document_title: string | null;
      start_block_index: number;
      /** @description Exclusive. */
      end_block_index: number;
      /** @description The uploaded file that the document came from; null for other sources. */
      file_id?: string | null;
    };
    /** @description A page that a web search found. */
    CitationsWebSearchResultLocation: {
      /** @constant */
      type: "web_search_result_location";
      cited_text: string;
      url: string;
      title: string | null;
      encrypted_index: string;
    };
    /** @description Blocks of one of your own search results. */
    CitationsSearchResultLocation: {
      /** @constant */
      type: "search_result_location";
      cited_text: string;
      source: string;
      title: string | null;
      search_result_index: number;
      start_block_index: number;
      end_block_index: number;
    };
    /** @description The server tool that was called. */
    ServerToolName:
      | "web_search"
      | "web_fetch"
      | "code_execution"
      | "bash_code_execution"
      | "text_editor_code_execution"
      | "tool_search_tool_regex"
      | "tool_search_tool_bm25"
      | (string & {});
    /** @description Who made the call, the model itself or code that it ran. */
    ToolUseCaller:
      | (
          | components["schemas"]["DirectCaller"]
          | components["schemas"]["ServerToolCaller"]
          | components["schemas"]["ServerToolCaller20260120"]
        )
      | Record<string, never>;
    /** @description The model itself. */
    DirectCaller: {
      /** @constant */
      type: "direct";
    };
    /** @description Code run by the tool of August 2025. */
    ServerToolCaller: {
      /** @constant */
      type: "code_execution_20250825";
      /** @description The `id` of the run of code. */
      tool_id: string;
    };
    /** @description Code run by the tool of January 2026. */
    ServerToolCaller20260120: {
      /** @constant */
      type: "code_execution_20260120";
      /** @description The `id` of the run of code. */
      tool_id: string;
    };
    /** @description The pages found, or why the search failed. */
    WebSearchToolResultBlockContent:
      components["schemas"]["WebSearchResultBlock"][] | components["schemas"]["WebSearchToolResultError"];
    /** @description A page that was found. */
    WebSearchResultBlock: {
      /** @constant */
      type: "web_search_result";
      url: string;
      title: string;
      /** @description The page's content, to be sent back unchanged when the conversation goes on. */
      encrypted_content: string;
      /** @description When the page was last changed, in words. */
      page_age?: string | null;
    };
    /** @description Why a web search failed. */
    WebSearchToolResultError: {
      /** @constant */
      type: "web_search_tool_result_error";
      error_code:
        | "invalid_tool_input"
        | "unavailable"
        | "max_uses_exceeded"
        | "too_many_requests"
        | "query_too_long"
        | "request_too_large"
        | (string & {});
    };
    /** @description Why a page could not be fetched. */
    WebFetchToolResultErrorBlock: {
      /** @constant */
      type: "web_fetch_tool_result_error";
      error_code:
        | "invalid_tool_input"
        | "url_too_long"
        | "url_not_allowed"
        | "url_not_in_prior_context"
        | "url_not_accessible"
        | "unsupported_content_type"
        | "too_many_requests"
        | "max_uses_exceeded"
        | "unavailable"
        | "content_too_large"
        | (string & {});
    };
    /** @description What a run of code produced, or why it failed. */
    CodeExecutionToolResultBlockContent:
      | (
          | components["schemas"]["CodeExecutionResultBlock"]
          | components["schemas"]["EncryptedCodeExecutionResultBlock"]
          | components["schemas"]["CodeExecutionToolResultError"]
        )
      | Record<string, never>;
    /** @description What a run of code produced. */
    CodeExecutionResultBlock: {
      /** @constant */
      type: "code_execution_result";
      stdout: string;
      stderr: string;
      return_code: number;
      content: components["schemas"]["CodeExecutionOutputBlock"][];
    };
    /** @description What a run of code produced, its output encrypted. */
    EncryptedCodeExecutionResultBlock: {
      /** @constant */
      type: "encrypted_code_execution_result";
      encrypted_stdout: string;
      stderr: string;
      return_code: number;
      content: components["schemas"]["CodeExecutionOutputBlock"][];
    };
    /** @description A file that the code wrote. */
    CodeExecutionOutputBlock: {
      /** @constant */
      type: "code_execution_output";
      file_id: string;
    };
    /** @description Why a run of code failed. */
    CodeExecutionToolResultError: {
      /** @constant */
      type: "code_execution_tool_result_error";
      error_code:
        | "invalid_tool_input"
        | "unavailable"
        | "too_many_requests"
        | "execution_time_exceeded"
        | (string & {});
    };
    /** @description What a shell command produced, or why it failed. */
    BashCodeExecutionToolResultBlockContent:
      | (
          | components["schemas"]["BashCodeExecutionResultBlock"]
          | components["schemas"]["BashCodeExecutionToolResultError"]
        )
      | Record<string, never>;
    /** @description What a shell command produced. */
    BashCodeExecutionResultBlock: {
      /** @constant */
      type: "bash_code_execution_result";
      stdout: string;
      stderr: string;
      return_code: number;
      content: components["schemas"]["BashCodeExecutionOutputBlock"][];
    };
    /** @description A file that the command wrote. */
    BashCodeExecutionOutputBlock: {
      /** @constant */
      type: "bash_code_execution_output";
      file_id: string;
    };
    /** @description Why a shell command failed. */
    BashCodeExecutionToolResultError: {
      /** @constant */
      type: "bash_code_execution_tool_result_error";
      error_code:
        | "invalid_tool_input"
        | "unavailable"
        | "too_many_requests"
        | "execution_time_exceeded"
        | "output_file_too_large"
        | (string & {});
    };
    /** @description What an editor command produced, or why it failed. */
    TextEditorCodeExecutionToolResultBlockContent:
      | (
          | components["schemas"]["TextEditorCodeExecutionViewResultBlock"]
          | components["schemas"]["TextEditorCodeExecutionCreateResultBlock"]
          | components["schemas"]["TextEditorCodeExecutionStrReplaceResultBlock"]
          | components["schemas"]["TextEditorCodeExecutionToolResultError"]
        )
      | Record<string, never>;
    /** @description The part of a file that was looked at. */
    TextEditorCodeExecutionViewResultBlock: {
      /** @constant */
      type: "text_editor_code_execution_view_result";
      content: string;
      file_type: "text" | "image" | "pdf" | (string & {});
      num_lines?: number | null;
      start_line?: number | null;
      total_lines?: number | null;
    };
    /** @description A file that was written. */
    TextEditorCodeExecutionCreateResultBlock: {
      /** @constant */
      type: "text_editor_code_execution_create_result";
      /** @description Whether the file was there before. */
      is_file_update: boolean;
    };
    /** @description A replacement in a file, as a piece of a diff. */
    TextEditorCodeExecutionStrReplaceResultBlock: {
      /** @constant */
      type: "text_editor_code_execution_str_replace_result";
      lines?: string[] | null;
      old_start?: number | null;
      old_lines?: number | null;
      new_start?: number | null;
      new_lines?: number | null;
    };
    /** @description Why an editor command failed. */
    TextEditorCodeExecutionToolResultError: {
      /** @constant */
      type: "text_editor_code_execution_tool_result_error";
      error_code:
        | "invalid_tool_input"
        | "unavailable"
        | "too_many_requests"
        | "execution_time_exceeded"
        | "file_not_found"
        | (string & {});
      error_message?: string | null;
    };
    /** @description The tools found, or why the search failed. */
    ToolSearchToolResultBlockContent:
      | (
          | components["schemas"]["ToolSearchToolSearchResultBlock"]
          | components["schemas"]["ToolSearchToolResultError"]
        )
      | Record<string, never>;
    /** @description The tools found. */
    ToolSearchToolSearchResultBlock: {
      /** @constant */
      type: "tool_search_tool_search_result";
      tool_references: components["schemas"]["ToolReferenceBlock"][];
    };
    /** @description A tool, by its name. */
    ToolReferenceBlock: {
      /** @constant */
      type: "tool_reference";
      tool_name: string;
    };
    /** @description Why a search for tools failed. */
    ToolSearchToolResultError: {
      /** @constant */
      type: "tool_search_tool_result_error";
      error_code:
        | "invalid_tool_input"
        | "unavailable"
        | "too_many_requests"
        | "execution_time_exceeded"
        | (string & {});
      error_message?: string | null;
    };
  };
  responses: {
    /**
     * @description `invalid_request_error`: the request is malformed or not allowed; sending it again unchanged does not help. Also used
     *     when a spend limit of one's own making is reached, and for 4xx answers without a type of their own.
     *
     *     Known `error.details.error_code` values: `claude_code_key_creator_not_member`, `cmek_key_disabled`,
     *     `organization_on_hold`, `workspace_human_review_disabled`.
     */
    InvalidRequest: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description `authentication_error`: no credential, or one that is not valid. */
    Unauthenticated: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description `billing_error`: something is wrong with the payment details of the account. */
    BillingProblem: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description `permission_error`: the credential is valid, but may not use this resource. */
    PermissionDenied: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /**
     * @description `not_found_error`: there is no such batch in this workspace, or not any more. For a few seconds after a create it may
     *     mean "not yet".
     */
    NotFound: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description `conflict_error`: the call collides with the present state of the resource. */
    Conflict: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /**
     * @description `request_too_large`: the body of the create call exceeds 256 MB. Split the batch.
     *
     *     The answer may come from a proxy in front of the API: its body is then not JSON, and `request-id` may be missing.
     *     Another cause has the code `request_body_too_large_after_decoding`.
     */
    RequestTooLarge: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
        "text/html": string;
      };
    };
    /**
     * @description `rate_limit_error`: too many calls a minute, too many requests in the queue, too steep a rise in use
     *     (`ramp_limit_exceeded`), or a spend cap. Wait for `retry-after`.
     *
     *     The code `enforced_spend_limit_reached` comes without `retry-after`: the cap of the tier is used up until next month, and
     *     no retry helps. The code `contract_spend_limit_reached` says the same of the cap of a contract, which somebody has to
     *     raise.
     */
    RateLimited: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        "anthropic-ratelimit-requests-limit": components["headers"]["RateLimitRequestsLimit"];
        "anthropic-ratelimit-requests-remaining": components["headers"]["RateLimitRequestsRemaining"];
        "anthropic-ratelimit-requests-reset": components["headers"]["RateLimitRequestsReset"];
        "anthropic-ratelimit-tokens-limit": components["headers"]["RateLimitTokensLimit"];
        "anthropic-ratelimit-tokens-remaining": components["headers"]["RateLimitTokensRemaining"];
        "anthropic-ratelimit-tokens-reset": components["headers"]["RateLimitTokensReset"];
        "anthropic-ratelimit-input-tokens-limit": components["headers"]["RateLimitInputTokensLimit"];
        "anthropic-ratelimit-input-tokens-remaining": components["headers"]["RateLimitInputTokensRemaining"];
        "anthropic-ratelimit-input-tokens-reset": components["headers"]["RateLimitInputTokensReset"];
        "anthropic-ratelimit-output-tokens-limit": components["headers"]["RateLimitOutputTokensLimit"];
        "anthropic-ratelimit-output-tokens-remaining": components["headers"]["RateLimitOutputTokensRemaining"];
        "anthropic-ratelimit-output-tokens-reset": components["headers"]["RateLimitOutputTokensReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description `api_error`: the server failed in a way it did not expect. For a create, the outcome is unknown. */
    InternalError: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /**
     * @description The server cannot work at the moment. Seen in connection with customer-managed keys, with the codes
     *     `cmek_key_unreachable` and `cmek_context_unavailable`. That the type is `api_error` is unconfirmed.
     */
    ServiceUnavailable: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description `timeout_error`: the server gave up on this call. For a create, the outcome is unknown. */
    Timeout: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description `overloaded_error`: the API as a whole is under too much load; try again later. The status is not a standard one. */
    Overloaded: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description Any other status: the same envelope. A 4xx not listed here has the type `invalid_request_error`. */
    UnlistedError: {
      headers: {
        "request-id": components["headers"]["RequestId"];
        "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
        "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
  };
  parameters: {
    /**
     * @description The batch's `id`, as returned by create or list. An opaque string.
     * @example msgbatch_01FVq3sWm8TzKdYb2NcR7JxP
     */
    MessageBatchId: string;
    /**
     * @description The version of the API that the call speaks; the introduction lists the differences. The provider asks for it on
     *     every request. It is optional here because a client is expected to set it; where it is absent, this document
     *     speaks of the default.
     * @example 2026-10-21
     */
    AnthropicVersion: "2026-10-21" | "2023-06-01";
    /**
     * @description Names of beta features to switch on, separated by commas (or in repeated headers). They hold for the whole batch;
     *     a request cannot carry its own. `output-300k-2026-03-24`, for example, raises the ceiling of `max_tokens` to
     *     300,000 on some models. The former `message-batches-2024-09-24` is accepted and no longer needed.
     * @example [
     *       "output-300k-2026-03-24"
     *     ]
     */
    AnthropicBeta: string[];
    /**
     * @description Which workspace to act in, for credentials that reach several. With a credential of one workspace it may be left
     *     out; if sent, it must match.
     * @example wrkspc_01Ab9kTw4XzRm7VcQs2NpYhLd
     */
    AnthropicWorkspaceId: string;
    /**
     * @description Attributes every request of the batch to this user profile. A request whose own `params.user_profile_id` differs
     *     ends as `errored`. Documentation from August 2026 asked for a beta header besides; newer clients send none.
     * @example uprof_01Qc4mXt8WzRk6NbVs2YpHdL
     */
    AnthropicUserProfileId: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description Identifies this call for the provider's support; equals `request_id` in an error body.
     * @example req_011CVr4sXzKdYb2NcR7JxPqW
     */
    RequestId: string;
    /**
     * @description The organization that the credential belongs to.
     * @example 3f2b7c1e-58d4-4f0a-9c36-7a1de0b95c42
     */
    AnthropicOrganizationId: string;
    /**
     * @description The workspace that the call acted in. Absent where authentication failed.
     * @example wrkspc_01Ab9kTw4XzRm7VcQs2NpYhLd
     */
    AnthropicWorkspaceId: string;
    /**
     * @description Seconds to wait before the next attempt. Absent where waiting does not help, as with a spend cap.
     * @example 12
     */
    RetryAfter: number;
    /**
     * @description The same wait in milliseconds. Read by the provider's own clients; undocumented.
     * @example 11640
     */
    RetryAfterMs: number;
    /**
     * @description The server's own word on whether to try again, `true` or `false`; it overrules the status. Read by the provider's own clients; undocumented.
     * @example true
     */
    ShouldRetry: string;
    /**
     * @description How many requests the current window allows. Which rate-limit headers the batch operations send is unconfirmed.
     * @example 1000
     */
    RateLimitRequestsLimit: number;
    /**
     * @description How many requests are left. Presence unconfirmed.
     * @example 998
     */
    RateLimitRequestsRemaining: number;
    /**
     * @description When the allowance is full again (RFC 3339). Presence unconfirmed.
     * @example 2026-11-20T09:15:00Z
     */
    RateLimitRequestsReset: string;
    /**
     * @description How many tokens (input and output together) the current window allows. Which rate-limit headers the batch operations send is unconfirmed.
     * @example 400000
     */
    RateLimitTokensLimit: number;
    /**
     * @description How many tokens (input and output together) are left, rounded to thousands. Presence unconfirmed.
     * @example 396000
     */
    RateLimitTokensRemaining: number;
    /**
     * @description When the allowance is full again (RFC 3339). Presence unconfirmed.
     * @example 2026-11-20T09:15:00Z
     */
    RateLimitTokensReset: string;
    /**
     * @description How many input tokens the current window allows. Which rate-limit headers the batch operations send is unconfirmed.
     * @example 400000
     */
    RateLimitInputTokensLimit: number;
    /**
     * @description How many input tokens are left, rounded to thousands. Presence unconfirmed.
     * @example 396000
     */
    RateLimitInputTokensRemaining: number;
    /**
     * @description When the allowance is full again (RFC 3339). Presence unconfirmed.
     * @example 2026-11-20T09:15:00Z
     */
    RateLimitInputTokensReset: string;
    /**
     * @description How many output tokens the current window allows. Which rate-limit headers the batch operations send is unconfirmed.
     * @example 400000
     */
    RateLimitOutputTokensLimit: number;
    /**
     * @description How many output tokens are left, rounded to thousands. Presence unconfirmed.
     * @example 396000
     */
    RateLimitOutputTokensRemaining: number;
    /**
     * @description When the allowance is full again (RFC 3339). Presence unconfirmed.
     * @example 2026-11-20T09:15:00Z
     */
    RateLimitOutputTokensReset: string;
    /**
     * @description Committed input tokens; only with the priority tier, which batches do not use (presence unconfirmed).
     * @example 10000
     */
    PriorityInputTokensLimit: number;
    /**
     * @description Committed input tokens that are left; only with the priority tier (presence unconfirmed).
     * @example 9618
     */
    PriorityInputTokensRemaining: number;
    /**
     * @description When the committed input tokens are full again (RFC 3339); only with the priority tier (presence unconfirmed).
     * @example 2026-11-20T09:15:00Z
     */
    PriorityInputTokensReset: string;
    /**
     * @description Committed output tokens; only with the priority tier, which batches do not use (presence unconfirmed).
     * @example 10000
     */
    PriorityOutputTokensLimit: number;
    /**
     * @description Committed output tokens that are left; only with the priority tier (presence unconfirmed).
     * @example 9618
     */
    PriorityOutputTokensRemaining: number;
    /**
     * @description When the committed output tokens are full again (RFC 3339); only with the priority tier (presence unconfirmed).
     * @example 2026-11-20T09:15:00Z
     */
    PriorityOutputTokensReset: string;
  };
  pathItems: never;
}
export type MessageBatchCreateParams = components["schemas"]["MessageBatchCreateParams"];
export type BatchRequest = components["schemas"]["BatchRequest"];
export type MessageBatch = components["schemas"]["MessageBatch"];
export type MessageBatchProcessingStatus = components["schemas"]["MessageBatchProcessingStatus"];
export type MessageBatchRequestCounts = components["schemas"]["MessageBatchRequestCounts"];
export type MessageBatchesPage = components["schemas"]["MessageBatchesPage"];
export type DeletedMessageBatch = components["schemas"]["DeletedMessageBatch"];
export type MessageBatchIndividualResponse = components["schemas"]["MessageBatchIndividualResponse"];
export type MessageBatchResult = components["schemas"]["MessageBatchResult"];
export type MessageBatchSucceededResult = components["schemas"]["MessageBatchSucceededResult"];
export type MessageBatchErroredResult = components["schemas"]["MessageBatchErroredResult"];
export type MessageBatchCanceledResult = components["schemas"]["MessageBatchCanceledResult"];
export type MessageBatchExpiredResult = components["schemas"]["MessageBatchExpiredResult"];
export type ErrorResponse = components["schemas"]["ErrorResponse"];
export type ErrorObject = components["schemas"]["ErrorObject"];
export type ErrorType = components["schemas"]["ErrorType"];
export type ErrorDetails = components["schemas"]["ErrorDetails"];
export type MessageCreateParams = components["schemas"]["MessageCreateParams"];
export type Model = components["schemas"]["Model"];
export type MessageParam = components["schemas"]["MessageParam"];
export type UserMessageParam = components["schemas"]["UserMessageParam"];
export type AssistantMessageParam = components["schemas"]["AssistantMessageParam"];
export type SystemMessageParam = components["schemas"]["SystemMessageParam"];
export type BetaSystemMessageOutputConfig = components["schemas"]["BetaSystemMessageOutputConfig"];
export type MessageContentParam = components["schemas"]["MessageContentParam"];
export type CacheControl = components["schemas"]["CacheControl"];
export type CacheControlEphemeral = components["schemas"]["CacheControlEphemeral"];
export type ContainerParams = components["schemas"]["ContainerParams"];
export type SkillParams = components["schemas"]["SkillParams"];
export type DiagnosticsParam = components["schemas"]["DiagnosticsParam"];
export type Metadata = components["schemas"]["Metadata"];
export type OutputConfig = components["schemas"]["OutputConfig"];
export type Effort = components["schemas"]["Effort"];
export type JSONOutputFormat = components["schemas"]["JSONOutputFormat"];
export type ThinkingConfigParam = components["schemas"]["ThinkingConfigParam"];
export type ThinkingConfigEnabled = components["schemas"]["ThinkingConfigEnabled"];
export type ThinkingConfigAdaptive = components["schemas"]["ThinkingConfigAdaptive"];
export type ThinkingConfigDisabled = components["schemas"]["ThinkingConfigDisabled"];
export type ThinkingConfigBetweenTools = components["schemas"]["ThinkingConfigBetweenTools"];
export type ThinkingDisplay = components["schemas"]["ThinkingDisplay"];
export type ToolChoice = components["schemas"]["ToolChoice"];
export type ToolChoiceAuto = components["schemas"]["ToolChoiceAuto"];
export type ToolChoiceAny = components["schemas"]["ToolChoiceAny"];
export type ToolChoiceTool = components["schemas"]["ToolChoiceTool"];
export type ToolChoiceNone = components["schemas"]["ToolChoiceNone"];
export type BetaBillingPolicy = components["schemas"]["BetaBillingPolicy"];
export type BetaCompactionConfig = components["schemas"]["BetaCompactionConfig"];
export type BetaContextManagementConfig = components["schemas"]["BetaContextManagementConfig"];
export type BetaRequestMCPServerURLDefinition = components["schemas"]["BetaRequestMCPServerURLDefinition"];
export type BetaTokenTaskBudget = components["schemas"]["BetaTokenTaskBudget"];
export type ContentBlockParam = components["schemas"]["ContentBlockParam"];
export type KnownContentBlockParam = components["schemas"]["KnownContentBlockParam"];
export type BetaContentBlockParam = components["schemas"]["BetaContentBlockParam"];
export type TextBlockParam = components["schemas"]["TextBlockParam"];
export type ImageBlockParam = components["schemas"]["ImageBlockParam"];
export type ImageTransformationsParam = components["schemas"]["ImageTransformationsParam"];
export type Base64ImageSource = components["schemas"]["Base64ImageSource"];
export type URLImageSource = components["schemas"]["URLImageSource"];
export type FileImageSource = components["schemas"]["FileImageSource"];
export type DocumentBlockParam = components["schemas"]["DocumentBlockParam"];
export type Base64PDFSource = components["schemas"]["Base64PDFSource"];
export type PlainTextSource = components["schemas"]["PlainTextSource"];
export type ContentBlockSource = components["schemas"]["ContentBlockSource"];
export type URLPDFSource = components["schemas"]["URLPDFSource"];
export type FileDocumentSource = components["schemas"]["FileDocumentSource"];
export type CitationsConfigParam = components["schemas"]["CitationsConfigParam"];
export type SearchResultBlockParam = components["schemas"]["SearchResultBlockParam"];
export type ThinkingBlockParam = components["schemas"]["ThinkingBlockParam"];
export type RedactedThinkingBlockParam = components["schemas"]["RedactedThinkingBlockParam"];
export type ToolUseBlockParam = components["schemas"]["ToolUseBlockParam"];
export type ToolResultBlockParam = components["schemas"]["ToolResultBlockParam"];
export type ToolResultContentParam = components["schemas"]["ToolResultContentParam"];
export type ToolReferenceBlockParam = components["schemas"]["ToolReferenceBlockParam"];
export type BrowserStateBlockParam = components["schemas"]["BrowserStateBlockParam"];
export type BrowserStateTabEntry = components["schemas"]["BrowserStateTabEntry"];
export type BrowserStateChange = components["schemas"]["BrowserStateChange"];
export type BrowserStateChangeTabOpened = components["schemas"]["BrowserStateChangeTabOpened"];
export type BrowserStateChangeDownloadStarted = components["schemas"]["BrowserStateChangeDownloadStarted"];
export type BrowserStateChangeDownloadCompleted =
  components["schemas"]["BrowserStateChangeDownloadCompleted"];
export type BrowserStateChangeDownloadFailed = components["schemas"]["BrowserStateChangeDownloadFailed"];
export type ServerToolUseBlockParam = components["schemas"]["ServerToolUseBlockParam"];
export type WebSearchToolResultBlockParam = components["schemas"]["WebSearchToolResultBlockParam"];
export type WebFetchToolResultBlockParam = components["schemas"]["WebFetchToolResultBlockParam"];
export type WebFetchBlockParam = components["schemas"]["WebFetchBlockParam"];
export type CodeExecutionToolResultBlockParam = components["schemas"]["CodeExecutionToolResultBlockParam"];
export type BashCodeExecutionToolResultBlockParam =
  components["schemas"]["BashCodeExecutionToolResultBlockParam"];
export type TextEditorCodeExecutionToolResultBlockParam =
  components["schemas"]["TextEditorCodeExecutionToolResultBlockParam"];
export type ToolSearchToolResultBlockParam = components["schemas"]["ToolSearchToolResultBlockParam"];
export type ContainerUploadBlockParam = components["schemas"]["ContainerUploadBlockParam"];
export type TextCitationParam = components["schemas"]["TextCitationParam"];
export type CitationCharLocationParam = components["schemas"]["CitationCharLocationParam"];
export type CitationPageLocationParam = components["schemas"]["CitationPageLocationParam"];
export type CitationContentBlockLocationParam = components["schemas"]["CitationContentBlockLocationParam"];
export type CitationWebSearchResultLocationParam =
  components["schemas"]["CitationWebSearchResultLocationParam"];
export type CitationSearchResultLocationParam = components["schemas"]["CitationSearchResultLocationParam"];
export type ToolUnion = components["schemas"]["ToolUnion"];
export type KnownTool = components["schemas"]["KnownTool"];
export type BetaTool = components["schemas"]["BetaTool"];
export type Tool = components["schemas"]["Tool"];
export type ToolInputSchema = components["schemas"]["ToolInputSchema"];
export type ToolInputExamples = components["schemas"]["ToolInputExamples"];
export type ToolAllowedCallers = components["schemas"]["ToolAllowedCallers"];
export type ToolDeferLoading = components["schemas"]["ToolDeferLoading"];
export type ToolStrict = components["schemas"]["ToolStrict"];
export type ToolBash20250124 = components["schemas"]["ToolBash20250124"];
export type ToolTextEditor20250124 = components["schemas"]["ToolTextEditor20250124"];
export type ToolTextEditor20250429 = components["schemas"]["ToolTextEditor20250429"];
export type ToolTextEditor20250728 = components["schemas"]["ToolTextEditor20250728"];
export type MemoryTool20250818 = components["schemas"]["MemoryTool20250818"];
export type CodeExecutionTool20250522 = components["schemas"]["CodeExecutionTool20250522"];
export type CodeExecutionTool20250825 = components["schemas"]["CodeExecutionTool20250825"];
export type CodeExecutionTool20260120 = components["schemas"]["CodeExecutionTool20260120"];
export type CodeExecutionTool20260521 = components["schemas"]["CodeExecutionTool20260521"];
export type WebSearchTool20250305 = components["schemas"]["WebSearchTool20250305"];
export type WebSearchTool20260209 = components["schemas"]["WebSearchTool20260209"];
export type WebSearchTool20260318 = components["schemas"]["WebSearchTool20260318"];
export type WebFetchTool20250910 = components["schemas"]["WebFetchTool20250910"];
export type WebFetchTool20260209 = components["schemas"]["WebFetchTool20260209"];
export type WebFetchTool20260309 = components["schemas"]["WebFetchTool20260309"];
export type WebFetchTool20260318 = components["schemas"]["WebFetchTool20260318"];
export type ToolSearchToolBm25_20251119 = components["schemas"]["ToolSearchToolBm25_20251119"];
export type ToolSearchToolBm25 = components["schemas"]["ToolSearchToolBm25"];
export type ToolSearchToolRegex20251119 = components["schemas"]["ToolSearchToolRegex20251119"];
export type ToolSearchToolRegex = components["schemas"]["ToolSearchToolRegex"];
export type BrowserToolset20260801 = components["schemas"]["BrowserToolset20260801"];
export type ComputerToolset20260801 = components["schemas"]["ComputerToolset20260801"];
export type UserLocation = components["schemas"]["UserLocation"];
export type WebFetchURLSources = components["schemas"]["WebFetchURLSources"];
export type WebFetchURLSource = components["schemas"]["WebFetchURLSource"];
export type WebFetchURLSourceAll = components["schemas"]["WebFetchURLSourceAll"];
export type WebFetchURLSourceNone = components["schemas"]["WebFetchURLSourceNone"];
export type WebFetchURLSourceOnly = components["schemas"]["WebFetchURLSourceOnly"];
export type WebFetchURLSourceExcept = components["schemas"]["WebFetchURLSourceExcept"];
export type WebFetchURLSourceToolReference = components["schemas"]["WebFetchURLSourceToolReference"];
export type BrowserToolsetConfigs = components["schemas"]["BrowserToolsetConfigs"];
export type ComputerToolsetConfigs = components["schemas"]["ComputerToolsetConfigs"];
export type ToolsetMemberConfig = components["schemas"]["ToolsetMemberConfig"];
export type Message = components["schemas"]["Message"];
export type StopReason = components["schemas"]["StopReason"];
export type RefusalStopDetails = components["schemas"]["RefusalStopDetails"];
export type Container = components["schemas"]["Container"];
export type ContainerSkill = components["schemas"]["ContainerSkill"];
export type Diagnostics = components["schemas"]["Diagnostics"];
export type CacheMissReason = components["schemas"]["CacheMissReason"];
export type Usage = components["schemas"]["Usage"];
export type CacheCreation = components["schemas"]["CacheCreation"];
export type OutputTokensDetails = components["schemas"]["OutputTokensDetails"];
export type ServerToolUsage = components["schemas"]["ServerToolUsage"];
export type ContentBlock = components["schemas"]["ContentBlock"];
export type KnownContentBlock = components["schemas"]["KnownContentBlock"];
export type BetaContentBlock = components["schemas"]["BetaContentBlock"];
export type TextBlock = components["schemas"]["TextBlock"];
export type ThinkingBlock = components["schemas"]["ThinkingBlock"];
export type RedactedThinkingBlock = components["schemas"]["RedactedThinkingBlock"];
export type ToolUseBlock = components["schemas"]["ToolUseBlock"];
export type ServerToolUseBlock = components["schemas"]["ServerToolUseBlock"];
export type WebSearchToolResultBlock = components["schemas"]["WebSearchToolResultBlock"];
export type WebFetchToolResultBlock = components["schemas"]["WebFetchToolResultBlock"];
export type WebFetchBlock = components["schemas"]["WebFetchBlock"];
export type DocumentBlock = components["schemas"]["DocumentBlock"];
export type CitationsConfig = components["schemas"]["CitationsConfig"];
export type CodeExecutionToolResultBlock = components["schemas"]["CodeExecutionToolResultBlock"];
export type BashCodeExecutionToolResultBlock = components["schemas"]["BashCodeExecutionToolResultBlock"];
export type TextEditorCodeExecutionToolResultBlock =
  components["schemas"]["TextEditorCodeExecutionToolResultBlock"];
export type ToolSearchToolResultBlock = components["schemas"]["ToolSearchToolResultBlock"];
export type ContainerUploadBlock = components["schemas"]["ContainerUploadBlock"];
export type TextCitation = components["schemas"]["TextCitation"];
export type CitationCharLocation = components["schemas"]["CitationCharLocation"];
export type CitationPageLocation = components["schemas"]["CitationPageLocation"];
export type CitationContentBlockLocation = components["schemas"]["CitationContentBlockLocation"];
export type CitationsWebSearchResultLocation = components["schemas"]["CitationsWebSearchResultLocation"];
export type CitationsSearchResultLocation = components["schemas"]["CitationsSearchResultLocation"];
export type ServerToolName = components["schemas"]["ServerToolName"];
export type ToolUseCaller = components["schemas"]["ToolUseCaller"];
export type DirectCaller = components["schemas"]["DirectCaller"];
export type ServerToolCaller = components["schemas"]["ServerToolCaller"];
export type ServerToolCaller20260120 = components["schemas"]["ServerToolCaller20260120"];
export type WebSearchToolResultBlockContent = components["schemas"]["WebSearchToolResultBlockContent"];
export type WebSearchResultBlock = components["schemas"]["WebSearchResultBlock"];
export type WebSearchToolResultError = components["schemas"]["WebSearchToolResultError"];
export type WebFetchToolResultErrorBlock = components["schemas"]["WebFetchToolResultErrorBlock"];
export type CodeExecutionToolResultBlockContent =
  components["schemas"]["CodeExecutionToolResultBlockContent"];
export type CodeExecutionResultBlock = components["schemas"]["CodeExecutionResultBlock"];
export type EncryptedCodeExecutionResultBlock = components["schemas"]["EncryptedCodeExecutionResultBlock"];
export type CodeExecutionOutputBlock = components["schemas"]["CodeExecutionOutputBlock"];
export type CodeExecutionToolResultError = components["schemas"]["CodeExecutionToolResultError"];
export type BashCodeExecutionToolResultBlockContent =
  components["schemas"]["BashCodeExecutionToolResultBlockContent"];
export type BashCodeExecutionResultBlock = components["schemas"]["BashCodeExecutionResultBlock"];
export type BashCodeExecutionOutputBlock = components["schemas"]["BashCodeExecutionOutputBlock"];
export type BashCodeExecutionToolResultError = components["schemas"]["BashCodeExecutionToolResultError"];
export type TextEditorCodeExecutionToolResultBlockContent =
  components["schemas"]["TextEditorCodeExecutionToolResultBlockContent"];
export type TextEditorCodeExecutionViewResultBlock =
  components["schemas"]["TextEditorCodeExecutionViewResultBlock"];
export type TextEditorCodeExecutionCreateResultBlock =
  components["schemas"]["TextEditorCodeExecutionCreateResultBlock"];
export type TextEditorCodeExecutionStrReplaceResultBlock =
  components["schemas"]["TextEditorCodeExecutionStrReplaceResultBlock"];
export type TextEditorCodeExecutionToolResultError =
  components["schemas"]["TextEditorCodeExecutionToolResultError"];
export type ToolSearchToolResultBlockContent = components["schemas"]["ToolSearchToolResultBlockContent"];
export type ToolSearchToolSearchResultBlock = components["schemas"]["ToolSearchToolSearchResultBlock"];
export type ToolReferenceBlock = components["schemas"]["ToolReferenceBlock"];
export type ToolSearchToolResultError = components["schemas"]["ToolSearchToolResultError"];
export type ResponseInvalidRequest = components["responses"]["InvalidRequest"];
export type ResponseUnauthenticated = components["responses"]["Unauthenticated"];
export type ResponseBillingProblem = components["responses"]["BillingProblem"];
export type ResponsePermissionDenied = components["responses"]["PermissionDenied"];
export type ResponseNotFound = components["responses"]["NotFound"];
export type ResponseConflict = components["responses"]["Conflict"];
export type ResponseRequestTooLarge = components["responses"]["RequestTooLarge"];
export type ResponseRateLimited = components["responses"]["RateLimited"];
export type ResponseInternalError = components["responses"]["InternalError"];
export type ResponseServiceUnavailable = components["responses"]["ServiceUnavailable"];
export type ResponseTimeout = components["responses"]["Timeout"];
export type ResponseOverloaded = components["responses"]["Overloaded"];
export type ResponseUnlistedError = components["responses"]["UnlistedError"];
export type ParameterMessageBatchId = components["parameters"]["MessageBatchId"];
export type ParameterAnthropicVersion = components["parameters"]["AnthropicVersion"];
export type ParameterAnthropicBeta = components["parameters"]["AnthropicBeta"];
export type ParameterAnthropicWorkspaceId = components["parameters"]["AnthropicWorkspaceId"];
export type ParameterAnthropicUserProfileId = components["parameters"]["AnthropicUserProfileId"];
export type HeaderRequestId = components["headers"]["RequestId"];
export type HeaderAnthropicOrganizationId = components["headers"]["AnthropicOrganizationId"];
export type HeaderAnthropicWorkspaceId = components["headers"]["AnthropicWorkspaceId"];
export type HeaderRetryAfter = components["headers"]["RetryAfter"];
export type HeaderRetryAfterMs = components["headers"]["RetryAfterMs"];
export type HeaderShouldRetry = components["headers"]["ShouldRetry"];
export type HeaderRateLimitRequestsLimit = components["headers"]["RateLimitRequestsLimit"];
export type HeaderRateLimitRequestsRemaining = components["headers"]["RateLimitRequestsRemaining"];
export type HeaderRateLimitRequestsReset = components["headers"]["RateLimitRequestsReset"];
export type HeaderRateLimitTokensLimit = components["headers"]["RateLimitTokensLimit"];
export type HeaderRateLimitTokensRemaining = components["headers"]["RateLimitTokensRemaining"];
export type HeaderRateLimitTokensReset = components["headers"]["RateLimitTokensReset"];
export type HeaderRateLimitInputTokensLimit = components["headers"]["RateLimitInputTokensLimit"];
export type HeaderRateLimitInputTokensRemaining = components["headers"]["RateLimitInputTokensRemaining"];
export type HeaderRateLimitInputTokensReset = components["headers"]["RateLimitInputTokensReset"];
export type HeaderRateLimitOutputTokensLimit = components["headers"]["RateLimitOutputTokensLimit"];
export type HeaderRateLimitOutputTokensRemaining = components["headers"]["RateLimitOutputTokensRemaining"];
export type HeaderRateLimitOutputTokensReset = components["headers"]["RateLimitOutputTokensReset"];
export type HeaderPriorityInputTokensLimit = components["headers"]["PriorityInputTokensLimit"];
export type HeaderPriorityInputTokensRemaining = components["headers"]["PriorityInputTokensRemaining"];
export type HeaderPriorityInputTokensReset = components["headers"]["PriorityInputTokensReset"];
export type HeaderPriorityOutputTokensLimit = components["headers"]["PriorityOutputTokensLimit"];
export type HeaderPriorityOutputTokensRemaining = components["headers"]["PriorityOutputTokensRemaining"];
export type HeaderPriorityOutputTokensReset = components["headers"]["PriorityOutputTokensReset"];
export interface operations {
  listMessageBatches: {
    parameters: {
      query?: {
        /**
         * @description How many batches to return in one page.
         * @example 100
         */
        limit?: number;
        /**
         * @description A batch id: the page starts right after it, with the next older batch.
         * @example msgbatch_01FVq3sWm8TzKdYb2NcR7JxP
         */
        after_id?: string;
        /**
         * @description A batch id: the page ends right before it, with the next newer batch.
         * @example msgbatch_01FVq3sWm8TzKdYb2NcR7JxP
         */
        before_id?: string;
      };
      header?: {
        /**
         * @description The version of the API that the call speaks; the introduction lists the differences. The provider asks for it on
         *     every request. It is optional here because a client is expected to set it; where it is absent, this document
         *     speaks of the default.
         * @example 2026-10-21
         */
        "anthropic-version"?: components["parameters"]["AnthropicVersion"];
        /**
         * @description Names of beta features to switch on, separated by commas (or in repeated headers). They hold for the whole batch;
         *     a request cannot carry its own. `output-300k-2026-03-24`, for example, raises the ceiling of `max_tokens` to
         *     300,000 on some models. The former `message-batches-2024-09-24` is accepted and no longer needed.
         * @example [
         *       "output-300k-2026-03-24"
         *     ]
         */
        "anthropic-beta"?: components["parameters"]["AnthropicBeta"];
        /**
         * @description Which workspace to act in, for credentials that reach several. With a credential of one workspace it may be left
         *     out; if sent, it must match.
         * @example wrkspc_01Ab9kTw4XzRm7VcQs2NpYhLd
         */
        "anthropic-workspace-id"?: components["parameters"]["AnthropicWorkspaceId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of batches. */
      200: {
        headers: {
          "request-id": components["headers"]["RequestId"];
          "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
          "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
          "anthropic-ratelimit-requests-limit": components["headers"]["RateLimitRequestsLimit"];
          "anthropic-ratelimit-requests-remaining": components["headers"]["RateLimitRequestsRemaining"];
          "anthropic-ratelimit-requests-reset": components["headers"]["RateLimitRequestsReset"];
          "anthropic-ratelimit-tokens-limit": components["headers"]["RateLimitTokensLimit"];
          "anthropic-ratelimit-tokens-remaining": components["headers"]["RateLimitTokensRemaining"];
          "anthropic-ratelimit-tokens-reset": components["headers"]["RateLimitTokensReset"];
          "anthropic-ratelimit-input-tokens-limit": components["headers"]["RateLimitInputTokensLimit"];
          "anthropic-ratelimit-input-tokens-remaining": components["headers"]["RateLimitInputTokensRemaining"];
          "anthropic-ratelimit-input-tokens-reset": components["headers"]["RateLimitInputTokensReset"];
          "anthropic-ratelimit-output-tokens-limit": components["headers"]["RateLimitOutputTokensLimit"];
          "anthropic-ratelimit-output-tokens-remaining": components["headers"]["RateLimitOutputTokensRemaining"];
          "anthropic-ratelimit-output-tokens-reset": components["headers"]["RateLimitOutputTokensReset"];
          "anthropic-priority-input-tokens-limit": components["headers"]["PriorityInputTokensLimit"];
          "anthropic-priority-input-tokens-remaining": components["headers"]["PriorityInputTokensRemaining"];
          "anthropic-priority-input-tokens-reset": components["headers"]["PriorityInputTokensReset"];
          "anthropic-priority-output-tokens-limit": components["headers"]["PriorityOutputTokensLimit"];
          "anthropic-priority-output-tokens-remaining": components["headers"]["PriorityOutputTokensRemaining"];
          "anthropic-priority-output-tokens-reset": components["headers"]["PriorityOutputTokensReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MessageBatchesPage"];
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      402: components["responses"]["BillingProblem"];
      403: components["responses"]["PermissionDenied"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      504: components["responses"]["Timeout"];
      529: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  createMessageBatch: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The version of the API that the call speaks; the introduction lists the differences. The provider asks for it on
         *     every request. It is optional here because a client is expected to set it; where it is absent, this document
         *     speaks of the default.
         * @example 2026-10-21
         */
        "anthropic-version"?: components["parameters"]["AnthropicVersion"];
        /**
         * @description Names of beta features to switch on, separated by commas (or in repeated headers). They hold for the whole batch;
         *     a request cannot carry its own. `output-300k-2026-03-24`, for example, raises the ceiling of `max_tokens` to
         *     300,000 on some models. The former `message-batches-2024-09-24` is accepted and no longer needed.
         * @example [
         *       "output-300k-2026-03-24"
         *     ]
         */
        "anthropic-beta"?: components["parameters"]["AnthropicBeta"];
        /**
         * @description Which workspace to act in, for credentials that reach several. With a credential of one workspace it may be left
         *     out; if sent, it must match.
         * @example wrkspc_01Ab9kTw4XzRm7VcQs2NpYhLd
         */
        "anthropic-workspace-id"?: components["parameters"]["AnthropicWorkspaceId"];
        /**
         * @description Attributes every request of the batch to this user profile. A request whose own `params.user_profile_id` differs
         *     ends as `errored`. Documentation from August 2026 asked for a beta header besides; newer clients send none.
         * @example uprof_01Qc4mXt8WzRk6NbVs2YpHdL
         */
        "anthropic-user-profile-id"?: components["parameters"]["AnthropicUserProfileId"];
      };
      path?: never;
      cookie?: never;
    };
    /** @description The requests of the batch. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["MessageBatchCreateParams"];
      };
    };
    responses: {
      /** @description The batch was accepted and is being processed. */
      200: {
        headers: {
          "request-id": components["headers"]["RequestId"];
          "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
          "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
          "anthropic-ratelimit-requests-limit": components["headers"]["RateLimitRequestsLimit"];
          "anthropic-ratelimit-requests-remaining": components["headers"]["RateLimitRequestsRemaining"];
          "anthropic-ratelimit-requests-reset": components["headers"]["RateLimitRequestsReset"];
          "anthropic-ratelimit-tokens-limit": components["headers"]["RateLimitTokensLimit"];
          "anthropic-ratelimit-tokens-remaining": components["headers"]["RateLimitTokensRemaining"];
          "anthropic-ratelimit-tokens-reset": components["headers"]["RateLimitTokensReset"];
          "anthropic-ratelimit-input-tokens-limit": components["headers"]["RateLimitInputTokensLimit"];
          "anthropic-ratelimit-input-tokens-remaining": components["headers"]["RateLimitInputTokensRemaining"];
          "anthropic-ratelimit-input-tokens-reset": components["headers"]["RateLimitInputTokensReset"];
          "anthropic-ratelimit-output-tokens-limit": components["headers"]["RateLimitOutputTokensLimit"];
          "anthropic-ratelimit-output-tokens-remaining": components["headers"]["RateLimitOutputTokensRemaining"];
          "anthropic-ratelimit-output-tokens-reset": components["headers"]["RateLimitOutputTokensReset"];
          "anthropic-priority-input-tokens-limit": components["headers"]["PriorityInputTokensLimit"];
          "anthropic-priority-input-tokens-remaining": components["headers"]["PriorityInputTokensRemaining"];
          "anthropic-priority-input-tokens-reset": components["headers"]["PriorityInputTokensReset"];
          "anthropic-priority-output-tokens-limit": components["headers"]["PriorityOutputTokensLimit"];
          "anthropic-priority-output-tokens-remaining": components["headers"]["PriorityOutputTokensRemaining"];
          "anthropic-priority-output-tokens-reset": components["headers"]["PriorityOutputTokensReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MessageBatch"];
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      402: components["responses"]["BillingProblem"];
      403: components["responses"]["PermissionDenied"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["RequestTooLarge"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      504: components["responses"]["Timeout"];
      529: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  retrieveMessageBatch: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The version of the API that the call speaks; the introduction lists the differences. The provider asks for it on
         *     every request. It is optional here because a client is expected to set it; where it is absent, this document
         *     speaks of the default.
         * @example 2026-10-21
         */
        "anthropic-version"?: components["parameters"]["AnthropicVersion"];
        /**
         * @description Names of beta features to switch on, separated by commas (or in repeated headers). They hold for the whole batch;
         *     a request cannot carry its own. `output-300k-2026-03-24`, for example, raises the ceiling of `max_tokens` to
         *     300,000 on some models. The former `message-batches-2024-09-24` is accepted and no longer needed.
         * @example [
         *       "output-300k-2026-03-24"
         *     ]
         */
        "anthropic-beta"?: components["parameters"]["AnthropicBeta"];
        /**
         * @description Which workspace to act in, for credentials that reach several. With a credential of one workspace it may be left
         *     out; if sent, it must match.
         * @example wrkspc_01Ab9kTw4XzRm7VcQs2NpYhLd
         */
        "anthropic-workspace-id"?: components["parameters"]["AnthropicWorkspaceId"];
      };
      path: {
        /**
         * @description The batch's `id`, as returned by create or list. An opaque string.
         * @example msgbatch_01FVq3sWm8TzKdYb2NcR7JxP
         */
        message_batch_id: components["parameters"]["MessageBatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The batch. */
      200: {
        headers: {
          "request-id": components["headers"]["RequestId"];
          "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
          "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
          "anthropic-ratelimit-requests-limit": components["headers"]["RateLimitRequestsLimit"];
          "anthropic-ratelimit-requests-remaining": components["headers"]["RateLimitRequestsRemaining"];
          "anthropic-ratelimit-requests-reset": components["headers"]["RateLimitRequestsReset"];
          "anthropic-ratelimit-tokens-limit": components["headers"]["RateLimitTokensLimit"];
          "anthropic-ratelimit-tokens-remaining": components["headers"]["RateLimitTokensRemaining"];
          "anthropic-ratelimit-tokens-reset": components["headers"]["RateLimitTokensReset"];
          "anthropic-ratelimit-input-tokens-limit": components["headers"]["RateLimitInputTokensLimit"];
          "anthropic-ratelimit-input-tokens-remaining": components["headers"]["RateLimitInputTokensRemaining"];
          "anthropic-ratelimit-input-tokens-reset": components["headers"]["RateLimitInputTokensReset"];
          "anthropic-ratelimit-output-tokens-limit": components["headers"]["RateLimitOutputTokensLimit"];
          "anthropic-ratelimit-output-tokens-remaining": components["headers"]["RateLimitOutputTokensRemaining"];
          "anthropic-ratelimit-output-tokens-reset": components["headers"]["RateLimitOutputTokensReset"];
          "anthropic-priority-input-tokens-limit": components["headers"]["PriorityInputTokensLimit"];
          "anthropic-priority-input-tokens-remaining": components["headers"]["PriorityInputTokensRemaining"];
          "anthropic-priority-input-tokens-reset": components["headers"]["PriorityInputTokensReset"];
          "anthropic-priority-output-tokens-limit": components["headers"]["PriorityOutputTokensLimit"];
          "anthropic-priority-output-tokens-remaining": components["headers"]["PriorityOutputTokensRemaining"];
          "anthropic-priority-output-tokens-reset": components["headers"]["PriorityOutputTokensReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MessageBatch"];
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      402: components["responses"]["BillingProblem"];
      403: components["responses"]["PermissionDenied"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      504: components["responses"]["Timeout"];
      529: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  deleteMessageBatch: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The version of the API that the call speaks; the introduction lists the differences. The provider asks for it on
         *     every request. It is optional here because a client is expected to set it; where it is absent, this document
         *     speaks of the default.
         * @example 2026-10-21
         */
        "anthropic-version"?: components["parameters"]["AnthropicVersion"];
        /**
         * @description Names of beta features to switch on, separated by commas (or in repeated headers). They hold for the whole batch;
         *     a request cannot carry its own. `output-300k-2026-03-24`, for example, raises the ceiling of `max_tokens` to
         *     300,000 on some models. The former `message-batches-2024-09-24` is accepted and no longer needed.
         * @example [
         *       "output-300k-2026-03-24"
         *     ]
         */
        "anthropic-beta"?: components["parameters"]["AnthropicBeta"];
        /**
         * @description Which workspace to act in, for credentials that reach several. With a credential of one workspace it may be left
         *     out; if sent, it must match.
         * @example wrkspc_01Ab9kTw4XzRm7VcQs2NpYhLd
         */
        "anthropic-workspace-id"?: components["parameters"]["AnthropicWorkspaceId"];
      };
      path: {
        /**
         * @description The batch's `id`, as returned by create or list. An opaque string.
         * @example msgbatch_01FVq3sWm8TzKdYb2NcR7JxP
         */
        message_batch_id: components["parameters"]["MessageBatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The batch is gone. */
      200: {
        headers: {
          "request-id": components["headers"]["RequestId"];
          "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
          "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
          "anthropic-ratelimit-requests-limit": components["headers"]["RateLimitRequestsLimit"];
          "anthropic-ratelimit-requests-remaining": components["headers"]["RateLimitRequestsRemaining"];
          "anthropic-ratelimit-requests-reset": components["headers"]["RateLimitRequestsReset"];
          "anthropic-ratelimit-tokens-limit": components["headers"]["RateLimitTokensLimit"];
          "anthropic-ratelimit-tokens-remaining": components["headers"]["RateLimitTokensRemaining"];
          "anthropic-ratelimit-tokens-reset": components["headers"]["RateLimitTokensReset"];
          "anthropic-ratelimit-input-tokens-limit": components["headers"]["RateLimitInputTokensLimit"];
          "anthropic-ratelimit-input-tokens-remaining": components["headers"]["RateLimitInputTokensRemaining"];
          "anthropic-ratelimit-input-tokens-reset": components["headers"]["RateLimitInputTokensReset"];
          "anthropic-ratelimit-output-tokens-limit": components["headers"]["RateLimitOutputTokensLimit"];
          "anthropic-ratelimit-output-tokens-remaining": components["headers"]["RateLimitOutputTokensRemaining"];
          "anthropic-ratelimit-output-tokens-reset": components["headers"]["RateLimitOutputTokensReset"];
          "anthropic-priority-input-tokens-limit": components["headers"]["PriorityInputTokensLimit"];
          "anthropic-priority-input-tokens-remaining": components["headers"]["PriorityInputTokensRemaining"];
          "anthropic-priority-input-tokens-reset": components["headers"]["PriorityInputTokensReset"];
          "anthropic-priority-output-tokens-limit": components["headers"]["PriorityOutputTokensLimit"];
          "anthropic-priority-output-tokens-remaining": components["headers"]["PriorityOutputTokensRemaining"];
          "anthropic-priority-output-tokens-reset": components["headers"]["PriorityOutputTokensReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeletedMessageBatch"];
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      402: components["responses"]["BillingProblem"];
      403: components["responses"]["PermissionDenied"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      504: components["responses"]["Timeout"];
      529: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  cancelMessageBatch: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The version of the API that the call speaks; the introduction lists the differences. The provider asks for it on
         *     every request. It is optional here because a client is expected to set it; where it is absent, this document
         *     speaks of the default.
         * @example 2026-10-21
         */
        "anthropic-version"?: components["parameters"]["AnthropicVersion"];
        /**
         * @description Names of beta features to switch on, separated by commas (or in repeated headers). They hold for the whole batch;
         *     a request cannot carry its own. `output-300k-2026-03-24`, for example, raises the ceiling of `max_tokens` to
         *     300,000 on some models. The former `message-batches-2024-09-24` is accepted and no longer needed.
         * @example [
         *       "output-300k-2026-03-24"
         *     ]
         */
        "anthropic-beta"?: components["parameters"]["AnthropicBeta"];
        /**
         * @description Which workspace to act in, for credentials that reach several. With a credential of one workspace it may be left
         *     out; if sent, it must match.
         * @example wrkspc_01Ab9kTw4XzRm7VcQs2NpYhLd
         */
        "anthropic-workspace-id"?: components["parameters"]["AnthropicWorkspaceId"];
      };
      path: {
        /**
         * @description The batch's `id`, as returned by create or list. An opaque string.
         * @example msgbatch_01FVq3sWm8TzKdYb2NcR7JxP
         */
        message_batch_id: components["parameters"]["MessageBatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The cancellation has begun. */
      200: {
        headers: {
          "request-id": components["headers"]["RequestId"];
          "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
          "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
          "anthropic-ratelimit-requests-limit": components["headers"]["RateLimitRequestsLimit"];
          "anthropic-ratelimit-requests-remaining": components["headers"]["RateLimitRequestsRemaining"];
          "anthropic-ratelimit-requests-reset": components["headers"]["RateLimitRequestsReset"];
          "anthropic-ratelimit-tokens-limit": components["headers"]["RateLimitTokensLimit"];
          "anthropic-ratelimit-tokens-remaining": components["headers"]["RateLimitTokensRemaining"];
          "anthropic-ratelimit-tokens-reset": components["headers"]["RateLimitTokensReset"];
          "anthropic-ratelimit-input-tokens-limit": components["headers"]["RateLimitInputTokensLimit"];
          "anthropic-ratelimit-input-tokens-remaining": components["headers"]["RateLimitInputTokensRemaining"];
          "anthropic-ratelimit-input-tokens-reset": components["headers"]["RateLimitInputTokensReset"];
          "anthropic-ratelimit-output-tokens-limit": components["headers"]["RateLimitOutputTokensLimit"];
          "anthropic-ratelimit-output-tokens-remaining": components["headers"]["RateLimitOutputTokensRemaining"];
          "anthropic-ratelimit-output-tokens-reset": components["headers"]["RateLimitOutputTokensReset"];
          "anthropic-priority-input-tokens-limit": components["headers"]["PriorityInputTokensLimit"];
          "anthropic-priority-input-tokens-remaining": components["headers"]["PriorityInputTokensRemaining"];
          "anthropic-priority-input-tokens-reset": components["headers"]["PriorityInputTokensReset"];
          "anthropic-priority-output-tokens-limit": components["headers"]["PriorityOutputTokensLimit"];
          "anthropic-priority-output-tokens-remaining": components["headers"]["PriorityOutputTokensRemaining"];
          "anthropic-priority-output-tokens-reset": components["headers"]["PriorityOutputTokensReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MessageBatch"];
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      402: components["responses"]["BillingProblem"];
      403: components["responses"]["PermissionDenied"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      504: components["responses"]["Timeout"];
      529: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  retrieveMessageBatchResults: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The version of the API that the call speaks; the introduction lists the differences. The provider asks for it on
         *     every request. It is optional here because a client is expected to set it; where it is absent, this document
         *     speaks of the default.
         * @example 2026-10-21
         */
        "anthropic-version"?: components["parameters"]["AnthropicVersion"];
        /**
         * @description Names of beta features to switch on, separated by commas (or in repeated headers). They hold for the whole batch;
         *     a request cannot carry its own. `output-300k-2026-03-24`, for example, raises the ceiling of `max_tokens` to
         *     300,000 on some models. The former `message-batches-2024-09-24` is accepted and no longer needed.
         * @example [
         *       "output-300k-2026-03-24"
         *     ]
         */
        "anthropic-beta"?: components["parameters"]["AnthropicBeta"];
        /**
         * @description Which workspace to act in, for credentials that reach several. With a credential of one workspace it may be left
         *     out; if sent, it must match.
         * @example wrkspc_01Ab9kTw4XzRm7VcQs2NpYhLd
         */
        "anthropic-workspace-id"?: components["parameters"]["AnthropicWorkspaceId"];
      };
      path: {
        /**
         * @description The batch's `id`, as returned by create or list. An opaque string.
         * @example msgbatch_01FVq3sWm8TzKdYb2NcR7JxP
         */
        message_batch_id: components["parameters"]["MessageBatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The results, one JSON object per line. */
      200: {
        headers: {
          "request-id": components["headers"]["RequestId"];
          "anthropic-organization-id": components["headers"]["AnthropicOrganizationId"];
          "anthropic-workspace-id": components["headers"]["AnthropicWorkspaceId"];
          "anthropic-ratelimit-requests-limit": components["headers"]["RateLimitRequestsLimit"];
          "anthropic-ratelimit-requests-remaining": components["headers"]["RateLimitRequestsRemaining"];
          "anthropic-ratelimit-requests-reset": components["headers"]["RateLimitRequestsReset"];
          "anthropic-ratelimit-tokens-limit": components["headers"]["RateLimitTokensLimit"];
          "anthropic-ratelimit-tokens-remaining": components["headers"]["RateLimitTokensRemaining"];
          "anthropic-ratelimit-tokens-reset": components["headers"]["RateLimitTokensReset"];
          "anthropic-ratelimit-input-tokens-limit": components["headers"]["RateLimitInputTokensLimit"];
          "anthropic-ratelimit-input-tokens-remaining": components["headers"]["RateLimitInputTokensRemaining"];
          "anthropic-ratelimit-input-tokens-reset": components["headers"]["RateLimitInputTokensReset"];
          "anthropic-ratelimit-output-tokens-limit": components["headers"]["RateLimitOutputTokensLimit"];
          "anthropic-ratelimit-output-tokens-remaining": components["headers"]["RateLimitOutputTokensRemaining"];
          "anthropic-ratelimit-output-tokens-reset": components["headers"]["RateLimitOutputTokensReset"];
          "anthropic-priority-input-tokens-limit": components["headers"]["PriorityInputTokensLimit"];
          "anthropic-priority-input-tokens-remaining": components["headers"]["PriorityInputTokensRemaining"];
          "anthropic-priority-input-tokens-reset": components["headers"]["PriorityInputTokensReset"];
          "anthropic-priority-output-tokens-limit": components["headers"]["PriorityOutputTokensLimit"];
          "anthropic-priority-output-tokens-remaining": components["headers"]["PriorityOutputTokensRemaining"];
          "anthropic-priority-output-tokens-reset": components["headers"]["PriorityOutputTokensReset"];
          [name: string]: unknown;
        };
        content: {
          "application/x-jsonl": components["schemas"]["MessageBatchIndividualResponse"];
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      402: components["responses"]["BillingProblem"];
      403: components["responses"]["PermissionDenied"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      504: components["responses"]["Timeout"];
      529: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
}

export const routes = {
  "POST /v1/messages/batches": {
    operation: "createMessageBatch",
    safety: "send",
    group: "default/create",
    answer: "id",
  },
  "GET /v1/messages/batches": { operation: "listMessageBatches", safety: "read", answer: "object" },
  "GET /v1/messages/batches/{message_batch_id}": {
    operation: "retrieveMessageBatch",
    safety: "read",
    answer: "id",
  },
  "DELETE /v1/messages/batches/{message_batch_id}": {
    operation: "deleteMessageBatch",
    safety: "idempotent",
    answer: "id",
  },
  "POST /v1/messages/batches/{message_batch_id}/cancel": {
    operation: "cancelMessageBatch",
    safety: "idempotent",
    answer: "id",
  },
  "GET /v1/messages/batches/{message_batch_id}/results": {
    operation: "retrieveMessageBatchResults",
    safety: "read",
  },
} as const;
