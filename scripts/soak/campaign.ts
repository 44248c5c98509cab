/** The campaign of the soak, as its worker and its judge see it. */
import type { AnthropicOptions, BatchRequest } from "../../src/anthropic/index.js";

export interface Campaign {
  readonly options: AnthropicOptions;
  readonly journal: string;
  readonly prompts: number;
  readonly perPart: number;
}

/** What a worker says, one JSON line each. */
export type Said =
  | { readonly say: "ready" }
  /** So many parts were taken in this life. */
  | { readonly say: "sent"; readonly parts: number }
  | { readonly say: "items"; readonly items: number }
  | {
      readonly say: "done";
      readonly items: number;
      /** Items that came out more than once in this life, and those with a wrong id or round. */
      readonly doubled: number;
      readonly wrong: number;
      readonly rounds: number;
      readonly kinds: Readonly<Record<string, number>>;
    }
  /** The most that the process took beyond what it took before the run. */
  | { readonly say: "memory"; readonly addedMb: number };

/** One prompt of a hundred meets an error that passes, whenever it is asked. */
export const isFlaky = (position: number): boolean => position % 100 === 7;

export function* requests(count: number): Generator<BatchRequest, void, void> {
  for (let position = 0; position < count; position++) {
    const content = `Give city number ${position} a motto.`;
    const params = {
      model: "claude-haiku-4-5",
      max_tokens: 64,
      messages: [{ role: "user" as const, content }],
    };
    const fate = { metadata: { user_id: "fate:errored:overloaded_error" } };
    yield { custom_id: `p${position}`, params: isFlaky(position) ? { ...params, ...fate } : params };
  }
}
