// Generated from specs/ringcentral.yaml by `npm run gen`: do not edit.
// sha256 75675b47f70dbfb4b13d0224b3643c22cc4047bacf7bca4cdbc9f796f4aa71d5
// checksum 4f15297b797fae3d16cecbb1f5f51c247eb81b0ff242ab22026750c819fd9866: document, lint rules, generator, text below

export interface paths {
  "/restapi/v1.0/account/{accountId}/a2p-sms/batches": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /**
     * List batches
     * @description Lists the batches of the account, **by default only those of the last 24 hours**. Follow
     *     `paging.nextPageToken` with the same filters; a missing `paging` means that this was the only page.
     *
     *     The listed batches carry no rejected recipients.
     */
    get: operations["listA2PBatches"];
    put?: never;
    /**
     * Send a batch
     * @description Accepts a batch of messages from one sender and returns at once; the messages go out in the background.
     *
     *     **The answer is 201 although recipients may have been turned down.** One bad number does not fail the batch:
     *     it is listed in `rejected`, and only in this answer. What happens when *every* recipient is bad (a batch of
     *     size 0, or a 400) is unconfirmed. Opted-out recipients are not known to appear in `rejected`; their messages
     *     end as `SendingFailed` with `SMS-RC-413`.
     *
     *     **Never repeat this call blindly.** There is no idempotency key. After a timeout, a broken connection or a 5xx
     *     the batch may have been accepted: list the batches of the same `from` created since just before the attempt,
     *     and look for the size.
     *
     *     Limits:
     *
     *     - The request body may have 50 MB. Whether that means 50,000,000 or 52,428,800 bytes is unconfirmed, so
     *       `x-body-limit-bytes` gives the smaller number.
     *     - Recipients in one batch: one page of the guide says 10,000 a request, another says there is no limit.
     *       `x-messages-soft-limit` gives the careful number.
     *     - 1000 characters a message; up to 250,000 texts a day from one number.
     *     - Text only, from US and Canadian numbers, to US and Canadian recipients. Local numbers cannot cross the
     *       border between the two, toll-free numbers can.
     *     - Carriers take about 8 messages a second from a toll-free number and 1 from a local one (a figure of 2020), so
     *       a large batch takes hours. There is neither a dry run nor a preview of the price; samples show 0.007 to
     *       0.0085 for each segment.
     */
    post: operations["createA2PSMS"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/v1.0/account/{accountId}/a2p-sms/batches/{batchId}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /**
     * Get a batch
     * @description Returns the state of one batch. The guide polls every five seconds, and a large batch can take hours; four
     *     such pollers use up the usual limit of 50 calls a minute.
     *
     *     A batch is through when its status is `Completed`, or when `processedCount` has reached `batchSize` and the
     *     status is neither `Queued` nor `Processing`. That says that every message was handed on, not that it arrived.
     */
    get: operations["readA2PBatch"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/v1.0/account/{accountId}/a2p-sms/messages": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /**
     * List messages
     * @description Lists outbound and inbound messages, **by default only those of the last 24 hours**. Whether that default
     *     still applies next to `batchId` is unconfirmed: pass a `dateFrom` at or before the creation of the batch.
     *
     *     `view=Simple`, the default, leaves out `text`, and in the provider's samples also `batchId` and `direction`.
     */
    get: operations["listA2PSMS"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/v1.0/account/{accountId}/a2p-sms/messages/{messageId}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /**
     * Get a message
     * @description Returns one message with its text and its present delivery status.
     */
    get: operations["readA2PSMS"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/v1.0/account/{accountId}/a2p-sms/statuses": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /**
     * Count messages by status
     * @description Adds up messages by delivery status, with their cost and, for failures, the number of each error code. One
     *     call answers whether all messages of a batch are final: nothing left under `queued` and `sent`.
     *
     *     Like the lists it covers **the last 24 hours by default**, so pass `dateFrom` next to `batchId`. It has no
     *     pages. A message can stay `sent` for ever when the carrier returns no receipt.
     */
    get: operations["aggregateA2PSMSStatuses"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/v1.0/account/{accountId}/a2p-sms/opt-outs": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /**
     * List opt-outs
     * @deprecated
     * @description Lists which recipients opted out of (or back into) texts from a sender. Deprecated by the provider in May 2025
     *     and gone from its SDKs: search the consents instead.
     *
     *     The filter values are lower case (`optout`), the values in the answer are not (`OptOut`). With
     *     `Accept: text/csv` the same records come as CSV.
     */
    get: operations["readA2PSMSOptOuts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/v1.0/account/{accountId}/a2p-sms/opt-outs/bulk-assign": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Set opt-outs and opt-ins
     * @deprecated
     * @description Opts recipients of one sender out or back in. Deprecated by the provider in May 2025: update the consents
     *     instead. At least one of the two lists must hold a number. Repeating the call changes nothing.
     *
     *     The answer is 200 even when single numbers failed; they are listed per direction.
     */
    post: operations["addA2PSMSOptOuts"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/v2/accounts/{accountId}/sms/consents/search": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Search consents
     * @description Finds consent records by sender, recipient and status. A POST only because the filters may be long: it changes
     *     nothing. The page token travels in the body.
     *
     *     Needs the app permission `SMS`; an app that has only `A2PSMS` gets 403.
     */
    post: operations["searchSmsConsentRecords"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/v2/accounts/{accountId}/sms/consents": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /**
     * List consents
     * @deprecated
     * @description Lists consent records, opted-out ones unless `optStatus` says otherwise. Deprecated by the provider in favor of
     *     the search. Needs the app permission `SMS`.
     */
    get: operations["listSmsConsentRecords"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update consents
     * @description Sets the consent of up to 1000 pairs of sender and recipient. Repeating the call changes nothing.
     *
     *     **A partly failed call is still 200**: look at `failedRecords`, which is absent when everything worked. Needs
     *     the app permission `SMS`.
     */
    patch: operations["editSmsConsentRecords"];
    trace?: never;
  };
  "/restapi/v2/accounts/{accountId}/sms/consents/export": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /**
     * Export consents
     * @description Every consent record of the account, opted out and opted in, as one table: there are no filters and no pages.
     *     Needs the app permission `SMS`.
     */
    get: operations["exportSmsConsentRecords"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/v2/accounts/{accountId}/sms/consents/history": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /**
     * List consent changes
     * @description Lists every recorded change of consent of up to 20 recipients, where the other consent operations show only
     *     the present state. Needs the app permission `SMS`.
     */
    get: operations["listSmsConsentHistoryRecords"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/v1.0/account/{accountId}/extension/{extensionId}/phone-number": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
        /**
         * @description The extension (user); `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        extensionId: components["parameters"]["ExtensionId"];
      };
      cookie?: never;
    };
    /**
     * List phone numbers
     * @description Lists the phone numbers of an extension. A number may send High Volume SMS when its `features` hold
     *     `A2PSmsSender`; only this listing returns `features`, the account-wide ones do not. A number is either a
     *     standard (`SmsSender`) or a high volume sender, never both. Take one whose `status` is `Normal`, and do not
     *     restrict `usageType` to direct numbers.
     *
     *     Pages are numbered, 100 records each by default. Go on while `navigation.nextPage` is there. Needs the app
     *     permission `ReadAccounts` and the user permission `ReadUserPhoneNumbers`.
     */
    get: operations["listExtensionPhoneNumbers"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/oauth/token": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Log in or refresh
     * @description Exchanges a JWT credential, or a refresh token, for an access token. Form encoded, JSON back.
     *
     *     - **A login opens a session**, and a user of an app is normally limited to five: one more invalidates older
     *       tokens. Share a token between processes instead of logging in for each request or worker.
     *     - **A refresh token is not always issued**: the app needs a setting for it. Without one, log in with the JWT
     *       again.
     *     - A refresh kills the old access token at once. The old refresh token keeps working for about ten seconds
     *       after the first use of the new access token, or up to an hour if that is never used; repeats inside that
     *       time return the same new access token. Refresh in one place, ahead of the expiry.
     *     - Trust `expires_in`, not a constant: samples show 7199 seconds although the ceiling is 3600.
     *     - Access tokens normally live an hour, refresh tokens seven days.
     *
     *     The guide's rules for failures: do not repeat after 400; after 429 and 503 wait for `Retry-After`; after 408,
     *     500 and a client-side timeout try up to three times, ten seconds apart; do not repeat anything else. Hold back
     *     all other calls while this one fails.
     *
     *     A confidential app authenticates itself with HTTP Basic. A public app sends `client_id` in the form instead,
     *     and an app registered for it may send a signed `client_assertion`.
     *
     *     Codes: `OAU-112`, `OAU-125`, `OAU-251` grant not allowed; `OAU-120`, `OAU-121`, `OAU-153` wrong app; `OAU-123`,
     *     `OAU-134` bad `Authorization` header; `OAU-128` access token expired; `OAU-129`, `OAU-149` access token
     *     corrupt; `OAU-136` extension not found; `OAU-140` bad credentials of the user; `OAU-141`, `OAU-142` login not
     *     allowed in the present state of the extension or account; `OAU-146` bad credentials of the app; `OAU-147`,
     *     `OAU-148` account locked; `OAU-151` method not supported; `OAU-165` sandbox app not allowed; `OAU-168` second
     *     factor needed.
     */
    post: operations["getToken"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/restapi/oauth/revoke": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Log out
     * @description Revokes an access or refresh token, and with it the whole session. The guide advises to ignore any error and
     *     not to repeat the call. The provider also takes the token as a query parameter; it discourages that, because
     *     URLs end up in logs, so it is not described here.
     */
    post: operations["revokeToken"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  subscriptionValidation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Address check
     * @description While a subscription is created, its address gets one request with a `Validation-Token` header. Answer with
     *     200 and the same header within 3000 ms, in less than 1024 bytes altogether; otherwise the subscription fails
     *     with `SUB-525`. A documented body does not exist.
     */
    post: operations["onSubscriptionValidation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  batchEvent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Batch changed
     * @description Sent for the filter `/restapi/v1.0/account/~/a2p-sms/batches` (optionally with `?from=` a sender) or for the
     *     path of one batch. A draft of the provider says that a batch gives one event, on completion; that is
     *     unconfirmed.
     */
    post: operations["onBatchEvent"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  messageEvent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Message received or changed
     * @description Sent for the filter `/restapi/v1.0/account/~/a2p-sms/messages`, with `?direction=Inbound` (and optionally
     *     `&to=`) for replies, with `?direction=Outbound` (and optionally `&from=`) for your own messages. `batchId` is
     *     accepted as a filter too.
     */
    post: operations["onMessageEvent"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  optOutEvent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Recipient opted out or in
     * @description Sent for the filter `/restapi/v1.0/account/~/a2p-sms/opt-outs`, optionally with `?from=` a sender. `active` is
     *     true for an opt-out and false for an opt-in; there is neither a status nor a source.
     */
    post: operations["onOptOutEvent"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  consentEvent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Consents changed
     * @description Sent for the filter `/restapi/v2/accounts/~/sms/consents`. One event may hold several records.
     */
    post: operations["onConsentEvent"];
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
     * @description One sender and the messages to send. Each message needs a text, its own or that of the batch; what the server
     *     answers when both are missing is unconfirmed.
     */
    MessageBatchCreateRequest: {
      /** @description The sender, in E.164. The number must have the feature `A2PSmsSender`. */
      from: string;
      /**
       * @description The text of every message that has none of its own. The documents give no limit here; that of a single
       *     message, 1000 characters, is assumed.
       */
      text?: string;
      /**
       * @description The messages. No smallest or largest number is declared; one page of the guide speaks of 10,000 recipients
       *     a request.
       */
      messages: components["schemas"]["MessageCreateRequest"][];
    };
    /** @description One message of a batch. */
    MessageCreateRequest: {
      /**
       * @description The recipient, in E.164. An array, but only one number is supported today. A malformed number does not
       *     fail the call: it comes back in `rejected`.
       */
      to: string[];
      /** @description The text of this message, in place of that of the batch. */
      text?: string;
    };
    /** @description A batch. The provider marks no member as required; those required here are in all its samples. */
    MessageBatchResponse: {
      /** @description The batch. A UUID in samples; treat it as opaque. */
      id: string;
      /** @description The sender. */
      from?: string;
      /**
       * Format: int32
       * @description The number of accepted messages. Whether rejected ones are already taken off is unconfirmed, so it need
       *     not equal the number submitted.
       */
      batchSize: number;
      /**
       * Format: int32
       * @description The number of messages handed on so far; 0 at creation.
       */
      processedCount: number;
      status: components["schemas"]["BatchStatus"];
      /**
       * Format: date-time
       * @description When the batch was created.
       */
      creationTime?: string;
      /**
       * Format: date-time
       * @description When the batch last changed.
       */
      lastModifiedTime?: string;
      /**
       * @description Recipients that were turned down. Has content **only in the answer to the create call**; empty or absent
       *     ever after, and absent from events. Treat absent as empty.
       */
      rejected?: components["schemas"]["RejectedRecipientResponseResource"][];
      /**
       * Format: double
       * @description The cost, in US dollars (implied). Absent at creation; an estimate, computed when the batch is through.
       */
      cost?: number;
    };
    /**
     * @description The state of a batch. `Completed` means that every message was handed on, not that it was delivered. `Sent`
     *     appears in the provider's schemas without an explanation, `Queued` only as a filter.
     */
    BatchStatus: "Queued" | "Processing" | "Sent" | "Completed" | (string & {});
    /** @description A recipient that was turned down. */
    RejectedRecipientResponseResource: {
      /**
       * @description The position in `messages` of the request, **counting from 1** (so the guide; the provider's schema does
       *     not say). Use it rather than the number, which may occur twice.
       */
      index?: number;
      /** @description The number exactly as it was sent, possibly malformed. */
      to?: string[];
      /** @description Why, for example `SMS-RC-410`, destination not supported. An open set. */
      errorCode?: string;
      /** @description The reason in words. */
      description?: string;
    };
    /** @description A page of batches. */
    BatchListResponse: {
      /** @description The batches. */
      records: components["schemas"]["MessageBatchResponse"][];
      paging?: components["schemas"]["NonEnumeratedPagingModel"];
    };
    /** @description A page of messages. */
    MessageListResponse: {
      /** @description The messages. */
      records: components["schemas"]["MessageListMessageResponse"][];
      paging?: components["schemas"]["NonEnumeratedPagingModel"];
    };
    /** @description A message as lists show it; `view=Simple` leaves out some members. */
    MessageListMessageResponse: {
      /**
       * Format: int64
       * @description The message. The provider's schema of this list shows a 64-bit number, its samples a string. Handle it as
       *     a string.
       */
      id: string;
      /** @description The batch that the message belongs to. Absent from inbound messages and in the simple view. */
      batchId?: string;
      /** @description The sender. */
      from?: string;
      /** @description The recipient; always one. */
      to?: string[];
      /**
       * Format: date-time
       * @description When the message was created.
       */
      creationTime?: string;
      /**
       * Format: date-time
       * @description When the message last changed.
       */
      lastModifiedTime?: string;
      messageStatus: components["schemas"]["MessageStatus"];
      /**
       * Format: int32
       * @description The number of segments that are billed; how a text is divided is not documented. Absent from messages that
       *     failed before sending.
       */
      segmentCount?: number;
      /** @description The text. Only with `view=Detailed`. */
      text?: string;
      /**
       * Format: double
       * @description The cost, in US dollars (implied). Absent from messages that failed before sending.
       */
      cost?: number;
      /** @description The direction. Absent in the simple view. */
      direction?: components["schemas"]["MessageDirection"] | (string & {});
      errorCode?: components["schemas"]["MessageErrorCode"];
    };
    /**
     * @description A message with its text. One sample of the guide still shows the retired names `createdAt` and `lastUpdatedAt`
     *     for the two times.
     */
    MessageDetailsResponse: {
      /**
       * Format: int64
       * @description The message. Handle it as a string.
       */
      id: string;
      /** @description The batch that the message belongs to. Absent from inbound messages and from events. */
      batchId?: string;
      /** @description The sender. */
      from?: string;
      /** @description The recipient; always one. */
      to?: string[];
      /**
       * Format: date-time
       * @description When the message was created.
       */
      creationTime?: string;
      /**
       * Format: date-time
       * @description When the message last changed.
       */
      lastModifiedTime?: string;
      messageStatus: components["schemas"]["MessageStatus"];
      /**
       * Format: int32
       * @description The number of segments that are billed; how a text is divided is not documented. Absent from messages that
       *     failed before sending.
       */
      segmentCount?: number;
      /** @description The text. */
      text?: string;
      /**
       * Format: double
       * @description The cost, in US dollars (implied). Absent from messages that failed before sending.
       */
      cost?: number;
      /** @description The direction. */
      direction?: components["schemas"]["MessageDirection"] | (string & {});
      errorCode?: components["schemas"]["MessageErrorCode"];
    };
    /**
     * @description The state of a message. Usually `Queued`, then `Sent`, then `Delivered` or `DeliveryFailed`; or straight from
     *     `Queued` to `SendingFailed`. The last three are final. A message can stay `Sent` for ever if the carrier
     *     returns no receipt. Inbound messages are `Delivered`.
     */
    MessageStatus: "Queued" | "Sent" | "Delivered" | "SendingFailed" | "DeliveryFailed" | (string & {});
    /**
     * @description Why the message failed; absent from some failures. `SMS-RC-` codes come from RingCentral, `SMS-UP-` from the
     *     upstream gateway, `SMS-CAR-` from the carrier of the recipient. The number follows HTTP: 1xx for information,
     *     4xx for the request, 5xx for the service. An open set.
     *
     *     | code | meaning |
     *     | --- | --- |
     *     | `SMS-RC-403` | daily or monthly limit passed |
     *     | `SMS-RC-410` | destination invalid or not supported |
     *     | `SMS-RC-413`, `SMS-UP-413`, `SMS-CAR-413` | the recipient opted out |
     *     | `SMS-RC-430`, `SMS-UP-430`, `SMS-CAR-430` | blocked as spam |
     *     | `SMS-RC-500`, `SMS-RC-501` | internal error, bad call to the upstream gateway |
     *     | `SMS-RC-503`, `SMS-RC-504` | sender or provider set up wrongly |
     *     | `SMS-UP-410`, `SMS-UP-411`, `SMS-UP-412` | destination invalid, unavailable or not textable |
     *     | `SMS-UP-414`, `SMS-CAR-414` | sender not set up for text, or invalid |
     *     | `SMS-UP-431` | sender on a block list |
     *     | `SMS-UP-432`, `SMS-CAR-432` | too long |
     *     | `SMS-UP-433`, `SMS-CAR-433` | malformed, not deliverable as written |
     *     | `SMS-UP-500`, `SMS-CAR-500` | fault of the gateway or the carrier |
     *     | `SMS-CAR-104`, `SMS-CAR-199` | no or an unknown delivery status: **do not count it as not delivered** |
     *     | `SMS-CAR-400` | the carrier does not offer this kind of message |
     *     | `SMS-CAR-410` | expired or canceled |
     *     | `SMS-CAR-411`, `SMS-CAR-412` | destination invalid, subscriber unavailable |
     *     | `SMS-CAR-431` | refused without a reason |
     *     | `SMS-CAR-434`, `SMS-CAR-435` | media too large, shortened link |
     *     | `SMS-CAR-450`, `SMS-CAR-451`, `SMS-CAR-452` | volume limit of a carrier |
     *     | `SMS-CAR-460`, `SMS-CAR-461` | short code refused, toll-free number not verified |
     *
     *     Drop numbers that answer with `SMS-UP-410`, `SMS-CAR-411`, `SMS-CAR-412` or one of the 413 codes.
     */
    MessageErrorCode: string;
    /**
     * @description From the account to a recipient, or the other way.
     * @enum {string}
     */
    MessageDirection: "Inbound" | "Outbound";
    /** @description Counts by message status. */
    MessageStatusesResponse: {
      queued?: components["schemas"]["MessageStatusCounts"];
      sent?: components["schemas"]["MessageStatusCounts"];
      delivered?: components["schemas"]["MessageStatusCounts"];
      deliveryFailed?: components["schemas"]["FailedMessageStatusCounts"];
      sendingFailed?: components["schemas"]["FailedMessageStatusCounts"];
    };
    /** @description The messages in one state. */
    MessageStatusCounts: {
      /**
       * Format: int32
       * @description How many messages.
       */
      count?: number;
      /**
       * Format: float
       * @description What they cost together, in US dollars (implied).
       */
      cost?: number;
    };
    /** @description The messages in one state of failure. */
    FailedMessageStatusCounts: {
      /**
       * Format: int32
       * @description How many messages.
       */
      count?: number;
      /**
       * Format: float
       * @description What they cost together, in US dollars (implied).
       */
      cost?: number;
      /**
       * @description How many messages per error code. Empty when none failed. `SMS-CAR-104` and `SMS-CAR-199` mean that the
       *     outcome is unknown.
       */
      errorCodeCounts?: {
        [key: string]: number;
      };
    };
    /**
     * @description Where in a list a page lies, by token. `nextPageToken` is missing on the last page. Do not judge the end by
     *     `perPage`: it has been seen to give the number of records returned.
     */
    NonEnumeratedPagingModel: {
      /**
       * Format: int32
       * @description Records on a page.
       */
      perPage: number;
      /** @description This page. May be missing when the list is empty. */
      pageToken?: string;
      /** @description The page after this one. Missing on the last. */
      nextPageToken?: string;
      /** @description The page before this one. */
      previousPageToken?: string;
      /** @description The first page. */
      firstPageToken?: string;
    };
    /** @description A page of opt-out records. */
    OptOutListResponse: {
      /** @description The records. */
      records: components["schemas"]["OptOutResponse"][];
      paging?: components["schemas"]["NonEnumeratedPagingModel"];
    };
    /** @description Whether a recipient takes texts from a sender. The guide's sample has only the two numbers. */
    OptOutResponse: {
      /** @description The sender, your own number. */
      from?: string;
      /** @description The recipient. */
      to?: string;
      /** @description The state. Written differently from the filter `status`. */
      status?: components["schemas"]["OptStatus"] | (string & {});
      /** @description Who set it. */
      source?: "Recipient" | "Account" | "Upstream" | "Carrier" | (string & {});
    };
    /** @description The recipients to opt out of, or back into, texts from one sender. One list must not be empty. */
    OptOutBulkAssignRequest: {
      /** @description The sender, your own number. */
      from: string;
      /** @description Recipients to opt out. */
      optOuts?: string[];
      /** @description Recipients to opt in. */
      optIns?: string[];
    };
    /** @description The outcome, per direction. */
    OptOutBulkAssignResponse: {
      optOuts?: components["schemas"]["OptOutBulkAssignResult"];
      optIns?: components["schemas"]["OptOutBulkAssignResult"];
    };
    /** @description What worked and what did not. */
    OptOutBulkAssignResult: {
      /** @description Recipients that were set. */
      successful?: string[];
      /** @description Recipients that were not. */
      failed?: components["schemas"]["OptOutBulkAssignFailedEntry"][];
    };
    /** @description A recipient that could not be set. */
    OptOutBulkAssignFailedEntry: {
      /** @description The recipient. */
      to?: string;
      /** @description The reason in words. */
      errorMessage?: string;
    };
    /** @description A phone number in E.164, with its plus. */
    E164PhoneNumber: string;
    /**
     * @description Opted out of texts, or (back) in.
     * @enum {string}
     */
    OptStatus: "OptOut" | "OptIn";
    /**
     * @description Who gave the consent: the recipient, an API call, the upstream gateway or the carrier.
     * @enum {string}
     */
    ConsentSource: "Recipient" | "Api" | "Upstream" | "Carrier";
    /**
     * @description What a consent covers, a single number of yours, the account, or all numbers of a campaign type.
     * @enum {string}
     */
    ConsentCoverage: "PhoneNumber" | "Account" | "CampaignType";
    /**
     * @description The type of campaign that a number is registered for.
     * @enum {string}
     */
    CampaignType: "Conversational" | "Informational" | "Promotional";
    /** @description Filters of a consent search, and the page. */
    SearchSmsConsentRecordsRequest: {
      /** @description Only records of these senders, your own numbers. */
      from?: components["schemas"]["E164PhoneNumber"][];
      /** @description Only records of these recipients. */
      to?: components["schemas"]["E164PhoneNumber"][];
      optStatus?: components["schemas"]["OptStatus"];
      /** @description Only records with these coverages. */
      coverage?: components["schemas"]["ConsentCoverage"][];
      /** @description Only records of these campaign types; meant for the coverage `CampaignType`. */
      campaignType?: components["schemas"]["CampaignType"][];
      /** @description The page to return, `paging.nextPageToken` of the page before. The first page when absent. */
      pageToken?: string;
      /**
       * Format: int32
       * @description Records on a page, at most 1000; a larger number is cut to that.
       * @default 100
       */
      perPage?: number;
    };
    /** @description A page of consent records. */
    OptRecordList: {
      /** @description The records. */
      records: components["schemas"]["SmsOptRecord"][];
      paging: components["schemas"]["NonEnumeratedPagingModel"];
    };
    /** @description The consent between a sender and a recipient. */
    SmsOptRecord: {
      /** @description The sender, your own number; `*` for all numbers of the account. */
      from?: string;
      /** @description The recipient. */
      to?: string;
      /** @description Opted out, or in. */
      optStatus?: components["schemas"]["OptStatus"] | (string & {});
      /** @description Who gave the consent. */
      source?: components["schemas"]["ConsentSource"] | (string & {});
      /** @description What the consent covers. */
      coverage?: components["schemas"]["ConsentCoverage"] | (string & {});
      /** @description The campaign type, where the coverage is `CampaignType`. Implied by the filter of that name. */
      campaignType?: components["schemas"]["CampaignType"] | (string & {});
      /**
       * Format: date-time
       * @description When the record last changed.
       */
      lastModifiedTime?: string;
    };
    /** @description The consents to set. */
    UpdateOptRecordList: {
      /** @description The records, at most 1000. */
      records: components["schemas"]["UpdateSmsOptRecord"][];
    };
    /** @description The consent to set between a sender and a recipient. */
    UpdateSmsOptRecord: {
      /**
       * @description The sender, your own number, in E.164. The guide also allows `*` for all numbers of the account, although
       *     the provider's pattern does not.
       */
      from: string;
      to: components["schemas"]["E164PhoneNumber"];
      optStatus: components["schemas"]["OptStatus"];
      source: components["schemas"]["ConsentSource"];
      /** @description What the consent covers; a record that was read can be set with the coverage that it has. */
      coverage?: components["schemas"]["ConsentCoverage"] | (string & {});
    };
    /** @description What could not be set. Without `failedRecords` everything was. */
    OptRecordsModificationSummary: {
      /** @description The records that were refused. */
      failedRecords?: components["schemas"]["SmsOptFailureRecord"][];
    };
    /** @description A record as it was sent, and why it was refused. */
    SmsOptFailureRecord: {
      /** @description The sender. */
      from?: string;
      /** @description The recipient. */
      to?: string;
      /** @description The state that was asked for. */
      optStatus?: components["schemas"]["OptStatus"] | (string & {});
      /** @description The source that was given. */
      source?: components["schemas"]["ConsentSource"] | (string & {});
      /** @description The coverage that was given. */
      coverage?: components["schemas"]["ConsentCoverage"] | (string & {});
      error?: components["schemas"]["ApiError"];
    };
    /** @description A page of consent changes. */
    ConsentHistoryRecordList: {
      /** @description The changes. */
      records: components["schemas"]["SmsOptHistoryRecord"][];
      paging: components["schemas"]["NonEnumeratedPagingModel"];
    };
    /** @description One change of a consent. */
    SmsOptHistoryRecord: {
      /** @description The sender. */
      from?: string;
      /** @description The recipient. */
      to?: string;
      /** @description The state that was set. */
      optStatus?: components["schemas"]["OptStatus"] | (string & {});
      /** @description Who set it. */
      source?: components["schemas"]["ConsentSource"] | (string & {});
      /**
       * Format: date-time
       * @description When it was set.
       */
      createdAt?: string;
    };
    /** @description A page of phone numbers. */
    GetExtensionPhoneNumbersResponse: {
      /** @description The address of this list. */
      uri?: string;
      /** @description The phone numbers. */
      records: components["schemas"]["UserPhoneNumberInfo"][];
      navigation: components["schemas"]["PageNavigationModel"];
      paging: components["schemas"]["EnumeratedPagingModel"];
    };
    /** @description A phone number. The provider marks no member as required. */
    UserPhoneNumberInfo: {
      /** @description The address of the number. */
      uri?: string;
      /**
       * Format: int64
       * @description The number's identifier, a 64-bit number. Handle it as a string.
       */
      id?: string;
      /** @description The number, in E.164. */
      phoneNumber?: string;
      /** @description A name that was given to the number. */
      label?: string;
      /** @description City and state, for local US numbers. */
      location?: string;
      /** @description Whether this is the main number. */
      primary?: boolean;
      /** @description The name that is shown to people called from it. */
      callerIdName?: string;
      /** @description The state of the number. Only `Normal` ones are ready to send. */
      status?: components["schemas"]["PhoneNumberStatus"] | (string & {});
      /** @description What the number takes; null for some. */
      type?: "VoiceFax" | "VoiceOnly" | "FaxOnly" | (string & {}) | null;
      /** @description A narrower kind. */
      subType?:
        | "VideoPro"
        | "VideoProPlus"
        | "DigitalSignageOnlyRooms"
        | "Unknown"
        | "Emergency"
        | "Programmable"
        | "Air"
        | "AirPro"
        | (string & {});
      /** @description How the number is paid for; `External` ones end outside of RingCentral. */
      paymentType?:
        | "External"
        | "TollFree"
        | "Local"
        | "BusinessMobileNumberProvider"
        | "ExternalNumberProvider"
        | "ExternalNumberProviderTollFree"
        | "Mobile"
        | (string & {});
      /** @description What the number is used for. */
      usageType?: components["schemas"]["PhoneNumberUsageType"] | (string & {});
      /** @description What the number can do. High Volume SMS needs `A2PSmsSender`. */
      features?: components["schemas"]["PhoneNumberFeature"][];
      country?: components["schemas"]["CountryInfoBasicModel"];
      contactCenterProvider?: components["schemas"]["ContactCenterProvider"];
      extension?: components["schemas"]["UserPhoneNumberExtensionInfo"];
    };
    /** @description Something that a phone number can do. */
    PhoneNumberFeature:
      | "CallerId"
      | "SmsSender"
      | "A2PSmsSender"
      | "MmsSender"
      | "InternationalSmsSender"
      | "Delegated"
      | (string & {});
    /**
     * @description The state of a phone number.
     * @enum {string}
     */
    PhoneNumberStatus: "Normal" | "Pending" | "PortedIn" | "Temporary" | "Unknown";
    /**
     * @description What a phone number is used for.
     * @enum {string}
     */
    PhoneNumberUsageType:
      | "MainCompanyNumber"
      | "AdditionalCompanyNumber"
      | "CompanyNumber"
      | "DirectNumber"
      | "CompanyFaxNumber"
      | "FmcBusinessMobileNumber"
      | "InventoryFmcBusinessMobileNumber"
      | "ForwardedNumber"
      | "ForwardedCompanyNumber"
      | "ContactCenterNumber"
      | "ConferencingNumber"
      | "MeetingsNumber"
      | "NumberPool"
      | "BusinessMobileNumber"
      | "ELIN"
      | "PartnerBusinessMobileNumber"
      | "NumberPoolPartnerBusinessMobileNumber"
      | "NumberStorage"
      | "IntegrationNumber"
      | "InventoryMobileNumber";
    /** @description A country. */
    CountryInfoBasicModel: {
      /** @description The country's identifier. */
      id?: string;
      /** @description The address of the country. */
      uri?: string;
      /** @description The country's name. */
      name?: string;
    };
    /** @description The contact center that a number is routed to. */
    ContactCenterProvider: {
      /** @description The provider's identifier. */
      id?: string;
      /** @description The provider's name. */
      name?: string;
    };
    /** @description The extension that a number belongs to. */
    UserPhoneNumberExtensionInfo: {
      /**
       * Format: int64
       * @description The extension's identifier, a 64-bit number. Handle it as a string.
       */
      id?: string;
      /** @description The address of the extension. */
      uri?: string;
      /** @description The short number inside the account. */
      extensionNumber?: string;
      /** @description An identifier that a partner gave. */
      partnerId?: string;
      /** @description The kind of extension, for example `User`. An open set. */
      type?: string;
      /** @description The extension's name. */
      name?: string;
      contactCenterProvider?: components["schemas"]["ContactCenterProvider"];
    };
    /** @description Addresses of other pages. `nextPage` is missing on the last page. */
    PageNavigationModel: {
      firstPage?: components["schemas"]["PageNavigationUri"];
      nextPage?: components["schemas"]["PageNavigationUri"];
      previousPage?: components["schemas"]["PageNavigationUri"];
      lastPage?: components["schemas"]["PageNavigationUri"];
    };
    /** @description The address of a page. */
    PageNavigationUri: {
      /** @description The address. */
      uri?: string;
    };
    /** @description Where in a list a page lies, by number. */
    EnumeratedPagingModel: {
      /**
       * Format: int32
       * @description The number of this page; the first is 1.
       */
      page?: number;
      /**
       * Format: int32
       * @description Records on a page.
       */
      perPage: number;
      /**
       * Format: int32
       * @description The position of the first record of this page; the first of all is 0.
       */
      pageStart?: number;
      /**
       * Format: int32
       * @description The position of the last record of this page; the first of all is 0.
       */
      pageEnd?: number;
      /**
       * Format: int32
       * @description The number of pages. May be left out.
       */
      totalPages?: number;
      /**
       * Format: int32
       * @description The number of records. May be left out.
       */
      totalElements?: number;
    };
    /** @description A login with a JWT credential, or a refresh. */
    GetTokenRequest: components["schemas"]["JwtTokenRequest"] | components["schemas"]["RefreshTokenRequest"];
    /** @description A login with a JWT credential from the developer console. It acts as the user who made the credential. */
    JwtTokenRequest: {
      /**
       * @description The grant. Percent-encode the colons.
       * @constant
       */
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer";
      /** @description The JWT credential. It is sent here and nowhere else. */
      assertion: string;
      /** @description App permissions to ask for, separated by spaces. All that the app has, when absent. */
      scope?: string;
      /** @description Names this instance of the client. The server invents one when absent. */
      endpoint_id?: string;
      /**
       * Format: int32
       * @description Life of the access token in seconds, from 600 to 3600. A value outside of the range is no error: the server
       *     brings it back into the range, and the provider's own SDK sends 0.
       * @default 3600
       */
      access_token_ttl?: number;
      /**
       * Format: int32
       * @description Life of the refresh token in seconds; 0 asks for none that could be used.
       * @default 604800
       */
      refresh_token_ttl?: number;
      /** @description The app, where it does not authenticate itself with HTTP Basic. Beside Basic it is tolerated. */
      client_id?: string;
      /**
       * @description The kind of `client_assertion`.
       * @constant
       */
      client_assertion_type?: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
      /** @description A signed JWT by which the app authenticates itself in place of HTTP Basic. */
      client_assertion?: string;
    };
    /** @description A refresh. It ends the old access token at once. */
    RefreshTokenRequest: {
      /**
       * @description The grant.
       * @constant
       */
      grant_type: "refresh_token";
      /** @description The refresh token of the last answer. */
      refresh_token: string;
      /** @description App permissions to ask for, separated by spaces. */
      scope?: string;
      /** @description Names this instance of the client. */
      endpoint_id?: string;
      /**
       * Format: int32
       * @description Life of the access token in seconds, from 600 to 3600. A value outside of the range is no error: the server
       *     brings it back into the range, and the provider's own SDK sends 0.
       * @default 3600
       */
      access_token_ttl?: number;
      /**
       * Format: int32
       * @description Life of the next refresh token in seconds.
       * @default 604800
       */
      refresh_token_ttl?: number;
      /** @description The app, where it does not authenticate itself with HTTP Basic. Beside Basic it is tolerated. */
      client_id?: string;
      /**
       * @description The kind of `client_assertion`.
       * @constant
       */
      client_assertion_type?: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
      /** @description A signed JWT by which the app authenticates itself in place of HTTP Basic. */
      client_assertion?: string;
    };
    /** @description The tokens of a session. */
    TokenInfo: {
      /** @description The access token. */
      access_token: string;
      /** @description How to present it. Compare without regard to case; send `Bearer`. */
      token_type: "bearer" | (string & {});
      /**
       * Format: int32
       * @description Life of the access token in seconds. Always use this number.
       */
      expires_in: number;
      /** @description The refresh token, if the app may have one. */
      refresh_token?: string;
      /**
       * Format: int32
       * @description Life of the refresh token in seconds.
       */
      refresh_token_expires_in?: number;
      /**
       * @description The app permissions that were given, separated by spaces. Look for `A2PSMS` to notice early that it is
       *     missing.
       */
      scope?: string;
      /** @description The session. Required by the provider's schema, yet absent from every sample of its guide. */
      session_id?: string;
      /** @description The extension of the user. */
      owner_id?: string;
      /** @description The instance of the client. */
      endpoint_id?: string;
      /** @description The ID token, with OpenID Connect only. */
      id_token?: string;
      /**
       * Format: int32
       * @description Seconds until the session ends, where the account limits sessions.
       */
      session_expires_in?: number;
      /**
       * Format: date-time
       * @description When the session ends, where the account limits sessions.
       */
      session_expiration_time?: string;
      /**
       * Format: int32
       * @description Seconds of idleness that end the session, where the account limits them.
       */
      session_idle_timeout?: number;
    };
    /** @description The token to revoke. */
    RevokeTokenRequest: {
      /** @description An access or refresh token. Its whole session ends. */
      token: string;
      /** @description The app, where it does not authenticate itself with HTTP Basic. */
      client_id?: string;
      /**
       * @description The kind of `client_assertion`.
       * @constant
       */
      client_assertion_type?: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
      /** @description A signed JWT by which the app authenticates itself in place of HTTP Basic. */
      client_assertion?: string;
    };
    /** @description Any of the three shapes of an error. */
    ErrorResponse:
      | components["schemas"]["ASGErrorResponse"]
      | components["schemas"]["ApiErrorResponse"]
      | components["schemas"]["OauthInvalidRequest"];
    /** @description An error of the High Volume SMS operations, with a code at the top. */
    ASGErrorResponse: {
      /** @description The code. An open set; decide on this. */
      errorCode: string;
      /** @description The reason, for developers. */
      message: string;
      /** @description The same and perhaps further errors. Often absent. */
      errors?: components["schemas"]["ApiError"][];
    };
    /** @description An error of the platform operations, as a list only. */
    ApiErrorResponse: {
      /** @description The errors. */
      errors: components["schemas"]["ApiError"][];
    };
    /** @description One error. Further members may appear. */
    ApiError: {
      /** @description The code. An open set; old deployments used words such as `TokenInvalid`. */
      errorCode: string;
      /** @description The reason, for developers. */
      message?: string;
      /** @description The parameter at fault. */
      parameterName?: string;
      /** @description Its value. */
      parameterValue?: string;
      /** @description The parameters at fault. Seen on OAuth errors. */
      parameters?: components["schemas"]["ErrorParameter"][];
    };
    /** @description A parameter at fault. */
    ErrorParameter: {
      /** @description The parameter. */
      parameterName?: string;
      /** @description Its value. */
      parameterValue?: string;
    };
    /** @description An error of the OAuth operations. */
    OauthInvalidRequest: {
      /** @description The kind of error. */
      error:
        | "invalid_request"
        | "invalid_client"
        | "invalid_grant"
        | "unauthorized_client"
        | "unsupported_grant_type"
        | "invalid_scope"
        | "invalid_request_uri"
        | "unsupported_response_type"
        | "request_not_supported"
        | "request_uri_not_supported"
        | "expired_token"
        | "insufficient_scope"
        | "access_denied"
        | (string & {});
      /** @description The reason, for developers. Seen in practice, not in the provider's schema. */
      error_description?: string;
      /** @description The errors with their codes. */
      errors?: components["schemas"]["ApiError"][];
    };
    /** @description A batch has changed. */
    A2PBatchEvent: {
      /** @description The event; the same on a repeated delivery. */
      uuid: string;
      /** @description The filter that matched, with the account filled in. A plus appears unescaped. */
      event: string;
      /**
       * Format: date-time
       * @description When the event happened.
       */
      timestamp?: string;
      /** @description The subscription. */
      subscriptionId?: string;
      /** @description The extension that owns the subscription. */
      ownerId?: string;
      body: components["schemas"]["MessageBatchResponse"];
    };
    /** @description A message came in, or has changed. */
    A2PMessageEvent: {
      /** @description The event; the same on a repeated delivery. */
      uuid: string;
      /** @description The filter that matched, with the account filled in. A plus appears unescaped. */
      event: string;
      /**
       * Format: date-time
       * @description When the event happened.
       */
      timestamp?: string;
      /** @description The subscription. */
      subscriptionId?: string;
      /** @description The extension that owns the subscription. */
      ownerId?: string;
      body: components["schemas"]["MessageDetailsResponse"];
    };
    /** @description A recipient has opted out, or back in. */
    A2POptOutEvent: {
      /** @description The event; the same on a repeated delivery. */
      uuid: string;
      /** @description The filter that matched, with the account filled in. A plus appears unescaped. */
      event: string;
      /**
       * Format: date-time
       * @description When the event happened.
       */
      timestamp?: string;
      /** @description The subscription. */
      subscriptionId?: string;
      /** @description The extension that owns the subscription. */
      ownerId?: string;
      body: components["schemas"]["A2POptOutEventBody"];
    };
    /** @description The pair of numbers, and what became of it. */
    A2POptOutEventBody: {
      /** @description The sender, your own number, as in the list of opt-outs. */
      from: string;
      /** @description The recipient. */
      to: string;
      /** @description True for an opt-out, false for an opt-in. */
      active: boolean;
    };
    /** @description Consents have changed. */
    SmsConsentEvent: {
      /** @description The event; the same on a repeated delivery. */
      uuid: string;
      /** @description The filter that matched, with the account filled in. A plus appears unescaped. */
      event: string;
      /**
       * Format: date-time
       * @description When the event happened.
       */
      timestamp?: string;
      /** @description The subscription. */
      subscriptionId?: string;
      /** @description The extension that owns the subscription. */
      ownerId?: string;
      body: components["schemas"]["SmsConsentEventBody"];
    };
    /** @description The consents that have changed. */
    SmsConsentEventBody: {
      /** @description The records. */
      records: components["schemas"]["SmsOptRecord"][];
    };
  };
  responses: {
    /**
     * @description The request is malformed: `CMN-101` bad parameter value, `CMN-104` unparsable, `CMN-110` header missing,
     *     `CMN-407` bad header. Nothing was sent.
     */
    BadRequest: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ASGErrorResponse"];
      };
    };
    /** @description The request is malformed. */
    PlatformBadRequest: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ApiErrorResponse"];
      };
    };
    /**
     * @description The access token is missing, expired (`OAU-128`), corrupt (`OAU-129`) or ended by a newer session. The call
     *     was not carried out: log in or refresh, and repeat it once.
     */
    Unauthorized: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /**
     * @description The app or the user lacks a permission (`CMN-401`, `CMN-402`, `CMN-408`), or the feature is not part of the
     *     account (`CMN-109`). Not listed by the provider for the High Volume SMS operations, but documented for the
     *     platform as a whole.
     */
    Forbidden: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description There is no such batch, message or account (`CMN-102`). */
    NotFound: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ASGErrorResponse"];
      };
    };
    /** @description There is no such account or extension (`CMN-102`). */
    PlatformNotFound: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ApiErrorResponse"];
      };
    };
    /** @description The body is larger than 50 MB. Neither the status nor the body is documented. */
    PayloadTooLarge: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /**
     * @description The limit of the group is used up. The call was not carried out. Every call of the group has to wait: one made
     *     earlier starts the penalty anew. Without `X-Rate-Limit-` headers it is another limit, of the account or the
     *     service.
     */
    TooManyRequests: {
      headers: {
        "Retry-After": components["headers"]["Retry-After"];
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /**
     * @description Something failed inside (`CMN-203`, `CMN-201`). Whether the call was carried out is unknown. The provider's
     *     pages contradict each other on repeating.
     */
    InternalError: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ASGErrorResponse"];
      };
    };
    /** @description The service is down or overloaded. Wait for `Retry-After`. The body may come from a gateway. */
    ServiceUnavailable: {
      headers: {
        "Retry-After": components["headers"]["Retry-After"];
        RCRequestId: components["headers"]["RCRequestId"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /**
     * @description The grant, the scope or the credential was refused. Do not repeat it unchanged. `OAU-147` and `OAU-148` mean a
     *     locked account, `OAU-251` an app that is not allowed this grant.
     */
    OauthBadRequest: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["OauthInvalidRequest"];
      };
    };
    /**
     * @description The client credentials (`OAU-146`), the user (`OAU-140`, `OAU-141`, `OAU-142`) or the form of the
     *     `Authorization` header (`OAU-123`, `OAU-134`) were refused. The provider documents the codes, not the body.
     */
    OauthUnauthorized: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
        "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
        "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
        "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["OauthInvalidRequest"];
      };
    };
    /** @description The body was not sent as `application/x-www-form-urlencoded`. No body is documented. */
    UnsupportedMediaType: {
      headers: {
        RCRequestId: components["headers"]["RCRequestId"];
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description Any other failure. Expect each of the three shapes, and from a gateway also HTML or no body at all. */
    UnexpectedError: {
      headers: {
        "Retry-After": components["headers"]["Retry-After"];
        RCRequestId: components["headers"]["RCRequestId"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description Received. Answer within 3000 ms and do the work afterwards; failures add up to a blacklisting. */
    EventReceived: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
  };
  parameters: {
    /**
     * @description The account; `~` is the caller's own, and travels unescaped.
     * @example ~
     */
    AccountId: string;
    /**
     * @description The extension (user); `~` is the caller's own, and travels unescaped.
     * @example ~
     */
    ExtensionId: string;
    /**
     * @description The earliest creation time. **24 hours before `dateTo` when absent.**
     * @example 2026-11-20T15:04:05.123456Z
     */
    DateFrom: string;
    /**
     * @description The latest creation time; now when absent.
     * @example 2026-11-21T15:04:05.123456Z
     */
    DateTo: string;
    /**
     * @description Only messages of this batch.
     * @example 9a1f6c0e-5d1b-4a57-8f0c-2f4f3f5d7c21
     */
    BatchIdFilter: string;
    /**
     * @description Only messages in these directions; both when absent. The key is repeated for each value.
     * @example [
     *       "Outbound"
     *     ]
     */
    DirectionFilter: components["schemas"]["MessageDirection"][];
    /**
     * @description Only messages from or to one of these numbers, at most 15. The key is repeated for each number.
     * @example [
     *       "+12125550141",
     *       "+14155550142"
     *     ]
     */
    PhoneNumberFilter: string[];
    /**
     * @description The page to return: `paging.nextPageToken` of the page before; the first page when absent. Opaque, to be
     *     percent-encoded. Send the same filters along; whether the token alone is enough is unconfirmed.
     * @example Mi8yMDI2
     */
    PageToken: string;
    /**
     * @description Records on a page. What happens above 1000 is unconfirmed.
     * @example 500
     */
    A2PPerPage: number;
    /**
     * @description Records on a page, at most 1000; a larger number is cut to that.
     * @example 500
     */
    ConsentPerPage: number;
    /**
     * @description The token that was chosen when subscribing, if any: compare it to know that RingCentral is calling. Whether
     *     events carry it under this name or as `Verification-Token` is unconfirmed; the guide shows this one.
     * @example example-chosen-token
     */
    ValidationToken: string;
    /**
     * @description The other possible name of the chosen token, after the field of the subscription. Unconfirmed.
     * @example example-chosen-token
     */
    VerificationToken: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description Identifies the call when asking the provider for support. Seen in practice, not documented.
     * @example 6e3c5a3e-8f35-11f0-9d25-0050568a1f7c
     */
    RCRequestId: string;
    /**
     * @description The group in which this call was counted. Do not decide on the value: the case varies, and names may change.
     * @example light
     */
    "X-Rate-Limit-Group": string;
    /**
     * @description Calls that the window allows in this group.
     * @example 50
     */
    "X-Rate-Limit-Limit": number;
    /**
     * @description Calls left in this group. At 0, wait for the window before the next one.
     * @example 49
     */
    "X-Rate-Limit-Remaining": number;
    /**
     * @description Length of the window in seconds.
     * @example 60
     */
    "X-Rate-Limit-Window": number;
    /**
     * @description Seconds to wait. Any call of the same group before that starts the penalty anew. When absent on a 429, wait at
     *     least 30 seconds.
     * @example 60
     */
    "Retry-After": number;
    /**
     * @description Entity tag of the answer.
     * @example "33a64df551425fcc"
     */
    ETag: string;
  };
  pathItems: never;
}
export type MessageBatchCreateRequest = components["schemas"]["MessageBatchCreateRequest"];
export type MessageCreateRequest = components["schemas"]["MessageCreateRequest"];
export type MessageBatchResponse = components["schemas"]["MessageBatchResponse"];
export type BatchStatus = components["schemas"]["BatchStatus"];
export type RejectedRecipientResponseResource = components["schemas"]["RejectedRecipientResponseResource"];
export type BatchListResponse = components["schemas"]["BatchListResponse"];
export type MessageListResponse = components["schemas"]["MessageListResponse"];
export type MessageListMessageResponse = components["schemas"]["MessageListMessageResponse"];
export type MessageDetailsResponse = components["schemas"]["MessageDetailsResponse"];
export type MessageStatus = components["schemas"]["MessageStatus"];
export type MessageErrorCode = components["schemas"]["MessageErrorCode"];
export type MessageDirection = components["schemas"]["MessageDirection"];
export type MessageStatusesResponse = components["schemas"]["MessageStatusesResponse"];
export type MessageStatusCounts = components["schemas"]["MessageStatusCounts"];
export type FailedMessageStatusCounts = components["schemas"]["FailedMessageStatusCounts"];
export type NonEnumeratedPagingModel = components["schemas"]["NonEnumeratedPagingModel"];
export type OptOutListResponse = components["schemas"]["OptOutListResponse"];
export type OptOutResponse = components["schemas"]["OptOutResponse"];
export type OptOutBulkAssignRequest = components["schemas"]["OptOutBulkAssignRequest"];
export type OptOutBulkAssignResponse = components["schemas"]["OptOutBulkAssignResponse"];
export type OptOutBulkAssignResult = components["schemas"]["OptOutBulkAssignResult"];
export type OptOutBulkAssignFailedEntry = components["schemas"]["OptOutBulkAssignFailedEntry"];
export type E164PhoneNumber = components["schemas"]["E164PhoneNumber"];
export type OptStatus = components["schemas"]["OptStatus"];
export type ConsentSource = components["schemas"]["ConsentSource"];
export type ConsentCoverage = components["schemas"]["ConsentCoverage"];
export type CampaignType = components["schemas"]["CampaignType"];
export type SearchSmsConsentRecordsRequest = components["schemas"]["SearchSmsConsentRecordsRequest"];
export type OptRecordList = components["schemas"]["OptRecordList"];
export type SmsOptRecord = components["schemas"]["SmsOptRecord"];
export type UpdateOptRecordList = components["schemas"]["UpdateOptRecordList"];
export type UpdateSmsOptRecord = components["schemas"]["UpdateSmsOptRecord"];
export type OptRecordsModificationSummary = components["schemas"]["OptRecordsModificationSummary"];
export type SmsOptFailureRecord = components["schemas"]["SmsOptFailureRecord"];
export type ConsentHistoryRecordList = components["schemas"]["ConsentHistoryRecordList"];
export type SmsOptHistoryRecord = components["schemas"]["SmsOptHistoryRecord"];
export type GetExtensionPhoneNumbersResponse = components["schemas"]["GetExtensionPhoneNumbersResponse"];
export type UserPhoneNumberInfo = components["schemas"]["UserPhoneNumberInfo"];
export type PhoneNumberFeature = components["schemas"]["PhoneNumberFeature"];
export type PhoneNumberStatus = components["schemas"]["PhoneNumberStatus"];
export type PhoneNumberUsageType = components["schemas"]["PhoneNumberUsageType"];
export type CountryInfoBasicModel = components["schemas"]["CountryInfoBasicModel"];
export type ContactCenterProvider = components["schemas"]["ContactCenterProvider"];
export type UserPhoneNumberExtensionInfo = components["schemas"]["UserPhoneNumberExtensionInfo"];
export type PageNavigationModel = components["schemas"]["PageNavigationModel"];
export type PageNavigationUri = components["schemas"]["PageNavigationUri"];
export type EnumeratedPagingModel = components["schemas"]["EnumeratedPagingModel"];
export type GetTokenRequest = components["schemas"]["GetTokenRequest"];
export type JwtTokenRequest = components["schemas"]["JwtTokenRequest"];
export type RefreshTokenRequest = components["schemas"]["RefreshTokenRequest"];
export type TokenInfo = components["schemas"]["TokenInfo"];
export type RevokeTokenRequest = components["schemas"]["RevokeTokenRequest"];
export type ErrorResponse = components["schemas"]["ErrorResponse"];
export type ASGErrorResponse = components["schemas"]["ASGErrorResponse"];
export type ApiErrorResponse = components["schemas"]["ApiErrorResponse"];
export type ApiError = components["schemas"]["ApiError"];
export type ErrorParameter = components["schemas"]["ErrorParameter"];
export type OauthInvalidRequest = components["schemas"]["OauthInvalidRequest"];
export type A2PBatchEvent = components["schemas"]["A2PBatchEvent"];
export type A2PMessageEvent = components["schemas"]["A2PMessageEvent"];
export type A2POptOutEvent = components["schemas"]["A2POptOutEvent"];
export type A2POptOutEventBody = components["schemas"]["A2POptOutEventBody"];
export type SmsConsentEvent = components["schemas"]["SmsConsentEvent"];
export type SmsConsentEventBody = components["schemas"]["SmsConsentEventBody"];
export type ResponseBadRequest = components["responses"]["BadRequest"];
export type ResponsePlatformBadRequest = components["responses"]["PlatformBadRequest"];
export type ResponseUnauthorized = components["responses"]["Unauthorized"];
export type ResponseForbidden = components["responses"]["Forbidden"];
export type ResponseNotFound = components["responses"]["NotFound"];
export type ResponsePlatformNotFound = components["responses"]["PlatformNotFound"];
export type ResponsePayloadTooLarge = components["responses"]["PayloadTooLarge"];
export type ResponseTooManyRequests = components["responses"]["TooManyRequests"];
export type ResponseInternalError = components["responses"]["InternalError"];
export type ResponseServiceUnavailable = components["responses"]["ServiceUnavailable"];
export type ResponseOauthBadRequest = components["responses"]["OauthBadRequest"];
export type ResponseOauthUnauthorized = components["responses"]["OauthUnauthorized"];
export type ResponseUnsupportedMediaType = components["responses"]["UnsupportedMediaType"];
export type ResponseUnexpectedError = components["responses"]["UnexpectedError"];
export type ResponseEventReceived = components["responses"]["EventReceived"];
export type ParameterAccountId = components["parameters"]["AccountId"];
export type ParameterExtensionId = components["parameters"]["ExtensionId"];
export type ParameterDateFrom = components["parameters"]["DateFrom"];
export type ParameterDateTo = components["parameters"]["DateTo"];
export type ParameterBatchIdFilter = components["parameters"]["BatchIdFilter"];
export type ParameterDirectionFilter = components["parameters"]["DirectionFilter"];
export type ParameterPhoneNumberFilter = components["parameters"]["PhoneNumberFilter"];
export type ParameterPageToken = components["parameters"]["PageToken"];
export type ParameterA2PPerPage = components["parameters"]["A2PPerPage"];
export type ParameterConsentPerPage = components["parameters"]["ConsentPerPage"];
export type ParameterValidationToken = components["parameters"]["ValidationToken"];
export type ParameterVerificationToken = components["parameters"]["VerificationToken"];
export type HeaderRcRequestId = components["headers"]["RCRequestId"];
export type HeaderXRateLimitGroup = components["headers"]["X-Rate-Limit-Group"];
export type HeaderXRateLimitLimit = components["headers"]["X-Rate-Limit-Limit"];
export type HeaderXRateLimitRemaining = components["headers"]["X-Rate-Limit-Remaining"];
export type HeaderXRateLimitWindow = components["headers"]["X-Rate-Limit-Window"];
export type HeaderRetryAfter = components["headers"]["Retry-After"];
export type HeaderETag = components["headers"]["ETag"];
export interface operations {
  listA2PBatches: {
    parameters: {
      query?: {
        /**
         * @description The earliest creation time. **24 hours before `dateTo` when absent.**
         * @example 2026-11-20T15:04:05.123456Z
         */
        dateFrom?: components["parameters"]["DateFrom"];
        /**
         * @description The latest creation time; now when absent.
         * @example 2026-11-21T15:04:05.123456Z
         */
        dateTo?: components["parameters"]["DateTo"];
        /**
         * @description Only batches of this sender number.
         * @example +16505550100
         */
        from?: string;
        /**
         * @description Only batches in one of these states. The key is repeated for each value.
         * @example [
         *       "Sent",
         *       "Completed"
         *     ]
         */
        status?: ("Queued" | "Processing" | "Sent" | "Completed")[];
        /**
         * @description The page to return: `paging.nextPageToken` of the page before; the first page when absent. Opaque, to be
         *     percent-encoded. Send the same filters along; whether the token alone is enough is unconfirmed.
         * @example Mi8yMDI2
         */
        pageToken?: components["parameters"]["PageToken"];
        /**
         * @description Records on a page. What happens above 1000 is unconfirmed.
         * @example 500
         */
        perPage?: components["parameters"]["A2PPerPage"];
      };
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of batches. */
      200: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BatchListResponse"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  createA2PSMS: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /** @description The sender, the messages, and optionally a text that all of them share. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["MessageBatchCreateRequest"];
      };
    };
    responses: {
      /**
       * @description The batch was accepted, without the recipients in `rejected`. Keep this answer: it is the only record of
       *     them.
       */
      201: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MessageBatchResponse"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      413: components["responses"]["PayloadTooLarge"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  readA2PBatch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
        /**
         * @description The `id` that the create call returned.
         * @example 9a1f6c0e-5d1b-4a57-8f0c-2f4f3f5d7c21
         */
        batchId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The batch. `rejected` is empty or absent here, whatever the create call had reported. */
      200: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MessageBatchResponse"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  listA2PSMS: {
    parameters: {
      query?: {
        /**
         * @description Only messages of this batch.
         * @example 9a1f6c0e-5d1b-4a57-8f0c-2f4f3f5d7c21
         */
        batchId?: components["parameters"]["BatchIdFilter"];
        /**
         * @description Only messages in these directions; both when absent. The key is repeated for each value.
         * @example [
         *       "Outbound"
         *     ]
         */
        direction?: components["parameters"]["DirectionFilter"];
        /**
         * @description The earliest creation time. **24 hours before `dateTo` when absent.**
         * @example 2026-11-20T15:04:05.123456Z
         */
        dateFrom?: components["parameters"]["DateFrom"];
        /**
         * @description The latest creation time; now when absent.
         * @example 2026-11-21T15:04:05.123456Z
         */
        dateTo?: components["parameters"]["DateTo"];
        /**
         * @description How much of each message to return. `Detailed` adds the text.
         * @example Detailed
         */
        view?: "Simple" | "Detailed";
        /**
         * @description Only messages from or to one of these numbers, at most 15. The key is repeated for each number.
         * @example [
         *       "+12125550141",
         *       "+14155550142"
         *     ]
         */
        phoneNumber?: components["parameters"]["PhoneNumberFilter"];
        /**
         * @description The page to return: `paging.nextPageToken` of the page before; the first page when absent. Opaque, to be
         *     percent-encoded. Send the same filters along; whether the token alone is enough is unconfirmed.
         * @example Mi8yMDI2
         */
        pageToken?: components["parameters"]["PageToken"];
        /**
         * @description Records on a page. What happens above 1000 is unconfirmed.
         * @example 500
         */
        perPage?: components["parameters"]["A2PPerPage"];
      };
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of messages. */
      200: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MessageListResponse"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  readA2PSMS: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
        /**
         * @description The `id` of the message, as a string also where a list shows a number.
         * @example 1389012406000
         */
        messageId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message. */
      200: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MessageDetailsResponse"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  aggregateA2PSMSStatuses: {
    parameters: {
      query?: {
        /**
         * @description Only messages of this batch.
         * @example 9a1f6c0e-5d1b-4a57-8f0c-2f4f3f5d7c21
         */
        batchId?: components["parameters"]["BatchIdFilter"];
        /**
         * @description Only messages in these directions; both when absent. The key is repeated for each value.
         * @example [
         *       "Outbound"
         *     ]
         */
        direction?: components["parameters"]["DirectionFilter"];
        /**
         * @description The earliest creation time. **24 hours before `dateTo` when absent.**
         * @example 2026-11-20T15:04:05.123456Z
         */
        dateFrom?: components["parameters"]["DateFrom"];
        /**
         * @description The latest creation time; now when absent.
         * @example 2026-11-21T15:04:05.123456Z
         */
        dateTo?: components["parameters"]["DateTo"];
        /**
         * @description Only messages from or to one of these numbers, at most 15. The key is repeated for each number.
         * @example [
         *       "+12125550141",
         *       "+14155550142"
         *     ]
         */
        phoneNumber?: components["parameters"]["PhoneNumberFilter"];
      };
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The counts. A status without messages may be absent. */
      200: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MessageStatusesResponse"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  readA2PSMSOptOuts: {
    parameters: {
      query?: {
        /**
         * @description The sender, your own number. `*` stands for any.
         * @example +16505550100
         */
        from?: string;
        /**
         * @description The recipient.
         * @example +12125550141
         */
        to?: string;
        /**
         * @description Which records to return.
         * @example all
         */
        status?: "optout" | "optin" | "all";
        /**
         * @description The page to return: `paging.nextPageToken` of the page before; the first page when absent. Opaque, to be
         *     percent-encoded. Send the same filters along; whether the token alone is enough is unconfirmed.
         * @example Mi8yMDI2
         */
        pageToken?: components["parameters"]["PageToken"];
        /**
         * @description Records on a page. What happens above 1000 is unconfirmed.
         * @example 500
         */
        perPage?: components["parameters"]["A2PPerPage"];
      };
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of opt-out records. */
      200: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OptOutListResponse"];
          "text/csv": string;
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  addA2PSMSOptOuts: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /** @description The sender and the recipients to move. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["OptOutBulkAssignRequest"];
      };
    };
    responses: {
      /** @description What worked and what did not, per direction. */
      200: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OptOutBulkAssignResponse"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  searchSmsConsentRecords: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /** @description The filters; all are optional and are combined. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["SearchSmsConsentRecordsRequest"];
      };
    };
    responses: {
      /** @description A page of consent records. */
      200: {
        headers: {
          ETag: components["headers"]["ETag"];
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OptRecordList"];
        };
      };
      400: components["responses"]["PlatformBadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["TooManyRequests"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  listSmsConsentRecords: {
    parameters: {
      query?: {
        /**
         * @description Only records of these senders, your own numbers. The key is repeated for each number.
         * @example [
         *       "+16505550100"
         *     ]
         */
        from?: components["schemas"]["E164PhoneNumber"][];
        /**
         * @description Only records of these recipients. The key is repeated for each number.
         * @example [
         *       "+12125550141",
         *       "+14155550142"
         *     ]
         */
        to?: components["schemas"]["E164PhoneNumber"][];
        /**
         * @description Only records in these states. Opted-out ones when absent.
         * @example [
         *       "OptOut",
         *       "OptIn"
         *     ]
         */
        optStatus?: components["schemas"]["OptStatus"][];
        /**
         * @description Only records that cover one number, the account, or a campaign type.
         * @example [
         *       "PhoneNumber"
         *     ]
         */
        coverage?: components["schemas"]["ConsentCoverage"][];
        /**
         * @description Only records of these campaign types; meant for the coverage `CampaignType`.
         * @example [
         *       "Promotional"
         *     ]
         */
        campaignType?: components["schemas"]["CampaignType"][];
        /**
         * @description The page to return: `paging.nextPageToken` of the page before; the first page when absent. Opaque, to be
         *     percent-encoded. Send the same filters along; whether the token alone is enough is unconfirmed.
         * @example Mi8yMDI2
         */
        pageToken?: components["parameters"]["PageToken"];
        /**
         * @description Records on a page, at most 1000; a larger number is cut to that.
         * @example 500
         */
        perPage?: components["parameters"]["ConsentPerPage"];
      };
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of consent records. */
      200: {
        headers: {
          ETag: components["headers"]["ETag"];
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OptRecordList"];
        };
      };
      400: components["responses"]["PlatformBadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["TooManyRequests"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  editSmsConsentRecords: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    /** @description The records to set. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["UpdateOptRecordList"];
      };
    };
    responses: {
      /** @description The records that could not be set, if any. */
      200: {
        headers: {
          ETag: components["headers"]["ETag"];
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OptRecordsModificationSummary"];
        };
      };
      400: components["responses"]["PlatformBadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["TooManyRequests"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  exportSmsConsentRecords: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The table. */
      200: {
        headers: {
          ETag: components["headers"]["ETag"];
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "text/csv": string;
        };
      };
      400: components["responses"]["PlatformBadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["TooManyRequests"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  listSmsConsentHistoryRecords: {
    parameters: {
      query?: {
        /**
         * @description The recipients, at most 20. The key is repeated for each number.
         * @example [
         *       "+12125550141"
         *     ]
         */
        to?: components["schemas"]["E164PhoneNumber"][];
        /**
         * @description The page to return: `paging.nextPageToken` of the page before; the first page when absent. Opaque, to be
         *     percent-encoded. Send the same filters along; whether the token alone is enough is unconfirmed.
         * @example Mi8yMDI2
         */
        pageToken?: components["parameters"]["PageToken"];
        /**
         * @description Records on a page, at most 1000; a larger number is cut to that.
         * @example 500
         */
        perPage?: components["parameters"]["ConsentPerPage"];
      };
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of changes. */
      200: {
        headers: {
          ETag: components["headers"]["ETag"];
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConsentHistoryRecordList"];
        };
      };
      400: components["responses"]["PlatformBadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["TooManyRequests"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  listExtensionPhoneNumbers: {
    parameters: {
      query?: {
        /**
         * @description Only numbers in this state.
         * @example Normal
         */
        status?: components["schemas"]["PhoneNumberStatus"];
        /**
         * @description Only numbers of these kinds. The key is repeated for each value.
         * @example [
         *       "DirectNumber",
         *       "CompanyNumber"
         *     ]
         */
        usageType?: components["schemas"]["PhoneNumberUsageType"][];
        /**
         * @description The page to return; the first is 1.
         * @example 2
         */
        page?: number;
        /**
         * @description Records on a page.
         * @example 100
         */
        perPage?: number;
      };
      header?: never;
      path: {
        /**
         * @description The account; `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        accountId: components["parameters"]["AccountId"];
        /**
         * @description The extension (user); `~` is the caller's own, and travels unescaped.
         * @example ~
         */
        extensionId: components["parameters"]["ExtensionId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of phone numbers. */
      200: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GetExtensionPhoneNumbersResponse"];
        };
      };
      400: components["responses"]["PlatformBadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["PlatformNotFound"];
      429: components["responses"]["TooManyRequests"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  getToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The grant; `grant_type` tells which. */
    requestBody: {
      content: {
        "application/x-www-form-urlencoded": components["schemas"]["GetTokenRequest"];
      };
    };
    responses: {
      /** @description The tokens. */
      200: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TokenInfo"];
        };
      };
      400: components["responses"]["OauthBadRequest"];
      401: components["responses"]["OauthUnauthorized"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["TooManyRequests"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  revokeToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The token to revoke. */
    requestBody: {
      content: {
        "application/x-www-form-urlencoded": components["schemas"]["RevokeTokenRequest"];
      };
    };
    responses: {
      /** @description The session is over. No body is documented. */
      200: {
        headers: {
          RCRequestId: components["headers"]["RCRequestId"];
          "X-Rate-Limit-Group": components["headers"]["X-Rate-Limit-Group"];
          "X-Rate-Limit-Limit": components["headers"]["X-Rate-Limit-Limit"];
          "X-Rate-Limit-Remaining": components["headers"]["X-Rate-Limit-Remaining"];
          "X-Rate-Limit-Window": components["headers"]["X-Rate-Limit-Window"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["OauthBadRequest"];
      401: components["responses"]["OauthUnauthorized"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["TooManyRequests"];
      503: components["responses"]["ServiceUnavailable"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  onSubscriptionValidation: {
    parameters: {
      query?: never;
      header: {
        /**
         * @description The value to send back.
         * @example 7b1d0a52-6ad4-4f0b-9c3e-0e9b7f3f7a10
         */
        "Validation-Token": string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The address is yours. */
      200: {
        headers: {
          /**
           * @description The value from the request, unchanged.
           * @example 7b1d0a52-6ad4-4f0b-9c3e-0e9b7f3f7a10
           */
          "Validation-Token": string;
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onBatchEvent: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The token that was chosen when subscribing, if any: compare it to know that RingCentral is calling. Whether
         *     events carry it under this name or as `Verification-Token` is unconfirmed; the guide shows this one.
         * @example example-chosen-token
         */
        "Validation-Token"?: components["parameters"]["ValidationToken"];
        /**
         * @description The other possible name of the chosen token, after the field of the subscription. Unconfirmed.
         * @example example-chosen-token
         */
        "Verification-Token"?: components["parameters"]["VerificationToken"];
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["A2PBatchEvent"];
      };
    };
    responses: {
      200: components["responses"]["EventReceived"];
    };
  };
  onMessageEvent: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The token that was chosen when subscribing, if any: compare it to know that RingCentral is calling. Whether
         *     events carry it under this name or as `Verification-Token` is unconfirmed; the guide shows this one.
         * @example example-chosen-token
         */
        "Validation-Token"?: components["parameters"]["ValidationToken"];
        /**
         * @description The other possible name of the chosen token, after the field of the subscription. Unconfirmed.
         * @example example-chosen-token
         */
        "Verification-Token"?: components["parameters"]["VerificationToken"];
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["A2PMessageEvent"];
      };
    };
    responses: {
      200: components["responses"]["EventReceived"];
    };
  };
  onOptOutEvent: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The token that was chosen when subscribing, if any: compare it to know that RingCentral is calling. Whether
         *     events carry it under this name or as `Verification-Token` is unconfirmed; the guide shows this one.
         * @example example-chosen-token
         */
        "Validation-Token"?: components["parameters"]["ValidationToken"];
        /**
         * @description The other possible name of the chosen token, after the field of the subscription. Unconfirmed.
         * @example example-chosen-token
         */
        "Verification-Token"?: components["parameters"]["VerificationToken"];
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["A2POptOutEvent"];
      };
    };
    responses: {
      200: components["responses"]["EventReceived"];
    };
  };
  onConsentEvent: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The token that was chosen when subscribing, if any: compare it to know that RingCentral is calling. Whether
         *     events carry it under this name or as `Verification-Token` is unconfirmed; the guide shows this one.
         * @example example-chosen-token
         */
        "Validation-Token"?: components["parameters"]["ValidationToken"];
        /**
         * @description The other possible name of the chosen token, after the field of the subscription. Unconfirmed.
         * @example example-chosen-token
         */
        "Verification-Token"?: components["parameters"]["VerificationToken"];
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["SmsConsentEvent"];
      };
    };
    responses: {
      200: components["responses"]["EventReceived"];
    };
  };
}

export const routes = {
  "POST /restapi/v1.0/account/{accountId}/a2p-sms/batches": {
    operation: "createA2PSMS",
    safety: "send",
    answer: "id",
  },
  "GET /restapi/v1.0/account/{accountId}/a2p-sms/batches": {
    operation: "listA2PBatches",
    safety: "read",
    answer: "object",
  },
  "GET /restapi/v1.0/account/{accountId}/a2p-sms/batches/{batchId}": {
    operation: "readA2PBatch",
    safety: "read",
    answer: "id",
  },
  "GET /restapi/v1.0/account/{accountId}/a2p-sms/messages": {
    operation: "listA2PSMS",
    safety: "read",
    answer: "object",
  },
  "GET /restapi/v1.0/account/{accountId}/a2p-sms/messages/{messageId}": {
    operation: "readA2PSMS",
    safety: "read",
    answer: "id",
  },
  "GET /restapi/v1.0/account/{accountId}/a2p-sms/statuses": {
    operation: "aggregateA2PSMSStatuses",
    safety: "read",
    answer: "object",
  },
  "GET /restapi/v1.0/account/{accountId}/a2p-sms/opt-outs": {
    operation: "readA2PSMSOptOuts",
    safety: "read",
    answer: "object",
  },
  "POST /restapi/v1.0/account/{accountId}/a2p-sms/opt-outs/bulk-assign": {
    operation: "addA2PSMSOptOuts",
    safety: "idempotent",
    answer: "object",
  },
  "POST /restapi/v2/accounts/{accountId}/sms/consents/search": {
    operation: "searchSmsConsentRecords",
    safety: "read",
    answer: "object",
  },
  "PATCH /restapi/v2/accounts/{accountId}/sms/consents": {
    operation: "editSmsConsentRecords",
    safety: "idempotent",
    answer: "object",
  },
  "GET /restapi/v2/accounts/{accountId}/sms/consents": {
    operation: "listSmsConsentRecords",
    safety: "read",
    answer: "object",
  },
  "GET /restapi/v2/accounts/{accountId}/sms/consents/export": {
    operation: "exportSmsConsentRecords",
    safety: "read",
  },
  "GET /restapi/v2/accounts/{accountId}/sms/consents/history": {
    operation: "listSmsConsentHistoryRecords",
    safety: "read",
    answer: "object",
  },
  "GET /restapi/v1.0/account/{accountId}/extension/{extensionId}/phone-number": {
    operation: "listExtensionPhoneNumbers",
    safety: "read",
    answer: "object",
  },
  "POST /restapi/oauth/token": {
    operation: "getToken",
    safety: "idempotent",
    group: "auth",
    answer: "object",
  },
  "POST /restapi/oauth/revoke": {
    operation: "revokeToken",
    safety: "idempotent",
    group: "auth",
    answer: "optional",
  },
} as const;
