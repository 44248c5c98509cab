/** Batches as the provider shows them: without a time of their own, and with their messages. */
import type { Shape, Taken } from "../support/world.js";
import { slice } from "../support/world.js";

interface Body {
  readonly sender: string;
  readonly body: string;
  readonly reference?: string | null;
  readonly recipients: readonly string[] | Readonly<Record<string, unknown>>;
}

const LIST = /\/v2\/batches$/;
const MESSAGES = /\/v2\/batches\/([^/]+)\/messages$/;
const SENT_MS = 5_000;

function document({ id, body, createdMs }: Taken, nowMs: number): object {
  const { recipients: _recipients, ...rest } = body as Body;
  return { ...rest, id, status: nowMs >= createdMs + SENT_MS ? 112 : 110, direction: "MT" };
}

function numbersOf({ recipients }: Body): string[] {
  const numbers = Array.isArray(recipients) ? (recipients as string[]) : Object.keys(recipients);
  return numbers.filter((number) => number !== "default");
}

function messagesOf({ body, createdMs }: Taken, nowMs: number): object[] {
  if (nowMs < createdMs + 1_000) return [];
  return numbersOf(body as Body).map((recipient, index) => ({
    id: `m${index}`,
    recipient,
    statuses: [{ code: 101, duration: 0, created: new Date(createdMs).toISOString() }],
  }));
}

/** Another worker's label, where it is one that its client made. */
function relabeled(body: Body): Body {
  const isMade = /^[0-9a-f]{32}$/.test(body.reference ?? "");
  return isMade ? { ...body, reference: `${body.reference}x`.slice(1) } : body;
}

export const shape: Shape = {
  label: "reference",
  isUndated: true,
  creates: LIST,
  created: document,
  near: (body: Body) => ({ ...relabeled(body), body: `${body.body} Soon.` }),
  same: relabeled,
  differing: {
    sender: (body: Body) => ({ ...body, sender: "Letters" }),
    text: (body: Body) => ({ ...body, body: `${body.body} Thank you.` }),
    recipient: (body: Body) => ({ ...body, recipients: ["46701740699", ...numbersOf(body).slice(1)] }),
    "a recipient more": (body: Body) => ({ ...body, recipients: [...numbersOf(body), "46701740699"] }),
    schedule: (body: Body) => ({
      ...body,
      deliveryWindows: [{ opens: "2026-11-22T08:00:00Z", closes: "2026-11-22T09:00:00Z" }],
    }),
    reference: (body: Body) => ({ ...body, reference: "another" }),
    "no reference": ({ reference: _none, ...body }: Body) => body,
  },
  shrunken: (body: Body) => ({ ...body, recipients: numbersOf(body).slice(1) }),
  respelled: (body: Body) => ({
    ...body,
    recipients: numbersOf(body)
      .toReversed()
      .map((number) => `+${number}`),
    deliveryWindows: [],
  }),
  read({ path, query }, batches, view) {
    const page = (all: readonly object[]): { readonly json: unknown } => {
      const start = Number(query.get("start") ?? 0);
      return { json: slice(all, start, Number(query.get("limit") ?? 50), view).rows };
    };
    const order = query.get("order") === "DESC" ? batches : batches.toReversed();
    if (LIST.test(path)) return page(order.map((each) => document(each, view.nowMs)));
    const [, id] = MESSAGES.exec(path) ?? [];
    const batch = batches.find((each) => each.id === id);
    return batch && page(messagesOf(batch, view.nowMs));
  },
};
