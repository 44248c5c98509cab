import type { Answer, Environment, Exchange, ProviderDefinition, ProviderPart } from "../provider.js";
import { Access } from "./access.js";
import { refuse } from "./errors.js";
import { Groups } from "./groups.js";
import { Inbounds } from "./inbounds.js";
import { Batches } from "./store.js";

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
 * Callbacks go to loopback URLs, signed with the account's webhook secret; their timestamps are virtual time.
 */
export const sinch: ProviderDefinition = {
  name: "sinch",
  spec: "sinch.yaml",
  create: createPart,
};

function createPart(environment: Environment): ProviderPart {
  const access = new Access(environment);
  const groups = new Groups(environment);
  const inbounds = new Inbounds(environment);
  const batches = new Batches(environment, groups, inbounds);
  const ok = (body: unknown): Answer => ({ status: 200, body });
  return {
    admit: (exchange) => access.admit(exchange),
    refuse,
    handlers: {
      SendSMS: (exchange) => ({ status: 201, body: batches.create(exchange).document() }),
      ListBatches: (exchange) => ok(batches.page(exchange)),
      Dry_Run: (exchange) => ok(batches.dryRun(exchange)),
      GetBatchMessage: (exchange) => ok(batches.get(exchange).document()),
      UpdateBatchMessage: (exchange) => ok(batches.update(exchange).document()),
      ReplaceBatch: (exchange) => ok(batches.replace(exchange).document()),
      CancelBatchMessage: (exchange) => ok(batches.cancel(exchange).document()),
      deliveryFeedback: (exchange) => empty(202, () => batches.feedback(exchange)),
      GetDeliveryReportByBatchId: (exchange) => ok(batches.report(exchange)),
      GetDeliveryReportByPhoneNumber: (exchange) => ok(batches.recipientReport(exchange)),
      GetDeliveryReports: (exchange) => ok(batches.reports(exchange)),
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
