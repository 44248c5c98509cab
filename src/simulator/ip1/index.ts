import type { BatchRequest, BlacklistRequest } from "../../../generated/ip1.js";
import { accounts } from "../accounts.js";
import type { Answer, Environment, Exchange, ProviderDefinition, ProviderPart } from "../provider.js";
import { Account } from "./account.js";
import type { Batch, Message } from "./batch.js";
import { problem, refusal, refuse } from "./errors.js";
import { pageOf } from "./paging.js";

/** iP.1 SMS, version 2. */
export const ip1: ProviderDefinition = {
  name: "ip1",
  spec: "ip1.yaml",
  create: createPart,
};

function createPart(environment: Environment): ProviderPart {
  const account = new Account(environment);
  const { senders, blacklist } = account;
  const page = <Row>(exchange: Exchange, rows: readonly Row[], write: (row: Row) => unknown): Answer =>
    pageOf(exchange, environment, rows, write);
  return {
    admit,
    refuse,
    handlers: {
      sendBatch: (exchange) => {
        const batch = account.send(exchange as Exchange<BatchRequest>);
        const location = `${environment.origin}${exchange.path}/${batch.id}`;
        return { status: 201, headers: { location }, body: batch.document() };
      },
      listBatches: (exchange) => page(exchange, account.batches(exchange), (batch) => batch.document()),
      getBatch: (exchange) => ({ status: 200, body: account.batch(exchange).details() }),
      cancelBatch: (exchange) => ({ status: 200, body: account.cancel(exchange).document() }),
      listMessages: (exchange) => {
        const batch = account.batch(exchange);
        const write = (message: Message): unknown => batch.messageDocument(message, [batch.latest(message)]);
        return page(exchange, batch.messages, write);
      },
      getMessage: (exchange) => {
        const batch = account.batch(exchange);
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
  return key === accounts.ip1.apiKey ? undefined : problem(exchange, 401);
}

function messageIn(batch: Batch, exchange: Exchange): Message {
  const message = batch.messages.find(({ id }) => id === exchange.params["messageId"]);
  if (message === undefined) throw refusal(exchange, 404);
  return message;
}
