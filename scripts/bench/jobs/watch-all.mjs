/** Watches many batches at once. Nothing changes until all of them end. */
import { setImmediate } from "node:timers/promises";
import { anthropic } from "../subjects.mjs";

const { Response, URL } = globalThis;
const PAGE = 1_000;
const at = new Date().toISOString();
const until = new Date(Date.now() + 86_400_000).toISOString();
const idOf = (i) => `msgbatch_${String(i).padStart(24, "0")}`;

function document(i, hasEnded) {
  return {
    id: idOf(i),
    type: "message_batch",
    processing_status: hasEnded ? "ended" : "in_progress",
    request_counts: {
      processing: hasEnded ? 0 : 10,
      succeeded: hasEnded ? 10 : 0,
      errored: 0,
      canceled: 0,
      expired: 0,
    },
    created_at: at,
    ended_at: hasEnded ? at : null,
    expires_at: until,
    archived_at: null,
    cancel_initiated_at: null,
    results_url: null,
  };
}

/** Lists `count` batches by pages. All have ended after `rounds` reads of the list. */
function listOf(count, rounds, onRound) {
  let calls = 0;
  let round = 0;
  const fetch = async (request) => {
    calls++;
    const after = new URL(request.url ?? request).searchParams.get("after_id");
    const from = after === null ? 0 : Number(after.slice("msgbatch_".length)) + 1;
    if (from === 0) await onRound(round++);
    const to = Math.min(count, from + PAGE);
    const data = [];
    for (let i = from; i < to; i++) data.push(document(i, round > rounds));
    return Response.json({ data, has_more: to < count, first_id: idOf(from), last_id: idOf(to - 1) });
  };
  return { fetch, calls: () => calls, rounds: () => round };
}

function heapBytes() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** Resolves to the list calls per interval, and the heap bytes per watched batch. */
export async function run({ base, dist, count, rounds }) {
  let before = 0;
  let held = 0;
  const list = listOf(count, rounds, async (round) => {
    // All first snapshots have been yielded by then, so that only the watching itself is measured.
    if (round === rounds - 1) {
      await setImmediate();
      held = heapBytes() - before;
    }
  });
  const client = await anthropic(base, dist, { fetch: list.fetch });
  const refs = Array.from({ length: count }, (_, i) => ({
    v: 1,
    provider: "anthropic",
    id: idOf(i),
    createdAt: at,
  }));
  before = heapBytes();
  const schedule = { initialMs: 20, maxMs: 20, factor: 1, jitter: 0 };
  let ended = 0;
  for await (const { phase } of client.batches.watchAll(refs, { schedule })) if (phase === "ended") ended++;
  if (ended !== count) throw new Error(`${ended} of ${count} batches ended`);
  return { callsPerInterval: list.calls() / list.rounds(), bytesPerBatch: held / count };
}
