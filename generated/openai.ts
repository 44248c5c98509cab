// Generated from specs/openai.yaml by `npm run gen`: do not edit.
// sha256 0777229f1f2ba740df52d1c5e060b875112f756d7df084caae5b6dbc02277bb7
// checksum 777aece470b3407c9e90d289b184012f7021d8ce319b8d3fbf5b45ed287ed610: document, lint rules, generator, text below

export interface paths {
  "/files": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List files
     * @description Returns one page of the project's files. To read on, send the id of the page's last file as `after`; the page is
     *     the last one where `has_more` is false or missing.
     */
    get: operations["listFiles"];
    put?: never;
    /**
     * Upload a file
     * @description Uploads the requests of a later batch. It costs nothing, starts nothing, and can be repeated: a second upload only
     *     leaves a file that nobody uses.
     *
     *     The body is a form of several parts. A server has to take them in any order; the `file` part needs a file name,
     *     which has to end in `.jsonl` where the purpose is `batch`, and may come without a length. Each line of the file is
     *     a `BatchRequestInput`.
     *
     *     Refused at once with 400 (`code` and `param` are null): another file extension, a file that is empty or has no
     *     usable line at all, a file that is too large. A file with one good line is taken, and fails later, as a batch.
     */
    post: operations["createFile"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/files/{file_id}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the file. An empty one leads to another endpoint.
         * @example file-8RkT2vQmZs6YwLbXc4NdHj
         */
        file_id: components["parameters"]["FileId"];
      };
      cookie?: never;
    };
    /**
     * Retrieve a file
     * @description Returns what is known of a file, without its content. A file that was uploaded a moment ago may be unknown for as
     *     long: tolerate a 404 for it.
     */
    get: operations["retrieveFile"];
    put?: never;
    post?: never;
    /**
     * Delete a file
     * @description Removes a file. Deleting twice does no harm; the second answer is a 404 (unconfirmed), which means that it is gone.
     *
     *     What becomes of a batch that still reads the file is unconfirmed: keep it until the batch has ended.
     */
    delete: operations["deleteFile"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/files/{file_id}/content": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the file. An empty one leads to another endpoint.
         * @example file-8RkT2vQmZs6YwLbXc4NdHj
         */
        file_id: components["parameters"]["FileId"];
      };
      cookie?: never;
    };
    /**
     * Read the content of a file
     * @description Streams the bytes of a file: the results of a batch, or an input file as it was uploaded. Other purposes are often
     *     refused.
     *
     *     - Every line of results ends with a newline, the last one included. Text beyond ASCII comes escaped.
     *     - Read it as a stream. There is no stated bound on the size, and results may be far larger than their requests.
     *     - Compare with `content-length` and count the lines: large downloads have been seen to end early, without an error.
     *     - Ranges are unconfirmed: resume only if an answer is a 206, else start again and skip what was read. A file of
     *       results does not change once it is written.
     *     - The content comes from this host, without a redirect and uncompressed.
     */
    get: operations["downloadFile"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/batches": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List batches
     * @description Returns one page of batches, newest first. There is no filter. To read on, send the id of the page's last batch as
     *     `after`; the page is the last one where `has_more` is false or missing.
     *
     *     Whether the list holds the batches of the key's project or of the whole organization is unconfirmed. Batches stay
     *     in it for months after they have ended.
     */
    get: operations["listBatches"];
    put?: never;
    /**
     * Create a batch
     * @description Starts a batch over the requests of an uploaded file. The answer holds the batch in state `validating`; keep its
     *     `id`.
     *
     *     The call is billed work and has **no idempotency key**: do not repeat it when its outcome is unknown. To find out
     *     what happened, list the batches, newest first, and look for the `input_file_id`. Its list also echoes `metadata`.
     *     How soon a new batch appears there is unconfirmed.
     *
     *     Refused at once with 400: a missing field, an `endpoint` or `completion_window` that does not exist, `metadata` that
     *     is too long or no text, and, as was seen, a file that was uploaded a moment before. With 429: too many batches in
     *     an hour, or no quota. Everything else that is wrong with the file shows up as a batch that `failed`.
     */
    post: operations["createBatch"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/batches/{batch_id}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the batch. An empty one leads to another endpoint.
         * @example batch_6b000cd0b5c48190a7c3e2d94f1b6a08
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    /**
     * Retrieve a batch
     * @description Returns the batch as it stands. This is the call to poll with. `request_counts` moves while the batch runs, and is
     *     0 of 0 while it is `validating`. `finalizing` can last long after all requests are counted.
     *
     *     A batch that was created a moment ago may be unknown for as long: tolerate a 404 for it.
     */
    get: operations["retrieveBatch"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/batches/{batch_id}/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the batch. An empty one leads to another endpoint.
         * @example batch_6b000cd0b5c48190a7c3e2d94f1b6a08
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a batch
     * @description Asks the server to stop a batch. The call has no body and returns at once, with the batch in state `cancelling` and
     *     without files; what is running is finished first, which takes up to ten minutes. The results so far are billed, and
     *     the files come with `cancelled`.
     *
     *     On a batch that is `completed` or `failed` (and `expired`, which is unconfirmed) the answer is 409: read the batch
     *     and go by its state. On one that is `cancelled` it is the batch. Which other states allow a cancellation,
     *     `validating` and `finalizing` among them, is unconfirmed.
     */
    post: operations["cancelBatch"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  "batch.completed": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A batch has completed
     * @description The batch ended in time, with whatever mix of results.
     */
    post: operations["onBatchCompleted"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "batch.failed": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A batch was refused
     * @description The file was refused, or there was no quota for it. Nothing ran.
     */
    post: operations["onBatchFailed"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "batch.expired": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A batch has expired
     * @description The window was over before the batch was. What was finished has results.
     */
    post: operations["onBatchExpired"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "batch.cancelled": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A batch was cancelled
     * @description A cancellation is through. What was finished has results.
     */
    post: operations["onBatchCancelled"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    /** @description The parts of the form that uploads a file. */
    CreateFileRequest: {
      /** @description The content, in a part with a file name. For a batch: JSONL in UTF-8 without a byte order mark, up to 200 MB and 50,000 lines, each a `BatchRequestInput` and none of them blank, all with the same `url` and `model`. */
      file: string;
      purpose: components["schemas"]["FilePurpose"];
      expires_after?: components["schemas"]["FileExpirationAfter"];
    };
    /**
     * @description What the file is for. The input of a batch has the purpose `batch`.
     * @enum {string}
     */
    FilePurpose: "assistants" | "batch" | "fine-tune" | "vision" | "user_data" | "evals";
    /** @description When the file is deleted. Without it a file for a batch is kept for 30 days, any other until it is deleted. */
    FileExpirationAfter: {
      /**
       * @description The time is counted from here.
       * @constant
       */
      anchor: "created_at";
      /** @description An hour to 30 days. */
      seconds: number;
    };
    /** @description A file as the server sees it. */
    FileObject: {
      /** @description Identifies the file. Opaque; the format may change. */
      id: string;
      /** @constant */
      object: "file";
      /** @description The size of the content. */
      bytes: number;
      /** @description When it was uploaded or written, in seconds since 1970. */
      created_at: number;
      filename: string;
      /** @description What it is for. The results of a batch have the purpose `batch_output`. */
      purpose:
        | "assistants"
        | "assistants_output"
        | "batch"
        | "batch_output"
        | "fine-tune"
        | "fine-tune-results"
        | "vision"
        | "user_data"
        | (string & {});
      /**
       * @deprecated
       * @description Whether the file was read. A file for a batch is `processed` at once.
       */
      status?: "uploaded" | "processed" | "error" | (string & {}) | null;
      /**
       * @deprecated
       * @description Why a file for fine-tuning was refused.
       */
      status_details?: string | null;
      /** @description When it will be deleted, in seconds since 1970; null or missing if never. */
      expires_at?: number | null;
    };
    /** @description One page of files. */
    ListFilesResponse: {
      /** @constant */
      object: "list";
      data: components["schemas"]["FileObject"][];
      /** @description The id of the first file; null or missing if there is none. */
      first_id?: string | null;
      /** @description The id of the last file; null or missing if there is none: the next `after`. */
      last_id?: string | null;
      /** @description Whether there is a next page. Older answers had no such field; read that as false. */
      has_more?: boolean;
    };
    /** @description Confirms a deletion. */
    DeletedFile: {
      /** @description The file that was deleted. */
      id: string;
      /** @constant */
      object: "file";
      deleted: boolean;
    };
    /** @description The body of a create call. */
    CreateBatchRequest: {
      /** @description A file with the purpose `batch`. Several batches may name the same. */
      input_file_id: string;
      endpoint: components["schemas"]["BatchEndpoint"];
      /**
       * @description How long the batch may take. There is no other window, and no default.
       * @enum {string}
       */
      completion_window: "24h";
      metadata?: components["schemas"]["Metadata"];
      output_expires_after?: components["schemas"]["BatchOutputExpirationAfter"];
    };
    /**
     * @description The endpoint that all requests of the file go to; each line repeats it as its `url`. The service behind `/v1/videos` ended on 24 September 2026.
     * @enum {string}
     */
    BatchEndpoint:
      | "/v1/responses"
      | "/v1/chat/completions"
      | "/v1/embeddings"
      | "/v1/completions"
      | "/v1/moderations"
      | "/v1/images/generations"
      | "/v1/images/edits"
      | "/v1/videos";
    /** @description Labels of one's own, up to 16. They come back as they were sent. */
    Metadata: {
      [key: string]: string;
    } | null;
    /** @description When the files of results are deleted. Without it they are kept for 30 days after the batch has completed. */
    BatchOutputExpirationAfter: {
      /**
       * @description The time is counted from the creation of the **files**, not of the batch.
       * @constant
       */
      anchor: "created_at";
      /** @description An hour to 30 days. */
      seconds: number;
    };
    /** @description A batch as the server sees it. Optional fields may be missing or null, and ids of files also an empty string: all three mean the same. */
    Batch: {
      /** @description Identifies the batch. Opaque; the format may change. */
      id: string;
      /** @constant */
      object: "batch";
      /** @description The endpoint that its requests go to. */
      endpoint: components["schemas"]["BatchEndpoint"] | (string & {});
      /** @description The model that all its requests name, with its date. Newer batches only. */
      model?: string | null;
      /** @description Why the batch failed, one entry for each bad line. Faults of the file and of quotas only; those of single requests stand in the error file. */
      errors?: components["schemas"]["BatchErrors"] | null;
      input_file_id: string;
      completion_window: string;
      status: components["schemas"]["BatchStatus"];
      /** @description The lines that were answered with a 2xx. Null until the batch has ended, and if there are none. */
      output_file_id?: string | null;
      /** @description The lines that were not. Null until the batch has ended, and if there are none. */
      error_file_id?: string | null;
      /** @description When it was created. Like all times here in seconds since 1970. */
      created_at: number;
      /** @description When its file had been read. */
      in_progress_at?: number | null;
      /** @description When its window is over; known from the first answer on. */
      expires_at?: number | null;
      /** @description When its last request was done, and the files began to be written. */
      finalizing_at?: number | null;
      completed_at?: number | null;
      failed_at?: number | null;
      expired_at?: number | null;
      /** @description When a cancellation was asked for. */
      cancelling_at?: number | null;
      cancelled_at?: number | null;
      request_counts?: components["schemas"]["BatchRequestCounts"] | null;
      /** @description Tokens of all its requests together. Only batches created after 7 September 2025. */
      usage?: components["schemas"]["BatchUsage"] | null;
      metadata?: components["schemas"]["Metadata"];
    };
    /** @description `validating` while the file is read; `failed` if it was refused, and nothing ran; `in_progress`; `finalizing` while the files are written; `completed`, whatever became of its requests; `expired` when the window was over first; `cancelling` until what runs is done; `cancelled`. Treat an unknown value as not ended. */
    BatchStatus:
      | "validating"
      | "failed"
      | "in_progress"
      | "finalizing"
      | "completed"
      | "expired"
      | "cancelling"
      | "cancelled"
      | (string & {});
    /** @description The reasons of a failed batch. */
    BatchErrors: {
      /** @description Always `list`. */
      object?: string;
      data?: components["schemas"]["BatchError"][];
    };
    /** @description One reason, mostly of one line. */
    BatchError: {
      /** @description What is wrong. Seen: `invalid_json_line`, `missing_required_parameter`, `invalid_url` (it is not the batch's endpoint), `streaming_unsupported`, `model_not_found`, `invalid_request`, `token_limit_exceeded`. The names for repeated ids, several models, too many lines and an empty file come from another server and are unconfirmed. */
      code?:
        | "invalid_json_line"
        | "missing_required_parameter"
        | "invalid_url"
        | "streaming_unsupported"
        | "model_not_found"
        | "invalid_request"
        | "token_limit_exceeded"
        | "duplicate_custom_id"
        | "model_mismatch"
        | "too_many_tasks"
        | "empty_file"
        | (string & {})
        | null;
      /** @description For people, not for programs. */
      message?: string | null;
      /** @description The field of the line, such as `custom_id` or `body.model`. */
      param?: string | null;
      /** @description The line of the input file, counted from 1; null where the fault is of the whole file or account. */
      line?: number | null;
    };
    /** @description How far the batch is. All are 0 while it is `validating`. */
    BatchRequestCounts: {
      total: number;
      /** @description Answered with a 2xx. */
      completed: number;
      /** @description Answered with anything else, expired or cancelled. */
      failed: number;
    };
    /** @description Tokens of a batch. */
    BatchUsage: {
      input_tokens: number;
      input_tokens_details?: {
        cached_tokens?: number;
      };
      output_tokens: number;
      output_tokens_details?: {
        reasoning_tokens?: number;
      };
      total_tokens: number;
    };
    /** @description One page of batches, newest first. */
    ListBatchesResponse: {
      /** @constant */
      object: "list";
      data: components["schemas"]["Batch"][];
      /** @description The id of the first batch; null or missing if there is none. */
      first_id?: string | null;
      /** @description The id of the last batch; null or missing if there is none: the next `after`. */
      last_id?: string | null;
      /** @description Whether there is a next page. */
      has_more: boolean;
    };
    /** @description One line of the input file: a request, told apart by its `url`, which is the `endpoint` of the batch. Before the batch runs, the server checks that the four fields are there, the `url`, the model, that there are `messages` where there have to be, and that nothing streams; everything else in a `body` shows up in its result. */
    BatchRequestInput:
      | components["schemas"]["ChatCompletionRequestInput"]
      | components["schemas"]["ResponseRequestInput"]
      | components["schemas"]["EmbeddingRequestInput"]
      | components["schemas"]["CompletionRequestInput"]
      | components["schemas"]["ModerationRequestInput"]
      | components["schemas"]["ImageRequestInput"]
      | components["schemas"]["ImageEditRequestInput"]
      | components["schemas"]["VideoRequestInput"];
    /** @description A request for a chat completion. */
    ChatCompletionRequestInput: {
      /** @description Your own name for the request, unique within the file. It is the only link between a request and its result. A longest length is not documented; whether it may be empty is unconfirmed. */
      custom_id: string;
      /** @constant */
      method: "POST";
      /** @constant */
      url: "/v1/chat/completions";
      body: components["schemas"]["CreateChatCompletionRequest"];
    };
    /** @description A request for a response. */
    ResponseRequestInput: {
      /** @description Your own name for the request, unique within the file. It is the only link between a request and its result. A longest length is not documented; whether it may be empty is unconfirmed. */
      custom_id: string;
      /** @constant */
      method: "POST";
      /** @constant */
      url: "/v1/responses";
      body: components["schemas"]["CreateResponseRequest"];
    };
    /** @description A request for embeddings. */
    EmbeddingRequestInput: {
      /** @description Your own name for the request, unique within the file. It is the only link between a request and its result. A longest length is not documented; whether it may be empty is unconfirmed. */
      custom_id: string;
      /** @constant */
      method: "POST";
      /** @constant */
      url: "/v1/embeddings";
      body: components["schemas"]["CreateEmbeddingRequest"];
    };
    /** @description A request for a completion. */
    CompletionRequestInput: {
      /** @description Your own name for the request, unique within the file. It is the only link between a request and its result. A longest length is not documented; whether it may be empty is unconfirmed. */
      custom_id: string;
      /** @constant */
      method: "POST";
      /** @constant */
      url: "/v1/completions";
      body: components["schemas"]["CreateCompletionRequest"];
    };
    /** @description A request for a moderation. */
    ModerationRequestInput: {
      /** @description Your own name for the request, unique within the file. It is the only link between a request and its result. A longest length is not documented; whether it may be empty is unconfirmed. */
      custom_id: string;
      /** @constant */
      method: "POST";
      /** @constant */
      url: "/v1/moderations";
      body: components["schemas"]["CreateModerationRequest"];
    };
    /** @description A request for images. */
    ImageRequestInput: {
      /** @description Your own name for the request, unique within the file. It is the only link between a request and its result. A longest length is not documented; whether it may be empty is unconfirmed. */
      custom_id: string;
      /** @constant */
      method: "POST";
      /** @constant */
      url: "/v1/images/generations";
      body: components["schemas"]["CreateImageRequest"];
    };
    /** @description A request for edited images. */
    ImageEditRequestInput: {
      /** @description Your own name for the request, unique within the file. It is the only link between a request and its result. A longest length is not documented; whether it may be empty is unconfirmed. */
      custom_id: string;
      /** @constant */
      method: "POST";
      /** @constant */
      url: "/v1/images/edits";
      body: components["schemas"]["CreateImageEditRequest"];
    };
    /** @description A request for a video. The service ended on 24 September 2026. */
    VideoRequestInput: {
      /** @description Your own name for the request, unique within the file. It is the only link between a request and its result. A longest length is not documented; whether it may be empty is unconfirmed. */
      custom_id: string;
      /** @constant */
      method: "POST";
      /** @constant */
      url: "/v1/videos";
      body: components["schemas"]["CreateVideoRequest"];
    };
    /**
     * @description One line of a file of results: what became of one request.
     *
     *     | What happened | `response` | `error` | File |
     *     |---|---|---|---|
     *     | answered | status 2xx, the endpoint's object | null | output |
     *     | refused or failed | status 4xx or 5xx, an error in the body | **null** | error |
     *     | not done in time | null | `batch_expired` | error |
     *     | cancelled before | null | `batch_cancelled` (unconfirmed) | error |
     *
     *     Success is a status from 200 to 299 and nothing else: a status of 0 has been seen.
     */
    BatchRequestOutput: {
      /** @description Names the line. Do not rely on it. */
      id?: string;
      /** @description The `custom_id` that the request was sent with. */
      custom_id: string;
      response?: components["schemas"]["BatchRequestResponse"] | null;
      error?: components["schemas"]["BatchRequestError"] | null;
    };
    /** @description The answer of the endpoint. */
    BatchRequestResponse: {
      /** @description The status of HTTP that the endpoint answered with. */
      status_code: number;
      /** @description For the provider's support. May be empty where the request failed. */
      request_id?: string | null;
      body: components["schemas"]["BatchResponseBody"];
    };
    /** @description What the endpoint answered: its own object with a 2xx, else an error. Which one it is follows from the endpoint of the batch and from the status. */
    BatchResponseBody:
      | components["schemas"]["ChatCompletion"]
      | components["schemas"]["ResponseObject"]
      | components["schemas"]["EmbeddingList"]
      | components["schemas"]["Completion"]
      | components["schemas"]["Moderation"]
      | components["schemas"]["ImagesResponse"]
      | components["schemas"]["Video"]
      | components["schemas"]["ErrorResponse"];
    /** @description Why a request was not made at all. */
    BatchRequestError: {
      /** @description `batch_expired`, or `batch_cancelled`, which the provider's documentation does not name (unconfirmed). A request with the former can go into a new batch as it is. */
      code?: "batch_expired" | "batch_cancelled" | (string & {}) | null;
      /** @description For people, not for programs. */
      message?: string | null;
    };
    /** @description The error envelope, of the calls and of the lines that an endpoint refused. */
    ErrorResponse: {
      error: components["schemas"]["ErrorObject"];
      /** @description Seen beside errors of files, with the same content. */
      detail?: {
        code?: string | null;
        message?: string | null;
      };
    };
    /** @description What went wrong. Branch on `code` where there is one, else on `type`; the wording of `message` changes. */
    ErrorObject: {
      /** @description For people, not for programs. */
      message: string;
      /** @description The kind of error, such as `invalid_request_error` or `insufficient_quota`. */
      type?: string | null;
      /** @description The field that is wrong. */
      param?: string | null;
      /** @description A stable name, such as `invalid_api_key`, `rate_limit_exceeded` or `insufficient_quota`. */
      code?: string | null;
    };
    /** @description Something has become of a batch. Retrieve it to learn more. */
    BatchWebhookEvent: {
      /** @description Identifies the event. */
      id: string;
      /** @constant */
      object?: "event";
      /** @description When it happened, in seconds since 1970. */
      created_at: number;
      type: "batch.completed" | "batch.failed" | "batch.expired" | "batch.cancelled" | (string & {});
      data: {
        /** @description The id of the batch. */
        id: string;
      };
    };
    /**
     * @description The body of a request to `/v1/chat/completions`. Only the first level is described closely; further fields pass.
     *
     *     Numeric limits are those of the endpoint: a breach shows up in the result.
     */
    CreateChatCompletionRequest: {
      /** @description The conversation so far. */
      messages: components["schemas"]["ChatMessageParam"][];
      /** @description The model to ask. All requests of a batch name the same. */
      model: string;
      /** @description The most tokens to generate, reasoning included. */
      max_completion_tokens?: number | null;
      /**
       * @deprecated
       * @description The older name of `max_completion_tokens`.
       */
      max_tokens?: number | null;
      temperature?: number | null;
      top_p?: number | null;
      frequency_penalty?: number | null;
      presence_penalty?: number | null;
      /** @description How many choices to give. All of them are billed. */
      n?: number | null;
      /** @description Up to four strings that end the answer. */
      stop?: string | string[] | null;
      /** @description Whether to return the probabilities of the tokens. */
      logprobs?: boolean | null;
      top_logprobs?: number | null;
      /** @description A bias by the id of the token, from -100 to 100. */
      logit_bias?: {
        [key: string]: number;
      } | null;
      /** @deprecated */
      seed?: number | null;
      response_format?: components["schemas"]["ChatResponseFormat"];
      tools?: components["schemas"]["ChatTool"][];
      /** @description Whether and how the model has to use a tool. */
      tool_choice?:
        | ("none" | "auto" | "required")
        | ({
            /** @enum {string} */
            type: "allowed_tools" | "function" | "custom";
          } & {
            [key: string]: any;
          });
      parallel_tool_calls?: boolean;
      /**
       * @description How much to think first. Not every model knows every level.
       * @enum {string|null}
       */
      reasoning_effort?: "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max" | null;
      /** @enum {string|null} */
      verbosity?: "low" | "medium" | "high" | null;
      modalities?: ("text" | "audio")[] | null;
      /** @description Format and voice of a spoken answer. */
      audio?:
        | ({
            format?: string;
            /** @description A name, or an object with the id of a voice of one's own. */
            voice?: unknown;
          } & {
            [key: string]: any;
          })
        | null;
      /** @description Text that much of the answer will repeat. */
      prediction?:
        | ({
            /** @constant */
            type: "content";
            content: components["schemas"]["ChatContent"];
          } & {
            [key: string]: any;
          })
        | null;
      /** @description Has input and answer moderated along the way. */
      moderation?:
        | ({
            model: string;
            policy?: {
              [key: string]: any;
            } | null;
          } & {
            [key: string]: any;
          })
        | null;
      metadata?: components["schemas"]["Metadata"];
      /** @description Whether to keep the answer at the provider. Whether it works in a batch is unconfirmed. */
      store?: boolean | null;
      /** @description An opaque id of your end user, for the detection of abuse. */
      safety_identifier?: string | null;
      /**
       * @deprecated
       * @description The older name of `safety_identifier` and `prompt_cache_key`.
       */
      user?: string;
      /** @description Requests with the same key are likelier to share a cached prompt. */
      prompt_cache_key?: string | null;
      prompt_cache_options?: {
        /** @enum {string} */
        mode?: "implicit" | "explicit";
        /** @enum {string} */
        ttl?: "30m";
      } & {
        [key: string]: any;
      };
      /**
       * @deprecated
       * @enum {string|null}
       */
      prompt_cache_retention?: "in_memory" | "24h" | null;
      /**
       * @description Results report the tier `default`.
       * @enum {string|null}
       */
      service_tier?: "auto" | "default" | "flex" | "scale" | "priority" | "fast" | null;
      /** @description Has the web searched. Whether hosted tools work in a batch is unconfirmed. */
      web_search_options?: {
        /** @enum {string} */
        search_context_size?: "low" | "medium" | "high";
        user_location?: {
          [key: string]: any;
        } | null;
      } & {
        [key: string]: any;
      };
      /**
       * @description A batch cannot stream. Absent, null or false.
       * @enum {boolean|null}
       */
      stream?: false | null;
      /** @description Belongs to streaming, which a batch cannot do. Leave it out. */
      stream_options?: {
        [key: string]: any;
      } | null;
      /**
       * @deprecated
       * @description The older form of `tool_choice`.
       */
      function_call?:
        | ("none" | "auto")
        | {
            name: string;
          };
      /**
       * @deprecated
       * @description The older form of `tools`.
       */
      functions?: components["schemas"]["FunctionDefinition"][];
    } & {
      [key: string]: any;
    };
    /** @description One turn of the conversation, told apart by its `role`. */
    ChatMessageParam:
      | components["schemas"]["ChatDeveloperMessageParam"]
      | components["schemas"]["ChatSystemMessageParam"]
      | components["schemas"]["ChatUserMessageParam"]
      | components["schemas"]["ChatAssistantMessageParam"]
      | components["schemas"]["ChatToolMessageParam"]
      | components["schemas"]["ChatFunctionMessageParam"];
    /** @description A string, or a list of parts. */
    ChatContent: string | components["schemas"]["ChatContentPart"][];
    /** @description A part of a turn. Every role takes `text`; the user also `image_url`, `input_audio` and `file`, the assistant `refusal`. Files and images are named by id, URL or data URL. */
    ChatContentPart: {
      type: "text" | "image_url" | "input_audio" | "file" | "refusal" | (string & {});
      text?: string;
      refusal?: string;
    } & {
      [key: string]: any;
    };
    /** @description Instructions, for newer models. */
    ChatDeveloperMessageParam: {
      /** @constant */
      role: "developer";
      content: components["schemas"]["ChatContent"];
      /** @description Tells participants of the same role apart. */
      name?: string;
    } & {
      [key: string]: any;
    };
    /** @description Instructions. */
    ChatSystemMessageParam: {
      /** @constant */
      role: "system";
      content: components["schemas"]["ChatContent"];
      /** @description Tells participants of the same role apart. */
      name?: string;
    } & {
      [key: string]: any;
    };
    /** @description A turn of the user. */
    ChatUserMessageParam: {
      /** @constant */
      role: "user";
      content: components["schemas"]["ChatContent"];
      /** @description Tells participants of the same role apart. */
      name?: string;
    } & {
      [key: string]: any;
    };
    /** @description An earlier turn of the model. The `message` of a returned choice can be put here as it is. */
    ChatAssistantMessageParam: {
      /** @constant */
      role: "assistant";
      content?: components["schemas"]["ChatContent"] | null;
      refusal?: string | null;
      /** @description Tells participants of the same role apart. */
      name?: string;
      tool_calls?: components["schemas"]["ChatToolCallParam"][];
      /** @description An earlier spoken answer, by its id. */
      audio?:
        | ({
            id: string;
          } & {
            [key: string]: any;
          })
        | null;
      /** @deprecated */
      function_call?:
        | ({
            name: string;
            arguments: string;
          } & {
            [key: string]: any;
          })
        | null;
    } & {
      [key: string]: any;
    };
    /** @description What a tool gave. */
    ChatToolMessageParam: {
      /** @constant */
      role: "tool";
      content: components["schemas"]["ChatContent"];
      /** @description The call that this answers. */
      tool_call_id: string;
    } & {
      [key: string]: any;
    };
    /**
     * @deprecated
     * @description The older form of a `tool` message.
     */
    ChatFunctionMessageParam: {
      /** @constant */
      role: "function";
      content: string | null;
      name: string;
    } & {
      [key: string]: any;
    };
    /** @description An earlier call of a tool. */
    ChatToolCallParam: {
      id: string;
      type: "function" | "custom" | (string & {});
    } & {
      [key: string]: any;
    };
    /** @description The form of the answer. */
    ChatResponseFormat: {
      /** @enum {string} */
      type: "text" | "json_schema" | "json_object";
      /** @description With `json_schema`, the schema that the answer follows. */
      json_schema?: {
        name: string;
        description?: string;
        schema?: {
          [key: string]: any;
        };
        strict?: boolean | null;
      } & {
        [key: string]: any;
      };
    } & {
      [key: string]: any;
    };
    /** @description What the model may call. */
    ChatTool: components["schemas"]["ChatFunctionTool"] | components["schemas"]["ChatCustomTool"];
    /** @description A function with a schema for its arguments. */
    ChatFunctionTool: {
      /** @constant */
      type: "function";
      function: components["schemas"]["FunctionDefinition"];
    } & {
      [key: string]: any;
    };
    /** @description A tool that takes free text. */
    ChatCustomTool: {
      /** @constant */
      type: "custom";
      custom: {
        name: string;
        description?: string;
      } & {
        [key: string]: any;
      };
    } & {
      [key: string]: any;
    };
    /** @description A function that the model may ask for. */
    FunctionDefinition: {
      name: string;
      description?: string;
      /** @description A JSON Schema of the arguments. */
      parameters?: {
        [key: string]: any;
      };
      /** @description Whether the arguments always follow the schema. */
      strict?: boolean | null;
    } & {
      [key: string]: any;
    };
    /** @description The answer of `/v1/chat/completions`. */
    ChatCompletion: {
      id: string;
      /** @constant */
      object: "chat.completion";
      /** @description In seconds since 1970. */
      created: number;
      model: string;
      choices: components["schemas"]["ChatChoice"][];
      usage?: components["schemas"]["CompletionUsage"] | null;
      /** @description The tier that did the work, `default` for batches. */
      service_tier?: string | null;
      /** @deprecated */
      system_fingerprint?: string | null;
      metadata?: components["schemas"]["Metadata"];
      /** @description What the moderation found, if one was asked for. */
      moderation?: unknown;
    };
    /** @description One of the answers. */
    ChatChoice: {
      index: number;
      /** @description Why it ends here. With `length` it is cut off, with `content_filter` something was left out. */
      finish_reason: "stop" | "length" | "tool_calls" | "content_filter" | "function_call" | (string & {});
      message: components["schemas"]["ChatMessage"];
      logprobs?: {
        content?: components["schemas"]["ChatTokenLogprob"][] | null;
        refusal?: components["schemas"]["ChatTokenLogprob"][] | null;
      } | null;
    };
    /** @description The probability of a token, and of others in its place. */
    ChatTokenLogprob: {
      token: string;
      logprob: number;
      bytes?: number[] | null;
      top_logprobs?: {
        token?: string;
        logprob?: number;
        bytes?: number[] | null;
      }[];
    };
    /** @description What the model said. */
    ChatMessage: {
      /** @constant */
      role: "assistant";
      content: string | null;
      /** @description Why the model refuses, in its own words; then there is no content. */
      refusal?: string | null;
      tool_calls?: components["schemas"]["ChatToolCall"][];
      annotations?: {
        type?: string;
        url_citation?: {
          start_index?: number;
          end_index?: number;
          title?: string;
          url?: string;
        };
      }[];
      audio?: {
        id: string;
        /** @description The sound in Base64. */
        data?: string;
        expires_at?: number;
        transcript?: string;
      } | null;
      /** @deprecated */
      function_call?: {
        name: string;
        arguments: string;
      } | null;
    };
    /** @description A call that the model asks for, of a `function` or of a `custom` tool. */
    ChatToolCall: {
      id: string;
      type: "function" | "custom" | (string & {});
      function?: {
        name: string;
        /** @description JSON, as the model wrote it. It may be invalid, or against the schema. */
        arguments: string;
      };
      custom?: {
        name: string;
        input: string;
      };
    };
    /** @description Tokens of one request. */
    CompletionUsage: {
      prompt_tokens: number;
      completion_tokens: number;
      total_tokens: number;
      prompt_tokens_details?: {
        audio_tokens?: number | null;
        cached_tokens?: number | null;
        cache_write_tokens?: number | null;
        image_tokens?: number | null;
        text_tokens?: number | null;
      } | null;
      completion_tokens_details?: {
        accepted_prediction_tokens?: number | null;
        rejected_prediction_tokens?: number | null;
        audio_tokens?: number | null;
        reasoning_tokens?: number | null;
        text_tokens?: number | null;
      } | null;
    };
    /**
     * @description The body of a request to `/v1/responses`. In a batch it needs a `model`, and in effect an `input` or a `prompt`. Only
     *     the first level is described closely; further fields pass.
     *
     *     Whether `background`, `conversation`, `previous_response_id`, `store` and hosted tools work in a batch is unconfirmed.
     */
    CreateResponseRequest: {
      /** @description What to answer, as text or as items. */
      input?: string | components["schemas"]["ResponseInputItem"][];
      /** @description The model to ask. All requests of a batch name the same. */
      model?: string;
      instructions?: string | null;
      previous_response_id?: string | null;
      /** @description Requests with the same key are likelier to share a cached prompt. */
      prompt_cache_key?: string | null;
      /** @description An opaque id of your end user, for the detection of abuse. */
      safety_identifier?: string | null;
      /**
       * @deprecated
       * @description The older name of `safety_identifier` and `prompt_cache_key`.
       */
      user?: string;
      /** @description The most tokens to generate, reasoning included. */
      max_output_tokens?: number | null;
      max_tool_calls?: number | null;
      top_logprobs?: number | null;
      temperature?: number | null;
      top_p?: number | null;
      /** @description Results report false. */
      background?: boolean | null;
      /** @default true */
      store?: boolean | null;
      parallel_tool_calls?: boolean | null;
      metadata?: components["schemas"]["Metadata"];
      reasoning?:
        | ({
            /**
             * @description How much to think first. Not every model knows every level.
             * @enum {string|null}
             */
            effort?: "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max" | null;
            /** @enum {string|null} */
            summary?: "auto" | "concise" | "detailed" | null;
            context?: string | null;
            mode?: string | null;
            /**
             * @deprecated
             * @enum {string|null}
             */
            generate_summary?: "auto" | "concise" | "detailed" | null;
          } & {
            [key: string]: any;
          })
        | null;
      /** @description The form of the answer. */
      text?: {
        format?: {
          /** @enum {string} */
          type: "text" | "json_schema" | "json_object";
        } & {
          [key: string]: any;
        };
        /** @enum {string|null} */
        verbosity?: "low" | "medium" | "high" | null;
      } & {
        [key: string]: any;
      };
      tools?: components["schemas"]["ResponseTool"][];
      /** @description Whether and how the model has to use a tool. */
      tool_choice?:
        | ("none" | "auto" | "required")
        | ({
            type: string;
          } & {
            [key: string]: any;
          });
      /** @description What else the answer is to hold. */
      include?:
        | (
            | "file_search_call.results"
            | "web_search_call.results"
            | "web_search_call.action.sources"
            | "message.input_image.image_url"
            | "computer_call_output.output.image_url"
            | "code_interpreter_call.outputs"
            | "reasoning.encrypted_content"
            | "message.output_text.logprobs"
          )[]
        | null;
      /** @description A conversation at the provider, by its id. */
      conversation?:
        | string
        | ({
            id: string;
          } & {
            [key: string]: any;
          })
        | null;
      /** @description A prompt that is kept at the provider. */
      prompt?:
        | ({
            id: string;
            variables?: {
              [key: string]: any;
            } | null;
            version?: string | null;
          } & {
            [key: string]: any;
          })
        | null;
      context_management?:
        | ({
            type: string;
          } & {
            [key: string]: any;
          })[]
        | null;
      prompt_cache_options?: {
        /** @enum {string} */
        mode?: "implicit" | "explicit";
        /** @enum {string} */
        ttl?: "30m" | "12h";
        prewarm?: boolean;
        comparison_response_id?: string | null;
      } & {
        [key: string]: any;
      };
      /**
       * @deprecated
       * @enum {string|null}
       */
      prompt_cache_retention?: "in_memory" | "24h" | null;
      /**
       * @description Results report the tier `default`.
       * @enum {string|null}
       */
      service_tier?: "auto" | "default" | "flex" | "scale" | "priority" | "fast" | "ultrafast" | null;
      /**
       * @deprecated
       * @enum {string|null}
       */
      truncation?: "auto" | "disabled" | null;
      /** @description Has input and answer moderated along the way. */
      moderation?:
        | ({
            model: string;
            policy?: {
              [key: string]: any;
            } | null;
          } & {
            [key: string]: any;
          })
        | null;
      access_programs?: {
        [key: string]: any;
      };
      image?: {
        [key: string]: any;
      };
      /**
       * @description A batch cannot stream. Absent, null or false.
       * @enum {boolean|null}
       */
      stream?: false | null;
      /** @description Belongs to streaming, which a batch cannot do. Leave it out. */
      stream_options?: {
        [key: string]: any;
      } | null;
    } & {
      [key: string]: any;
    };
    /** @description A message (`role` and `content`), an item of an earlier answer, the output of a tool, a reference: 33 kinds, told apart by `type`, which a message may leave out. */
    ResponseInputItem: {
      type?: string | null;
    } & {
      [key: string]: any;
    };
    /** @description What the model may call. Whether tools that run at the provider work in a batch is unconfirmed. */
    ResponseTool: {
      type:
        | "function"
        | "custom"
        | "namespace"
        | "tool_search"
        | "file_search"
        | "web_search"
        | "web_search_2025_08_26"
        | "web_search_preview"
        | "web_search_preview_2025_03_11"
        | "computer"
        | "computer_use_preview"
        | "mcp"
        | "code_interpreter"
        | "programmatic_tool_calling"
        | "image_generation"
        | "local_shell"
        | "shell"
        | "apply_patch"
        | (string & {});
    } & {
      [key: string]: any;
    };
    /** @description The answer of `/v1/responses`. Look at `status` before using it. */
    ResponseObject: {
      id: string;
      /** @constant */
      object: "response";
      /** @description In seconds since 1970. */
      created_at: number;
      completed_at?: number | null;
      /** @description `incomplete` answers are cut off or filtered: see `incomplete_details`. */
      status?: "completed" | "failed" | "in_progress" | "cancelled" | "queued" | "incomplete" | (string & {});
      model: string;
      output: components["schemas"]["ResponseOutputItem"][];
      error?: components["schemas"]["ResponseError"] | null;
      incomplete_details?: {
        reason?: "max_output_tokens" | "max_messages" | "content_filter" | "steered" | (string & {});
      } | null;
      instructions?:
        | string
        | {
            type?: string | null;
          }[]
        | null;
      metadata?: components["schemas"]["Metadata"];
      parallel_tool_calls?: boolean | null;
      temperature?: number | null;
      top_p?: number | null;
      tool_choice?:
        | string
        | {
            type: string;
          };
      tools?: {
        type: string;
      }[];
      usage?: components["schemas"]["ResponseUsage"] | null;
      /** @description False in a batch. */
      background?: boolean | null;
      /** @description Seen in results of batches. */
      billing?: {
        payer?: string;
      } | null;
      conversation?: {
        id?: string;
      } | null;
      max_output_tokens?: number | null;
      max_tool_calls?: number | null;
      /** @description What the moderation found, if one was asked for. */
      moderation?: unknown;
      previous_response_id?: string | null;
      prompt?: {
        id?: string;
        version?: string | null;
      } | null;
      prompt_cache_diagnostics?: {
        type?: string;
      } | null;
      prompt_cache_key?: string | null;
      prompt_cache_options?: {
        mode?: string;
        ttl?: string;
        comparison_response_id?: string | null;
      } | null;
      /** @deprecated */
      prompt_cache_retention?: string | null;
      reasoning?: {
        effort?: string | null;
        summary?: string | null;
        context?: string | null;
        mode?: string | null;
        /** @deprecated */
        generate_summary?: string | null;
      } | null;
      safety_identifier?: string | null;
      /** @description The tier that did the work, `default` for batches. */
      service_tier?: string | null;
      store?: boolean | null;
      text?: {
        format?: {
          type?: string;
        };
        verbosity?: string | null;
      };
      /** @description What hosted tools consumed. */
      tool_usage?: unknown;
      top_logprobs?: number | null;
      /** @deprecated */
      truncation?: string | null;
      /** @deprecated */
      user?: string | null;
      access_programs?: {
        cyber?: string;
      } | null;
      image?: {
        context_compression?: string;
      } | null;
      input_transformations?: {
        type?: string | null;
      }[];
    };
    /** @description Why a response failed. */
    ResponseError: {
      /** @description A stable name. The provider documents 21 of them. */
      code: "server_error" | "rate_limit_exceeded" | "invalid_prompt" | (string & {});
      message: string;
      param?: string | null;
      type?: string | null;
    };
    /**
     * @description One of 28 kinds of item, told apart by `type`. A `message` has `content`; a `reasoning` item has a `summary`; a
     *     `function_call` has `call_id`, `name` and `arguments`.
     */
    ResponseOutputItem: {
      type:
        | "message"
        | "reasoning"
        | "function_call"
        | "custom_tool_call"
        | "web_search_call"
        | "file_search_call"
        | "code_interpreter_call"
        | "image_generation_call"
        | "mcp_call"
        | "compaction"
        | (string & {});
      id?: string | null;
      status?: string | null;
      role?: string;
      phase?: string | null;
      /** @description Of a message: parts of the types `output_text` and `refusal`; of reasoning: its text. */
      content?: unknown;
      call_id?: string | null;
      name?: string;
      /** @description Of a `function_call` JSON as the model wrote it, which may be invalid. */
      arguments?: unknown;
      /** @description Parts of a summary of the reasoning. */
      summary?: unknown;
      encrypted_content?: string | null;
    };
    /** @description Tokens of one response. */
    ResponseUsage: {
      input_tokens: number;
      input_tokens_details?: {
        cached_tokens?: number | null;
        cache_write_tokens?: number | null;
      };
      output_tokens: number;
      output_tokens_details?: {
        reasoning_tokens?: number | null;
      };
      total_tokens: number;
    };
    /** @description The body of a request to `/v1/embeddings`. Over all requests of a batch there may be 50,000 inputs. */
    CreateEmbeddingRequest: {
      /** @description A text or its tokens, or a list of either. Each entry counts as one input. */
      input: string | string[] | number[] | number[][];
      /** @description The model to ask. All requests of a batch name the same. */
      model: string;
      /** @description How many numbers an embedding has. */
      dimensions?: number;
      /** @enum {string} */
      encoding_format?: "float" | "base64";
      /** @description An opaque id of your end user, for the detection of abuse. */
      user?: string;
    } & {
      [key: string]: any;
    };
    /** @description The answer of `/v1/embeddings`. */
    EmbeddingList: {
      /** @constant */
      object: "list";
      data: {
        /** @constant */
        object: "embedding";
        /** @description The position of its input. */
        index: number;
        /** @description The numbers, or with `base64` their 32-bit floats in Base64. */
        embedding: number[] | string;
      }[];
      model: string;
      usage?: {
        prompt_tokens: number;
        total_tokens: number;
      };
    };
    /** @description The body of a request to `/v1/completions`. */
    CreateCompletionRequest: {
      /** @description The model to ask. All requests of a batch name the same. */
      model: string;
      /** @description A text or its tokens, or a list of either. */
      prompt: string | string[] | number[] | number[][] | null;
      best_of?: number | null;
      echo?: boolean | null;
      frequency_penalty?: number | null;
      /** @description A bias by the id of the token, from -100 to 100. */
      logit_bias?: {
        [key: string]: number;
      } | null;
      logprobs?: number | null;
      /** @default 16 */
      max_tokens?: number | null;
      /** @description How many choices to give. All of them are billed. */
      n?: number | null;
      presence_penalty?: number | null;
      seed?: number | null;
      /** @description Up to four strings that end the answer. */
      stop?: string | string[] | null;
      suffix?: string | null;
      temperature?: number | null;
      top_p?: number | null;
      /** @description An opaque id of your end user, for the detection of abuse. */
      user?: string;
      /**
       * @description A batch cannot stream. Absent, null or false.
       * @enum {boolean|null}
       */
      stream?: false | null;
      /** @description Belongs to streaming, which a batch cannot do. Leave it out. */
      stream_options?: {
        [key: string]: any;
      } | null;
    } & {
      [key: string]: any;
    };
    /** @description The answer of `/v1/completions`. */
    Completion: {
      id: string;
      /** @constant */
      object: "text_completion";
      /** @description In seconds since 1970. */
      created: number;
      model: string;
      choices: {
        text: string;
        index: number;
        finish_reason: "stop" | "length" | "content_filter" | (string & {});
        logprobs?: {
          text_offset?: number[];
          token_logprobs?: (number | null)[];
          tokens?: string[];
          top_logprobs?:
            | ({
                [key: string]: number;
              } | null)[]
            | null;
        } | null;
      }[];
      system_fingerprint?: string | null;
      usage?: components["schemas"]["CompletionUsage"] | null;
    };
    /** @description The body of a request to `/v1/moderations`. */
    CreateModerationRequest: {
      /** @description A text, a list of texts, or a list of parts of the types `text` and `image_url`. */
      input:
        | string
        | string[]
        | ({
            /** @enum {string} */
            type: "text" | "image_url";
          } & {
            [key: string]: any;
          })[];
      /** @description The model to ask; the newest one where it is left out. */
      model?: string;
    } & {
      [key: string]: any;
    };
    /** @description The answer of `/v1/moderations`. */
    Moderation: {
      id: string;
      model: string;
      results: components["schemas"]["ModerationResult"][];
    };
    /** @description What was found in one input. */
    ModerationResult: {
      /** @description Whether any category applies. */
      flagged: boolean;
      /** @description Which of the categories apply. */
      categories: {
        harassment?: boolean | null;
        "harassment/threatening"?: boolean | null;
        hate?: boolean | null;
        "hate/threatening"?: boolean | null;
        illicit?: boolean | null;
        "illicit/violent"?: boolean | null;
        "self-harm"?: boolean | null;
        "self-harm/instructions"?: boolean | null;
        "self-harm/intent"?: boolean | null;
        sexual?: boolean | null;
        "sexual/minors"?: boolean | null;
        violence?: boolean | null;
        "violence/graphic"?: boolean | null;
      };
      /** @description How sure the model is, from 0 to 1. */
      category_scores: {
        harassment?: number;
        "harassment/threatening"?: number;
        hate?: number;
        "hate/threatening"?: number;
        illicit?: number;
        "illicit/violent"?: number;
        "self-harm"?: number;
        "self-harm/instructions"?: number;
        "self-harm/intent"?: number;
        sexual?: number;
        "sexual/minors"?: number;
        violence?: number;
        "violence/graphic"?: number;
      };
      /** @description What each category was looked for in: `text`, `image`. */
      category_applied_input_types?: {
        harassment?: string[];
        "harassment/threatening"?: string[];
        hate?: string[];
        "hate/threatening"?: string[];
        illicit?: string[];
        "illicit/violent"?: string[];
        "self-harm"?: string[];
        "self-harm/instructions"?: string[];
        "self-harm/intent"?: string[];
        sexual?: string[];
        "sexual/minors"?: string[];
        violence?: string[];
        "violence/graphic"?: string[];
      };
    };
    /** @description The body of a request to `/v1/images/generations`. */
    CreateImageRequest: {
      prompt: string;
      model?: string | null;
      /** @description How many images to make. */
      n?: number | null;
      /** @description Width and height, such as `1024x1024`, or `auto`. */
      size?: string | null;
      /** @description Such as `low`, `medium`, `high`, `auto`. */
      quality?: string | null;
      /** @enum {string|null} */
      background?: "transparent" | "opaque" | "auto" | null;
      /** @enum {string|null} */
      moderation?: "low" | "auto" | null;
      /** @description Such as `png`, `jpeg`, `webp`. */
      output_format?: string | null;
      /** @description The quality of `jpeg` and `webp`, in per cent. */
      output_compression?: number | null;
      /**
       * @description Only for the older models of the DALL·E kind.
       * @enum {string|null}
       */
      response_format?: "url" | "b64_json" | null;
      /** @enum {string|null} */
      style?: "vivid" | "natural" | null;
      /** @description An opaque id of your end user, for the detection of abuse. */
      user?: string;
      /**
       * @description A batch cannot stream. Absent, null or false.
       * @enum {boolean|null}
       */
      stream?: false | null;
    } & {
      [key: string]: any;
    };
    /** @description The body of a request to `/v1/images/edits`, in its form as JSON: images are named by URL or by the id of a file. */
    CreateImageEditRequest: {
      images: components["schemas"]["ImageReference"][];
      prompt: string;
      /** @description Where to edit. */
      mask?: components["schemas"]["ImageReference"] | null;
      /** @enum {string|null} */
      input_fidelity?: "high" | "low" | null;
      model?: string | null;
      /** @description How many images to make. */
      n?: number | null;
      /** @description Width and height, such as `1024x1024`, or `auto`. */
      size?: string | null;
      /** @description Such as `low`, `medium`, `high`, `auto`. */
      quality?: string | null;
      /** @enum {string|null} */
      background?: "transparent" | "opaque" | "auto" | null;
      /** @enum {string|null} */
      moderation?: "low" | "auto" | null;
      /** @description Such as `png`, `jpeg`, `webp`. */
      output_format?: string | null;
      /** @description The quality of `jpeg` and `webp`, in per cent. */
      output_compression?: number | null;
      /**
       * @description Only for the older models of the DALL·E kind.
       * @enum {string|null}
       */
      response_format?: "url" | "b64_json" | null;
      /** @description An opaque id of your end user, for the detection of abuse. */
      user?: string;
      /**
       * @description A batch cannot stream. Absent, null or false.
       * @enum {boolean|null}
       */
      stream?: false | null;
    } & {
      [key: string]: any;
    };
    /** @description An image, by one of the two. */
    ImageReference: {
      /** @description A URL or a data URL. */
      image_url?: string;
      file_id?: string;
    } & {
      [key: string]: any;
    };
    /** @description The answer of `/v1/images/generations` and `/v1/images/edits`. */
    ImagesResponse: {
      /** @description In seconds since 1970. */
      created: number;
      data?: {
        /** @description The image in Base64. */
        b64_json?: string | null;
        url?: string | null;
        revised_prompt?: string | null;
      }[];
      background?: string | null;
      output_format?: string | null;
      quality?: string | null;
      size?: string | null;
      usage?: {
        input_tokens?: number | null;
        output_tokens?: number | null;
        total_tokens?: number | null;
      } | null;
    };
    /**
     * @deprecated
     * @description The body of a request to `/v1/videos`, a service that ended on 24 September 2026.
     */
    CreateVideoRequest: {
      prompt: string;
      model?: string;
      input_reference?: components["schemas"]["ImageReference"];
      seconds?: string;
      size?: string;
    } & {
      [key: string]: any;
    };
    /**
     * @deprecated
     * @description The answer of `/v1/videos`, a service that ended on 24 September 2026.
     */
    Video: {
      id: string;
      /** @constant */
      object: "video";
      status: "queued" | "in_progress" | "completed" | "failed" | (string & {});
      progress?: number | null;
      created_at?: number | null;
      completed_at?: number | null;
      expires_at?: number | null;
      model?: string | null;
      prompt?: string | null;
      seconds?: string | null;
      size?: string | null;
      error?: {
        code?: string;
        message?: string;
      } | null;
    };
  };
  responses: {
    /**
     * @description The request is wrong; sending it again unchanged does not help. `param` names the field where there is one.
     *
     *     Known codes: `missing_required_parameter`, `invalid_value`, `invalid_type`. Refused uploads have neither code nor
     *     param.
     */
    BadRequest: {
      headers: {
        "x-request-id": components["headers"]["RequestId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description No credential, one that is wrong, one of another organization, one without access, or an address that is not allowed. */
    Unauthorized: {
      headers: {
        "x-request-id": components["headers"]["RequestId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description The key lacks a permission, or the country is not supported. */
    Forbidden: {
      headers: {
        "x-request-id": components["headers"]["RequestId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description There is no such batch or file, or not any more. For a moment after it was made it may mean "not yet". */
    NotFound: {
      headers: {
        "x-request-id": components["headers"]["RequestId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description The state of the batch does not allow a cancellation. Read it. */
    Conflict: {
      headers: {
        "x-request-id": components["headers"]["RequestId"];
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
     * @description Too many calls, too many batches created within an hour, or no quota left. The code `insufficient_quota` is final: no
     *     wait repairs it.
     */
    TooManyRequests: {
      headers: {
        "x-request-id": components["headers"]["RequestId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        "x-ratelimit-limit-requests": components["headers"]["RateLimitRequests"];
        "x-ratelimit-remaining-requests": components["headers"]["RateLimitRemainingRequests"];
        "x-ratelimit-reset-requests": components["headers"]["RateLimitResetRequests"];
        "x-ratelimit-limit-tokens": components["headers"]["RateLimitTokens"];
        "x-ratelimit-remaining-tokens": components["headers"]["RateLimitRemainingTokens"];
        "x-ratelimit-reset-tokens": components["headers"]["RateLimitResetTokens"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description The server failed. For a create, the outcome is unknown. */
    ServerError: {
      headers: {
        "x-request-id": components["headers"]["RequestId"];
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
     * @description Too much load, of the server as a whole or by a steep rise of one's own. Slow down. For a create, the outcome is
     *     unknown.
     */
    Overloaded: {
      headers: {
        "x-request-id": components["headers"]["RequestId"];
        "retry-after": components["headers"]["RetryAfter"];
        "retry-after-ms": components["headers"]["RetryAfterMs"];
        "x-should-retry": components["headers"]["ShouldRetry"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description Any other status: the same envelope, or, from a proxy in front of the API, a page in HTML. */
    UnlistedError: {
      headers: {
        "x-request-id": components["headers"]["RequestId"];
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
  };
  parameters: {
    /**
     * @description The id of the file. An empty one leads to another endpoint.
     * @example file-8RkT2vQmZs6YwLbXc4NdHj
     */
    FileId: string;
    /**
     * @description The id of the batch. An empty one leads to another endpoint.
     * @example batch_6b000cd0b5c48190a7c3e2d94f1b6a08
     */
    BatchId: string;
    /**
     * @description The organization that is billed, where the key belongs to several.
     * @example org-4f8a2c91
     */
    Organization: string;
    /**
     * @description The project that the call belongs to, where the key belongs to several.
     * @example proj_7d20b6e4
     */
    Project: string;
    /**
     * @description An id of one's own for the provider's support: ASCII, at most 512 characters, else the answer is 400. It does **not** make a call idempotent.
     * @example 0d6e3c2a-8f41-4b7e-9a55-1c27f0b3d9e8
     */
    ClientRequestId: string;
    /**
     * @description Identifies the event, over all attempts to deliver it.
     * @example wh_6b001325d1e28190a9b8c7d6e5f40312
     */
    WebhookId: string;
    /**
     * @description When it was sent, in seconds since 1970. Part of what is signed.
     * @example 1795167013
     */
    WebhookTimestamp: string;
    /**
     * @description One or several signatures, separated by blanks, each as `v1,` and Base64. The event is genuine if one of them is.
     * @example v1,0SkjOB9Bn1RyZQxZWqM764lC9f45aOMjfjqqXz9NSCA=
     */
    WebhookSignature: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description Identifies the call, for the provider's support.
     * @example req_4e7a90c15b2d48f6a3c8e1d70b95f264
     */
    RequestId: string;
    /**
     * @description The version of the API behind the path.
     * @example 2020-10-01
     */
    Version: string;
    /**
     * @description The organization that the call was counted for.
     * @example acme-7f3k
     */
    Organization: string;
    /**
     * @description The project that the call was counted for.
     * @example proj_7d20b6e4
     */
    Project: string;
    /**
     * @description How long the server took, in milliseconds.
     * @example 214
     */
    ProcessingMs: number;
    /**
     * @description The size of the content in bytes. Compare it with what arrived.
     * @example 1804
     */
    ContentLength: number;
    /**
     * @description A file name for the content.
     * @example attachment; filename="batch_6b000cd0b5c48190a7c3e2d94f1b6a08_output.jsonl"
     */
    ContentDisposition: string;
    /**
     * @description How long to wait, in seconds or as a date. Whether these endpoints send it is unconfirmed.
     * @example 20
     */
    RetryAfter: string;
    /**
     * @description How long to wait, in milliseconds. Whether these endpoints send it is unconfirmed.
     * @example 1500
     */
    RetryAfterMs: string;
    /**
     * @description Whether to try again, whatever the status says. Whether these endpoints send it is unconfirmed.
     * @example false
     */
    ShouldRetry: "true" | "false";
    /**
     * @description Calls per minute. Documented for the API as a whole; recorded answers of these endpoints had none.
     * @example 1000
     */
    RateLimitRequests: number;
    /**
     * @description Calls that are left (presence unconfirmed here).
     * @example 999
     */
    RateLimitRemainingRequests: number;
    /**
     * @description How long until all calls are back, as a duration such as `1s` or `6m0s` (presence unconfirmed here).
     * @example 60ms
     */
    RateLimitResetRequests: string;
    /**
     * @description Tokens per minute (presence unconfirmed here).
     * @example 150000
     */
    RateLimitTokens: number;
    /**
     * @description Tokens that are left (presence unconfirmed here).
     * @example 149984
     */
    RateLimitRemainingTokens: number;
    /**
     * @description How long until all tokens are back, as a duration (presence unconfirmed here).
     * @example 6m0s
     */
    RateLimitResetTokens: string;
  };
  pathItems: never;
}
export type CreateFileRequest = components["schemas"]["CreateFileRequest"];
export type FilePurpose = components["schemas"]["FilePurpose"];
export type FileExpirationAfter = components["schemas"]["FileExpirationAfter"];
export type FileObject = components["schemas"]["FileObject"];
export type ListFilesResponse = components["schemas"]["ListFilesResponse"];
export type DeletedFile = components["schemas"]["DeletedFile"];
export type CreateBatchRequest = components["schemas"]["CreateBatchRequest"];
export type BatchEndpoint = components["schemas"]["BatchEndpoint"];
export type Metadata = components["schemas"]["Metadata"];
export type BatchOutputExpirationAfter = components["schemas"]["BatchOutputExpirationAfter"];
export type Batch = components["schemas"]["Batch"];
export type BatchStatus = components["schemas"]["BatchStatus"];
export type BatchErrors = components["schemas"]["BatchErrors"];
export type BatchError = components["schemas"]["BatchError"];
export type BatchRequestCounts = components["schemas"]["BatchRequestCounts"];
export type BatchUsage = components["schemas"]["BatchUsage"];
export type ListBatchesResponse = components["schemas"]["ListBatchesResponse"];
export type BatchRequestInput = components["schemas"]["BatchRequestInput"];
export type ChatCompletionRequestInput = components["schemas"]["ChatCompletionRequestInput"];
export type ResponseRequestInput = components["schemas"]["ResponseRequestInput"];
export type EmbeddingRequestInput = components["schemas"]["EmbeddingRequestInput"];
export type CompletionRequestInput = components["schemas"]["CompletionRequestInput"];
export type ModerationRequestInput = components["schemas"]["ModerationRequestInput"];
export type ImageRequestInput = components["schemas"]["ImageRequestInput"];
export type ImageEditRequestInput = components["schemas"]["ImageEditRequestInput"];
export type VideoRequestInput = components["schemas"]["VideoRequestInput"];
export type BatchRequestOutput = components["schemas"]["BatchRequestOutput"];
export type BatchRequestResponse = components["schemas"]["BatchRequestResponse"];
export type BatchResponseBody = components["schemas"]["BatchResponseBody"];
export type BatchRequestError = components["schemas"]["BatchRequestError"];
export type ErrorResponse = components["schemas"]["ErrorResponse"];
export type ErrorObject = components["schemas"]["ErrorObject"];
export type BatchWebhookEvent = components["schemas"]["BatchWebhookEvent"];
export type CreateChatCompletionRequest = components["schemas"]["CreateChatCompletionRequest"];
export type ChatMessageParam = components["schemas"]["ChatMessageParam"];
export type ChatContent = components["schemas"]["ChatContent"];
export type ChatContentPart = components["schemas"]["ChatContentPart"];
export type ChatDeveloperMessageParam = components["schemas"]["ChatDeveloperMessageParam"];
export type ChatSystemMessageParam = components["schemas"]["ChatSystemMessageParam"];
export type ChatUserMessageParam = components["schemas"]["ChatUserMessageParam"];
export type ChatAssistantMessageParam = components["schemas"]["ChatAssistantMessageParam"];
export type ChatToolMessageParam = components["schemas"]["ChatToolMessageParam"];
export type ChatFunctionMessageParam = components["schemas"]["ChatFunctionMessageParam"];
export type ChatToolCallParam = components["schemas"]["ChatToolCallParam"];
export type ChatResponseFormat = components["schemas"]["ChatResponseFormat"];
export type ChatTool = components["schemas"]["ChatTool"];
export type ChatFunctionTool = components["schemas"]["ChatFunctionTool"];
export type ChatCustomTool = components["schemas"]["ChatCustomTool"];
export type FunctionDefinition = components["schemas"]["FunctionDefinition"];
export type ChatCompletion = components["schemas"]["ChatCompletion"];
export type ChatChoice = components["schemas"]["ChatChoice"];
export type ChatTokenLogprob = components["schemas"]["ChatTokenLogprob"];
export type ChatMessage = components["schemas"]["ChatMessage"];
export type ChatToolCall = components["schemas"]["ChatToolCall"];
export type CompletionUsage = components["schemas"]["CompletionUsage"];
export type CreateResponseRequest = components["schemas"]["CreateResponseRequest"];
export type ResponseInputItem = components["schemas"]["ResponseInputItem"];
export type ResponseTool = components["schemas"]["ResponseTool"];
export type ResponseObject = components["schemas"]["ResponseObject"];
export type ResponseError = components["schemas"]["ResponseError"];
export type ResponseOutputItem = components["schemas"]["ResponseOutputItem"];
export type ResponseUsage = components["schemas"]["ResponseUsage"];
export type CreateEmbeddingRequest = components["schemas"]["CreateEmbeddingRequest"];
export type EmbeddingList = components["schemas"]["EmbeddingList"];
export type CreateCompletionRequest = components["schemas"]["CreateCompletionRequest"];
export type Completion = components["schemas"]["Completion"];
export type CreateModerationRequest = components["schemas"]["CreateModerationRequest"];
export type Moderation = components["schemas"]["Moderation"];
export type ModerationResult = components["schemas"]["ModerationResult"];
export type CreateImageRequest = components["schemas"]["CreateImageRequest"];
export type CreateImageEditRequest = components["schemas"]["CreateImageEditRequest"];
export type ImageReference = components["schemas"]["ImageReference"];
export type ImagesResponse = components["schemas"]["ImagesResponse"];
export type CreateVideoRequest = components["schemas"]["CreateVideoRequest"];
export type Video = components["schemas"]["Video"];
export type ResponseBadRequest = components["responses"]["BadRequest"];
export type ResponseUnauthorized = components["responses"]["Unauthorized"];
export type ResponseForbidden = components["responses"]["Forbidden"];
export type ResponseNotFound = components["responses"]["NotFound"];
export type ResponseConflict = components["responses"]["Conflict"];
export type ResponseTooManyRequests = components["responses"]["TooManyRequests"];
export type ResponseServerError = components["responses"]["ServerError"];
export type ResponseOverloaded = components["responses"]["Overloaded"];
export type ResponseUnlistedError = components["responses"]["UnlistedError"];
export type ParameterFileId = components["parameters"]["FileId"];
export type ParameterBatchId = components["parameters"]["BatchId"];
export type ParameterOrganization = components["parameters"]["Organization"];
export type ParameterProject = components["parameters"]["Project"];
export type ParameterClientRequestId = components["parameters"]["ClientRequestId"];
export type ParameterWebhookId = components["parameters"]["WebhookId"];
export type ParameterWebhookTimestamp = components["parameters"]["WebhookTimestamp"];
export type ParameterWebhookSignature = components["parameters"]["WebhookSignature"];
export type HeaderRequestId = components["headers"]["RequestId"];
export type HeaderVersion = components["headers"]["Version"];
export type HeaderOrganization = components["headers"]["Organization"];
export type HeaderProject = components["headers"]["Project"];
export type HeaderProcessingMs = components["headers"]["ProcessingMs"];
export type HeaderContentLength = components["headers"]["ContentLength"];
export type HeaderContentDisposition = components["headers"]["ContentDisposition"];
export type HeaderRetryAfter = components["headers"]["RetryAfter"];
export type HeaderRetryAfterMs = components["headers"]["RetryAfterMs"];
export type HeaderShouldRetry = components["headers"]["ShouldRetry"];
export type HeaderRateLimitRequests = components["headers"]["RateLimitRequests"];
export type HeaderRateLimitRemainingRequests = components["headers"]["RateLimitRemainingRequests"];
export type HeaderRateLimitResetRequests = components["headers"]["RateLimitResetRequests"];
export type HeaderRateLimitTokens = components["headers"]["RateLimitTokens"];
export type HeaderRateLimitRemainingTokens = components["headers"]["RateLimitRemainingTokens"];
export type HeaderRateLimitResetTokens = components["headers"]["RateLimitResetTokens"];
export interface operations {
  listFiles: {
    parameters: {
      query?: {
        /**
         * @description Only files of this purpose, such as `batch` or `batch_output`.
         * @example batch
         */
        purpose?: string;
        /**
         * @description How many files to return in one page.
         * @example 100
         */
        limit?: number;
        /**
         * @description Oldest or newest first.
         * @example desc
         */
        order?: "asc" | "desc";
        /**
         * @description A file id: the page starts right after it.
         * @example file-8RkT2vQmZs6YwLbXc4NdHj
         */
        after?: string;
      };
      header?: {
        /**
         * @description The organization that is billed, where the key belongs to several.
         * @example org-4f8a2c91
         */
        "OpenAI-Organization"?: components["parameters"]["Organization"];
        /**
         * @description The project that the call belongs to, where the key belongs to several.
         * @example proj_7d20b6e4
         */
        "OpenAI-Project"?: components["parameters"]["Project"];
        /**
         * @description An id of one's own for the provider's support: ASCII, at most 512 characters, else the answer is 400. It does **not** make a call idempotent.
         * @example 0d6e3c2a-8f41-4b7e-9a55-1c27f0b3d9e8
         */
        "X-Client-Request-Id"?: components["parameters"]["ClientRequestId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of files. */
      200: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          "openai-version": components["headers"]["Version"];
          "openai-organization": components["headers"]["Organization"];
          "openai-project": components["headers"]["Project"];
          "openai-processing-ms": components["headers"]["ProcessingMs"];
          "x-ratelimit-limit-requests": components["headers"]["RateLimitRequests"];
          "x-ratelimit-remaining-requests": components["headers"]["RateLimitRemainingRequests"];
          "x-ratelimit-reset-requests": components["headers"]["RateLimitResetRequests"];
          "x-ratelimit-limit-tokens": components["headers"]["RateLimitTokens"];
          "x-ratelimit-remaining-tokens": components["headers"]["RateLimitRemainingTokens"];
          "x-ratelimit-reset-tokens": components["headers"]["RateLimitResetTokens"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListFilesResponse"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      503: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  createFile: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The organization that is billed, where the key belongs to several.
         * @example org-4f8a2c91
         */
        "OpenAI-Organization"?: components["parameters"]["Organization"];
        /**
         * @description The project that the call belongs to, where the key belongs to several.
         * @example proj_7d20b6e4
         */
        "OpenAI-Project"?: components["parameters"]["Project"];
        /**
         * @description An id of one's own for the provider's support: ASCII, at most 512 characters, else the answer is 400. It does **not** make a call idempotent.
         * @example 0d6e3c2a-8f41-4b7e-9a55-1c27f0b3d9e8
         */
        "X-Client-Request-Id"?: components["parameters"]["ClientRequestId"];
      };
      path?: never;
      cookie?: never;
    };
    /** @description The file, what it is for, and how long it is kept. */
    requestBody: {
      content: {
        "multipart/form-data": components["schemas"]["CreateFileRequest"];
      };
    };
    responses: {
      /** @description The file is there. One for a batch is `processed` at once. */
      200: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          "openai-version": components["headers"]["Version"];
          "openai-organization": components["headers"]["Organization"];
          "openai-project": components["headers"]["Project"];
          "openai-processing-ms": components["headers"]["ProcessingMs"];
          "x-ratelimit-limit-requests": components["headers"]["RateLimitRequests"];
          "x-ratelimit-remaining-requests": components["headers"]["RateLimitRemainingRequests"];
          "x-ratelimit-reset-requests": components["headers"]["RateLimitResetRequests"];
          "x-ratelimit-limit-tokens": components["headers"]["RateLimitTokens"];
          "x-ratelimit-remaining-tokens": components["headers"]["RateLimitRemainingTokens"];
          "x-ratelimit-reset-tokens": components["headers"]["RateLimitResetTokens"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["FileObject"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      503: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  retrieveFile: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The organization that is billed, where the key belongs to several.
         * @example org-4f8a2c91
         */
        "OpenAI-Organization"?: components["parameters"]["Organization"];
        /**
         * @description The project that the call belongs to, where the key belongs to several.
         * @example proj_7d20b6e4
         */
        "OpenAI-Project"?: components["parameters"]["Project"];
        /**
         * @description An id of one's own for the provider's support: ASCII, at most 512 characters, else the answer is 400. It does **not** make a call idempotent.
         * @example 0d6e3c2a-8f41-4b7e-9a55-1c27f0b3d9e8
         */
        "X-Client-Request-Id"?: components["parameters"]["ClientRequestId"];
      };
      path: {
        /**
         * @description The id of the file. An empty one leads to another endpoint.
         * @example file-8RkT2vQmZs6YwLbXc4NdHj
         */
        file_id: components["parameters"]["FileId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          "openai-version": components["headers"]["Version"];
          "openai-organization": components["headers"]["Organization"];
          "openai-project": components["headers"]["Project"];
          "openai-processing-ms": components["headers"]["ProcessingMs"];
          "x-ratelimit-limit-requests": components["headers"]["RateLimitRequests"];
          "x-ratelimit-remaining-requests": components["headers"]["RateLimitRemainingRequests"];
          "x-ratelimit-reset-requests": components["headers"]["RateLimitResetRequests"];
          "x-ratelimit-limit-tokens": components["headers"]["RateLimitTokens"];
          "x-ratelimit-remaining-tokens": components["headers"]["RateLimitRemainingTokens"];
          "x-ratelimit-reset-tokens": components["headers"]["RateLimitResetTokens"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["FileObject"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      503: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  deleteFile: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The organization that is billed, where the key belongs to several.
         * @example org-4f8a2c91
         */
        "OpenAI-Organization"?: components["parameters"]["Organization"];
        /**
         * @description The project that the call belongs to, where the key belongs to several.
         * @example proj_7d20b6e4
         */
        "OpenAI-Project"?: components["parameters"]["Project"];
        /**
         * @description An id of one's own for the provider's support: ASCII, at most 512 characters, else the answer is 400. It does **not** make a call idempotent.
         * @example 0d6e3c2a-8f41-4b7e-9a55-1c27f0b3d9e8
         */
        "X-Client-Request-Id"?: components["parameters"]["ClientRequestId"];
      };
      path: {
        /**
         * @description The id of the file. An empty one leads to another endpoint.
         * @example file-8RkT2vQmZs6YwLbXc4NdHj
         */
        file_id: components["parameters"]["FileId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file is gone. */
      200: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          "openai-version": components["headers"]["Version"];
          "openai-organization": components["headers"]["Organization"];
          "openai-project": components["headers"]["Project"];
          "openai-processing-ms": components["headers"]["ProcessingMs"];
          "x-ratelimit-limit-requests": components["headers"]["RateLimitRequests"];
          "x-ratelimit-remaining-requests": components["headers"]["RateLimitRemainingRequests"];
          "x-ratelimit-reset-requests": components["headers"]["RateLimitResetRequests"];
          "x-ratelimit-limit-tokens": components["headers"]["RateLimitTokens"];
          "x-ratelimit-remaining-tokens": components["headers"]["RateLimitRemainingTokens"];
          "x-ratelimit-reset-tokens": components["headers"]["RateLimitResetTokens"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeletedFile"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      503: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  downloadFile: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The organization that is billed, where the key belongs to several.
         * @example org-4f8a2c91
         */
        "OpenAI-Organization"?: components["parameters"]["Organization"];
        /**
         * @description The project that the call belongs to, where the key belongs to several.
         * @example proj_7d20b6e4
         */
        "OpenAI-Project"?: components["parameters"]["Project"];
        /**
         * @description An id of one's own for the provider's support: ASCII, at most 512 characters, else the answer is 400. It does **not** make a call idempotent.
         * @example 0d6e3c2a-8f41-4b7e-9a55-1c27f0b3d9e8
         */
        "X-Client-Request-Id"?: components["parameters"]["ClientRequestId"];
      };
      path: {
        /**
         * @description The id of the file. An empty one leads to another endpoint.
         * @example file-8RkT2vQmZs6YwLbXc4NdHj
         */
        file_id: components["parameters"]["FileId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The content. The schema and the examples are of one line of a file with the purpose `batch_output`; any other file comes as it was uploaded. */
      200: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          "openai-version": components["headers"]["Version"];
          "openai-organization": components["headers"]["Organization"];
          "openai-project": components["headers"]["Project"];
          "openai-processing-ms": components["headers"]["ProcessingMs"];
          "content-length": components["headers"]["ContentLength"];
          "content-disposition": components["headers"]["ContentDisposition"];
          [name: string]: unknown;
        };
        content: {
          "application/octet-stream": components["schemas"]["BatchRequestOutput"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      503: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  listBatches: {
    parameters: {
      query?: {
        /**
         * @description A batch id: the page starts right after it, with the next older batch.
         * @example batch_6b000cd0b5c48190a7c3e2d94f1b6a08
         */
        after?: string;
        /**
         * @description How many batches to return in one page.
         * @example 100
         */
        limit?: number;
      };
      header?: {
        /**
         * @description The organization that is billed, where the key belongs to several.
         * @example org-4f8a2c91
         */
        "OpenAI-Organization"?: components["parameters"]["Organization"];
        /**
         * @description The project that the call belongs to, where the key belongs to several.
         * @example proj_7d20b6e4
         */
        "OpenAI-Project"?: components["parameters"]["Project"];
        /**
         * @description An id of one's own for the provider's support: ASCII, at most 512 characters, else the answer is 400. It does **not** make a call idempotent.
         * @example 0d6e3c2a-8f41-4b7e-9a55-1c27f0b3d9e8
         */
        "X-Client-Request-Id"?: components["parameters"]["ClientRequestId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of batches. */
      200: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          "openai-version": components["headers"]["Version"];
          "openai-organization": components["headers"]["Organization"];
          "openai-project": components["headers"]["Project"];
          "openai-processing-ms": components["headers"]["ProcessingMs"];
          "x-ratelimit-limit-requests": components["headers"]["RateLimitRequests"];
          "x-ratelimit-remaining-requests": components["headers"]["RateLimitRemainingRequests"];
          "x-ratelimit-reset-requests": components["headers"]["RateLimitResetRequests"];
          "x-ratelimit-limit-tokens": components["headers"]["RateLimitTokens"];
          "x-ratelimit-remaining-tokens": components["headers"]["RateLimitRemainingTokens"];
          "x-ratelimit-reset-tokens": components["headers"]["RateLimitResetTokens"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListBatchesResponse"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      503: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  createBatch: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The organization that is billed, where the key belongs to several.
         * @example org-4f8a2c91
         */
        "OpenAI-Organization"?: components["parameters"]["Organization"];
        /**
         * @description The project that the call belongs to, where the key belongs to several.
         * @example proj_7d20b6e4
         */
        "OpenAI-Project"?: components["parameters"]["Project"];
        /**
         * @description An id of one's own for the provider's support: ASCII, at most 512 characters, else the answer is 400. It does **not** make a call idempotent.
         * @example 0d6e3c2a-8f41-4b7e-9a55-1c27f0b3d9e8
         */
        "X-Client-Request-Id"?: components["parameters"]["ClientRequestId"];
      };
      path?: never;
      cookie?: never;
    };
    /** @description The file, and what is to be done with it. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["CreateBatchRequest"];
      };
    };
    responses: {
      /** @description The batch is there, and its file is being read. */
      200: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          "openai-version": components["headers"]["Version"];
          "openai-organization": components["headers"]["Organization"];
          "openai-project": components["headers"]["Project"];
          "openai-processing-ms": components["headers"]["ProcessingMs"];
          "x-ratelimit-limit-requests": components["headers"]["RateLimitRequests"];
          "x-ratelimit-remaining-requests": components["headers"]["RateLimitRemainingRequests"];
          "x-ratelimit-reset-requests": components["headers"]["RateLimitResetRequests"];
          "x-ratelimit-limit-tokens": components["headers"]["RateLimitTokens"];
          "x-ratelimit-remaining-tokens": components["headers"]["RateLimitRemainingTokens"];
          "x-ratelimit-reset-tokens": components["headers"]["RateLimitResetTokens"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Batch"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      503: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  retrieveBatch: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The organization that is billed, where the key belongs to several.
         * @example org-4f8a2c91
         */
        "OpenAI-Organization"?: components["parameters"]["Organization"];
        /**
         * @description The project that the call belongs to, where the key belongs to several.
         * @example proj_7d20b6e4
         */
        "OpenAI-Project"?: components["parameters"]["Project"];
        /**
         * @description An id of one's own for the provider's support: ASCII, at most 512 characters, else the answer is 400. It does **not** make a call idempotent.
         * @example 0d6e3c2a-8f41-4b7e-9a55-1c27f0b3d9e8
         */
        "X-Client-Request-Id"?: components["parameters"]["ClientRequestId"];
      };
      path: {
        /**
         * @description The id of the batch. An empty one leads to another endpoint.
         * @example batch_6b000cd0b5c48190a7c3e2d94f1b6a08
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The batch. */
      200: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          "openai-version": components["headers"]["Version"];
          "openai-organization": components["headers"]["Organization"];
          "openai-project": components["headers"]["Project"];
          "openai-processing-ms": components["headers"]["ProcessingMs"];
          "x-ratelimit-limit-requests": components["headers"]["RateLimitRequests"];
          "x-ratelimit-remaining-requests": components["headers"]["RateLimitRemainingRequests"];
          "x-ratelimit-reset-requests": components["headers"]["RateLimitResetRequests"];
          "x-ratelimit-limit-tokens": components["headers"]["RateLimitTokens"];
          "x-ratelimit-remaining-tokens": components["headers"]["RateLimitRemainingTokens"];
          "x-ratelimit-reset-tokens": components["headers"]["RateLimitResetTokens"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Batch"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      503: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  cancelBatch: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The organization that is billed, where the key belongs to several.
         * @example org-4f8a2c91
         */
        "OpenAI-Organization"?: components["parameters"]["Organization"];
        /**
         * @description The project that the call belongs to, where the key belongs to several.
         * @example proj_7d20b6e4
         */
        "OpenAI-Project"?: components["parameters"]["Project"];
        /**
         * @description An id of one's own for the provider's support: ASCII, at most 512 characters, else the answer is 400. It does **not** make a call idempotent.
         * @example 0d6e3c2a-8f41-4b7e-9a55-1c27f0b3d9e8
         */
        "X-Client-Request-Id"?: components["parameters"]["ClientRequestId"];
      };
      path: {
        /**
         * @description The id of the batch. An empty one leads to another endpoint.
         * @example batch_6b000cd0b5c48190a7c3e2d94f1b6a08
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The cancellation has begun, or was over already. */
      200: {
        headers: {
          "x-request-id": components["headers"]["RequestId"];
          "openai-version": components["headers"]["Version"];
          "openai-organization": components["headers"]["Organization"];
          "openai-project": components["headers"]["Project"];
          "openai-processing-ms": components["headers"]["ProcessingMs"];
          "x-ratelimit-limit-requests": components["headers"]["RateLimitRequests"];
          "x-ratelimit-remaining-requests": components["headers"]["RateLimitRemainingRequests"];
          "x-ratelimit-reset-requests": components["headers"]["RateLimitResetRequests"];
          "x-ratelimit-limit-tokens": components["headers"]["RateLimitTokens"];
          "x-ratelimit-remaining-tokens": components["headers"]["RateLimitRemainingTokens"];
          "x-ratelimit-reset-tokens": components["headers"]["RateLimitResetTokens"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Batch"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      503: components["responses"]["Overloaded"];
      default: components["responses"]["UnlistedError"];
    };
  };
  onBatchCompleted: {
    parameters: {
      query?: never;
      header: {
        /**
         * @description Identifies the event, over all attempts to deliver it.
         * @example wh_6b001325d1e28190a9b8c7d6e5f40312
         */
        "webhook-id": components["parameters"]["WebhookId"];
        /**
         * @description When it was sent, in seconds since 1970. Part of what is signed.
         * @example 1795167013
         */
        "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
        /**
         * @description One or several signatures, separated by blanks, each as `v1,` and Base64. The event is genuine if one of them is.
         * @example v1,0SkjOB9Bn1RyZQxZWqM764lC9f45aOMjfjqqXz9NSCA=
         */
        "webhook-signature": components["parameters"]["WebhookSignature"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BatchWebhookEvent"];
      };
    };
    responses: {
      /** @description Taken. It is not sent again. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Anything else, a redirect included, counts as failed, and the event is sent again. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onBatchFailed: {
    parameters: {
      query?: never;
      header: {
        /**
         * @description Identifies the event, over all attempts to deliver it.
         * @example wh_6b001325d1e28190a9b8c7d6e5f40312
         */
        "webhook-id": components["parameters"]["WebhookId"];
        /**
         * @description When it was sent, in seconds since 1970. Part of what is signed.
         * @example 1795167013
         */
        "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
        /**
         * @description One or several signatures, separated by blanks, each as `v1,` and Base64. The event is genuine if one of them is.
         * @example v1,0SkjOB9Bn1RyZQxZWqM764lC9f45aOMjfjqqXz9NSCA=
         */
        "webhook-signature": components["parameters"]["WebhookSignature"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BatchWebhookEvent"];
      };
    };
    responses: {
      /** @description Taken. It is not sent again. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Anything else, a redirect included, counts as failed, and the event is sent again. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onBatchExpired: {
    parameters: {
      query?: never;
      header: {
        /**
         * @description Identifies the event, over all attempts to deliver it.
         * @example wh_6b001325d1e28190a9b8c7d6e5f40312
         */
        "webhook-id": components["parameters"]["WebhookId"];
        /**
         * @description When it was sent, in seconds since 1970. Part of what is signed.
         * @example 1795167013
         */
        "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
        /**
         * @description One or several signatures, separated by blanks, each as `v1,` and Base64. The event is genuine if one of them is.
         * @example v1,0SkjOB9Bn1RyZQxZWqM764lC9f45aOMjfjqqXz9NSCA=
         */
        "webhook-signature": components["parameters"]["WebhookSignature"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BatchWebhookEvent"];
      };
    };
    responses: {
      /** @description Taken. It is not sent again. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Anything else, a redirect included, counts as failed, and the event is sent again. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onBatchCancelled: {
    parameters: {
      query?: never;
      header: {
        /**
         * @description Identifies the event, over all attempts to deliver it.
         * @example wh_6b001325d1e28190a9b8c7d6e5f40312
         */
        "webhook-id": components["parameters"]["WebhookId"];
        /**
         * @description When it was sent, in seconds since 1970. Part of what is signed.
         * @example 1795167013
         */
        "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
        /**
         * @description One or several signatures, separated by blanks, each as `v1,` and Base64. The event is genuine if one of them is.
         * @example v1,0SkjOB9Bn1RyZQxZWqM764lC9f45aOMjfjqqXz9NSCA=
         */
        "webhook-signature": components["parameters"]["WebhookSignature"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BatchWebhookEvent"];
      };
    };
    responses: {
      /** @description Taken. It is not sent again. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Anything else, a redirect included, counts as failed, and the event is sent again. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
}

export const routes = {
  "POST /files": { operation: "createFile", safety: "stage", group: "file-upload", answer: "id" },
  "GET /files": { operation: "listFiles", safety: "read", answer: "object" },
  "GET /files/{file_id}": { operation: "retrieveFile", safety: "read", answer: "id" },
  "DELETE /files/{file_id}": { operation: "deleteFile", safety: "idempotent", answer: "id" },
  "GET /files/{file_id}/content": { operation: "downloadFile", safety: "read" },
  "POST /batches": { operation: "createBatch", safety: "send", group: "batch-create", answer: "id" },
  "GET /batches": { operation: "listBatches", safety: "read", answer: "object" },
  "GET /batches/{batch_id}": { operation: "retrieveBatch", safety: "read", answer: "id" },
  "POST /batches/{batch_id}/cancel": { operation: "cancelBatch", safety: "idempotent", answer: "id" },
} as const;
