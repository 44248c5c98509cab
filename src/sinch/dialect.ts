import { type Dialect } from "../core/transport/dialect.js";
import { isObject, memberAt, stringAt } from "../core/base/json.js";

/** The sending operation, for errors. */
export const SENDS = { provider: "sinch", operation: "SendSMS" } as const;

const END_OF_SALE =
  "the keys are wrong or belong to another region, or the project was created after 15 April 2026: " +
  "for the SMS API, such projects need a service plan id and its API token";

/** Whether a 401 means an expired token, which a new one cures. All official SDKs check this word. */
export function saysExpired({ headers }: { readonly headers: Headers }): boolean {
  return /expired/i.test(headers.get("www-authenticate") ?? "");
}

/** Google's envelope, the framework's error, or an error code of OAuth. Gateways have an `error` too: a phrase. */
function isOwnError(body: unknown): boolean {
  const error = memberAt(body, "error");
  if (typeof error !== "string") return isObject(error);
  return stringAt(body, "path") !== undefined || /^[a-z]+(_[a-z]+)*$/.test(error);
}

/** Facts about the SMS API, from the provider's pages on the REST API and status codes and its SDKs' rules. */
export const dialect: Dialect = {
  provider: "sinch",
  // 503 is documented as "not accepted". 500 is documented as "not processed", which is too vague for paid calls.
  refusedStatuses: [503],
  // Error bodies come from the SMS API, from its framework, or in Google's form.
  isOwn: (body) => ["code", "text"].some((key) => stringAt(body, key) !== undefined) || isOwnError(body),
  facts: ({ body }) => ({
    errorCode: stringAt(body, "code") ?? stringAt(body, "error", "status") ?? stringAt(body, "error"),
    // Some samples say `description` for `text`.
    reason:
      stringAt(body, "text") ??
      stringAt(body, "description") ??
      stringAt(body, "error", "message") ??
      stringAt(body, "error_description"),
  }),
};

/** Service plans: a 401 can mean a wrong token or the wrong region. */
export function planDialect(region: string): Dialect {
  const hint = `the API token is not that of the service plan, or the plan is in another region than "${region}"`;
  return {
    ...dialect,
    hint: (refusal) => (refusal.status === 401 && !saysExpired(refusal) ? hint : undefined),
  };
}

/** Project keys: a 401 can also mean a project too new for the API, by the README of the provider's Node SDK. */
export const projectDialect: Dialect = {
  ...dialect,
  hint(refusal) {
    if (refusal.status !== 401 || saysExpired(refusal)) return undefined;
    // The token endpoint answers `invalid_client` if the key pair is unknown: no hint needed.
    return stringAt(refusal.body, "error") === "invalid_client" ? undefined : END_OF_SALE;
  },
};
