import { type Dialect } from "../core/transport/dialect.js";
import { memberAt, stringAt } from "../core/base/json.js";

/** The call that sends, as errors name it. */
export const SENDS = { provider: "sinch", operation: "SendSMS" } as const;

const END_OF_SALE =
  "the keys are wrong or belong to another region, or the project was created after 15 April 2026: " +
  "such projects cannot use the SMS API with project keys, only with a service plan id and its API token";

/** The one kind of 401 that a fresh token cures. All official SDKs go by this word. */
export function saysExpired({ headers }: { readonly headers: Headers }): boolean {
  return /expired/i.test(headers.get("www-authenticate") ?? "");
}

/** How the SMS API talks. From the provider's pages on the REST API and its status codes, and the rules of its own SDKs. */
export const dialect: Dialect = {
  provider: "sinch",
  // "Temporarily unable": documented as not accepted. 500 is documented as not processed, which is too thin for money.
  refusedStatuses: [503],
  // Three shapes: that of the SMS API, that of its framework, and an envelope as Google has it.
  isOwn: (body) => ["code", "text", "error"].some((key) => memberAt(body, key) !== undefined),
  facts: ({ body }) => ({
    errorCode: stringAt(body, "code") ?? stringAt(body, "error", "status") ?? stringAt(body, "error"),
    reason:
      stringAt(body, "text") ?? stringAt(body, "error", "message") ?? stringAt(body, "error_description"),
  }),
};

/** Service plans: the same 401 stands for a wrong token and for a right one at the wrong door. */
export function planDialect(region: string): Dialect {
  const hint = `the API token is not that of the service plan, or the plan is in another region than "${region}"`;
  return {
    ...dialect,
    hint: (refusal) => (refusal.status === 401 && !saysExpired(refusal) ? hint : undefined),
  };
}

/** Project keys: a 401 has one more reason than one would guess. From the README of the provider's Node SDK. */
export const projectDialect: Dialect = {
  ...dialect,
  hint(refusal) {
    if (refusal.status !== 401 || saysExpired(refusal)) return undefined;
    // The token endpoint says plainly that it does not know the key pair.
    return stringAt(refusal.body, "error") === "invalid_client" ? undefined : END_OF_SALE;
  },
};
