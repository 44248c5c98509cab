import {
  type Answer,
  type Environment,
  type Exchange,
  ok,
  type ProviderBackend,
  type ProviderDefinition,
} from "../provider.js";
import { ACCOUNT } from "./account.js";
import { Authenticator } from "./auth.js";
import { refuse } from "./errors.js";
import { Groups } from "./groups.js";
import { Inbounds } from "./inbounds.js";
import { Store } from "./store.js";

/**
 * The Sinch SMS API, in service-plan and in project mode, and the token endpoint, all at one origin.
 *
 * The queue of the account sends 20 messages a second. The receipt of a message comes 1 to 6 seconds after its dispatch.
 * The last three digits of its recipient decide the final status:
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
 * Webhooks go to loopback URLs, signed in real time with the account's webhook secret.
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
  create: createBackend,
} as const satisfies ProviderDefinition;

function createBackend(environment: Environment): ProviderBackend {
  const authenticator = new Authenticator(environment);
  const groups = new Groups(environment);
  const inbounds = new Inbounds(environment);
  const store = new Store(environment, groups, inbounds);
  return {
    admit: (exchange) => authenticator.admit(exchange),
    refuse,
    handlers: {
      SendSMS: (exchange) => ({ status: 201, body: store.create(exchange).document() }),
      ListBatches: ok((exchange) => store.list(exchange)),
      Dry_Run: ok((exchange) => store.dryRun(exchange)),
      GetBatchMessage: ok((exchange) => store.get(exchange).document()),
      UpdateBatchMessage: ok((exchange) => store.update(exchange).document()),
      ReplaceBatch: ok((exchange) => store.replace(exchange).document()),
      CancelBatchMessage: ok((exchange) => store.cancel(exchange).document()),
      deliveryFeedback: (exchange) => empty(202, () => store.feedback(exchange)),
      GetDeliveryReportByBatchId: ok((exchange) => store.report(exchange)),
      GetDeliveryReportByPhoneNumber: ok((exchange) => store.recipientReport(exchange)),
      GetDeliveryReports: ok((exchange) => store.reports(exchange)),
      ListGroups: ok((exchange) => groups.list(exchange)),
      CreateGroup: (exchange) => ({ status: 201, body: groups.create(exchange) }),
      RetrieveGroup: ok((exchange) => groups.get(exchange)),
      UpdateGroup: ok((exchange) => groups.update(exchange)),
      ReplaceGroup: ok((exchange) => groups.replace(exchange)),
      DeleteGroup: (exchange) => empty(200, () => groups.delete(exchange)),
      GetMembers: ok((exchange) => groups.members(exchange)),
      ListInboundMessages: ok((exchange) => inbounds.list(exchange)),
      RetrieveInboundMessage: ok((exchange) => inbounds.get(exchange)),
      getToken: (exchange: Exchange) => authenticator.issue(exchange),
    },
  };
}

function empty(status: number, act: () => void): Answer {
  act();
  return { status };
}
