import {
  type Answer,
  type Environment,
  type Exchange,
  ok,
  type ProviderBackend,
  type ProviderDefinition,
} from "../provider.js";
import { ACCOUNT } from "./account.js";
import { Consents } from "./consents.js";
import { errorAnswer, refuse } from "./errors.js";
import { phoneNumberPage } from "./numbers.js";
import { RateLimits } from "./rate-limits.js";
import { Sessions } from "./auth.js";
import { Store } from "./store.js";

const MAX_BODY_BYTES = 50 * 1000 * 1000;

/** RingCentral High Volume SMS, its consents and its login. */
export const ringcentral = {
  name: "ringcentral",
  spec: "ringcentral.yaml",
  connect: (origin: string) => {
    const { clientId, clientSecret, jwt } = ACCOUNT;
    return {
      urls: { ringcentral: origin },
      options: { ringcentral: { baseUrl: origin, clientId, clientSecret, jwt } },
    };
  },
  create: createBackend,
} as const satisfies ProviderDefinition;

function createBackend(environment: Environment): ProviderBackend {
  const sessions = new Sessions(environment);
  const rateLimits = new RateLimits(environment.clock);
  const consents = new Consents(environment);
  const store = new Store(environment, consents);
  return {
    maxBodyBytes: MAX_BODY_BYTES,
    secretFields: ["assertion", "refresh_token", "token", "access_token", "client_assertion"],
    // The rate limit counts by user, so a call is authenticated first, unless it is a login.
    admit: (exchange) =>
      exchange.operation?.limitGroup === "auth"
        ? (rateLimits.admit(exchange) ?? sessions.admit(exchange))
        : (sessions.admit(exchange) ?? rateLimits.admit(exchange) ?? otherAccountError(exchange)),
    refuse,
    finish: (answer, exchange) => finish(answer, exchange, rateLimits),
    handlers: {
      createA2PSMS: (exchange) => ({ status: 201, body: store.create(exchange) }),
      listA2PBatches: ok((exchange) => store.list(exchange)),
      readA2PBatch: ok((exchange) => store.get(exchange)),
      listA2PSMS: ok((exchange) => store.messages(exchange)),
      readA2PSMS: ok((exchange) => store.message(exchange)),
      aggregateA2PSMSStatuses: ok((exchange) => store.statuses(exchange)),
      readA2PSMSOptOuts: (exchange) => optOutAnswer(exchange, consents),
      addA2PSMSOptOuts: ok((exchange) => consents.assign(exchange)),
      searchSmsConsentRecords: ok((exchange) => consents.search(exchange)),
      editSmsConsentRecords: ok((exchange) => consents.update(exchange)),
      listSmsConsentRecords: ok((exchange) => consents.list(exchange)),
      exportSmsConsentRecords: () => ({ status: 200, text: consents.export(), type: "text/csv" }),
      listSmsConsentHistoryRecords: ok((exchange) => consents.history(exchange)),
      listExtensionPhoneNumbers: ok((exchange) => phoneNumberPage(environment, exchange)),
      getToken: (exchange) => sessions.token(exchange),
      revokeToken: (exchange) => sessions.revoke(exchange),
    },
  };
}

/** Refuses ids other than those of the only account and user, for which `~` stands as well. */
function otherAccountError(exchange: Exchange): Answer | undefined {
  const { accountId: account = "~", extensionId: extension = "~" } = exchange.params;
  const isKnown =
    ["~", ACCOUNT.accountId].includes(account) && ["~", ACCOUNT.extensionId].includes(extension);
  if (isKnown) return undefined;
  return errorAnswer(exchange, 403, {
    code: "CMN-404",
    message: "Another account or extension is out of reach",
  });
}

function optOutAnswer(exchange: Exchange, consents: Consents): Answer {
  const page = consents.optOuts(exchange);
  if (!/^text\/csv\b/.test(exchange.headers["accept"] ?? "")) return { status: 200, body: page };
  const records = page.records as readonly { readonly from: string; readonly to: string }[];
  const text = ["from,to", ...records.map(({ from, to }) => `${from},${to}`), ""].join("\n");
  return { status: 200, text, type: "text/csv" };
}

function finish(answer: Answer, exchange: Exchange, rateLimits: RateLimits): Answer {
  const isConsents = answer.status === 200 && exchange.path.includes("/sms/consents");
  const headers = {
    rcrequestid: exchange.id,
    ...rateLimits.headersOf(exchange),
    ...(isConsents && { etag: `"${exchange.id}"` }),
  };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}
