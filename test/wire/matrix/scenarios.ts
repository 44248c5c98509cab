/** The columns of the matrix: what goes wrong, how long, and where the caller or the clock steps in. */
import type { Rules, Stage } from "./model.js";
import type { Operation } from "./spec.js";
import * as steps from "./steps.js";
import type { Layer } from "./layers.js";
import type { Script } from "./server.js";

export interface Scenario {
  readonly name: string;
  /** What happens to the operation under test. */
  readonly script: Script;
  /** What happens to the logins on the way; the first is the one before the operation, the second the renewal. */
  readonly login?: Script;
  readonly interrupt?: { readonly by: "abort" | "deadline"; readonly at: Stage };
  /** The token has run out before the call. */
  readonly stale?: boolean;
  readonly mayRepeat?: boolean;
  /** As the first pause begins, the caller's wall clock is set by so much. */
  readonly clockSetMs?: number;
  /** What stands between the client and its fetch. */
  readonly layer?: Layer;
  /** A relative of others: without `FAULT_MATRIX=full` it meets one operation of each safety class. */
  readonly isSampled?: boolean;
  /** Which cells exist. Default: all. */
  readonly applies?: (operation: Operation, rules: Rules) => boolean;
}

const { status } = steps;

const inSeconds = (seconds: number) => (nowMs: number) => ({
  "retry-after": new Date(Math.ceil(nowMs / 1_000 + seconds) * 1_000).toUTCString(),
});
/** By the clock of a server that is ten minutes ahead. */
const bySkewedClock = (seconds: number) => (nowMs: number) => {
  const aheadMs = Math.floor(nowMs / 1_000) * 1_000 + 600_000;
  const date = (ms: number): string => new Date(ms).toUTCString();
  return { date: date(aheadMs), "retry-after": date(aheadMs + seconds * 1_000) };
};
const EXPIRED = {
  "www-authenticate": 'Bearer error="invalid_token", error_description="The token has expired"',
};

const expired = status(401, EXPIRED, { name: "401, token expired", expired: true });
const limited = status(429, { "retry-after": "5" }, { name: "429, 5 s", hintMs: 5_000 });

const FAULTS: readonly steps.Step[] = [
  steps.refused,
  steps.resetEarly,
  steps.resetLate,
  steps.hangUp,
  steps.stall,
  steps.stallInBody,
  status(401),
  status(408),
  status(429),
  status(429, { "retry-after": "2" }, { name: "429, 2 s", hintMs: 2_000 }),
  status(429, inSeconds(3), { name: "429, date", hintMs: 3_000 }),
  status(429, { "retry-after": "soon" }, { name: "429, garbage" }),
  status(500),
  status(502, {}, { name: "502 with HTML", html: true }),
  status(503),
  status(503, { "retry-after": "2" }, { name: "503, 2 s", hintMs: 2_000 }),
  status(503, {}, { name: "503 with HTML", html: true }),
  status(504),
  status(529),
  status(529, {}, { name: "529 with HTML", html: true }),
  steps.truncated,
  steps.html,
  steps.empty,
  steps.tooLittle,
  steps.tooMuch,
];

/** Relatives of those above, as they were met in the wild. */
const RELATIVES: readonly steps.Step[] = [
  steps.noContent,
  status(429, { "retry-after": ["1", "3"] }, { name: "429, 1 s and 3 s", hintMs: 3_000 }),
  status(429, bySkewedClock(3), { name: "429, date by a clock that is ahead", hintMs: 3_000 }),
];

/** Answers that end the call whatever might have come after them. */
const FINAL: readonly steps.Step[] = [
  status(400),
  status(403),
  status(404),
  status(413),
  status(422),
  status(429, { "retry-after": "3600" }, { name: "429, beyond the cap", hintMs: 3_600_000 }),
  steps.redirect(302, "here"),
  steps.redirect(303, "here"),
  steps.redirect(302, "elsewhere"),
  steps.redirect(307, "here"),
  steps.redirect(307, "elsewhere"),
];

const FINAL_RELATIVES: readonly steps.Step[] = [
  status(403, {}, { name: "403 with HTML", html: true }),
  status(404, {}, { name: "404 with HTML", html: true }),
  status(411),
  steps.redirect(308, "here"),
  steps.redirect(308, "elsewhere"),
];

const SEQUENCES: readonly (readonly steps.Step[])[] = [
  [limited, steps.resetLate],
  [limited, status(500)],
  [steps.refused, steps.resetLate],
  [steps.refused, steps.html],
  [status(503), limited],
  [status(529), steps.truncated],
  [limited, limited, steps.resetEarly],
];

const once = (...script: steps.Step[]): Script => ({ steps: script, then: "good" });
const always = (...script: steps.Step[]): Script => ({ steps: script, then: "last" });
const fine = once();

const nameOf = (script: readonly steps.Step[]): string => script.map(({ name }) => name).join(", then ");

const faults: readonly Scenario[] = [
  ...[...FAULTS.map((step) => [step]), ...SEQUENCES].flatMap((script) => [
    { name: `${nameOf(script)}, once`, script: once(...script) },
    { name: `${nameOf(script)}, for good`, script: always(...script) },
  ]),
  ...FINAL.map((step) => ({ name: step.name, script: once(step) })),
];

const setClocks: readonly Scenario[] = [-3_600_000, 1_800_000].map((clockSetMs) => ({
  name: `429, 5 s, in which the clock is set by ${clockSetMs / 3_600_000} h`,
  script: once(limited),
  clockSetMs,
}));

/** As a tool that traces or mocks requests does it. */
const layered: readonly Scenario[] = (
  ["reads a clone first", "reads a clone meanwhile", "sends a clone"] as const
).flatMap((layer) =>
  [[], [limited], [steps.resetLate], [status(500)]].map((script) => ({
    name: `${script.length > 0 ? nameOf(script) : "nothing"} under a layer that ${layer}`,
    script: once(...script),
    layer,
  })),
);

// In a file of results, `null` is a line that is none.
const documentOfNothing: readonly Scenario[] = [once(steps.nothing), always(steps.nothing)].map((script) => ({
  name: `${steps.nothing.name}, ${script.then === "good" ? "once" : "for good"}`,
  script,
  applies: ({ id }, { streams }) => streams?.includes(id) !== true,
}));

const twoHops: Scenario = {
  name: "two redirects, then another origin",
  script: once(steps.redirect(302, "here"), steps.redirect(307, "here"), steps.redirect(302, "elsewhere")),
};

const relatives: readonly Scenario[] = [
  ...RELATIVES.flatMap((step) => [
    { name: `${step.name}, once`, script: once(step) },
    { name: `${step.name}, for good`, script: always(step) },
  ]),
  ...FINAL_RELATIVES.map((step) => ({ name: step.name, script: once(step) })),
  ...setClocks,
  ...layered,
  ...documentOfNothing,
  twoHops,
].map((scenario) => ({ ...scenario, isSampled: true }));

const doors: Scenario[] = [steps.resetLate, status(500), steps.stall, steps.html].flatMap((step) =>
  (["good", "last"] as const).map((then) => ({
    name: `${step.name}, ${then === "good" ? "once" : "for good"}, may be sent twice`,
    script: { steps: [step], then },
    mayRepeat: true,
    applies: ({ safety }: Operation) => safety === "send",
  })),
);

/** A token to renew: not the login itself, and not the logout, for which nothing is renewed. */
const hasToken = ({ clientMethod }: Operation, { login }: Rules): boolean =>
  login !== undefined && !["login", "logout"].includes(clientMethod);

const STAGES: readonly Omit<Scenario, "name">[] = [
  { script: always(steps.stall), interrupt: { by: "abort", at: "answer" } },
  { script: always(steps.stallInBody), interrupt: { by: "abort", at: "body" } },
  { script: always(limited), interrupt: { by: "abort", at: "pause" } },
  { script: always(steps.refused), interrupt: { by: "abort", at: "back-off" } },
  { script: fine, login: always(steps.stall), interrupt: { by: "abort", at: "login" }, applies: hasToken },
  {
    script: always(expired),
    login: { steps: [steps.good, steps.stall], then: "last" },
    interrupt: { by: "abort", at: "renewal" },
    applies: hasToken,
  },
];

const notForgiving = ({ id }: Operation, { forgiving }: Rules): boolean => forgiving?.includes(id) !== true;

const interruptions: Scenario[] = STAGES.flatMap((scenario) => {
  const at = scenario.interrupt?.at as Stage;
  // A call that makes one attempt only never pauses.
  const applies = scenario.applies ?? (at === "pause" || at === "back-off" ? notForgiving : undefined);
  return (["abort", "deadline"] as const).map((by) => ({
    ...scenario,
    name: `${by} in the ${at}`,
    interrupt: { by, at },
    ...(applies && { applies }),
  }));
});

const TOKENS: readonly Scenario[] = [
  { name: "token over before the call", script: fine, stale: true },
  { name: "token over in the call", script: once(expired) },
  { name: "no token is good enough", script: always(expired) },
  { name: "token over between attempts", script: once(limited, expired) },
  { name: "token over, then a lost answer", script: always(expired, steps.resetLate) },
  { name: "token over, then too many requests", script: once(expired, limited) },
  { name: "no login: refused", script: fine, login: always(steps.refused) },
  { name: "no login: 500", script: fine, login: always(status(500)) },
  { name: "no login: 403", script: fine, login: always(status(403)) },
  {
    name: "no renewal: 403",
    script: always(expired),
    login: { steps: [steps.good, status(403)], then: "last" },
  },
];
const tokens = TOKENS.map((scenario) => ({ ...scenario, applies: hasToken }));

const before: Scenario = {
  name: "abort before the call",
  script: fine,
  interrupt: { by: "abort", at: "before" },
};

export const scenarios: readonly Scenario[] = [
  ...faults,
  ...relatives,
  ...doors,
  before,
  ...interruptions,
  ...tokens,
];

/** Those in which it matters how a client comes by its credential. */
export const loginScenarios: readonly Scenario[] = [before, ...interruptions, ...tokens];

/** A cell that waits for a real timer costs time but no work: such cells run side by side in great numbers. */
export function isSlow({ script, interrupt, login }: Scenario): boolean {
  const all = [...script.steps, ...(login?.steps ?? [])];
  const stalls = all.some((step) => step === steps.stall || step === steps.stallInBody);
  return interrupt ? interrupt.by === "deadline" : stalls;
}
