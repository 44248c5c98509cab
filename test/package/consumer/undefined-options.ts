// Every option may be given as undefined, which is as if it were left out: a wrapper hands on what it may not have.
import { AnthropicClient } from "batchwire/anthropic";
import { Ip1Client } from "batchwire/ip1";
import { OpenAIClient } from "batchwire/openai";
import { RingCentralClient } from "batchwire/ringcentral";
import { SinchClient } from "batchwire/sinch";

/** All members of an object of options, each given as undefined. */
type AllUndefined<Options> = { [Name in keyof Options]-?: undefined };
type OptionsOf<Method extends (...args: never[]) => unknown, At extends number> = NonNullable<
  Parameters<Method>[At]
>;
type Batches = AnthropicClient["batches"];
type Sms = SinchClient["batches"];

declare const client: {
  anthropic: AllUndefined<NonNullable<ConstructorParameters<typeof AnthropicClient>[0]>>;
  openai: AllUndefined<NonNullable<ConstructorParameters<typeof OpenAIClient>[0]>>;
  ringcentral: AllUndefined<NonNullable<ConstructorParameters<typeof RingCentralClient>[0]>>;
  ip1: AllUndefined<NonNullable<ConstructorParameters<typeof Ip1Client>[0]>>;
  sinch: AllUndefined<NonNullable<ConstructorParameters<typeof SinchClient>[0]>>;
};

declare const query: {
  batches: AllUndefined<OptionsOf<Batches["list"], 0>>;
  files: AllUndefined<OptionsOf<OpenAIClient["files"]["list"], 0>>;
  messages: AllUndefined<OptionsOf<RingCentralClient["messages"]["list"], 0>>;
  reports: AllUndefined<OptionsOf<SinchClient["deliveryReports"]["get"], 1>>;
  sent: AllUndefined<OptionsOf<Ip1Client["batches"]["list"], 0>>;
};

declare const of: {
  create: AllUndefined<OptionsOf<Batches["create"], 1>>;
  retrieve: AllUndefined<OptionsOf<Batches["retrieve"], 1>>;
  submit: AllUndefined<OptionsOf<Batches["submit"], 1>>;
  wait: AllUndefined<OptionsOf<Batches["wait"], 1>>;
  watchAll: AllUndefined<OptionsOf<Batches["watchAll"], 1>>;
  run: AllUndefined<OptionsOf<Batches["run"], 1>>;
  results: AllUndefined<OptionsOf<Batches["results"], 1>>;
  reconcile: AllUndefined<OptionsOf<Batches["reconcile"], 1>>;
  send: AllUndefined<OptionsOf<Sms["send"], 1>>;
  waitForSms: AllUndefined<OptionsOf<Sms["wait"], 1>>;
  upload: AllUndefined<OptionsOf<OpenAIClient["files"]["upload"], 1>>;
  submitLines: AllUndefined<OptionsOf<OpenAIClient["batches"]["submit"], 1>>;
  submitMessages: AllUndefined<OptionsOf<RingCentralClient["batches"]["submit"], 1>>;
  submitRecipients: AllUndefined<OptionsOf<Ip1Client["batches"]["submit"], 1>>;
  sendToRecipients: AllUndefined<OptionsOf<Ip1Client["batches"]["send"], 1>>;
};

export function everythingUndefined(
  anthropic: AnthropicClient,
  openai: OpenAIClient,
  ringcentral: RingCentralClient,
  ip1: Ip1Client,
  sinch: SinchClient,
): unknown[] {
  const { batches } = anthropic;
  return [
    new AnthropicClient(client.anthropic),
    new OpenAIClient(client.openai),
    new RingCentralClient(client.ringcentral),
    new Ip1Client(client.ip1),
    new SinchClient(client.sinch),
    batches.create({ requests: [] }, of.create),
    batches.retrieve("id", of.retrieve),
    batches.submit([], of.submit),
    batches.wait("id", of.wait),
    batches.wait("id", {
      schedule: { initialMs: undefined, factor: undefined, maxMs: undefined, jitter: undefined },
    }),
    batches.retrieve("id", { retry: { maxAttempts: undefined, maxRetryAfterMs: undefined } }),
    batches.watchAll(["id"], of.watchAll),
    batches.run([], of.run),
    batches.results("id", of.results),
    batches.reconcile({ provider: "anthropic", operation: "createMessageBatch", startedAt: 0 }, of.reconcile),
    batches.list(query.batches),
    openai.files.list(query.files),
    ringcentral.messages.list(query.messages),
    sinch.deliveryReports.get("id", query.reports),
    ip1.batches.list(query.sent),
    sinch.batches.send({ to: ["1"], body: "Hi" }, of.send),
    sinch.batches.wait("id", of.waitForSms),
    openai.files.upload("{}", of.upload),
    openai.batches.submit([], of.submitLines),
    ringcentral.batches.submit({ from: "1", messages: [] }, of.submitMessages),
    ip1.batches.submit({ sender: "a", recipients: [], body: "Hi" }, of.submitRecipients),
    ip1.batches.send({ sender: "a", recipients: [], body: "Hi" }, of.sendToRecipients),
  ];
}
