/** Message batches as the provider shows them: of a running one its size, of one that has ended its results. */
import type { Shape, Taken } from "../support/world.js";
import { slice } from "../support/world.js";

interface Body {
  readonly requests: readonly { readonly custom_id: string }[];
}

const LIST = /^.*\/v1\/messages\/batches$/;
const RESULTS = /\/v1\/messages\/batches\/([^/]+)\/results$/;

/** How long a batch runs. */
const RUN_MS = 180_000;

function document({ id, body, createdMs }: Taken, nowMs: number): object {
  const isOver = nowMs >= createdMs + RUN_MS;
  const { length } = (body as Body).requests;
  const none = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 };
  return {
    id,
    type: "message_batch",
    processing_status: isOver ? "ended" : "in_progress",
    request_counts: { ...none, [isOver ? "succeeded" : "processing"]: length },
    created_at: new Date(createdMs).toISOString(),
    ended_at: isOver ? new Date(createdMs + RUN_MS).toISOString() : null,
    results_url: isOver ? "https://api.anthropic.com/results" : null,
  };
}

function renamed({ requests, ...rest }: Body): Body {
  return {
    ...rest,
    requests: requests.map((request) => ({ ...request, custom_id: `${request.custom_id}-x` })),
  };
}

export const shape: Shape = {
  creates: LIST,
  created: document,
  near: renamed,
  same: (body) => body,
  differing: {
    id: ({ requests: [first, ...rest] }: Body) => ({
      requests: [{ ...first, custom_id: `${first?.custom_id}-x` }, ...rest],
    }),
    "a request more": ({ requests }: Body) => ({
      requests: [...requests, { ...requests[0], custom_id: "one-more" }],
    }),
    "a request less": ({ requests }: Body) => ({ requests: requests.slice(1) }),
  },
  respelled: ({ requests }: Body) => ({ requests: requests.toReversed() }),
  read({ path, query }, batches, view) {
    const [, id] = RESULTS.exec(path) ?? [];
    const batch = batches.find((each) => each.id === id);
    if (batch) {
      const { requests } = batch.body as Body;
      // In another order than they came in.
      return {
        lines: requests.map(({ custom_id }) => ({ custom_id, result: { type: "expired" } })).reverse(),
      };
    }
    if (!LIST.test(path)) return undefined;
    const after = batches.findIndex((each) => each.id === query.get("after_id"));
    const { rows, isLast } = slice(batches, after + 1, Number(query.get("limit") ?? 20), view);
    const data = rows.map((row) => document(row, view.nowMs));
    return {
      json: { data, has_more: !isLast, first_id: rows[0]?.id ?? null, last_id: rows.at(-1)?.id ?? null },
    };
  },
};
