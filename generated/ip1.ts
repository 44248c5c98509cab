// Generated from specs/ip1.yaml by `npm run gen`: do not edit.
// sha256 c8dbe4d261b9b8d18a6982bb37fbb67fb4bc74528fb30743faec388b17ff0646
// checksum f21c53a8c7d4996893f9479df93818f95d69f7336bee6c1a9954cf8bb55a9922: document, lint rules, generator, text below

export interface paths {
  "/v2/batches": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List batches
     * @description Batches of the account by time of creation, outgoing and incoming alike, in the list form: **without** `priceSummary` and
     *     `messageSummary`. Read the single batch for those.
     *
     *     With `order=DESC` the newest come first, which is the way to find a batch whose send call got no answer: compare `reference`.
     *     No filter by date, status or reference is documented.
     */
    get: operations["listBatches"];
    put?: never;
    /**
     * Send a batch
     * @description Sends one text to a list of numbers, or an individual text to each recipient through a template.
     *     With `deliveryWindows` the batch is planned for later.
     *
     *     **Recipients, two forms.** An array of numbers sends the same text to all. An object keyed by number carries values for
     *     each recipient, which replace `{placeholders}` in `body`; see the schema and the examples.
     *
     *     **What fails the whole call:** an invalid `sender`; an array of recipients in which any entry has more than 15 digits or anything
     *     but digits; a `body` that is missing, blank or longer than 2000 characters. **What does not:** a number that
     *     is well-formed but does not exist. That becomes a message with a rejecting status.
     *
     *     **How many recipients?** No limit is documented for v2. The older v1 recommended at most 1000 per request; keeping to that
     *     is a sensible default (`x-recipients-soft-limit`, unconfirmed). Whether repeated numbers in a list are sent
     *     to twice is not documented either: remove duplicates yourself.
     *
     *     **The answer is not documented** (unconfirmed). Take any 2xx as accepted. The body is
     *     probably the new batch in its list form, but may be empty; the id may then be in a `Location` header, or can be
     *     found by listing the newest batches and comparing `reference`.
     *
     *     **Do not retry after a time-out, a broken connection or a 5xx.** There is no idempotency key, so a repetition may send and
     *     charge everything twice. Look for your `reference` first.
     */
    post: operations["sendBatch"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/batches/{batchId}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the batch; opaque, 24 hexadecimal digits in every published example.
         * @example 6b015d917d40c3f815a92c11
         */
        batchId: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    /**
     * Read one batch
     * @description The batch with its two summaries: what it cost so far, and how many messages stand at which status code. This is the cheapest way to follow
     *     a batch: one call, whatever its size.
     *
     *     Sending is over at status 112, 201 or 203. **All messages** are over when, after that, no code of the Info group (1xx, other
     *     than 104) is left in `messageSummary`.
     */
    get: operations["getBatch"];
    put?: never;
    post?: never;
    /**
     * Cancel a batch
     * @description Cancels a batch that has not been sent yet (status 101, Planned).
     *
     *     The provider's documentation names this call but says nothing about its answer or its effects. **Unconfirmed** are therefore:
     *
     *     - the success status: take any 2xx, with or without a body;
     *     - what a later read shows: the batch with status 203, or `404`. Take either as canceled. The
     *       messages should carry code 203;
     *     - what happens to a running batch (part of it may have gone out already), to one that was sent, and to what was paid.
     *
     *     To repeat the call is harmless: read a `404` to a repeated DELETE as "gone already".
     */
    delete: operations["cancelBatch"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/batches/{batchId}/messages": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the batch; opaque, 24 hexadecimal digits in every published example.
         * @example 6b015d917d40c3f815a92c11
         */
        batchId: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    /**
     * List the messages of a batch
     * @description One message per recipient, by time of creation. Here `statuses` holds **only the latest** status of each message; read a single message for its
     *     whole history.
     *
     *     Use this to catch up after your webhook was unreachable, and to see what a template became: `body` is the text
     *     of the individual message.
     *
     *     (The sample addresses on the provider's page lack `/v2`. The path needs it.)
     */
    get: operations["listMessages"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/batches/{batchId}/messages/{messageId}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the batch; opaque, 24 hexadecimal digits in every published example.
         * @example 6b015d917d40c3f815a92c11
         */
        batchId: components["parameters"]["BatchId"];
        /**
         * @description Id of the message within its batch; opaque.
         * @example 6b015d927d40c3f815a92c12
         */
        messageId: components["parameters"]["MessageId"];
      };
      cookie?: never;
    };
    /**
     * Read one message
     * @description One message with its **full** status history.
     *
     *     (The sample addresses on the provider's page lack `/v2`. The path needs it.)
     */
    get: operations["getMessage"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/me/senders": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List registered senders
     * @description The senders that batches of this account may use, in alphabetical order.
     */
    get: operations["listSenders"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/me/senders/{sender}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The sender id: a name, or a number in digits. For what a batch accepts as its sender see `BatchRequest`; what these calls accept is not
         *     documented separately.
         * @example Parcels
         */
        sender: components["parameters"]["SenderName"];
      };
      cookie?: never;
    };
    /**
     * Read one sender
     * @description Tells whether a sender is registered on the account, and since when. The answer for one that is not is presumably
     *     `404` (unconfirmed).
     */
    get: operations["getSender"];
    /**
     * Register a sender
     * @description Makes a sender usable in batches of this account. The sender goes into the path; **there is no request body**.
     *
     *     Trial accounts may only use `iP1` and `iP1sms`; a sender of your own needs a subscription or the paid add-on. Choose one that a
     *     batch accepts: a number of up to 15 digits, or 3 to 11 letters and digits.
     *
     *     Which 2xx answers, and whether with a body, is not documented (unconfirmed): take any 2xx as registered.
     */
    put: operations["registerSender"];
    post?: never;
    /**
     * Unregister a sender
     * @description Removes a sender from the account; batches can no longer use it. The answer has the same shape as
     *     that of registering.
     *
     *     Which 2xx answers is not documented (unconfirmed): take any 2xx, with or without a body, as done, and a `404` to a repeated call
     *     as "gone already". What becomes of planned batches with this sender is not documented either.
     */
    delete: operations["unregisterSender"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/blacklist": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List blacklisted numbers
     * @description Every number that the account must not send to, whoever put it there: you, or the recipient by answering STOP or
     *     using an unsubscribe link. The order of this list is not documented.
     */
    get: operations["listBlacklist"];
    put?: never;
    /**
     * Blacklist a number, given in the body
     * @description The documented alternative to `PUT /v2/blacklist/{msisdn}`. Its body is not shown anywhere, so the shape given here is a guess
     *     (unconfirmed). **Prefer the PUT**, which needs no body.
     *
     *     Which 2xx answers, and whether with a body, is not documented (unconfirmed): take any 2xx as done.
     */
    post: operations["postBlacklistEntry"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/blacklist/{msisdn}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Phone number as MSISDN: country code and number, digits only, at most 15, without `+` or leading `00`.
         * @example 46701740621
         */
        msisdn: components["parameters"]["Msisdn"];
      };
      cookie?: never;
    };
    /**
     * Look a number up in the blacklist
     * @description Tells whether a number is blacklisted, and since when. The answer for one that is not is presumably `404`
     *     (unconfirmed).
     */
    get: operations["getBlacklistEntry"];
    /**
     * Blacklist a number
     * @description Adds a number to the blacklist, or updates its entry. The number goes into the path; **there is no request body**.
     *
     *     Which 2xx answers, and whether with a body, is not documented (unconfirmed): take any 2xx as done.
     */
    put: operations["addBlacklistEntry"];
    post?: never;
    /**
     * Take a number off the blacklist
     * @description Allows sending to a number again. Remember that recipients put themselves here by answering STOP: remove only those who
     *     asked for it.
     *
     *     Which 2xx answers, and whether with a body, is not documented (unconfirmed): take any 2xx as done, and a `404` to a repeated
     *     call as "gone already".
     */
    delete: operations["removeBlacklistEntry"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  deliveryReport: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Delivery report
     * @description iP.1 calls the `deliveryReportUrl` of a batch for **each recipient and each change of status**, with one JSON
     *     object a call.
     *
     *     Answer exactly `200`, before any slow work. Otherwise the report comes again every 10 minutes, up to
     *     10 tries, and is then lost. Reports may come twice and out of order: apply them by `created`, and stop when `duration` is 1.
     *
     *     The content type is assumed to be `application/json` (unconfirmed), and calls are not signed as far as is known.
     */
    post: operations["onDeliveryReport"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  incomingMessage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Incoming SMS
     * @description iP.1 calls the address that you set in the portal whenever your virtual number receives an SMS. The document is a message with status 201,
     *     `duration` 1, and **without** `price`, `currency` and `reference`.
     *
     *     Tell replies from reports by the address that was called, not by `direction`: one published example shows `mt` for a received
     *     message.
     *
     *     Answer `200`. Otherwise the call is repeated later; how often and how many times is not documented (unconfirmed, as is the content type).
     */
    post: operations["onIncomingMessage"];
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
     * Batch to send
     * @description A batch to send. Send only these fields, and leave out those you do not use.
     */
    BatchRequest: {
      /**
       * @description Who the message is from: a number of up to 15 digits (no `+`), or 3 to 11 letters and digits. Spaces, dots, hyphens and letters
       *     beyond A to Z are not allowed. It has to be registered on the account; see *Senders*.
       *
       *     The provider states the lower bound of the alphanumeric form once as 3 and once as 1 character; the narrower one is
       *     safe.
       * @example Parcels
       * @example 46701740699
       */
      sender: string;
      recipients: components["schemas"]["Recipients"];
      /**
       * @description The text, 1 to 2000 characters, not only white space. With recipients in dictionary form, `{name}` stands for the
       *     value of `name`. One SMS holds 160 characters in 7-bit coding or 70 in Unicode; longer texts are split into
       *     segments, and each is charged.
       *
       *     Whether the limit applies before or after placeholders are replaced, and whether it counts code points
       *     or UTF-16 units, is not documented (unconfirmed).
       * @example Hi {name}, your parcel{parcel} is ready for pick-up{place}.
       */
      body: string;
      /**
       * @description `flash` pops up on the phone and is not stored there.
       * @default sms
       * @enum {string}
       */
      type?: "sms" | "flash";
      /**
       * @description The **largest** encoding allowed. `ucs` (Unicode) allows everything, and texts that fit into 7 bits are still sent
       *     as `gsm`. With `gsm`, a message that needs Unicode is refused rather than sent, which protects against paying for 70-character
       *     segments because of one emoji. Whether such a refusal is an HTTP error or a message status is not documented (unconfirmed). Do not
       *     send `ucs2`, which older integrations use.
       * @default ucs
       * @enum {string}
       */
      datacoding?: "gsm" | "ucs";
      /**
       * @description 1 is normal, 2 is high. High priority costs 0.10 SEK more on Swedish accounts and 0.01 EUR more on international ones, **for each
       *     SMS segment**, not for each message.
       * @default 1
       * @enum {integer}
       */
      priority?: 1 | 2;
      /**
       * @description When sending is allowed. Without windows the batch goes out at once. With several, it is presumably sent while any of them is open,
       *     and what has not been sent when the last one closes most likely expires with message code 202
       *     (both unconfirmed).
       */
      deliveryWindows?: components["schemas"]["DeliveryWindow"][];
      /**
       * Format: uri
       * @description Where iP.1 posts a delivery report for every recipient and every change of status; see *Webhooks*. As calls are not signed, include
       *     an unguessable token. `null` is the same as none.
       * @example https://hooks.example.com/ip1/9f2c61d07be84a35
       */
      deliveryReportUrl?: string | null;
      /**
       * @description A label of your own, 1 to 40 characters, not only white space. It comes back in the batch, in each message and in each
       *     report. The server does not enforce uniqueness as far as is known; make it unique all the same, because it is the only way
       *     to find a batch whose send call got no answer.
       * @default null
       * @example pickup-2026-11-21-0001
       */
      reference?: string | null;
      /**
       * @description Free labels for sorting and filtering. Limits on number and length are not documented (unconfirmed).
       * @example [
       *       "pickup"
       *     ]
       */
      tags?: string[];
    };
    /**
     * Recipients
     * @description Who gets the message. The form decides whether `body` is a template.
     */
    Recipients: components["schemas"]["RecipientList"] | components["schemas"]["RecipientDictionary"];
    /**
     * List of numbers
     * @description The same text to every number. One entry with anything but digits, or with more than 15, fails the whole call. Nothing is replaced in
     *     `body`, even if it contains braces (unconfirmed).
     * @example [
     *       "46701740605",
     *       "46701740606"
     *     ]
     */
    RecipientList: string[];
    /**
     * Templating dictionary
     * @description A text of its own for every recipient. Each key is a number (MSISDN, as in the list form), each value an object of placeholder name and
     *     replacement text. `{name}` in `body` becomes the recipient's value of `name`.
     *
     *     - The key **`default`** is not a recipient: its values serve recipients that lack a key of their own. At least one real
     *       recipient is needed beside it.
     *     - A recipient without values of its own is written as an empty object `{}`.
     *     - Replacement is literal, leading and trailing spaces included.
     *
     *     Details carried over from v1, whose templates work in the same way (unconfirmed for v2): the recipient's own value wins over `default`, and an empty
     *     text is used if neither has it; names are case-sensitive; a placeholder for which *nobody* has a
     *     value stays in the text as it is, so stray braces do no harm.
     * @example {
     *       "46701740605": {
     *         "name": "Astrid",
     *         "parcel": " SE-1001",
     *         "place": " at Central Station"
     *       },
     *       "46701740607": {},
     *       "default": {
     *         "name": "customer",
     *         "parcel": "",
     *         "place": ""
     *       }
     *     }
     */
    RecipientDictionary: {
      [key: string]: components["schemas"]["TemplateValues"];
    };
    /**
     * Template values
     * @description Placeholder name (without braces) and replacement text. Values are strings in every published example; whether
     *     numbers are accepted is unconfirmed.
     * @example {
     *       "name": "Astrid",
     *       "parcel": " SE-1001"
     *     }
     */
    TemplateValues: {
      [key: string]: string;
    };
    /**
     * Delivery window
     * @description A span of time in which the batch may be sent. Give `opens`, `closes` or both; `closes` must be later than `opens`.
     * @example {
     *       "opens": "2026-11-23T07:00:00Z",
     *       "closes": "2026-11-23T16:00:00Z"
     *     }
     */
    DeliveryWindow: {
      /**
       * Format: date-time
       * @description Start of the window, with `Z` or an offset; how the server reads a time without a zone is unknown. Default: now. (The default is
       *     deduced from the provider's sample code and unconfirmed.)
       */
      opens?: string;
      /**
       * Format: date-time
       * @description End of the window, with `Z` or an offset; must be later than `opens`. Default: seven days after `opens`. (The default is deduced from the
       *     provider's sample code and unconfirmed.)
       */
      closes?: string;
    };
    /**
     * Batch, list form
     * @description A batch as lists show it. Lists are sorted by a time of creation that is not among the documented fields; expect additional ones. That fields
     *     other than `reference` may be `null` or missing is a precaution (unconfirmed).
     */
    Batch: {
      /**
       * @description Id of the batch; opaque.
       * @example 6b015d917d40c3f815a92c11
       */
      id: string;
      /**
       * @description The account, `ip1-` and some characters.
       * @example ip1-k3v8q
       */
      owner?: string;
      /** @description The sender id. In a batch of received messages presumably the originator (unconfirmed). */
      sender?: string;
      /** @description The text as it was handed in, placeholders included. The text that each recipient gets is in the messages. */
      body?: string;
      direction?: components["schemas"]["Direction"];
      type?: components["schemas"]["MessageType"];
      /** @description The **largest** encoding allowed in the batch, not the one used. Upper case in the published example. */
      datacoding?: components["schemas"]["DataCoding"];
      priority?: components["schemas"]["Priority"];
      /** @description Whether `body` is a template, that is, whether the recipients came as a dictionary. */
      templated?: boolean;
      /** @description The windows in which the batch may be sent; absent, `null` or empty without windows (which of them is unconfirmed). */
      deliveryWindows?: components["schemas"]["BatchDeliveryWindow"][] | null;
      status?: components["schemas"]["BatchStatusCode"];
      /** @description Where delivery reports go; `null` or absent without one (unconfirmed). */
      deliveryReportUrl?: string | null;
      /** @description Your own label; `null` if none was given. */
      reference?: string | null;
      /** @description Your free labels; absent, `null` or empty without any (which of them is unconfirmed). */
      tags?: string[] | null;
    };
    /**
     * Batch, detailed form
     * @description A batch as the single-batch call shows it: the list form with what it cost and how its messages stand.
     */
    BatchDetails: components["schemas"]["Batch"] & {
      /** @description What the batch cost so far; that it can be `null` is unconfirmed. */
      priceSummary?: components["schemas"]["PriceSummary"] | null;
      /** @description How many messages stand at which status code; that it can be `null` is unconfirmed. */
      messageSummary?: components["schemas"]["StatusSummary"] | null;
    };
    /**
     * Delivery window of a batch
     * @description A delivery window as the server returns it. Either end may be missing or `null` (unconfirmed).
     */
    BatchDeliveryWindow: {
      /**
       * @description Start of the window, ISO 8601.
       * @example 2026-11-23T07:00:00Z
       */
      opens?: string | null;
      /**
       * @description End of the window, ISO 8601.
       * @example 2026-11-23T16:00:00Z
       */
      closes?: string | null;
    };
    /**
     * Price of a batch
     * @description The cost of the batch so far. It can go **down**: the payment for a message that the next carrier rejects is canceled.
     */
    PriceSummary: {
      /**
       * @description Sum over all messages. Do not round; amounts have three or four decimals.
       * @example 1.335
       */
      total?: number;
      /**
       * @description Currency of the account: SEK, or EUR for international accounts. Compare without regard to case.
       * @example SEK
       */
      currency?: string;
      /**
       * @description Average per **message**, not per SMS segment.
       * @example 0.445
       */
      average?: number;
    };
    /**
     * Messages by status
     * @description Message status code, **as a string**, to number of messages. Each message counts once, under its latest status; a code that is missing
     *     stands for zero. Do not check these numbers against `priceSummary`: even the provider's own example does not add up.
     * @example {
     *       "112": {
     *         "messages": 1,
     *         "sms": 1
     *       },
     *       "201": {
     *         "messages": 2,
     *         "sms": 2
     *       }
     *     }
     */
    StatusSummary: {
      [key: string]: components["schemas"]["StatusCount"];
    };
    /**
     * Count
     * @description How many messages, and how many SMS they consist of, have a status.
     * @example {
     *       "messages": 2,
     *       "sms": 2
     *     }
     */
    StatusCount: {
      /** @description Number of messages, one for each recipient. */
      messages: number;
      /** @description Number of SMS segments in these messages. */
      sms: number;
    };
    /**
     * Status code of a batch
     * @description Where a batch stands. Not to be confused with message status codes, which reuse the same numbers.
     *
     *     | code | name | meaning | over? |
     *     |---|---|---|---|
     *     | 101 | Planned | to be sent later | no; can be canceled |
     *     | 111 | Ongoing | is being processed and sent | no |
     *     | 112 | Sent | everything has been sent out | sending is over, delivery is not known |
     *     | 201 | Incoming | holds received messages | yes |
     *     | 203 | Canceled | canceled, will not be sent | yes |
     *
     *     The list is open: treat an unknown code as still running.
     * @example 112
     */
    BatchStatusCode: 101 | 111 | 112 | 201 | 203 | (number & {});
    /**
     * Status code of a message
     * @description Where a message stands. The first digit is the group (1 Info, 2 Success, 4 Rejection, 5 Error); fall back on it for codes that
     *     are not in this table, since new ones may appear at any time.
     *
     *     | code | name | meaning | final? |
     *     |---|---|---|---|
     *     | 101 | Accepted | taken in for processing | no |
     *     | 102 | Queued | waits to be sent | no |
     *     | 103 | Funded | paid for, may be sent | no |
     *     | 104 | Refunded | the money for this message was given back | see below |
     *     | 110 | Sending | is being sent | no |
     *     | 111 | DeliveredToGateway | at the next upstream gateway | no |
     *     | 112 | DeliveredToCarrier | at the recipient's operator | no |
     *     | 113 | DeliveredToGSM | on the mobile network | no |
     *     | 114 | QueuedAtGateway | queued upstream | no |
     *     | 201 | DeliveredToHandset | the phone has it | yes, **delivered** |
     *     | 202 | Expired | ran out of time before delivery | yes, *not* delivered |
     *     | 203 | Canceled | canceled by the user | yes, *not* delivered |
     *     | 402 | InsufficientFunds | the account's balance was too low | yes |
     *     | 403 | SenderRejected | the sender looks fraudulent, or its ownership is not proved | yes |
     *     | 404 | ContentRejected | the content was refused | yes |
     *     | 405 | RecipientRejected | the recipient is not allowed (unconfirmed) | yes |
     *     | 406 | GenericRejected | refused for another reason (unconfirmed) | yes |
     *     | 407 | InvalidSender | the sender is not valid (unconfirmed) | yes |
     *     | other 4xx, 5xx | | rejected or failed; such codes exist, their list is unconfirmed | assume yes |
     *
     *     405 to 407 are documented for iP.1's e-mail service, which uses the same scheme; that SMS uses them too is
     *     unconfirmed. *Final* is derived from the groups, not documented; see also `duration`. 104 follows on a message that
     *     was not delivered: it is no progress, and must not hide an earlier failure (unconfirmed).
     * @example 201
     */
    MessageStatusCode:
      | 101
      | 102
      | 103
      | 104
      | 110
      | 111
      | 112
      | 113
      | 114
      | 201
      | 202
      | 203
      | 402
      | 403
      | 404
      | 405
      | 406
      | 407
      | (number & {});
    /**
     * Whether a status is permanent
     * @description 1: permanent, nothing more will follow for this message. 0: temporary. A published example shows 201 (delivered) with 0, so take groups 2, 4
     *     and 5 as final as well.
     * @example 1
     */
    Duration: 0 | 1 | (number & {});
    /**
     * Direction
     * @description `mt`, mobile terminated: outgoing. `mo`, mobile originated: incoming. Upper case in batches, lower case in messages. The provider's generated
     *     schema has the integers 0 and 1 instead, without saying which is which (unconfirmed).
     * @example MT
     */
    Direction: "mt" | "mo" | "MT" | "MO" | (string & {}) | number;
    /**
     * Type
     * @description `sms`, or `flash` for a text that pops up and is not stored. Spelled in any case, or as an integer: 0 for flash, 1 for sms.
     * @example sms
     */
    MessageType: "sms" | "flash" | "SMS" | "Flash" | (string & {}) | number;
    /**
     * Encoding
     * @description `gsm` (7-bit) or `ucs` (Unicode). Spelled in any case, or as an integer: 0 for gsm, 2 for ucs.
     * @example gsm
     */
    DataCoding: "gsm" | "ucs" | "GSM" | "UCS" | (string & {}) | number;
    /**
     * Priority
     * @description 1 is normal, 2 is high.
     * @example 1
     */
    Priority: 1 | 2 | (number & {});
    /**
     * Message
     * @description One text to or from one phone. Received messages have no `price`, `currency` and `reference`. That other fields may be missing or
     *     `null` is inferred from examples (unconfirmed).
     */
    Message: {
      /**
       * @description Id of the message; opaque. (Published examples have `id` and `batchId` swapped; go by the names.)
       * @example 6b015d927d40c3f815a92c12
       */
      id: string;
      /**
       * @description Id of the batch that it belongs to.
       * @example 6b015d917d40c3f815a92c11
       */
      batchId?: string;
      /**
       * @description The account, `ip1-` and some characters.
       * @example ip1-k3v8q
       */
      owner?: string;
      /**
       * @description Where the message comes from, a sender id or a number in digits.
       * @example Parcels
       */
      sender?: string;
      /**
       * @description Where the message goes to, a number in digits.
       * @example 46701740605
       */
      recipient?: string;
      /** @description The text of this message, with placeholders replaced. */
      body?: string;
      direction?: components["schemas"]["Direction"];
      /** @description Number of SMS that the text is split into, each of which is charged. One holds 160 characters in 7-bit coding or 70 in Unicode. */
      segments?: number;
      type?: components["schemas"]["MessageType"];
      /** @description The **smallest** encoding that this text needs. (On a batch, the field is the largest that is allowed.) */
      datacoding?: components["schemas"]["DataCoding"];
      priority?: components["schemas"]["Priority"];
      /**
       * @description Price of the whole message, all segments together. Absent on received messages; that it can be `null` is unconfirmed.
       * @example 0.445
       */
      price?: number | null;
      /**
       * @description Upper case here, lower case in delivery reports. Absent on received messages; that it can be `null` is unconfirmed.
       * @example SEK
       */
      currency?: string | null;
      /**
       * @description In a list only the latest status, on a single message the full history. The order is not documented: the current status is the one
       *     with the latest `created`.
       */
      statuses?: components["schemas"]["MessageStatus"][];
      /** @description When the message last changed; may be absent. */
      modified?: components["schemas"]["Timestamp"];
      /**
       * @description The reference of the batch. Absent on received messages.
       * @example pickup-2026-11-21-0001
       */
      reference?: string | null;
      /**
       * @description Mobile country code. A string, because leading zeros count. When it is absent or `null` is unconfirmed.
       * @example 240
       */
      mcc?: string | null;
      /**
       * @description Mobile network code. A string, because leading zeros count. When it is absent or `null` is unconfirmed.
       * @example 01
       */
      mnc?: string | null;
    };
    /**
     * Status of a message
     * @description One step in the life of a message.
     * @example {
     *       "code": 201,
     *       "duration": 1,
     *       "created": "2026-11-21T09:00:09Z"
     *     }
     */
    MessageStatus: {
      code: components["schemas"]["MessageStatusCode"];
      duration?: components["schemas"]["Duration"];
      /** @description When the message took on this status. */
      created?: components["schemas"]["Timestamp"];
    };
    /**
     * Delivery report
     * @description One status of one message, posted to the `deliveryReportUrl` of its batch. Every report has the id of its message, under **one of two
     *     names**: `messageId` in older documentation, `id` in newer. Accept either. Ignore fields that you do not know.
     */
    DeliveryReport: {
      /**
       * @description Id of the message, older name. Prefer it if both are there.
       * @example 6b015d927d40c3f815a92c12
       */
      messageId?: string;
      /**
       * @description Id of the message, newer name.
       * @example 6b015d927d40c3f815a92c12
       */
      id?: string;
      /**
       * @description Id of the batch.
       * @example 6b015d917d40c3f815a92c11
       */
      batchId?: string;
      /**
       * @description The number that the message went to, in digits.
       * @example 46701740605
       */
      recipient?: string;
      code: components["schemas"]["MessageStatusCode"];
      duration?: components["schemas"]["Duration"];
      /** @description When the status changed. Apply reports by this time, as their order of arrival is not promised. */
      created?: components["schemas"]["Timestamp"];
      /**
       * @description Number of SMS in the message. A number in the published example, a string in the newer table of fields.
       * @example 1
       */
      segments?: number | string;
      /**
       * @description Price of the whole message; divide by `segments` for the price of one SMS. Has decimals, and may come as a string.
       * @example 0.445
       */
      price?: number | string;
      /**
       * @description Lower case here (`sek`, `eur`), upper case in messages. Compare without regard to case.
       * @example sek
       */
      currency?: string;
      /**
       * @description The reference of the batch.
       * @example pickup-2026-11-21-0001
       */
      reference?: string | null;
      /**
       * @description The account. Hinted at by newer documentation only (unconfirmed).
       * @example ip1-k3v8q
       */
      owner?: string;
    };
    /**
     * Sender
     * @description A sender id registered on the account.
     */
    Sender: {
      /**
       * @description The sender id, a name or a number in digits.
       * @example Parcels
       */
      sender: string;
      /** @description When it was registered. */
      created?: components["schemas"]["Timestamp"];
    };
    /**
     * Number to blacklist
     * @description A number to put on the blacklist. The shape is a guess (unconfirmed).
     */
    BlacklistRequest: {
      /**
       * @description The number as MSISDN: digits only, at most 15, without `+` or leading `00`.
       * @example 46701740621
       */
      msisdn: string;
    };
    /**
     * Blacklist entry
     * @description A number that the account must not send to.
     */
    BlacklistEntry: {
      /**
       * @description The number, in digits.
       * @example 46701740621
       */
      msisdn: string;
      /** @description When it was added. Has a fraction of three digits and **no zone** in the published example. */
      created?: components["schemas"]["Timestamp"];
    };
    /**
     * Timestamp
     * @description ISO 8601, with or without a fraction, with or without a zone. That a time without a zone is UTC is an assumption (unconfirmed). Keep the
     *     string as it is.
     * @example 2026-11-21T09:00:09Z
     * @example 2026-09-30T16:32:18.253
     */
    Timestamp: string;
    /**
     * Problem
     * @description What went wrong. **The whole shape is unconfirmed**: no field is certain to be there, and others may be. For a message to show, take the
     *     first that is present of `title`, `message`, `error` and `error_description`, and add what `errors` says.
     */
    Problem: {
      /** @description A URI that names the kind of problem. */
      type?: string;
      /** @description What went wrong, in short. */
      title?: string;
      /** @description The HTTP status once more. */
      status?: number;
      /** @description What went wrong, in more words. */
      detail?: string;
      /** @description A URI that names this occurrence. */
      instance?: string;
      /** @description An id to quote to iP.1's support. */
      traceId?: string;
      /** @description Field of the request to what is wrong with it. */
      errors?: {
        [key: string]: string[];
      };
      /** @description Alternative to `title`. */
      message?: string;
      /** @description Alternative to `title`. */
      error?: string;
      /** @description Alternative to `detail`. */
      error_description?: string;
    } & {
      [key: string]: unknown;
    };
  };
  responses: {
    /**
     * @description The batch was taken in. Status and body are not documented (unconfirmed): any 2xx means accepted, the body may be empty, and
     *     the fields beside `id` may be missing. What happens to single recipients is not in this answer; it shows
     *     up in the status of their messages.
     */
    BatchSent: {
      headers: {
        Location: components["headers"]["Location"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Batch"];
      };
    };
    /** @description Done. The body is the sender, or empty (status and presence of a body are unconfirmed). */
    SenderChanged: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Sender"];
      };
    };
    /** @description Done. The body is the entry, or empty (status and presence of a body are unconfirmed). */
    BlacklistChanged: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["BlacklistEntry"];
      };
    };
    /** @description Done; there is nothing to read (unconfirmed). */
    DoneWithoutBody: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The request is malformed or breaks a documented rule: sender, recipients, body (unconfirmed). */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Problem"];
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description The API key is missing or wrong (unconfirmed). Repeating the call does not help. */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Problem"];
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description The key may not do this: for example used from a network that it is not allowed for, or an account without credit (unconfirmed). */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Problem"];
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /**
     * @description There is no such batch, message, sender or entry on this account (unconfirmed). After a cancellation, and to a repeated
     *     DELETE, it means that the thing is gone.
     */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Problem"];
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /**
     * @description The request is well-formed but cannot be carried out (unconfirmed). On a send, the first thing to check is whether the sender is
     *     registered.
     */
    UnprocessableContent: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Problem"];
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Too many requests; nothing was carried out (unconfirmed). Wait, then repeat, a send included. */
    TooManyRequests: {
      headers: {
        "Retry-After": components["headers"]["RetryAfter"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Problem"];
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /**
     * @description Any other answer, 5xx included; a third-party client expects 500, 502 and 503 (unconfirmed). The body may be empty, plain text or HTML. After a
     *     5xx to a send, the batch may or may not exist: look for its `reference` before you repeat it.
     */
    UnexpectedError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Problem"];
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
  };
  parameters: {
    /**
     * @description Id of the batch; opaque, 24 hexadecimal digits in every published example.
     * @example 6b015d917d40c3f815a92c11
     */
    BatchId: string;
    /**
     * @description Id of the message within its batch; opaque.
     * @example 6b015d927d40c3f815a92c12
     */
    MessageId: string;
    /**
     * @description The sender id: a name, or a number in digits. For what a batch accepts as its sender see `BatchRequest`; what these calls accept is not
     *     documented separately.
     * @example Parcels
     */
    SenderName: string;
    /**
     * @description Phone number as MSISDN: country code and number, digits only, at most 15, without `+` or leading `00`.
     * @example 46701740621
     */
    Msisdn: string;
    /**
     * @description How many rows to skip. Prefer the `next` address of the `Link` header to offsets of your own: the provider's examples do not
     *     agree on whether counting starts at zero.
     * @example 0
     */
    Start: number;
    /**
     * @description Rows per page. 200 occurs in a published example; the upper bound is not documented (unconfirmed).
     * @example 50
     */
    Limit: number;
    /**
     * @description Sort direction, in upper case. Batches and messages are sorted by time of creation (`DESC`: newest first), senders
     *     alphabetically.
     * @example DESC
     */
    Order: "ASC" | "DESC";
    /**
     * @description Only batches with these tags. The documentation says that lists can be filtered by tags but gives neither the name nor the syntax of
     *     the parameter, so this is a guess (unconfirmed), as is whether several tags mean *any* or *all*. The server may ignore it: check `tags` of
     *     the batches that come back.
     * @example [
     *       "pickup"
     *     ]
     */
    Tags: string[];
  };
  requestBodies: never;
  headers: {
    /**
     * @description Paging, after RFC 8288, with the relations `self`, `first`, `prev`, `next` and `last`. There are no more rows when `next` is
     *     missing. Older documentation shows the entries without the semicolon (`<…> rel="next"`): accept both, along with line breaks and extra
     *     spaces between entries.
     */
    Link: string;
    /**
     * @description Address of the new batch, if the server sends one (unconfirmed). Its last path segment would be the batch id.
     * @example https://api.ip1sms.com/v2/batches/6b015d917d40c3f815a92c11
     */
    Location: string;
    /**
     * @description How long to wait, in seconds or as an HTTP date, if the server says so (unconfirmed).
     * @example 30
     */
    RetryAfter: string;
  };
  pathItems: never;
}
export type BatchRequest = components["schemas"]["BatchRequest"];
export type Recipients = components["schemas"]["Recipients"];
export type RecipientList = components["schemas"]["RecipientList"];
export type RecipientDictionary = components["schemas"]["RecipientDictionary"];
export type TemplateValues = components["schemas"]["TemplateValues"];
export type DeliveryWindow = components["schemas"]["DeliveryWindow"];
export type Batch = components["schemas"]["Batch"];
export type BatchDetails = components["schemas"]["BatchDetails"];
export type BatchDeliveryWindow = components["schemas"]["BatchDeliveryWindow"];
export type PriceSummary = components["schemas"]["PriceSummary"];
export type StatusSummary = components["schemas"]["StatusSummary"];
export type StatusCount = components["schemas"]["StatusCount"];
export type BatchStatusCode = components["schemas"]["BatchStatusCode"];
export type MessageStatusCode = components["schemas"]["MessageStatusCode"];
export type Duration = components["schemas"]["Duration"];
export type Direction = components["schemas"]["Direction"];
export type MessageType = components["schemas"]["MessageType"];
export type DataCoding = components["schemas"]["DataCoding"];
export type Priority = components["schemas"]["Priority"];
export type Message = components["schemas"]["Message"];
export type MessageStatus = components["schemas"]["MessageStatus"];
export type DeliveryReport = components["schemas"]["DeliveryReport"];
export type Sender = components["schemas"]["Sender"];
export type BlacklistRequest = components["schemas"]["BlacklistRequest"];
export type BlacklistEntry = components["schemas"]["BlacklistEntry"];
export type Timestamp = components["schemas"]["Timestamp"];
export type Problem = components["schemas"]["Problem"];
export type ResponseBatchSent = components["responses"]["BatchSent"];
export type ResponseSenderChanged = components["responses"]["SenderChanged"];
export type ResponseBlacklistChanged = components["responses"]["BlacklistChanged"];
export type ResponseDoneWithoutBody = components["responses"]["DoneWithoutBody"];
export type ResponseBadRequest = components["responses"]["BadRequest"];
export type ResponseUnauthorized = components["responses"]["Unauthorized"];
export type ResponseForbidden = components["responses"]["Forbidden"];
export type ResponseNotFound = components["responses"]["NotFound"];
export type ResponseUnprocessableContent = components["responses"]["UnprocessableContent"];
export type ResponseTooManyRequests = components["responses"]["TooManyRequests"];
export type ResponseUnexpectedError = components["responses"]["UnexpectedError"];
export type ParameterBatchId = components["parameters"]["BatchId"];
export type ParameterMessageId = components["parameters"]["MessageId"];
export type ParameterSenderName = components["parameters"]["SenderName"];
export type ParameterMsisdn = components["parameters"]["Msisdn"];
export type ParameterStart = components["parameters"]["Start"];
export type ParameterLimit = components["parameters"]["Limit"];
export type ParameterOrder = components["parameters"]["Order"];
export type ParameterTags = components["parameters"]["Tags"];
export type HeaderLink = components["headers"]["Link"];
export type HeaderLocation = components["headers"]["Location"];
export type HeaderRetryAfter = components["headers"]["RetryAfter"];
export interface operations {
  listBatches: {
    parameters: {
      query?: {
        /**
         * @description How many rows to skip. Prefer the `next` address of the `Link` header to offsets of your own: the provider's examples do not
         *     agree on whether counting starts at zero.
         * @example 0
         */
        start?: components["parameters"]["Start"];
        /**
         * @description Rows per page. 200 occurs in a published example; the upper bound is not documented (unconfirmed).
         * @example 50
         */
        limit?: components["parameters"]["Limit"];
        /**
         * @description Sort direction, in upper case. Batches and messages are sorted by time of creation (`DESC`: newest first), senders
         *     alphabetically.
         * @example DESC
         */
        order?: components["parameters"]["Order"];
        /**
         * @description Only batches with these tags. The documentation says that lists can be filtered by tags but gives neither the name nor the syntax of
         *     the parameter, so this is a guess (unconfirmed), as is whether several tags mean *any* or *all*. The server may ignore it: check `tags` of
         *     the batches that come back.
         * @example [
         *       "pickup"
         *     ]
         */
        tags?: components["parameters"]["Tags"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description One page of batches, as a bare array; follow the `Link` header for the next one. (That this list, too, is a bare
       *     array is inferred from another list of the same API and unconfirmed.)
       */
      200: {
        headers: {
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Batch"][];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  sendBatch: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The text, its sender and its recipients. Leave unused fields out rather than sending `null`. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["BatchRequest"];
      };
    };
    responses: {
      200: components["responses"]["BatchSent"];
      201: components["responses"]["BatchSent"];
      202: components["responses"]["BatchSent"];
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  getBatch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the batch; opaque, 24 hexadecimal digits in every published example.
         * @example 6b015d917d40c3f815a92c11
         */
        batchId: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The batch in its detailed form. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BatchDetails"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  cancelBatch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the batch; opaque, 24 hexadecimal digits in every published example.
         * @example 6b015d917d40c3f815a92c11
         */
        batchId: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Canceled. The body may be empty; if there is one, it is probably the batch in its list form (unconfirmed). */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Batch"];
        };
      };
      202: components["responses"]["DoneWithoutBody"];
      204: components["responses"]["DoneWithoutBody"];
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  listMessages: {
    parameters: {
      query?: {
        /**
         * @description How many rows to skip. Prefer the `next` address of the `Link` header to offsets of your own: the provider's examples do not
         *     agree on whether counting starts at zero.
         * @example 0
         */
        start?: components["parameters"]["Start"];
        /**
         * @description Rows per page. 200 occurs in a published example; the upper bound is not documented (unconfirmed).
         * @example 50
         */
        limit?: components["parameters"]["Limit"];
        /**
         * @description Sort direction, in upper case. Batches and messages are sorted by time of creation (`DESC`: newest first), senders
         *     alphabetically.
         * @example DESC
         */
        order?: components["parameters"]["Order"];
      };
      header?: never;
      path: {
        /**
         * @description Id of the batch; opaque, 24 hexadecimal digits in every published example.
         * @example 6b015d917d40c3f815a92c11
         */
        batchId: components["parameters"]["BatchId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description One page of messages, as a bare array; follow the `Link` header for the next one. (That this list, too, is a bare
       *     array is inferred from another list of the same API and unconfirmed.)
       */
      200: {
        headers: {
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Message"][];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  getMessage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the batch; opaque, 24 hexadecimal digits in every published example.
         * @example 6b015d917d40c3f815a92c11
         */
        batchId: components["parameters"]["BatchId"];
        /**
         * @description Id of the message within its batch; opaque.
         * @example 6b015d927d40c3f815a92c12
         */
        messageId: components["parameters"]["MessageId"];
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
          "application/json": components["schemas"]["Message"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  listSenders: {
    parameters: {
      query?: {
        /**
         * @description How many rows to skip. Prefer the `next` address of the `Link` header to offsets of your own: the provider's examples do not
         *     agree on whether counting starts at zero.
         * @example 0
         */
        start?: components["parameters"]["Start"];
        /**
         * @description Rows per page. 200 occurs in a published example; the upper bound is not documented (unconfirmed).
         * @example 50
         */
        limit?: components["parameters"]["Limit"];
        /**
         * @description Sort direction, in upper case. Batches and messages are sorted by time of creation (`DESC`: newest first), senders
         *     alphabetically.
         * @example DESC
         */
        order?: components["parameters"]["Order"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of senders, as a bare array; follow the `Link` header for the next one. */
      200: {
        headers: {
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Sender"][];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  getSender: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The sender id: a name, or a number in digits. For what a batch accepts as its sender see `BatchRequest`; what these calls accept is not
         *     documented separately.
         * @example Parcels
         */
        sender: components["parameters"]["SenderName"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The sender is registered. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Sender"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  registerSender: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The sender id: a name, or a number in digits. For what a batch accepts as its sender see `BatchRequest`; what these calls accept is not
         *     documented separately.
         * @example Parcels
         */
        sender: components["parameters"]["SenderName"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: components["responses"]["SenderChanged"];
      201: components["responses"]["SenderChanged"];
      204: components["responses"]["DoneWithoutBody"];
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  unregisterSender: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The sender id: a name, or a number in digits. For what a batch accepts as its sender see `BatchRequest`; what these calls accept is not
         *     documented separately.
         * @example Parcels
         */
        sender: components["parameters"]["SenderName"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: components["responses"]["SenderChanged"];
      204: components["responses"]["DoneWithoutBody"];
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  listBlacklist: {
    parameters: {
      query?: {
        /**
         * @description How many rows to skip. Prefer the `next` address of the `Link` header to offsets of your own: the provider's examples do not
         *     agree on whether counting starts at zero.
         * @example 0
         */
        start?: components["parameters"]["Start"];
        /**
         * @description Rows per page. 200 occurs in a published example; the upper bound is not documented (unconfirmed).
         * @example 50
         */
        limit?: components["parameters"]["Limit"];
        /**
         * @description Sort direction, in upper case. Batches and messages are sorted by time of creation (`DESC`: newest first), senders
         *     alphabetically.
         * @example DESC
         */
        order?: components["parameters"]["Order"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of entries, as a bare array; follow the `Link` header for the next one. */
      200: {
        headers: {
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BlacklistEntry"][];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  postBlacklistEntry: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The number to add (the shape is unconfirmed). */
    requestBody: {
      content: {
        "application/json": components["schemas"]["BlacklistRequest"];
      };
    };
    responses: {
      200: components["responses"]["BlacklistChanged"];
      201: components["responses"]["BlacklistChanged"];
      204: components["responses"]["DoneWithoutBody"];
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  getBlacklistEntry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Phone number as MSISDN: country code and number, digits only, at most 15, without `+` or leading `00`.
         * @example 46701740621
         */
        msisdn: components["parameters"]["Msisdn"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The number is blacklisted. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BlacklistEntry"];
        };
      };
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  addBlacklistEntry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Phone number as MSISDN: country code and number, digits only, at most 15, without `+` or leading `00`.
         * @example 46701740621
         */
        msisdn: components["parameters"]["Msisdn"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: components["responses"]["BlacklistChanged"];
      201: components["responses"]["BlacklistChanged"];
      204: components["responses"]["DoneWithoutBody"];
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  removeBlacklistEntry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Phone number as MSISDN: country code and number, digits only, at most 15, without `+` or leading `00`.
         * @example 46701740621
         */
        msisdn: components["parameters"]["Msisdn"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: components["responses"]["BlacklistChanged"];
      204: components["responses"]["DoneWithoutBody"];
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      default: components["responses"]["UnexpectedError"];
    };
  };
  onDeliveryReport: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description One status of one message. The content type is unconfirmed. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["DeliveryReport"];
      };
    };
    responses: {
      /** @description Received. The only answer that stops iP.1 from sending the report again; no body is needed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onIncomingMessage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The received message. The content type is unconfirmed. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["Message"];
      };
    };
    responses: {
      /** @description Received; iP.1 does not call again. No body is needed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
}

export const routes = {
  "POST /v2/batches": { operation: "sendBatch", safety: "send", answer: "optional" },
  "GET /v2/batches": { operation: "listBatches", safety: "read", answer: "array" },
  "GET /v2/batches/{batchId}": { operation: "getBatch", safety: "read", answer: "id" },
  "DELETE /v2/batches/{batchId}": { operation: "cancelBatch", safety: "idempotent", answer: "optional" },
  "GET /v2/batches/{batchId}/messages": { operation: "listMessages", safety: "read", answer: "array" },
  "GET /v2/batches/{batchId}/messages/{messageId}": { operation: "getMessage", safety: "read", answer: "id" },
  "GET /v2/me/senders": { operation: "listSenders", safety: "read", answer: "array" },
  "GET /v2/me/senders/{sender}": { operation: "getSender", safety: "read", answer: "object" },
  "PUT /v2/me/senders/{sender}": { operation: "registerSender", safety: "idempotent", answer: "optional" },
  "DELETE /v2/me/senders/{sender}": {
    operation: "unregisterSender",
    safety: "idempotent",
    answer: "optional",
  },
  "GET /v2/blacklist": { operation: "listBlacklist", safety: "read", answer: "array" },
  "POST /v2/blacklist": { operation: "postBlacklistEntry", safety: "idempotent", answer: "optional" },
  "GET /v2/blacklist/{msisdn}": { operation: "getBlacklistEntry", safety: "read", answer: "object" },
  "PUT /v2/blacklist/{msisdn}": { operation: "addBlacklistEntry", safety: "idempotent", answer: "optional" },
  "DELETE /v2/blacklist/{msisdn}": {
    operation: "removeBlacklistEntry",
    safety: "idempotent",
    answer: "optional",
  },
} as const;
