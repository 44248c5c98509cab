/** Limits of the iP.1 SMS API. Each number is also in specs/ip1.yaml; a test compares them. */

/** `servers[0].url` */
export const BASE_URL = "https://api.ip1sms.com";

/** `pattern` of `sender` */
export const SENDER = /^([0-9]{1,15}|[0-9A-Za-z]{3,11})$/;

/** `pattern` of a recipient */
export const MSISDN = /^[0-9]{1,15}$/;

/** `maxLength` of `body`. The unit is unconfirmed; code points are the more generous reading. */
export const MAX_BODY = 2_000;

/** `maxLength` of `reference` */
export const MAX_REFERENCE = 40;

/** `enum` of `priority` */
export const PRIORITIES: readonly unknown[] = [1, 2];

/** `x-recipients-soft-limit`: version 1 recommended it per request; version 2 documents no limit (unconfirmed). */
export const RECIPIENTS_PER_BATCH = 1_000;
