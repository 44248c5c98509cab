import type { BatchRequest, BlacklistRequest } from "../../../generated/ip1.js";
import {
  type Answer,
  type Environment,
  type Exchange,
  ok,
  type ProviderBackend,
  type ProviderDefinition,
} from "../provider.js";
import { ACCOUNT } from "./account.js";
import { admit } from "./auth.js";
import type { Batch, Message } from "./batch.js";
import { httpError, refuse } from "./errors.js";
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
  create: createBackend,
} as const satisfies ProviderDefinition;

function createBackend(environment: Environment): ProviderBackend {
  const store = new Store(environment);
  const { senders, blacklist } = store;
  const page = <Row>(exchange: Exchange, rows: readonly Row[], write: (row: Row) => unknown): Answer =>
    linkedPage(exchange, environment, rows, write);
  return {
    admit,
    refuse,
    handlers: {
      sendBatch: (exchange) => {
        const batch = store.create(exchange as Exchange<BatchRequest>);
        const location = `${environment.origin}${exchange.path}/${batch.id}`;
        return { status: 201, headers: { location }, body: batch.document() };
      },
      listBatches: (exchange) => page(exchange, store.list(exchange), (batch) => batch.document()),
      getBatch: ok((exchange) => store.get(exchange).details()),
      cancelBatch: ok((exchange) => store.cancel(exchange).document()),
      listMessages: (exchange) => {
        const batch = store.get(exchange);
        const write = (message: Message): unknown => batch.messageDocument(message, [batch.latest(message)]);
        return page(exchange, batch.messages, write);
      },
      getMessage: (exchange) => {
        const batch = store.get(exchange);
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

function messageIn(batch: Batch, exchange: Exchange): Message {
  const message = batch.messages.find(({ id }) => id === exchange.params["messageId"]);
  if (message === undefined) throw httpError(exchange, 404);
  return message;
}
