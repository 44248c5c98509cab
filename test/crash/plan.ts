/** Which worker dies when: at every record of a submission, just before and just after, and at random instants. */
import { type Form, PROVIDERS } from "./senders.js";
import type { Campaign } from "./round.js";
import type { Death } from "./worker.js";

// The records of a submission of three parts: `run`, `intent` and `sent` of each, `done`.
const RECORDS = 8;
const FORMS: readonly Form[] = ["array", "generator", "async"];
const WHENS = ["before", "after"] as const;
const LONGEST_MS = 600;

const DEATHS: readonly Death[] = Array.from({ length: RECORDS }, (_, record) =>
  WHENS.map((when) => ({ record, isOwn: false, when })),
).flat();

/**
 * The campaigns of a round. The deaths at records are dealt to the providers, which change places from round to round:
 * after twelve, each provider has died each death with each form of input. Beside them, each provider dies `randomKills`
 * times at any record or instant.
 */
export function planRound(round: number, randomKills: number, random: () => number): Campaign[] {
  const atRecords = PROVIDERS.map((provider, index) => ({
    provider,
    form: pick(FORMS, index + Math.floor(round / PROVIDERS.length)),
    deaths: DEATHS.filter((_, at) => at % PROVIDERS.length === (index + round) % PROVIDERS.length),
  }));
  const atRandom = PROVIDERS.map((provider, index) => ({
    provider,
    form: pick(FORMS, index + round),
    deaths: Array.from({ length: randomKills }, () => anyDeath(random)),
  }));
  return [...atRecords, ...atRandom];
}

/** A part that streams dies at its `closing` too: intent, closing, sent. */
export function planWide(): Campaign[] {
  return WHENS.flatMap((when) =>
    [1, 2, 3].map((record) => ({
      provider: "anthropic",
      form: "wide",
      deaths: [0, 3].map((later) => ({ record: record + later, isOwn: false, when })),
    })),
  );
}

function anyDeath(random: () => number): Death | number {
  // Short lives are where most happens.
  if (random() < 0.5) return Math.round(LONGEST_MS * random() ** 2);
  return { record: Math.floor(random() * 5), isOwn: true, when: pick(WHENS, Math.floor(random() * 2)) };
}

function pick<T>(from: readonly T[], index: number): T {
  return from[index % from.length] as T;
}
