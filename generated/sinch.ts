// Generated from specs/sinch.yaml by `npm run gen`: do not edit.
// sha256 aef9a5a0bb13d712343ed45aea777ae946d5acb169fa916fc75d2034bb569fa7
// checksum 7b1509972ed0e920e14fde3da6c3ee3d5212913606817ddaab542f8b74550ae1: document, lint rules, generator, text below

export interface paths {
  "/xms/v1/{service_plan_id}/batches": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    /**
     * List batches
     * @description Batches of a period, newest first, one page at a time.
     *
     *     - **Without `start_date` only the last 24 hours are listed**, although batches stay listable for 14 days.
     *     - New batches push older ones to later pages while you read. An `end_date` fixed at the start keeps the pages
     *       still; otherwise drop repeated ids.
     *     - `page_size` in the answer is the number of entries *in this answer*. Stop at an empty page, or once you have
     *       seen `count` entries; do not compute the last page.
     *     - How soon a new batch appears here is not documented. Wait a moment before you take its absence as proof.
     *
     *     **Safety: read.** Repeating it changes nothing.
     */
    get: operations["ListBatches"];
    put?: never;
    /**
     * Send a batch
     * @description Creates a batch and sends it at once, or at `send_at`. The answer comes as soon as the batch is queued: 201 says
     *     that it was accepted, not that anything was delivered.
     *
     *     **Safety: send.** Every accepted call sends and charges all its messages, and there is no key by which the server
     *     could recognize a repetition. 429 and 503 are answered before the batch is accepted, so the call may be repeated
     *     after them. 500 is documented as not processed; whether to trust that is up to the caller. After a time-out, a
     *     lost connection, 502 or 504 the batch may exist: look for it with a `client_reference` of your own.
     *
     *     For more than 1000 recipients send several batches (the queue keeps their order) or use a group.
     */
    post: operations["SendSMS"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/batches/dry_run": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Count the parts of a batch without sending it
     * @description Takes the body of a send and answers how many recipients it has and how many message parts would be charged. With
     *     `per_recipient` it also shows the text of single recipients after templating (text batches only).
     *
     *     A text of the GSM 7-bit alphabet holds 160 characters, or 153 per part when it is split; ``| ^ € { } [ ] ~ \``
     *     count twice. One character outside that alphabet turns the whole text into UCS-2: 70 characters, or 67 per part.
     *
     *     **Safety: read.** Nothing is sent, stored or charged, although the method is POST.
     */
    post: operations["Dry_Run"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/batches/{batch_id}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    /**
     * Get a batch
     * @description The batch as it stands. It has no status and no progress: read its delivery report for these. Whether a batch can
     *     still be read after the 14 days for which it is listed is not documented.
     *
     *     **Safety: read.** Repeating it changes nothing.
     */
    get: operations["GetBatchMessage"];
    /**
     * Replace a batch that has not gone out
     * @description Takes a whole new body, as for a send. It works like a cancel and a new send, but the id and `created_at` stay.
     *     What the body does not name goes back to its default.
     *
     *     **Safety: send.** It works like a new send. When its answer is lost, the new body may have begun to go out, and
     *     whether a repetition then sends it once more is not documented. Read the batch to see which body it has.
     */
    put: operations["ReplaceBatch"];
    /**
     * Change a batch that has not gone out
     * @description Changes what the body names and leaves the rest. `null` puts a property back to its default, for
     *     `delivery_report`, `send_at`, `expire_at`, `callback_url` and `parameters` (from older official sources; whether
     *     all of them work today is unconfirmed). **`send_at: null` starts sending at once.**
     *
     *     `type` tells which kind of batch it is; without it the body is read as an update of a text. Once the batch is
     *     being sent, the answer is 403 with `batch_already_dispatched`.
     *
     *     **Safety: send.** An update can start the sending (`send_at`) and add recipients who are charged (`to_add`), and
     *     whether a repeated addition is harmless is not documented.
     */
    post: operations["UpdateBatchMessage"];
    /**
     * Cancel a batch
     * @description Stops what has not been sent. Allowed at any time:
     *
     *     - before a scheduled start nothing goes out, and the delivery report stays empty;
     *     - during sending, messages already in flight may still arrive, and the report tells which were stopped;
     *     - after the end it changes nothing.
     *
     *     **Safety: idempotent.** A canceled batch stays canceled, however often it is canceled.
     */
    delete: operations["CancelBatchMessage"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/batches/{batch_id}/delivery_feedback": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm that recipients got the message
     * @description Tells the provider who demonstrably received the message, for example because a one-time code was used. Open only
     *     to batches created with `feedback_enabled: true`. May be called several times, for different recipients.
     *
     *     **Safety: idempotent.** It records a fact per recipient; recording the same fact again sends no message.
     */
    post: operations["deliveryFeedback"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/batches/{batch_id}/delivery_report": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    /**
     * Get the delivery report of a batch
     * @description How many messages of the batch are in which status, and with `type=full` also which recipients.
     *
     *     A batch is finished when the **unfiltered** report has at least one row, no row is `Queued`, `Dispatched` or of a
     *     status you do not know, and the counts add up to a `total_message_count` above 0. With a filter they do not add up.
     *     A batch that was canceled before it started keeps an empty report. Receipts from carriers can lag, but hardly
     *     beyond `expire_at`; a message that never gets one ends as `Unknown`.
     *
     *     Whether the report can answer 404 for a moment after the batch was created, and what it holds before a scheduled
     *     start, is unconfirmed: treat an early 404 as "not yet".
     *
     *     **Safety: read.** Repeating it changes nothing.
     */
    get: operations["GetDeliveryReportByBatchId"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/batches/{batch_id}/delivery_report/{recipient_msisdn}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
        /**
         * @description Phone number of one recipient, international. Percent-encode a leading `+`.
         * @example 12025550101
         */
        recipient_msisdn: string;
      };
      cookie?: never;
    };
    /**
     * Get the delivery report of one recipient
     * @description The latest known status of the message to one recipient. 404 if the batch is unknown or the number is none of its
     *     recipients.
     *
     *     **Safety: read.** Repeating it changes nothing.
     */
    get: operations["GetDeliveryReportByPhoneNumber"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/delivery_reports": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    /**
     * List delivery reports of recipients
     * @description Finished reports of single recipients over all batches, newest first. **Without `start_date` only the last 24
     *     hours are listed.** There is no filter by batch: use a `client_reference`.
     *
     *     `page_size` in the answer is the number of entries *in this answer*. Stop at an empty page, or once you have seen
     *     `count` entries.
     *
     *     **Safety: read.** Repeating it changes nothing.
     */
    get: operations["GetDeliveryReports"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/groups": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    /**
     * List groups
     * @description All groups of the plan, one page at a time, without their members. `page_size` in the answer is the number of
     *     entries *in this answer*. Stop at an empty page, or once you have seen `count` entries.
     *
     *     **Safety: read.** Repeating it changes nothing.
     */
    get: operations["ListGroups"];
    put?: never;
    /**
     * Create a group
     * @description Makes a group, empty or with members. Members that appear twice count once.
     *
     *     **Safety: send.** Each accepted call makes another group with an id of its own (an unnamed one cannot even be told
     *     from its twin), so a repetition is not harmless.
     */
    post: operations["CreateGroup"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/groups/{group_id}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a group.
         * @example 01M6DN87ZRJD9TKBPJCJ72JGE9
         */
        group_id: components["parameters"]["GroupId"];
      };
      cookie?: never;
    };
    /**
     * Get a group
     * @description Name, size and settings of a group; its members are a call of their own.
     *
     *     **Safety: read.** Repeating it changes nothing.
     */
    get: operations["RetrieveGroup"];
    /**
     * Replace a group
     * @description Overwrites members and settings under the same id. `members` has to be there, even if empty.
     *
     *     **Safety: idempotent.** The body is the complete new state.
     */
    put: operations["ReplaceGroup"];
    /**
     * Change a group
     * @description Adds and removes members and changes settings; what the body does not name stays. Additions happen before removals,
     *     so a number in both lists is out in the end.
     *
     *     **Safety: idempotent.** Members form a set and settings are overwritten: the same call twice leaves the same group.
     */
    post: operations["UpdateGroup"];
    /**
     * Delete a group
     * @description Removes the group. Batches that still wait for their time and name it treat it as empty.
     *
     *     **Safety: idempotent.** It stays deleted. A repetition may answer 404, which after a first attempt without an
     *     answer means that this attempt worked.
     */
    delete: operations["DeleteGroup"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/groups/{group_id}/members": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a group.
         * @example 01M6DN87ZRJD9TKBPJCJ72JGE9
         */
        group_id: components["parameters"]["GroupId"];
      };
      cookie?: never;
    };
    /**
     * List the members of a group
     * @description All members in one bare array, without pages.
     *
     *     **Safety: read.** Repeating it changes nothing.
     */
    get: operations["GetMembers"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/inbounds": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    /**
     * List inbound messages
     * @description Received messages, newest first. **Without `start_date` only the last 24 hours are listed.** `page_size` in the
     *     answer is the number of entries *in this answer*. Stop at an empty page, or once you have seen `count` entries.
     *
     *     **Safety: read.** Repeating it changes nothing.
     */
    get: operations["ListInboundMessages"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/xms/v1/{service_plan_id}/inbounds/{inbound_id}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a received message.
         * @example 01M7W43AE4K09RRDBG89T9K1WN
         */
        inbound_id: string;
      };
      cookie?: never;
    };
    /**
     * Get an inbound message
     * @description One received message.
     *
     *     **Safety: read.** Repeating it changes nothing.
     */
    get: operations["RetrieveInboundMessage"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/oauth2/token": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get an access token (project mode)
     * @description Exchanges a project's key id and key secret, sent as user and password of HTTP Basic, for an access token of about
     *     one hour. Only tokens issued here are accepted.
     *
     *     Fetch a new one shortly before the old one ends, and share one request between concurrent callers. When the API
     *     answers 401 with a `www-authenticate` header that says `expired`, fetch a new token and repeat the call once; a 401
     *     without that word is about the credentials themselves.
     *
     *     **Safety: idempotent.** Another call issues another token, and nothing is charged. It counts in a rate limit of its
     *     own: a comment in the provider's Node SDK tells of 30 requests at once, refilled
     *     by 10 a second.
     */
    post: operations["getToken"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  delivery_report_sms: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Delivery report of an SMS batch
     * @description Comes once, when every message of the batch is final, to batches with `delivery_report` `summary` (counts) or
     *     `full` (with recipients).
     */
    post: operations["onDeliveryReportSms"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  delivery_report_mms: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Delivery report of an MMS batch
     * @description As `delivery_report_sms`, for a batch of type `mt_media`.
     */
    post: operations["onDeliveryReportMms"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  recipient_delivery_report_sms: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Status of an SMS to one recipient
     * @description With `delivery_report: per_recipient` it comes at every change of status, intermediate ones included; with
     *     `per_recipient_final` once per recipient.
     */
    post: operations["onRecipientDeliveryReportSms"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  recipient_delivery_report_mms: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Status of an MMS to one recipient
     * @description As `recipient_delivery_report_sms`, for a batch of type `mt_media`.
     */
    post: operations["onRecipientDeliveryReportMms"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  mo_text: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A text was received
     * @description An SMS came in for a number of the plan.
     */
    post: operations["onMoText"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  mo_binary: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A binary SMS was received
     * @description A binary SMS came in for a number of the plan.
     */
    post: operations["onMoBinary"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  mo_media: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * An MMS was received
     * @description An MMS came in for a number of the plan. Attachments are links; each tells whether it could be stored.
     */
    post: operations["onMoMedia"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    /**
     * @description A new batch of one of three kinds. Without `type` it is a text; binary and media have to name theirs. Properties
     *     that are not described here are passed on as they are: accounts may have agreed on some (for example the
     *     `dlt_principal_entity_id` and `dlt_template_id` that India asks for; unconfirmed for this version).
     */
    BatchRequest:
      | components["schemas"]["TextBatchRequest"]
      | components["schemas"]["BinaryBatchRequest"]
      | components["schemas"]["MediaBatchRequest"];
    /** @description A text for up to 1000 recipients. The only kind that needs no `type`. */
    TextBatchRequest: {
      /**
       * @description May be left out; a body without it is a text.
       * @default mt_text
       * @constant
       */
      type?: "mt_text";
      /** @description Phone numbers or group ids, 1 to 1000 entries; a group counts as one. */
      to: string[];
      /**
       * @description Sender: a phone number, a short code or an alphanumeric name. May be left out only where the account has a
       *     default originator.
       */
      from?: string;
      /**
       * @description The text, up to 2000 characters. `${key}` is replaced from `parameters`. Long texts are split, and each part is
       *     charged.
       */
      body: string;
      /**
       * @description Replacements for `${key}` in the text: key → recipient → value, with `default` as a reserved recipient. Keys
       *     are case-sensitive, up to 16 letters, digits, dots, dashes and underscores; values have up to 160 characters
       *     (limits from older sources, unconfirmed). A recipient with neither a value nor a default fails alone, with
       *     code 405. Recipients may be written with or without `+`.
       */
      parameters?: {
        [key: string]: {
          [key: string]: string;
        };
      };
      /**
       * @description Which callbacks to post. `none`: none. `summary`: one when all messages are final, with counts. `full`: the
       *     same with recipients. `per_recipient`: one per recipient and change of status. `per_recipient_final`: one per
       *     recipient. Anything but `none` needs a callback URL, here or on the plan (else 403 `missing_callback_url`).
       * @default none
       */
      delivery_report?: "none" | "summary" | "full" | "per_recipient" | "per_recipient_final" | (string & {});
      /**
       * Format: date-time
       * @description When to send. Absent or past: at once. Must be before `expire_at`. ISO 8601; without an offset it is UTC.
       */
      send_at?: string | Date;
      /**
       * Format: date-time
       * @description When to give up on what is not delivered. Default and maximum: 3 days after `send_at`, or after now.
       */
      expire_at?: string | Date;
      /** @description Absolute URL for callbacks, up to 2048 characters. Default is the URL of the service plan. */
      callback_url?: string;
      /**
       * @description Your own label, up to 2048 characters (128 in older documents). It comes back in reports and callbacks and can
       *     be searched for. It need not be unique and does **not** prevent a second sending. Put no personal data in it.
       */
      client_reference?: string;
      /**
       * @description Whether delivery feedback may be sent for this batch.
       * @default false
       */
      feedback_enabled?: boolean;
      /**
       * @description Whether to show the text on the screen at once instead of storing it.
       * @default false
       */
      flash_message?: boolean;
      /** @description Whether to cut the text to one part instead of splitting it. */
      truncate_concat?: boolean;
      /**
       * @description A message that would need more parts is not sent; its recipient ends with code 411. Overrides the account's
       *     own setting.
       */
      max_number_of_message_parts?: number;
      /** @description Type of number of the sender. Older sources ask for it together with `from_npi`. */
      from_ton?: number;
      /** @description Numbering plan of the sender. Older sources ask for it together with `from_ton`. */
      from_npi?: number;
    };
    /**
     * @description Bytes for up to 1000 recipients. Body and header are encoded differently: **Base64 and hexadecimal**. Decoded they
     *     share 140 bytes.
     */
    BinaryBatchRequest: {
      /**
       * @description Has to be sent; without it the body would be read as a text.
       * @constant
       */
      type: "mt_binary";
      /** @description Phone numbers or group ids, 1 to 1000 entries; a group counts as one. */
      to: string[];
      /**
       * @description Sender: a phone number, a short code or an alphanumeric name. May be left out only where the account has a
       *     default originator.
       */
      from?: string;
      /** @description The bytes in **Base64**. Up to 140 bytes together with `udh`, both decoded. */
      body: string;
      /** @description User data header in **hexadecimal**. Up to 140 bytes together with `body`, both decoded. */
      udh: string;
      /**
       * @description Which callbacks to post. `none`: none. `summary`: one when all messages are final, with counts. `full`: the
       *     same with recipients. `per_recipient`: one per recipient and change of status. `per_recipient_final`: one per
       *     recipient. Anything but `none` needs a callback URL, here or on the plan (else 403 `missing_callback_url`).
       * @default none
       */
      delivery_report?: "none" | "summary" | "full" | "per_recipient" | "per_recipient_final" | (string & {});
      /**
       * Format: date-time
       * @description When to send. Absent or past: at once. Must be before `expire_at`. ISO 8601; without an offset it is UTC.
       */
      send_at?: string | Date;
      /**
       * Format: date-time
       * @description When to give up on what is not delivered. Default and maximum: 3 days after `send_at`, or after now.
       */
      expire_at?: string | Date;
      /** @description Absolute URL for callbacks, up to 2048 characters. Default is the URL of the service plan. */
      callback_url?: string;
      /**
       * @description Your own label, up to 2048 characters (128 in older documents). It comes back in reports and callbacks and can
       *     be searched for. It need not be unique and does **not** prevent a second sending. Put no personal data in it.
       */
      client_reference?: string;
      /**
       * @description Whether delivery feedback may be sent for this batch.
       * @default false
       */
      feedback_enabled?: boolean;
      /** @description Type of number of the sender. Older sources ask for it together with `from_npi`. */
      from_ton?: number;
      /** @description Numbering plan of the sender. Older sources ask for it together with `from_ton`. */
      from_npi?: number;
    };
    /** @description A picture message (MMS) for up to 1000 recipients. United States only, and only where support has enabled it. */
    MediaBatchRequest: {
      /**
       * @description Has to be sent; without it the body would be read as a text.
       * @constant
       */
      type: "mt_media";
      /** @description Phone numbers or group ids, 1 to 1000 entries; a group counts as one. */
      to: string[];
      /**
       * @description Sender: a phone number, a short code or an alphanumeric name. May be left out only where the account has a
       *     default originator.
       */
      from?: string;
      body: components["schemas"]["MediaBody"];
      /**
       * @description Replacements for `${key}` in the text: key → recipient → value, with `default` as a reserved recipient. Keys
       *     are case-sensitive, up to 16 letters, digits, dots, dashes and underscores; values have up to 160 characters
       *     (limits from older sources, unconfirmed). A recipient with neither a value nor a default fails alone, with
       *     code 405. Recipients may be written with or without `+`.
       */
      parameters?: {
        [key: string]: {
          [key: string]: string;
        };
      };
      /**
       * @description Which callbacks to post. `none`: none. `summary`: one when all messages are final, with counts. `full`: the
       *     same with recipients. `per_recipient`: one per recipient and change of status. `per_recipient_final`: one per
       *     recipient. Anything but `none` needs a callback URL, here or on the plan (else 403 `missing_callback_url`).
       * @default none
       */
      delivery_report?: "none" | "summary" | "full" | "per_recipient" | "per_recipient_final" | (string & {});
      /**
       * Format: date-time
       * @description When to send. Absent or past: at once. Must be before `expire_at`. ISO 8601; without an offset it is UTC.
       */
      send_at?: string | Date;
      /**
       * Format: date-time
       * @description When to give up on what is not delivered. Default and maximum: 3 days after `send_at`, or after now.
       */
      expire_at?: string | Date;
      /** @description Absolute URL for callbacks, up to 2048 characters. Default is the URL of the service plan. */
      callback_url?: string;
      /**
       * @description Your own label, up to 2048 characters (128 in older documents). It comes back in reports and callbacks and can
       *     be searched for. It need not be unique and does **not** prevent a second sending. Put no personal data in it.
       */
      client_reference?: string;
      /**
       * @description Whether delivery feedback may be sent for this batch.
       * @default false
       */
      feedback_enabled?: boolean;
      /**
       * @description Whether to refuse media that do not follow the provider's best practices for MMS. Without it nothing is
       *     checked.
       */
      strict_validation?: boolean;
    };
    /** @description What a picture message holds. Without media it is refused, even if it has a text. */
    MediaBody: {
      /**
       * Format: uri
       * @description Where the provider fetches the media file.
       */
      url: string;
      /** @description Text beside the media. `${key}` is replaced from `parameters`. */
      message?: string;
      /** @description Subject line. */
      subject?: string;
    };
    /**
     * @description A change to a batch of one of three kinds. Without `type` it is read as the update of a text. An absent property
     *     stays as it is; `null`, where it is allowed, puts it back to its default. Properties that are not described here
     *     are passed on as they are.
     */
    BatchUpdate:
      | components["schemas"]["TextBatchUpdate"]
      | components["schemas"]["BinaryBatchUpdate"]
      | components["schemas"]["MediaBatchUpdate"];
    /** @description A change to a text batch. The only kind that needs no `type`. */
    TextBatchUpdate: {
      /**
       * @description May be left out; a body without it is the update of a text.
       * @default mt_text
       * @constant
       */
      type?: "mt_text";
      /**
       * @description Phone numbers or group ids to add. Older sources allow 1 to 100 entries; whether that still holds is
       *     unconfirmed.
       */
      to_add?: string[];
      /**
       * @description Phone numbers or group ids to take out. Older sources allow 1 to 100 entries; whether that still holds is
       *     unconfirmed.
       */
      to_remove?: string[];
      /** @description Another sender: a phone number, a short code or an alphanumeric name. Cannot be reset. */
      from?: string;
      /** @description Another text, up to 2000 characters. Cannot be reset. */
      body?: string;
      /**
       * @description Replaces the whole map of replacements; see `parameters` of a new batch. `null`: none at all (from older
       *     sources, unconfirmed).
       */
      parameters?: {
        [key: string]: {
          [key: string]: string;
        };
      } | null;
      /**
       * @description Which callbacks to post; see `delivery_report` of a new batch. `null`: the account's default (from older
       *     sources, unconfirmed).
       */
      delivery_report?:
        "none" | "summary" | "full" | "per_recipient" | "per_recipient_final" | (string & {}) | null;
      /**
       * Format: date-time
       * @description Another time to send. `null`: **start sending at once** (from older sources, unconfirmed). ISO 8601; without an
       *     offset it is UTC.
       */
      send_at?: (string | Date) | null;
      /**
       * Format: date-time
       * @description Another time to give up. `null`: the default, 3 days after `send_at` (from older sources, unconfirmed).
       */
      expire_at?: (string | Date) | null;
      /**
       * @description Another URL for callbacks, up to 2048 characters. `null`: the URL of the service plan (from older sources,
       *     unconfirmed).
       */
      callback_url?: string | null;
      /** @description Another label, up to 2048 characters. Cannot be reset. */
      client_reference?: string;
      /** @description Whether delivery feedback may be sent for this batch. */
      feedback_enabled?: boolean;
      /** @description Whether to show the text on the screen at once instead of storing it. */
      flash_message?: boolean;
      /** @description Whether to cut the text to one part instead of splitting it. */
      truncate_concat?: boolean;
      /**
       * @description A message that would need more parts is not sent; its recipient ends with code 411. Overrides the account's
       *     own setting.
       */
      max_number_of_message_parts?: number;
      /** @description Type of number of the sender. Older sources ask for it together with `from_npi`. */
      from_ton?: number;
      /** @description Numbering plan of the sender. Older sources ask for it together with `from_ton`. */
      from_npi?: number;
    };
    /** @description A change to a binary batch. */
    BinaryBatchUpdate: {
      /**
       * @description Has to be sent; without it the body would be read as a text.
       * @constant
       */
      type: "mt_binary";
      /**
       * @description Phone numbers or group ids to add. Older sources allow 1 to 100 entries; whether that still holds is
       *     unconfirmed.
       */
      to_add?: string[];
      /**
       * @description Phone numbers or group ids to take out. Older sources allow 1 to 100 entries; whether that still holds is
       *     unconfirmed.
       */
      to_remove?: string[];
      /** @description Another sender: a phone number, a short code or an alphanumeric name. Cannot be reset. */
      from?: string;
      /** @description The bytes in **Base64**. Up to 140 bytes together with `udh`, both decoded. */
      body?: string;
      /**
       * @description User data header in **hexadecimal**. The provider's SDKs disagree on whether an update needs it: send it with
       *     every one. Up to 140 bytes together with `body`, both decoded.
       */
      udh?: string;
      /**
       * @description Which callbacks to post; see `delivery_report` of a new batch. `null`: the account's default (from older
       *     sources, unconfirmed).
       */
      delivery_report?:
        "none" | "summary" | "full" | "per_recipient" | "per_recipient_final" | (string & {}) | null;
      /**
       * Format: date-time
       * @description Another time to send. `null`: **start sending at once** (from older sources, unconfirmed). ISO 8601; without an
       *     offset it is UTC.
       */
      send_at?: (string | Date) | null;
      /**
       * Format: date-time
       * @description Another time to give up. `null`: the default, 3 days after `send_at` (from older sources, unconfirmed).
       */
      expire_at?: (string | Date) | null;
      /**
       * @description Another URL for callbacks, up to 2048 characters. `null`: the URL of the service plan (from older sources,
       *     unconfirmed).
       */
      callback_url?: string | null;
      /** @description Another label, up to 2048 characters. Cannot be reset. */
      client_reference?: string;
      /** @description Whether delivery feedback may be sent for this batch. */
      feedback_enabled?: boolean;
      /** @description Type of number of the sender. Older sources ask for it together with `from_npi`. */
      from_ton?: number;
      /** @description Numbering plan of the sender. Older sources ask for it together with `from_ton`. */
      from_npi?: number;
    };
    /** @description A change to a picture message. */
    MediaBatchUpdate: {
      /**
       * @description Has to be sent; without it the body would be read as a text.
       * @constant
       */
      type: "mt_media";
      /**
       * @description Phone numbers or group ids to add. Older sources allow 1 to 100 entries; whether that still holds is
       *     unconfirmed.
       */
      to_add?: string[];
      /**
       * @description Phone numbers or group ids to take out. Older sources allow 1 to 100 entries; whether that still holds is
       *     unconfirmed.
       */
      to_remove?: string[];
      /** @description Another sender: a phone number, a short code or an alphanumeric name. Cannot be reset. */
      from?: string;
      body?: components["schemas"]["MediaBody"];
      /**
       * @description Replaces the whole map of replacements; see `parameters` of a new batch. `null`: none at all (from older
       *     sources, unconfirmed).
       */
      parameters?: {
        [key: string]: {
          [key: string]: string;
        };
      } | null;
      /**
       * @description Which callbacks to post; see `delivery_report` of a new batch. `null`: the account's default (from older
       *     sources, unconfirmed).
       */
      delivery_report?:
        "none" | "summary" | "full" | "per_recipient" | "per_recipient_final" | (string & {}) | null;
      /**
       * Format: date-time
       * @description Another time to send. `null`: **start sending at once** (from older sources, unconfirmed). ISO 8601; without an
       *     offset it is UTC.
       */
      send_at?: (string | Date) | null;
      /**
       * Format: date-time
       * @description Another time to give up. `null`: the default, 3 days after `send_at` (from older sources, unconfirmed).
       */
      expire_at?: (string | Date) | null;
      /**
       * @description Another URL for callbacks, up to 2048 characters. `null`: the URL of the service plan (from older sources,
       *     unconfirmed).
       */
      callback_url?: string | null;
      /** @description Another label, up to 2048 characters. Cannot be reset. */
      client_reference?: string;
      /** @description Whether delivery feedback may be sent for this batch. */
      feedback_enabled?: boolean;
      /**
       * @description Whether to refuse media that do not follow the provider's best practices for MMS. Without it nothing is
       *     checked.
       */
      strict_validation?: boolean;
    };
    /** @description Who received the message. */
    DeliveryFeedback: {
      /**
       * @description Phone numbers. The property has to be there; an empty array means everybody in the batch, and is refused for a
       *     batch that targets a group.
       */
      recipients: string[];
    };
    /** @description A batch of one of three kinds, told apart by `type`. */
    Batch:
      | components["schemas"]["TextBatch"]
      | components["schemas"]["BinaryBatch"]
      | components["schemas"]["MediaBatch"];
    /** @description A text batch. */
    TextBatch: {
      /**
       * @description Says that this is a text batch.
       * @constant
       */
      type: "mt_text";
      /** @description Id of the batch; opaque. */
      id: string;
      /** @description Phone numbers without prefix, and group ids. */
      to: string[];
      /** @description Sender, without prefix. Absent where none was given and a default originator is used. */
      from?: string;
      /** @description Whether the batch was canceled. It may still have gone out in part. */
      canceled: boolean;
      /** @description The text as it was sent in, before any replacement. */
      body: string;
      /** @description Replacements, if any were given; keys exactly as they were sent. */
      parameters?: {
        [key: string]: {
          [key: string]: string;
        };
      };
      /**
       * Format: date-time
       * @description When the batch was created; a replacement does not change it.
       */
      created_at: string;
      /**
       * Format: date-time
       * @description When the batch was last changed, replaced or canceled.
       */
      modified_at: string;
      /** @description Which callbacks are posted; `none` if none were asked for. */
      delivery_report?: "none" | "summary" | "full" | "per_recipient" | "per_recipient_final" | (string & {});
      /**
       * Format: date-time
       * @description When it is sent. Only in scheduled batches.
       */
      send_at?: string;
      /**
       * Format: date-time
       * @description When the provider gives up. Normally there even if not asked for.
       */
      expire_at?: string;
      /** @description URL for callbacks, if one was given. */
      callback_url?: string;
      /** @description Your label, if one was given. */
      client_reference?: string;
      /** @description Whether delivery feedback may be sent. Absent where it was not given. */
      feedback_enabled?: boolean;
      /** @description Whether the text is shown at once. Seen as `false` even where it was not given. */
      flash_message?: boolean;
      /** @description Whether the text is cut to one part, if given. */
      truncate_concat?: boolean;
      /** @description Most parts a message may have, if given. */
      max_number_of_message_parts?: number;
      /** @description Type of number of the sender, if given. */
      from_ton?: number;
      /** @description Numbering plan of the sender, if given. */
      from_npi?: number;
    };
    /** @description A binary batch. */
    BinaryBatch: {
      /**
       * @description Says that this is a binary batch.
       * @constant
       */
      type: "mt_binary";
      /** @description Id of the batch; opaque. */
      id: string;
      /** @description Phone numbers without prefix, and group ids. */
      to: string[];
      /** @description Sender, without prefix. Absent where none was given and a default originator is used. */
      from?: string;
      /** @description Whether the batch was canceled. It may still have gone out in part. */
      canceled: boolean;
      /** @description The bytes in **Base64**. */
      body: string;
      /** @description User data header in **hexadecimal**. */
      udh?: string;
      /**
       * Format: date-time
       * @description When the batch was created; a replacement does not change it.
       */
      created_at: string;
      /**
       * Format: date-time
       * @description When the batch was last changed, replaced or canceled.
       */
      modified_at: string;
      /** @description Which callbacks are posted; `none` if none were asked for. */
      delivery_report?: "none" | "summary" | "full" | "per_recipient" | "per_recipient_final" | (string & {});
      /**
       * Format: date-time
       * @description When it is sent. Only in scheduled batches.
       */
      send_at?: string;
      /**
       * Format: date-time
       * @description When the provider gives up. Normally there even if not asked for.
       */
      expire_at?: string;
      /** @description URL for callbacks, if one was given. */
      callback_url?: string;
      /** @description Your label, if one was given. */
      client_reference?: string;
      /** @description Whether delivery feedback may be sent. Absent where it was not given. */
      feedback_enabled?: boolean;
      /** @description Type of number of the sender, if given. */
      from_ton?: number;
      /** @description Numbering plan of the sender, if given. */
      from_npi?: number;
    };
    /** @description A picture message. */
    MediaBatch: {
      /**
       * @description Says that this is a picture message.
       * @constant
       */
      type: "mt_media";
      /** @description Id of the batch; opaque. */
      id: string;
      /** @description Phone numbers without prefix, and group ids. */
      to: string[];
      /** @description Sender, without prefix. Absent where none was given and a default originator is used. */
      from?: string;
      /** @description Whether the batch was canceled. It may still have gone out in part. */
      canceled: boolean;
      body: components["schemas"]["MediaBody"];
      /** @description Replacements, if any were given; keys exactly as they were sent. */
      parameters?: {
        [key: string]: {
          [key: string]: string;
        };
      };
      /**
       * Format: date-time
       * @description When the batch was created; a replacement does not change it.
       */
      created_at: string;
      /**
       * Format: date-time
       * @description When the batch was last changed, replaced or canceled.
       */
      modified_at: string;
      /** @description Which callbacks are posted; `none` if none were asked for. */
      delivery_report?: "none" | "summary" | "full" | "per_recipient" | "per_recipient_final" | (string & {});
      /**
       * Format: date-time
       * @description When it is sent. Only in scheduled batches.
       */
      send_at?: string;
      /**
       * Format: date-time
       * @description When the provider gives up. Normally there even if not asked for.
       */
      expire_at?: string;
      /** @description URL for callbacks, if one was given. */
      callback_url?: string;
      /** @description Your label, if one was given. */
      client_reference?: string;
      /** @description Whether delivery feedback may be sent. Absent where it was not given. */
      feedback_enabled?: boolean;
      /** @description Whether the media are checked, if given. */
      strict_validation?: boolean;
    };
    /** @description One page of batches. */
    BatchList: {
      /** @description How many entries match in all, over all pages. */
      count: number;
      /** @description The page that was asked for; the first is 0. */
      page: number;
      /** @description How many entries **this answer** holds, not how many were asked for. */
      page_size: number;
      /** @description The batches, newest first. */
      batches: components["schemas"]["Batch"][];
    };
    /** @description What a send would amount to. */
    DryRunResult: {
      /** @description How many recipients the batch has. */
      number_of_recipients: number;
      /** @description How many message **parts** would be sent and charged, over all recipients. */
      number_of_messages: number;
      /** @description Details of single recipients. Only for texts, and only with `per_recipient=true`. */
      per_recipient?: components["schemas"]["DryRunRecipient"][];
    };
    /** @description What one recipient would get. */
    DryRunRecipient: {
      /** @description Phone number. */
      recipient: string;
      /** @description Parts that this recipient's text needs. */
      number_of_parts: number;
      /** @description The text with all replacements made. */
      body: string;
      /** @description `text` is the GSM 7-bit alphabet, `unicode` is UCS-2. */
      encoding: "text" | "unicode" | (string & {});
    };
    /** @description What became of a batch, in counts; a full report also names the recipients of each row. */
    DeliveryReport: {
      /**
       * @description Whether the batch is SMS or MMS. Says nothing about summary or full.
       * @enum {string}
       */
      type: "delivery_report_sms" | "delivery_report_mms";
      /** @description Id of the batch. */
      batch_id: string;
      /**
       * @description How many messages the batch has. With groups it is known only once sending starts. Older documents show a
       *     string of digits instead; `Number()` reads both.
       */
      total_message_count: number;
      /** @description One row for each status and code that at least one recipient has; empty before the start. */
      statuses: components["schemas"]["DeliveryStatusCount"][];
      /** @description Your label, if one was given. */
      client_reference?: string;
    };
    /** @description How many messages have this status and code. */
    DeliveryStatusCount: {
      code: components["schemas"]["DeliveryCode"];
      status: components["schemas"]["DeliveryStatus"];
      /** @description How many. */
      count: number;
      /** @description Their phone numbers, each once. Full reports only. */
      recipients?: string[];
    };
    /** @description What became of the message to one recipient. */
    RecipientDeliveryReport: {
      /**
       * @description Whether the message is SMS or MMS.
       * @enum {string}
       */
      type: "recipient_delivery_report_sms" | "recipient_delivery_report_mms";
      /** @description Id of the batch. */
      batch_id: string;
      /** @description Phone number, without prefix. */
      recipient: string;
      code: components["schemas"]["DeliveryCode"];
      status: components["schemas"]["DeliveryStatus"];
      /**
       * Format: date-time
       * @description When the provider made this report.
       */
      at: string;
      /**
       * Format: date-time
       * @description When the carrier gave the message this status, often to the minute only.
       */
      operator_status_at?: string;
      /** @description Your label, if one was given. */
      client_reference?: string;
      /** @description The sender that was chosen, where the batch named none and the account has a pool of defaults. */
      applied_originator?: string;
      /** @description How the text was encoded. Only with smart encoding. */
      encoding?: "GSM" | "UNICODE" | (string & {});
      /** @description Parts sent. Only where a maximum was set, on the batch or the account. */
      number_of_message_parts?: number;
      /** @description MCC and MNC of the carrier. Only where enabled for the account. */
      operator?: string;
      /** @description More about the status, in words. Known from older sources only. */
      status_message?: string;
    };
    /** @description One page of recipient reports. */
    DeliveryReportList: {
      /** @description How many entries match in all, over all pages. */
      count: number;
      /** @description The page that was asked for; the first is 0. */
      page: number;
      /** @description How many entries **this answer** holds, not how many were asked for. */
      page_size: number;
      /** @description The reports, newest first. */
      delivery_reports: components["schemas"]["RecipientDeliveryReport"][];
    };
    /**
     * @description Status of a message, with these capitals. Others may appear: take them as not final.
     *
     *     | status | final | meaning |
     *     | --- | --- | --- |
     *     | `Queued` | no | waits in the queue of the plan |
     *     | `Dispatched` | no | handed to the carrier's message center; may be skipped |
     *     | `Aborted` | yes | stopped before it was handed over |
     *     | `Cancelled` | yes | canceled by the user before it was handed over; two l here, one in a batch's `canceled` |
     *     | `Rejected` | yes | refused by the message center |
     *     | `Deleted` | yes | deleted by the remote message center: bad number, or the subscriber opted out |
     *     | `Delivered` | yes | arrived |
     *     | `Failed` | yes | did not arrive |
     *     | `Expired` | yes | ran out of time |
     *     | `Unknown` | yes | handed over, but no usable receipt came back |
     */
    DeliveryStatus:
      | "Queued"
      | "Dispatched"
      | "Aborted"
      | "Cancelled"
      | "Rejected"
      | "Deleted"
      | "Delivered"
      | "Failed"
      | "Expired"
      | "Unknown"
      | (string & {});
    /**
     * @description Reason behind a status. **0 does not mean delivered**: it also comes with other statuses, so decide by the status.
     *     New codes may appear.
     *
     *     Below 400 it is the code of an SMPP status report: 1–19 routing, screening and ESME; 40–56 internal; 60–67
     *     screening; 70–77 and 300–399 ESME; 100–114 message center; 150–164 HLR; 200–217 MSC; 250–257 barring. The provider's
     *     table calls each permanent (such as 15, blocked by screening) or temporary (such as 153, subscriber absent).
     *
     *     | code | meaning | status |
     *     | --- | --- | --- |
     *     | 0 | no error | mostly Delivered |
     *     | 400 | queued | Queued |
     *     | 401 | dispatched | Dispatched |
     *     | 402 | cannot be routed | Aborted |
     *     | 403 | internal error | Aborted |
     *     | 404 | temporary failure, may be sent again | Aborted |
     *     | 405 | a parameter has no value for this recipient | Aborted |
     *     | 406 | expired inside the platform | Aborted |
     *     | 407 | canceled by the user | Aborted in older tables, Cancelled today (unconfirmed) |
     *     | 408 | refused inside the platform | Aborted |
     *     | 410 | no default originator for this recipient | Aborted |
     *     | 411 | too many parts | Aborted |
     *     | 412 | region not provisioned | Aborted |
     *     | 413 | account blocked, perhaps out of credit | Aborted |
     *     | 414 | MMS: media URL unusable | unconfirmed |
     *     | 415 | MMS: refused by gateway or network | unconfirmed |
     *     | 416 | MMS: not supported | unconfirmed |
     *     | 417 | MMS: network or subscriber unreachable | unconfirmed |
     *     | 418 | MMS: handset does not know the content | unconfirmed |
     */
    DeliveryCode: number;
    /** @description Lets people join and leave the group by a text message. */
    AutoUpdate: {
      /** @description Number or short code of the plan to which the words are sent. */
      to: string | number;
      add?: components["schemas"]["AutoUpdateWords"];
      remove?: components["schemas"]["AutoUpdateWords"];
    };
    /** @description The words that a message has to begin with. */
    AutoUpdateWords: {
      /** @description First word, up to 15 letters, digits or underscores. */
      first_word: string;
      /** @description Second word, if one is wanted; same form. */
      second_word?: string;
    };
    /** @description A new group; everything is optional. */
    GroupRequest: {
      /** @description Name, up to 20 characters. One that is taken is refused with 403 `conflict_group_name`. */
      name?: string;
      /** @description Phone numbers, up to 10,000. Repeated ones count once. */
      members?: string[];
      /** @description Ids of up to 10 groups whose members belong to this one too. */
      child_groups?: string[];
      auto_update?: components["schemas"]["AutoUpdate"];
    };
    /** @description The complete new state of a group. */
    GroupReplacement: {
      /** @description Name, up to 20 characters. One that is taken is refused with 403 `conflict_group_name`. */
      name?: string;
      /** @description Phone numbers, up to 10,000. Repeated ones count once. */
      members: string[];
      /** @description Ids of up to 10 groups whose members belong to this one too. */
      child_groups?: string[];
      auto_update?: components["schemas"]["AutoUpdate"];
    };
    /** @description A change to a group; what is absent stays. */
    GroupUpdate: {
      /** @description Another name, up to 20 characters. **`null` takes the name away.** */
      name?: string | null;
      /** @description Phone numbers to add, up to 10,000. Happens before any removal. */
      add?: string[];
      /** @description Phone numbers to take out, up to 10,000. */
      remove?: string[];
      /** @description Id of a group whose members are added. */
      add_from_group?: string;
      /** @description Id of a group whose members are taken out. */
      remove_from_group?: string;
      auto_update?: components["schemas"]["AutoUpdate"];
    };
    /** @description A group, without its members. */
    Group: {
      /** @description Id of the group; opaque. May stand in `to` of a batch. */
      id: string;
      /** @description Name, if it has one. */
      name?: string;
      /** @description How many members it has. */
      size?: number;
      /**
       * Format: date-time
       * @description When the group was created.
       */
      created_at?: string;
      /**
       * Format: date-time
       * @description When the group was last changed.
       */
      modified_at?: string;
      /** @description Ids of groups whose members belong to this one too. */
      child_groups?: string[];
      auto_update?: components["schemas"]["GroupAutoUpdate"];
    };
    /** @description How people join and leave the group by a text message. */
    GroupAutoUpdate: {
      /** @description Number or short code to which the words are sent. One official sample shows a JSON number here. */
      to?: string | number;
      add?: components["schemas"]["GroupAutoUpdateWords"];
      remove?: components["schemas"]["GroupAutoUpdateWords"];
    };
    /** @description The words that a message has to begin with. */
    GroupAutoUpdateWords: {
      /** @description First word. */
      first_word?: string;
      /** @description Second word, if there is one. */
      second_word?: string;
    };
    /** @description One page of groups. */
    GroupList: {
      /** @description How many entries match in all, over all pages. */
      count: number;
      /** @description The page that was asked for; the first is 0. */
      page: number;
      /** @description How many entries **this answer** holds, not how many were asked for. */
      page_size: number;
      /** @description The groups. */
      groups: components["schemas"]["Group"][];
    };
    /** @description Phone numbers, without prefix; all of them in one array. */
    GroupMembers: string[];
    /** @description A received message of one of three kinds, told apart by `type`. */
    InboundMessage:
      | components["schemas"]["InboundTextMessage"]
      | components["schemas"]["InboundBinaryMessage"]
      | components["schemas"]["InboundMediaMessage"];
    /** @description A received text. */
    InboundTextMessage: {
      /**
       * @description Says that this is a text.
       * @constant
       */
      type: "mo_text";
      /** @description Id of the message; opaque. */
      id: string;
      /** @description Who sent it. */
      from: string;
      /** @description The number or short code of the plan to which it was sent. */
      to: string;
      /** @description The text. */
      body: string;
      /**
       * Format: date-time
       * @description When the provider received it.
       */
      received_at: string;
      /**
       * Format: date-time
       * @description When it was sent, where the carrier tells. Very old events call it `send_at`.
       */
      sent_at?: string;
      /** @description MCC and MNC of the sender's carrier, where known. */
      operator_id?: string;
      /** @description Label of the batch to which this is an answer, where the provider sees one. */
      client_reference?: string;
    };
    /** @description A received binary SMS. */
    InboundBinaryMessage: {
      /**
       * @description Says that this is binary.
       * @constant
       */
      type: "mo_binary";
      /** @description Id of the message; opaque. */
      id: string;
      /** @description Who sent it. */
      from: string;
      /** @description The number or short code of the plan to which it was sent. */
      to: string;
      /** @description The bytes in **Base64**. */
      body: string;
      /** @description User data header in **hexadecimal**. */
      udh: string;
      /**
       * Format: date-time
       * @description When the provider received it.
       */
      received_at: string;
      /**
       * Format: date-time
       * @description When it was sent, where the carrier tells. Very old events call it `send_at`.
       */
      sent_at?: string;
      /** @description MCC and MNC of the sender's carrier, where known. */
      operator_id?: string;
      /** @description Label of the batch to which this is an answer, where the provider sees one. */
      client_reference?: string;
    };
    /** @description A received picture message. */
    InboundMediaMessage: {
      /**
       * @description Says that this is a picture message.
       * @constant
       */
      type: "mo_media";
      /** @description Id of the message; opaque. */
      id: string;
      /** @description Who sent it. */
      from: string;
      /** @description The number or short code of the plan to which it was sent. */
      to: string;
      body: components["schemas"]["InboundMediaBody"];
      /**
       * Format: date-time
       * @description When the provider received it.
       */
      received_at: string;
      /**
       * Format: date-time
       * @description When it was sent, where the carrier tells. Very old events call it `send_at`.
       */
      sent_at?: string;
      /** @description MCC and MNC of the sender's carrier, where known. */
      operator_id?: string;
      /** @description Label of the batch to which this is an answer, where the provider sees one. */
      client_reference?: string;
    };
    /** @description What a received picture message holds. */
    InboundMediaBody: {
      /** @description Subject line. */
      subject?: string;
      /** @description Text beside the media. */
      message?: string;
      /** @description The attachments. */
      media?: components["schemas"]["InboundMedia"][];
    };
    /** @description One attachment. */
    InboundMedia: {
      /** @description 0: stored, 1: upload failed, 2: storage failed, 3: key error. */
      code: number;
      /** @description Media type of the attachment. */
      content_type: string;
      /** @description Whether it was stored. Sources differ in capitals (`UPLOADED` is seen too); compare without them. */
      status: "Uploaded" | "Failed" | (string & {});
      /** @description Where to fetch it, if it was stored. */
      url?: string;
    };
    /** @description One page of received messages. */
    InboundMessageList: {
      /** @description How many entries match in all, over all pages. */
      count: number;
      /** @description The page that was asked for; the first is 0. */
      page: number;
      /** @description How many entries **this answer** holds, not how many were asked for. */
      page_size: number;
      /** @description The messages, newest first. */
      inbounds: components["schemas"]["InboundMessage"][];
    };
    /**
     * @description One of three shapes. An object whose `error` is an object is the envelope, one whose `error` is a string comes from
     *     the framework, and everything else is the SMS error object.
     */
    ApiError:
      | components["schemas"]["SmsError"]
      | components["schemas"]["FrameworkError"]
      | components["schemas"]["ErrorEnvelope"];
    /** @description The API's own error object. */
    SmsError: {
      /**
       * @description Reason for programs. New ones may appear.
       *
       *     | status | code | when |
       *     | --- | --- | --- |
       *     | 400 | `syntax_invalid_json` | not JSON, or not of the right shape |
       *     | 400 | `syntax_invalid_parameter_format` | a value has the wrong form; `text` names it |
       *     | 400 | `syntax_constraint_violation` | something is missing, too long or too many |
       *     | 403 | `unknown_group` | no such group, or deleted |
       *     | 403 | `missing_callback_url` | callbacks asked for, but no URL anywhere |
       *     | 403 | `batch_already_dispatched` | too late for a change (older sources) |
       *     | 403 | `conflict_group_name` | the name is taken (older sources) |
       *     | 403 | `illegal_number_type` | number type not allowed in the region (older sources; one spells it `llegal_number_type`) |
       *     | 403 | `blocked_account` | the account is blocked (older sources) |
       *     | 403 | `unknown_campaign` | of a property that is gone (older sources) |
       */
      code?:
        | "syntax_invalid_json"
        | "syntax_invalid_parameter_format"
        | "syntax_constraint_violation"
        | "unknown_group"
        | "missing_callback_url"
        | "batch_already_dispatched"
        | "conflict_group_name"
        | "illegal_number_type"
        | "blocked_account"
        | "unknown_campaign"
        | (string & {});
      /** @description The reason in words, for people. */
      text?: string;
      /** @description Some examples of the provider have this in place of `text`. */
      description?: string;
    };
    /** @description Comes from the web framework before the API proper is reached, as for a malformed path. */
    FrameworkError: {
      /** @description When it happened. */
      timestamp?: string;
      /** @description The HTTP status again. */
      status: number;
      /** @description The reason phrase of the status. */
      error: string;
      /** @description The path that was called. */
      path?: string;
    };
    /** @description Printed on the provider's page of status codes; sibling products answer like this. */
    ErrorEnvelope: {
      /** @description What went wrong. */
      error: {
        /** @description The HTTP status again. */
        code?: number;
        /** @description The reason in words, for people. */
        message?: string;
        /** @description Reason for programs, such as `INVALID_ARGUMENT`. */
        status?: string;
        /** @description More about it; of no fixed form. */
        details?: {
          [key: string]: unknown;
        }[];
      };
    };
    /** @description Asks for an access token. No scope is needed. */
    TokenRequest: {
      /**
       * @description The only grant there is.
       * @constant
       */
      grant_type: "client_credentials";
    };
    /** @description An access token. */
    Token: {
      /** @description A JWT; its `exp` claim tells when it ends. Send it as it is. */
      access_token: string;
      /** @description Seen as `bearer` and as `Bearer`. */
      token_type: string;
      /** @description Seconds until it ends, 3600 as a rule. */
      expires_in?: number;
      /** @description Empty. */
      scope?: string;
    };
    /** @description The error object of OAuth 2.0. That the provider keeps to it in detail is unconfirmed. */
    OAuthError: {
      /** @description Reason for programs. */
      error?: string;
      /** @description The reason in words, for people. */
      error_description?: string;
    };
  };
  responses: {
    /** @description The request is malformed or breaks a limit. Nothing was done. */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ApiError"];
      };
    };
    /**
     * @description The token is unknown to this host, belongs to another plan or region, or has ended; or a project made after 15
     *     April 2026 used its access keys. Nothing was done. No body is documented.
     */
    Unauthorized: {
      headers: {
        /**
         * @description Contains the word `expired` when an access token has ended. Only then is a new token of any use.
         * @example Bearer error="invalid_token", error_description="token expired"
         */
        "WWW-Authenticate"?: string;
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The request is well formed, but not allowed. Nothing was done. */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["SmsError"];
      };
    };
    /** @description The request is well formed, but not allowed. Likely here too, but not documented for this operation. */
    ForbiddenUnconfirmed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["SmsError"];
      };
    };
    /** @description No such plan, batch, recipient, group or message. No body is documented. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description No such batch. Likely here too, but not documented for this operation. No body is documented. */
    NotFoundUnconfirmed: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The path exists, but not with this method. No body is documented. */
    MethodNotAllowed: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The body did not come as JSON. Nothing was done. */
    UnsupportedMediaType: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description Too many requests of this user or to this path are open at once. Nothing was done. No body is documented. */
    TooManyRequests: {
      headers: {
        /**
         * @description Seconds, or an HTTP date. Neither this header nor a rate-limit header is documented: obey it where it appears,
         *     and back off with growing, jittered waits where it does not.
         * @example 2
         */
        "Retry-After"?: string;
        [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description An unexpected fault. Documented as *not processed*, which a caller may rely on for paid calls or not. No body is
     *     documented.
     */
    InternalError: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description A part of the service is down. The request was not accepted and may be repeated. No body is documented. */
    ServiceUnavailable: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description Anything else of the 5xx range comes from a gateway on the way, usually as HTML or empty. 502 and 504 say nothing
     *     about whether the request was carried out.
     */
    GatewayError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "text/html": string;
      };
    };
    /** @description The event is taken. The body is not read. */
    EventTaken: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The event is posted again later, and further ones at a lower rate. */
    EventTooFast: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The event is dropped for good. */
    EventDropped: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The event is posted again after 5, 10, 20, 40 … seconds, up to 81,920. */
    EventRetried: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
  };
  parameters: {
    /**
     * @description The service plan id; in project mode the **project id** takes this place.
     * @example 4b5e1c0a9d3f47e2
     */
    ServicePlanId: string;
    /**
     * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
     *     path; nor `dry_run`, which is one.
     * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
     */
    BatchId: string;
    /**
     * @description Id of a group.
     * @example 01M6DN87ZRJD9TKBPJCJ72JGE9
     */
    GroupId: string;
    /**
     * @description Which page; the first is 0.
     * @example 0
     */
    Page: number;
    /**
     * @description How many entries to answer at most. What the server does with more than 100 (refuse or cut) is not documented.
     * @example 100
     */
    PageSize: number;
    /**
     * @description Only what happened at this time or later. **Default: 24 hours ago**, so give one to see everything. An offset is
     *     accepted; without one it is UTC.
     * @example 2026-11-20T00:00:00Z
     */
    StartDate: string;
    /**
     * @description Only what happened before this time.
     * @example 2026-11-21T00:00:00Z
     */
    EndDate: string;
    /**
     * @description Only entries with exactly this reference.
     * @example order-1042
     */
    ClientReference: string;
    /** @description Only these statuses, joined by commas. Capitals count. */
    Status: (
      | "Queued"
      | "Dispatched"
      | "Aborted"
      | "Cancelled"
      | "Rejected"
      | "Deleted"
      | "Delivered"
      | "Failed"
      | "Expired"
      | "Unknown"
    )[];
    /** @description Only these codes, joined by commas. */
    Code: number[];
    /**
     * @description Base64 of the HMAC. Absent where signing is not switched on.
     * @example +tQT1HsgiCnLKwKlzq6WoxFFR9ViNJkT0GSfmhtT0gY=
     */
    Signature: string;
    /**
     * @description Text that makes each signature different.
     * @example 01NONCE
     */
    SignatureNonce: string;
    /**
     * @description When it was signed, in seconds since 1970. Refuse what is too old.
     * @example 1760000000
     */
    SignatureTimestamp: string;
    /**
     * @description The only value seen so far is `HmacSHA256`.
     * @example HmacSHA256
     */
    SignatureAlgorithm: "HmacSHA256" | (string & {});
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type BatchRequest = components["schemas"]["BatchRequest"];
export type TextBatchRequest = components["schemas"]["TextBatchRequest"];
export type BinaryBatchRequest = components["schemas"]["BinaryBatchRequest"];
export type MediaBatchRequest = components["schemas"]["MediaBatchRequest"];
export type MediaBody = components["schemas"]["MediaBody"];
export type BatchUpdate = components["schemas"]["BatchUpdate"];
export type TextBatchUpdate = components["schemas"]["TextBatchUpdate"];
export type BinaryBatchUpdate = components["schemas"]["BinaryBatchUpdate"];
export type MediaBatchUpdate = components["schemas"]["MediaBatchUpdate"];
export type DeliveryFeedback = components["schemas"]["DeliveryFeedback"];
export type Batch = components["schemas"]["Batch"];
export type TextBatch = components["schemas"]["TextBatch"];
export type BinaryBatch = components["schemas"]["BinaryBatch"];
export type MediaBatch = components["schemas"]["MediaBatch"];
export type BatchList = components["schemas"]["BatchList"];
export type DryRunResult = components["schemas"]["DryRunResult"];
export type DryRunRecipient = components["schemas"]["DryRunRecipient"];
export type DeliveryReport = components["schemas"]["DeliveryReport"];
export type DeliveryStatusCount = components["schemas"]["DeliveryStatusCount"];
export type RecipientDeliveryReport = components["schemas"]["RecipientDeliveryReport"];
export type DeliveryReportList = components["schemas"]["DeliveryReportList"];
export type DeliveryStatus = components["schemas"]["DeliveryStatus"];
export type DeliveryCode = components["schemas"]["DeliveryCode"];
export type AutoUpdate = components["schemas"]["AutoUpdate"];
export type AutoUpdateWords = components["schemas"]["AutoUpdateWords"];
export type GroupRequest = components["schemas"]["GroupRequest"];
export type GroupReplacement = components["schemas"]["GroupReplacement"];
export type GroupUpdate = components["schemas"]["GroupUpdate"];
export type Group = components["schemas"]["Group"];
export type GroupAutoUpdate = components["schemas"]["GroupAutoUpdate"];
export type GroupAutoUpdateWords = components["schemas"]["GroupAutoUpdateWords"];
export type GroupList = components["schemas"]["GroupList"];
export type GroupMembers = components["schemas"]["GroupMembers"];
export type InboundMessage = components["schemas"]["InboundMessage"];
export type InboundTextMessage = components["schemas"]["InboundTextMessage"];
export type InboundBinaryMessage = components["schemas"]["InboundBinaryMessage"];
export type InboundMediaMessage = components["schemas"]["InboundMediaMessage"];
export type InboundMediaBody = components["schemas"]["InboundMediaBody"];
export type InboundMedia = components["schemas"]["InboundMedia"];
export type InboundMessageList = components["schemas"]["InboundMessageList"];
export type ApiError = components["schemas"]["ApiError"];
export type SmsError = components["schemas"]["SmsError"];
export type FrameworkError = components["schemas"]["FrameworkError"];
export type ErrorEnvelope = components["schemas"]["ErrorEnvelope"];
export type TokenRequest = components["schemas"]["TokenRequest"];
export type Token = components["schemas"]["Token"];
export type OAuthError = components["schemas"]["OAuthError"];
export type ResponseBadRequest = components["responses"]["BadRequest"];
export type ResponseUnauthorized = components["responses"]["Unauthorized"];
export type ResponseForbidden = components["responses"]["Forbidden"];
export type ResponseForbiddenUnconfirmed = components["responses"]["ForbiddenUnconfirmed"];
export type ResponseNotFound = components["responses"]["NotFound"];
export type ResponseNotFoundUnconfirmed = components["responses"]["NotFoundUnconfirmed"];
export type ResponseMethodNotAllowed = components["responses"]["MethodNotAllowed"];
export type ResponseUnsupportedMediaType = components["responses"]["UnsupportedMediaType"];
export type ResponseTooManyRequests = components["responses"]["TooManyRequests"];
export type ResponseInternalError = components["responses"]["InternalError"];
export type ResponseServiceUnavailable = components["responses"]["ServiceUnavailable"];
export type ResponseGatewayError = components["responses"]["GatewayError"];
export type ResponseEventTaken = components["responses"]["EventTaken"];
export type ResponseEventTooFast = components["responses"]["EventTooFast"];
export type ResponseEventDropped = components["responses"]["EventDropped"];
export type ResponseEventRetried = components["responses"]["EventRetried"];
export type ParameterServicePlanId = components["parameters"]["ServicePlanId"];
export type ParameterBatchId = components["parameters"]["BatchId"];
export type ParameterGroupId = components["parameters"]["GroupId"];
export type ParameterPage = components["parameters"]["Page"];
export type ParameterPageSize = components["parameters"]["PageSize"];
export type ParameterStartDate = components["parameters"]["StartDate"];
export type ParameterEndDate = components["parameters"]["EndDate"];
export type ParameterClientReference = components["parameters"]["ClientReference"];
export type ParameterStatus = components["parameters"]["Status"];
export type ParameterCode = components["parameters"]["Code"];
export type ParameterSignature = components["parameters"]["Signature"];
export type ParameterSignatureNonce = components["parameters"]["SignatureNonce"];
export type ParameterSignatureTimestamp = components["parameters"]["SignatureTimestamp"];
export type ParameterSignatureAlgorithm = components["parameters"]["SignatureAlgorithm"];
export interface operations {
  ListBatches: {
    parameters: {
      query?: {
        /**
         * @description Which page; the first is 0.
         * @example 0
         */
        page?: components["parameters"]["Page"];
        /**
         * @description How many entries to answer at most. What the server does with more than 100 (refuse or cut) is not documented.
         * @example 100
         */
        page_size?: components["parameters"]["PageSize"];
        /** @description Only batches of these senders: phone numbers or short codes, joined by commas. A sender filter, not a date. */
        from?: string[];
        /**
         * @description Only what happened at this time or later. **Default: 24 hours ago**, so give one to see everything. An offset is
         *     accepted; without one it is UTC.
         * @example 2026-11-20T00:00:00Z
         */
        start_date?: components["parameters"]["StartDate"];
        /**
         * @description Only what happened before this time.
         * @example 2026-11-21T00:00:00Z
         */
        end_date?: components["parameters"]["EndDate"];
        /**
         * @description Only entries with exactly this reference.
         * @example order-1042
         */
        client_reference?: components["parameters"]["ClientReference"];
      };
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of batches. A page past the end is empty, not an error. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BatchList"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  SendSMS: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BatchRequest"];
      };
    };
    responses: {
      /** @description Accepted and queued. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Batch"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      405: components["responses"]["MethodNotAllowed"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  Dry_Run: {
    parameters: {
      query?: {
        /**
         * @description Whether to detail single recipients.
         * @example true
         */
        per_recipient?: boolean;
        /**
         * @description How many recipients to detail at most. Has an effect only with `per_recipient`.
         * @example 10
         */
        number_of_recipients?: number;
      };
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BatchRequest"];
      };
    };
    responses: {
      /** @description What a send of this body would amount to. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DryRunResult"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      405: components["responses"]["MethodNotAllowed"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  GetBatchMessage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The batch. The provider's page words this answer as "a batch or an error"; whether an error can really come
       *     with 200 is unconfirmed, so check for `id` where it matters.
       */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Batch"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  ReplaceBatch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BatchRequest"];
      };
    };
    responses: {
      /** @description The batch in its new form. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Batch"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["ForbiddenUnconfirmed"];
      404: components["responses"]["NotFoundUnconfirmed"];
      405: components["responses"]["MethodNotAllowed"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  UpdateBatchMessage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BatchUpdate"];
      };
    };
    responses: {
      /** @description The whole batch after the change, with a later `modified_at`. */
      200: {
        headers: {
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
      405: components["responses"]["MethodNotAllowed"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  CancelBatchMessage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The batch, with `canceled` set. Unlike many DELETE calls this one answers with a body. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Batch"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFoundUnconfirmed"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  deliveryFeedback: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DeliveryFeedback"];
      };
    };
    responses: {
      /** @description Taken. The body is empty. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  GetDeliveryReportByBatchId: {
    parameters: {
      query?: {
        /**
         * @description Counts only, or with the recipients of each row. Not the five values of a batch's `delivery_report`.
         * @example full
         */
        type?: "summary" | "full";
        /** @description Only these statuses, joined by commas. Capitals count. */
        status?: components["parameters"]["Status"];
        /** @description Only these codes, joined by commas. */
        code?: components["parameters"]["Code"];
      };
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The report as it stands; it may be empty. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeliveryReport"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  GetDeliveryReportByPhoneNumber: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a batch: 26 characters today, to be treated as opaque. Must not be empty or dots, which would lead to another
         *     path; nor `dry_run`, which is one.
         * @example 01M7W2Y80WK9HZNGVX2Z66Z1C0
         */
        batch_id: components["parameters"]["BatchId"];
        /**
         * @description Phone number of one recipient, international. Percent-encode a leading `+`.
         * @example 12025550101
         */
        recipient_msisdn: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The recipient's report. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RecipientDeliveryReport"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  GetDeliveryReports: {
    parameters: {
      query?: {
        /**
         * @description Which page; the first is 0.
         * @example 0
         */
        page?: components["parameters"]["Page"];
        /**
         * @description How many entries to answer at most. The default is taken to be that of the other lists; no source states it.
         * @example 100
         */
        page_size?: number;
        /**
         * @description Only what happened at this time or later. **Default: 24 hours ago**, so give one to see everything. An offset is
         *     accepted; without one it is UTC.
         * @example 2026-11-20T00:00:00Z
         */
        start_date?: components["parameters"]["StartDate"];
        /**
         * @description Only what happened before this time.
         * @example 2026-11-21T00:00:00Z
         */
        end_date?: components["parameters"]["EndDate"];
        /** @description Only these statuses, joined by commas. Capitals count. */
        status?: components["parameters"]["Status"];
        /** @description Only these codes, joined by commas. */
        code?: components["parameters"]["Code"];
        /**
         * @description Only entries with exactly this reference.
         * @example order-1042
         */
        client_reference?: components["parameters"]["ClientReference"];
      };
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of recipient reports. A page past the end is empty, not an error. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeliveryReportList"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  ListGroups: {
    parameters: {
      query?: {
        /**
         * @description Which page; the first is 0.
         * @example 0
         */
        page?: components["parameters"]["Page"];
        /**
         * @description How many groups to answer at most. Unlike the other lists this one accepts 0.
         * @example 100
         */
        page_size?: number;
      };
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of groups. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GroupList"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  CreateGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["GroupRequest"];
      };
    };
    responses: {
      /** @description The new group. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Group"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      405: components["responses"]["MethodNotAllowed"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  RetrieveGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a group.
         * @example 01M6DN87ZRJD9TKBPJCJ72JGE9
         */
        group_id: components["parameters"]["GroupId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The group. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Group"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  ReplaceGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a group.
         * @example 01M6DN87ZRJD9TKBPJCJ72JGE9
         */
        group_id: components["parameters"]["GroupId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["GroupReplacement"];
      };
    };
    responses: {
      /** @description The group in its new form. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Group"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  UpdateGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a group.
         * @example 01M6DN87ZRJD9TKBPJCJ72JGE9
         */
        group_id: components["parameters"]["GroupId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["GroupUpdate"];
      };
    };
    responses: {
      /** @description The group after the change. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Group"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  DeleteGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a group.
         * @example 01M6DN87ZRJD9TKBPJCJ72JGE9
         */
        group_id: components["parameters"]["GroupId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. The body is empty. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  GetMembers: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a group.
         * @example 01M6DN87ZRJD9TKBPJCJ72JGE9
         */
        group_id: components["parameters"]["GroupId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Phone numbers without prefix. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GroupMembers"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  ListInboundMessages: {
    parameters: {
      query?: {
        /**
         * @description Which page; the first is 0.
         * @example 0
         */
        page?: components["parameters"]["Page"];
        /**
         * @description How many entries to answer at most. What the server does with more than 100 (refuse or cut) is not documented.
         * @example 100
         */
        page_size?: components["parameters"]["PageSize"];
        /** @description Only messages to these receivers: phone numbers or short codes, joined by commas. */
        to?: string[];
        /**
         * @description Only what happened at this time or later. **Default: 24 hours ago**, so give one to see everything. An offset is
         *     accepted; without one it is UTC.
         * @example 2026-11-20T00:00:00Z
         */
        start_date?: components["parameters"]["StartDate"];
        /**
         * @description Only what happened before this time.
         * @example 2026-11-21T00:00:00Z
         */
        end_date?: components["parameters"]["EndDate"];
        /**
         * @description Only entries with exactly this reference.
         * @example order-1042
         */
        client_reference?: components["parameters"]["ClientReference"];
      };
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of messages. A page past the end is empty, not an error. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InboundMessageList"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  RetrieveInboundMessage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The service plan id; in project mode the **project id** takes this place.
         * @example 4b5e1c0a9d3f47e2
         */
        service_plan_id: components["parameters"]["ServicePlanId"];
        /**
         * @description Id of a received message.
         * @example 01M7W43AE4K09RRDBG89T9K1WN
         */
        inbound_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InboundMessage"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  getToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
      };
    };
    responses: {
      /** @description An access token. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Token"];
        };
      };
      /** @description The request is malformed or of another grant. Form unconfirmed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OAuthError"];
        };
      };
      /** @description The key id or secret is wrong. Form unconfirmed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OAuthError"];
        };
      };
      429: components["responses"]["TooManyRequests"];
      "5XX": components["responses"]["GatewayError"];
    };
  };
  onDeliveryReportSms: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Base64 of the HMAC. Absent where signing is not switched on.
         * @example +tQT1HsgiCnLKwKlzq6WoxFFR9ViNJkT0GSfmhtT0gY=
         */
        "x-sinch-webhook-signature"?: components["parameters"]["Signature"];
        /**
         * @description Text that makes each signature different.
         * @example 01NONCE
         */
        "x-sinch-webhook-signature-nonce"?: components["parameters"]["SignatureNonce"];
        /**
         * @description When it was signed, in seconds since 1970. Refuse what is too old.
         * @example 1760000000
         */
        "x-sinch-webhook-signature-timestamp"?: components["parameters"]["SignatureTimestamp"];
        /**
         * @description The only value seen so far is `HmacSHA256`.
         * @example HmacSHA256
         */
        "x-sinch-webhook-signature-algorithm"?: components["parameters"]["SignatureAlgorithm"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DeliveryReport"];
      };
    };
    responses: {
      429: components["responses"]["EventTooFast"];
      "2XX": components["responses"]["EventTaken"];
      "4XX": components["responses"]["EventDropped"];
      "5XX": components["responses"]["EventRetried"];
    };
  };
  onDeliveryReportMms: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Base64 of the HMAC. Absent where signing is not switched on.
         * @example +tQT1HsgiCnLKwKlzq6WoxFFR9ViNJkT0GSfmhtT0gY=
         */
        "x-sinch-webhook-signature"?: components["parameters"]["Signature"];
        /**
         * @description Text that makes each signature different.
         * @example 01NONCE
         */
        "x-sinch-webhook-signature-nonce"?: components["parameters"]["SignatureNonce"];
        /**
         * @description When it was signed, in seconds since 1970. Refuse what is too old.
         * @example 1760000000
         */
        "x-sinch-webhook-signature-timestamp"?: components["parameters"]["SignatureTimestamp"];
        /**
         * @description The only value seen so far is `HmacSHA256`.
         * @example HmacSHA256
         */
        "x-sinch-webhook-signature-algorithm"?: components["parameters"]["SignatureAlgorithm"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DeliveryReport"];
      };
    };
    responses: {
      429: components["responses"]["EventTooFast"];
      "2XX": components["responses"]["EventTaken"];
      "4XX": components["responses"]["EventDropped"];
      "5XX": components["responses"]["EventRetried"];
    };
  };
  onRecipientDeliveryReportSms: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Base64 of the HMAC. Absent where signing is not switched on.
         * @example +tQT1HsgiCnLKwKlzq6WoxFFR9ViNJkT0GSfmhtT0gY=
         */
        "x-sinch-webhook-signature"?: components["parameters"]["Signature"];
        /**
         * @description Text that makes each signature different.
         * @example 01NONCE
         */
        "x-sinch-webhook-signature-nonce"?: components["parameters"]["SignatureNonce"];
        /**
         * @description When it was signed, in seconds since 1970. Refuse what is too old.
         * @example 1760000000
         */
        "x-sinch-webhook-signature-timestamp"?: components["parameters"]["SignatureTimestamp"];
        /**
         * @description The only value seen so far is `HmacSHA256`.
         * @example HmacSHA256
         */
        "x-sinch-webhook-signature-algorithm"?: components["parameters"]["SignatureAlgorithm"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RecipientDeliveryReport"];
      };
    };
    responses: {
      429: components["responses"]["EventTooFast"];
      "2XX": components["responses"]["EventTaken"];
      "4XX": components["responses"]["EventDropped"];
      "5XX": components["responses"]["EventRetried"];
    };
  };
  onRecipientDeliveryReportMms: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Base64 of the HMAC. Absent where signing is not switched on.
         * @example +tQT1HsgiCnLKwKlzq6WoxFFR9ViNJkT0GSfmhtT0gY=
         */
        "x-sinch-webhook-signature"?: components["parameters"]["Signature"];
        /**
         * @description Text that makes each signature different.
         * @example 01NONCE
         */
        "x-sinch-webhook-signature-nonce"?: components["parameters"]["SignatureNonce"];
        /**
         * @description When it was signed, in seconds since 1970. Refuse what is too old.
         * @example 1760000000
         */
        "x-sinch-webhook-signature-timestamp"?: components["parameters"]["SignatureTimestamp"];
        /**
         * @description The only value seen so far is `HmacSHA256`.
         * @example HmacSHA256
         */
        "x-sinch-webhook-signature-algorithm"?: components["parameters"]["SignatureAlgorithm"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RecipientDeliveryReport"];
      };
    };
    responses: {
      429: components["responses"]["EventTooFast"];
      "2XX": components["responses"]["EventTaken"];
      "4XX": components["responses"]["EventDropped"];
      "5XX": components["responses"]["EventRetried"];
    };
  };
  onMoText: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Base64 of the HMAC. Absent where signing is not switched on.
         * @example +tQT1HsgiCnLKwKlzq6WoxFFR9ViNJkT0GSfmhtT0gY=
         */
        "x-sinch-webhook-signature"?: components["parameters"]["Signature"];
        /**
         * @description Text that makes each signature different.
         * @example 01NONCE
         */
        "x-sinch-webhook-signature-nonce"?: components["parameters"]["SignatureNonce"];
        /**
         * @description When it was signed, in seconds since 1970. Refuse what is too old.
         * @example 1760000000
         */
        "x-sinch-webhook-signature-timestamp"?: components["parameters"]["SignatureTimestamp"];
        /**
         * @description The only value seen so far is `HmacSHA256`.
         * @example HmacSHA256
         */
        "x-sinch-webhook-signature-algorithm"?: components["parameters"]["SignatureAlgorithm"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["InboundTextMessage"];
      };
    };
    responses: {
      429: components["responses"]["EventTooFast"];
      "2XX": components["responses"]["EventTaken"];
      "4XX": components["responses"]["EventDropped"];
      "5XX": components["responses"]["EventRetried"];
    };
  };
  onMoBinary: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Base64 of the HMAC. Absent where signing is not switched on.
         * @example +tQT1HsgiCnLKwKlzq6WoxFFR9ViNJkT0GSfmhtT0gY=
         */
        "x-sinch-webhook-signature"?: components["parameters"]["Signature"];
        /**
         * @description Text that makes each signature different.
         * @example 01NONCE
         */
        "x-sinch-webhook-signature-nonce"?: components["parameters"]["SignatureNonce"];
        /**
         * @description When it was signed, in seconds since 1970. Refuse what is too old.
         * @example 1760000000
         */
        "x-sinch-webhook-signature-timestamp"?: components["parameters"]["SignatureTimestamp"];
        /**
         * @description The only value seen so far is `HmacSHA256`.
         * @example HmacSHA256
         */
        "x-sinch-webhook-signature-algorithm"?: components["parameters"]["SignatureAlgorithm"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["InboundBinaryMessage"];
      };
    };
    responses: {
      429: components["responses"]["EventTooFast"];
      "2XX": components["responses"]["EventTaken"];
      "4XX": components["responses"]["EventDropped"];
      "5XX": components["responses"]["EventRetried"];
    };
  };
  onMoMedia: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Base64 of the HMAC. Absent where signing is not switched on.
         * @example +tQT1HsgiCnLKwKlzq6WoxFFR9ViNJkT0GSfmhtT0gY=
         */
        "x-sinch-webhook-signature"?: components["parameters"]["Signature"];
        /**
         * @description Text that makes each signature different.
         * @example 01NONCE
         */
        "x-sinch-webhook-signature-nonce"?: components["parameters"]["SignatureNonce"];
        /**
         * @description When it was signed, in seconds since 1970. Refuse what is too old.
         * @example 1760000000
         */
        "x-sinch-webhook-signature-timestamp"?: components["parameters"]["SignatureTimestamp"];
        /**
         * @description The only value seen so far is `HmacSHA256`.
         * @example HmacSHA256
         */
        "x-sinch-webhook-signature-algorithm"?: components["parameters"]["SignatureAlgorithm"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["InboundMediaMessage"];
      };
    };
    responses: {
      429: components["responses"]["EventTooFast"];
      "2XX": components["responses"]["EventTaken"];
      "4XX": components["responses"]["EventDropped"];
      "5XX": components["responses"]["EventRetried"];
    };
  };
}

export const routes = {
  "POST /xms/v1/{service_plan_id}/batches": { operation: "SendSMS", safety: "send", answer: "id" },
  "GET /xms/v1/{service_plan_id}/batches": { operation: "ListBatches", safety: "read", answer: "object" },
  "POST /xms/v1/{service_plan_id}/batches/dry_run": {
    operation: "Dry_Run",
    safety: "read",
    answer: "object",
  },
  "GET /xms/v1/{service_plan_id}/batches/{batch_id}": {
    operation: "GetBatchMessage",
    safety: "read",
    answer: "id",
  },
  "POST /xms/v1/{service_plan_id}/batches/{batch_id}": {
    operation: "UpdateBatchMessage",
    safety: "send",
    answer: "id",
  },
  "PUT /xms/v1/{service_plan_id}/batches/{batch_id}": {
    operation: "ReplaceBatch",
    safety: "send",
    answer: "id",
  },
  "DELETE /xms/v1/{service_plan_id}/batches/{batch_id}": {
    operation: "CancelBatchMessage",
    safety: "idempotent",
    answer: "id",
  },
  "POST /xms/v1/{service_plan_id}/batches/{batch_id}/delivery_feedback": {
    operation: "deliveryFeedback",
    safety: "idempotent",
    answer: "optional",
  },
  "GET /xms/v1/{service_plan_id}/batches/{batch_id}/delivery_report": {
    operation: "GetDeliveryReportByBatchId",
    safety: "read",
    answer: "object",
  },
  "GET /xms/v1/{service_plan_id}/batches/{batch_id}/delivery_report/{recipient_msisdn}": {
    operation: "GetDeliveryReportByPhoneNumber",
    safety: "read",
    answer: "object",
  },
  "GET /xms/v1/{service_plan_id}/delivery_reports": {
    operation: "GetDeliveryReports",
    safety: "read",
    answer: "object",
  },
  "GET /xms/v1/{service_plan_id}/groups": { operation: "ListGroups", safety: "read", answer: "object" },
  "POST /xms/v1/{service_plan_id}/groups": { operation: "CreateGroup", safety: "send", answer: "id" },
  "GET /xms/v1/{service_plan_id}/groups/{group_id}": {
    operation: "RetrieveGroup",
    safety: "read",
    answer: "id",
  },
  "POST /xms/v1/{service_plan_id}/groups/{group_id}": {
    operation: "UpdateGroup",
    safety: "idempotent",
    answer: "id",
  },
  "PUT /xms/v1/{service_plan_id}/groups/{group_id}": {
    operation: "ReplaceGroup",
    safety: "idempotent",
    answer: "id",
  },
  "DELETE /xms/v1/{service_plan_id}/groups/{group_id}": {
    operation: "DeleteGroup",
    safety: "idempotent",
    answer: "optional",
  },
  "GET /xms/v1/{service_plan_id}/groups/{group_id}/members": {
    operation: "GetMembers",
    safety: "read",
    answer: "array",
  },
  "GET /xms/v1/{service_plan_id}/inbounds": {
    operation: "ListInboundMessages",
    safety: "read",
    answer: "object",
  },
  "GET /xms/v1/{service_plan_id}/inbounds/{inbound_id}": {
    operation: "RetrieveInboundMessage",
    safety: "read",
    answer: "id",
  },
  "POST /oauth2/token": { operation: "getToken", safety: "idempotent", group: "auth", answer: "object" },
} as const;
