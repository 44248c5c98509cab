/** What is true, and what is known, when a lost batch is looked for: the dimensions of the second half of the matrix. */

/** What the server has really done with the call. */
export interface Truth {
  readonly name: string;
  /** How long after the request the batch is created. Absent: never. */
  readonly createdAfterMs?: number;
  /** How much later the list shows it. Default: at once. */
  readonly lagMs?: number;
}

export interface Clocks {
  readonly name: string;
  /** How far our clock is ahead of the provider's. Default: 0. */
  readonly oursMs?: number;
  /** The client has seen the provider's clock before the call. */
  readonly isKnown: boolean;
  /** Answers bear no `Date`. */
  readonly isHidden?: true;
  /** One of the two is set: after the call, or while the batch is looked for. */
  readonly jump?: {
    readonly whose: "ours" | "theirs";
    readonly byMs: number;
    readonly at: "after" | "while";
  };
}

/**
 * Who else sends. `near`: another worker, batches of equal size. `twin`: another worker, one that is equal in all. `earlier`
 * and `later`: equal in all, but minutes before and after. `own`: this client loses a second, equal call.
 */
export type Company = "nobody" | "near" | "twin" | "earlier" | "later" | "own";

export interface Setting {
  readonly truth: Truth;
  readonly clocks: Clocks;
  readonly company: Company;
  readonly pageSize: number;
  /** The process that sent has died: another one looks, with the JSON of the error. */
  readonly isRestored: boolean;
}

const HOUR_MS = 3_600_000;

export const truths: readonly Truth[] = [
  { name: "not carried out" },
  { name: "carried out", createdAfterMs: 0 },
  { name: "carried out 1 s later", createdAfterMs: 1_000 },
  { name: "carried out 30 s later", createdAfterMs: 30_000 },
  { name: "carried out 100 s later", createdAfterMs: 100_000 },
  { name: "carried out, listed 30 s later", createdAfterMs: 0, lagMs: 30_000 },
];

export const clocks: readonly Clocks[] = [
  { name: "clocks agree", isKnown: true },
  { name: "clocks agree, unknown before", isKnown: false },
  { name: "ours is fast", oursMs: HOUR_MS, isKnown: true },
  { name: "ours is slow, unknown before", oursMs: -HOUR_MS, isKnown: false },
  { name: "no Date", isKnown: true, isHidden: true },
  { name: "ours set on after", isKnown: true, jump: { whose: "ours", byMs: HOUR_MS, at: "after" } },
  {
    name: "ours set back after, unknown before",
    isKnown: false,
    jump: { whose: "ours", byMs: -HOUR_MS, at: "after" },
  },
  { name: "ours set back meanwhile", isKnown: true, jump: { whose: "ours", byMs: -HOUR_MS, at: "while" } },
  { name: "theirs set on after", isKnown: true, jump: { whose: "theirs", byMs: HOUR_MS, at: "after" } },
  {
    name: "theirs set back meanwhile",
    isKnown: true,
    jump: { whose: "theirs", byMs: -HOUR_MS, at: "while" },
  },
];

const companies: readonly Company[] = ["nobody", "near", "twin", "earlier", "later", "own"];

export const settings: readonly Setting[] = truths.flatMap((truth) =>
  clocks.flatMap((clock) =>
    companies.flatMap((company) =>
      [Infinity, 1].flatMap((pageSize) =>
        [false, true].map((isRestored) => ({ truth, clocks: clock, company, pageSize, isRestored })),
      ),
    ),
  ),
);

export function nameOf({ truth, clocks: { name }, company, pageSize, isRestored }: Setting): string {
  const who = company === "nobody" ? [] : [company];
  const pages = pageSize === 1 ? ["pages of 1"] : [];
  return [truth.name, name, ...who, ...pages, ...(isRestored ? ["restored"] : [])].join(", ");
}

// Prime to the number of settings, and far enough that neighbours differ in every dimension.
const STRIDE = 389;

/** `count` of some settings, spread over them; the next `turn` gives others. */
export function sample(of: readonly Setting[], count: number, turn: number): Setting[] {
  return Array.from(
    { length: Math.min(count, of.length) },
    (_, n) => of[((turn * count + n) * STRIDE) % of.length] as Setting,
  );
}
