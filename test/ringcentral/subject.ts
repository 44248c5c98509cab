/** How the tests over the wire build this client, and how they call each of its operations. */
import { routes } from "../../generated/ringcentral.js";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { basic, type Calls, canary, firstPage, type Subject, subjectOf } from "../wire/matrix/subject.js";
import { shape } from "./world.js";

function callsOf(c: RingCentralClient): Calls<typeof routes> {
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

const user = { clientId: "rc-client", clientSecret: canary("rc-secret"), jwt: canary("rc-jwt") };

export const subjects: readonly Subject[] = [
  subjectOf({
    name: "ringcentral",
    shape,
    spec: "ringcentral",
    routes,
    secrets: [user.clientSecret, user.jwt, basic(user.clientId, user.clientSecret)],
    credentials: [user],
    account: { accountId: "w1" },
    rules: {
      notProcessed: [],
      pauseMs: 30_000,
      login: { operation: "getToken", renews: "any" },
      // The provider's guide: whatever a logout answers is to be ignored, and not tried again.
      forgiving: ["revokeToken"],
    },
    callsOf,
    make: (options) => new RingCentralClient({ ...user, ...options }),
  }),
];
