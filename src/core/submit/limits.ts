import { ConfigError } from "../base/errors/index.js";
import { isIntegerWithin } from "../base/validation.js";
import type { CutPlan } from "./part.js";
import type { SubmitOptions } from "./submit.js";

/** Applies the caller's limits, which can only lower the provider's. Throws `ConfigError` for an invalid limit. */
export function limited<Item>(plan: CutPlan<Item>, options: SubmitOptions): CutPlan<Item> {
  const { maxItemsPerBatch, maxBytesPerBatch } = options;
  return {
    ...plan,
    maxItems: lowerOf("maxItemsPerBatch", maxItemsPerBatch, plan.maxItems),
    maxBytes: lowerOf("maxBytesPerBatch", maxBytesPerBatch, plan.maxBytes),
  };
}

/** The lower of both limits; the ceiling if the caller gives none. Throws `ConfigError` for an invalid limit. */
export function lowerOf(name: string, limit: number | undefined, ceiling: number): number {
  if (limit === undefined || limit === Infinity) return ceiling;
  if (!isIntegerWithin(limit, 1))
    throw new ConfigError(`${name} must be an integer of at least 1, or Infinity`);
  return Math.min(limit, ceiling);
}
