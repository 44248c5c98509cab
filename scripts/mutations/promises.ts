/** The promises that `npm run test:mutations` breaks, each by a patch of the code that keeps it. */
export interface Mutation {
  readonly promise: string;
  readonly file: string;
  /** Must occur in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
}

export const mutations: readonly Mutation[] = [
  {
    promise: "a 429 pauses every call of its limit group",
    file: "src/core/transport/limiter.ts",
    find: "this.pauses.set(group, { untilMs, refusal });",
    replace: "void refusal;",
    tests: ["test/core/transport/limiter.test.ts", "test/core/transport/transport.test.ts"],
  },
  {
    promise: "a result comes once, however often its download starts over",
    file: "src/core/results/result-tally.ts",
    find: "if (!this.#ids.add(id)) return false;",
    replace: "this.#ids.add(id);",
    tests: ["test/core/results/result-stream.test.ts", "test/anthropic/results.test.ts"],
  },
  {
    promise: "results that are missing are never passed over in silence",
    file: "src/core/results/download.ts",
    find: "if (received >= expected && received <= atMost && repeated === 0) return false;",
    replace: "if (received <= atMost && repeated === 0) return false;",
    tests: ["test/core/results/result-stream.test.ts", "test/anthropic/results.test.ts"],
  },
  {
    promise: "an id never reaches another endpoint",
    file: "src/core/request/parameters.ts",
    find: "if (!isId(text)) throw invalid(name, NOT_AN_ID, context);",
    replace: 'if (typeof text !== "string") throw invalid(name, NOT_AN_ID, context);',
    tests: ["test/core/request/http.test.ts"],
  },
  {
    promise: "no hook sees a credential",
    file: "src/core/transport/hooks.ts",
    find: "headers: redactor.headers(headers) }",
    replace: "headers: Object.fromEntries(headers) }",
    tests: [
      "test/core/transport/hooks.test.ts",
      "test/core/auth/redact.test.ts",
      "test/wire/secrets.test.ts",
    ],
  },
  {
    promise: "an empty page is not the end while more is announced",
    file: "src/core/lists/paginate.ts",
    find: "if (next === undefined) return;",
    replace: "if (next === undefined || items.length === 0) return;",
    tests: ["test/core/lists/paginate.test.ts"],
  },
  {
    promise: "a record of a journal that a crash has torn is not kept",
    file: "src/journal/file.ts",
    find: "run.#end = content.lastIndexOf(NEWLINE) + 1;",
    replace: "run.#end = size;",
    tests: ["test/journal/file.test.ts"],
  },
  {
    promise: "a paid call leaves after its intent is in the journal",
    file: "src/core/submit/send-part.ts",
    find: 'await journal?.append({ type: "intent", part: index, from, intent });\n    phase = setup.discard ? "staging" : "sending";\n    const batch = await setup.send({',
    replace:
      'phase = setup.discard ? "staging" : "sending";\n    const late = async (raw: Raw) => (await journal?.append({ type: "intent", part: index, from, intent }), raw);\n    const batch = await ((sending: Sending) => setup.send(sending).then(late))({',
    tests: ["test/core/submit/journaled.test.ts"],
  },
  {
    promise: "a part is in the journal before it is given to the caller",
    file: "src/core/submit/send-part.ts",
    find: "await journal?.appendSent(part, index, described);",
    replace: "journal?.appendSent(part, index, described).catch(() => undefined);",
    tests: ["test/core/submit/journaled.test.ts"],
  },
  {
    promise: "an input that is not the one the journal began with is refused",
    file: "src/core/submit/resume.ts",
    find: "part.size !== to - from || (await part.digest()) !== digest)",
    replace: "part.size !== to - from)",
    tests: ["test/core/submit/journaled.test.ts"],
  },
  {
    promise: "a lost call is not called absent before the provider has had its time",
    file: "src/core/batch/reconcile/reconcile.ts",
    find: "return this.#endedAtMs + this.#settleMs - this.#readAtMs;",
    replace: "return 0;",
    tests: ["test/core/batch/reconcile/certainty.test.ts", "test/core/batch/reconcile/reconcile.test.ts"],
  },
  {
    promise: "what was created late in a long attempt, or after it, is a candidate",
    file: "src/core/batch/reconcile/clock-reading.ts",
    find: "toMs: endedAt + Math.max(...offsets) + settleMs + MARGIN_MS,",
    replace: "toMs: startedAt + Math.max(...offsets) + MARGIN_MS,",
    tests: ["test/core/batch/reconcile/certainty.test.ts", "test/core/batch/reconcile/reconcile.test.ts"],
  },
  {
    promise: "a batch with other texts for the same people is another batch",
    file: "src/ringcentral/lost.ts",
    find: '${typeof text === "string" ? text : ""}`);',
    replace: "`);",
    tests: ["test/core/batch/reconcile/certainty.test.ts", "test/ringcentral/reconcile.test.ts"],
  },
  {
    promise: "a batch is found for one call alone",
    file: "src/core/batch/memory.ts",
    find: 'return (this.#claims.get(id) ?? (known?.has(id) === true ? "" : call)) === call;',
    replace: 'return (this.#claims.get(id) || (known?.has(id) === true ? "" : call)) === call;',
    tests: ["test/core/batch/reconcile/certainty.test.ts"],
  },
  {
    promise: "the page of a gateway is not the word of the provider",
    file: "src/core/transport/outcome.ts",
    find: "isWord && dialect.refusedStatuses.includes(status)",
    replace: "dialect.refusedStatuses.includes(status)",
    tests: ["test/core/transport/outcome.test.ts", "test/sinch/resend.test.ts"],
  },
  {
    promise: "a clock that is unknown or was set proves nothing",
    file: "src/core/batch/reconcile/reconcile.ts",
    find: 'if (this.#clocks.verdict() !== "steady") return undecided("clock", [], this.#unsureMs);',
    replace: "void this.#unsureMs;",
    tests: ["test/core/batch/reconcile/certainty.test.ts", "test/core/batch/reconcile/reconcile.test.ts"],
  },
  {
    promise: "of many that take a journal over from a dead process one gets it",
    file: "src/journal/lock-file.ts",
    find: "await take(ticket, owner, timing);",
    replace: "void take;",
    tests: ["test/journal/lock-file.test.ts"],
  },
  {
    promise: "a paid call is not sent again after a 500",
    file: "src/core/transport/retry.ts",
    find: 'case "unknown":\n      return repeatable;',
    replace: 'case "unknown":\n      return true;',
    tests: ["test/wire/fault-matrix.test.ts", "test/core/transport/transport.test.ts"],
  },
];
