/** What High Volume SMS allows. Each figure stands in specs/ringcentral.yaml too; a test compares them. */

/** `servers[0].url` */
export const BASE_URL = "https://platform.ringcentral.com";

/** `x-body-limit-bytes` of the create call. The documents say "50 MB"; this is the smaller reading of it. */
export const MAX_BODY_BYTES = 50_000_000;

/** `x-messages-soft-limit` of the create call: one page says so many, another that there is no limit. */
export const MAX_MESSAGES = 10_000;

/** `maxLength` of a text, in characters. */
export const MAX_TEXT = 1_000;

/** A phone number as the batches take it: the samples write E.164 with the plus sign and without. */
export const PHONE_NUMBER = /^\+?[1-9]\d{1,14}$/;

/** `maxItems` of the message filter `phoneNumber` */
export const MAX_PHONE_NUMBER_FILTER = 15;

/** `pattern` of a phone number in the consents */
export const CONSENT_NUMBER = /^\+[1-9]\d{1,14}$/;

/** `maxItems` of the records of a consent update */
export const MAX_CONSENTS = 1_000;

/** `maxItems` of `from` and `to` where consents are searched or their history is read */
export const MAX_CONSENT_FILTER = 20;

/** `maximum` of `perPage` in the consents */
export const MAX_CONSENTS_PER_PAGE = 1_000;
