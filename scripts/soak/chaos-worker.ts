/** Sends one campaign, as a program of a user would: after a failure it continues at the position in the error. */
import { systemClock, withClock } from "../../src/core/base/clock.js";
import { mayHaveHappened } from "../../src/core/submit/send-part.js";
import {
  type Reconciliation,
  type Run,
  type Submission,
  SubmissionError,
  type SubmittedPart,
} from "../../src/index.js";
import { fileJournal } from "../../src/journal/index.js";
import { nodeFetch } from "../../src/node/index.js";
import { newClient } from "../providers.js";
import { inputOf, type ChaosJob, keyOf, perPart, sizeOf, type WorkerReport } from "./chaos-plan.js";

interface Client {
  readonly batches: {
    submit(input: unknown, options: object): Submission;
    run(input: unknown, options: object): Run;
    reconcile(lost: unknown, options: object): Promise<Reconciliation<unknown>>;
    list(query?: object, options?: { readonly attemptTimeoutMs: number }): AsyncIterable<unknown>;
  };
}

const MOST_LIVES = 25;

const job = JSON.parse(process.argv[2] ?? "") as ChaosJob;
const size = sizeOf(job);
const wrong: string[] = [];
const seen = new Map<number, number>();
let controller = new AbortController();
const aborts = [...job.aborts];

/** A `fetch` like those of logging or mocking layers: it makes its own `Request`, and reads a clone of it. */
const cloned =
  (isLate: boolean): typeof fetch =>
  async (url, init) => {
    const request = new Request(url, init);
    const copy = request.clone();
    const read = (): Promise<unknown> => copy.arrayBuffer().catch(() => undefined);
    if (!isLate) void read();
    const answer = await fetch(request);
    if (isLate) void read();
    return answer;
  };
const FETCHES: Readonly<Record<ChaosJob["fetch"], typeof fetch | undefined>> = {
  platform: undefined,
  node: nodeFetch(),
  "cloned, read at once": cloned(false),
  "cloned, read late": cloned(true),
};

// The provider's clock runs fast, so pauses can be shorter too.
const sleep = (ms: number, signal?: AbortSignal): Promise<void> => systemClock.sleep(ms / 15, signal);
const client = await newClient<Client>(
  job.provider,
  withClock(
    {
      ...job.options,
      fetch: FETCHES[job.fetch],
      attemptTimeoutMs: 5_000,
      retry: { maxAttempts: 5, initialDelayMs: 100, maxDelayMs: 1_000 },
      hooks: {
        onRequest: ({ method, url }: { method: string; url: string }) => {
          if (method !== "POST" || !/\/(batches|files)$/.test(url)) return;
          const ms = aborts.shift();
          const { signal } = controller;
          if (ms !== undefined)
            setTimeout(() => signal === controller.signal && controller.abort(new Error("enough")), ms);
        },
      },
    },
    { ...systemClock, sleep },
  ),
);
const reconcile = { settleMs: 6_000 };

const rangeOf = ({ handle: { id }, from, to }: SubmittedPart, base = 0) => ({
  id,
  from: base + from,
  to: base + to,
});

/** Sends the rest. Returns the parts that were sent. */
async function live(base: number): Promise<readonly SubmittedPart[]> {
  const limits = { maxItemsPerBatch: perPart(job) };
  const options = {
    ...limits,
    reconcile,
    signal: controller.signal,
    journal: job.journal === undefined ? undefined : fileJournal(job.journal),
  };
  const input = inputOf(job, base);
  if (job.verb === "submit") return client.batches.submit(input, options).collect();
  if (job.journal !== undefined) seen.clear();
  const run = client.batches.run(input, {
    ...options,
    maxConsecutiveErrors: 50,
    schedule: { initialMs: 3_000, maxMs: 10_000 },
  });
  for await (const { position, id, result } of run) {
    const at = base + position;
    seen.set(at, (seen.get(at) ?? 0) + 1);
    const { custom_id: own, to } = result as { custom_id?: string; to?: string };
    if (id !== keyOf(job, at) || (own ?? to)?.replace(/^\+/, "") !== id.replace(/^\+/, ""))
      wrong.push(`position ${at} got ${id}, ${own ?? to}`);
  }
  return (await run.summary()).parts;
}

/** The parts sent before a failure, and the position at which to continue. */
async function after(error: unknown, base: number): Promise<{ out: WorkerReport["parts"]; next: number }> {
  if (job.journal !== undefined && (SubmissionError.is(error) || controller.signal.aborted))
    return { out: [], next: 0 };
  if (!SubmissionError.is(error)) throw error;
  const { submitted, failed, next } = error;
  const out = submitted.map((part) => rangeOf(part, base));
  if (failed.from !== (submitted.at(-1)?.to ?? 0))
    wrong.push(`failed at ${failed.from}, but out are ${JSON.stringify(out)}`);
  // If the upload of a file fails, its batch was not created.
  const isLost = mayHaveHappened(failed.cause) && failed.cause.operation !== "createFile";
  if (next !== (isLost ? failed.to : failed.from))
    wrong.push(`next is ${next} of ${failed.from} to ${failed.to}`);
  if (!isLost) return { out, next: base + next };
  const options = { ...reconcile, wait: true, known: out.map(({ id }) => id) };
  let result = await client.batches.reconcile(failed.cause, options);
  // On a busy machine the provider's fast clock seems to jump.
  for (let times = 0; result.status === "undecided" && result.why === "clock" && times < 10; times++)
    result = await client.batches.reconcile(failed.cause, options);
  if (result.status === "undecided") throw new Error(`undecided: ${result.why}`);
  if (result.status === "absent") return { out, next: base + failed.from };
  return {
    out: [...out, { id: result.handle.id, from: base + failed.from, to: base + failed.to }],
    next: base + failed.to,
  };
}

// A list call tells the client the provider's clock. A page of Sinch holds the recipients of all its large batches.
for await (const _ of client.batches.list({}, { attemptTimeoutMs: 60_000 })) break;

const parts: WorkerReport["parts"][number][] = [];
let [base, failures] = [0, 0];
for (;;) {
  try {
    parts.push(...(await live(base)).map((part) => rangeOf(part, base)));
    break;
  } catch (error) {
    if (++failures > MOST_LIVES) throw error;
    const { out, next } = await after(error, base);
    parts.push(...out);
    base = next;
    controller = new AbortController();
    if (base === size) break;
  }
}
if (job.verb === "run" && (seen.size !== size || [...seen.values()].some((times) => times > 1)))
  wrong.push(
    `${seen.size} of ${size} came out, ${[...seen.values()].filter((times) => times > 1).length} twice`,
  );
if (job.journal !== undefined) {
  // The digests of the journal must fit the input, and nothing may be left to send.
  const again = await client.batches.submit(inputOf(job, 0), { journal: fileJournal(job.journal) }).collect();
  if (
    again.some(({ resumed }) => resumed !== true) ||
    JSON.stringify(again.map((part) => rangeOf(part))) !== JSON.stringify(parts)
  )
    wrong.push(`the journal has ${JSON.stringify(again.map((part) => rangeOf(part)))}`);
}
process.send?.({ parts, wrong, failures } satisfies WorkerReport, () => process.exit());
