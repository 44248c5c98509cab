import type { SubmittedPart } from "../../base/types/index.js";
import type { ResultMeaning, RunItem, RunSummary } from "./types.js";

/** Counts the items that a run yields. */
export class RunTally<Result> {
  readonly #usageOf: ResultMeaning<never, Result>["usageOf"];
  readonly #kinds: Record<string, number> = {};
  readonly #usage: Record<string, number> = {};
  #items = 0;

  constructor({ usageOf }: Pick<ResultMeaning<never, Result>, "usageOf">) {
    this.#usageOf = usageOf;
  }

  add({ kind, result }: RunItem<Result>): void {
    this.#items++;
    this.#kinds[kind] = (this.#kinds[kind] ?? 0) + 1;
    for (const [name, value] of Object.entries(this.#usageOf?.(result) ?? {}))
      if (typeof value === "number") this.#usage[name] = (this.#usage[name] ?? 0) + value;
  }

  summary(parts: readonly SubmittedPart[], rounds: number): RunSummary {
    const rejected = parts.reduce((sum, part) => sum + (part.rejected?.length ?? 0), 0);
    const usage = Object.keys(this.#usage).length > 0 ? { usage: this.#usage } : {};
    return { items: this.#items, kinds: this.#kinds, rounds, parts, ...usage, rejected };
  }
}
