/** A campaign of large parts: generates its items, and reads them back from a body that the provider received. */
import { createHash } from "node:crypto";
import { providerNames } from "../providers.js";
import type { LargeParts } from "./job.js";

export interface ChaosJob {
  readonly provider: string;
  /** Number of the campaign, from 200 to 999, which is in each id and each text. */
  readonly number: number;
  readonly fetch: (typeof FETCHES)[number];
  readonly verb: (typeof VERBS)[number];
  readonly form: (typeof FORMS)[number];
  readonly journal: string | undefined;
  /** How long after the start of each of its first uploads a signal aborts, in milliseconds. */
  readonly aborts: readonly number[];
  readonly parts: number;
  readonly options: object;
}

export const FETCHES = ["platform", "node", "cloned, read at once", "cloned, read late"] as const;
export const VERBS = ["submit", "run"] as const;
export const FORMS = ["array", "renewable", "slow, renewable", "one-shot"] as const;

/** The report of a worker. `wrong`: broken promises. */
export interface WorkerReport {
  readonly parts: readonly { readonly id: string; readonly from: number; readonly to: number }[];
  readonly wrong: readonly string[];
  readonly failures: number;
}

/** The ids or recipients of a batch, each with the hash of its text. */
export type Content = readonly (readonly [key: string, hash: string])[];

/** By provider: each file of this folder with its name exports `largeParts`. */
const LARGE_PARTS = new Map(
  await Promise.all(
    providerNames().map(async (name): Promise<[string, LargeParts]> => {
      const { href } = new URL(`${name}.ts`, import.meta.url);
      return [name, ((await import(href)) as { readonly largeParts: LargeParts }).largeParts];
    }),
  ),
);

function largePartsOf(provider: string): LargeParts {
  const found = LARGE_PARTS.get(provider);
  if (found === undefined) throw new Error(`scripts/soak/${provider}.ts exports no largeParts`);
  return found;
}

export const perPart = ({ provider }: ChaosJob): number => largePartsOf(provider).perPart;
export const sizeOf = (job: ChaosJob): number => job.parts * perPart(job) - 7;

export function keyOf({ provider, number }: ChaosJob, position: number): string {
  return largePartsOf(provider).key(`${number}${1_000 + position}`);
}

function textOf({ provider, number }: ChaosJob, position: number): string {
  const size = largePartsOf(provider).characters * (1 - ((position * 7) % 10) / 100);
  return `${number}/${position} ${"字".repeat(size)}`.slice(0, Math.floor(size));
}

const hash = (text: string): string => createHash("sha1").update(text).digest("base64");

export function contentOf(provider: string, body: string): Content {
  return largePartsOf(provider)
    .contentOf(body)
    .map(([key, text]) => [key, hash(text)]);
}

/** The expected content of a batch. */
export function due(job: ChaosJob, from: number, to: number): Content {
  return Array.from({ length: to - from }, (_, i) => [keyOf(job, from + i), hash(textOf(job, from + i))]);
}

/** The input from a position on. */
export function inputOf(job: ChaosJob, from: number): unknown {
  const { item, input } = largePartsOf(job.provider);
  const size = sizeOf(job);
  function* items(): Generator<unknown> {
    for (let at = from; at < size; at++) yield item(keyOf(job, at), textOf(job, at));
  }
  async function* slowly(): AsyncGenerator<unknown> {
    let count = 0;
    for (const one of items()) {
      await new Promise((resolve) => (count++ % 20 === 0 ? setTimeout(resolve, 2) : setImmediate(resolve)));
      yield one;
    }
  }
  function* texts(): Generator<readonly [string, string]> {
    for (let at = from; at < size; at++) yield [keyOf(job, at), textOf(job, at)];
  }
  switch (job.form) {
    case "array":
      return input([...items()], texts);
    case "renewable":
      return () => input(items(), texts);
    case "slow, renewable":
      return () => input(slowly(), texts);
    case "one-shot":
      return input(slowly(), texts);
  }
}
