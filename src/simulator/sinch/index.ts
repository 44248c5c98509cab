import type { Answer, Environment, Exchange, ProviderDefinition, ProviderPart } from "../provider.js";
import { ACCOUNT } from "./account.js";
import { Access } from "./auth.js";
import { refuse } from "./errors.js";
import { Groups } from "./groups.js";
import { Inbounds } from "./inbounds.js";
import { Store } from "./store.js";

/**
 * The Sinch SMS API, in service-plan and in project mode on the same origin; the token endpoint is there too.
 *
 * The account's one queue sends 20 messages a second. A message is then dispatched and has its receipt after 1 to 6
 * seconds. What becomes of it is decided by the last three digits of its recipient:
 *
 * | digits | what happens |
 * |---|---|
 * | 990 | `Delivered`, and the recipient answers with a text, if the batch has a `from` |
 * | 991 | `Aborted`, code 402 |
 * | 992 | `Rejected`, code 15 |
 * | 993 | `Deleted`, code 60 |
 * | 994 | `Failed`, code 153 |
 * | 995 | `Dispatched` until the batch expires, then `Expired` |
 * | 996 | `Unknown` |
 * | any other | `Delivered` |
 *
 * Callbacks go to loopback URLs, signed in real time with the account's webhook secret.
 */
export const sinch = {
  name: "sinch",
  spec: "sinch.yaml",
  connect: (origin: string) => {
    const { servicePlanId, apiToken, projectId, keyId, keySecret } = ACCOUNT;
    return {
      urls: { sinch: origin, sinchAuth: origin },
      options: {
        sinch: { baseUrl: origin, servicePlanId, apiToken },
        sinchProject: { baseUrl: origin, authUrl: origin, projectId, keyId, keySecret },
      },
    };
  },
  create: createPart,
} as const satisfies ProviderDefinition;

function createPart(environment: Environment): ProviderPart {
  const access = new Access(environment);
  const groups = new Groups(environment);
  const inbounds = new Inbounds(environment);
  const store = new Store(environment, groups, inbounds);
  const ok = (body: unknown): Answer => ({ status: 200, body });
  return {
    admit: (exchange) => access.admit(exchange),
    refuse,
    handlers: {
      SendSMS: (exchange) => ({ status: 201, body: store.create(exchange).document() }),
      ListBatches: (exchange) => ok(store.page(exchange)),
      Dry_Run: (exchange) => ok(store.dryRun(exchange)),
      GetBatchMessage: (exchange) => ok(store.get(exchange).document()),
      UpdateBatchMessage: (exchange) => ok(store.update(exchange).document()),
      ReplaceBatch: (exchange) => ok(store.replace(exchange).document()),
      CancelBatchMessage: (exchange) => ok(store.cancel(exchange).document()),
      deliveryFeedback: (exchange) => empty(202, () => store.feedback(exchange)),
      GetDeliveryReportByBatchId: (exchange) => ok(store.report(exchange)),
      GetDeliveryReportByPhoneNumber: (exchange) => ok(store.recipientReport(exchange)),
      GetDeliveryReports: (exchange) => ok(store.reports(exchange)),
      ListGroups: (exchange) => ok(groups.page(exchange)),
      CreateGroup: (exchange) => ({ status: 201, body: groups.create(exchange) }),
      RetrieveGroup: (exchange) => ok(groups.get(exchange)),
      UpdateGroup: (exchange) => ok(groups.update(exchange)),
      ReplaceGroup: (exchange) => ok(groups.replace(exchange)),
      DeleteGroup: (exchange) => empty(200, () => groups.delete(exchange)),
      GetMembers: (exchange) => ok(groups.members(exchange)),
      ListInboundMessages: (exchange) => ok(inbounds.page(exchange)),
      RetrieveInboundMessage: (exchange) => ok(inbounds.get(exchange)),
      getToken: (exchange: Exchange) => access.issue(exchange),
    },
  };
}

function empty(status: number, act: () => void): Answer {
  act();
  return { status };
}
