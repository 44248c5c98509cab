/** The facts about one provider's API that the shared code needs: error form, statuses, limits. */
import type { ProviderName } from "../base/types/index.js";

/** An answer outside 2xx, as far as its body could be read. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface ErrorFacts {
  readonly errorCode?: string | undefined;
  readonly errorType?: string | undefined;
  readonly requestId?: string | undefined;
  /** The provider's own error sentence. */
  readonly reason?: string | undefined;
}

export interface Dialect {
  readonly provider: ProviderName;
  /** 5xx statuses documented as "not processed". They count only if the body has the provider's own form. */
  readonly refusedStatuses: readonly number[];
  /** Whether an error body has the provider's form. Gateways and caches in front of it answer in other forms. */
  isOwn(body: unknown): boolean;
  /** Whether the answer says that an identical request is still running: the outcome of that one is unknown. */
  isUnderWay?(refusal: ErrorAnswer, facts: ErrorFacts): boolean;
  /** Extracts the facts of an error answer. Must accept any JSON, and none. */
  facts(refusal: ErrorAnswer): ErrorFacts;
  /** Whether the provider says that a retry is useless. */
  isFinal?(refusal: ErrorAnswer, facts: ErrorFacts): boolean;
  /** Set if the provider's sentences contain no phone numbers: error messages may then quote them. */
  readonly isQuotable?: true;
  /** A short explanation for the error message, for answers that confuse newcomers. */
  hint?(refusal: ErrorAnswer, operation: string): string | undefined;
  /** Pause of the limit group after a 429 without a hint, in ms. Default: the attempt's back-off. */
  readonly pauseWithoutHintMs?: number;
  /** Pause of the limit group that any answer's headers demand, in ms. */
  quotaPauseMs?(headers: Headers): number | undefined;
  /** Parses the text of a 2xx. Default: `JSON.parse`. */
  parse?(text: string): unknown;
}

/** Whether the provider itself answered. An answer without a body is assumed to be the provider's. */
export function isOwnAnswer(
  dialect: Dialect,
  { body, bodyText }: { readonly body: unknown; readonly bodyText: string },
): boolean {
  return bodyText.trim() === "" || (body !== undefined && dialect.isOwn(body));
}
