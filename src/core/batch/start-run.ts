/** Puts a run together out of the verbs that it is made of. */
import { ConfigError } from "../base/errors/index.js";
import type { BatchRef, BatchSnapshot } from "../base/types/index.js";
import type { ElementOf } from "./kind.js";
import { RecipientNotes } from "./recipient-notes.js";
import { readResults } from "./results.js";
import { runOf } from "./run.js";
import type { Run, RunOptions } from "./run-types.js";
import type { BatchSender } from "./sender.js";
import type { BatchServices } from "./services.js";

export function startRun<
  Raw extends object,
  Body,
  Input,
  Item,
  Report,
  Results extends AsyncIterable<unknown>,
>(
  services: BatchServices<Raw, Body, Input, Item, Report, Results>,
  sender: BatchSender<Raw, Body, Input, Item>,
  input: Input | (() => Input),
  options: RunOptions<BatchSnapshot<Raw, Report>>,
): Run<ElementOf<Results>> {
  const { until = "delivered", maxInFlight, skip, onProgress, schedule, timeoutMs } = options;
  const { maxConsecutiveErrors, ...sending } = options;
  const { core, kind, poller } = services;
  const { provider } = core.dialect;
  const { meaning } = kind;
  if (meaning === undefined) throw new ConfigError("run knows no results of this provider", { provider });
  const notes = new RecipientNotes<Item>(meaning.idOf);
  const { signal, headers, retry, attemptTimeoutMs } = options;
  const waiting = { signal, onProgress, schedule, timeoutMs, maxConsecutiveErrors };
  return runOf<Item, Raw, Report, ElementOf<Results>>({
    meaning,
    options: { maxInFlight, skip },
    submit: (around) => {
      const given = typeof input === "function" ? (input as () => Input)() : input;
      return sender.submission(given, sending, notes, around);
    },
    idsOf: (size) => notes.ofPart(size),
    watcher: (onError) => poller.watcher(until, { ...waiting, onError }),
    results: ({ part, ids }, raw) => {
      const known = { sent: { from: part.from, recipients: ids }, rejected: part.rejected };
      const call = { signal, headers, retry, attemptTimeoutMs };
      const all = readResults(services, raw as BatchRef, call, known);
      return all as AsyncIterable<ElementOf<Results>>;
    },
    reconcile: (lost, known) => sender.lookFor(lost, known, options),
  });
}
