/** High-volume batches as the provider shows them: sender and size, and their messages one after the other. */
import type { Shape, Taken } from "../support/world.js";
import { slice } from "../support/world.js";

interface Body {
  readonly from: string;
  readonly text?: string;
  readonly messages: readonly { readonly to: readonly string[]; readonly text?: string }[];
}

const LOGIN = /\/restapi\/oauth\/token$/;
const LIST = /\/a2p-sms\/batches$/;
const MESSAGES = /\/a2p-sms\/messages$/;

/** One message appears after the other, and is handed on. */
const STEP_MS = 2_000;

function document({ id, body, createdMs }: Taken, nowMs: number): object {
  const { from, messages } = body as Body;
  const processedCount = shown(createdMs, messages.length, nowMs);
  const creationTime = new Date(createdMs).toISOString();
  return {
    id,
    from,
    batchSize: messages.length,
    processedCount,
    status: processedCount < messages.length ? "Processing" : "Completed",
    creationTime,
    lastModifiedTime: creationTime,
  };
}

function shown(createdMs: number, size: number, nowMs: number): number {
  return Math.min(size, Math.floor((nowMs - createdMs) / STEP_MS));
}

function messagesOf({ body, createdMs }: Taken, nowMs: number): object[] {
  const { from, text, messages } = body as Body;
  const rows = messages.map((message, index) => ({
    id: index + 1,
    from,
    to: message.to,
    text: message.text ?? text,
  }));
  return rows.slice(0, shown(createdMs, rows.length, nowMs)).reverse();
}

type Messages = readonly [Body["messages"][number], ...Body["messages"][number][]];

const withMessages = (body: Body, change: (messages: Messages) => Body["messages"]): Body => ({
  ...body,
  messages: change(body.messages as Messages),
});

const spaced = (number: string): string => `${number.slice(0, 5)} ${number.slice(5)}`;

export const shape: Shape = {
  creates: LIST,
  created: document,
  near: ({ messages, ...rest }: Body) => ({
    ...rest,
    messages: messages.map((message, index) => ({ ...message, to: [`+1555020${1_000 + index}`] })),
  }),
  same: (body) => body,
  differing: {
    sender: (body: Body) => ({ ...body, from: "+16505550199" }),
    text: (body: Body) => ({ ...body, text: `${body.text} Thank you.` }),
    "one text": (body: Body) =>
      withMessages(body, ([first, ...rest]) => [{ ...first, text: "Hello!" }, ...rest]),
    "whose text is whose": (body: Body) =>
      withMessages(body, ([first, second, ...rest]) => [
        { to: first.to, text: "B" },
        { to: second?.to ?? [], text: "A" },
        ...rest,
      ]),
    recipient: (body: Body) => withMessages(body, ([, ...rest]) => [{ to: ["+12125550199"] }, ...rest]),
    "a message more": (body: Body) => withMessages(body, (all) => [...all, { to: ["+12125550199"] }]),
    "a message twice, another not at all": (body: Body) =>
      withMessages(body, ([first, , ...rest]) => [first, first, ...rest]),
  },
  shrunken: (body: Body) => withMessages(body, ([, ...rest]) => rest),
  respelled: (body: Body) => ({
    ...withMessages(body, (all) =>
      all.toReversed().map(({ to, ...rest }) => ({ ...rest, to: to.map(spaced) })),
    ),
    from: body.from.replace("+", ""),
  }),
  read({ path, query }, batches, view) {
    if (LOGIN.test(path))
      return {
        json: { access_token: "token", token_type: "bearer", expires_in: 3_600, refresh_token: "refresh" },
      };
    const page = (all: readonly object[]): { readonly json: unknown } => {
      const at = Number(query.get("pageToken") ?? 0);
      const { rows, isLast } = slice(all, at, Number(query.get("perPage") ?? 1_000), view);
      return { json: { records: rows, paging: isLast ? {} : { nextPageToken: String(at + rows.length) } } };
    };
    const fromMs = Date.parse(query.get("dateFrom") ?? "");
    if (LIST.test(path))
      return page(
        batches.filter(({ createdMs }) => !(createdMs < fromMs)).map((each) => document(each, view.nowMs)),
      );
    const batch = MESSAGES.test(path) && batches.find(({ id }) => id === query.get("batchId"));
    return batch ? page(messagesOf(batch, view.nowMs)) : undefined;
  },
};
