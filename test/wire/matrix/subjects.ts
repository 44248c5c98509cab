/** The clients under test: how to build each one with canaries for credentials, and how to call each of its operations. */
import { AnthropicClient } from "../../../src/anthropic/index.js";
import type { CallOptions, ClientOptions, Paginated } from "../../../src/core/base/types/index.js";
import { Ip1Client } from "../../../src/ip1/index.js";
import { RingCentralClient } from "../../../src/ringcentral/index.js";
import { SinchClient } from "../../../src/sinch/index.js";
import { routes as anthropicRoutes } from "../../../generated/anthropic.js";
import { routes as ip1Routes } from "../../../generated/ip1.js";
import { routes as ringcentralRoutes } from "../../../generated/ringcentral.js";
import { routes as sinchRoutes } from "../../../generated/sinch.js";
import { endedBatch } from "../../support/anthropic.js";
import type { Rules } from "./model.js";

export interface Subject {
  readonly name: string;
  readonly spec: "anthropic" | "ringcentral" | "ip1" | "sinch";
  readonly routes: Readonly<Record<string, { readonly operation: string; readonly safety: string }>>;
  /** What must appear nowhere. Access tokens are added by the server that issues them. */
  readonly secrets: readonly string[];
  readonly rules: Rules;
  /** The same client behind another door: beyond the login itself, only what the door changes is looked at. */
  readonly variant?: boolean;
  /** Builds a client and returns its calls, by operationId. */
  readonly build: (options: ClientOptions & { readonly baseUrl: string }) => Readonly<Record<string, Call>>;
}

export type Call = (body: never, options: CallOptions) => Promise<unknown>;

type Calls<Routes extends Readonly<Record<string, { readonly operation: string }>>> = Readonly<
  Record<Routes[keyof Routes]["operation"], Call>
>;

/** One page is one request. */
async function firstPage(list: Paginated<unknown, object>): Promise<unknown> {
  for await (const page of list.pages()) return page;
  return undefined;
}

async function allOf(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const canary = (name: string): string => `canary-${name}-8c1f6e0b5d`;
const basic = (user: string, password: string): string =>
  Buffer.from(`${user}:${password}`).toString("base64");

function anthropicCalls(c: AnthropicClient): Calls<typeof anthropicRoutes> {
  const id = "msgbatch_01Matrix";
  const ended = endedBatch({ succeeded: 1 }, { id });
  return {
    createMessageBatch: (body, options) => c.batches.create(body, options),
    listMessageBatches: (_, options) => firstPage(c.batches.list({}, options)),
    retrieveMessageBatch: (_, options) => c.batches.retrieve(id, options),
    deleteMessageBatch: (_, options) => c.batches.delete(id, options),
    cancelMessageBatch: (_, options) => c.batches.cancel(id, options),
    retrieveMessageBatchResults: (_, options) => allOf(c.batches.results(ended, options)),
  };
}

function ringcentralCalls(c: RingCentralClient): Calls<typeof ringcentralRoutes> {
  const page = firstPage;
  return {
    createA2PSMS: (body, options) => c.batches.create(body, options),
    listA2PBatches: (_, options) => page(c.batches.list({}, options)),
    readA2PBatch: (_, options) => c.batches.get("9a1f6c0e", options),
    listA2PSMS: (_, options) => page(c.messages.list({}, options)),
    readA2PSMS: (_, options) => c.messages.get("1389012406000", options),
    aggregateA2PSMSStatuses: (_, options) => c.messages.statuses({}, options),
    readA2PSMSOptOuts: (_, options) => page(c.optOuts.list({}, options)),
    addA2PSMSOptOuts: (body, options) => c.optOuts.assign(body, options),
    searchSmsConsentRecords: (body, options) => page(c.consents.search(body, options)),
    listSmsConsentRecords: (_, options) => page(c.consents.list({}, options)),
    editSmsConsentRecords: ({ records }, options) => c.consents.update(records, options),
    exportSmsConsentRecords: (_, options) => c.consents.export(options),
    listSmsConsentHistoryRecords: (_, options) => page(c.consents.history({}, options)),
    listExtensionPhoneNumbers: (_, options) => page(c.phoneNumbers.list({}, options)),
    // A login happens with the first call that needs it.
    getToken: (_, options) => c.batches.get("9a1f6c0e", options),
    revokeToken: async (_, options) => {
      await c.batches.get("9a1f6c0e");
      await c.logout(options);
    },
  };
}

function ip1Calls(c: Ip1Client): Calls<typeof ip1Routes> {
  const page = firstPage;
  const [batch, message, number] = ["6b0162407d40c3f815a92d5c", "6b015d927d40c3f815a92c12", "46701740621"];
  return {
    sendBatch: (body, options) => c.batches.send(body, options),
    listBatches: (_, options) => page(c.batches.list({}, options)),
    getBatch: (_, options) => c.batches.get(batch, options),
    cancelBatch: (_, options) => c.batches.cancel(batch, options),
    listMessages: (_, options) => page(c.messages.list(batch, {}, options)),
    getMessage: (_, options) => c.messages.get(batch, message, options),
    listSenders: (_, options) => page(c.senders.list({}, options)),
    getSender: (_, options) => c.senders.get("Parcels", options),
    registerSender: (_, options) => c.senders.register("Parcels", options),
    unregisterSender: (_, options) => c.senders.unregister("Parcels", options),
    listBlacklist: (_, options) => page(c.blacklist.list({}, options)),
    // Raw calls take their settings from the client.
    postBlacklistEntry: async (body, { signal }) =>
      (await c.raw.POST("/v2/blacklist", { body, ...(signal && { signal }) })).data,
    getBlacklistEntry: (_, options) => c.blacklist.get(number, options),
    addBlacklistEntry: (_, options) => c.blacklist.add(number, options),
    removeBlacklistEntry: (_, options) => c.blacklist.remove(number, options),
  };
}

function sinchCalls(c: SinchClient): Calls<typeof sinchRoutes> {
  const page = firstPage;
  const [id, number] = ["01M7W2Y80WK9HZNGVX2Z66Z1C0", "12025550101"];
  return {
    SendSMS: (body, options) => c.batches.send(body, options),
    ListBatches: (_, options) => page(c.batches.list({}, options)),
    Dry_Run: (body, options) => c.batches.sendDryRun(body, {}, options),
    GetBatchMessage: (_, options) => c.batches.get(id, options),
    ReplaceBatch: (body, options) => c.batches.replace(id, body, options),
    UpdateBatchMessage: (body, options) => c.batches.update(id, body, options),
    CancelBatchMessage: (_, options) => c.batches.cancel(id, options),
    deliveryFeedback: ({ recipients }, options) => c.batches.sendDeliveryFeedback(id, recipients, options),
    GetDeliveryReportByBatchId: (_, options) => c.deliveryReports.get(id, {}, options),
    GetDeliveryReportByPhoneNumber: (_, options) => c.deliveryReports.getForRecipient(id, number, options),
    GetDeliveryReports: (_, options) => page(c.deliveryReports.list({}, options)),
    ListGroups: (_, options) => page(c.groups.list({}, options)),
    CreateGroup: (body, options) => c.groups.create(body, options),
    RetrieveGroup: (_, options) => c.groups.get(id, options),
    ReplaceGroup: (body, options) => c.groups.replace(id, body, options),
    UpdateGroup: (body, options) => c.groups.update(id, body, options),
    DeleteGroup: (_, options) => c.groups.delete(id, options),
    GetMembers: (_, options) => c.groups.members(id, options),
    ListInboundMessages: (_, options) => page(c.inbounds.list({}, options)),
    RetrieveInboundMessage: (_, options) => c.inbounds.get(id, options),
    getToken: (_, options) => c.batches.get(id, options),
  };
}

const anthropic: Subject = {
  name: "anthropic",
  spec: "anthropic",
  routes: anthropicRoutes,
  secrets: [canary("anthropic-key")],
  rules: { notProcessed: [529], streams: ["retrieveMessageBatchResults"] },
  build: (options) => anthropicCalls(new AnthropicClient({ apiKey: canary("anthropic-key"), ...options })),
};

const ringcentral: Subject = {
  name: "ringcentral",
  spec: "ringcentral",
  routes: ringcentralRoutes,
  secrets: [canary("rc-secret"), canary("rc-jwt"), basic("rc-client", canary("rc-secret"))],
  rules: {
    notProcessed: [],
    pauseMs: 30_000,
    login: { operation: "getToken", renews: "any" },
    // The provider's guide: whatever a logout answers is to be ignored, and not tried again.
    forgiving: ["revokeToken"],
  },
  build: (options) =>
    ringcentralCalls(
      new RingCentralClient({
        clientId: "rc-client",
        clientSecret: canary("rc-secret"),
        jwt: canary("rc-jwt"),
        ...options,
      }),
    ),
};

const ip1: Subject = {
  name: "ip1",
  spec: "ip1",
  routes: ip1Routes,
  secrets: [canary("ip1-key")],
  rules: { notProcessed: [], emptyIsAnswer: ["sendBatch"] },
  build: (options) => ip1Calls(new Ip1Client({ apiKey: canary("ip1-key"), ...options })),
};

const sinchPlan: Subject = {
  name: "sinch (plan)",
  spec: "sinch",
  routes: sinchRoutes,
  secrets: [canary("sinch-token")],
  rules: { notProcessed: [503] },
  build: (options) =>
    sinchCalls(
      new SinchClient({ servicePlanId: "plan", apiToken: canary("sinch-token"), region: "us", ...options }),
    ),
};

const sinchProject: Subject = {
  name: "sinch (project)",
  variant: true,
  spec: "sinch",
  routes: sinchRoutes,
  secrets: [canary("sinch-secret"), basic("sinch-key", canary("sinch-secret"))],
  rules: { notProcessed: [503], login: { operation: "getToken", renews: "expired" } },
  build: (options) =>
    sinchCalls(
      new SinchClient({
        projectId: "project",
        keyId: "sinch-key",
        keySecret: canary("sinch-secret"),
        region: "us",
        authUrl: options.baseUrl,
        ...options,
      }),
    ),
};

export const subjects: readonly Subject[] = [anthropic, ringcentral, ip1, sinchPlan, sinchProject];
