/** Batches as the provider gives them back: all that was sent, numbers without a prefix. */
import type { Shape, Taken } from "../support/world.js";
import { slice } from "../support/world.js";

interface Body {
  readonly to: readonly string[];
  readonly from?: string;
  readonly body: unknown;
  readonly client_reference?: string;
  readonly expire_at?: string;
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const LOGIN = /\/oauth2\/token$/;
const LIST = /\/xms\/v1\/[^/]+\/batches$/;
const LONGEST_MS = 3 * 24 * 3_600_000;

const bare = (number: string): string => number.replace(/^\+/, "");

function bareKeys(table: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(table)
      .reverse()
      .map(([number, value]) => [bare(number), value]),
  );
}

function respelledTables(tables: NonNullable<Body["parameters"]>): object {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, bareKeys(table)]));
}

function document({ id, body, createdMs }: Taken): object {
  const { to, from } = body as Body;
  return {
    type: "mt_text",
    expire_at: new Date(createdMs + LONGEST_MS).toISOString(),
    ...(body as Body),
    id,
    to: to.map(bare),
    ...(from !== undefined && { from: bare(from) }),
    canceled: false,
    created_at: new Date(createdMs).toISOString(),
    modified_at: new Date(createdMs).toISOString(),
  };
}

/** Another worker's label, where it is one that its client made. */
function relabeled(body: Body): Body {
  const { client_reference: label = "" } = body;
  return /^[0-9a-f]{32}$/.test(label) ? { ...body, client_reference: `${label}x`.slice(1) } : body;
}

export const shape: Shape = {
  label: "client_reference",
  isOpenBook: true,
  creates: LIST,
  created: document,
  near: (body: Body) => ({ ...relabeled(body), to: body.to.map((_, index) => `+4477009${10_000 + index}`) }),
  same: relabeled,
  differing: {
    sender: (body: Body) => ({ ...body, from: "+12025550188" }),
    text: (body: Body) => ({ ...body, body: `${String(body.body)} Thank you.` }),
    recipient: (body: Body) => ({ ...body, to: ["+12025550111", ...body.to.slice(1)] }),
    "a recipient more": (body: Body) => ({ ...body, to: [...body.to, "+12025550111"] }),
    "a recipient less": (body: Body) => ({ ...body, to: body.to.slice(1) }),
    start: (body: Body) => ({ ...body, send_at: "2026-11-21T18:00:00Z" }),
    end: (body: Body) => ({ ...body, expire_at: "2026-11-22T07:00:00Z" }),
    parameters: (body: Body) => ({ ...body, parameters: { name: { default: "you" } } }),
    "no parameters": ({ parameters: _none, ...body }: Body) => body,
    type: (body: Body) => ({ ...body, type: "mt_binary", udh: "00" }),
    reference: (body: Body) => ({ ...body, client_reference: "another" }),
    "no reference": ({ client_reference: _none, ...body }: Body) => body,
  },
  respelled: (body: Body) => ({
    ...body,
    to: [...body.to, ...body.to].toReversed(),
    expire_at: body.expire_at?.replace("Z", "+00:00"),
    parameters: respelledTables(body.parameters ?? {}),
  }),
  read({ path, query }, batches, view) {
    if (LOGIN.test(path)) return { json: { access_token: "token", token_type: "bearer", expires_in: 3_600 } };
    if (!LIST.test(path)) return undefined;
    const [fromMs, toMs] = ["start_date", "end_date"].map((name) => Date.parse(query.get(name) ?? ""));
    const label = query.get("client_reference");
    const all = batches
      .filter(({ createdMs }) => !(createdMs < (fromMs ?? NaN)) && !(createdMs > (toMs ?? NaN)))
      .filter(({ body }) => label === null || (body as Body).client_reference === label);
    const page = Number(query.get("page") ?? 0);
    const size = Math.min(Number(query.get("page_size") ?? 30), view.pageSize);
    const { rows } = slice(all, page * size, size, view);
    return { json: { count: all.length, page, page_size: rows.length, batches: rows.map(document) } };
  },
};
