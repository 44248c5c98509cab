/** Limits of High Volume SMS. Each number is also in specs/ringcentral.yaml; a test compares them. */

/** `servers[0].url` */
export const BASE_URL = "https://platform.ringcentral.com";

/** `x-body-limit-bytes` of the create call. The documents say "50 MB"; this is the smaller reading. */
export const MAX_BODY_BYTES = 50_000_000;

/** `x-messages-soft-limit` of the create call: one page names it, another says that there is no limit. */
export const MAX_MESSAGES = 10_000;

/** `maxLength` of a text, in characters */
export const MAX_TEXT = 1_000;

/** A phone number in batches. The samples write E.164 with and without the plus sign. */
export const PHONE_NUMBER = /^\+?[1-9]\d{1,14}$/;

/** `maxItems` of the message filter `phoneNumber` */
export const MAX_PHONE_NUMBER_FILTER = 15;

/** `pattern` of a phone number in the consents */
export const CONSENT_NUMBER = /^\+[1-9]\d{1,14}$/;

/** `maxItems` of the records of a consent update */
export const MAX_CONSENTS = 1_000;

/** `maxItems` of `from` and `to` in a search or history of consents */
export const MAX_CONSENT_FILTER = 20;

/** `maximum` of `perPage` in the consents */
export const MAX_CONSENTS_PER_PAGE = 1_000;
