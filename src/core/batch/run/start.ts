/** Assembles a run from `submit`, `watchAll`, `results` and `reconcile`. */
import { ConfigError } from "../../base/errors/index.js";
import { checkedLater } from "../../base/options.js";
import type { BatchRef, BatchSnapshot, Until } from "../../base/types/index.js";
import type { ElementOf } from "../kind.js";
import { RecipientNotes } from "./recipient-notes.js";
import type { SubmitOptions } from "../../submit/submit.js";
import { readResults } from "../results.js";
import { runOf } from "./run.js";
import type { Run, RunOptions } from "./types.js";
import type { BatchSender } from "../sender.js";
import type { BatchServices } from "../services.js";

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
  given: RunOptions<BatchSnapshot<Raw, Report>>,
  until: () => Until,
): Run<ElementOf<Results>> {
  const { core, kind } = services;
  const [options, checkOptions] = checkedLater(given, core.callOptions);
  const { meaning, createOperation: operation } = kind;
  const { provider } = core.dialect;
  if (meaning === undefined) throw new ConfigError("run knows no results of this provider", { provider });
  const { signal, onProgress, schedule, timeoutMs, maxConsecutiveErrors } = options;
  const { headers, retry, attemptTimeoutMs, sleep } = options;
  const notes = new RecipientNotes<Item>(meaning.idOf);
  const waiting = { signal, onProgress, schedule, timeoutMs, maxConsecutiveErrors, sleep };
  return runOf<Item, Raw, Report, ElementOf<Results>>({
    meaning,
    options,
    checkOptions,
    isRepeatable: () => typeof input === "function" || sender.isRepeatable(input, sending(options)),
    submit: (around, more) => sender.submission(input, sending(options), notes, { around, more }),
    idsOf: () => notes.ofPart(),
    watcher: (onError) => services.reader.watcher(until(), { ...waiting, onError }),
    results: (of, raw) => {
      const { part, round, ids } = of;
      // Only results by recipient need positions and recipients.
      const isAsked = round === 1 && meaning.positionIn !== undefined;
      const sent = isAsked ? { sent: { from: part.from, recipients: ids.all() } } : {};
      const call = { signal, headers, retry, attemptTimeoutMs };
      const all = readResults(services, raw as BatchRef, call, { ...sent, rejected: part.rejected });
      return all as AsyncIterable<ElementOf<Results>>;
    },
    reconcile: (lost, known, signal) => sender.lookFor(lost, known, { ...options, signal }),
    refusalOf: kind.lateRefusal?.read,
    context: { provider, operation },
  });
}

/** The options for `submit`: the wait's own options are removed. */
function sending(options: RunOptions<never>): SubmitOptions {
  const {
    onProgress: _1,
    schedule: _2,
    timeoutMs: _3,
    maxConsecutiveErrors: _4,
    until: _5,
    sleep: _6,
    ...rest
  } = options;
  return rest;
}
