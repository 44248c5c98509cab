/** How the tests over the wire build this client, and how they call each of its operations. */
import { routes } from "../../generated/sinch.js";
import { SinchClient } from "../../src/sinch/index.js";
import { basic, type Calls, canary, firstPage, type Subject, subjectOf } from "../wire/matrix/subject.js";
import { shape } from "./world.js";

function callsOf(c: SinchClient): Calls<typeof routes> {
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

const ofPlan = { servicePlanId: "plan", apiToken: canary("sinch-token") };
const ofProject = { projectId: "project", keyId: "sinch-key", keySecret: canary("sinch-secret") };

const plan = subjectOf({
  name: "sinch (plan)",
  shape,
  spec: "sinch",
  routes,
  secrets: [ofPlan.apiToken],
  credentials: [ofPlan],
  account: { servicePlanId: "w1" },
  rules: { notProcessed: [503] },
  callsOf,
  make: (options) => new SinchClient({ ...ofPlan, region: "us", ...options }),
});

const project = subjectOf({
  name: "sinch (project)",
  variant: true,
  shape,
  spec: "sinch",
  routes,
  secrets: [ofProject.keySecret, basic(ofProject.keyId, ofProject.keySecret)],
  credentials: [ofProject],
  rules: { notProcessed: [503], login: { operation: "getToken", renews: "expired" } },
  callsOf,
  make: (options) => new SinchClient({ ...ofProject, region: "us", authUrl: options.baseUrl, ...options }),
});

export const subjects: readonly Subject[] = [plan, project];
