/** Limits of the SMS API. Each number is also in specs/sinch.yaml; a test compares them. */

/** `servers[0].variables.region.enum`: the regions of service plans */
export const PLAN_REGIONS = ["us", "eu", "au", "br", "ca"] as const;

/** `servers[1].variables.region.enum`: the regions in which project keys work */
export const PROJECT_REGIONS = ["us", "eu"] as const;

/** `servers` of the token operation */
export const AUTH_URL = "https://auth.sinch.com";

/** `maxItems` of `to` */
export const MAX_RECIPIENTS = 1_000;

/** Maximum of decoded `body` plus `udh` of a binary message, in bytes */
export const MAX_BINARY_BYTES = 140;

/** `maxLength` of `client_reference` and `callback_url` */
export const MAX_LABEL = 2_048;

/** `maximum` of the list query `page_size` */
export const MAX_PAGE_SIZE = 100;

/** `default` of the list query `page_size` */
export const USUAL_PAGE_SIZE = 30;

/** `maximum` of the dry run's query `number_of_recipients` */
export const MAX_DETAILED = 1_000;

/** `maxItems` of a group's `members`, `add` and `remove` */
export const MAX_MEMBERS = 10_000;

/** `maxItems` of a group's `child_groups` */
export const MAX_CHILD_GROUPS = 10;

/** `maxLength` of a group's `name` */
export const MAX_GROUP_NAME = 20;

/** Validity of a batch without `expire_at`, in ms: three days, which is also the maximum. */
export const VALIDITY_MS = 3 * 24 * 3_600_000;
