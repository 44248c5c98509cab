/** Batches as the provider gives them back: all that was sent, numbers without a prefix. */
import type { Shape, Taken } from "../support/world.js";
import { slice } from "../support/world.js";

interface Body {
  readonly to: readonly string[];
  readonly from?: string;
  readonly body: unknown;
  readonly client_reference?: string;
}

const LOGIN = /\/oauth2\/token$/;
const LIST = /\/xms\/v1\/[^/]+\/batches$/;
const LONGEST_MS = 3 * 24 * 3_600_000;

const bare = (number: string): string => number.replace(/^\+/, "");

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
