import type {
  Answer,
  Environment,
  Exchange,
  Handler,
  ProviderDefinition,
  ProviderPart,
} from "../provider.js";
import { ACCOUNT } from "./account.js";
import { Consents } from "./consents.js";
import { errorAnswer, refuse } from "./errors.js";
import { phoneNumberPage } from "./numbers.js";
import { Rates } from "./rates.js";
import { Sessions } from "./sessions.js";
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
  create: createPart,
} as const satisfies ProviderDefinition;

function createPart(environment: Environment): ProviderPart {
  const sessions = new Sessions(environment);
  const rates = new Rates(environment.clock);
  const consents = new Consents(environment);
  const store = new Store(environment, consents);
  const ok =
    (read: (exchange: Exchange) => object): Handler =>
    (exchange) => ({ status: 200, body: read(exchange) });
  return {
    maxBodyBytes: MAX_BODY_BYTES,
    secretFields: ["assertion", "refresh_token", "token", "access_token", "client_assertion"],
    // A caller whom nobody knows is not counted, except where he tries to become known.
    admit: (exchange) =>
      exchange.operation?.limitGroup === "auth"
        ? (rates.admit(exchange) ?? sessions.admit(exchange))
        : (sessions.admit(exchange) ?? rates.admit(exchange) ?? strangerFault(exchange)),
    refuse,
    finish: (answer, exchange) => finish(answer, exchange, rates),
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

/** There is one account and one user; `~` stands for them. */
function strangerFault(exchange: Exchange): Answer | undefined {
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

function finish(answer: Answer, exchange: Exchange, rates: Rates): Answer {
  const isConsents = answer.status === 200 && exchange.path.includes("/sms/consents");
  const headers = {
    rcrequestid: exchange.id,
    ...rates.headersOf(exchange),
    ...(isConsents && { etag: `"${exchange.id}"` }),
  };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}
