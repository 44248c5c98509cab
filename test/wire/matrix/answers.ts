/** What is wrong with the answers of `reconcile`, measured by what the server has really done. */
import type { Reconciliation } from "../../../src/core/base/types/index.js";
import type { Taken } from "../../support/world.js";
import type { LostCell } from "./aftermath.js";
import type { Outcome, Verdict } from "./verdict.js";

export interface Answers {
  readonly outcome: Outcome;
  /** What the call was given. */
  readonly input: unknown;
  /** The batch of the call, if there is one. */
  readonly ours?: string | undefined;
  /** The batches of others. */
  readonly others?: readonly string[];
  /** To a look at once, and to one that waits. */
  readonly first?: Reconciliation;
  readonly last?: Reconciliation;
  /** About a second, equal call of this client, which was carried out if the first was not. */
  readonly ofOwn?: Reconciliation | undefined;
  readonly batches: readonly Taken[];
}

type Flaws = Omit<Verdict, "name">;

const GOOD: Flaws = { doubled: false, lost: false, leaked: false, problems: [] };

export function judgeAnswers(cell: LostCell, answers: Answers): Flaws {
  const { outcome, first, last } = answers;
  if (first === undefined || last === undefined)
    return { ...GOOD, problems: [`no outcome to look into: ${describe(outcome)}`] };
  // The provider has had its time where the look is minutes later.
  const isEarly = cell.setting.company !== "later";
  const flaws = [
    isEarly && first.status === "absent" ? doubled("absent before the provider has had its time") : GOOD,
    proofFlaws(cell, answers, first),
    proofFlaws(cell, answers, last),
    decisionFlaws(cell, answers, last),
    ownFlaws(cell, answers),
    leakFlaws(answers),
  ];
  return {
    doubled: flaws.some((flaw) => flaw.doubled),
    lost: flaws.some((flaw) => flaw.lost),
    leaked: flaws.some((flaw) => flaw.leaked),
    problems: [...new Set(flaws.flatMap(({ problems }) => problems))],
  };
}

const doubled = (problem: string): Flaws => ({ ...GOOD, doubled: true, problems: [problem] });
const lost = (problem: string): Flaws => ({ ...GOOD, lost: true, problems: [problem] });
const wrong = (problem: string): Flaws => ({ ...GOOD, problems: [problem] });

/** A wrong `absent` makes the caller send again; a wrong `found` takes the batch of another for ours. */
function proofFlaws(
  { lost: { isUnique }, setting }: LostCell,
  answers: Answers,
  said: Reconciliation,
): Flaws {
  const { ours, others = [], ofOwn } = answers;
  if (said.status === "absent") {
    if (ours !== undefined) return doubled("absent, but it was carried out");
    return isSteady(setting) ? GOOD : doubled("absent, although the clocks prove nothing");
  }
  if (said.status !== "found" || said.handle.id === ours) return GOOD;
  // By content alone, a batch that is equal in all and of the same time is as good as ours.
  const isTwin = setting.company === "twin" && others.includes(said.handle.id);
  const isOwn = ofOwn !== undefined && ours === undefined && !others.includes(said.handle.id);
  return !isUnique && (isTwin || isOwn) ? GOOD : lost(`found ${said.handle.id}, ours is ${ours ?? "none"}`);
}

/** Where nothing stands in the way, it has to be decided; else the reason has to be the right one. */
function decisionFlaws(
  { lost, setting }: LostCell,
  { ours, others = [] }: Answers,
  said: Reconciliation,
): Flaws {
  if (said.status !== "undecided") return GOOD;
  const { isUnique, shape } = lost;
  const { why, candidates } = said;
  const { company } = setting;
  const isAlike = company === "twin" && !isUnique && ours !== undefined;
  // A batch without a time of creation may be as old as its content is not.
  const isUndated = company === "later" && !isUnique && shape.isUndated === true;
  const isProvable = isSteady(setting) ? !isAlike && !isUndated : isUnique && ours !== undefined;
  if (isProvable) return wrong(`undecided (${why}), but there is proof`);
  const reasons: string[] = [
    ...(isSteady(setting) ? [] : ["clock"]),
    ...(isAlike || (isUndated && ours !== undefined) ? ["ambiguous"] : []),
    ...(isUndated ? ["unproven"] : []),
  ];
  if (!reasons.includes(why)) return wrong(`undecided because of ${why}, not ${reasons.join(" or ")}`);
  const named = candidates.map(({ id }) => id);
  const alike = [ours, ...others].filter((id) => id !== undefined);
  const missing = isSteady(setting) ? alike.filter((id) => !named.includes(id)) : [];
  return missing.length > 0 ? wrong(`does not name ${missing.join(", ")} as candidates`) : GOOD;
}

/** Of two equal calls one was carried out: it is the batch of one of them, and of one alone. */
function ownFlaws({ lost: { isUnique }, setting }: LostCell, { ours, last, ofOwn }: Answers): Flaws {
  if (ofOwn === undefined || last === undefined) return GOOD;
  const statuses = [last.status, ofOwn.status];
  if (statuses.every((status) => status === "found")) return lost("two calls, one batch, and both found it");
  if (statuses.every((status) => status === "absent"))
    return doubled("two calls, one batch, and both are absent");
  if (isUnique && ours !== undefined && ofOwn.status === "found")
    return lost("found the batch of the other call");
  if (isUnique && ours === undefined && ofOwn.status === "absent")
    return doubled("the second is absent, but was carried out");
  if (isSteady(setting) && ofOwn.status === "undecided")
    return wrong(`the second is undecided (${ofOwn.why})`);
  return GOOD;
}

/** What is stored to look for a batch holds nothing of its content. */
function leakFlaws({ outcome, input }: Answers): Flaws {
  const { correlation } = ("error" in outcome ? outcome.error : {}) as {
    correlation?: Readonly<Record<string, unknown>>;
  };
  const { callersFile, ...traits } = correlation ?? {};
  const kept = JSON.stringify({ ...traits });
  const seen = textsIn(input).filter((text) => text !== callersFile && kept.includes(text));
  return seen.length === 0
    ? GOOD
    : { ...GOOD, leaked: true, problems: [`the correlation holds ${seen.join(", ")}`] };
}

/** Everything in it that is long enough to be found by no accident. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.length > 3 ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The provider's clock is known, and none has jumped. */
function isSteady({ clocks: { isHidden, jump } }: LostCell["setting"]): boolean {
  return isHidden !== true && jump === undefined;
}

function describe(outcome: Outcome): string {
  return "error" in outcome ? String(outcome.error) : JSON.stringify(outcome.value);
}
