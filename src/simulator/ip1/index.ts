import type { BatchRequest, BlacklistRequest } from "../../../generated/ip1.js";
import type { Answer, Environment, Exchange, ProviderDefinition, ProviderPart } from "../provider.js";
import { ACCOUNT } from "./account.js";
import type { Batch, Message } from "./batch.js";
import { problem, refusal, refuse } from "./errors.js";
import { linkedPage } from "./paging.js";
import { Store } from "./store.js";

/** iP.1 SMS, version 2. */
export const ip1 = {
  name: "ip1",
  spec: "ip1.yaml",
  connect: (origin: string) => ({
    urls: { ip1: origin },
    options: { ip1: { baseUrl: origin, apiKey: ACCOUNT.apiKey } },
  }),
  create: createPart,
} as const satisfies ProviderDefinition;

function createPart(environment: Environment): ProviderPart {
  const store = new Store(environment);
  const { senders, blacklist } = store;
  const page = <Row>(exchange: Exchange, rows: readonly Row[], write: (row: Row) => unknown): Answer =>
    linkedPage(exchange, environment, rows, write);
  return {
    admit,
    refuse,
    handlers: {
      sendBatch: (exchange) => {
        const batch = store.send(exchange as Exchange<BatchRequest>);
        const location = `${environment.origin}${exchange.path}/${batch.id}`;
        return { status: 201, headers: { location }, body: batch.document() };
      },
      listBatches: (exchange) => page(exchange, store.batches(exchange), (batch) => batch.document()),
      getBatch: (exchange) => ({ status: 200, body: store.batch(exchange).details() }),
      cancelBatch: (exchange) => ({ status: 200, body: store.cancel(exchange).document() }),
      listMessages: (exchange) => {
        const batch = store.batch(exchange);
        const write = (message: Message): unknown => batch.messageDocument(message, [batch.latest(message)]);
        return page(exchange, batch.messages, write);
      },
      getMessage: (exchange) => {
        const batch = store.batch(exchange);
        const message = messageIn(batch, exchange);
        return { status: 200, body: batch.messageDocument(message, batch.history(message)) };
      },
      listSenders: (exchange) =>
        page(exchange, [...senders.names()].sort(), (name) => senders.document(name)),
      getSender: senders.get,
      registerSender: senders.put,
      unregisterSender: senders.remove,
      listBlacklist: (exchange) => page(exchange, blacklist.names(), (name) => blacklist.document(name)),
      postBlacklistEntry: ({ body }) => blacklist.add((body as BlacklistRequest).msisdn),
      getBlacklistEntry: blacklist.get,
      addBlacklistEntry: blacklist.put,
      removeBlacklistEntry: blacklist.remove,
    },
  };
}

function admit(exchange: Exchange): Answer | undefined {
  const key = /^Bearer (.*)$/i.exec(exchange.headers["authorization"] ?? "")?.[1];
  return key === ACCOUNT.apiKey ? undefined : problem(exchange, 401);
}

function messageIn(batch: Batch, exchange: Exchange): Message {
  const message = batch.messages.find(({ id }) => id === exchange.params["messageId"]);
  if (message === undefined) throw refusal(exchange, 404);
  return message;
}
