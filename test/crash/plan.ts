/** Which worker dies when: at every record of a submission, just before and just after, and at random instants. */
import { type Form, type Provider, PROVIDERS } from "./senders.js";
import type { Campaign } from "./round.js";
import type { Death } from "./worker.js";

const PARTS = 3;
/** The records of each part; before them `run`, behind them `done`. */
const recordsOf = (provider: Provider, isWide = false): number =>
  (isWide ? ["intent", "closing", "sent"] : ["intent", "sent"]).length + (provider === "openai" ? 1 : 0);

const FORMS: readonly Form[] = ["array", "generator", "async"];
const WHENS = ["before", "after"] as const;
const LONGEST_MS = 600;

function deathsOf(provider: Provider): readonly Death[] {
  return Array.from({ length: 1 + PARTS * recordsOf(provider) + 1 }, (_, record) =>
    WHENS.map((when) => ({ record, isOwn: false, when })),
  ).flat();
}

/**
 * The campaigns of a round. The deaths at records are dealt to the providers, which change places from round to round:
 * after fifteen, each provider has died each death with each form of input. Beside them, each provider dies
 * `randomKills` times at any record or instant.
 */
export function planRound(round: number, randomKills: number, random: () => number): Campaign[] {
  const atRecords = PROVIDERS.map((provider, index) => ({
    provider,
    form: pick(FORMS, index + Math.floor(round / PROVIDERS.length)),
    deaths: deathsOf(provider).filter(
      (_, at) => at % PROVIDERS.length === (index + round) % PROVIDERS.length,
    ),
  }));
  const atRandom = PROVIDERS.map((provider, index) => ({
    provider,
    form: pick(FORMS, index + round),
    deaths: Array.from({ length: randomKills }, () => anyDeath(random)),
  }));
  return [...atRecords, ...atRandom];
}

/** A part that streams dies at its `closing` too. */
export function planWide(): Campaign[] {
  return (["anthropic", "openai"] as const).flatMap((provider) => {
    const records = recordsOf(provider, true);
    return WHENS.flatMap((when) =>
      Array.from({ length: records }, (_, at) => ({
        provider,
        form: "wide" as const,
        deaths: [1, 1 + records].map((first) => ({ record: first + at, isOwn: false, when })),
      })),
    );
  });
}

function anyDeath(random: () => number): Death | number {
  // Short lives are where most happens.
  if (random() < 0.5) return Math.round(LONGEST_MS * random() ** 2);
  return { record: Math.floor(random() * 5), isOwn: true, when: pick(WHENS, Math.floor(random() * 2)) };
}

function pick<T>(from: readonly T[], index: number): T {
  return from[index % from.length] as T;
}
